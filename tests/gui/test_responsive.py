"""The window answers: nothing that a key or a click begins keeps it at work for more than 100 ms at a stretch."""

import gc
import time

import pytest
import watchdog
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from watchdog import Watchdog

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.backups.restore_dialog import RestoreChoice
from disclosure_desk.gui.retrieval.archive_dialog import ArchiveDialog
from disclosure_desk.gui.session import listing
from disclosure_desk.gui.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform has no size hints, raises no window
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
REPORTS = 8
PASTED = ("本机关认真落实条例，全年收到申请十二件，均已办结。" * 140)[:3240]


@pytest.fixture
def young_heap():
    """The garbage collector walks what this test makes, not what thousands of tests before it have left."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def busy(look_kept, at_work, form, full_report):
    """The window of an office with many reports, one of them open, in the program's own look."""
    Theme(look_kept)
    values = {**full_report.texts, **full_report.cells}
    for number in range(REPORTS):
        at_work.session.take_in(new_report(form, f"某区第{number}街道办事处", 2025, values))
    return at_work


@pytest.mark.usefixtures("young_heap")
@pytest.mark.slow
def test_nothing_keeps_the_window_from_answering(busy):
    page, dog = busy.report_page, Watchdog()
    for section in ("requests", "overview", "requests", "proactive", "overview"):
        dog.watch(f"go to {section}", lambda section=section: page.enter_section(section))
    editor = next(iter(page.page.boxes.values())).editor
    editor.setFocus()
    editor.selectAll()
    QGuiApplication.clipboard().setText(PASTED)
    dog.watch("paste 3240 characters", lambda: QTest.keyClick(editor, KEY.Key_V, CTRL))
    dog.watch("type after it", lambda: QTest.keyClicks(editor, "a"))
    page.enter_section("requests")
    page.page.view.setFocus()
    for number in range(3):
        dog.watch(f"key figure {number}", lambda: QTest.keyClicks(page.page.view, "7"))
        dog.watch(f"enter {number}", lambda: QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return))
    for action in ("next_finding", "trail", "backup", "open_archive", "new", "export", "page_settings", "operators"):
        dog.watch(action, busy.actions[action].trigger)
        for dialog in [one for one in busy.frame.findChildren(QDialog) if one.isVisible()]:
            dog.watch(f"close {action}", dialog.reject)
    dog.watch("back up", busy.features.backups.service.make)
    for size in ("larger", "usual"):
        dog.watch(f"{size} type", busy.actions["larger_type"].trigger)
    busy.actions["open_archive"].trigger()
    archive = next(one for one in busy.frame.findChildren(ArchiveDialog) if one.isVisible())
    archive.why.setText("区审计组")
    archive.words.setText("条例")
    dog.watch("search the archive", archive.look_for)
    archive.reject()
    dog.watch("back to the list", busy.session.close_report)
    dog.watch("open", lambda: busy.session.open_report(2))
    choice = RestoreChoice(busy.features.backups.service.listed()[0].path, replay=False)
    dog.watch("go back to a backup", lambda: busy.restore_wanted.emit(choice))
    assert dog.too_long == {}


def test_a_list_that_is_shown_again_checks_only_what_has_changed(busy, monkeypatch):
    session, checked = busy.session, []
    session.listed()
    monkeypatch.setattr(listing, "check", lambda report, _context: checked.append(report.unit) or ())
    session.listed()
    assert checked == []
    assert busy.report_page.document.set_value("requests.received.business", 99)
    assert len(session.listed()) == REPORTS + 1
    assert checked == [busy.report_page.document.report.unit]


def test_the_watchdog_sees_work_in_an_act_and_in_what_follows_it(qapp, monkeypatch):
    monkeypatch.setattr(watchdog, "slowness", lambda: 2.0)

    def work():
        end = time.thread_time() + 0.06
        while time.thread_time() < end:
            pass

    dog = Watchdog()
    dog.watch("at once", work)
    dog.watch("later", lambda: QTimer.singleShot(0, qapp, work))
    dog.watch("nothing", lambda: None)
    assert dog.stretches["at once"] > 0.02
    assert dog.stretches["later"] > 0.02
    assert dog.stretches["nothing"] < 0.02
    assert dog.too_long == {}
