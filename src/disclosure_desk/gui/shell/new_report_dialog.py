"""Asks for the unit and the year of a report, which name it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QSpinBox, QWidget

from disclosure_desk.core.report import FIRST_YEAR, LAST_YEAR
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.gui.widgets.buttons import main_button, plain_button
from disclosure_desk.gui.widgets.dialog import Dialog
from disclosure_desk.gui.widgets.save_dialog import quiet_label, spaced_form

Find = Callable[[str, int], int | None]
"""The id of another report of that unit on that year, None if there is none."""


class NewReportDialog(Dialog):
    """Asks for unit and year; `named` carries a free pair, `found` the id of the report that has it already."""

    named = Signal(str, int)
    found = Signal(int)

    def __init__(self, title: str, unit: str, year: int, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(title, "new-report", parent)
        self._find = find
        self.unit = QLineEdit(unit, self)
        self.unit.setPlaceholderText("机关全称，例如：某某区某某街道办事处")
        self.unit.setAccessibleName("机关全称")
        self.year = QSpinBox(self)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(year)
        self.year.setSuffix(" 年")
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.year.setAccessibleName("统计年度")
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.accept_button, self.cancel_button = main_button(title), plain_button("取消")
        self._title = title
        self._lay_out()
        self._connect()
        self._judge()

    def _lay_out(self) -> None:
        form = spaced_form()
        form.addRow("机关全称", self.unit)
        form.addRow("统计年度", self.year)
        form.addRow("", quiet_label("填被统计的那一年，不是公布的那一年。"))
        self.lay_out(form, self.problem)
        self.lay_out_foot(self.cancel_button, self.accept_button)

    def _connect(self) -> None:
        self.unit.textChanged.connect(self._judge)
        self.year.valueChanged.connect(self._judge)
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)

    def _judge(self) -> None:
        """Say what is wrong with the unit and the year, and offer only what can be done."""
        unit = self.unit.text().strip()
        problem = unit_name_problem(unit)
        taken = None if problem else self._find(unit, self.year.value())
        if taken is not None:
            problem = f"{unit} {self.year.value()} 年的报告已经有了。"
        self.problem.setText(problem)
        self.accept_button.setText("打开已有的报告" if taken is not None else self._title)
        self.accept_button.setEnabled(taken is not None or not problem)

    def _accept(self) -> None:
        unit, year = self.unit.text().strip(), self.year.value()
        taken = self._find(unit, year)
        self.accept()
        if taken is None:
            self.named.emit(unit, year)
        else:
            self.found.emit(taken)
