"""Opens the data folder once the frame is painted, and shows the reports or why the folder does not open."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from disclosure_desk.core.log_file import LogFile, make_log_folder
from disclosure_desk.core.resources import resource
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.session.window_settings import OWN_DIALOGS, window_settings
from disclosure_desk.gui.shell.appearance_actions import chosen_appearance, is_type_larger
from disclosure_desk.gui.shell.window_actions import WindowActions
from disclosure_desk.gui.widgets.theme import Theme
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.store import Store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from disclosure_desk.gui.backups.restore_dialog import RestoreChoice
    from disclosure_desk.gui.session.session import Session
    from disclosure_desk.gui.shell.main_window import MainWindow
    from disclosure_desk.gui.shell.startup_error_pages import StartupErrors

_LOG = logging.getLogger(__name__)


def set_up(application: QApplication, frame: WindowFrame) -> None:
    """Give the application its look and Qt's words in Chinese, and start the log and the reports of crashes."""
    log = LogFile(frame.folder)
    log.start()
    application.aboutToQuit.connect(log.close)
    sys.excepthook = CrashReporter(frame, log.path).hook
    speak_chinese(application)
    take_dialogs(frame.folder)
    Theme(application, chosen_appearance(frame.folder), is_larger=is_type_larger(frame.folder))


def show_icon(application: QApplication) -> None:
    """Give the application's windows their icon, which takes 3 ms to read."""
    application.setWindowIcon(QIcon(str(resource("icons", "desk.png"))))


def take_dialogs(folder: Path) -> None:
    """Ask for files with the system's dialogs, unless the settings of the window on a data folder want Qt's own."""
    if folder.is_dir() and window_settings(folder).value(OWN_DIALOGS) == "true":
        from disclosure_desk.gui.widgets.file_chooser import use_own_dialogs  # noqa: PLC0415 - seldom wanted

        use_own_dialogs()


def speak_chinese(application: QApplication) -> None:
    """Show Qt's own words and dialogs in Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


class CrashReporter:
    """An excepthook that says in the window that something went wrong, without a traceback.

    The details go to the log, at this path, or nowhere where there is none.
    """

    def __init__(self, window: QWidget, log: Path | None) -> None:
        self._window, self._log = window, log
        self._box: QDialog | None = None

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log what happened, and say so in one box at a time."""
        _LOG.error("a fault of the program", exc_info=(kind, error, trace))
        if self._box is not None and self._box.isVisible():
            return
        from disclosure_desk.gui.widgets.message_dialog import MessageDialog  # noqa: PLC0415 - few programs have a fault

        log = f"如果再次出现，请退出后重新打开，并把这个文件交给维护人员：\n{self._log}" if self._log else ""
        words = "刚才这一步没有做成。已经保存的内容不受影响，可以继续工作。"
        self._box = box = MessageDialog("程序出了差错", (words, log), self._window, "warning")
        box.offer()
        self._box.open()


class Startup(QObject):
    """Opens the frame's data folder: at the start, again after it was recovered, or another one.

    A folder that does not open shows its page with nothing loaded but the store: a fault elsewhere in the program keeps
    nobody from their data.
    """

    def __init__(
        self, frame: WindowFrame, source: Path | None = None, open_store: Callable[[Path], Store] = Store.open
    ) -> None:
        super().__init__(frame)
        self.frame, self._source, self._open_store = frame, source, open_store
        self._main: MainWindow | None = None
        self._errors: StartupErrors | None = None
        self._pages = QStackedWidget(frame)
        frame.setCentralWidget(self._pages)
        frame.setAcceptDrops(True)
        frame.statusBar().setSizeGripEnabled(False)
        self._actions = WindowActions(frame)

    @property
    def main_window(self) -> "MainWindow":
        """The window on the open data, loaded when it is first wanted."""
        if self._main is None:
            from disclosure_desk.gui.shell.main_window import MainWindow  # noqa: PLC0415 - the data folder comes first

            self._main = MainWindow(self.frame, self._pages, self._actions, self._source)
            self._main.restore_wanted.connect(self._restore)
        return self._main

    @property
    def session(self) -> "Session":
        """What is open in the window."""
        return self.main_window.session

    def _restore(self, choice: "RestoreChoice") -> None:
        self.errors.restore(choice)

    @property
    def errors(self) -> "StartupErrors":
        """What is done where the data folder does not open, loaded when it is first wanted."""
        if self._errors is None:
            from disclosure_desk.gui.shell.startup_error_pages import StartupErrors  # noqa: PLC0415 - few folders do not open

            self._errors = StartupErrors(self, self._pages)
        return self._errors

    def open(self, actor: Actor | None = None) -> None:
        """Open the data folder and show its reports, or why it does not open; `actor` is at work already."""
        try:
            self._open_session(actor)
        except StoreError as error:
            self.errors.show(error)
            self.frame.paint_now()
            self.main_window.load_features()  # the menus can be read behind the page
        else:
            make_log_folder(self.frame.folder)
            if self._errors is not None:
                self._errors.hide()

    def _open_session(self, actor: Actor | None) -> None:
        store = self._open_store(self.frame.folder)
        if actor is not None:
            store.actor = actor
        try:
            self.session.open(store)
        except StoreError:
            store.close()
            raise
