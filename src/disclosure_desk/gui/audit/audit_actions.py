"""What the menu does with the record of changes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from disclosure_desk.core.report import Report
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import show_once, waiting
from disclosure_desk.store.errors import StoreError


class AuditActions(QObject):
    """Shows the record of changes; `show_past` and `print_record` show a report of it, or itself, on paper."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        show_past: Callable[[Report, str], object],
        print_record: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._show_past, self._print_record = show_past, print_record

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The record of changes."""
        return (ActionSpec("trail", Menu.DATA, "修改记录…", self.show, "F3", session_open, is_start_tool=True),)

    def show(self, words: str = "") -> None:
        """Show the record, or what of it has these words, once it is known to be whole."""
        from disclosure_desk.gui.audit.audit_dialog import open_audit  # noqa: PLC0415 - takes 16 ms

        if not self._session.flush():
            return
        document = self._session.document
        exported = partial(self._note_export, document.report_id if document else None)
        try:
            with waiting():
                dialog = open_audit(self._session, self._parent, exported, self._show_past, self._print_record)
        except StoreError as error:
            self._session.notice.emit("没能读出修改记录", str(error))
        else:
            dialog.words.setText(words)
            show_once(dialog)

    def _note_export(self, report_id: int | None, target: Path) -> None:
        try:
            self._session.store.record_act(report_id, "export", {"file": target.name, "target": "修改记录"})
        except StoreError as error:
            self._session.notice.emit("导出没有记上", str(error))
