"""Who works here, who does which step of approval, and when the window locks itself."""

import re
from collections.abc import Callable, Mapping

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.gui.buttons import main_button
from disclosure_desk.store import StoreError
from disclosure_desk.store.operators import Operators

_WIDTH, _LINES = 420, 3
_LONGEST_IDLE = 240
_HINT = "各环节写可以审核的人，几个人用顿号隔开。口令由本人在“改口令…”里设。\n从名单上去掉的人，口令也一起去掉。"
_BETWEEN = re.compile(r"[、，,;；\s]+")

Keep = Callable[[Operators, bool], None]
"""Keeps the people, and whether the office has a 保密审查; raises StoreError."""


class OperatorsDialog(QDialog):
    """Asks for names and steps and keeps them; where they cannot be kept, it says why and stays."""

    def __init__(  # noqa: PLR0913 - what is shown, and what keeps it
        self,
        operators: Operators,
        steps: Mapping[str, str],
        keep: Keep,
        parent: QWidget | None = None,
        *,
        secrecy_step: str,
        has_secrecy: bool,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("操作人")
        self._operators, self._keep, self._step_names = operators, keep, steps
        self.names = QPlainTextEdit("\n".join(operators.names), self)
        self.names.setAccessibleName("操作人")
        self.names.setTabChangesFocus(True)
        self.names.setMinimumWidth(_WIDTH)
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
        self.idle.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.keep_button = main_button("确定")
        self.buttons.addButton(self.keep_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self.names.textChanged.connect(self._judge)
        self.secrecy.toggled.connect(self._judge)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._judge()

    def _step_edit(self, step: str) -> QLineEdit:
        edit = QLineEdit("、".join(self._operators.steps.get(step, ())), self)
        edit.setAccessibleName(self._step_names[step])
        edit.setPlaceholderText("不填：谁都可以")
        edit.textChanged.connect(self._judge)
        return edit

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        form.addRow("操作人", self.names)
        for step, edit in self.steps.items():
            line = QHBoxLayout()
            line.addWidget(edit, 1)
            if step == self._secrecy_step:
                line.addWidget(self.secrecy)
            form.addRow(self._step_names[step], line)
        form.addRow("无人操作时", self.idle)
        hint = QLabel(_HINT, self)
        hint.setObjectName("quiet")
        form.addRow("", hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    @property
    def choices(self) -> Operators:
        """What is written now."""
        names = tuple(dict.fromkeys(line.strip() for line in self.names.toPlainText().split("\n") if line.strip()))
        steps = {step: tuple(filter(None, _BETWEEN.split(edit.text()))) for step, edit in self.steps.items()}
        return Operators(names, steps, self._operators.pins, self.idle.value())

    def _judge(self) -> None:
        """Say who is set for a step and is not on the list, and offer only what can be kept."""
        self.steps[self._secrecy_step].setEnabled(self.secrecy.isChecked())
        choices = self.choices
        unknown = {name: step for step, names in choices.steps.items() for name in names if name not in choices.names}
        problem = "".join(f"{self._step_names[step]}的“{name}”不在操作人里。" for name, step in unknown.items())
        self.problem.setText(problem)
        self.keep_button.setEnabled(not problem)

    def _accept(self) -> None:
        try:
            self._keep(self.choices, self.secrecy.isChecked())
        except StoreError as error:
            self.problem.setText(str(error))
        else:
            self.accept()
