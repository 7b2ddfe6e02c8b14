"""Opens and closes reports in the window over and over, and measures what stays in memory of each."""

import argparse
import gc
import os
import tempfile
import weakref
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.gui.app import build_application
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.shell.main_window import MainWindow
from disclosure_desk.gui.shell.startup import Startup, set_up

MOST_MB = 20
"""What memory may grow by once the window is warm."""
WARM = 20
"""So many openings load and keep what every later one uses: fonts, images of the style, the forms' rules."""
CELL = "disputes.litigation_after.total"


def main() -> int:
    """Measure, print the curve, and answer 1 where something stays."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--openings", type=int, default=400)
    parser.add_argument("--previews", action="store_true", help="with the pages shown beside the form")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        alive, curve = soak(Path(folder), options.openings, is_with_preview=options.previews)
    print(" ".join(f"{count}: {memory:.0f} MB" for count, memory in curve))  # noqa: T201 - what it found
    grown = max(memory for _, memory in curve) - curve[0][1]
    print(f"openings {options.openings}, pages alive {alive}, grown by {grown:.1f} MB")  # noqa: T201 - what it found
    return 0 if alive == 0 and grown <= MOST_MB else 1


def soak(folder: Path, openings: int, *, is_with_preview: bool) -> tuple[int, list[tuple[int, float]]]:
    """How many pages of closed reports are alive at the end, and the memory after so many openings."""
    application = QApplication.instance() or build_application()
    window = started(application, folder)
    for year in (2025, 2024):
        window.session.take_in(report_of(year))
    window.session.recheck()  # which shows them in the list
    pages: list[weakref.ref] = []
    curve = []
    for count in range(1, openings + 1):
        pages.append(weakref.ref(fill(application, window, count % 2, is_with_preview=is_with_preview)))
        window.actions["back"].trigger()
        settle(application)
        if count in {WARM, openings} or (count > WARM and count % 20 == 0):
            gc.collect()
            curve.append((count, megabytes()))
    alive = [page() for page in pages]
    window.frame.leave()
    return sum(page is not None for page in alive), curve


def megabytes() -> float:
    """The memory of this process now, or 0 in a root without /proc, where only the pages alive are counted."""
    try:
        return psutil.Process().memory_info().rss / 1e6
    except (OSError, psutil.Error):
        return 0.0


def report_of(year: int) -> Report:
    """A report with something in every cell and text, findings too."""
    form = load_form(EDITION)
    figures = {cell.id: number for number, cell in enumerate(form.cells.values()) if not cell.is_sum}
    texts = dict.fromkeys(form.texts, "本年度主动公开工作情况。" * 40)
    return new_report(form, "涿河区金牛山办事处", year, {**figures, **texts})


def started(application: QApplication, folder: Path) -> MainWindow:
    """The window on a new data folder."""
    startups = []

    def begin(frame: WindowFrame) -> None:
        set_up(application, frame)
        startups.append(Startup(frame))
        startups[0].open()

    frame = WindowFrame(folder, begin)
    frame.show()
    while not startups:
        application.processEvents()
    settle(application)
    return startups[0].main_window


def fill(application: QApplication, window: MainWindow, row: int, *, is_with_preview: bool) -> object:
    """Open the report of a row by the keyboard, go through its sections, change a figure; its page."""
    window.list.table.setCurrentCell(row, 0)
    QTest.keyClick(window.list.table, Qt.Key.Key_Return)
    page = window.report_page
    assert page is not None
    for _ in page.sections.section_ids:
        window.actions["next_section"].trigger()
        application.processEvents()
    page.document.set_value(CELL, (page.document.report.value(CELL) or 0) + 1)
    if is_with_preview:
        window.actions["side_preview"].setChecked(True)
        while not page.preview.view.is_complete:
            application.processEvents()
    return page


def settle(application: QApplication) -> None:
    """Let everything happen that waits, deletions too."""
    for _ in range(3):
        application.processEvents()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    raise SystemExit(main())
