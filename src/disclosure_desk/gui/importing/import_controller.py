"""The ways into the window: a report is asked for, pasted or dropped."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.session.window_settings import window_settings
from disclosure_desk.gui.widgets.file_chooser import choose_file
from disclosure_desk.gui.widgets.message_boxes import documents

if TYPE_CHECKING:
    from disclosure_desk.gui.importing.file_import import FileImport

_LAST_FOLDER = "import_folder"
"""Under this name the settings of the window have the folder that a report was imported from last."""


class ImportController(QObject):
    """Takes in what the clerk has; never while something typed in the open report cannot be stored."""

    begun = Signal(str)
    """The report has come in from which this year's is to be begun, and these words are to be said."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._file_import: FileImport | None = None
        session.closed.connect(self._stop)

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The ways into the window."""
        return (
            ActionSpec(
                "import", Menu.REPORT, "导入…", self.ask, "Ctrl+O", session_open, tool_bar_group=3, is_start_tool=True
            ),
            ActionSpec("paste_report", Menu.REPORT, "从剪贴板导入…", self.paste, "Ctrl+Shift+V", session_open),
            ActionSpec("import_last_year", Menu.REPORT, "导入去年的报告…", self.ask_last_year),
        )

    @property
    def file_import(self) -> "FileImport":
        """What reads and stores a file; made when it is first wanted."""
        if self._file_import is None:
            from disclosure_desk.gui.importing.file_import import FileImport  # noqa: PLC0415 - the readers take 72 ms

            self._file_import = FileImport(self._session, self._parent)
            self._file_import.begun.connect(self.begun)
        return self._file_import

    def ask(self) -> None:
        """Ask which file has the report."""
        if self._session.flush():
            self._choose_file("导入", last_year=False)

    def ask_first(self) -> None:
        """Ask which file has last year's report, from which the first one is to be begun."""
        self._choose_file("导入去年的报告", last_year=False, begins=True)

    def ask_last_year(self) -> None:
        """Ask which file has the report of the year before the one at work."""
        if self._session.flush():
            self._choose_file("导入去年的报告", last_year=True)

    def _choose_file(self, title: str, *, last_year: bool, begins: bool = False) -> None:
        start = Path(str(window_settings(self._session.folder).value(_LAST_FOLDER, documents())))
        filters = [f"能读的文件 ({self.file_import.patterns})", "所有文件 (*)"]
        chooser = choose_file(self._parent, title, start, filters)
        chooser.fileSelected.connect(lambda name: self._take(Path(name), last_year=last_year, begins=begins))

    def _take(self, path: Path, *, last_year: bool, begins: bool) -> None:
        """Take a file in that was chosen, and remember where it was."""
        window_settings(self._session.folder).setValue(_LAST_FOLDER, str(path.parent))
        self.file_import.take(path, last_year=last_year, begins=begins)

    def paste(self) -> None:
        """Take in what is on the clipboard."""
        if self._session.flush():
            # another program that has the clipboard, and does not answer, leaves Qt with nothing
            self.file_import.take_mime(QGuiApplication.clipboard().mimeData() or QMimeData())

    def can_drop(self, mime: QMimeData) -> bool:
        """Whether what hovers over the window can be taken in."""
        return self._session.is_open and self.file_import.can_take(mime)

    def drop(self, mime: QMimeData) -> None:
        """Take in what was dropped on the window."""
        if self._session.flush():
            self.file_import.take_dropped(mime)

    def take(self, path: Path) -> None:
        """Take in the file that was named when the program was started."""
        self.file_import.take(path)

    def _stop(self) -> None:
        if self._file_import is not None:
            self._file_import.stop()
