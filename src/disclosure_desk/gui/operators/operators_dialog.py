"""Who works here, who does which step of approval, and when the window locks itself."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from disclosure_desk.gui.widgets.pin_check import COMPARING, PinCheck, PinKeeper
from disclosure_desk.gui.widgets.save_dialog import SaveDialog, quiet_label, spaced_form
from disclosure_desk.store.operators import Operators

_LINES = 3
_LONGEST_IDLE = 240
_HINT = (
    "各环节写可以审核的人，几个人用顿号隔开。口令由本人在“改口令…”里设。\n"
    "从名单上去掉的人，口令也一起去掉。每次改动都记在修改记录里。"
)
_OWN_PIN_FIRST = "已经有人设了口令，改这里要用自己的口令确认。请先在“改口令…”里设好您的口令。"
_BETWEEN = re.compile(r"[、，,;；\s]+")

Keep = Callable[[Operators, bool], None]
"""Keeps the people, and whether the office has a 保密审查; raises StoreError."""


class OperatorsDialog(SaveDialog):
    """Asks for names and steps; once anybody has a PIN, the operator at work (`name`) confirms with their own.

    `keeper` knows that.
    """

    def __init__(  # noqa: PLR0913 - what is shown, and what keeps it
        self,
        operators: Operators,
        name: str,
        steps: Mapping[str, str],
        keep: Keep,
        parent: QWidget | None = None,
        *,
        keeper: PinKeeper,
        secrecy_step: str,
        has_secrecy: bool,
    ) -> None:
        super().__init__("操作人", "记下", parent, icon="people")
        self._operators, self._name, self._keep, self._step_names = operators, name, keep, steps
        self._check = PinCheck(keeper, "改操作人", self)
        self.names = QPlainTextEdit("\n".join(operators.names), self)
        self.names.setAccessibleName("操作人")
        self.names.setTabChangesFocus(True)
        self.names.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        self.names.setPlaceholderText("一行一个姓名；不填就不问是谁")
        self.steps = {step: self._step_edit(step) for step in steps}
        self.secrecy = QCheckBox("定稿前要做", self)
        self.secrecy.setChecked(has_secrecy)
        self._secrecy_step = secrecy_step
        self.idle = QSpinBox(self)
        self.idle.setRange(0, _LONGEST_IDLE)
        self.idle.setSuffix(" 分钟没有操作就锁定")
        self.idle.setSpecialValueText("不自动锁定")
        self.idle.setValue(operators.idle)
        self.pin = QLineEdit(self)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName("您的口令")
        self.lay_out(self._form())
        self.names.textChanged.connect(self._judge)
        self.secrecy.toggled.connect(self._judge)
        self._judge()

    def _step_edit(self, step: str) -> QLineEdit:
        edit = QLineEdit("、".join(self._operators.steps.get(step, ())), self)
        edit.setAccessibleName(self._step_names[step])
        edit.setPlaceholderText("不填：谁都可以")
        edit.textChanged.connect(self._judge)
        return edit

    def _form(self) -> QFormLayout:
        form = spaced_form()
        form.addRow("操作人", self.names)
        for step, edit in self.steps.items():
            line = QHBoxLayout()
            line.setSpacing(12)
            line.addWidget(edit, 1)
            if step == self._secrecy_step:
                line.addWidget(self.secrecy)
            form.addRow(self._step_names[step], line)
        form.addRow("无人操作时", self.idle)
        form.addRow("", quiet_label(_HINT))
        form.addRow(f"{self._name}的口令", self.pin)
        has_pin = self._name in self._operators.pins
        form.setRowVisible(form.rowCount() - 2, not has_pin)  # who has one knows; with both it is too high for 150 %
        form.setRowVisible(self.pin, has_pin)
        return form

    @property
    def choices(self) -> Operators:
        """What is written now."""
        names = tuple(dict.fromkeys(line.strip() for line in self.names.toPlainText().split("\n") if line.strip()))
        steps = {step: tuple(filter(None, _BETWEEN.split(edit.text()))) for step, edit in self.steps.items()}
        return Operators(names, steps, self._operators.pins, self.idle.value())

    def _judge(self) -> None:
        """Say who is set for a step and is not on the list."""
        self.steps[self._secrecy_step].setEnabled(self.secrecy.isChecked())
        choices = self.choices
        unknown = {name: step for step, names in choices.steps.items() for name in names if name not in choices.names}
        problem = "".join(f"{self._step_names[step]}的“{name}”不在操作人里。" for name, step in unknown.items())
        self.offer(problem if self._operators.may_change(self._name) else _OWN_PIN_FIRST)

    def confirm(self, then: Callable[[str], object]) -> None:
        if self._check.is_busy:
            return
        if self._name in self._operators.pins:
            self.problem.show_calmly(COMPARING)
        self._check.ask(self._name, self.pin.text(), then)

    def keep(self) -> None:
        self._keep(self.choices, self.secrecy.isChecked())
