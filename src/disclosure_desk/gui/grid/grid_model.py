"""A table of the form as Qt's model: headings and figures where the layout puts them; each change is one cell's."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QStyle

from disclosure_desk.checks import Finding
from disclosure_desk.checks.finding import SEVERITY_NAMES
from disclosure_desk.core.figure import FigureError, print_figure
from disclosure_desk.core.form import Cell, Column, Form
from disclosure_desk.core.layout import Box, boxes_by_cell, lay_out
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.grid.cell_state import UNMARKED, CellState, Mark, cell_hint, cell_state, mark_of, marking_rules
from disclosure_desk.gui.grid.table_balance import ColumnBalance, balance_of_column, balance_of_table
from disclosure_desk.gui.grid.typed_figure import figure_for
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.widgets.option_style import ModelIndex

_NOWHERE = QModelIndex()
_FRESH = 600
"""Milliseconds for which is seen what was changed by more than a key."""
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_FIGURE = _HEADING | Qt.ItemFlag.ItemIsEditable


class GridModel(QAbstractTableModel):
    """One grid of a document; a merged heading or figure answers at its top left place, the rest of it is empty."""

    def __init__(self, document: Document, grid_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.grid = document.report.form.grids[grid_id]
        self.layout_ = lay_out(self.grid)
        self.boxes = boxes_by_cell(self.layout_)
        self.owners = {
            (row, column): box
            for box in self.layout_.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }
        self._sums = _sums_over(document.report.form)
        self._marking = marking_rules(document.report.form)
        self._marks = self._found_marks()
        self._states: dict[str, CellState] = {}
        self.balance = balance_of_table(document.report.form, grid_id, self.boxes)
        """What must be equal in this table; None where nothing is drawn under it."""
        self._balances: dict[int, ColumnBalance] = {}
        self._previous: Report | None = None
        self._befores: dict[str, str] = {}
        self._is_keyed = False
        self._fresh: frozenset[str] = frozenset()
        self._fresh_ends = QTimer(self, singleShot=True, interval=_FRESH)
        self._fresh_ends.timeout.connect(self._end_fresh)
        self._answers: Mapping[int, Callable[[Box], Any]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.ToolTipRole: self._hint,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.AccessibleDescriptionRole: self._explained,
            Qt.ItemDataRole.TextAlignmentRole: lambda _: Qt.AlignmentFlag.AlignCenter,
        }
        document.changed.connect(self._show_changes)
        document.findings_changed.connect(self._show_findings)

    def rowCount(self, parent: ModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else self.layout_.rows

    def columnCount(self, parent: ModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else self.layout_.columns

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        box, answer = self.box(index), self._answers.get(role)
        if box is None or answer is None:
            return None
        if (box.row, box.column) != (index.row(), index.column()) and role != Qt.ItemDataRole.AccessibleTextRole:
            return None  # who hears the table hears at every place what covers it
        return answer(box)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        """What row or column is called, to be heard; nothing is shown, for the heads are within the table."""
        if role != Qt.ItemDataRole.AccessibleTextRole:
            return super().headerData(section, orientation, role)
        is_row = orientation == Qt.Orientation.Vertical
        for box in self.boxes.values():
            if section == (box.row if is_row else box.column):
                cell = self.cell(box.cell)
                return (cell.row.name if is_row else cell.column.name) or self.grid.name
        return "标题"

    def flags(self, index: ModelIndex) -> Qt.ItemFlag:
        box = self.box(index)
        if box is None:
            return Qt.ItemFlag.NoItemFlags
        return _FIGURE if box.cell else _HEADING

    def setData(self, index: ModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802 - Qt's name
        box = self.box(index)
        if box is None or not box.cell or role != Qt.ItemDataRole.EditRole:
            return False
        try:
            return self.enter(box.cell, str(value))
        except FigureError:
            return False

    def box(self, index: ModelIndex) -> Box | None:
        """The heading or figure that covers a place; None outside the table."""
        return self.owners.get((index.row(), index.column())) if index.isValid() else None

    def covering(self, row: int, column: int) -> Box:
        """The heading or figure that covers a place of the table."""
        return self.owners[row, column]

    def index_of(self, box: Box) -> QModelIndex:
        """Where a heading or figure starts."""
        return self.index(box.row, box.column)

    def cell(self, cell_id: str) -> Cell:
        """A cell of the form."""
        return self.document.report.form.cells[cell_id]

    def state(self, cell_id: str) -> CellState:
        """How a cell looks just now."""
        if cell_id not in self._states:
            mark = self._marks.get(cell_id, UNMARKED)
            self._states[cell_id] = cell_state(self.document.report, self.cell(cell_id), mark)
        return self._states[cell_id]

    def before(self, cell_id: str) -> str:
        """Last year's figure of a cell as it is printed, "" where there is none."""
        previous = self.document.previous
        if previous is not self._previous:
            known = [cell for cell in self.boxes if previous and cell in previous.cells]
            self._previous = previous
            self._befores = {cell: print_figure(previous.figure(cell)) for cell in known} if previous else {}
        return self._befores.get(cell_id, "")

    @property
    def column_balances(self) -> dict[int, ColumnBalance]:
        """How each column stands that is to balance."""
        if not self._balances and self.balance:
            report = self.document.report
            self._balances = {column: balance_of_column(report, one) for column, one in self.balance.columns.items()}
        return self._balances

    def balanced_column(self, number: int) -> Column:
        """A column of the form that is to balance; raises LookupError for another."""
        if self.balance is None:
            raise LookupError(number)
        return self.cell(self.balance.columns[number].left[0]).column

    @property
    def blank_cells(self) -> list[str]:
        """The cells of this table that the clerk still has to fill."""
        keyed = self.document.report.cells
        return [cell for cell in self.boxes if keyed[cell] is None and not self.cell(cell).is_sum]

    def enter(self, cell_id: str, text: str) -> bool:
        """Store what was typed into a cell; False if it could not be stored, FigureError if it is no figure for it."""
        figure = figure_for(self.cell(cell_id), text)
        self._is_keyed = True
        try:
            return self.document.set_value(cell_id, figure)
        finally:
            self._is_keyed = False

    def _text(self, box: Box) -> str:
        return self.state(box.cell).text if box.cell else box.text

    def _hint(self, box: Box) -> str | None:
        if not box.cell:
            return None
        findings = self.document.findings_at(box.cell)
        steps = self.document.history.done
        return cell_hint(self.document.report, self.cell(box.cell), findings, self.before(box.cell), steps)

    def _spoken(self, box: Box) -> str:
        """A figure with its place and its state: what is seen by colour and sign is heard in words."""
        if not box.cell:
            return box.text
        state = self.state(box.cell)
        signs = [
            "未齐" if state.is_partial else "",
            "合计" if state.is_computed and not state.is_partial else "",
            f"与程序算出的 {state.expected} 不同" if state.expected else "",
            SEVERITY_NAMES[state.severity] if state.severity else "",
            "不能改" if self.document.lock else "",
        ]
        figure = f"{self.document.report.form.place_name(box.cell)}：{state.text or '空白'}"
        return "，".join([figure, *(sign for sign in signs if sign)])

    def _explained(self, box: Box) -> str:
        """What counts in a figure, and what is found about it."""
        if not box.cell:
            return ""
        cell = self.cell(box.cell)
        findings = self.document.findings_at(box.cell)
        return "".join([cell.row.help, cell.column.help, *(finding.message for finding in findings)])

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        self._balances = {}
        is_seen = not self._is_keyed and QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        fresh = frozenset(change.place for change in changes if is_seen and change.place in self.boxes)
        stale, self._fresh = (self._fresh, fresh) if fresh else ((), self._fresh)
        if fresh:
            self._fresh_ends.start()
        self._refresh({*self.touched_by(changes), *stale})

    def is_fresh(self, cell_id: str) -> bool:
        """Whether a figure was changed just now by a repair, a fill, a paste or going back, and not by a key in it."""
        return cell_id in self._fresh

    def _end_fresh(self) -> None:
        stale, self._fresh = self._fresh, frozenset()
        self._refresh(stale)

    def touched_by(self, changes: Iterable[Change]) -> list[str]:
        """The cells of this table whose figures changes may alter: their own, and the sums over them."""
        places = {change.place for change in changes}
        cells = places.union(*(self._sums.get(place, ()) for place in places))
        return [cell for cell in cells if cell in self.boxes]

    def _show_findings(self) -> None:
        before, self._marks = self._marks, self._found_marks()
        self._refresh(cell for cell in self.boxes if before.get(cell) != self._marks.get(cell))

    def _found_marks(self) -> dict[str, Mark]:
        """The marks of the cells that findings name."""
        found: dict[str, list[Finding]] = {}
        for finding in self.document.findings:
            if finding.rule in self._marking:
                for cell in finding.cells:
                    found.setdefault(cell, []).append(finding)
        return {cell: mark_of(cell, findings) for cell, findings in found.items()}

    def _refresh(self, cells: Iterable[str]) -> None:
        """One signal a cell: for a range of cells the view would paint everything."""
        for cell in cells:
            self._states.pop(cell, None)
            index = self.index_of(self.boxes[cell])
            self.dataChanged.emit(index, index)


def _sums_over(form: Form) -> dict[str, set[str]]:
    """By each cell's id, the sums that change with it, sums of sums included."""
    direct: dict[str, set[str]] = {}
    for cell in form.cells.values():
        for part in (*cell.row_parts, *cell.column_parts):
            direct.setdefault(part, set()).add(cell.id)
    return {part: sums.union(*(direct.get(one, set()) for one in sums)) for part, sums in direct.items()}
