"""Asks for the unit and the year of a report, which name it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from disclosure_desk.core.report import FIRST_YEAR, LAST_YEAR
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.problem_label import ProblemLabel
from disclosure_desk.gui.widgets.save_dialog import quiet_label, spaced_form

Find = Callable[[str, int], int | None]
"""The id of another report of that unit on that year, None if there is none."""
Carried = Callable[[str, int], str]
"""What a report of that unit on that year can take from last year's, in words; "" for nothing."""


class NewReportDialog(Dialog):
    """Asks for unit and year; `named` carries a free pair, `found` the id of the report that has it already."""

    named = Signal(str, int)
    """Whether it begins with last year's figures says `takes_over`."""
    found = Signal(int)

    def __init__(  # noqa: PLR0913 - what is suggested, and what is known of it
        self,
        title: str,
        unit: str,
        year: int,
        find: Find,
        parent: QWidget | None = None,
        *,
        carried: Carried = lambda _unit, _year: "",
    ) -> None:
        super().__init__(title, "new-report", parent)
        self._find, self._carried = find, carried
        self.unit = QLineEdit(unit, self)
        self.unit.setPlaceholderText("机关全称，例如：某某区某某街道办事处")
        self.unit.setAccessibleName("机关全称")
        self.year = QSpinBox(self)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(year)
        self.year.setSuffix(" 年")
        self.year.setAccessibleName("统计年度")
        self.carry = QCheckBox(self)
        self.carry.setChecked(True)
        self.carry_hint = quiet_label("去年的文字在旁边的“去年”里，可以带入再改。")
        self.problem = ProblemLabel(self)
        self.problem.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.accept_button, self.cancel_button = main_button(title), plain_button("取消")
        self._title = title
        self._lay_out()
        self._connect()
        self._judge(is_first=True)

    def _lay_out(self) -> None:
        form = spaced_form()
        form.addRow("机关全称", self.unit)
        form.addRow("统计年度", self.year)
        form.addRow("", quiet_label("填被统计的那一年，不是公布的那一年。"))
        form.addRow("", self.carry)
        form.addRow("", self.carry_hint)
        self.lay_out(form, self.problem)
        self.lay_out_foot(self.cancel_button, self.accept_button)

    def _connect(self) -> None:
        self.unit.textChanged.connect(lambda _: self._judge())
        self.year.valueChanged.connect(lambda _: self._judge())
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)

    def _judge(self, *, is_first: bool = False) -> None:
        """Say what is wrong with unit and year, not in red before anything was typed; offer only what can be done."""
        unit = self.unit.text().strip()
        problem = unit_name_problem(unit)
        taken = None if problem else self._find(unit, self.year.value())
        if taken is not None:
            problem = f"{unit} {self.year.value()} 年的报告已经有了。"
        (self.problem.show_calmly if is_first else self.problem.setText)(problem)
        carried = "" if problem else self._carried(unit, self.year.value())
        self.carry.setText(carried)
        for widget in (self.carry, self.carry_hint):
            widget.setVisible(bool(carried))
        self.accept_button.setText("打开已有的报告" if taken is not None else self._title)
        self.accept_button.setEnabled(taken is not None or not problem)

    @property
    def takes_over(self) -> bool:
        """Whether the report begins with what is carried over from last year's."""
        return bool(self.carry.text()) and self.carry.isChecked()

    def _accept(self) -> None:
        unit, year = self.unit.text().strip(), self.year.value()
        taken = self._find(unit, year)
        self.accept()
        if taken is None:
            self.named.emit(unit, year)
        else:
            self.found.emit(taken)
