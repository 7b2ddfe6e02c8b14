"""What stands below the last row of a table: it keeps to the table's columns, and stays there while the rows scroll."""

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.table_style import TableStyle


class TableFoot(QWidget):
    """Takes its place at the bottom of the table's window; what it shows there, and says, is each foot's own."""

    def __init__(self, view: QTableView, model: GridModel, style: TableStyle, name: str) -> None:
        super().__init__(view)
        self._view, self._model, self._style = view, model, style
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    @abstractmethod
    def height_for(self, room: int) -> int:
        """How high it is in that room; 0 where it is left out."""

    @property
    @abstractmethod
    def spoken(self) -> str:
        """What it shows, to be read aloud."""

    def follow(self, height: int, bottom: int) -> None:
        """Take the place below the last row in sight; `bottom` is where the rows end."""
        window = self._view.viewport().geometry()
        self.setGeometry(window.left(), min(window.top() + bottom, window.bottom() + 1), window.width(), height)
        self.setVisible(bool(height))
        self.show_sums()

    def show_sums(self) -> None:
        """Paint the figures as they are now, and let them be read aloud."""
        self.setAccessibleDescription(self.spoken)
        self.update()
