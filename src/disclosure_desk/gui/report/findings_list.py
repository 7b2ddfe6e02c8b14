"""The list in the panel of findings: closed ones painted in two lines, the chosen one open with its buttons."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from disclosure_desk.gui.report.finding_card import EDGE, SIDE, FindingCard
from disclosure_desk.gui.report.finding_words import KINDS
from disclosure_desk.gui.widgets.icons import SMALL, icon_pixmap
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.option_style import ModelIndex, OptionStyle, option_style_of
from disclosure_desk.gui.widgets.palette import colours

FINDING, KIND, PLACE, SHORT, COUNTS = (Qt.ItemDataRole.UserRole + number for number in range(1, 6))
"""What the items carry: the finding, its kind, where it is and its sentence in short; a head's counts by kind."""
_MARK, _GAP, _BAR = 11, 6, 3
_LINES = 2
_HEAD = 28
_PLAIN, _SMALL = 13, 12
_REMEMBERED = 500
"""So many broken sentences are kept; a day's typing makes many more."""


class FindingsList(QListWidget):
    """Findings under the heads of their sections; `pointed` tells which one the mouse is on, None where it left."""

    pointed = Signal(object)
    resized = Signal()
    _changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setAccessibleName("核对结果")
        self.setItemDelegate(_FindingDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().installEventFilter(self)
        self._changed.connect(self.executeDelayedItemsLayout, Qt.ConnectionType.QueuedConnection)

    def lay_out_soon(self) -> None:
        """Lay the items out before the next paint: Qt's own timer comes after it, and two cards would overlap once."""
        self.scheduleDelayedItemsLayout()
        self._changed.emit()

    def open_card(self, item: QListWidgetItem, card: FindingCard) -> None:
        """Put a card over an item; it is seen once it has its place."""
        self.setItemWidget(item, card)
        card.hide()

    def close_card(self, item: QListWidgetItem) -> None:
        """Take the card of an item away at once: Qt would only delete it later."""
        card = self.itemWidget(item)
        if card is not None:
            card.hide()
        self.removeItemWidget(item)

    @property
    def item_width(self) -> int:
        """The width of an item as if there were a scroll bar: so that its coming and going breaks no line anew."""
        return self.width() - self.verticalScrollBar().sizeHint().width()

    def rows(self) -> list[int]:
        """The rows of findings, heads left out."""
        return [row for row in range(self.count()) if self.item(row).data(FINDING)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.viewport() and event.type() == QEvent.Type.Leave:
            self.pointed.emit(None)
        return super().eventFilter(watched, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseMoveEvent(event)
        self.pointed.emit(self.itemAt(event.position().toPoint()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.resized.emit()


def head_item(words: str, counts: tuple[tuple[str, int], ...]) -> QListWidgetItem:
    """The head of a section, with how many of each kind are in it."""
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    item.setData(COUNTS, counts)
    counted = "，".join(f"{KINDS[kind]} {count}" for kind, count in counts)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, "，".join(word for word in (words, counted) if word))
    return item


class _Type(NamedTuple):
    """The fonts in which the list is painted, and how high their lines are."""

    plain: QFont
    bold: QFont
    small: QFont
    height: int
    small_height: int

    @classmethod
    def of(cls, plain: QFont) -> "_Type":
        """The fonts that go with the list's own."""
        bold, small = QFont(plain), QFont(plain)
        bold.setBold(True)
        # smaller by so many pixels, whatever its size
        small.setPointSizeF(plain.pointSizeF() - (_PLAIN - _SMALL) * 0.75)
        return cls(plain, bold, small, QFontMetrics(plain).height(), QFontMetrics(small).height())


class _FindingDelegate(QStyledItemDelegate):
    """Paints a closed finding and the head of a section; what is open has a widget over it."""

    def __init__(self, parent: FindingsList) -> None:
        super().__init__(parent)
        self._type = _Type.of(parent.font())
        self._broken: dict[tuple[str, int], tuple[str, ...]] = {}

    def _view(self) -> FindingsList:
        view: FindingsList = self.parent()  # type: ignore[assignment] # the list it paints for
        return view

    def _current_type(self) -> "_Type":
        """The list's fonts: made once for each that it has, for Qt asks for the size of every item at each change."""
        font = self._view().font()
        if font != self._type.plain:
            self._type = _Type.of(font)
            self._broken.clear()
        return self._type

    def sizeHint(self, _: QStyleOptionViewItem, index: ModelIndex) -> QSize:  # noqa: N802 - Qt's name
        view = self._view()
        card: QWidget | None = view.indexWidget(index)
        width = view.item_width
        if card is not None:
            return QSize(width, card.heightForWidth(width))
        finding = index.data(FINDING)
        if not finding:
            return QSize(width, _HEAD)
        faces = self._current_type()
        lines = len(self._lines(index.data(SHORT), width - 2 * SIDE)) + bool(finding.explanation)
        return QSize(width, 2 * EDGE + faces.height + 3 + lines * (faces.small_height + 1))

    def _lines(self, text: str, width: int) -> tuple[str, ...]:
        """A sentence in at most two lines, its end left out where it has more; broken once, for that costs."""
        faces, key = self._current_type(), (text, width)
        if key not in self._broken:
            if len(self._broken) > _REMEMBERED:
                self._broken.clear()
            self._broken[key] = _broken_lines(text, width, faces.small)
        return self._broken[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        view, style = self._view(), option_style_of(option)
        rect = QRect(style.rect.topLeft(), QSize(view.item_width, style.rect.height()))
        painter.save()
        if not index.data(FINDING):
            self._paint_head(painter, rect, index)
        elif not view.indexWidget(index):
            if style.is_hovered:
                painter.fillRect(style.rect, colours().hover)
            self._paint_finding(painter, rect, index)
            painter.fillRect(QRect(style.rect.left(), style.rect.bottom(), style.rect.width(), 1), colours().hair)
        else:
            self._paint_open(painter, style)
        painter.restore()

    def _paint_open(self, painter: QPainter, style: OptionStyle) -> None:
        """What lies behind the open finding: its ground and bar, and the frame of the keyboard."""
        tints = colours()
        painter.fillRect(style.rect, tints.accent_softer)
        painter.fillRect(QRect(style.rect.topLeft(), QSize(_BAR, style.rect.height())), tints.accent)
        if style.has_focus:
            painter.setPen(tints.focus)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for inset in (0, 1):
                painter.drawRect(style.rect.adjusted(inset, inset, -inset - 1, -inset - 1))

    def _paint_head(self, painter: QPainter, rect: QRect, index: ModelIndex) -> None:
        tints = colours()
        painter.fillRect(rect, tints.ground)
        painter.setFont(self._current_type().small)
        metrics = painter.fontMetrics()
        right = rect.right() + 1 - SIDE
        for kind, count in reversed(index.data(COUNTS) or ()):
            words = str(count)
            right -= metrics.horizontalAdvance(words)
            painter.setPen(tints.tone(kind))
            painter.drawText(QRect(right, rect.top(), 40, rect.height()), Qt.AlignmentFlag.AlignVCenter, words)
            right -= _MARK + 2
            paint_mark(painter, kind, QRectF(right, rect.center().y() - 4, 9, 9))
            right -= _GAP
        painter.setPen(tints.ink3)
        room = QRect(rect.left() + SIDE, rect.top(), right - rect.left() - SIDE - _GAP, rect.height())
        words = metrics.elidedText(index.data(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_finding(self, painter: QPainter, rect: QRect, index: ModelIndex) -> None:
        tints, kind, finding = colours(), index.data(KIND), index.data(FINDING)
        faces = self._current_type()
        left, top = rect.left() + SIDE, rect.top() + EDGE
        painter.setFont(faces.bold)
        metrics = painter.fontMetrics()
        paint_mark(painter, kind, QRectF(left, top + (metrics.height() - _MARK) / 2, _MARK, _MARK))
        label, words_left = KINDS[kind], left + _MARK + _GAP
        painter.setPen(tints.tone(kind))
        painter.drawText(words_left, top + metrics.ascent(), label)
        place_left = words_left + metrics.horizontalAdvance(label) + 8
        painter.setFont(faces.small)
        painter.setPen(tints.ink2)
        small_metrics = painter.fontMetrics()
        room = rect.right() - SIDE // 2 - place_left
        place = small_metrics.elidedText(index.data(PLACE), Qt.TextElideMode.ElideRight, room)
        painter.drawText(place_left, top + metrics.ascent(), place)
        top += metrics.height() + 3
        painter.setPen(tints.ink if finding.is_open else tints.ink2)
        for line in self._lines(index.data(SHORT), rect.width() - 2 * SIDE):
            painter.drawText(left, top + small_metrics.ascent(), line)
            top += small_metrics.height() + 1
        if finding.explanation:
            pixmap = icon_pixmap("explain", "ink2", SMALL, painter.device().devicePixelRatio())
            painter.drawPixmap(left, top + (small_metrics.height() - SMALL) // 2, pixmap)
            room = rect.width() - 2 * SIDE - SMALL - _GAP
            words = small_metrics.elidedText(finding.explanation, Qt.TextElideMode.ElideRight, room)
            painter.drawText(left + SMALL + _GAP, top + small_metrics.ascent(), words)


def _broken_lines(text: str, width: int, font: QFont) -> tuple[str, ...]:
    layout = QTextLayout(text.replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    metrics = QFontMetrics(font)
    while len(found) < _LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, 0))
        found.append(text[line.textStart() : line.textStart() + line.textLength()])
    layout.endLayout()
    begun = sum(map(len, found))
    if begun < len(text) and found:
        found[-1] = metrics.elidedText(text[begun - len(found[-1]) :], Qt.TextElideMode.ElideRight, max(width, 1))
    return tuple(found)
