"""The lines of the record as Qt's model, the newest on top."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from disclosure_desk.archive.audit_text import COLUMNS, AuditLine
from disclosure_desk.gui.widgets.option_style import ModelIndex

_NOWHERE = QModelIndex()


class AuditModel(QAbstractTableModel):
    """Shows some lines; long values are whole in the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[AuditLine] = ()

    def show_lines(self, lines: Sequence[AuditLine]) -> None:
        """Show these lines, given the oldest first."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> AuditLine:
        """What a row shows."""
        return self._lines[-1 - row]

    def rowCount(self, parent: ModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: ModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: ModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        text = str(self.line(index.row())[index.column()])
        return " ".join(text.split()) if role == Qt.ItemDataRole.DisplayRole else text

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt has it
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None
