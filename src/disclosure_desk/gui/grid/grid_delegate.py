"""Paints the boxes of a table as the official form has them, and on them what the program knows of each figure."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from disclosure_desk.core.form import Grid
from disclosure_desk.core.layout import Box
from disclosure_desk.gui.grid.cell_state import CellState
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.widgets.option_style import ModelIndex
from disclosure_desk.gui.widgets.palette import Colours, colours

PADDING = 4
"""Around every heading, in pixels."""
FIGURE_PADDING = 3
"""At the sides of every figure, in pixels."""
SMALLEST = 0.8
"""How small a long figure may become, in its own size, before its column grows."""
_CORNER = 8
_CENTRE = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
_LEFT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignLeft.value | Qt.TextFlag.TextWordWrap.value
_VEIL = 34
"""How much of the accent lies over a cell that is selected with others, of 255."""


def wrapped_height(metrics: QFontMetrics, text: str, width: int) -> int:
    """The height of a box of that width with the text in it."""
    inner = QRect(0, 0, max(width - 2 * PADDING, 1), 10_000)
    return metrics.boundingRect(inner, _CENTRE, text).height() + 2 * PADDING


def even_width(metrics: QFontMetrics, text: str, width: int) -> int:
    """The least width that needs no more lines than the given one: two characters below two, not one below three."""
    height = wrapped_height(metrics, text, width + 2 * PADDING)
    if height < 2 * metrics.height() + 2 * PADDING:
        return width
    narrow, wide = metrics.averageCharWidth(), width
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        if wrapped_height(metrics, text, middle + 2 * PADDING) > height:
            narrow = middle
        else:
            wide = middle
    return wide


def in_sight(rect: QRect, window: QRect, needed: int) -> QRect:
    """The part of a high box that can be seen, but never less high than needed: there its text stands."""
    seen = rect & window
    if seen.height() < needed <= rect.height():
        seen = QRect(rect)
        if rect.top() < window.top():
            seen.setTop(rect.bottom() + 1 - needed)
        else:
            seen.setHeight(needed)
    return seen


class GridDelegate(QStyledItemDelegate):
    """Paints the boxes of a GridModel in a table view."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        box = self._model.covering(index.row(), index.column())
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stub lacks the option's fields
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined] # the same
        painter.save()
        if box.cell:
            _paint_figure(painter, rect, self._view.font(), self._model.state(box.cell))
        else:
            _paint_heading(painter, rect, self._model.grid, box, self._view.viewport().rect())
        if index == self._view.currentIndex():
            _paint_frame(painter, rect, 2 if self._view.hasFocus() else 1)
        elif is_selected:
            veil = QColor(colours().accent)
            veil.setAlpha(_VEIL)
            painter.fillRect(rect, veil)
        if box.cell:
            _paint_marks(painter, rect, self._model.state(box.cell))
        _paint_rules(painter, rect, box)
        painter.restore()


def paint_head(painter: QPainter, rect: QRect, grid: Grid, box: Box) -> None:
    """Paint a heading with its lines, all of it in sight."""
    _paint_heading(painter, rect, grid, box, rect)
    _paint_rules(painter, rect, box)


def _paint_heading(painter: QPainter, rect: QRect, grid: Grid, box: Box, sight: QRect) -> None:
    tints = colours()
    painter.fillRect(rect, tints.head)
    painter.setPen(tints.ink)
    if not _is_centred(grid, box):
        painter.drawText(_inside(rect), _LEFT, box.text)
        return
    metrics = painter.fontMetrics()
    height = wrapped_height(metrics, box.text, rect.width())
    room = _inside(in_sight(rect, sight, height) if box.rows > 1 else rect)
    spare = room.width() - even_width(metrics, box.text, room.width())
    painter.drawText(room.adjusted(spare // 2, 0, spare // 2 - spare, 0), _CENTRE, box.text)


def _is_centred(grid: Grid, box: Box) -> bool:
    """All but the labels of single rows beside others, and the corner above them."""
    return not (grid.label_columns > 1 and ((box.kind == "label" and box.rows == 1) or box.kind == "corner"))


def _paint_frame(painter: QPainter, rect: QRect, width: int) -> None:
    pen = QPen(colours().focus, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2))


def _paint_figure(painter: QPainter, rect: QRect, font: QFont, state: CellState) -> None:
    tints = colours()
    painter.fillRect(rect, _ground(state, tints))
    painter.setPen(_ink(state, tints))
    painter.setFont(_fitting(font, state.text, rect.width() - 2 * FIGURE_PADDING))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, state.text)


def _paint_marks(painter: QPainter, rect: QRect, state: CellState) -> None:
    """The signs that do not depend on colour."""
    if state.expected:
        _paint_unequal(painter, rect)
    if state.severity and state.is_subject:
        _paint_corner(painter, rect, colours().tone(state.severity))


def _ground(state: CellState, tints: Colours) -> QColor:
    if state.severity:
        return tints.cell(state.severity) if state.is_subject else tints.soft(state.severity)
    if state.is_sum:
        return tints.sum
    return tints.open if state.is_blank else tints.paper


def _ink(state: CellState, tints: Colours) -> QColor:
    if state.severity == "error" and state.is_subject:
        return tints.error
    return tints.sum_ink if state.is_computed else tints.ink


def _fitting(font: QFont, text: str, room: int) -> QFont:
    """The font, smaller where the figure is too long for its cell."""
    width = QFontMetrics(font).horizontalAdvance(text)
    if width <= room:
        return font
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * max(room / width, SMALLEST))
    return smaller


def _paint_corner(painter: QPainter, rect: QRect, colour: QColor) -> None:
    top_right = rect.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygon([top_right + QPoint(1 - _CORNER, 0), top_right + QPoint(1, 0), top_right + QPoint(1, _CORNER)])
    )


def _paint_unequal(painter: QPainter, rect: QRect) -> None:
    """The sign ≠ at the left: what is keyed is not what the parts add up to."""
    left, middle = rect.left() + PADDING, rect.center().y()
    painter.setPen(QPen(colours().error, 1))
    for line in (-2, 2):
        painter.drawLine(left, middle + line, left + 7, middle + line)
    painter.drawLine(left + 1, middle + 5, left + 6, middle - 5)


def _paint_rules(painter: QPainter, rect: QRect, box: Box) -> None:
    """The lines below and at the right; the first row and column have theirs above and at the left too.

    Whole pixels of the screen, edge to edge: at 150 % a pen leaves gaps where lines meet.
    """
    ratio = painter.device().devicePixelRatioF()
    thin = max(int(ratio), 1) / ratio
    edges = QRectF(rect)
    lines = [
        QRectF(edges.left(), edges.bottom() - thin, edges.width(), thin),
        QRectF(edges.right() - thin, edges.top(), thin, edges.height()),
    ]
    if box.row == 0:
        lines.append(QRectF(edges.left(), edges.top(), edges.width(), thin))
    if box.column == 0:
        lines.append(QRectF(edges.left(), edges.top(), thin, edges.height()))
    rule = colours().rule
    for line in lines:
        painter.fillRect(line, rule)


def _inside(rect: QRect) -> QRect:
    return rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
