"""The list of reports can be used before all that can be done is loaded; what is wanted sooner is loaded then."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.operators.login import LoginDialog
from disclosure_desk.gui.report.report_controller import ReportController
from disclosure_desk.gui.shell.report_table import _ReportDelegate
from disclosure_desk.gui.shell.startup import Startup
from disclosure_desk.store.operators import OPERATORS
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
KEY = Qt.Key


@pytest.fixture
def folder(tmp_path, form, full_places):
    """The data folder of an office with two reports."""
    with Store.open(tmp_path / "desk") as store:
        for number in range(2):
            store.create(new_report(form, f"某区第{number}街道办事处", 2025, full_places))
    return tmp_path / "desk"


@pytest.fixture
def open_now(qtbot, folder):
    """Opens the window within a test; answers what fills it as soon as its list is painted, before anything follows."""
    frame = WindowFrame(folder, lambda _: None)
    qtbot.addWidget(frame)
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    startups = []

    def run():
        QApplication.processEvents()
        startups.append(Startup(frame))
        startups[0].open()
        return startups[0].main_window

    yield run
    frame.leave()


def test_a_key_moves_in_the_list_before_the_features_are_loaded_which_then_come(qtbot, open_now):
    window = open_now()
    table = window.list.table
    assert table.hasFocus()
    QTest.keyClick(table, KEY.Key_Down)
    assert (table.currentRow(), window._features) == (1, None)
    qtbot.waitUntil(lambda: window._features is not None)
    assert window.actions["new"].isEnabled()


def test_the_list_is_painted_once_and_before_what_stands_beside_it_is_made(qtbot, open_now, monkeypatch):
    painted, paint = [], _ReportDelegate.paint

    def paint_and_count(delegate, painter, option, index):
        painted.append(index.row())
        paint(delegate, painter, option, index)

    monkeypatch.setattr(_ReportDelegate, "paint", paint_and_count)
    window = open_now()
    seen = [column for column in range(6) if not window.list.table.isColumnHidden(column)]
    assert painted == [row for row in (0, 1) for _ in seen]
    assert window.list.aside.widget() is None
    qtbot.waitUntil(lambda: window.list.aside.widget() is not None)
    assert window.list.side.new_button.isVisible()


def test_enter_opens_a_report_at_once(open_now):
    window = open_now()
    QTest.keyClick(window.list.table, KEY.Key_Return)
    assert window.report_page.isVisible()
    QApplication.processEvents()
    assert window.session.document is not None


@pytest.mark.parametrize(("button", "dialog"), [("new_button", "NewReportDialog"), ("archive_button", "ArchiveDialog")])
def test_a_button_of_the_list_does_what_it_is_for_at_once(open_now, button, dialog):
    window = open_now()
    getattr(window.list.side, button).click()
    assert [type(one).__name__ for one in window.frame.findChildren(QDialog) if one.isVisible()] == [dialog]


@pytest.mark.qt_log_ignore("does not support")  # menus, on the offscreen platform
def test_a_menu_that_is_opened_at_once_has_its_entries(open_now):
    window = open_now()
    bar = window.frame.menuBar()
    first = bar.actions()[0]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(first).center())
    menu = first.menu()
    assert menu.isVisible()
    assert menu.actionGeometry(window.actions["new"]).height() > 0
    assert menu.height() >= sum(menu.actionGeometry(one).height() for one in menu.actions())
    menu.close()


def test_the_list_is_laid_out_before_anything_slow_is_loaded(qtbot, open_now, folder, monkeypatch):
    """Else it stands behind the question who is at work as it was made: names of one sign, cut buttons."""
    with Store.open(folder) as store:
        store.put_settings({OPERATORS: "王某"})
    seen = []

    def places():
        shown = window.list.findChildren(QWidget, options=Qt.FindChildOption.FindChildrenRecursively)
        return [(type(one).__name__, one.geometry()) for one in shown if one.isVisible()]

    monkeypatch.setattr(ReportController, "load_page", lambda _: seen.append(places()))
    window = open_now()
    qtbot.waitUntil(lambda: bool(seen))
    assert window.frame.findChild(LoginDialog).isVisible()
    for _ in range(5):
        QApplication.processEvents()
    assert seen == [places()]


def test_a_window_that_is_left_before_the_features_came_begins_nothing(open_now, folder):
    window = open_now()
    window.frame.leave()
    QApplication.processEvents()
    assert window._features is None
    Store.open(folder).close()


@pytest.fixture
def manned(folder):
    with Store.open(folder) as store:
        store.put_settings({OPERATORS: "李某"})


@pytest.mark.usefixtures("manned")
def test_where_people_are_named_it_is_asked_who_is_there_before_a_key_does_anything(open_now):
    window = open_now()
    assert [type(one).__name__ for one in window.frame.findChildren(QDialog)] == ["LoginDialog"]


LISTED = """
import sys
from pathlib import Path
from disclosure_desk.gui import app
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.shell.startup import Startup, set_up
application = app.build_application()
frame = WindowFrame(Path(sys.argv[1]), lambda _: None)
frame.show()
set_up(application, frame)
startup = Startup(frame)
startup.open()
assert startup.main_window.list.table.isVisible()
print(*sorted(name for name in sys.modules if name.startswith(tuple(sys.argv[2:]))))
"""


def test_nothing_that_checks_prints_or_asks_is_loaded_for_the_list(folder):
    rooms = ("checks", "readers", "writers", "archive", "gui.grid", "gui.report", "gui.widgets.dialog")
    unwanted = [*(f"disclosure_desk.{room}" for room in rooms), "sqlite_utils", "logging.handlers", "reportlab"]
    done = subprocess.run(
        [sys.executable, "-c", LISTED, str(folder), *unwanted],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == []
