"""Opens the data folder once the frame is painted, and shows the reports or why the folder does not open."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QFileDialog, QStackedWidget

from disclosure_desk.core.log_file import LogFile, make_log_folder
from disclosure_desk.core.resources import resource
from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.offline_backups import OfflineBackups
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.shell.crash_reporter import CrashReporter
from disclosure_desk.gui.shell.startup_error_pages import ErrorActions, error_page, error_words
from disclosure_desk.gui.shell.window_actions import WindowActions
from disclosure_desk.gui.widgets.message_boxes import show_notice, show_once, waiting
from disclosure_desk.gui.widgets.message_page import MessagePage
from disclosure_desk.gui.widgets.theme import apply_theme
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, default_folder
from disclosure_desk.store.recovery.restore import trust_data_file, trust_journal
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

if TYPE_CHECKING:
    from disclosure_desk.gui.shell.main_window import MainWindow


def set_up(application: QApplication, frame: WindowFrame) -> None:
    """Give the application its look and Qt's words in Chinese, and start the log and the reports of crashes."""
    log = LogFile(frame.folder)
    log.start()
    application.aboutToQuit.connect(log.close)
    sys.excepthook = CrashReporter(frame, log.path).hook
    speak_chinese(application)
    apply_theme(application)
    application.setWindowIcon(QIcon(str(resource("icons", "desk.png"))))


def speak_chinese(application: QApplication) -> None:
    """Show Qt's own words and dialogs in Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


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
        self.error_page: MessagePage | None = None
        """What is shown while the data folder does not open."""
        self._main: MainWindow | None = None
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
            self._main.restore_wanted.connect(self.restore)
        return self._main

    def open(self, actor: Actor | None = None) -> None:
        """Open the data folder and show its reports, or why it does not open; `actor` is at work already."""
        try:
            store = self._open_store(self.frame.folder)
            if actor is not None:
                store.actor = actor
            self.main_window.session.open(store)
            make_log_folder(self.frame.folder)
        except StoreError as error:
            self._show_error(error)
            self.frame.paint_now()
            self.main_window.load_features()  # the menus can be read behind the page
        else:
            self._drop_error_page()

    def _show_error(self, error: StoreError) -> None:
        self._drop_error_page()
        actions = ErrorActions(
            trust_journal=partial(self._trust, error, trust_journal, JOURNAL),
            trust_data_file=partial(self._trust, error, trust_data_file, DATA_FILE),
            ask_backup=self._ask_backup,
            retry=self.open,
            use_this_computer=lambda: self.use_folder(default_folder()),
            ask_folder=self.ask_folder,
            leave=self.frame.close,
        )
        self.error_page = error_page(error, actions, self._pages)
        self._pages.addWidget(self.error_page)
        self._pages.setCurrentWidget(self.error_page)

    def _drop_error_page(self) -> None:
        if self.error_page is not None:
            self._pages.removeWidget(self.error_page)
            self.error_page.deleteLater()
            self.error_page = None

    def _trust(self, error: StoreError, recover: Callable[[Path], object], trusted: str) -> None:
        """Make one of the two records again from the other, and open the data folder."""
        try:
            recover(self.frame.folder)
        except (StoreError, OSError) as failure:
            if self.error_page is not None:
                self.error_page.show_words(f"没有做成：{failure}\n\n{error_words(error)}")
            return
        self.open()
        if self.main_window.session.is_open:
            self.main_window.session.store.record_act(None, "recover", {"from": trusted})

    def _ask_backup(self) -> None:
        """Let the clerk choose a backup, and see what it would change before it does."""
        show_once(BackupDialog(OfflineBackups(self.frame.folder), self.restore, self.frame))

    def restore(self, copy: Path, replay: bool) -> None:  # noqa: FBT001 - as the dialog says it
        """Go back to a backup: the session is closed, the files are put back, the data folder is opened again."""
        session = self.main_window.session
        actor = session.store.actor if session.is_open else None
        copied = "，也做了备份" if session.is_open else ""
        session.close()
        then = "之后的修改也重做了" if replay else "回到了那一刻"
        words = f"已恢复备份 {copy.name}，{then}。恢复前的数据另存在数据文件夹里{copied}。"
        try:
            with waiting():
                roll_back(self.frame.folder, copy, replay=replay, actor=actor)
        except StoreError as error:
            words = str(error)
        self.open(actor)
        show_notice(self.frame, "恢复备份", words)

    def ask_folder(self) -> None:
        """Ask for another data folder."""
        chooser = QFileDialog(self.frame, "数据放在哪个文件夹", str(self.frame.folder.parent))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(lambda name: self.use_folder(Path(name)))
        show_once(chooser)

    def use_folder(self, folder: Path) -> None:
        """Work in another data folder."""
        self.frame.folder = folder
        self.open()
