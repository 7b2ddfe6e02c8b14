"""The panel of findings in the open report: it follows what the clerk breaks, and its buttons mend it."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from disclosure_desk.checks.finding import Finding
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.gui.report.finding_card import FindingCard
from disclosure_desk.gui.report.finding_place import place_to_mend
from disclosure_desk.gui.report.side_panel import FINDINGS, LAST_YEAR

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
CELL = "requests.received.business"
CARRIED = "requests.pending_at_start.natural_person"


def test_the_panel_opens_what_was_just_broken_and_its_button_mends_it(qtbot, at_work):
    page, document = at_work.report_page, at_work.report_page.document
    page.enter_section("requests")
    before, keyboard = document.report.value(CELL), QApplication.focusWidget()
    document.set_value(CELL, before + 1)
    qtbot.waitUntil(lambda: page.findings.current is not None)
    assert CELL in page.findings.current.cells
    assert QApplication.focusWidget() is keyboard
    page.go_to("requests.outcome.granted.research")
    assert page.findings.card is not None  # it stays until it is mended, though Enter has led on
    qtbot.mouseClick(page.findings.card.buttons[0], Qt.MouseButton.LeftButton)
    assert document.report.value(CELL) == before
    qtbot.waitUntil(lambda: page.findings.card is None)


class Paints(QObject):
    """What is seen each time a list is painted: which cards, and where."""

    def __init__(self, viewport):
        super().__init__(viewport)
        self.seen = []
        viewport.installEventFilter(self)

    def eventFilter(self, viewport, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.seen.append([one.geometry() for one in viewport.findChildren(FindingCard) if one.isVisible()])
        return False


def test_no_two_cards_are_ever_painted_over_each_other(at_work):
    page, document = at_work.report_page, at_work.report_page.document
    at_work.frame.resize(1366, 768)
    page.enter_section("requests")
    paints = Paints(page.findings.list.viewport())
    for row, value in (("received", 99), ("outcome.granted", 77), ("received", 3), ("outcome.granted", 5)):
        page.go_to(f"requests.{row}.business")
        paints.seen.clear()
        document.set_value(f"requests.{row}.business", value)
        for _ in range(5):
            QApplication.processEvents()
        assert paints.seen
        assert all(cards == paints.seen[-1] for cards in paints.seen)
        assert len(paints.seen[-1]) == 1


def test_what_comes_in_with_a_whole_report_has_not_just_broken(qtbot, at_work):
    page, document = at_work.report_page, at_work.report_page.document
    text = document.report.texts["problems"]
    figure = document.report.value(CELL)
    document.edit([Change(CELL, figure, figure + 1), Change("problems", text, text + "再写一句。")])
    qtbot.waitUntil(lambda: page.findings.list.count() > 0)
    assert page.findings.current is None


def test_a_number_in_a_text_is_replaced_by_that_of_the_table(qtbot, at_work):
    page, document = at_work.report_page, at_work.report_page.document
    page.enter_section("overview")
    stands = document.report.value("requests.received.total")
    before = document.report.texts["overview.on_request"]
    document.set_value("overview.on_request", before + "全年共收到政府信息公开申请3件。")
    qtbot.waitUntil(lambda: page.findings.card is not None)
    button = page.findings.card.buttons[0]
    assert button.text().strip() == f"改为 {stands}"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    wanted = f"全年共收到政府信息公开申请{stands}件。"
    assert document.report.texts["overview.on_request"] == before + wanted
    page.undo()
    assert document.report.texts["overview.on_request"].endswith("申请3件。")


def test_the_next_finding_is_shown_whatever_the_panel_shows(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value("disputes.litigation_after.total", 77)
    qtbot.waitUntil(lambda: page.findings.current is not None)
    panel = page.workspace.panel
    for turn in (page.steps.next_finding, page.steps.go_on):
        panel.tabs.setCurrentIndex(1)
        assert panel.tab == LAST_YEAR
        turn()
        assert panel.tab == FINDINGS
        assert page.findings.card.isVisible()


def test_a_finding_on_a_computed_total_leads_to_the_keyed_cell_it_names_and_stays_chosen(window, full_report):
    form, session = full_report.form, window.session
    keyed = {place: value for place, value in full_report.cells.items() if not form.cells[place].is_sum}
    carried = {place: 0 for place in keyed if place.startswith("requests.pending_at_start.")}
    assert carried
    session.take_in(new_report(form, full_report.unit, full_report.year - 1, full_report.texts | keyed))
    figures = keyed | carried | {CARRIED: 1}
    session.open_report(
        session.take_in(new_report(form, full_report.unit, full_report.year, full_report.texts | figures))
    )
    page = window.report_page
    wanted = next(one for one in page.document.findings if one.cells[:1] == (f"{CARRIED.rpartition('.')[0]}.total",))
    page.findings.chosen.emit(wanted)
    assert page.place == CARRIED
    assert page.findings.current == wanted


def test_a_sum_of_which_no_part_is_named_leads_to_its_first_keyed_part(full_report):
    keyed = {place: one for place, one in full_report.cells.items() if not full_report.form.cells[place].is_sum}
    summed = new_report(full_report.form, full_report.unit, full_report.year, keyed)
    grand = "requests.outcome.total.total"
    finding = Finding("r", "error", "requests", (grand,), "", "")
    assert place_to_mend(full_report, finding) == grand  # somebody keyed this total
    place = place_to_mend(summed, finding)
    assert place in keyed
    assert place.endswith(".natural_person")
    assert place_to_mend(summed, finding._replace(cells=())) == ""


def test_f8_goes_first_where_the_button_behind_it_leads_and_then_on_to_each(qtbot, at_work):
    page, document = at_work.report_page, at_work.report_page.document
    document.set_value("overview.on_request", document.report.texts["overview.on_request"] + "全年共收到申请3件。")
    document.set_value("disputes.litigation_after.total", 77)
    page.enter_section("overview")
    qtbot.waitUntil(lambda: page.path.next_button.text().strip() == "改这 1 处")
    assert {one.section for one in document.findings if one.is_open} >= {"overview", "disputes"}
    page.findings.list.setCurrentRow(-1)
    page.steps.next_finding()
    first = page.findings.current
    assert first == document.stages.next_step.finding
    seen = {first.key}
    for _ in range(len(page.findings._shown) - 1):
        page.steps.next_finding()
        seen.add(page.findings.current.key)
    assert seen == {one.key for one in page.findings._shown}
    page.steps.next_finding()
    assert page.findings.current == first


def test_f8_goes_to_what_is_wrong_before_what_is_only_not_filled_in_yet(qtbot, at_work):
    page, document = at_work.report_page, at_work.report_page.document
    document.set_value("proactive.rule_document.issued", None)
    document.set_value("disputes.litigation_after.total", 77)
    sections = ["proactive", "disputes"]
    qtbot.waitUntil(lambda: [one.section for one in page.findings._shown if one.severity == "error"] == sections)
    page.findings.list.setCurrentRow(-1)
    page.steps.next_finding()
    assert "disputes.litigation_after.total" in page.findings.current.cells


def test_what_was_said_of_a_report_is_said_no_longer_on_the_list(at_work):
    at_work.report_page.message.emit("已清除 3 格，可以撤销。")
    assert at_work.frame.statusBar().currentMessage()
    at_work.session.close_report()
    assert not at_work.frame.statusBar().currentMessage()


TURNS = {
    "another section": lambda page: page.enter_section("overview"),
    "the next section": lambda page: page.step(1),
    "a finding's place": lambda page: page.go_to("disputes.reconsideration.upheld"),
    "the approval": lambda page: page.steps.approval_wanted.emit(),
}


@pytest.mark.parametrize("turn", TURNS)
def test_what_was_said_of_a_table_is_said_no_longer_on_another_page(at_work, turn):
    page, status = at_work.report_page, at_work.frame.statusBar()
    page.enter_section("requests")
    page.page.message.emit("这是本表最后一格，都填了。")
    page.enter_section("requests")
    assert status.currentMessage() == "这是本表最后一格，都填了。"
    TURNS[turn](page)
    assert page.current != "requests" or page.stage_page
    assert not status.currentMessage()


def test_that_a_change_is_saved_or_taken_back_is_still_said_on_the_page_that_it_leads_to(at_work):
    page, status = at_work.report_page, at_work.frame.statusBar()
    page.enter_section("requests")
    page.page.message.emit("这是本表最后一格，都填了。")
    page.document.set_value("requests.received.other", 77)
    page.enter_section("overview")
    assert status.currentMessage().startswith("已保存 ")
    page.undo()
    assert page.current == "requests"
    assert status.currentMessage().startswith("已撤销：")


def test_a_finding_in_a_text_is_not_gone_to_where_what_is_typed_keeps_the_page(at_work, monkeypatch):
    page, document = at_work.report_page, at_work.report_page.document
    document.set_value("overview.on_request", "全年共收到政府信息公开申请3件。")
    finding = next(one for one in document.findings if one.marks and one.marks[0].text == "overview.on_request")
    page.enter_section("problems")
    monkeypatch.setattr(page.page, "flush", lambda: False)
    page.findings.chosen.emit(finding)
    assert page.current == "problems"
