"""A table of what differs between two states of a report: place, before, after."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from disclosure_desk.archive.difference import Difference

_BLANK = "（空）"
_PLACE_WIDTH, _ROW = 260, 30


class DifferenceTable(QTableWidget):
    """Has no parent before it is laid out: the style sheet finds the heads of a table by the name it has then."""

    def __init__(self, before: str, after: str, *, has_texts: bool = True) -> None:
        """`has_texts`: before and after take as much room as they get; figures leave it to the places."""
        super().__init__(0, 3)
        self.setObjectName("lines")
        self.setHorizontalHeaderLabels(("位置", before, after))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.resizeSection(0, _PLACE_WIDTH)
        for column in (1, 2) if has_texts else (0,):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self.resizeRowsToContents)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Only now the type is that of the style sheet; rows as high as before would cut their second line."""
        super().showEvent(event)
        self.resizeRowsToContents()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show these."""
        self.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, words in enumerate((one.name, one.before or _BLANK, one.after or _BLANK)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(row, column, item)
        self.resizeRowsToContents()
