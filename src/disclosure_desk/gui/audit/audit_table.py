"""The table of the record: its columns share whatever width there is, and nothing has to be scrolled to sideways."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTableView

from disclosure_desk.gui.audit.audit_model import AuditModel
from disclosure_desk.gui.widgets.line_table import set_up_lines

_FIXED = (50, 152, 84, 80)
"""Number, moment, who and what was done: they are read whole."""
_SHARED = (170, 290, 110, 180, 150)
"""Report, place, before, after, reason: how they share the rest; each is whole in its tip and below the table."""
_ROW = 28


class AuditTable(QTableView):
    """Shows the lines of a model; `has_reports` where they are of several reports."""

    def __init__(self, model: AuditModel, *, has_reports: bool) -> None:
        super().__init__()
        self.setObjectName("lines")
        self.setAccessibleName("修改记录")
        self.setModel(model)
        set_up_lines(self, _ROW)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # a place ends with its column, and a name with what it is
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setColumnHidden(len(_FIXED), not has_reports)
        self.horizontalHeader().setMinimumSectionSize(min(_FIXED))
        for column, width in enumerate(_FIXED):
            self.horizontalHeader().resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share out the width; Qt would give its last column 100 px at least, and more than there is."""
        super().resizeEvent(event)
        columns = {len(_FIXED) + number: share for number, share in enumerate(_SHARED)}
        shown = {column: share for column, share in columns.items() if not self.isColumnHidden(column)}
        room, whole = self.viewport().width() - sum(_FIXED), sum(shown.values())
        for column, share in shown.items():
            width = room * share // whole
            self.horizontalHeader().resizeSection(column, width)
            room, whole = room - width, whole - share
