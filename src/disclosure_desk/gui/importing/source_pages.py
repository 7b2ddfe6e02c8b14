"""The pages of a PDF that is being taken in, drawn in a process of their own, the place that is looked at marked."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.importing.import_process import ChildProcess
from disclosure_desk.gui.pages.page_view import PagePoint, PageView
from disclosure_desk.gui.pages.render_thread import ImageRequest
from disclosure_desk.gui.widgets.palette import scheme
from disclosure_desk.readers.model.source_items import Box, SourceLocation
from disclosure_desk.readers.worker.protocol import (
    CONTENT,
    DRAW,
    IMAGE,
    IMAGE_HEADER,
    PAGE_REQUEST,
    PAGE_SIZE,
    SIZES,
    ProtocolFrame,
    encode_frame,
)

_PATIENCE = 10_000
"""Milliseconds after which a page that is still being drawn is given up."""
_LEAD, _ROOM = 90, 3
"""Points left above the marked place, and around it."""
_GROUND, _OTHER_GROUND = QColor(255, 214, 92, 70), QColor(255, 214, 92, 34)


class SourcePages(PageView):
    """Shows pages as PageView does; `given_up` when they cannot be drawn."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda _: "", parent)
        self.setAccessibleName("原文的页面")
        self._process = ChildProcess("draw", ".pdf", self)
        self._process.answered.connect(self._take)
        self._process.broken.connect(self._give_up)
        self._limit = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._limit.timeout.connect(self._give_up)
        self._requests: list[ImageRequest] = []
        self._asked: ImageRequest | None = None
        self._locations: Sequence[SourceLocation] = ()
        self._cell: Box | None = None
        self.wanted.connect(self._want)

    def start(self, content: bytes) -> None:
        """Show the pages of these bytes as soon as they are drawn."""
        self._limit.start()
        self._process.start(encode_frame(CONTENT, content))

    def stop(self) -> None:
        """Draw no more."""
        self._limit.stop()
        self._process.stop()

    def show_locations(self, locations: Sequence[SourceLocation], cell: Box | None = None) -> None:
        """Mark places, the first of them in view, and most of all a cell in it."""
        self._locations = [location for location in locations if location.page is not None]
        self._cell = cell
        if self._locations and self.boxes:
            self._bring_into_view(self._locations[0])
        self.viewport().update()

    def _bring_into_view(self, location: SourceLocation) -> None:
        page = min(location.page or 0, len(self._sizes) - 1)
        box = location.box or (0, 0, 1, 0)
        height = self._sizes[page].height()
        top, bottom = PagePoint(page, box[1] * height), PagePoint(page, box[3] * height)
        if not (self.is_seen(top) and self.is_seen(bottom)):
            self.show_point(PagePoint(page, top.height - _LEAD))
        left = self.boxes[page].left() + round(box[0] * self.boxes[page].width())
        self.horizontalScrollBar().setValue(min(self.horizontalScrollBar().value(), left))

    def _want(self, requests: list[ImageRequest]) -> None:
        self._requests = requests
        if self._asked is None:
            self._ask_next()

    def _ask_next(self) -> None:
        self._asked = self._requests.pop(0) if self._requests else None
        if self._asked:
            self._limit.start()
            self._process.send(encode_frame(DRAW, PAGE_REQUEST.pack(self._asked.page, self._asked.dots)))

    def _take(self, frame: ProtocolFrame) -> None:
        self._limit.stop()
        if frame.kind == SIZES:
            self.show_pages([QSizeF(*size) for size in PAGE_SIZE.iter_unpack(frame.body)])
            self.show_locations(self._locations, self._cell)
            return
        if frame.kind == IMAGE:
            page, dots, width, height, stride = IMAGE_HEADER.unpack_from(frame.body)
            pixels = frame.body[IMAGE_HEADER.size :]
            self.show_image(
                ImageRequest(page, dots), QImage(pixels, width, height, stride, QImage.Format.Format_BGR888).copy()
            )
        self._ask_next()

    def _give_up(self) -> None:
        self.stop()
        self.given_up.emit()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        super()._paint_page(painter, page)
        for number, location in enumerate(self._locations):
            if location.page == page and location.box:
                _paint_mark(painter, self._area(page, location.box), is_first=number == 0 and not self._cell)
                if number == 0 and self._cell:
                    _paint_mark(painter, self._area(page, self._cell, 0), is_first=True)

    def _area(self, page: int, box: Box, room: int = _ROOM) -> QRectF:
        """Where a part of a page lies on the viewport."""
        paper = QRectF(self.box_seen(page))
        corner = QPointF(box[0] * paper.width(), box[1] * paper.height())
        size = QSizeF((box[2] - box[0]) * paper.width(), (box[3] - box[1]) * paper.height())
        return QRectF(paper.topLeft() + corner, size).adjusted(-room, -room, room, room)


def _paint_mark(painter: QPainter, area: QRectF, *, is_first: bool) -> None:
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)  # what is printed stays as dark
    painter.fillRect(area, _GROUND if is_first else _OTHER_GROUND)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    if is_first:
        painter.setPen(QPen(scheme(is_dark=False).warning, 1.5))
        painter.drawRect(area)
