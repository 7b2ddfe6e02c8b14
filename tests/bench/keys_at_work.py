"""Keys of a clerk at work in table three, and how long each takes to be on the screen; the benches of keys share it."""

import time
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.report.report_page import ReportPage

FIRST, _LAST = "requests.received.natural_person", "requests.pending_at_end.other"
"""Where the keyed path begins and ends."""
KEYS = 300
MOST_A_KEY = 33
"""Milliseconds: two frames of a slow screen."""


def press(key: Qt.Key) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key)


def milliseconds_for(key: Qt.Key) -> float:
    """How long a key takes until everything it changes at once is on the screen."""
    start = time.perf_counter()
    press(key)
    QApplication.processEvents()
    return 1000 * (time.perf_counter() - start)


def begin_again_after_the_last(page: ReportPage) -> None:
    """From the end of the keyed path go back to its beginning."""
    if page.page.view.current_box.cell == _LAST:
        page.go_to(FIRST)
        QApplication.processEvents()


def middle(figures: Sequence[float]) -> float:
    """The one in the middle."""
    return sorted(figures)[len(figures) // 2]


def p99(figures: Sequence[float]) -> float:
    """The slowest of a hundred."""
    return sorted(figures)[len(figures) * 99 // 100]


def tell(benchmark, **figures: float) -> None:
    """Keep the figures with the benchmark, and print them."""
    benchmark.extra_info |= figures
    print("\n" + ", ".join(f"{name} {figure:.1f}" for name, figure in figures.items()))  # noqa: T201
