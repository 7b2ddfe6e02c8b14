"""The signs that say by their shape what they are about: 必须改 ▲, 要说明 ◆, 提示 ●, done ✓, waiting ○."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from disclosure_desk.gui.widgets.palette import colours

_TICK = ((0.12, 0.52), (0.40, 0.80), (0.90, 0.22))
_TRIANGLE = ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94))
_DIAMOND = ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))


def paint_mark(painter: QPainter, mark: str, box: QRectF, colour: QColor | None = None) -> None:
    """Paint the sign of a severity or state into a box, in its own colour unless another is given."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _SHAPES[mark](painter, box, colour or colours().tone(mark))
    painter.restore()


def _tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    pen = QPen(colour, max(box.width() / 6, 1.5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_points(box, _TICK))


def _filled(points: tuple[tuple[float, float], ...]) -> Callable[[QPainter, QRectF, QColor], None]:
    def paint(painter: QPainter, box: QRectF, colour: QColor) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(_points(box, points))

    return paint


def _dot(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))


def _points(box: QRectF, shares: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in shares])


_SHAPES: Mapping[str, Callable[[QPainter, QRectF, QColor], None]] = {
    "error": _filled(_TRIANGLE),
    "warning": _filled(_DIAMOND),
    "hint": _dot,
    "done": _tick,
    "missing": _ring,
    "quiet": _ring,
}
