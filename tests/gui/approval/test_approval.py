"""The way of a report out of the office by keys: looked through, taken back by a change, sealed, corrected."""

from pathlib import Path

import pytest
from dialogs import shown
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from disclosure_desk.checks.stages import Stage
from disclosure_desk.gui.approval.approval_bar import ApprovalBar
from disclosure_desk.gui.approval.approval_page import ApprovalPage
from disclosure_desk.gui.approval.approval_text import APPROVED, SEALED
from disclosure_desk.gui.approval.delivery_dialogs import DeliveryDialog
from disclosure_desk.gui.approval.delivery_page import DeliveryPage
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.report.findings_list import FINDING
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.replay import approval_state

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CELL = "requests.received.business"
ENTER = Qt.Key.Key_Return
ADDRESS = "http://www.example.gov.cn/1.html"


def shown_findings(window):
    items = window.report_page.findings.list
    found = (items.item(row).data(FINDING) for row in range(items.count()))
    return [one for one in found if one]


def sit(window, name):
    window.session.store.actor = Actor(name, "clerk")


@pytest.fixture
def desk(at_work):
    """The full report open, with nobody set for any step; 李某 filled it."""
    sit(at_work, "李某")
    at_work.session.store.connection_for_tests.execute("PRAGMA synchronous = OFF")
    document = at_work.report_page.document
    document.set_value("problems", document.report.value("problems") + "今后继续改进。")
    return at_work


def approval_page(window):
    window.actions["sign"].trigger()
    return shown(window, ApprovalPage)


def sign(qtbot, window, name, opinion="同意", why=""):
    """Approve the step whose turn it is; where each stands then, and what is said below the fields."""
    sit(window, name)
    page = approval_page(window)
    page.show_state()
    card = page.open_card
    card.opinion.setText(opinion)
    card.why.setText(why)
    qtbot.keyClick(card.opinion, ENTER)
    return [one.state.text() for one in page.cards], card.problem.text()


def give_reason(qtbot, window, why):
    dialog = shown(window, ReasonDialog)
    dialog.edit.setPlainText(why)
    qtbot.keyClick(dialog.keep_button, Qt.Key.Key_Space)


def stands(window):
    return approval_state(window.session.store.events(window.report_page.document.report_id))


def bar(window):
    return window.report_page.findChild(ApprovalBar)


def press(qtbot, button):
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def approve_all(qtbot, window):
    for name in "甲乙丙丁":
        sign(qtbot, window, name)


def test_a_draft_shows_nothing_of_approvals_but_the_verdict_that_leads_there(qtbot, desk):
    assert not bar(desk).isVisible()
    path = desk.report_page.path
    assert path.next_button.text().strip() == "送审…"
    assert path.state.text() == "2025 年度报告 · 草稿"
    press(qtbot, path.next_button)
    assert shown(desk, ApprovalPage) is desk.report_page.stage_page
    assert "P-SIGNED" not in {one.rule for one in shown_findings(desk)}  # the verdict tells it
    assert [one.state for one in desk.session.listed()] == [
        "核对无误，还差部门初核、办公室复核、分管领导终审、保密审查"
    ]


def test_the_steps_go_in_order_and_what_is_missing_is_only_told(qtbot, desk):
    states, _ = sign(qtbot, desk, "甲", "数据已核对")
    assert states == ["同意", "轮到您", "还没轮到", "还没轮到"]
    (approval,) = stands(desk).approvals
    assert (approval.step, approval.name, approval.opinion) == ("first_review", "甲", "数据已核对")
    assert bar(desk).words.text() == "已完成部门初核（甲）。改动会使这些审核作废。"
    path = desk.report_page.path
    qtbot.waitUntil(lambda: path.waiting.words.text() == "轮到办公室复核")
    assert path.next_button.isHidden()
    desk.report_page.show_form()
    assert path.next_button.text().strip() == "办公室复核…"
    assert path.state.text() == "2025 年度报告 · 审核中"
    assert path.stages[Stage.APPROVE].accessibleName() == "审核，1 / 4 人"
    assert [one.severity for one in desk.report_page.document.findings if one.rule == "P-SIGNED"] == ["hint"]


def test_who_filled_the_report_approves_it_only_with_a_reason(qtbot, desk):
    for why, said in (("", "要写明原因"), ("654321", "不能只是数字")):  # a PIN that went in there is to stand nowhere
        _, problem = sign(qtbot, desk, "李某", why=why)
        assert said in problem
    assert stands(desk).approvals == []
    sign(qtbot, desk, "李某", why="本科室只有两人")
    assert stands(desk).approvals[0].why == "本科室只有两人"


def test_only_who_is_set_for_a_step_does_it(qtbot, desk):
    desk.session.keep({"operators": "李某\n王某", "workflow.first_review": "王某"})
    sit(desk, "李某")
    page = approval_page(desk)
    assert [page.open_card.name.itemText(row) for row in range(page.open_card.name.count())] == ["王某"]
    qtbot.keyClick(page.open_card.opinion, ENTER)
    assert stands(desk).approvals[0].name == "王某"
    assert [event.by for event in desk.session.store.events()][-1] == "李某"  # 王某 has shown no PIN
    assert desk.session.operator == "李某"


def test_where_nobody_was_asked_the_name_is_written(qtbot, desk):
    sit(desk, "")
    card = approval_page(desk).open_card
    assert card.name.hasFocus()
    qtbot.keyClick(card.name, ENTER)
    assert card.problem.text() == "还没有写审核人。"
    qtbot.keyClicks(QApplication.focusWidget(), "Wang")
    qtbot.keyClick(QApplication.focusWidget(), ENTER)
    assert (stands(desk).approvals[0].name, stands(desk).approvals[0].opinion) == ("Wang", "同意")


def test_after_an_approval_nothing_is_changed_without_a_reason_and_the_change_takes_it_back(qtbot, desk):
    sign(qtbot, desk, "甲")
    sit(desk, "李某")
    page = desk.report_page
    assert not bar(desk).isVisible()
    page.go_to(CELL)
    assert page.stage_page is None
    qtbot.keyClicks(page.page.view, "7")
    assert not page.page.view.editor.isVisible()
    assert desk.frame.statusBar().currentMessage() == APPROVED
    assert not page.page.zero_button.isEnabled()
    before = page.document.report.value(CELL)
    assert not page.document.set_value(CELL, 1)
    assert page.banner.text() == APPROVED
    press(qtbot, bar(desk).change)
    give_reason(qtbot, desk, "漏报一件")
    assert not page.banner.isVisible()
    assert page.document.set_value(CELL, before + 1)
    assert desk.frame.statusBar().currentMessage() == "已保存。部门初核因这处改动作废，要重新审核。"
    assert bar(desk).words.text() == "部门初核因后来有改动而作废，要重新审核。"
    assert page.document.set_value(CELL, before)  # asked once, not every time
    assert [event.why for event in desk.session.store.events()[-2:]] == ["漏报一件"] * 2
    desk.actions["sign"].trigger()
    assert shown(desk, ApprovalPage).cards[0].person.text().endswith("　已作废")
    assert stands(desk).approvals == []
    sign(qtbot, desk, "甲")
    assert page.document.lock == APPROVED


def test_texts_can_be_read_but_not_typed_into_while_they_are_locked(qtbot, desk):
    desk.report_page.go_to("problems")
    editor = desk.report_page.page.boxes["problems"].editor
    assert not editor.isReadOnly()
    sign(qtbot, desk, "甲")
    assert editor.isReadOnly()
    desk.report_page.show_section("other_matters")
    assert desk.report_page.page.boxes["other_matters"].editor.isReadOnly()


def test_a_report_is_handed_back_with_a_reason(qtbot, desk):
    sign(qtbot, desk, "甲")
    sit(desk, "乙")
    page = approval_page(desk)
    page.show_state()
    page.open_card.return_button.setFocus()
    qtbot.keyClick(page.open_card.return_button, ENTER)
    give_reason(qtbot, desk, "第三部分数字请再核对")
    assert page.cards[0].face.letter == "乙"  # who would agree now; that of 甲 has lapsed
    assert page.note.text() == "办公室复核（乙）退回：第三部分数字请再核对。"
    desk.report_page.show_form()
    assert stands(desk).returned.why == "第三部分数字请再核对"
    assert "办公室复核（乙）退回：第三部分数字请再核对。" in bar(desk).words.text()
    press(qtbot, bar(desk).change)
    assert shown(desk, ReasonDialog).sentence == "按退回意见修改：第三部分数字请再核对"


def test_what_keeps_a_report_from_being_sealed_is_told(desk):
    desk.actions["seal"].trigger()
    page = shown(desk, DeliveryPage)
    assert page.title.text() == "还不能定稿"
    assert "还缺部门初核、办公室复核、分管领导终审、保密审查" in page.note.text()
    assert not page.seal_button.isEnabled()
    assert desk.report_page.path.next_button.text().strip() == "送审…"


@pytest.mark.slow
def test_sealed_corrected_and_published(qtbot, desk, tmp_path, opened):
    approve_all(qtbot, desk)
    path_bar = desk.report_page.path
    qtbot.waitUntil(path_bar.next_button.isVisible)
    press(qtbot, path_bar.next_button)
    page = shown(desk, DeliveryPage)
    assert (page.title.text(), path_bar.waiting.words.text()) == ("可以定稿了", "可以定稿")
    assert page.term.hasFocus()
    page.term.setCurrentText("30年")
    qtbot.keyClick(page.term, Qt.Key.Key_Tab)
    qtbot.keyClick(page.seal_button, ENTER)
    assert page.stop_button.hasFocus()
    qtbot.waitUntil(lambda: bool(stands(desk).versions), timeout=30_000)
    (sealing,) = stands(desk).versions
    path = tmp_path / "desk" / "archive" / sealing.file
    assert path.is_file()
    assert page.title.text() == "已定稿，文件都核对过"
    assert page.digest.text().endswith(sealing.sha256)
    assert sealing.sha256 in page.register.text().replace(" ", "")
    page.copy_button.click()
    assert QGuiApplication.clipboard().text() == page.register.text()
    assert desk.session.settings["archive.term"] == "30年"
    report = desk.report_page
    assert report.document.lock == SEALED
    assert not report.document.history.done
    assert not report.document.set_value(CELL, 1)
    qtbot.waitUntil(lambda: report.path.state.text() == "2025 年度报告 · 已定稿　第 1 版")
    assert report.path.stages[Stage.DELIVER].is_here
    assert report.path.waiting.words.text() == "还差 3 件"
    hand_out(desk, page, tmp_path, path, opened)

    register_all(qtbot, desk, page)
    assert stands(desk).published[1] == ADDRESS
    report.show_form()
    assert bar(desk).words.text().startswith("定稿第 1 版")
    assert f"已公布：{ADDRESS}" in bar(desk).words.text()
    assert report.path.next_button.isHidden()
    assert [one.state for one in desk.session.listed()] == ["已定稿"]
    again_opened(desk)
    correct_again(qtbot, desk, path)


def register_all(qtbot, window, page):
    """What is left to do is registered by keys alone, one after the other."""
    for name, wanted in (("报送登记", "区政府办公室"), ("公布登记", ADDRESS), ("存档登记", "档案室")):
        button = page.deliveries[name].button
        qtbot.waitUntil(lambda button=button: button.visibleRegion().boundingRect().height() == button.height())
        assert button.hasFocus()
        qtbot.keyClick(page.deliveries[name].button, ENTER)
        dialog = shown(window, DeliveryDialog)
        qtbot.keyClick(dialog.day, ENTER)
        assert dialog.problem.text() == f"还没有写“{dialog.where.accessibleName()}”。"
        assert dialog.focusWidget() is dialog.where
        assert not dialog.day_doubt.isVisible()
        today = dialog.day.date()
        dialog.day.setDate(QDate(2020, 1, 25))
        assert dialog.day_doubt.isVisible()
        assert dialog.day_doubt.text().startswith("2020-01-25 在定稿（")
        dialog.day.setDate(today)
        dialog.where.setText(wanted)
        dialog.receipt.setText("2026-0137" if dialog.receipt.isVisible() else "")
        qtbot.keyClick(dialog.where, ENTER)
        assert page.deliveries[name].note.text().endswith("，回执号 2026-0137" if name == "报送登记" else wanted)
    assert window.report_page.path.waiting.words.text() == "都办完了"
    assert page.all_button.hasFocus()  # Enter once more does not begin a correction


def correct_again(qtbot, desk, path):
    """A correction begins on the form, and shows how it differs before it is sealed."""
    press(qtbot, page_of(desk).correct_button)
    give_reason(qtbot, desk, "漏报一件申请")
    report = desk.report_page
    assert (report.document.lock, report.stage_page) == ("", None)
    assert bar(desk).words.text() == "正在更正第 1 版，原因：漏报一件申请。"
    assert report.document.set_value("problems", report.document.report.value("problems") + "另有更正。")
    desk.actions["seal"].trigger()
    page = shown(desk, DeliveryPage)
    assert page.changed.text() == "和第 1 版有 1 处不同："
    assert [page.differences.item(0, column).text() for column in (1, 2)] == ["（空）", "另有更正。"]
    path.chmod(0o644)
    path.write_bytes(b"")
    desk.actions["seal"].trigger()
    assert path.name in page.changed.text()


def page_of(window):
    return shown(window, DeliveryPage)


def hand_out(window, page, folder, package, opened):
    """Every file is opened and saved, under the name of unit and year; the record tells it."""
    for line in page.lines.values():
        line.open_button.click()
    assert [path.suffix for path in opened] == [".zip", ".pdf", ".ofd", ".docx", ".html", ".xlsx"]
    assert opened[0].read_bytes() == package.read_bytes()
    assert {path.stem for path in opened} == {"涿河区金牛山办事处_2025_政府信息公开年报"}
    page.lines[".pdf"].save_button.click()
    choose(window, folder / "a.pdf")
    page.all_button.click()
    (folder / "all").mkdir()
    choose(window, folder / "all")
    assert sorted(path.suffix for path in (folder / "all").iterdir()) == sorted(path.suffix for path in opened)
    assert (folder / "a.pdf").read_bytes() == opened[1].read_bytes()
    (folder / "all" / opened[2].name).write_bytes(b"the clerk's own")
    page.all_button.click()
    choose(window, folder / "all")
    assert f"{opened[2].name}、{opened[3].name}" in shown(window, MessageDialog).words.text()
    shown(window, MessageDialog).reject()
    assert (folder / "all" / opened[2].name).read_bytes() == b"the clerk's own"
    assert page.lead == "打开、另存过 13 次，都有调取记录"
    page.folder_button.click()
    assert opened[-1] == package.parent


def choose(window, path):
    chooser = shown(window, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()


def again_opened(window):
    """A sealed report opens on what was made of it."""
    report_id = window.report_page.document.report_id
    window.session.close_report()
    window.session.open_report(report_id)
    assert page_of(window) is window.report_page.stage_page


@pytest.fixture
def opened(monkeypatch):
    """The files and folders that were shown by the system."""
    found = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(Path(url.toLocalFile())))
    return found


@pytest.mark.parametrize(
    ("name", "words"), [("correct", "还没有定稿，可以直接修改"), ("publish", "定稿以后才登记公布")]
)
def test_a_draft_is_neither_corrected_nor_published(desk, name, words):
    desk.actions[name].trigger()
    box = shown(desk, MessageDialog)
    assert words in box.words.text()
    next(button for button in box.findChildren(QPushButton)).click()


def test_an_act_that_cannot_be_stored_is_told_and_stays(qtbot, desk, monkeypatch):
    def fail(*_):
        raise StoreError("磁盘满了。")

    monkeypatch.setattr(desk.session.store, "record_act", fail)
    _, words = sign(qtbot, desk, "甲", "数据已核对")
    assert words == "磁盘满了。"
    assert desk.report_page.document.drafts.texts == {"dialog.opinion": "数据已核对"}
    approval_page(desk).open_card.return_button.click()
    give_reason(qtbot, desk, "请再核对")
    assert shown(desk, ReasonDialog).problem.text() == "磁盘满了。"


def test_whoever_sits_down_next_gives_a_reason_of_their_own(qtbot, desk):
    desk.session.operator_changed.emit("李某")
    sign(qtbot, desk, "甲")
    desk.report_page.show_form()
    press(qtbot, bar(desk).change)
    give_reason(qtbot, desk, "漏报一件")
    desk.session.operator_changed.emit("李某")
    assert desk.report_page.document.lock == ""
    desk.session.operator_changed.emit("王某")
    assert desk.report_page.document.lock == APPROVED


def test_a_report_that_may_not_be_changed_is_opened_with_the_reason_in_the_status_line(qtbot, desk):
    sign(qtbot, desk, "甲")
    report_id = desk.session.document.report_id
    desk.session.close_report()
    desk.session.open_report(report_id)
    assert desk.frame.statusBar().currentMessage() == APPROVED


def test_a_reason_is_more_than_a_word(qtbot, desk):
    sign(qtbot, desk, "甲")
    desk.report_page.show_form()
    press(qtbot, bar(desk).change)
    dialog = shown(desk, ReasonDialog)
    dialog.edit.setPlainText("改")
    assert not dialog.keep_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.report_page.document.lock == APPROVED
