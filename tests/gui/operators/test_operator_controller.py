"""Who is at work: asked at the start, changed by keys, kept out by a PIN, locked out and back with what was typed."""

import pytest
import shiboken6
from dialogs import press, shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from disclosure_desk.gui.operators import lock_screen
from disclosure_desk.gui.operators.login import LoginDialog
from disclosure_desk.gui.operators.operators_dialog import OperatorsDialog
from disclosure_desk.gui.operators.pin_dialog import PinDialog
from disclosure_desk.gui.widgets import login_form
from disclosure_desk.store import event_meta
from disclosure_desk.store import store as store_module
from disclosure_desk.store.operators import pin_setting
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

PEOPLE = {"operators": "李某\n王某", "workflow.first_review": "王某"}


@pytest.fixture
def staffed(qtbot, make_window, tmp_path):
    """The window of an office that has named its people and, if asked for, a PIN of 王某; nobody has answered yet."""

    def make(**more):
        with Store.open(tmp_path / "desk") as store:
            store.put_settings({**PEOPLE, **more})
        window = make_window()
        qtbot.waitUntil(lambda: any(one.isVisible() for one in window.frame.findChildren(LoginDialog)))
        return window

    return make


def test_an_office_without_names_is_not_asked(window):
    assert window.frame.findChildren(LoginDialog) == []
    assert window.operator.text() == ""


def test_at_the_start_enter_takes_the_name_and_events_bear_it(qtbot, staffed, full_report):
    window = staffed()
    dialog = shown(window, LoginDialog)
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Return)
    assert window.operator.accessibleName() == "操作人：王某"
    window.session.take_in(full_report)
    assert window.session.store.events()[-1].by == "王某"


def test_what_asks_who_is_there_is_not_covered(staffed):
    window = staffed()
    window.features.operators.lock()
    assert window.features.operators.lock_screen is None


def test_who_does_not_say_leaves(qtbot, staffed):
    window = staffed()
    dialog = shown(window, LoginDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.frame.isVisible()
    assert "请按“退出”" in dialog.form.problem.text()
    press(qtbot, window, "退出")
    assert not window.frame.isVisible()


@pytest.fixture
def clock(monkeypatch):
    """Let seconds pass on the computer's clock, which the wait after wrong PINs goes by."""
    passed = [event_meta.monotonic_clock()]
    monkeypatch.setattr(login_form, "_SECOND", 1)
    for module in (event_meta, store_module):
        monkeypatch.setattr(module, "monotonic_clock", lambda: passed[0])

    def wait(seconds):
        passed[0] += seconds * 1000

    return wait


def test_a_wrong_pin_waits_and_the_right_one_opens(qtbot, staffed, clock, compared):
    window = staffed(**pin_setting("王某", "246810"))
    form = shown(window, LoginDialog).form
    assert not form.pin.isVisible()
    form.name.setCurrentText("王某")
    for guess in ("1111", "2222"):
        form.pin.setText(guess)
        qtbot.keyClick(form.pin, Qt.Key.Key_Return)
        compared()
    assert form.problem.text().startswith("口令不对，请等")
    assert form.problem.objectName() == "problem"  # red again
    form.pin.setText("246810")
    qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    assert window.session.operator == ""
    assert not form.go_button.isEnabled()
    clock(5)
    qtbot.waitUntil(form.go_button.isEnabled)
    qtbot.keyClick(form.pin, Qt.Key.Key_Return)
    compared()
    assert window.session.operator == "王某"


@pytest.fixture
def guess(qtbot, compared):
    """Try PINs of 王某 one after the other."""

    def guess_pins(form, *pins):
        form.name.setCurrentText("王某")
        for pin in pins:
            form.pin.setText(pin)
            qtbot.keyClick(form.pin, Qt.Key.Key_Return)
            compared()

    return guess_pins


def test_a_closed_dialog_and_a_new_start_do_not_shorten_the_wait(qtbot, staffed, clock, make_window, guess):
    window = staffed(**pin_setting("王某", "246810"))
    guess(shown(window, LoginDialog).form, "1111", "2222")
    wrong = [event for event in window.session.store.events() if event.action == "pin"]
    assert [(event.about["who"], event.about["right"], event.about["for"]) for event in wrong] == [
        ("王某", 0, "登录")
    ] * 2
    window.frame.leave()
    again = make_window()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in again.frame.findChildren(LoginDialog)))
    form = shown(again, LoginDialog).form
    assert form.problem.text().startswith("口令错过，请等 4 秒")
    guess(form, "246810")
    assert again.session.operator == ""
    clock(5)
    qtbot.waitUntil(form.go_button.isEnabled)
    guess(form, "246810")
    assert again.session.operator == "王某"
    assert [event.about["right"] for event in again.session.store.events() if event.action == "pin"] == [0, 0, 1]


def test_the_lock_and_the_other_dialogs_know_the_same_wait(qtbot, staffed, clock, guess, compared):
    window = staffed(**pin_setting("王某", "246810"))
    guess(shown(window, LoginDialog).form, "246810")
    window.actions["operators"].trigger()
    dialog = shown(window, OperatorsDialog)
    for pin, said in (("1", "口令不对。"), ("2", "口令不对，请等 4 秒再试。"), ("246810", "口令错过，请等 4 秒再试。")):
        dialog.pin.setText(pin)
        qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
        compared()
        assert dialog.problem.text().startswith(said)
    dialog.reject()
    window.actions["pin"].trigger()
    changing = shown(window, PinDialog)
    changing.old.setText("246810")
    changing.again.setFocus()
    qtbot.keyClick(changing.again, Qt.Key.Key_Return)
    compared()
    assert changing.problem.text().startswith("原口令错过，请等 4 秒再试。")
    changing.reject()
    window.actions["lock"].trigger()
    form = window.features.operators.lock_screen.form
    assert form.problem.text().startswith("口令错过，请等")
    clock(5)
    qtbot.waitUntil(form.go_button.isEnabled)
    guess(form, "246810")
    assert window.features.operators.lock_screen is None


def test_people_are_named_by_keys_and_asked_at_once(qtbot, window):
    window.actions["operators"].trigger()
    dialog = shown(window, OperatorsDialog)
    dialog.names.insertPlainText("李某\n王某\n")
    dialog.steps["final_review"].setText("王某，张某")
    assert "分管领导终审的“张某”不在操作人里" in dialog.problem.text()
    assert not dialog.keep_button.isEnabled()
    dialog.steps["final_review"].setText("王某")
    qtbot.keyClick(dialog.secrecy, Qt.Key.Key_Space)
    dialog.idle.setValue(15)
    qtbot.keyClick(dialog.idle, Qt.Key.Key_Return)
    operators = window.session.operators
    assert (operators.names, operators.steps["final_review"], operators.idle) == (("李某", "王某"), ("王某",), 15)
    assert "secrecy_review" not in window.session.steps
    shown(window, LoginDialog).form.go_button.click()
    assert window.operator.accessibleName() == "操作人：李某"


def test_once_anybody_has_a_pin_people_are_changed_only_with_the_own_one(qtbot, staffed, compared):
    window = staffed(**pin_setting("王某", "246810"))
    shown(window, LoginDialog).form.go_button.click()
    window.actions["operators"].trigger()
    dialog = shown(window, OperatorsDialog)
    assert "请先在“改口令…”里设好您的口令" in dialog.problem.text()
    assert not dialog.keep_button.isEnabled()
    assert not dialog.pin.isVisible()
    dialog.reject()
    window.session.keep(pin_setting("李某", "1357"))
    window.actions["operators"].trigger()
    dialog = next(one for one in window.frame.findChildren(OperatorsDialog) if one.isVisible())
    dialog.names.setPlainText("李某")
    dialog.steps["first_review"].clear()
    qtbot.keyClicks(dialog.pin, "246810")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    compared()
    assert dialog.problem.text() == "口令不对。"
    assert window.session.operators.names == ("李某", "王某")
    dialog.pin.setText("1357")
    qtbot.keyClick(dialog.pin, Qt.Key.Key_Return)
    compared()
    assert (window.session.operators.names, set(window.session.operators.pins)) == (("李某",), {"李某"})
    assert {event.by for event in window.session.store.events()[-2:]} == {"李某"}


def test_people_change_seats(qtbot, staffed):
    window = staffed()
    shown(window, LoginDialog).form.go_button.click()
    window.actions["switch"].trigger()
    dialog = shown(window, LoginDialog)
    assert dialog.form.name.currentText() == "李某"
    dialog.form.name.setCurrentText("王某")
    dialog.form.go_button.click()
    assert window.session.operator == "王某"
    window.actions["switch"].trigger()
    qtbot.keyClick(shown(window, LoginDialog), Qt.Key.Key_Escape)
    assert window.frame.isVisible()


@pytest.fixture
def type_pins(qtbot, compared):
    """Type a new PIN twice, each time where the keyboard is and with Enter after it."""

    def keys(dialog, new, again):
        for words in (new, again):
            qtbot.keyClicks(dialog.focusWidget(), words)
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        compared()

    return keys


@pytest.mark.parametrize(
    ("new", "again", "problem"),
    [("123", "123", "口令至少 4 位。"), ("1234", "1235", "两次写的不一样。"), ("1234", "1234", "")],
)
def test_whoever_is_at_work_sets_the_own_pin(type_pins, staffed, new, again, problem):
    window = staffed()
    shown(window, LoginDialog).form.go_button.click()
    window.actions["pin"].trigger()
    dialog = shown(window, PinDialog)
    type_pins(dialog, new, again)
    assert (dialog.problem.text() if shiboken6.isValid(dialog) else "") == problem
    if problem:
        assert (dialog.new.text(), dialog.again.text(), dialog.focusWidget()) == ("", "", dialog.new)
    assert window.session.operators.pin_matches("李某", "") == bool(problem)


def test_a_pin_is_changed_only_with_the_old_one(qtbot, staffed, compared):
    window = staffed(**pin_setting("李某", "246810"))
    form = shown(window, LoginDialog).form
    form.pin.setText("246810")
    form.go_button.click()
    compared()
    window.actions["pin"].trigger()
    dialog = shown(window, PinDialog)
    for _ in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    compared()
    assert dialog.problem.text() == "原口令不对。"
    dialog.old.setFocus()
    qtbot.keyClicks(dialog.focusWidget(), "246810")
    for _ in range(3):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    compared()
    assert not window.session.operators.pins


def test_without_names_there_is_nobody_to_change_seats_or_have_a_pin(window):
    for name in ("switch", "pin"):
        window.actions[name].trigger()
        box = next(one for one in window.frame.findChildren(QDialog) if one.isVisible())
        assert "还没有设操作人" in box.words.text()
        box.close()


def test_the_lock_covers_everything_and_gives_back_what_was_typed(qtbot, at_work):
    page = at_work.report_page
    page.go_to("requests.received.business")
    view = page.page.view
    qtbot.keyClicks(view, "12abc")
    view.commit()
    assert view.editor.is_open  # refused, and still being typed
    at_work.actions["check_settings"].trigger()
    settings = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    at_work.actions["lock"].trigger()
    cover = at_work.features.operators.lock_screen
    assert cover.isVisible()
    assert cover.geometry() == at_work.frame.rect()
    assert not settings.isVisible()
    assert not at_work.frame.centralWidget().isEnabled()
    assert not at_work.actions["export"].isEnabled()
    at_work.frame.resize(900, 700)
    assert cover.geometry() == at_work.frame.rect()
    assert not at_work.frame.acceptDrops()
    at_work.features.operators.lock()
    assert at_work.features.operators.lock_screen is cover
    qtbot.keyClick(cover.form.name, Qt.Key.Key_Return)
    assert settings.isVisible()
    assert at_work.actions["export"].isEnabled()
    assert view.editor.text() == "12abc"


def test_nobody_at_the_desk_locks_it_and_a_key_puts_that_off(qtbot, window, monkeypatch):
    monkeypatch.setattr(lock_screen, "_MINUTE", 30)
    window.session.keep({"lock.minutes": "1"})
    window.features.operators.begin()
    idle = window.features.operators._idle
    with qtbot.waitSignal(idle.passed):
        qtbot.keyClick(window.list.beginning.first_new, Qt.Key.Key_Shift)
    assert window.features.operators.lock_screen.isVisible()
    idle.watch(0)
