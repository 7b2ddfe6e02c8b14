"""While a PIN is compared the window answers, a second Enter does nothing, and who asked may be closed."""

from threading import Event

import pytest
import shiboken6
from dialogs import shown
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.approval.approval_page import ApprovalPage
from disclosure_desk.gui.operators.login import LoginDialog
from disclosure_desk.gui.operators.operators_dialog import OperatorsDialog
from disclosure_desk.gui.operators.pin_dialog import PinDialog
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.operators import PinTrial, pin_setting

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the offscreen platform has no size hints
ENTER, PIN = Qt.Key.Key_Return, "246810"


@pytest.fixture
def gate(monkeypatch):
    """A PIN is compared only once the gate is open; `count` says how many were begun."""
    opened, plain = Event(), PinTrial.compared
    opened.begun = []

    def compare(trial):
        opened.begun.append(trial.name)
        assert opened.wait(10)
        return plain(trial)

    monkeypatch.setattr(PinTrial, "compared", compare)
    yield opened
    opened.set()


@pytest.fixture
def office(at_work):
    """王某 is at work and has a PIN, 李某 has none."""
    at_work.session.keep({"operators": "王某\n李某", **pin_setting("王某", PIN)})
    at_work.session.set_operator("王某")
    return at_work


def login(office):
    office.actions["switch"].trigger()
    form = shown(office, LoginDialog).form
    return form, form.pin, form.problem


def people(office):
    office.actions["operators"].trigger()
    dialog = shown(office, OperatorsDialog)
    dialog.names.setPlainText("王某\n李某\n张某")
    return dialog, dialog.pin, dialog.problem


def new_pin(office):
    office.actions["pin"].trigger()
    dialog = shown(office, PinDialog)
    dialog.new.setText("1357")
    dialog.again.setText("1357")
    dialog.again.setFocus()  # Enter presses the button from the last field only
    return dialog, dialog.old, dialog.problem


def locked(office):
    office.actions["lock"].trigger()
    form = office.features.operators.lock_screen.form
    return form, form.pin, form.problem


def approval(office):
    office.actions["sign"].trigger()
    card = shown(office, ApprovalPage).open_card
    return card, card.pin, card.problem


ASKED = [login, people, new_pin, locked, approval]


def press_twice(qtbot, gate, field):
    field.setText(PIN)
    for _ in range(2):
        qtbot.keyClick(field, ENTER)
    qtbot.waitUntil(lambda: bool(gate.begun))


@pytest.mark.parametrize("ask", ASKED)
def test_the_window_answers_while_a_pin_is_compared(qtbot, office, gate, compared, ask):
    _, field, problem = ask(office)
    press_twice(qtbot, gate, field)
    answered = []
    QTimer.singleShot(0, lambda: answered.append("a timer"))
    qtbot.waitUntil(lambda: bool(answered))
    assert (problem.text(), problem.objectName()) == ("正在核对口令……", "quiet")  # nothing is wrong yet
    assert QGuiApplication.overrideCursor() is None
    qtbot.keyClick(field, ENTER)
    gate.set()
    compared()
    assert gate.begun == ["王某"]
    assert DONE[ask](office)


DONE = {
    login: lambda office: not [one for one in office.frame.findChildren(LoginDialog) if one.isVisible()],
    people: lambda office: office.session.operators.names == ("王某", "李某", "张某"),
    new_pin: lambda office: office.session.operators.pin_matches("王某", "1357"),
    locked: lambda office: office.features.operators.lock_screen is None,
    approval: lambda office: (
        len(office.session.store.approval_state(office.report_page.document.report_id).approvals) == 1
    ),
}


@pytest.mark.parametrize("ask", ASKED)
def test_the_program_is_left_while_a_pin_is_compared(qtbot, office, gate, ask):
    asked, field, _ = ask(office)
    press_twice(qtbot, gate, field)
    work = asked.findChild(WorkApart)
    office.frame.leave()
    gate.set()
    qtbot.waitUntil(lambda: not shiboken6.isValid(work) or not work.is_busy)


@pytest.mark.parametrize("ask", [login, people, new_pin])
def test_a_dialog_is_closed_while_a_pin_is_compared(qtbot, office, gate, ask):
    asked, field, _ = ask(office)
    press_twice(qtbot, gate, field)
    before = office.session.store.events()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(asked)
    gate.set()
    qtbot.wait(30)
    assert office.session.store.events() == before


def test_whoever_chooses_another_name_meanwhile_has_not_gone_on(qtbot, office, gate, compared):
    form, field, problem = login(office)
    office.session.set_operator("")
    press_twice(qtbot, gate, field)
    form.name.setCurrentText("李某")
    gate.set()
    compared()
    assert (office.session.operator, problem.text(), form.isVisible()) == ("", "", True)


def test_a_trial_shows_no_pin_where_it_is_written_out(office):
    trial = office.session.store.begin_pin("王某", PIN, "登录")
    assert PIN not in repr(trial)
    assert "scrypt" not in repr(trial)
