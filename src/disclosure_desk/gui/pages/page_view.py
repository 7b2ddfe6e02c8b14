"""Pages one below the other on a grey ground; an image is asked for when its page is first seen."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QMenu, QScrollBar, QToolTip, QWidget

from disclosure_desk.gui.pages.page_images import POINTS
from disclosure_desk.gui.pages.render_thread import ImageRequest
from disclosure_desk.gui.widgets.palette import colours

_ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_GAP = 16
_STEP = 48
_KEPT = 2
"""How many pages before and after those that are seen keep their images."""
_PALE = 0.45
_EDGE = QColor(0, 0, 0, 50)


class PagePoint(NamedTuple):
    """A point of a page (from 0), in points from its top."""

    page: int
    height: float


class _Shown(NamedTuple):
    """The image of a page at so many dots an inch."""

    dots: float
    image: QImage


class PageView(QAbstractScrollArea):
    """Shows pages whose images come later; the old image of a page stays until its new one is there.

    `describe` says in words what stands at a point.
    """

    wanted = Signal(object)
    """The pages to draw now: list[ImageRequest]."""
    chosen = Signal(object)
    """The PagePoint where the clerk wants to go on filling."""
    moved = Signal()
    """Other pages are seen, or in another size."""

    def __init__(self, describe: Callable[[PagePoint], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._describe = describe
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("预览的页面")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMinimumSize(200, 40)
        self.zoom = 0.0
        """How large the pages are, 1 being actual size; 0 fits them to the width."""
        self.boxes: list[QRect] = []
        """Where each page lies, before scrolling."""
        self._sizes: Sequence[QSizeF] = ()
        self._scale = 1.0
        self._shown: dict[int, _Shown] = {}
        self._stale: set[int] = set()
        self._is_pale = False

    def show_pages(self, sizes: Sequence[QSizeF]) -> None:
        """Show the pages of a new document where those of the old one were."""
        self._sizes = sizes
        self._shown = {page: shown for page, shown in self._shown.items() if page < len(sizes)}
        self._stale = set(self._shown)
        self._place()
        self._ask()

    def show_image(self, request: ImageRequest, image: QImage) -> None:
        """Show the image of a page, if it is still wanted; what is there already is not painted again."""
        if request.dots != self._dots or request.page >= len(self.boxes):
            return
        self._stale.discard(request.page)
        if self._shown.get(request.page) != (request.dots, image):
            image.setDevicePixelRatio(self.devicePixelRatioF())
            self._shown[request.page] = _Shown(request.dots, image)
            self.viewport().update(self.box_seen(request.page))

    def show_pale(self, is_pale: bool) -> None:  # noqa: FBT001 - one flag, named by the method
        """Show that the pages are out of date, or that they are not."""
        if is_pale != self._is_pale:
            self._is_pale = is_pale
            self.viewport().update()

    def _is_fresh(self, page: int) -> bool:
        return page in self._shown and self._shown[page].dots == self._dots and page not in self._stale

    @property
    def is_complete(self) -> bool:
        """Whether every page that is seen shows the document as it is."""
        return bool(self.seen) and all(self._is_fresh(page) for page in self.seen)

    @property
    def seen(self) -> range:
        """The pages that are seen."""
        window = self.viewport().rect()
        pages = [page for page in range(len(self.boxes)) if self.box_seen(page).intersects(window)]
        return range(pages[0], pages[-1] + 1) if pages else range(0)

    @property
    def current_page(self) -> int:
        """The page (from 0) a third down what is seen."""
        return self.point_at(QPoint(0, self.viewport().height() // 3)).page

    @property
    def shown_zoom(self) -> float:
        """How large the pages are just now."""
        if self.zoom or not self._sizes:
            return self.zoom or 1.0
        widest = max(size.width() for size in self._sizes) * self.logicalDpiX() / POINTS
        return min(max((self.viewport().width() - 2 * _GAP) / widest, 0.2), 2.0)

    def set_zoom(self, zoom: float) -> None:
        """Show the pages so large (1 is actual size, 0 fits the width)."""
        self.zoom = zoom
        self._rescale()

    def step_zoom(self, step: int) -> None:
        """Show the pages a step larger (1) or smaller (-1)."""
        shown = round(self.shown_zoom, 2)
        steps = [zoom for zoom in _ZOOMS if (zoom > shown if step > 0 else zoom < shown)]
        if steps:
            self.set_zoom(steps[0] if step > 0 else steps[-1])

    def show_point(self, point: PagePoint) -> None:
        """Scroll until a point is at the top."""
        self.verticalScrollBar().setValue(self._height_of(point))

    def show_page(self, page: int) -> None:
        """Scroll to a page (from 0); one that is no longer there is past the last."""
        if self.boxes:
            self.verticalScrollBar().setValue(self.boxes[min(page, len(self.boxes) - 1)].top() - _GAP)

    def is_seen(self, point: PagePoint) -> bool:
        """Whether a point is on the screen."""
        return 0 <= self._height_of(point) - self.verticalScrollBar().value() < self.viewport().height()

    def box_seen(self, page: int) -> QRect:
        """Where a page lies on the viewport."""
        return self.boxes[page].translated(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def point_at(self, position: QPoint) -> PagePoint:
        """The point of a page at a position of the viewport; between two pages, below the first."""
        height = position.y() + self.verticalScrollBar().value()
        above = [page for page, box in enumerate(self.boxes) if box.top() <= height]
        page = above[-1] if above else 0
        top = self.boxes[page].top() if self.boxes else 0
        return PagePoint(page, (height - top) / self._scale)

    def _height_of(self, point: PagePoint) -> int:
        return self.boxes[point.page].top() + round(point.height * self._scale)

    @property
    def _dots(self) -> float:
        return self._scale * POINTS * self.devicePixelRatioF()

    def _rescale(self) -> None:
        """Take another size, what stands at the top staying there."""
        top = self.point_at(QPoint())
        self._place()
        if self.boxes:
            self.show_point(top)
        self._ask()

    def _place(self) -> None:
        """Work out where each page lies, and how far one can scroll."""
        self._scale = self.shown_zoom * self.logicalDpiX() / POINTS
        sizes = [(size * self._scale).toSize() for size in self._sizes]
        width = max((size.width() + 2 * _GAP for size in sizes), default=0)
        middle, top = max(width, self.viewport().width()) // 2, _GAP
        self.boxes = []
        for size in sizes:
            self.boxes.append(QRect(QPoint(middle - size.width() // 2, top), size))
            top += size.height() + _GAP
        _set_range(self.verticalScrollBar(), top, self.viewport().height())
        _set_range(self.horizontalScrollBar(), width if self.zoom else 0, self.viewport().width())
        self.viewport().update()

    def _ask(self) -> None:
        """Ask for the images that are seen and not there; forget those far away."""
        seen = self.seen
        near = range(seen.start - _KEPT, seen.stop + _KEPT)
        self._shown = {page: shown for page, shown in self._shown.items() if page in near}
        self.wanted.emit([ImageRequest(page, self._dots) for page in seen if not self._is_fresh(page)])
        self.moved.emit()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        self.viewport().update()
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._rescale()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), colours().desk)
        for page in self.seen:
            if self.box_seen(page).intersects(event.rect()):
                self._paint_page(painter, page)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        box, shown = self.box_seen(page), self._shown.get(page)
        painter.fillRect(box, Qt.GlobalColor.white)  # paper is white in the dark too
        if shown:
            painter.setOpacity(_PALE if self._is_pale else 1.0)
            if shown.dots == self._dots:
                painter.drawImage(box.topLeft(), shown.image)
            else:
                painter.drawImage(box, shown.image)
            painter.setOpacity(1.0)
        painter.setPen(_EDGE)
        painter.drawRect(box.adjusted(0, 0, -1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        keys, bar = Qt.Key, self.verticalScrollBar()
        key = Qt.Key(event.key())
        if key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self.step_zoom(-1 if key == keys.Key_Minus else 1)
        elif key in (keys.Key_Home, keys.Key_End):
            bar.setValue(bar.minimum() if key == keys.Key_Home else bar.maximum())
        elif key in (keys.Key_Return, keys.Key_Enter):
            self.chosen.emit(self.point_at(QPoint(0, self.viewport().height() // 3)))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.boxes and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.point_at(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        position = QPoint(0, self.viewport().height() // 3) if by_key else event.pos()
        point = self.point_at(position)
        words = self._describe(point)
        if not words:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(f"去填：{words}").triggered.connect(lambda: self.chosen.emit(point))
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QHelpEvent):
            words = self._describe(self.point_at(event.pos()))
            QToolTip.showText(event.globalPos(), f"双击去填：{words}" if words else "", self.viewport())
            return True
        return super().viewportEvent(event)


def _set_range(bar: QScrollBar, whole: int, seen: int) -> None:
    bar.setRange(0, max(whole - seen, 0))
    bar.setPageStep(max(seen - 2 * _GAP, 1))
    bar.setSingleStep(_STEP)
