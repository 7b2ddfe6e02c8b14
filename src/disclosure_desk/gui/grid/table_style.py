"""How a table looks just now: its type, which headings are lit, and where last year's figures are shown."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QFont, QFontMetrics

from disclosure_desk.core.layout import Box
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.grid_sizes import figure_width
from disclosure_desk.gui.grid.lit_headings import Light, lit_headings
from disclosure_desk.gui.grid.table_type import EDGE, NARROW_EDGE, TableType, least_row

_BETWEEN = 2
"""Between last year's figure and this year's, beside the room that a figure has around it, in pixels."""


class TableStyle:
    """What delegate, head and foot of a table paint alike."""

    def __init__(self, model: GridModel, base: QFont) -> None:
        self._model, self._base = model, base
        self._types: dict[int, TableType] = {}
        self.fonts = self.type_for(least_row())
        self._lit: Mapping[Box, Light] = {}
        self._befores: Mapping[str, str] = {}
        self.has_short_labels = False
        """Whether labels have one line, however long they are."""

    def use_rows(self, height: int) -> bool:
        """Have rows of that height from now on; whether that is another than before."""
        if height == self.fonts.row:
            return False
        self.fonts = self.type_for(height)
        return True

    def use_font(self, base: QFont) -> None:
        """Have this family and the size of type that goes with it now."""
        self._base = base
        self._types.clear()
        self.fonts = self.type_for(self.fonts.row)

    def type_for(self, row: int) -> TableType:
        """The type of this table where its rows are so high."""
        if row not in self._types:
            edge = EDGE if self._model.grid.label_columns else NARROW_EDGE
            self._types[row] = TableType(self._base, row, edge)
        return self._types[row]

    def light(self, current: Box) -> set[Box]:
        """Light the headings of another cell; the headings that look otherwise now."""
        before, self._lit = self._lit, lit_headings(self._model.layout_, self._model.owners, current)
        return {box for box in before.keys() | self._lit.keys() if before.get(box) != self._lit.get(box)}

    def light_of(self, box: Box) -> Light:
        """How a heading is lit."""
        return self._lit.get(box, Light.OFF)

    def before(self, cell: str) -> str:
        """Last year's figure of a cell where it is shown, else ""."""
        return self._befores.get(cell, "")

    def show_befores(self, widths: Sequence[int]) -> bool:
        """Show last year's figures in the columns of these widths where all of a column have room; whether any changed.

        A 0 that was a 0 last year says nothing, and stays alone; so does a sum beside which 未齐 stands.
        """
        shown = self._befores
        self._befores = self._with_room(widths)
        return shown != self._befores

    def hide_befores(self) -> bool:
        """Show none of last year's figures; whether there were any."""
        shown, self._befores = self._befores, {}
        return bool(shown)

    def _with_room(self, widths: Sequence[int]) -> dict[str, str]:
        found: dict[int, dict[str, str]] = {}
        full: set[int] = set()
        corner = QFontMetrics(self.fonts.corner)
        for cell, box in self._model.boxes.items():
            before, state = self._model.before(cell), self._model.state(cell)
            if not before or (before == state.text == "0") or state.is_partial:
                continue
            width = sum(widths[box.column : box.column + box.columns])
            needed = figure_width(self.fonts, state) + (
                corner.horizontalAdvance(before) + _BETWEEN if state.text else 0
            )
            if needed > width:
                full.add(box.column)
            found.setdefault(box.column, {})[cell] = before
        return {cell: before for column, some in found.items() if column not in full for cell, before in some.items()}
