"""The pages of a document as a list of small images, to go about by."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from disclosure_desk.gui.pages.page_images import POINTS
from disclosure_desk.gui.pages.render_thread import ImageRequest

_WIDTH = 96


class PageList(QListWidget):
    """Small pages one below the other; `page_chosen` carries the one (from 0) to show."""

    wanted = Signal(object)
    """The pages to draw now: list[ImageRequest]."""
    page_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("thumbnails")
        self.setAccessibleName("页")
        self.setIconSize(QSize(_WIDTH, round(_WIDTH * 1.415)))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setFixedWidth(_WIDTH + 56)
        self._dots = 0.0
        self.currentRowChanged.connect(self._choose)

    def show_pages(self, sizes: Sequence[QSizeF]) -> None:
        """List the pages of a new document; their images come later."""
        self.clear()
        for number in range(len(sizes)):
            QListWidgetItem(_blank(self.iconSize()), f"第 {number + 1} 页", self)
        self._dots = _WIDTH * POINTS / max(size.width() for size in sizes) * self.devicePixelRatioF()
        self.wanted.emit([ImageRequest(number, self._dots) for number in range(len(sizes))])

    def show_image(self, request: ImageRequest, image: QImage) -> None:
        """Show the image of a page, if it is one of this size."""
        item = self.item(request.page)
        if item and request.dots == self._dots:
            picture = QPixmap.fromImage(image)
            picture.setDevicePixelRatio(self.devicePixelRatioF())
            item.setIcon(QIcon(picture))

    def mark(self, page: int) -> None:
        """Mark the page (from 0) that is shown."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.setCurrentRow(page)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _choose(self, page: int) -> None:
        if page >= 0:
            self.page_chosen.emit(page)


def _blank(size: QSize) -> QIcon:
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.white)
    return QIcon(picture)
