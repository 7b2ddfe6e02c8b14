"""How reports come into the window: asked for, pasted or dropped, and what it shows once they are stored."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QDropEvent, QGuiApplication

from disclosure_desk.gui.importing.import_commit import Beside
from disclosure_desk.gui.importing.import_controller import Importing
from disclosure_desk.gui.widgets.message_boxes import documents
from disclosure_desk.readers.formats.file_type import ENDINGS

if TYPE_CHECKING:
    from disclosure_desk.core.report import Change
    from disclosure_desk.gui.session.session import Desk
    from disclosure_desk.gui.shell.main_window import DeskWindow


class Arrival(QObject):
    """Of one open desk; nothing is taken in before all that was typed is stored."""

    def __init__(self, desk: "Desk", window: "DeskWindow") -> None:
        super().__init__(window)
        self._window = window
        beside = Beside(lambda: window.report_page.document.report if window.report_page else None, window.is_stored)
        self.importing = Importing(desk, window, beside)
        self.importing.taking.done.connect(self._take_in)
        self.importing.taking.compared.connect(self._compare)
        self.importing.said.connect(window.say)
        self.importing.refused.connect(lambda words: window.tell("没有导入", words))

    def ask(self, *, last_year: bool = False) -> None:
        """Ask which file has the report, or the one of the year before the one at work."""
        if self._window.is_stored():
            self.importing.ask(documents(), last_year=last_year)

    def paste(self) -> None:
        """Take in what is on the clipboard."""
        if self._window.is_stored():
            self.importing.take_mime(QGuiApplication.clipboard().mimeData())

    def drop(self, event: QDropEvent) -> None:
        """Take in what was dropped on the window."""
        event.acceptProposedAction()
        paths = dropped(event)
        if len(paths) > 1:
            self._window.tell("没有导入", "一次只能导入一份报告，请只拖一个文件。")
        elif self._window.is_stored():
            if paths:
                self.importing.take(paths[0])
            else:
                self.importing.take_mime(event.mimeData())

    def end(self) -> None:
        """The desk is closed; nothing is left of a reading that goes on."""
        self.importing.stop()
        self.importing.deleteLater()
        self.deleteLater()

    def _take_in(self, report_id: int, changes: "tuple[Change, ...]", words: str) -> None:
        """Open a report and let it undergo what a file says: one step that can be taken back."""
        self._window.open_report(report_id)
        page = self._window.report_page
        is_open = page is not None and page.document.report_id == report_id
        if page and is_open and self.importing.carry_out(page.document, changes):
            self._window.say(words)

    def _compare(self, words: str) -> None:
        """Hold the report at work against last year's as it is now; without one at work, list what is there."""
        self._window.say(words)
        if self._window.report_page:
            self._window.report_page.document.check_again()
            self._window.look_back()
        else:
            self._window.list.show_reports(self._window.desk.listed())


def can_drop(event: QDropEvent) -> bool:
    """Whether the desk can take in what hovers over the window."""
    return bool(dropped(event)) or (event.mimeData().hasText() and not event.mimeData().hasUrls())


def dropped(event: QDropEvent) -> list[Path]:
    """The files of a drop that the desk can take in."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in ENDINGS]
