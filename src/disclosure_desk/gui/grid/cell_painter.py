"""Paints a figure of an official table in all its states: by ground, ink and the shape of its marks."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygon

from disclosure_desk.gui.grid.cell_state import CellState
from disclosure_desk.gui.grid.table_type import TableType
from disclosure_desk.gui.widgets.icons import icon_pixmap
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import Colours, colours

TOO_WIDE = "###"
"""What stands where a figure has no room: never a part of it, which would be another figure."""
NOT_ALL = "未齐"
"""What stands beside a sum of which a part is blank."""
_NOTE = 5
"""From the left edge to what stands there."""
_CORNER, _MARK, _HALF = 10, 7, 6
_LOCK = 11
_LEAST_EDGE = 2
"""So near to the lines of its cell a figure can still be read."""


@dataclass(frozen=True, slots=True)
class CellAspect:
    """What a cell looks like beside its own state.

    is_fresh: it was changed just now, not by a key. before: last year's figure where it is shown.
    """

    is_current: bool = False
    has_keyboard: bool = False
    is_selected: bool = False
    is_locked: bool = False
    is_fresh: bool = False
    before: str = ""


def paint_cell(painter: QPainter, rect: QRect, state: CellState, look: CellAspect, fonts: TableType) -> None:
    """Paint a figure with its ground and marks; the lines around it are the table's."""
    tints = colours()
    painter.fillRect(rect, tints.hint_cell if look.is_fresh else ground_of(state, look, tints))
    if state.severity and not state.is_subject and not look.is_selected:
        _paint_dashes(painter, rect, tints.tone(state.severity))
    _paint_figure(painter, rect, state, look, fonts)
    has_lock = look.is_current and look.is_locked
    # The lock and ≠ stand where last year's figure would: one over the other can be read as neither.
    if look.before and not (look.is_selected or look.is_fresh or has_lock or state.expected):
        painter.setFont(fonts.corner)
        painter.setPen(tints.last_year)
        painter.drawText(rect.adjusted(4, 1, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, look.before)
    if state.expected:
        _paint_unequal(painter, rect)
    if state.severity and state.is_subject:
        _paint_mark(painter, rect, state.severity)
    if look.is_current:
        _paint_frame(painter, rect, 2 if look.has_keyboard else 1)
        if has_lock:
            side = _LOCK
            picture = icon_pixmap("locked-cell", "ink3", side, painter.device().devicePixelRatioF())
            painter.drawPixmap(rect.left() + _NOTE, rect.center().y() - side // 2, picture)


def ground_of(state: CellState, look: CellAspect, tints: Colours) -> QColor:
    """The ground: a finding's own first, then that the cell is chosen, cannot be changed, is a sum or waits."""
    if state.severity and state.is_subject:
        return tints.cell(state.severity)
    if look.is_selected:
        return tints.accent_soft
    if state.severity:
        return tints.soft(state.severity)
    if look.is_locked:
        return tints.ground
    if state.is_sum:
        return tints.sum
    return tints.open if state.is_blank else tints.paper


def _is_plain(state: CellState, look: CellAspect) -> bool:
    return not state.severity and not look.is_selected and not look.is_fresh


def _ink(state: CellState, look: CellAspect, tints: Colours) -> QColor:
    if look.is_locked and _is_plain(state, look):
        return tints.ink3
    if state.is_partial:
        return tints.ink3 if _is_plain(state, look) else tints.ink2
    if state.text == "0" and not state.severity and not look.is_fresh:
        return tints.zero
    return tints.sum_ink if state.is_sum and _is_plain(state, look) else tints.ink


def figure_font(state: CellState, fonts: TableType) -> QFont:
    """Sums are bold, but for a 0 and for what is not all there yet."""
    return fonts.total if state.is_sum and not state.is_partial and state.text != "0" else fonts.figure


def _paint_figure(painter: QPainter, rect: QRect, state: CellState, look: CellAspect, fonts: TableType) -> None:
    if not state.text:
        return
    tints = colours()
    font = figure_font(state, fonts)
    metrics = fonts.of_totals if font is fonts.total else fonts.of_figures
    text, edge = shown_figure(metrics, state.text, rect.width(), fonts.edge, is_signed=bool(state.expected))
    painter.setFont(font)
    painter.setPen(_ink(state, look, tints))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect.adjusted(0, 0, -edge, 0), right, text)
    if state.is_partial:
        painter.setPen(QPen(_ink(state, look, tints), 1, Qt.PenStyle.DotLine))
        _paint_not_all(painter, rect.adjusted(0, 0, -edge, 0), metrics.horizontalAdvance(text), fonts)


def shown_figure(
    metrics: QFontMetrics, text: str, width: int, edge: int, *, is_signed: bool = False
) -> tuple[str, int]:
    """What of a figure is shown in a width, and how far from the right: nearer to the lines before it is not shown.

    In table four on a screen of 768 at 150 % six digits have 53 pixels; beside the sign ≠ a figure needs its room.
    """
    spare = width - metrics.horizontalAdvance(text)
    least = edge if is_signed else _LEAST_EDGE
    return (text, min(edge, spare // 2)) if spare >= 2 * least else (TOO_WIDE, edge)


def _paint_not_all(painter: QPainter, rect: QRect, width: int, fonts: TableType) -> None:
    """A dotted line below the figure, which ends at the right, and the word where it has room."""
    below = rect.center().y() + fonts.of_figures.ascent() // 2 + 2
    painter.drawLine(rect.right() - width, below, rect.right(), below)
    room = rect.width() - width - 2
    paint_not_all(painter, rect.adjusted(_NOTE, 0, 0, 0), room - _NOTE, fonts)


def paint_not_all(painter: QPainter, rect: QRect, room: int, fonts: TableType) -> None:
    """未齐 at the left, in a width that a figure leaves; where that is too little, half a disc at the top left."""
    tints = colours()
    if QFontMetrics(fonts.note).horizontalAdvance(NOT_ALL) <= room:
        painter.setFont(fonts.note)
        painter.setPen(tints.ink2)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, NOT_ALL)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = QRectF(rect.left() - 1, rect.top() + 3, _HALF, _HALF)
    painter.setPen(QPen(tints.ink2, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    painter.setBrush(tints.ink2)
    painter.drawPie(disc, 90 * 16, 180 * 16)
    painter.restore()


def _paint_dashes(painter: QPainter, rect: QRect, colour: QColor) -> None:
    """The frame of a cell that a finding names beside its own."""
    pen = QPen(colour, 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(2.5, 2.5, -3.5, -3.5))


def _paint_frame(painter: QPainter, rect: QRect, width: int) -> None:
    pen = QPen(colours().focus, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -2, -2) if width > 1 else rect.adjusted(0, 0, -1, -1))


def _paint_mark(painter: QPainter, rect: QRect, severity: str) -> None:
    """At the top right: ▲ fills the corner, ◆ and ● stand a little from it."""
    if severity != "error":
        box = QRectF(rect.right() - _MARK - 2, rect.top() + 3, _MARK, _MARK)
        paint_mark(painter, severity, box)
        return
    top_right = rect.topRight()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours().error)
    painter.drawPolygon(
        QPolygon([top_right + QPoint(1 - _CORNER, 0), top_right + QPoint(1, 0), top_right + QPoint(1, _CORNER)])
    )


def _paint_unequal(painter: QPainter, rect: QRect) -> None:
    """The sign ≠ at the left: what is keyed is not what the parts add up to."""
    paint_equal_sign(painter, rect.left() + _NOTE, rect.center().y(), is_equal=False)


def paint_equal_sign(painter: QPainter, left: int, middle: int, *, is_equal: bool) -> None:
    """= in the colour of what is done, or ≠ in that of what must be changed."""
    tints = colours()
    painter.setPen(QPen(tints.done if is_equal else tints.error, 1.5))
    for line in (-2, 2):
        painter.drawLine(left, middle + line, left + 7, middle + line)
    if not is_equal:
        painter.drawLine(left + 1, middle + 6, left + 6, middle - 6)
