"""How a table is dressed just now: its type, which headings are lit, and where last year's figures are shown."""

from collections.abc import Mapping

from PySide6.QtGui import QFont

from disclosure_desk.core.layout import Box
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.lit_headings import Light, lit_headings
from disclosure_desk.gui.grid.table_type import LEAST_ROW, TableType


class TableDress:
    """What delegate, head and foot of a table paint alike."""

    def __init__(self, model: GridModel, base: QFont) -> None:
        self._model, self._base = model, base
        self.fonts = TableType(base, LEAST_ROW)
        self._lit: Mapping[Box, Light] = {}
        self.befores: Mapping[str, str] = {}
        """Last year's figures that are shown, by their cells."""

    def use_rows(self, height: int) -> bool:
        """Have rows of that height from now on; whether that is another than before."""
        if height == self.fonts.row:
            return False
        self.fonts = TableType(self._base, height)
        return True

    def light(self, current: Box) -> set[Box]:
        """Light the headings of another cell; the headings that look otherwise now."""
        before, self._lit = self._lit, lit_headings(self._model.layout_, self._model.owners, current)
        return {box for box in before.keys() | self._lit.keys() if before.get(box) != self._lit.get(box)}

    def light_of(self, box: Box) -> Light:
        """How a heading is lit."""
        return self._lit.get(box, Light.OFF)

    def before(self, cell: str) -> str:
        """Last year's figure of a cell where it is shown, else ""."""
        return self.befores.get(cell, "")
