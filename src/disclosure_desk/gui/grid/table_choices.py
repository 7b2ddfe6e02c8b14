"""How the clerk wants the tables, as the window on this computer remembers it: the keyed order, last year's figures."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from disclosure_desk.gui.grid.keyed_order import ChosenOrder
from disclosure_desk.gui.session.window_settings import window_settings

_KEPT = "last_year_figures"
"""Under this name the settings of the window have whether last year's figures are shown."""


class TableChoices(QObject):
    """One for all tables of a report; without a data folder it is remembered only as long as it lives."""

    changed = Signal()
    """Last year's figures are wanted from now on, or no longer."""

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.order = ChosenOrder(folder, self)
        kept = window_settings(folder).value(_KEPT) if folder else None
        self.is_last_year_shown = kept != "no"

    def show_last_year(self, is_wanted: bool) -> None:  # noqa: FBT001 - as a button's `toggled` says it
        """Show last year's figures in the corners of the cells from now on, or no longer."""
        if is_wanted == self.is_last_year_shown:
            return
        self.is_last_year_shown = is_wanted
        if self._folder:
            window_settings(self._folder).setValue(_KEPT, "yes" if is_wanted else "no")
        self.changed.emit()
