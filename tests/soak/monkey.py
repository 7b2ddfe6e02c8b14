"""A monkey at the window: keys, clicks, pastes, menus, dialogs, files in and out, all at random, for hours.

    python tests/soak/monkey.py --actions 20000 --seed 1          # on the display that DISPLAY names, else without one

What follows from a seed is the same each time as far as the clock lets it. Wrong is what nobody may see: an exception,
a stretch of work of more than 100 ms in the window's thread, and a figure or a text on the screen that is not what is
stored. Each thousand actions its memory is printed.
"""

import argparse
import gc
import json
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

import psutil
from openings import report_of
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from slowness import slowness
from watchdog import LONGEST

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.gui.app import build_application
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.shell.collector import WindowCollector
from disclosure_desk.gui.shell.main_window import MainWindow
from disclosure_desk.gui.shell.startup import Startup, set_up
from disclosure_desk.gui.widgets.file_chooser import use_own_dialogs
from disclosure_desk.store.store import Store

READING = Path(__file__).resolve().parents[1] / "data" / "reading" / "jinniushan-2025.txt"
_LONG = 1000
_PATIENCE = 0.6
"""Seconds after which the monkey closes a menu that is open in the middle of a click."""
_KEY, _CTRL, _ALT, _SHIFT, _NONE = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
_DIGITS = [getattr(_KEY, f"Key_{digit}") for digit in range(10)]
_MOVES = [
    getattr(_KEY, f"Key_{name}")
    for name in ("Tab", "Backtab", "Return", "Up", "Down", "Left", "Right", "Home", "End", "PageUp", "PageDown")
]
_OTHERS = [
    getattr(_KEY, f"Key_{name}")
    for name in ("F1", "F2", "F6", "F7", "F8", "F9", "Delete", "Backspace", "Escape", "Space")
]
_CHORDS = [
    *((_CTRL, getattr(_KEY, f"Key_{name}")) for name in ("Z", "Y", "C", "V", "X", "A", "D", "R", "0", "Return")),
    *((_CTRL, getattr(_KEY, f"Key_{number}")) for number in range(1, 7)),
    *((_ALT, getattr(_KEY, f"Key_{number}")) for number in range(1, 6)),
    (_CTRL, _KEY.Key_PageDown),
    (_CTRL, _KEY.Key_PageUp),
    (_SHIFT, _KEY.Key_F6),
    (_SHIFT, _KEY.Key_Tab),
    (_SHIFT, _KEY.Key_Right),
    (_SHIFT, _KEY.Key_Down),
]
TRIGGERED = (
    *("undo", "redo", "fill_down", "fill_right", "zero", "keyed_order", "explain", "fee", "side_preview", "next_step"),
    *("next_finding", "new", "import", "paste_report", "open_archive", "export", "fragment", "preview", "archive"),
    *("page_settings", "check_settings", "trail", "backup", "rename", "delete_draft", "sign", "seal", "correct"),
    *("deliver", "publish", "keys", "larger_type", "back", "import_last_year"),
)
NEVER = ("quit", "acceptance", "logs", "operators", "pin", "lock", "switch")
"""Actions that end the window, try the whole computer, open another program, or lock the monkey out."""
_WORDS = (
    "本机关收到申请十二件，均已办结。",
    "12\t34\t5\n6\t78\t9",
    "1,234 件",
    "７８",
    "abc",
    "一、总体情况\n（一）主动公开。公开信息30条。\n（二）依申请公开。收到申请5件。",
    "全年制发规范性文件3件，废止1件，现行有效21件。" * 60,
)


@dataclass
class Found:
    """What was wrong, each kind with how often and the first cases."""

    exceptions: list[str] = field(default_factory=list)
    hangs: list[tuple[float, str]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)


class UnopenedFiles(QObject):
    """Takes what the window wants another program to open: F1 alone would open a browser hundreds of times."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        """Open nothing."""


class Monkey:
    """Acts on the window of a data folder, which has some reports."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance, self.found, self.folder = random.Random(seed), Found(), folder
        self.last: list[str] = []
        self.detail = ""
        self._begun = 0.0
        self._let_go = QTimer(interval=100)
        self._let_go.timeout.connect(self._leave_long)
        self._let_go.start()
        startups: list[Startup] = []

        def begin(frame: WindowFrame) -> None:
            set_up(QApplication.instance(), frame)
            startup = Startup(frame)
            startup.open()
            WindowCollector(startup.session, frame)
            startups.append(startup)

        gc.disable()
        self.frame = WindowFrame(folder / "desk", begin)
        self.frame.show()
        while not startups:
            QApplication.processEvents()
        self.startup = startups[0]

    @property
    def window(self) -> MainWindow:
        """What fills the frame."""
        return self.startup.main_window

    def run(self, actions: int, tell: Callable[[str], object] = print) -> Found:
        """Act so many times."""
        sys.excepthook = self._note_exception
        slow = slowness()
        for number in range(actions):
            if number % 50 == 0:
                slow = slowness()
                self._compare(number)
            act = self._choose()
            name = act.__name__.lstrip("_")
            self.last = [*self.last[-5:], name]
            self.found.done[name] += 1
            self._watch(act, slow, number)
            if (number + 1) % max(min(actions, 1000), 1) == 0:
                gc.collect()
                self.found.memory.append(_memory())
                tell(f"{number + 1:6d}  {self.found.memory[-1]:6.0f} MB  {self._summary()}")
        self._leave_dialogs()
        self._compare(actions)
        self.frame.leave()
        return self.found

    def _summary(self) -> str:
        found = self.found
        return f"{len(found.exceptions)} exceptions, {len(found.hangs)} hangs, {len(found.lost)} lost"

    def _note_exception(self, kind, error, trace) -> None:
        words = "".join(traceback.format_exception(kind, error, trace))
        self.found.exceptions.append(f"after {self.last}: {words}")

    def _watch(self, act: Callable[[], object], slow: float, number: int) -> None:
        """Do it, and measure the longest stretch of work that comes of it."""
        stretches = []
        self.detail, self._begun = "", time.monotonic()
        for step in (act, *[QApplication.processEvents] * 3):
            before = time.thread_time()
            try:
                step()
            except Exception:  # noqa: BLE001 - a fault is what is looked for
                self._note_exception(*sys.exc_info())
            stretches.append(time.thread_time() - before)
        self._begun = 0.0
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        longest = max(stretches)
        if longest > LONGEST * slow:
            self.found.hangs.append((longest / slow, f"{number}: {self.last[-1]} {self.detail} (slow {slow:.1f})"))

    def _leave_long(self) -> None:
        """Close the menu of a button, which keeps the click that opened it until it is closed."""
        if self._begun and time.monotonic() - self._begun > _PATIENCE:
            self._leave_popup()
            self._leave_dialog()

    def _choose(self) -> Callable[[], object]:
        modal = QApplication.activeModalWidget()
        if QApplication.activePopupWidget() is not None:
            return self.chance.choice([self._press_popup, self._leave_popup])
        if isinstance(modal, QFileDialog):
            return self.chance.choice([self._name_file, self._leave_dialog, self._name_file])
        if modal is not None:
            acts = [self._press_button, self._type_words, self._move, self._leave_dialog, self._chord, self._click]
            return self.chance.choices(acts, [4, 4, 3, 2, 1, 2])[0]
        if self.window.session.is_open and self.window.session.document is None and self.chance.random() < 0.6:
            return self._open_report
        acts = [self._type_digit, self._move, self._chord, self._other_key, self._click, self._paste, self._type_words]
        acts += [self._trigger, self._go_to_section, self._wait]
        return self.chance.choices(acts, [30, 30, 14, 6, 10, 3, 4, 4, 5, 2])[0]

    def _target(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeModalWidget() or self.frame

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        self.detail = f"{held.name} {key.name} at {type(self._target()).__name__}"
        QTest.keyClick(self._target(), key, held)

    def _type_digit(self) -> None:
        for _ in range(self.chance.randrange(1, 4)):
            self._key(self.chance.choice(_DIGITS))

    def _move(self) -> None:
        self._key(self.chance.choice(_MOVES))

    def _other_key(self) -> None:
        self._key(self.chance.choice(_OTHERS))

    def _chord(self) -> None:
        held, key = self.chance.choice(_CHORDS)
        self._key(key, held)

    def _type_words(self) -> None:
        target = self._target()
        if isinstance(target, QLineEdit | QTextEdit | QPlainTextEdit):
            QTest.keyClicks(target, self.chance.choice(("2024", "12", "abc", "7")))

    def _paste(self) -> None:
        words = self.chance.choice(_WORDS)
        if len(words) > _LONG:  # in the place of what stands there: no text of an office is as long as many of these
            self._key(_KEY.Key_A, _CTRL)
        QGuiApplication.clipboard().setText(words)
        self._key(_KEY.Key_V, _CTRL)

    def _wait(self) -> None:
        QTest.qWait(self.chance.choice((10, 200)))

    def _click(self) -> None:
        top = QApplication.activeModalWidget() or self.frame
        seen = [one for one in top.findChildren(QWidget) if one.isVisible() and not one.isWindow() and one.isEnabled()]
        if seen:
            one = self.chance.choice(seen)
            place = QPoint(self.chance.randrange(max(one.width(), 1)), self.chance.randrange(max(one.height(), 1)))
            self.detail = f"{type(one).__name__} {one.objectName()}"
            press = QTest.mouseDClick if self.chance.random() < 0.1 else QTest.mouseClick
            press(one, Qt.MouseButton.LeftButton, _NONE, place)

    def _press_button(self) -> None:
        top = QApplication.activeModalWidget()
        buttons = (
            [one for one in top.findChildren(QAbstractButton) if one.isVisible() and one.isEnabled()] if top else []
        )
        if buttons:
            one = self.chance.choice(buttons)
            self.detail = f"{type(top).__name__} {one.text()}"
            QTest.mouseClick(one, Qt.MouseButton.LeftButton)

    def _press_popup(self) -> None:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            never = [self.window.actions[name] for name in NEVER]
            able = [one for one in menu.actions() if one.isEnabled() and not one.isSeparator() and one not in never]
            if able:
                one = self.chance.choice(able)
                self.detail = one.text()
                if one.menu() is None:
                    one.trigger()
        self._leave_popup()

    def _leave_popup(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()

    def _leave_dialog(self) -> None:
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog):
            self.detail = type(modal).__name__
            modal.reject()
        elif modal is not None:
            modal.close()

    def _leave_dialogs(self) -> None:
        for _ in range(50):
            self._leave_popup()
            self._leave_dialog()
            QApplication.processEvents()

    def _name_file(self) -> None:
        """Give a file dialog a file of the monkey's own folder, never another."""
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QFileDialog):
            if modal.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
                name = str(self.folder / "out" / f"{self.chance.randrange(20)}")
            elif modal.fileMode() == QFileDialog.FileMode.Directory:
                name = str(self.folder / "out")
            else:
                name = str(self.chance.choice(sorted((self.folder / "in").iterdir())))
            self.detail = f"{modal.windowTitle()} {Path(name).name}"
            edit = modal.findChild(QLineEdit)
            edit.setText(name)
            modal.accept()

    def _trigger(self) -> None:
        action = self.window.actions[self.chance.choice(TRIGGERED)]
        if action.isEnabled():
            self.detail = action.text()
            action.trigger()

    def _open_report(self) -> None:
        reports = self.window.list.table.reports
        if reports:
            self.window.list.opened.emit(self.chance.choice(reports).id)

    def _go_to_section(self) -> None:
        page = self.window.report_page
        if page is not None:
            page.enter_section(self.chance.choice(page.sections.section_ids))

    def _compare(self, number: int) -> None:
        """What is shown as stored is what is stored."""
        session = self.window.session
        if not session.is_open:
            return
        document = session.document
        if document is None:
            return
        stored = session.report(document.report_id)
        if (stored.cells, stored.texts, stored.explanations) != (
            document.report.cells,
            document.report.texts,
            document.report.explanations,
        ):
            self.found.lost.append(f"{number}: after {self.last}")


def _memory() -> float:
    """The megabytes of this process; 0 in a root without /proc."""
    with suppress(psutil.Error, OSError):
        return psutil.Process().memory_info().rss / 1e6
    return 0.0


def make_place(folder: Path) -> None:
    """A desk of four reports, one blank and three full, and files to be read."""
    with Store.open(folder / "desk") as store:
        store.create(new_report(load_form("2021"), "某区第一街道办事处", 2025))
        for year in (2023, 2024, 2025):
            store.create(report_of(year))
    for name in ("in", "out"):
        (folder / name).mkdir()
    (folder / "in" / READING.name).write_bytes(READING.read_bytes())
    (folder / "in" / "nothing.txt").write_text("这不是报告", encoding="utf-8")


def alone(actions: int, seed: int, folder: Path, tell: Callable[[str], object] = print) -> Found:
    """Let a monkey act in a folder of its own, and in an application of its own."""
    home = folder / "home"
    home.mkdir()
    os.environ["HOME"] = os.environ["XDG_CONFIG_HOME"] = str(home)
    application = build_application()
    use_own_dialogs()
    application.setQuitOnLastWindowClosed(False)
    make_place(folder)
    unopened = UnopenedFiles()
    QDesktopServices.setUrlHandler("file", unopened, "take")
    found = Monkey(folder, seed).run(actions, tell)
    QDesktopServices.unsetUrlHandler("file")
    return found


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - what it sees


def main(arguments: Sequence[str]) -> int:
    """Play, and print what was found; 0 where nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actions", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        found = alone(wanted.actions, wanted.seed, Path(place), _say)
    _say(json.dumps(dict(found.done.most_common())))
    for kind, cases in (("exception", found.exceptions), ("lost", found.lost)):
        for case, count in Counter(cases).most_common():
            _say(f"{kind} ({count}): {case}")
    for seconds, case in sorted(found.hangs, reverse=True)[:60]:
        _say(f"hang of {1000 * seconds:.0f} ms: {case}")
    return int(bool(found.exceptions or found.hangs or found.lost))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
