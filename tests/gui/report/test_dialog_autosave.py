"""What was half written in a dialog when the desk broke off is offered again, in that dialog."""

import re

import pytest
from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from disclosure_desk.core.report import Change
from disclosure_desk.gui.approval.approval_bar import ApprovalBar
from disclosure_desk.gui.approval.delivery_dialogs import DeliveryDialog
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.approval.step_cards import OpinionCard
from disclosure_desk.gui.report.autosave.crash_recovery import CrashRecoveryBar
from disclosure_desk.gui.report.explain_dialog import ExplainDialog
from disclosure_desk.store.paths import UNSAVED_INPUT
from disclosure_desk.store.recovery.unsaved_input import read_unsaved_input
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

WORDS, SHORT = "half a sentence", "工作有不足。"


def keeper(window):
    return window.features.restore._autosave


def kept(window):
    return read_unsaved_input(window.session.folder, window.session.store.file_id)


def break_off(window):
    """As a kill does: the files stay as they are, and nothing is tidied up."""
    keeper(window).save()
    keeper(window).end = lambda: None
    keeper(window)._timer.timeout.disconnect()
    window.features.restore._autosave = None
    window.session.store.close()
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.hide()
    window.session._store = window.frame.content = None
    window.report_page.flush = lambda: True
    window.frame.hide()


@pytest.fixture
def open_again(qtbot, make_window):
    def run():
        window = make_window()
        qtbot.waitUntil(lambda: window.report_page is not None)
        return window

    return run


def bars(window):
    return [bar for bar in window.report_page.findChildren(CrashRecoveryBar) if not bar.isHidden()]


def open_explanation(window):
    page = window.report_page
    page.document.set_value("problems", SHORT)
    page.explain(next(one for one in page.document.findings if one.explainable))


def approved(window):
    report = window.report_page.document.report
    about = {"step": "first_review", "name": "甲", "opinion": "同意", "digest": digest(report)}
    window.session.store.record_act(window.report_page.document.report_id, "approve", about)
    window.features.approval.process.refresh()


def sealed(window):
    about = {"version": 1, "file": "a.zip", "sha256": "0" * 64, "digest": "0" * 64, "form": "2021", "rules": "1"}
    window.session.store.record_act(window.report_page.document.report_id, "seal", about)
    window.features.approval.process.refresh()


def open_sign(window):
    window.actions["sign"].trigger()


def open_return(window):
    open_sign(window)
    dialog = shown(window, OpinionCard)
    dialog.name.setText("乙")
    dialog.return_button.click()


def open_change(window):
    approved(window)
    window.report_page.findChild(ApprovalBar).change.click()


def open_correction(window):
    sealed(window)
    window.actions["correct"].trigger()


def open_publication(window):
    sealed(window)
    window.actions["publish"].trigger()


DIALOGS = [
    (open_explanation, ExplainDialog, "edit", "说明"),
    (open_sign, OpinionCard, "opinion", "审核意见"),
    (open_change, ReasonDialog, "edit", "修改的原因"),
    (open_correction, ReasonDialog, "edit", "更正的原因"),
    (open_publication, DeliveryDialog, "where", "公布地址"),
]


@pytest.mark.parametrize("case", DIALOGS)
def test_it_is_offered_again_and_there_when_its_dialog_opens(qtbot, at_work, open_again, case):
    open_, kind, edit, name = case
    open_(at_work)
    field = getattr(shown(at_work, kind), edit)
    field.clear()
    qtbot.keyClicks(field, WORDS)
    break_off(at_work)
    window = open_again()
    (bar,) = bars(window)
    assert re.fullmatch(rf"上次没有正常退出，有没写完的{name}“{WORDS}”（\d\d:\d\d 的内容）。", bar.words.text())
    qtbot.mouseClick(bar.buttons["接着写"], Qt.MouseButton.LeftButton)
    dialog = shown(window, kind)
    field = getattr(dialog, edit)
    qtbot.waitUntil(lambda: not (hasattr(field, "hasSelectedText") and field.hasSelectedText()))
    qtbot.keyClicks(field, " more")
    assert (field.text() if hasattr(field, "text") else field.toPlainText()) == f"{WORDS} more"
    keeper(window).save()
    assert [one.text for one in kept(window).texts.values()] == [f"{WORDS} more"]
    if kind is OpinionCard:
        dialog.name.setText("乙")
        qtbot.keyClick(field, Qt.Key.Key_Return)  # on its page a text stays until it is used
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    keeper(window).save()
    assert kept(window).texts == {}


def test_why_a_report_goes_back_is_there_when_it_is_handed_back(qtbot, at_work, open_again):
    open_return(at_work)
    qtbot.keyClicks(shown(at_work, ReasonDialog).edit, WORDS)
    break_off(at_work)
    window = open_again()
    assert "没写完的退回的原因" in bars(window)[0].words.text()
    break_off(window)  # it outlives the next crash too
    window = open_again()
    qtbot.mouseClick(bars(window)[0].buttons["接着写"], Qt.MouseButton.LeftButton)
    dialog = shown(window, OpinionCard)
    dialog.name.setText("乙")
    dialog.return_button.click()
    dialog = shown(window, ReasonDialog)
    assert dialog.sentence == WORDS
    qtbot.keyClick(dialog.keep_button, Qt.Key.Key_Space)
    keeper(window).save()
    assert kept(window).texts == {}


def test_it_is_given_up_by_a_button(qtbot, at_work, open_again):
    open_sign(at_work)
    qtbot.keyClicks(shown(at_work, OpinionCard).opinion, WORDS)
    break_off(at_work)
    window = open_again()
    qtbot.mouseClick(bars(window)[0].buttons["不要了"], Qt.MouseButton.LeftButton)
    keeper(window).save()
    assert kept(window).texts == {}
    open_sign(window)
    assert shown(window, OpinionCard).opinion.text() == "同意"


def test_an_answer_to_what_is_no_more_is_only_shown(qtbot, at_work, open_again):
    before = at_work.report_page.document.report.texts["problems"]
    open_explanation(at_work)
    qtbot.keyClicks(shown(at_work, ExplainDialog).edit, WORDS)
    break_off(at_work)
    folder = at_work.frame.folder
    with Store.open(folder) as store:
        store.apply(1, [Change("problems", SHORT, before)], "edit")
    window = open_again()
    assert f"没有放回去，那里存的内容已经不一样：说明“{WORDS}”" in bars(window)[0].words.text()
    assert len(list(folder.glob(f"{UNSAVED_INPUT}-*"))) == 1


def test_what_stands_in_a_dialog_from_the_start_is_not_typed(at_work):
    open_sign(at_work)
    dialog = shown(at_work, OpinionCard)
    dialog.opinion.setText("数据已核对")
    assert at_work.report_page.document.drafts.texts == {"dialog.opinion": "数据已核对"}
    dialog.opinion.setText("同意")
    assert at_work.report_page.document.drafts.texts == {}


def test_the_lock_covers_an_opinion_and_gives_it_back_as_it_was_written(qtbot, at_work):
    open_sign(at_work)
    dialog = shown(at_work, OpinionCard)
    dialog.opinion.clear()
    qtbot.keyClicks(dialog.opinion, WORDS)
    at_work.actions["lock"].trigger()
    assert not dialog.isEnabled()
    keeper(at_work).save()
    assert [one.text for one in kept(at_work).texts.values()] == [WORDS]
    qtbot.keyClick(at_work.features.operators.lock_screen.form.go_button, Qt.Key.Key_Space)
    assert dialog.opinion.isEnabled()
    assert dialog.opinion.text() == WORDS
