"""The order in which tables are keyed, as the window on this computer remembers it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from disclosure_desk.gui.grid.keyed_path import KeyedOrder
from disclosure_desk.gui.session.window_settings import window_settings

_KEPT = "keyed_order"
"""Under this name the settings of the window have what was chosen."""


class ChosenOrder(QObject):
    """One for all tables of a report; without a data folder it is remembered only as long as it lives."""

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        kept = window_settings(folder).value(_KEPT) if folder else None
        self.order = next((one for one in KeyedOrder if one.value == kept), KeyedOrder.COLUMNS)

    def choose(self, order: KeyedOrder) -> None:
        """Key in this order from now on."""
        if order == self.order:
            return
        self.order = order
        if self._folder:
            window_settings(self._folder).setValue(_KEPT, order.value)
        self.changed.emit()

    def turn_round(self) -> None:
        """Key in the other order."""
        self.choose(KeyedOrder.ROWS if self.order == KeyedOrder.COLUMNS else KeyedOrder.COLUMNS)
