"""What becomes of the selection as the frame moves: it never stays behind, or an act would hit another cell."""

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent

Selecting = QItemSelectionModel.SelectionFlag


def kept_with_frame(flags: Selecting, event: QEvent | None, *, is_selected: bool) -> Selecting:
    """Qt's answer where it changes the selection; else one that selects the cell the frame goes to.

    With Ctrl held Qt moves the frame alone: Ctrl+End and Delete would empty the cell that was left. A right click on
    what is selected asks for its menu, and a key or button that is let go moves nothing: there the selection stays.
    """
    kind = event.type() if event else QEvent.Type.KeyPress
    is_key, is_button = kind == QEvent.Type.KeyPress, kind == QEvent.Type.MouseButtonPress
    loses_frame = flags == Selecting.NoUpdate or (is_key and bool(flags & Selecting.Toggle))  # Ctrl+Space toggles
    if not loses_frame or not (is_key or (is_button and not is_selected)):
        return flags
    is_longer = isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return Selecting.SelectCurrent if is_longer else Selecting.ClearAndSelect


def stand_in_selection(model: QItemSelectionModel) -> None:
    """Stand on a cell that is still selected, after a click with Ctrl that took the current one out."""
    rest = [] if model.isSelected(model.currentIndex()) else model.selectedIndexes()
    if rest:
        model.setCurrentIndex(rest[-1], Selecting.NoUpdate)
