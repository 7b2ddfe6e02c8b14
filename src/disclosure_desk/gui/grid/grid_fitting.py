"""Fits a table to its page: columns to their figures, rows to the height, head and foot to the rows between."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QTableView

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change
from disclosure_desk.gui.grid.balance_strip import BalanceStrip
from disclosure_desk.gui.grid.frozen_header import FrozenHeader
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.grid_sizes import balance_width, column_needs, column_widths, figure_width, row_heights
from disclosure_desk.gui.grid.last_year_line import LastYearLine
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.grid.table_foot import TableFoot
from disclosure_desk.gui.grid.table_style import TableStyle
from disclosure_desk.gui.grid.table_type import least_row, row_height

_OTHER_ROWS = 6
"""How many rows' heights head, foot and labels of two lines take beside the figures of the longest table."""
_LOW_ROWS = 16
"""In a room of fewer rows (a screen of 768 at 150 %) labels have one line: five whole rows instead of nine is worse."""


class GridFitting(QObject):
    """Keeps the sizes of a view."""

    least_width_changed = Signal(int)
    """The table needs another width than before to have its figures in full."""
    fitted = Signal()
    """Columns and rows have other places than before."""

    def __init__(self, view: QTableView, model: GridModel, style: TableStyle, choices: TableChoices) -> None:
        super().__init__(view)
        self._view, self._model, self._style, self._choices = view, model, style, choices
        self.head = FrozenHeader(view, model, style)
        self.foot: TableFoot = BalanceStrip(view, model, style)
        if len({box.row for box in model.boxes.values()}) == 1:
            self.foot = LastYearLine(view, model, style, choices)
        self._most_rows = most_rows(model.document.report.form)
        self._has_notes = True
        self._is_due = True
        self._fitted_room = self._margins = (0, 0)
        self.least_width = 0
        """The width in which the table has all its figures."""

    def follow_room(self) -> None:
        """Fit to another room; where Qt has placed its own headings in the room of head and foot, only give that back.

        With another look or size of type it does so sixteen times, and a fit each time took half of all the time.
        """
        if self._room == self._fitted_room:
            self._keep_margins()
        else:
            self.fit_when_seen()

    def fit_when_seen(self) -> None:
        """Fit now, or a hidden table when it is shown."""
        self._is_due = True
        if self._view.isVisible():
            self.fit()

    def fit_where_due(self) -> None:
        """Fit unless nothing has changed since that was last done."""
        if self._is_due:
            self.fit()

    def fit(self) -> None:
        """Fit everything to the room that the view has; larger type gives way before a figure is not shown."""
        view, style = self._view, self._style
        self._fitted_room = available, room = self._room
        style.use_rows(row_height(room, self._most_rows, _OTHER_ROWS))
        needs = column_needs(self._model, style.fonts)
        if needs.width > available and style.use_rows(least_row()):
            needs = column_needs(self._model, style.fonts)
        self._has_notes = needs.width <= available
        if not self._has_notes:
            needs = column_needs(self._model, style.fonts, has_notes=False)
        self._publish_least_width()
        widths = column_widths(needs, available)
        heights, foot = row_heights(self._model.layout_, widths, style.fonts), self.foot.height_for(room)
        style.has_short_labels = sum(heights) + foot > room and room < _LOW_ROWS * least_row()
        if style.has_short_labels:
            heights = row_heights(self._model.layout_, widths, style.fonts, has_short_labels=True)
        for column, width in enumerate(widths):
            view.setColumnWidth(column, width)
        for row, height in enumerate(heights):
            view.setRowHeight(row, height)
        self.show_befores()
        self._freeze(self.head.height_for(heights, room - foot), foot, sum(heights))
        self._is_due = False
        self.fitted.emit()

    def show_last_year(self) -> None:
        """Show last year's figures, of another report or as they are wanted now: in the corners or in a line below."""
        if isinstance(self.foot, LastYearLine):
            self.fit()
        else:
            self.show_befores()

    def show_befores(self) -> None:
        """Show last year's figures where they have room beside this year's, which are never narrowed for them."""
        widths = [self._view.columnWidth(column) for column in range(self._model.columnCount())]
        in_corners = self._choices.is_last_year_shown and not isinstance(self.foot, LastYearLine)
        is_other = self._style.show_befores(widths) if in_corners else self._style.hide_befores()
        if is_other:
            self._view.viewport().update()

    def _publish_least_width(self) -> None:
        """In the smallest type, because larger type gives way first."""
        width = column_needs(self._model, self._style.type_for(least_row())).width
        width += self._view.verticalScrollBar().sizeHint().width()
        if width != self.least_width:
            self.least_width = width
            self.least_width_changed.emit(width)

    def _freeze(self, head: int, foot: int, rows: int) -> None:
        """Put the head above the rows, or among them where its height is 0, and the foot below them."""
        view = self._view
        self.head.setVisible(bool(head))
        for row in self.head.rows:
            view.setRowHidden(row, bool(head))
        self._margins = (head, foot)
        self._keep_margins()
        self.head.follow()
        self.foot.follow(foot, rows - head)

    def _keep_margins(self) -> None:
        margins = self._view.viewportMargins()
        if (margins.top(), margins.bottom()) != self._margins:
            head, foot = self._margins
            self._view.setViewportMargins(0, head, 0, foot)

    @property
    def _room(self) -> tuple[int, int]:
        """Width and height for head, rows and foot."""
        viewport, margins = self._view.viewport(), self._view.viewportMargins()
        return viewport.width(), viewport.height() + margins.top() + margins.bottom()

    def is_outgrown(self, changes: tuple[Change, ...]) -> bool:
        """Whether a column has become too narrow by changes.

        Only what changed is measured again: this runs with every figure that is stored.
        """
        touched = self._model.touched_by(changes)
        if touched:
            self.foot.show_sums()
            self.show_befores()
        return any(self._needs_more(cell) for cell in touched)

    def _needs_more(self, cell: str) -> bool:
        box = self._model.boxes[cell]
        width = figure_width(self._style.fonts, self._model.state(cell), has_notes=self._has_notes)
        balance = self._model.column_balances.get(box.column)
        if balance:
            width = max(width, balance_width(self._style.fonts, balance, has_notes=self._has_notes))
        return box.columns == 1 and width > self._view.columnWidth(box.column)


def most_rows(form: Form) -> int:
    """How many rows of figures the longest table of a form has: all its tables have rows of one height."""
    return max(sum(len(block.rows) for block in grid.blocks) for grid in form.grids.values())
