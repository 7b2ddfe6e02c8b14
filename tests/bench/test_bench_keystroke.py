"""From a key to the screen: stored, rules run, table, list of sections and findings painted again."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from keys_at_work import FIRST, KEYS, MOST_A_KEY, begin_again_after_the_last, middle, milliseconds_for, p99, tell

from disclosure_desk.core.report import Report
from disclosure_desk.gui.report.report_page import ReportPage
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.widgets.theme import Theme
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def page(qapp: QApplication, qtbot, tmp_path: Path, full_report: Report):
    """A full report at table three, in a real store, on a window of a small screen."""
    Theme(qapp)
    with Store.open(tmp_path) as store:
        page = ReportPage(Document(store, store.create(full_report), full_report))
        qtbot.addWidget(page)
        page.resize(1366, 700)
        page.show()
        page.go_to(FIRST)
        qapp.processEvents()
        yield page


@pytest.mark.usefixtures("settled_heap")
def test_bench_key_to_screen_with_a_full_report(benchmark, page):
    typed: list[float] = []
    stored: list[float] = []

    def fill_a_cell() -> None:
        typed.append(milliseconds_for(Qt.Key(Qt.Key.Key_1 + len(typed) % 9)))
        stored.append(milliseconds_for(Qt.Key.Key_Tab))
        begin_again_after_the_last(page)

    before = len(page.document.history.done)
    benchmark.pedantic(fill_a_cell, rounds=KEYS, warmup_rounds=3)
    tell(benchmark, typed_p99_ms=p99(typed), stored_p99_ms=p99(stored), stored_median_ms=middle(stored))
    assert len(page.document.history.done) - before >= KEYS
    assert p99(typed) <= MOST_A_KEY
    assert p99(stored) <= MOST_A_KEY
