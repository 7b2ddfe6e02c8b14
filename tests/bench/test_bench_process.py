"""Whole processes against a reference in the same run: text to PDF, and the window from start to shown."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
import whole_process

RUNS = 9

EMPTY_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        print("shown", flush=True)

application = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""

DESK = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            print("shown", flush=True)
        return False

from disclosure_desk.gui import app
build = app.build_application
def watched(*arguments):
    application = build(*arguments)
    application.first_paint = FirstPaint()
    application.installEventFilter(application.first_paint)
    return application
app.build_application = watched
app.open_window(Path(sys.argv[1]), None)
"""

ENVIRONMENT = os.environ | {"QT_QPA_PLATFORM": "offscreen"}


def seconds_to_shown(program: str, *arguments: str) -> tuple[float, float]:
    """Seconds from starting the process to its first paint, and its memory in MB two seconds later."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, env=ENVIRONMENT, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "shown\n"
        shown = time.perf_counter() - start
        time.sleep(2)
        memory = psutil.Process(process.pid).memory_info().rss / 1e6
        process.kill()
    return shown, memory


def test_start_to_shown_window_against_an_empty_one(benchmark, tmp_path: Path):
    pairs = [(seconds_to_shown(EMPTY_WINDOW), seconds_to_shown(DESK, str(tmp_path))) for _ in range(RUNS)]
    empty, desk = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
    memory = statistics.median(pair[1][1] for pair in pairs)
    benchmark.extra_info |= {"empty_s": empty, "desk_s": desk, "ratio": desk / empty, "memory_mb": memory}
    benchmark.pedantic(lambda: None)
    print(f"\nempty window {empty:.3f} s, desk {desk:.3f} s, ratio {desk / empty:.2f}, memory {memory:.0f} MB")  # noqa: T201

    assert desk / empty <= 1.3
    assert memory <= 200


def test_bench_pasted_text_to_pdf_as_a_whole_process(benchmark, pasted_path: Path):
    """What a user waits for, against other programs that print the same report."""
    pytest.importorskip("typst", reason="the extra `bench` is not installed")
    spent = whole_process.compare(pasted_path)
    medians = {name: whole_process.median(runs) for name, runs in spent.items()}
    benchmark.extra_info |= medians
    benchmark.pedantic(lambda: None)
    print(f"\n{whole_process.table(spent)}")  # noqa: T201

    ours = medians[whole_process.OURS]
    assert ours <= 2.5 * medians[whole_process.TYPST]
    if whole_process.LIBREOFFICE not in medians:
        pytest.skip("no soffice on this machine: not compared with LibreOffice")
    assert 3 * ours <= medians[whole_process.LIBREOFFICE]
