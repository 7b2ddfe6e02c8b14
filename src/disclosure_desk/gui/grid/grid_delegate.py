"""Paints the boxes of a table as the official form has them, and on them what the program knows of each figure."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from disclosure_desk.core.form import Grid
from disclosure_desk.core.layout import Box
from disclosure_desk.gui.grid.cell_painter import CellAspect, paint_cell
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.heading_text import (
    CENTRE,
    HEAD_PADDING,
    LABEL_PADDING,
    LEFT,
    even_width,
    heading_text,
    in_sight,
    is_centred,
    wrapped_height,
)
from disclosure_desk.gui.grid.lit_headings import Light
from disclosure_desk.gui.grid.table_style import TableStyle
from disclosure_desk.gui.widgets.option_style import ModelIndex
from disclosure_desk.gui.widgets.palette import colours

_BAR = 3
"""How thick the edge of a lit heading is, in pixels."""


class GridDelegate(QStyledItemDelegate):
    """Paints the boxes of a GridModel in a table view."""

    def __init__(self, view: QTableView, model: GridModel, style: TableStyle) -> None:
        super().__init__(view)
        self._view, self._model, self._style = view, model, style

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: ModelIndex) -> None:
        box = self._model.covering(index.row(), index.column())
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stub lacks the option's fields
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined] # the same
        is_current = index == self._view.currentIndex()
        painter.save()
        if box.cell:
            look = CellAspect(
                is_current=is_current,
                has_keyboard=self._view.hasFocus(),
                is_selected=is_selected and not is_current,
                is_locked=bool(self._model.document.lock),
                is_fresh=self._model.is_fresh(box.cell),
                before=self._style.before(box.cell),
            )
            paint_cell(painter, rect, self._model.state(box.cell), look, self._style.fonts)
        else:
            light = Light.OFF if not is_selected else Light.CHOSEN
            _paint_heading(painter, rect, self._model.grid, box, self._view.viewport().rect(), self._style, light)
            if is_current:
                painter.setPen(colours().focus)
                painter.drawRect(rect.adjusted(0, 0, -2, -2))
                painter.drawRect(rect.adjusted(1, 1, -3, -3))
        paint_rules(painter, rect, is_top=box.row == 0, is_left=box.column == 0)
        painter.restore()

    def helpEvent(  # noqa: N802 - Qt's name
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: ModelIndex
    ) -> bool:
        """A label that is cut has all its words as its tip; a figure has its own."""
        box = self._model.covering(index.row(), index.column())
        rect: QRect = option.rect  # type: ignore[attr-defined] # the stub lacks the option's fields
        if box.cell or shown_label(self._style, box, rect.width() - 2 * LABEL_PADDING) == heading_text(box):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), box.text, view)
        return True


def paint_head(painter: QPainter, rect: QRect, grid: Grid, box: Box, style: TableStyle) -> None:
    """Paint a heading with its lines, all of it in sight."""
    _paint_heading(painter, rect, grid, box, rect, style)
    paint_rules(painter, rect, is_top=box.row == 0, is_left=box.column == 0)


def _paint_heading(  # noqa: PLR0913, PLR0917 - a heading, where it is, and how it looks
    painter: QPainter,
    rect: QRect,
    grid: Grid,
    box: Box,
    sight: QRect,
    style: TableStyle,
    chosen: Light = Light.OFF,
) -> None:
    tints, fonts, light = colours(), style.fonts, style.light_of(box)
    ground = tints.accent_soft if chosen == Light.CHOSEN else tints.head
    painter.fillRect(rect, tints.head_lit if light == Light.FULL else ground)
    painter.setPen(tints.ink if light == Light.OFF else tints.accent_deep)
    painter.setFont(fonts.label if light == Light.OFF else fonts.lit)
    text = heading_text(box)
    if light == Light.FULL:
        _paint_bar(painter, rect, box)
    if not is_centred(grid, box):
        room = rect.adjusted(LABEL_PADDING, 0, -LABEL_PADDING, 0)
        painter.drawText(room, LEFT, shown_label(style, box, room.width()))
        return
    room = rect.adjusted(HEAD_PADDING, 0, -HEAD_PADDING, 0)
    if box.rows > 1:
        room = in_sight(room, sight, wrapped_height(fonts.of_lit_labels, text, room.width()))
    spare = room.width() - even_width(fonts.of_lit_labels, text, room.width())
    painter.drawText(room.adjusted(spare // 2, 0, spare // 2 - spare, 0), CENTRE, text)


def shown_label(style: TableStyle, box: Box, width: int) -> str:
    """The words of a label as they stand in a width: all of them, or as many as one line has."""
    text = heading_text(box)
    if not style.has_short_labels or box.kind != "label" or box.rows > 1:
        return text
    metrics = style.fonts.of_labels if style.light_of(box) == Light.OFF else style.fonts.of_lit_labels
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_bar(painter: QPainter, rect: QRect, box: Box) -> None:
    """At the edge to the figures: below a head, at the right of a label."""
    if box.kind == "label":
        edge = QRect(rect.right() + 1 - _BAR, rect.top(), _BAR, rect.height())
    else:
        edge = QRect(rect.left(), rect.bottom() - _BAR, rect.width(), _BAR)
    painter.fillRect(edge, colours().accent)


def paint_rules(painter: QPainter, rect: QRect, *, is_top: bool, is_left: bool) -> None:
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
    if is_top:
        lines.append(QRectF(edges.left(), edges.top(), edges.width(), thin))
    if is_left:
        lines.append(QRectF(edges.left(), edges.top(), thin, edges.height()))
    rule = colours().rule
    for line in lines:
        painter.fillRect(line, rule)
