"""A table of what differs between two states of a report: place, before, after."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from disclosure_desk.archive.difference import Difference
from disclosure_desk.gui.widgets.option_style import ModelIndex
from disclosure_desk.gui.widgets.place_lines import keep_column_whole

_BLANK = "（空）"
_PLACE_WIDTH, _ROW, _PADDING = 260, 30, 10
_PLACE_SHARE = 2 / 5
"""Of the width: the longest place of the form has then two lines on most screens."""


class _PlaceDelegate(QStyledItemDelegate):
    def initStyleOption(self, option: QStyleOptionViewItem, index: ModelIndex) -> None:  # noqa: N802 - Qt's name
        """Break places well; what is copied stays as it is written."""
        super().initStyleOption(option, index)
        option.text = keep_column_whole(option.text)  # type: ignore[attr-defined] # missing in the stubs


class DifferenceTable(QTableWidget):
    """Has no parent before it is laid out: the style sheet finds the heads of a table by the name it has then."""

    def __init__(self, before: str, after: str, *, has_texts: bool = True, most: int = 0) -> None:
        """`has_texts`: before and after take as much room as they get; figures leave it to the places.

        `most`: the table is as high as its lines, up to this height, and cuts none of them; 0 for whatever it is given.
        """
        super().__init__(0, 3)
        self.setItemDelegateForColumn(0, _PlaceDelegate(self))
        self._has_texts, self._most = has_texts, most
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
        # later: as Qt tells it, the column still has the width it had
        header.sectionResized.connect(self._fit, Qt.ConnectionType.QueuedConnection)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Only now the type is that of the style sheet; rows as high as before would cut their second line."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """The same for larger type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        if self._has_texts:
            self.horizontalHeader().resizeSection(0, max(_PLACE_WIDTH, round(self.viewport().width() * _PLACE_SHARE)))

    def _fit(self) -> None:
        """Give each line the height of what stands in it."""
        heights = [self.sizeHintForRow(row) + _PADDING for row in range(self.rowCount())]
        for row, height in enumerate(heights):
            self.setRowHeight(row, height)
        if self._most:
            room = self._most
            shown = next((row for row in range(len(heights)) if sum(heights[: row + 1]) > room), len(heights))
            frame = self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
            self.setFixedHeight(frame + sum(heights[: max(shown, 1)]))

    def show_differences(self, found: Sequence[Difference]) -> None:
        """Show these."""
        self.setRowCount(len(found))
        for row, one in enumerate(found):
            for column, words in enumerate((one.name, one.before or _BLANK, one.after or _BLANK)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.setItem(row, column, item)
        self._fit()
