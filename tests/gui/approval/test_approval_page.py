"""审核 as four people go through it at one desk: whose turn it is, what Enter does, what is in the way."""

from threading import Event

import pytest
from dialogs import shown
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.approval.approval_page import ApprovalPage
from disclosure_desk.gui.approval.delivery_page import DeliveryPage
from disclosure_desk.gui.approval.delivery_parts import FileLine
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.approval.sealed_files import KINDS
from disclosure_desk.gui.operators.pin_dialog import PinDialog
from disclosure_desk.gui.report.side_panel import LAST_YEAR
from disclosure_desk.store.operators import PinCost, pin_setting
from disclosure_desk.writers import WriteError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # the offscreen platform has none

ENTER = Qt.Key.Key_Return
NO_FILES = b"PK\5\6" + bytes(18)
"""An empty zip."""
PEOPLE = ("李小红", "王志强", "刘建国", "陈保民")


@pytest.fixture
def office(at_work, monkeypatch):
    """Four people, a step each; the second and the third have a PIN. 陈保民 sits at the desk."""
    monkeypatch.setattr("disclosure_desk.store.operators.COST", PinCost(2, 1, 1))  # a guess takes no time
    session = at_work.session
    steps = {f"workflow.{step}": name for step, name in zip(session.steps, PEOPLE, strict=True)}
    session.keep({"operators": "\n".join(PEOPLE), **steps})
    for name, pin in zip(PEOPLE[1:3], ("1234", "5678"), strict=True):
        session.keep(pin_setting(name, pin))
    session.set_operator("陈保民")
    at_work.frame.activateWindow()
    return at_work


@pytest.fixture
def page(office):
    office.actions["sign"].trigger()
    return shown(office, ApprovalPage)


def press(qtbot, *keys):
    for key in keys:
        widget = QApplication.focusWidget()
        qtbot.keyClicks(widget, key) if isinstance(key, str) else qtbot.keyClick(widget, key)


def given(window):
    state = window.session.store.approval_state(window.report_page.document.report_id)
    return [(one.name, one.opinion) for one in state.approvals]


def test_four_people_agree_with_a_pin_each_and_enter(qtbot, office, page, compared):
    path = office.report_page.path
    said = []
    unproven = "李小红没有设口令，修改记录里会写明是陈保民在操作。"
    assert page.open_card.own.text() == unproven
    for keys in ((ENTER,), ("1234", ENTER), ("5678", ENTER), (ENTER,)):
        assert page.open_card.own.isVisible() == (not said)
        qtbot.waitUntil(lambda: path.waiting.words.text() not in said)
        said.append(path.waiting.words.text())
        press(qtbot, *keys)
        compared()
    assert said == [f"轮到{name}" for name in PEOPLE]
    assert given(office) == [(name, "同意") for name in PEOPLE]
    assert page.count.text() == "4 / 4 人已同意"
    assert page.note.text() == "李小红、王志强、刘建国、陈保民都同意了。"
    qtbot.waitUntil(lambda: path.next_button.text().strip() == "定稿…")
    qtbot.waitUntil(path.next_button.hasFocus)
    events = office.session.store.events(office.report_page.document.report_id)
    # who shows no PIN does not sit down at another's desk
    assert [event.by for event in events if event.action == "approve"] == ["陈保民", *PEOPLE[1:]]
    assert office.session.operator == "陈保民"


def test_a_wrong_pin_agrees_to_nothing_and_is_recorded(qtbot, office, page, compared):
    press(qtbot, ENTER, ENTER)
    assert page.open_card.problem.text() == "还没有写口令。"
    press(qtbot, "0000", ENTER)
    compared()
    assert "口令不对" in page.open_card.problem.text()
    assert page.open_card.pin.hasFocus()
    assert page.open_card.pin.text() == ""
    assert len(given(office)) == 1
    assert [event.about["who"] for event in office.session.store.events() if event.action == "pin"] == ["王志强"]


def test_a_pin_is_shown_before_a_report_is_handed_back(qtbot, office, page, compared):
    press(qtbot, ENTER)
    page.open_card.return_button.click()
    assert page.open_card.problem.text() == "还没有写口令。"
    press(qtbot, "1234")
    page.open_card.return_button.click()
    compared()
    shown(office, ReasonDialog).edit.setPlainText("第五部分写得太笼统")
    shown(office, ReasonDialog).keep_button.click()
    assert given(office) == []
    assert page.note.text() == "办公室复核（王志强）退回：第五部分写得太笼统。"
    assert [one.person.text() for one in page.cards][1:] == list(PEOPLE[1:])


def test_a_pin_that_is_set_while_the_page_is_open_is_asked_for_from_then_on(qtbot, office, page, compared):
    office.session.set_operator("李小红")
    office.actions["pin"].trigger()
    dialog = shown(office, PinDialog)
    dialog.new.setText("1234")
    dialog.again.setText("1234")
    dialog.keep_button.click()
    compared()
    assert office.session.operators.needs_pin("李小红")
    qtbot.waitUntil(page.open_card.pin.isVisible)


def test_enter_that_is_held_down_agrees_once(qtbot, office, page):
    press(qtbot, ENTER)
    office.session.keep(pin_setting("王志强", ""))
    page.show_state()
    page.setFocus()
    held = QKeyEvent(QEvent.Type.KeyPress, ENTER, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    QApplication.sendEvent(QApplication.focusWidget(), held)
    assert len(given(office)) == 1
    press(qtbot, ENTER)
    assert len(given(office)) == 2


def test_what_is_to_be_done_before_keeps_from_agreeing_and_the_path_leads_there(qtbot, office, page):
    office.report_page.document.set_value("disputes.litigation_after.total", 77)
    path = office.report_page.path
    qtbot.waitUntil(path.next_button.isVisible)
    card = page.open_card
    assert not card.agree_button.isEnabled()
    assert card.hint.text() == "还不能同意，要先改这 1 处。"
    press(qtbot, ENTER)
    assert given(office) == []
    path.next_button.click()
    assert (office.report_page.stage_page, office.report_page.current) == (None, "disputes")


def test_several_who_may_are_to_be_chosen_from(qtbot, office):
    session = office.session
    session.keep({"workflow.first_review": "李小红\n王志强"})
    office.actions["sign"].trigger()
    page = shown(office, ApprovalPage)
    card = page.open_card
    assert card.name.hasFocus()
    assert card.who == ""
    press(qtbot, ENTER)
    assert card.problem.text() == "还没有选审核人。"
    press(qtbot, Qt.Key.Key_Down)
    assert card.who == "李小红"
    press(qtbot, Qt.Key.Key_Down)
    assert card.who == "王志强"
    assert card.pin.isVisible()
    page.people_button.click()
    assert card.name.view().isVisible()
    card.name.hidePopup()


def test_the_disc_of_a_step_shows_whose_it_is_now_and_how_it_stands(office, page):
    """Not who it was before, or who might be: of several the one who is chosen."""

    def discs():
        return [(card.face.letter, card.face.tone) for card in page.cards]

    process = office.features.approval.process
    assert discs() == [("李", "next"), ("王", ""), ("刘", ""), ("陈", "")]
    process.approve("李小红", "同意")
    process.approve("王志强", "同意")
    process.hand_back("刘建国", "第五部分写得太笼统。")
    assert discs() == [("李", "next"), ("王", "lapsed"), ("刘", ""), ("陈", "")]
    first = office.session.steps
    office.session.keep({"operators": "\n".join([*PEOPLE, "甲"]), f"workflow.{next(iter(first))}": "王志强\n甲"})
    office.session.context_changed.emit()
    page.show_state()
    assert discs()[0] == ("·", "next")
    page.open_card.name.setCurrentText("甲")
    assert discs()[0] == ("甲", "next")


def test_of_many_who_may_some_are_named_and_not_everybody(office):
    second = tuple(office.session.steps)[1]
    office.session.keep({"operators": "\n".join([*PEOPLE, "赵新来"]), f"workflow.{second}": "\n".join(PEOPLE)})
    office.actions["sign"].trigger()
    assert shown(office, ApprovalPage).cards[1].person.text() == "李小红、王志强、刘建国等 4 人"


@pytest.mark.parametrize(("width", "is_beside"), [(1366, True), (960, False)])
def test_what_is_agreed_to_stands_beside_where_there_is_room(office, page, width, is_beside):
    office.frame.setMinimumSize(0, 0)
    office.frame.resize(width, 640)
    QApplication.processEvents()
    assert page.subject.isVisible() == is_beside
    assert page.subject.verdict.text() == "没有必须改的"
    assert page.subject.digest.text().startswith("指纹 ")


def test_no_dialog_is_open_on_the_way(page):
    assert page.isVisible()
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()] == []


def test_last_year_is_laid_beside_the_form_where_there_is_one(qtbot, office, page, full_report):
    assert page.subject.last_year_button.isHidden()
    before = new_report(full_report.form, full_report.unit, full_report.year - 1)
    office.session.take_in(before)
    office.session.recheck()
    qtbot.waitUntil(lambda: not page.subject.last_year_button.isHidden())
    page.subject.last_year_button.click()
    assert (office.report_page.stage_page, office.report_page.workspace.panel.tab) == (None, LAST_YEAR)


def begin_sealing(qtbot, office, compared):
    """All agree, and the files of the version are begun, which takes until the gate is open."""
    for keys in ((ENTER,), ("1234", ENTER), ("5678", ENTER), (ENTER,)):
        press(qtbot, *keys)
        compared()
    qtbot.waitUntil(office.report_page.path.next_button.isVisible)
    office.actions["next_step"].trigger()
    sealing = shown(office, DeliveryPage)
    press(qtbot, ENTER)
    assert sealing.term.hasFocus()
    assert sealing.title.text() == "可以定稿了"  # one Enter more than people agreed seals nothing
    press(qtbot, Qt.Key.Key_Tab, ENTER)
    assert sealing.title.text().startswith("正在定稿")
    assert not sealing.seal_button.isVisible()
    return sealing


@pytest.fixture
def gate(monkeypatch):
    """Packages are made of nothing, and only once the gate is opened."""
    gate = Event()
    monkeypatch.setattr("disclosure_desk.gui.approval.delivery_page.package", lambda _: gate.wait(10) and NO_FILES)
    yield gate
    gate.set()


def versions(window):
    return window.session.store.approval_state(window.report_page.document.report_id).versions


@pytest.mark.usefixtures("page")
def test_sealing_is_stopped_and_begun_again(qtbot, office, gate, compared):
    sealing = begin_sealing(qtbot, office, compared)
    qtbot.keyClick(sealing.stop_button, ENTER)
    assert sealing.note.text() == "停了，没有定稿。报告还是原来的样子。"
    assert sealing.seal_button.hasFocus()
    press(qtbot, ENTER)
    gate.set()
    qtbot.waitUntil(lambda: len(versions(office)) == 1)
    assert sealing.title.text() == "已定稿，文件都核对过"
    assert "定稿，经李小红、王志强、刘建国、陈保民同意。" in sealing.guide.text()
    assert not sealing.bar.isVisible()


@pytest.mark.usefixtures("page")
def test_what_is_changed_while_it_is_sealed_is_not_sealed(qtbot, office, gate, compared):
    sealing = begin_sealing(qtbot, office, compared)
    office.features.approval.process.begin_change("漏报一件")
    assert office.report_page.document.set_value("problems", "另有问题。")
    gate.set()
    qtbot.waitUntil(lambda: "这份报告又有了改动" in sealing.note.text())
    assert "\n还不能定稿：" in sealing.note.text()  # what is so now, beside what came of the last try
    assert versions(office) == []
    assert not sealing.bar.isVisible()


@pytest.mark.usefixtures("page")
def test_why_no_package_can_be_made_is_told(qtbot, office, monkeypatch, compared):
    def fail(_):
        raise WriteError("磁盘满了。")

    monkeypatch.setattr("disclosure_desk.gui.approval.delivery_page.package", fail)
    sealing = begin_sealing(qtbot, office, compared)
    qtbot.waitUntil(lambda: sealing.note.text() == "磁盘满了。")
    assert versions(office) == []


def test_f6_goes_round_page_path_and_tools_of_a_stage(qtbot, office, page):
    for action in ("sign", "seal"):
        office.actions[action].trigger()
        stage, path = office.report_page.stage_page, office.report_page.path
        found = []
        for _ in range(3):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
            keyboard = QApplication.focusWidget()
            areas = {"page": stage, "path": path, "tools": office.frame.menuBar()}
            found.append(next(name for name, area in areas.items() if area.isAncestorOf(keyboard)))
        assert found == ["path", "tools", "page"]
    assert page is not stage


def test_what_is_not_filled_in_yet_is_no_fault_of_what_is_agreed_to(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    window.actions["sign"].trigger()
    assert shown(window, ApprovalPage).subject.verdict.text() == "还没有填完：0 / 166 格"


def test_names_of_sealed_files_are_cut_alike(qtbot):
    shown = []
    for size in ("9 KB", "1023 KB", "1.2 MB"):
        line = FileLine(KINDS[".zip"], is_first=True)
        qtbot.addWidget(line)
        line.show_file("某某市某某区某某街道办事处_2025_政府信息公开年报.pdf", size, is_whole=True)
        line.resize(500, 46)
        line.show()
        shown.append(line.name.shown)
        assert line.width() == 500  # a long title makes no line wider than its page, where a button would be cut
    assert "…" in shown[0]
    assert len(set(shown)) == 1
