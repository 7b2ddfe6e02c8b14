"""The review items of a reading as a list for the keyboard; each key that a clerk needs is a signal."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disclosure_desk.gui.widgets.option_style import ModelIndex, OptionStyle, option_style_of, paint_ground
from disclosure_desk.gui.widgets.palette import colours

_LINE = Qt.ItemDataRole.UserRole + 1
_NUMBER = Qt.ItemDataRole.UserRole + 2
_DIGITS = frozenset("0123456789０１２３４５６７８９.．-－")
_SIDE, _EDGE, _GAP, _MARK, _ARROW = 14, 7, 3, 22, 5
_SLACK, _MIDDLE = 4, Qt.TextElideMode.ElideMiddle
_WIDEST_VALUE = 0.4
"""The share of a line that what was read may take."""


class ReviewLine(NamedTuple):
    """How one item looks in the list: `mark` is a sign in the colour `tone`, `note` the second line, if any.

    `arrow`: "right" for a head whose items are not shown, "down" for one whose are, "" for any other; `is_under`: it is
    under a head; `is_hidden`: and that one does not show it.
    """

    group: str
    title: str
    value: str
    note: str
    mark: str
    tone: str
    arrow: str = ""
    is_under: bool = False
    is_hidden: bool = False


class ReviewList(QListWidget):
    """Tells which item the clerk stands on, counted from 0, and what is to be done about it."""

    stood_on = Signal(int)
    accepted = Signal()
    row_accepted = Signal()
    blanked = Signal()
    edit_wanted = Signal(str)
    """What was typed, as the beginning of a correction; "" to edit what stands there."""
    choice_stepped = Signal(int)
    choice_picked = Signal(int)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reviewItems")
        self.setAccessibleName("要看的地方")
        self.setItemDelegate(_LineDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._rows: list[int] = []
        self.currentItemChanged.connect(self._announce_current)

    def show_lines(self, lines: Sequence[ReviewLine]) -> None:
        """Show these items; as long as there are the same, only what changed in them."""
        if len(lines) == len(self._rows):
            for row, line in zip(self._rows, lines, strict=True):
                item = self.item(row)
                if item.data(_LINE) != line:
                    item.setData(_LINE, line)
                    item.setText(_spoken(line))
                    item.setHidden(line.is_hidden)
            return
        self.clear()
        self._rows = []
        for group, members in groupby(lines, key=lambda line: line.group):
            QListWidgetItem(group, self).setFlags(Qt.ItemFlag.NoItemFlags)
            for line in members:
                item = QListWidgetItem(_spoken(line), self)
                item.setData(_LINE, line)
                item.setData(_NUMBER, len(self._rows))
                item.setHidden(line.is_hidden)
                self._rows.append(self.count() - 1)

    @property
    def number(self) -> int | None:
        """The item the clerk stands on."""
        item = self.currentItem()
        number: int | None = None if item is None else item.data(_NUMBER)
        return number

    def stand_on(self, number: int) -> None:
        """Stand on an item, in view with the one after it."""
        row = self._rows[number]
        self.setCurrentRow(row)
        self.scrollToItem(self.item(min(row + 1, self.count() - 1)))
        self.scrollToItem(self.item(row))
        if number == 0:
            self.scrollToTop()

    def _announce_current(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_NUMBER) is not None:
            self.stood_on.emit(item.data(_NUMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if not self._take(event):
            super().keyPressEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        keys, held = Qt.Key, Qt.KeyboardModifier
        key, modifiers, text = Qt.Key(event.key()), event.modifiers() & ~held.KeypadModifier, event.text()
        if key in (keys.Key_Return, keys.Key_Enter):
            entered = {held.ControlModifier: self.import_wanted, held.ShiftModifier: self.row_accepted}
            entered.get(modifiers, self.accepted).emit()
        elif key in (keys.Key_Delete, keys.Key_Backspace):
            self.blanked.emit()
        elif key in (keys.Key_Left, keys.Key_Right):
            self.choice_stepped.emit(1 if key == keys.Key_Right else -1)
        elif modifiers == held.AltModifier and keys.Key_1 <= key <= keys.Key_9:
            self.choice_picked.emit(key - keys.Key_1)
        elif key == keys.Key_F2:
            self.edit_wanted.emit("")
        elif modifiers == held.NoModifier and text and text in _DIGITS:
            self.edit_wanted.emit(text)
        else:
            return False
        return True


def _spoken(line: ReviewLine) -> str:
    """An item as it is read aloud."""
    return "，".join(part for part in (line.title, line.value, line.note) if part)


class _LineDelegate(QStyledItemDelegate):
    """Paints an item: its mark, where it is, what was read at the right, why it wants a check below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: ModelIndex) -> QSize:  # noqa: N802 - Qt's name
        height, line = option_style_of(option).metrics.height(), index.data(_LINE)
        if line is None:
            return QSize(0, height + 2 * _EDGE + _GAP)
        return QSize(0, (2 * height + _GAP if line.note else height) + 2 * _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        style, line = option_style_of(option), index.data(_LINE)
        painter.save()
        if line is None:
            painter.setPen(colours().ink2)
            _put(painter, style, style.rect.adjusted(_SIDE, _EDGE + _GAP, -_SIDE, -_EDGE), index.data())
        else:
            paint_ground(painter, style)
            _paint_line(painter, style, ReviewLine(*line))
        painter.restore()


def _paint_line(painter: QPainter, style: OptionStyle, line: ReviewLine) -> None:
    first = QRect(style.rect.left() + _SIDE, style.rect.top() + _EDGE, style.rect.width() - 2 * _SIDE, 0)
    first.setHeight(style.metrics.height())
    painter.setPen(QColor(line.tone))
    painter.drawText(first, Qt.AlignmentFlag.AlignLeft, line.mark)
    words = first.adjusted(_MARK * (2 if line.is_under or line.arrow else 1), 0, 0, 0)
    if line.arrow:
        _paint_arrow(painter, QPoint(first.left() + _MARK + _ARROW, first.center().y()), line.arrow)
    room = min(style.metrics.horizontalAdvance(line.value) + _SLACK, round(words.width() * _WIDEST_VALUE))
    painter.setPen(colours().ink)
    title = words.adjusted(0, 0, -room - _SIDE, 0)
    # The column stands at the end, and tells an item from those of the same row.
    painter.drawText(title, Qt.AlignmentFlag.AlignLeft, style.metrics.elidedText(line.title, _MIDDLE, title.width()))
    right = QRect(words.right() + 1 - room, words.top(), room, words.height())
    _put(painter, style, right, line.value, Qt.AlignmentFlag.AlignRight)
    painter.setPen(colours().ink2)
    _put(painter, style, words.translated(0, style.metrics.height() + _GAP), line.note)


def _paint_arrow(painter: QPainter, middle: QPoint, arrow: str) -> None:
    """A small triangle that shows where the items under a head are: closed to the right, open below."""
    right = [QPoint(-_ARROW // 2, -_ARROW), QPoint(-_ARROW // 2, _ARROW), QPoint(_ARROW // 2 + 1, 0)]
    corners = right if arrow == "right" else [QPoint(-corner.y(), corner.x()) for corner in right]
    painter.setBrush(colours().ink2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon([middle + corner for corner in corners])


def _put(
    painter: QPainter, style: OptionStyle, room: QRect, words: str, side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    shown = style.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, side, shown)
