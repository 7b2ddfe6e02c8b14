"""Who is at work: asked at the start, changed by keys, kept out by a PIN, locked out and back with what was typed."""

import pytest
from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from disclosure_desk.gui.app import open_desk
from disclosure_desk.gui.operators import login_form
from disclosure_desk.gui.operators.login_dialog import WhoDialog
from disclosure_desk.gui.operators.operators_dialog import OperatorsDialog
from disclosure_desk.gui.operators.pin_dialog import PinDialog
from disclosure_desk.gui.widgets import idle_timer as idle_room
from disclosure_desk.store.operators import pin_setting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

PEOPLE = {"operators": "李某\n王某", "workflow.first_review": "王某"}


@pytest.fixture
def staffed(qtbot, make_window, tmp_path):
    """The window of an office that has named its people and, if asked for, a PIN of 王某; nobody has answered yet."""

    def make(**more):
        desk = open_desk(tmp_path / "desk")
        desk.keep({**PEOPLE, **more})
        desk.close()
        window = make_window()
        qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(WhoDialog)))
        return window

    return make


def test_an_office_without_names_is_not_asked(window):
    assert window.findChildren(WhoDialog) == []
    assert window.duties.who.text() == ""


def test_at_the_start_enter_takes_the_name_and_events_bear_it(qtbot, staffed, full_report):
    window = staffed()
    dialog = shown(window, WhoDialog)
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.form.go_button, Qt.Key.Key_Space)
    assert window.duties.who.text() == "操作人：王某"
    window.desk.take_in(full_report)
    assert window.desk.store.events()[-1].by == "王某"


def test_what_asks_who_is_there_is_not_covered(staffed):
    window = staffed()
    window.duties.people.lock()
    assert window.duties.people.cover is None


def test_who_does_not_say_leaves(qtbot, staffed):
    window = staffed()
    qtbot.keyClick(shown(window, WhoDialog), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_wrong_pin_waits_and_the_right_one_opens(qtbot, staffed, monkeypatch):
    monkeypatch.setattr(login_form, "_SECOND", 1)
    window = staffed(**pin_setting("王某", "246810"))
    form = shown(window, WhoDialog).form
    assert not form.pin.isVisible()
    form.name.setCurrentText("王某")
    for guess in ("1111", "2222"):
        form.pin.setText(guess)
        qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    assert form.problem.text().startswith("口令不对，请等")
    form.pin.setText("246810")
    qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    assert window.duties.people.name == ""
    qtbot.waitUntil(form.go_button.isEnabled)
    qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    assert window.duties.people.name == "王某"


def test_people_are_named_by_keys_and_asked_at_once(qtbot, window):
    window.actions_["operators"].trigger()
    dialog = shown(window, OperatorsDialog)
    dialog.names.insertPlainText("李某\n王某\n")
    dialog.steps["final_review"].setText("王某，张某")
    assert "分管领导终审的“张某”不在操作人里" in dialog.problem.text()
    assert not dialog.keep_button.isEnabled()
    dialog.steps["final_review"].setText("王某")
    qtbot.keyClick(dialog.secrecy, Qt.Key.Key_Space)
    dialog.idle.setValue(15)
    qtbot.keyClick(dialog.idle, Qt.Key.Key_Return)
    operators = window.desk.operators
    assert (operators.names, operators.steps["final_review"], operators.idle) == (("李某", "王某"), ("王某",), 15)
    assert "secrecy_review" not in window.desk.steps
    shown(window, WhoDialog).form.go_button.click()
    assert window.duties.who.text() == "操作人：李某"


def test_once_anybody_has_a_pin_people_are_changed_only_with_the_own_one(qtbot, staffed):
    window = staffed(**pin_setting("王某", "246810"))
    shown(window, WhoDialog).form.go_button.click()
    window.actions_["operators"].trigger()
    dialog = shown(window, OperatorsDialog)
    assert "请先在“改口令…”里设好您的口令" in dialog.problem.text()
    assert not dialog.keep_button.isEnabled()
    assert not dialog.pin.isVisible()
    dialog.reject()
    window.desk.keep(pin_setting("李某", "1357"))
    window.actions_["operators"].trigger()
    dialog = next(one for one in window.findChildren(OperatorsDialog) if one.isVisible())
    dialog.names.setPlainText("李某")
    dialog.steps["first_review"].clear()
    qtbot.keyClicks(dialog.pin, "246810")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert dialog.problem.text() == "口令不对。"
    assert window.desk.operators.names == ("李某", "王某")
    dialog.pin.setText("1357")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    assert (window.desk.operators.names, set(window.desk.operators.pins)) == (("李某",), {"李某"})
    assert {event.by for event in window.desk.store.events()[-2:]} == {"李某"}


def test_people_change_seats(qtbot, staffed):
    window = staffed()
    shown(window, WhoDialog).form.go_button.click()
    window.actions_["switch"].trigger()
    dialog = shown(window, WhoDialog)
    assert dialog.form.name.currentText() == "李某"
    dialog.form.name.setCurrentText("王某")
    dialog.form.go_button.click()
    assert window.duties.people.name == "王某"
    window.actions_["switch"].trigger()
    qtbot.keyClick(shown(window, WhoDialog), Qt.Key.Key_Escape)
    assert window.isVisible()


@pytest.mark.parametrize(
    ("new", "again", "problem"),
    [("123", "123", "口令至少 4 位。"), ("1234", "1235", "两次写的不一样。"), ("1234", "1234", "")],
)
def test_whoever_is_at_work_sets_the_own_pin(qtbot, staffed, new, again, problem):
    window = staffed()
    shown(window, WhoDialog).form.go_button.click()
    window.actions_["pin"].trigger()
    dialog = shown(window, PinDialog)
    qtbot.keyClicks(dialog.new, new)
    qtbot.keyClicks(dialog.again, again)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert dialog.problem.text() == problem
    assert window.desk.operators.pin_holds("李某", "") == bool(problem)


def test_a_pin_is_changed_only_with_the_old_one(qtbot, staffed):
    window = staffed(**pin_setting("李某", "246810"))
    form = shown(window, WhoDialog).form
    form.pin.setText("246810")
    form.go_button.click()
    window.actions_["pin"].trigger()
    dialog = shown(window, PinDialog)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert dialog.problem.text() == "原口令不对。"
    qtbot.keyClicks(dialog.old, "246810")
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    assert not window.desk.operators.pins


def test_without_names_there_is_nobody_to_change_seats_or_have_a_pin(window):
    for name in ("switch", "pin"):
        window.actions_[name].trigger()
        box = next(one for one in window.findChildren(QDialog) if one.isVisible())
        assert "还没有设操作人" in box.text()
        box.close()


def test_the_lock_covers_everything_and_gives_back_what_was_typed(qtbot, at_work):
    page = at_work.report_page
    page.go_to("requests.received.business")
    view = page.page.view
    qtbot.keyClicks(view, "12abc")
    view.commit()
    assert view.editor.is_open  # refused, and still being typed
    at_work.actions_["check_settings"].trigger()
    settings = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    at_work.actions_["lock"].trigger()
    cover = at_work.duties.people.cover
    assert cover.isVisible()
    assert cover.geometry() == at_work.rect()
    assert not settings.isVisible()
    assert not at_work.centralWidget().isEnabled()
    assert not at_work.actions_["export"].isEnabled()
    at_work.resize(900, 700)
    assert cover.geometry() == at_work.rect()
    assert not at_work.acceptDrops()
    at_work.duties.people.lock()
    assert at_work.duties.people.cover is cover
    qtbot.keyClick(cover.form.go_button, Qt.Key.Key_Space)
    assert settings.isVisible()
    assert at_work.actions_["export"].isEnabled()
    assert view.editor.text() == "12abc"


def test_nobody_at_the_desk_locks_it_and_a_key_puts_that_off(qtbot, window, monkeypatch):
    monkeypatch.setattr(idle_room, "_MINUTE", 30)
    window.desk.keep({"lock.minutes": "1"})
    window.duties.people.begin()
    idle = window.duties.people._idle
    with qtbot.waitSignal(idle.passed):
        qtbot.keyClick(window.list.first_new, Qt.Key.Key_Shift)
    assert window.duties.people.cover.isVisible()
    idle.watch(0)
