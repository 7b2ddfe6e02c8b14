"""The way from 帮助 to the trial of this computer, and to its sheet on paper."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import documents, show_once
from disclosure_desk.writers.acceptance_record import AcceptanceRecord
from disclosure_desk.writers.acceptance_sheet import acceptance_sheet

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.page import PrintedDocument


class AcceptanceActions(QObject):
    """Tries this computer, and shows what was found as it will be on paper."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """What is in the menu 帮助."""
        return (ActionSpec("acceptance", Menu.HELP, "本机验收…", self.ask, enabled=session_open),)

    def ask(self) -> None:
        """Say what will be tried, and try it when the clerk begins."""
        from disclosure_desk.gui.acceptance.acceptance_dialog import AcceptanceDialog  # noqa: PLC0415 - seldom asked

        dialog = AcceptanceDialog(self._session.folder, self._parent)
        dialog.sheet_wanted.connect(self.show_sheet)
        show_once(dialog)

    def show_sheet(self, record: AcceptanceRecord) -> None:
        """Show the sheet and its test page as they will be on paper."""
        from disclosure_desk.gui.pages.preview import Preview  # noqa: PLC0415 - what draws and prints pages takes 27 ms

        preview = Preview("本机验收单", self._session.form, documents(), self._session, self._parent)
        preview.reported.connect(self._session.status)
        show_once(preview)
        preview.show_made_by(partial(_sheet, record), double_sided=False)


def _sheet(record: AcceptanceRecord) -> "PrintedDocument":
    from disclosure_desk.writers.pdf.page import PrintedDocument  # noqa: PLC0415 - the PDF library takes 27 ms

    return PrintedDocument(acceptance_sheet(record), ())
