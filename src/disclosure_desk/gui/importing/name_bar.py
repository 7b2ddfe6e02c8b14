"""Asks for the unit and the year of a report whose source does not tell them for sure."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from disclosure_desk.core.report import FIRST_YEAR, LAST_YEAR
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.problem_label import ProblemLabel
from disclosure_desk.readers.review.import_review import ImportReview

_LEAST_WIDTH, _MOST_CHOICES, _LONGEST_CHOICE = 300, 2, 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NameBar(QWidget):
    """Two fields in a line; below, what is wrong with them, and the other units that the source names."""

    changed = Signal()
    left = Signal()
    """The clerk is done with both."""

    def __init__(self, review: ImportReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        read = review.reading.report
        self.unit, self.year = QLineEdit(read.unit, self), QSpinBox(self)
        self.problem = ProblemLabel(self)
        self.choices = [_choice_button(unit) for unit in review.unit_choices[:_MOST_CHOICES]]
        self._set_up(read.year)
        self._lay_out()
        for button, unit in zip(self.choices, review.unit_choices, strict=False):
            button.clicked.connect(lambda _checked=False, unit=unit: self.unit.setText(unit))
        self.unit.textChanged.connect(lambda _: self._judge())
        self.year.valueChanged.connect(lambda _: self._judge())
        for field in (self.unit, self.year):
            field.installEventFilter(self)
        self._judge(is_first=True)

    def _set_up(self, year: int) -> None:
        self.unit.setAccessibleName("机关全称")
        self.unit.setPlaceholderText("原文没有写明，请填机关全称")
        self.unit.setMinimumWidth(_LEAST_WIDTH)
        self.unit.setCursorPosition(0)
        self.year.setAccessibleName("统计年度")
        self.year.setRange(FIRST_YEAR - 1, LAST_YEAR)
        self.year.setSpecialValueText("没有写明")
        self.year.setSuffix(" 年")
        self.year.setValue(year if FIRST_YEAR <= year <= LAST_YEAR else FIRST_YEAR - 1)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(QLabel("机关全称", self))
        line.addWidget(self.unit, 1)
        line.addWidget(QLabel("统计年度", self))
        line.addWidget(self.year)
        below = QHBoxLayout()
        below.setSpacing(10)
        below.addWidget(self.problem, 1)
        if self.choices:
            below.addWidget(QLabel("原文里还有", self))
        for button in self.choices:
            below.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(line)
        column.addLayout(below)

    @property
    def typed_unit(self) -> str:
        """The unit without blanks around it."""
        return self.unit.text().strip()

    @property
    def is_complete(self) -> bool:
        """Whether a report can be stored under what stands here."""
        return not unit_name_problem(self.typed_unit) and self.year.value() >= FIRST_YEAR

    def ask(self) -> None:
        """Let the clerk type what is missing first."""
        field = self.unit if unit_name_problem(self.typed_unit) else self.year
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if Qt.Key(event.key()) not in _ENTER or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().eventFilter(watched, event)
        self.year.interpretText()
        if self.is_complete:
            self.left.emit()
        else:
            self._judge()
            self.ask()
        return True

    def _judge(self, *, is_first: bool = False) -> None:
        """Say what is wrong with the two, not in red before anything was typed."""
        problem = unit_name_problem(self.typed_unit)
        if not problem and self.year.value() < FIRST_YEAR:
            problem = "请填统计年度：被统计的那一年，不是公布的那一年。"
        if problem and not is_first:
            self.problem.setText(problem)
        else:
            self.problem.show_calmly(problem or "原文没有明写，或者不止一种写法，请核对机关全称和统计年度。")
        self.changed.emit()


def _choice_button(unit: str) -> QPushButton:
    """A button that puts another unit into the field."""
    button = plain_button(f"{unit[:_LONGEST_CHOICE]}…" if len(unit) > _LONGEST_CHOICE else unit)
    button.setObjectName("small")
    button.setToolTip(unit)
    button.setAutoDefault(False)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
