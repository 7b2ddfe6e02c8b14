"""The source of a reading as its paragraphs and tables, with the row and cell that is looked at marked."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QResizeEvent,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow

_AROUND = 300
"""So many items before and after the one that is looked at are laid out: a source may have thousands."""
_LONGEST, _MOST_COLUMNS = 3000, 30
_NARROWEST, _WIDEST, _MERGED = 4, 12, 3
"""Characters that a column is wide, about; the first, too, if more than two in three of its cells are empty."""
_TABLE_WIDTH = 99
"""Hundredths of the view: the borders take the rest."""
_ROOM = 48
_LEAD = 0.3
"""The share of the view left above the marked row."""


class _Line(NamedTuple):
    """Where a row of the source stands: in which table, in which of its lines, and which columns are shown."""

    table: QTextTable
    line: int
    columns: tuple[int, ...]


class SourceText(QTextEdit):
    """Shows a source; `mark` brings an item into view."""

    def __init__(self, items: Sequence[SourceItem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("source")
        self.setAccessibleName("原文")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # else a narrow column breaks a figure in two
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._items = items
        self._shown = range(0)
        self._paragraphs: dict[int, QTextCursor] = {}
        self._lines: dict[int, _Line] = {}
        self._marked: tuple[int, ...] = ()
        self._build(0)

    def mark(self, items: Sequence[int], cell: int | None) -> None:
        """Mark items, the first of them in view, and in it a cell, if it is known which."""
        if items and items[0] not in self._shown:
            self._build(items[0])
        wanted = [item for item in items if item in self._shown]
        whole = QTextCursor(self.document())
        whole.beginEditBlock()  # else each cell would have its table laid out anew
        for item in self._marked:
            if item not in wanted:
                self._paint(item, None)
        for number, item in enumerate(wanted):
            self._paint(item, colours().hover if number else colours().warning_soft, None if number else cell)
        whole.endEditBlock()
        self._marked = tuple(wanted)
        if wanted:
            self._bring_into_view(wanted[0])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._stay_in_view()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)  # brings the beginning into view when it is shown first
        self._stay_in_view()

    def _stay_in_view(self) -> None:
        if self._marked:
            self._bring_into_view(self._marked[0])

    def _build(self, item: int) -> None:
        """Lay the source out around an item."""
        self._shown = range(max(item - _AROUND, 0), min(item + _AROUND, len(self._items)))
        self._paragraphs, self._lines, self._marked = {}, {}, ()
        self.clear()
        self.document().setDocumentMargin(18)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for is_table, group in groupby(self._shown, key=lambda number: isinstance(self._items[number], SourceRow)):
            if is_table:
                self._add_table(cursor, list(group))
            else:
                for number in group:
                    self._add_paragraph(cursor, number)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add_paragraph(self, cursor: QTextCursor, number: int) -> None:
        style = QTextBlockFormat()
        style.setBottomMargin(7)
        style.setLineHeight(140, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._paragraphs or self._lines:
            cursor.insertBlock(style, QTextCharFormat())
        else:
            cursor.setBlockFormat(style)
        cursor.insertText(_short(self._items[number].text))
        self._paragraphs[number] = QTextCursor(cursor.block())

    def _add_table(self, cursor: QTextCursor, numbers: Sequence[int]) -> None:
        rows = [item.cells for number in numbers if isinstance(item := self._items[number], SourceRow)]
        columns = _filled_columns(rows)
        table = cursor.insertTable(len(rows), len(columns), _table_look(rows, columns))
        for line, (number, row) in enumerate(zip(numbers, rows, strict=True)):
            self._lines[number] = _Line(table, line, columns)
            for place, column in enumerate(columns):
                words = row[column].strip() if column < len(row) else ""
                table.cellAt(line, place).setFormat(_cell_look(colours().paper))
                table.cellAt(line, place).firstCursorPosition().insertText(_short(words), QTextCharFormat())
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _paint(self, item: int, ground: QColor | None, cell: int | None = None) -> None:
        if item in self._paragraphs:
            style = QTextBlockFormat()
            style.setBackground(ground or colours().paper)
            self._paragraphs[item].mergeBlockFormat(style)
            return
        table, line, columns = self._lines[item]
        for place, column in enumerate(columns):
            is_cell = ground and column == cell
            look = _cell_look(colours().warning_cell if is_cell else ground or colours().paper)
            table.cellAt(line, place).setFormat(look)

    def _ends(self, item: int) -> tuple[QTextCursor, QTextCursor]:
        """The first and the last place of an item."""
        if item in self._paragraphs:
            last = QTextCursor(self._paragraphs[item])
            last.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            return self._paragraphs[item], last
        table, line, columns = self._lines[item]
        return table.cellAt(line, 0).firstCursorPosition(), table.cellAt(line, len(columns) - 1).lastCursorPosition()

    def _bring_into_view(self, item: int) -> None:
        first, last = (self.cursorRect(end) for end in self._ends(item))
        if first.top() < 0 or max(first.bottom(), last.bottom()) > self.viewport().height() - _ROOM:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + first.top() - round(_LEAD * self.viewport().height()))


def _short(text: str) -> str:
    return f"{text[:_LONGEST]}……" if len(text) > _LONGEST else text


def _filled_columns(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """The columns in which any row of a table has something; the others are left out, for they only take room."""
    filled = {place for row in rows for place, cell in enumerate(row) if cell.strip()}
    return tuple(sorted(filled)[:_MOST_COLUMNS]) or (0,)


def _table_look(rows: Sequence[Sequence[str]], columns: Sequence[int]) -> QTextTableFormat:
    """A table as wide as the view, its columns as wide as their words want."""
    style = QTextTableFormat()
    style.setBorder(0)
    style.setBorderCollapse(True)
    style.setCellPadding(3)
    style.setCellSpacing(0)
    style.setTopMargin(4)
    style.setBottomMargin(10)
    style.setWidth(QTextLength(QTextLength.Type.PercentageLength, _TABLE_WIDTH))
    wanted = [_wanted(rows, column) for column in columns]
    shares = [100 * width / sum(wanted) for width in wanted]
    style.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in shares])
    return style


def _wanted(rows: Sequence[Sequence[str]], column: int) -> int:
    """How many characters wide a column is to be; one that is merged over many rows makes do with little."""
    lengths = [len(row[column].strip()) for row in rows if column < len(row) and row[column].strip()]
    is_merged = _MERGED * len(lengths) < len(rows)
    return _NARROWEST if is_merged else min(max(lengths, default=0) or _NARROWEST, _WIDEST)


def _cell_look(ground: QColor) -> QTextTableCellFormat:
    style = QTextTableCellFormat()
    style.setBackground(ground)
    style.setBorder(1)
    style.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    style.setBorderBrush(colours().rule)
    return style
