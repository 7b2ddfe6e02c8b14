"""Columns with seams between them that can be dragged; a double click gives a column its standard width back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget


class Seam(QSplitterHandle):
    """A seam; the column at its right is what becomes wider or narrower."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        columns: SeamedColumns = self.splitter()  # type: ignore[assignment] # it makes them
        columns.standard_wanted.emit(columns.indexOf(self))
        event.accept()


class SeamedColumns(QSplitter):
    """Stands in for a splitter, whose own handles know no double click."""

    standard_wanted = Signal(int)
    """The number of the column that is to have its standard width again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's name
        seam = Seam(self.orientation(), self)
        seam.setToolTip("拖动改宽度，双击恢复")
        return seam
