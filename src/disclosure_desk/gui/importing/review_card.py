"""One review item, large: the value to be stored, what stands in the source, why it wants a check."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from disclosure_desk.core.figure import FigureError, parse_figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Value
from disclosure_desk.gui.importing.review_text import BLANK, printed, title
from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.look import look_anew, look_as
from disclosure_desk.gui.widgets.words_edit import WordsEdit
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.review_items import ReadingChoice, ReviewItem

_SHOWN, _SHOWN_BESIDE = 200, 24
_LINES, _FIGURE_WIDTH = 6, 220
_DROP = 9
"""How far the name of the figure drops to the line of its digits, which are larger."""
_LEAST_HEIGHT = 13
"""Lines of room, so that the list above does not jump with every item."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewCard(QWidget):
    """Shows an item and takes a correction; what is to be done about it is a signal."""

    corrected = Signal(object, object)
    """ReviewItem and Value: what is to stand there instead."""
    left = Signal()
    """The clerk is done typing, or gave it up."""
    accept_wanted = Signal()
    row_wanted = Signal()
    blank_wanted = Signal()
    choice_wanted = Signal(int)
    opening_wanted = Signal()
    """What is under the head is to be seen one by one."""

    def __init__(self, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._form = form
        self.item = ReviewItem("", "rest", "")
        self._value: Value = None
        self.is_editing = self._is_row = False
        self.title, self.why, self.stood, self.problem = (QLabel(self) for _ in range(4))
        self.figure, self.text = QLineEdit(self), WordsEdit(self)
        self._choices = QVBoxLayout()
        self._group = QButtonGroup(self)
        self.accept_button = _small_button("对，下一处", "Enter")
        self.row_button = _small_button("整行都对", "Shift+Enter")
        self.open_button = _small_button("逐处看", "→")
        self.edit_button = _small_button("改", "F2，或者直接打数字")
        self.blank_button = _small_button("空着", "Delete")
        self._set_up()
        self._lay_out()
        self._connect()

    def _set_up(self) -> None:
        self.title.setObjectName("topic")
        self.problem.setObjectName("problem")
        self.why.setObjectName("why")
        for label in (self.title, self.why, self.stood, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.figure.setObjectName("figure")
        self.figure.setAccessibleName("读作")
        self.figure.setFixedWidth(_FIGURE_WIDTH)
        self.text.setObjectName("text")
        self.text.setAccessibleName("读作")
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
        for editor in (self.figure, self.text):
            editor.setReadOnly(True)
            editor.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            editor.installEventFilter(self)

    def _lay_out(self) -> None:
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(1, 1)
        self._names = [QLabel(name, self) for name in ("读作", "原文")]
        for row, name in enumerate(self._names):
            name.setObjectName("quiet")
            name.setContentsMargins(0, 0 if row else _DROP, 0, 0)
            rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        held = QVBoxLayout()
        held.setSpacing(4)
        held.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignLeft)
        held.addWidget(self.text)
        held.addWidget(self.problem)
        held.addLayout(self._choices)
        rows.addLayout(held, 0, 1)
        rows.addWidget(self.stood, 1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.accept_button, self.open_button, self.row_button, self.edit_button, self.blank_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        for widget in (self.title, self.why):
            column.addWidget(widget)
        column.addLayout(rows)
        column.addStretch(1)
        column.addLayout(buttons)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_HEIGHT)

    def _connect(self) -> None:
        self.accept_button.clicked.connect(lambda: self.commit() if self.is_editing else self.accept_wanted.emit())
        self.row_button.clicked.connect(self.row_wanted)
        self.open_button.clicked.connect(self.opening_wanted)
        self.edit_button.clicked.connect(lambda: self.edit(""))
        self.blank_button.clicked.connect(self.blank_wanted)
        self._group.idClicked.connect(self.choice_wanted)

    def show_item(self, review: ImportReview, item: ReviewItem) -> None:
        """Show an item as it stands."""
        self.item, self.is_editing = item, False
        self._value = review.value(item.place) if item.place else None
        reasons = review.reasons(item)
        settled = "现在对上了。" if item.kind == "identity" and not reasons else ""
        self.title.setText(title(self._form, item))
        self.why.setText("\n".join(reasons) or settled)
        self.why.setVisible(bool(self.why.text()))
        self.problem.hide()
        self._show_value()
        self._show_choices(item.choices)
        self._show_stood(item.choices)
        self._is_row = not item.size and len(review.waiting_in_row(item)) > 1
        look_as(self.accept_button, "main" if review.is_waiting(item) else "small")
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done now."""
        words = "对，下一处" if self.item.place else "知道了，下一处"
        if self.item.size and self.item.kind == "doubt":
            words = f"{self.item.size} 处都对，下一处"
        if self.is_editing:
            words = "改好了（Enter）" if self._is_figure else "改好了（Ctrl+Enter）"
        self.accept_button.setText(words)
        self.open_button.setVisible(bool(self.item.size))
        self.row_button.setVisible(self._is_row and not self.is_editing)
        for control in (self.edit_button, self.blank_button):
            control.setVisible(bool(self.item.place) and not self.is_editing)

    @property
    def _is_figure(self) -> bool:
        return self.item.place in self._form.cells

    def _show_value(self) -> None:
        is_text = bool(self.item.place) and not self._is_figure
        self._names[0].setVisible(bool(self.item.place))
        self.figure.setVisible(self._is_figure)
        self.text.setVisible(is_text)
        for editor in (self.figure, self.text):
            editor.setReadOnly(True)
            _mark(editor, is_open=False)
        if self._is_figure:
            self.figure.setText("" if isinstance(self._value, str) else print_figure(self._value))
            self.figure.setPlaceholderText(BLANK)
        elif is_text:
            self.text.setPlainText(str(self._value))

    def _show_choices(self, choices: tuple[ReadingChoice, ...]) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
            self._choices.removeWidget(button)
            button.deleteLater()
        for number, choice in enumerate(choices if len(choices) > 1 else ()):
            is_other = self._is_figure and choice.source_text.strip() != printed(choice.value)
            stood = f"　（原文“{_short(choice.source_text, _SHOWN_BESIDE)}”）" if is_other else ""
            button = QRadioButton(f"{printed(choice.value)}{stood}　Alt+{number + 1}", self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setChecked(choice.value == self._value)
            self._group.addButton(button, number)
            self._choices.addWidget(button)

    def _show_stood(self, choices: tuple[ReadingChoice, ...]) -> None:
        stood = choices[0].source_text if choices else ""
        is_shown = self._is_figure and len(choices) == 1
        self._names[1].setVisible(is_shown)
        self.stood.setVisible(is_shown)
        self.stood.setText(f"“{_short(stood)}”" if stood else "没有读到这一格")

    def edit(self, typed: str) -> None:
        """Let the clerk type a correction, which `typed` begins; nothing of a remark can be corrected."""
        if not self.item.place:
            return
        self.is_editing = True
        self._offer()
        editor = self._editor
        editor.setReadOnly(False)
        _mark(editor, is_open=True)
        if self._is_figure:
            self.figure.setText(typed or self.figure.text())
            if not typed:
                self.figure.selectAll()
        self.go_on()

    def go_on(self) -> None:
        """Let the clerk type on."""
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _editor(self) -> QLineEdit | WordsEdit:
        return self.figure if self._is_figure else self.text

    def commit(self) -> bool:
        """Take what was typed; False if it is no figure, and then it says so."""
        if not self.is_editing:
            return True
        value: Value = self.text.toPlainText()
        if self._is_figure:
            try:
                value = parse_figure(self.figure.text(), self._form.cells[self.item.place].decimals)
            except FigureError as error:
                self.problem.setText(str(error))
                self.problem.show()
                return False
        self.is_editing = False
        self.left.emit()
        self.corrected.emit(self.item, value)
        return True

    def give_up(self) -> None:
        """Forget what was typed."""
        self.is_editing = False
        self.problem.hide()
        self._show_value()
        self._offer()
        self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if self.is_editing and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(Qt.Key(event.key()), event.modifiers())
        return super().eventFilter(watched, event)

    def _take(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Enter is done with a figure, Ctrl+Enter with a text, Esc gives up."""
        if key == Qt.Key.Key_Escape:
            self.give_up()
            return True
        if key in _ENTER and (self._is_figure or modifiers & Qt.KeyboardModifier.ControlModifier):
            self.commit()
            return True
        return False


def _small_button(text: str, keys: str) -> QPushButton:
    """A button for the mouse: the keyboard stays where it is."""
    button = plain_button(text)
    button.setObjectName("small")
    button.setToolTip(f"{text}（{keys}）")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setAutoDefault(False)
    return button


def _short(words: str, longest: int = _SHOWN) -> str:
    flat = " ".join(words.split())
    return f"{flat[:longest]}……" if len(flat) > longest else flat


def _mark(editor: QWidget, *, is_open: bool) -> None:
    """Let an editor look as what it is: words on the page, or a line that is typed into."""
    editor.setProperty("open", is_open)
    look_anew(editor)
