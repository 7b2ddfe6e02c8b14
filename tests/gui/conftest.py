"""Fixtures of the window's tests: no display, the bundled face, a document on a store in memory."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence

import pytest
import shiboken6
from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QPoint, Qt, QTimerEvent
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from recorded_process import RecordedProcess

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.app import keep_text_only
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.grid.grid_page import GridPage
from disclosure_desk.gui.importing import import_process
from disclosure_desk.gui.importing.import_process import ChildProcess
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.shell.collector import collect_due
from disclosure_desk.gui.shell.startup import Startup
from disclosure_desk.gui.widgets import theme
from disclosure_desk.gui.widgets.file_chooser import use_own_dialogs
from disclosure_desk.gui.widgets.theme import Theme
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store


class MemorySaver:
    """Keeps what a store would; fails as long as `broken` is set."""

    def __init__(self) -> None:
        self.batches: list[tuple[tuple[Change, ...], str]] = []
        self.broken = ""
        self.reasons: list[str] = []

    def apply(self, report_id: int, changes: Sequence[Change], action: str, why: str = "") -> None:
        assert report_id == 1
        if self.broken:
            raise StoreError(self.broken)
        self.batches.append((tuple(changes), action))
        self.reasons.append(why)


@pytest.fixture(autouse=True)
def _read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read by a process once."""
    monkeypatch.setattr(import_process, "ChildProcess", RecordedProcess)


@pytest.fixture
def read_by_a_process(monkeypatch: pytest.MonkeyPatch, _read_quickly: None) -> None:
    """A file is read by a process, whether one has read it before or not."""
    monkeypatch.setattr(import_process, "ChildProcess", ChildProcess)


@pytest.fixture(scope="session", autouse=True)
def _seal_quickly(each_file_is_read_back_once: None) -> None:
    """What was sealed is read back once."""


@pytest.fixture(scope="session", autouse=True)
def _chinese_face(qapp: QApplication) -> Iterator[None]:
    """The bundled faces, whatever this machine has: the sizes that tests expect are theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(theme, "_installed_families", lambda _own: [])
        theme.use_chinese_font(qapp)
        use_own_dialogs()
        yield


@pytest.fixture(scope="session", autouse=True)
def _leave_text_on_the_clipboard(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.processEvents()
    keep_text_only()


@pytest.fixture(autouse=True)
def _collect_in_this_thread() -> Iterator[None]:
    """As the window's program does: no other thread of a test destroys a widget."""
    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture(autouse=True)
def _free_closed_widgets(qapp: QApplication) -> Iterator[None]:
    """What pytest-qt deletes later is else deleted when some test runs an event loop, hundreds of windows on."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def look_kept(qapp: QApplication) -> Iterator[QApplication]:
    """The application, which afterwards looks as it did."""
    sheet, palette, style, font = qapp.styleSheet(), qapp.palette(), qapp.style().objectName(), QFont(qapp.font())
    yield qapp
    for look in qapp.findChildren(Theme):  # it would go on giving the tests that follow its look
        shiboken6.delete(look)
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setStyle(style)
    qapp.setFont(font)


@pytest.fixture
def saver() -> MemorySaver:
    """What the documents below store into."""
    return MemorySaver()


@pytest.fixture
def document(qapp: QApplication, saver: MemorySaver, full_report: Report) -> Iterator[Document]:
    """The full report at work: no findings, every cell keyed."""
    yield Document(saver, 1, full_report)
    qapp.processEvents()


@pytest.fixture
def blank_document(qapp: QApplication, saver: MemorySaver, blank_report: Report) -> Iterator[Document]:
    """A new report at work."""
    yield Document(saver, 1, blank_report)
    qapp.processEvents()


class Clerk:
    """Sits at a table page: presses keys where the keyboard is, clicks cells, reads messages."""

    def __init__(self, page: GridPage) -> None:
        self.page, self.view, self.editor = page, page.view, page.view.editor
        self.said: list[str] = []
        page.message.connect(self.said.append)

    @property
    def keyboard(self) -> QWidget:
        """Where keys arrive."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    @property
    def at(self) -> str:
        """The cell that is current, without its grid."""
        box = self.view.current_box
        assert box is not None
        return box.cell.partition(".")[2] or box.text

    def press(self, *keys: Qt.Key, ctrl: bool = False, shift: bool = False) -> None:
        """Press keys one after the other."""
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        held |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.keyboard, key, held)

    def type_(self, text: str) -> None:
        """Type characters, full-width ones too: QTest's own keys are ASCII only."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(self.keyboard, character)
            else:
                event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(self.keyboard, event)

    def place(self, row: int, column: int) -> QPoint:
        """The middle of a place of the table, on the screen part that shows it."""
        return self.view.visualRect(self.page.model.index(row, column)).center()

    def click(self, row: int, column: int, *, double: bool = False) -> None:
        """Click on a place of the table."""
        click = QTest.mouseDClick if double else QTest.mouseClick
        click(self.view.viewport(), Qt.MouseButton.LeftButton, pos=self.place(row, column))

    def value(self, cell: str) -> object:
        """What is keyed in a cell of this table."""
        return self.page.model.document.report.value(f"{self.page.model.grid.id}.{cell}")

    def go_to(self, cell: str) -> None:
        """Stand on a cell of this table."""
        self.page.go_to(f"{self.page.model.grid.id}.{cell}")


@pytest.fixture
def sit_at(qtbot: object) -> Callable[[Document, str], Clerk]:
    """Opens the page of a table and sits a clerk at it."""

    def open_page(document: Document, grid_id: str) -> Clerk:
        page = GridPage(document, grid_id)
        qtbot.addWidget(page)  # type: ignore[attr-defined] # pytest-qt's QtBot
        page.resize(900, 600)
        page.show()
        page.activateWindow()
        page.setFocus()
        QApplication.processEvents()
        return Clerk(page)

    return open_page


@pytest.fixture(scope="session")
def empty_desk(tmp_path_factory):
    """A data folder that was opened once: to copy it takes half of what it takes to make one."""
    folder = tmp_path_factory.mktemp("empty") / "desk"
    Store.open(folder).close()
    return folder


@pytest.fixture
def session(tmp_path, empty_desk):
    """An open session without a window."""
    session = Session()
    session.open(Store.open(shutil.copytree(empty_desk, tmp_path / "desk")))
    yield session
    session.close()


@pytest.fixture
def start(qtbot, tmp_path, empty_desk):
    """Start the program's window on the data folder `desk`; answers what opened it, or shows why it does not open."""
    frames = []
    folder = tmp_path / "desk"

    def run(source=None, open_store=Store.open):
        startups = []

        def begin(frame):
            startup = Startup(frame, source, open_store)
            startup.open()
            startups.append(startup)

        if not folder.exists():
            shutil.copytree(empty_desk, folder)
        frame = WindowFrame(folder, begin)
        qtbot.addWidget(frame)
        frames.append(frame)
        with qtbot.waitExposed(frame):
            frame.show()
        qtbot.waitUntil(lambda: bool(startups))
        for _ in range(2):  # what waits for the event loop: the features, the day's backup, bars that are laid out
            QApplication.processEvents()
        return startups[0]

    yield run
    for frame in frames:
        frame.leave()


@pytest.fixture
def make_window(start):
    """The same where the data folder opens; answers what fills the frame."""
    return lambda source=None: start(source).main_window


@pytest.fixture
def window(make_window):
    return make_window()


@pytest.fixture
def at_work(window, full_report):
    """The window with the full report open at the overview."""
    window.session.open_report(window.session.take_in(full_report))
    return window


@pytest.fixture
def clerk(sit_at, blank_document):
    return sit_at(blank_document, "requests")


@pytest.fixture
def clerk_two(sit_at, blank_document):
    return sit_at(blank_document, "proactive")


@pytest.fixture
def clerk_full(sit_at, document):
    return sit_at(document, "requests")


@pytest.fixture
def variant(pasted_path, tmp_path):
    """Return a maker of files: the pasted report with some words replaced."""

    def make(**words):
        text = pasted_path.read_text(encoding="utf-8")
        for old, new in words.pop("words", {}).items():
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / words.get("name", "年报.txt")
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def doubtful(variant):
    """Two figures that are none, and one that does not add up."""
    return variant(words={"行政处罚\t0": "行政处罚\t/", "行政强制\t0": "行政强制\t3件"})


@pytest.fixture
def compared(qtbot):
    """Wait until the PIN that was typed is compared, in a thread of its own, and what follows is done."""

    def wait():
        checks = [one for top in QApplication.topLevelWidgets() for one in top.findChildren(WorkApart)]
        qtbot.waitUntil(lambda: not any(shiboken6.isValid(one) and one.is_busy for one in checks))

    return wait


@pytest.fixture
def press_alt(qtbot):
    """Press keys with Alt one after the other; a button goes down first and does its work when its timer says so."""
    timers = QAbstractEventDispatcher.instance()

    def keys(dialog, letters):
        for letter in letters:
            qtbot.keyClick(dialog, getattr(Qt.Key, f"Key_{letter}"), Qt.KeyboardModifier.AltModifier)
            for button in dialog.findChildren(QAbstractButton):
                if button.isDown():  # a tenth of a second, which is over now
                    (timer,) = timers.registeredTimers(button)
                    QApplication.sendEvent(button, QTimerEvent(timer.timerId))
                    assert not button.isDown()

    return keys
