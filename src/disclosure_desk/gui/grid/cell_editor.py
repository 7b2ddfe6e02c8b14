"""The line a figure is typed into, over its cell, and the bubble that says why a text is refused."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit

from disclosure_desk.gui.widgets.look import look_anew

Move = QAbstractItemView.CursorAction

_PADDING = 6
_BUBBLE_WIDTH = 340
_STEPS: Mapping[int, Move] = {
    Qt.Key.Key_Return: Move.MoveNext,
    Qt.Key.Key_Enter: Move.MoveNext,
    Qt.Key.Key_Down: Move.MoveDown,
    Qt.Key.Key_Up: Move.MoveUp,
    Qt.Key.Key_Tab: Move.MoveNext,
    Qt.Key.Key_Backtab: Move.MovePrevious,
}
_SIDE_STEPS: Mapping[int, Move] = {Qt.Key.Key_Left: Move.MoveLeft, Qt.Key.Key_Right: Move.MoveRight}


class CellEditor(QLineEdit):
    """One editor for all cells of a table; it stays open until its text is stored or given up."""

    opened = Signal()
    """Typing begins, be it with the text that was typed in the cell before."""
    left = Signal(object)
    """The clerk is done and goes on: a Move."""
    cancelled = Signal()
    help_wanted = Signal()
    """The clerk asks what is to be counted in the cell."""
    message_lapsed = Signal(str)
    """What was said at a cell holds no longer."""
    abandoned = Signal()
    """The keyboard went elsewhere."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table.viewport())
        self._table = table
        self.setObjectName("cell")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.bubble = QLabel(table.viewport())
        self.bubble.setObjectName("bubble")
        self.bubble.setWordWrap(True)
        self.is_open = False
        self._cell = QRect()
        self._replaces = False
        self.textEdited.connect(self._withdraw)
        self.textChanged.connect(self._place)
        self.hide()
        self.bubble.hide()

    def open_at(self, cell: QRect, text: str, *, replaces: bool) -> None:
        """Start typing over a cell; where the first key replaced what stood there, side arrows leave the cell."""
        self.hide_note()
        self._cell, self._replaces, self.is_open = cell, replaces, True
        self.setText(text)
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def move_to(self, cell: QRect) -> None:
        """Follow the cell."""
        self._cell = cell
        self._place()

    def refuse(self, why: str) -> None:
        """Keep the text, and say at the cell why it is not taken."""
        self._show_refused(is_refused=True)
        self._show_bubble(why, is_refusal=True)

    def show_note(self, cell: QRect, words: str, *, is_refusal: bool) -> None:
        """Say something at a cell that is not typed in: why nothing was done there, or just that the path ends."""
        self._cell = cell
        self._show_bubble(words, is_refusal=is_refusal)

    def _show_bubble(self, words: str, *, is_refusal: bool) -> None:
        self.bubble.setProperty("tone", "error" if is_refusal else "hint")
        look_anew(self.bubble)
        self.bubble.setAccessibleName("没有接受" if is_refusal else "提示")
        self.bubble.setText(words)
        self._place()
        self.bubble.show()
        self.bubble.raise_()

    def hide_note(self) -> None:
        """Say no longer what was said of a cell; why a text that is typed is refused stays."""
        if not self.is_open:
            self._hide_bubble()

    def shut(self) -> None:
        """Stop typing; the text was stored or given up."""
        self.is_open = False
        self._withdraw()
        if self.hasFocus():
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self._table.viewport().repaint(self.geometry())  # else a scroll to the next cell would paint the whole table

    def _withdraw(self) -> None:
        if not self.bubble.isHidden():
            self._hide_bubble()
            self._show_refused(is_refused=False)

    def _hide_bubble(self) -> None:
        if not self.bubble.isHidden():
            self.bubble.hide()
            self.message_lapsed.emit(self.bubble.text())

    def _show_refused(self, *, is_refused: bool) -> None:
        """Tell the style sheet; it looks at a property only when it is told to."""
        self.setProperty("refused", is_refused)
        look_anew(self)

    def _place(self) -> None:
        """Over the cell, wider where the text needs it, but never beyond the table; the bubble where there is room."""
        room = self._table.viewport().rect()
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 4 * _PADDING
        width = min(max(self._cell.width(), wanted), max(room.width(), self._cell.width()))
        left = max(min(self._cell.left(), room.right() + 1 - width), 0)
        self.setGeometry(left, self._cell.top(), width, self._cell.height())
        self.bubble.setFixedWidth(min(_BUBBLE_WIDTH, room.width()))
        self.bubble.adjustSize()
        below = self._cell.bottom() + 2
        top = below if below + self.bubble.height() <= room.bottom() else self._cell.top() - self.bubble.height() - 1
        self.bubble.move(max(min(left, room.right() + 1 - self.bubble.width()), 0), top)

    def event(self, event: QEvent) -> bool:
        """Tab is a key like others here, not a way to the next widget."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_help_key(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return True
        if is_help_key(event):
            self.help_wanted.emit()
            return True
        step = _STEPS.get(key) or (_SIDE_STEPS.get(key) if self._replaces else None)
        if step is None:
            return False
        back = step == Move.MoveNext and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.left.emit(Move.MovePrevious if back else step)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Every key ends here: what the line has no use for would act on the table below it."""
        super().keyPressEvent(event)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        passing = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if self.is_open and event.reason() not in passing:
            self.abandoned.emit()


def is_help_key(event: QKeyEvent) -> bool:
    """Whether a key asks what is to be counted in a cell."""
    return event.key() == Qt.Key.Key_F1 and not event.modifiers()
