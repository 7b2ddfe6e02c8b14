"""Asks for the unit and the year of a report, which name it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from disclosure_desk.core.report import FIRST_YEAR, LAST_YEAR
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.gui.widgets.buttons import main_button

Find = Callable[[str, int], int | None]
"""The id of another report of that unit on that year, None if there is none."""


class NewReportDialog(QDialog):
    """Asks for unit and year; `named` carries a free pair, `found` the id of the report that has it already."""

    named = Signal(str, int)
    found = Signal(int)

    def __init__(self, title: str, unit: str, year: int, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._find = find
        self.unit = QLineEdit(unit, self)
        self.unit.setPlaceholderText("机关全称，例如：某某区某某街道办事处")
        self.unit.setMinimumWidth(380)
        self.year = QSpinBox(self)
        self.year.setRange(FIRST_YEAR, LAST_YEAR)
        self.year.setValue(year)
        self.year.setSuffix(" 年")
        self.year.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.problem = QLabel(self)
        self.problem.setObjectName("problem")
        self.problem.setWordWrap(True)
        self.problem.setMinimumHeight(self.fontMetrics().lineSpacing() * 2)
        self.buttons = QDialogButtonBox(self)
        self.accept_button = main_button(title)
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self._title = title
        self._lay_out()
        self._connect()
        self._judge()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(14)
        form.addRow("机关全称", self.unit)
        form.addRow("统计年度", self.year)
        hint = QLabel("填被统计的那一年，不是公布的那一年。", self)
        hint.setObjectName("quiet")
        form.addRow("", hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 22, 24, 18)
        layout.setSpacing(10)
        layout.addLayout(form)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.unit.textChanged.connect(self._judge)
        self.year.valueChanged.connect(self._judge)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)

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
