"""The tab 去年: what stood last year where the clerk is, what of it is the same, and how it is taken over."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.gui.report.last_year_pane import LastYearPane
from disclosure_desk.gui.report.side_panel import FINDINGS, LAST_YEAR, PREVIEW

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
SAME = "建立专人对接制度，精准对接申请人需求，耐心做好政策解释工作。"
TEXT, CELL = "overview.on_request", "requests.received.business"


@pytest.fixture
def before(form, full_report):
    """Last year's report of the same unit."""
    texts = {TEXT: f"去年共收到申请2件，均已办结。{SAME}", "overview.platform": "网站改版。<b>"}
    return new_report(form, full_report.unit, full_report.year - 1, {**texts, CELL: 7})


@pytest.fixture
def pane(qtbot, full_report, before):
    full_report.apply([Change(TEXT, full_report.texts[TEXT], f"今年写得不同。{SAME}")])
    pane = LastYearPane()
    qtbot.addWidget(pane)
    pane.resize(372, 600)
    with qtbot.waitExposed(pane):
        pane.show()
    pane.show_reports(full_report, before)
    return pane


def words(pane):
    return pane.text.toPlainText()


def underlined(pane):
    found, block = "", pane.text.document().begin()
    while block.isValid():
        for piece in block:
            if piece.fragment().charFormat().fontUnderline():
                found += piece.fragment().text()
        block = block.next()
    return found


def test_the_same_text_stands_first_and_what_is_the_same_is_underlined(pane):
    pane.show_place("overview", TEXT)
    told = words(pane)
    assert told.index("去年共收到申请2件") < told.index("网站改版。<b>")
    assert underlined(pane) == SAME
    assert "● 划线的 1 句与今年相同，占去年这一段的 67%。" in told
    assert pane.is_text


def test_a_text_that_was_not_written_says_so_and_cannot_be_taken_over(pane):
    pane.show_place("overview", "overview.management")
    assert "去年这一段没有写。" in words(pane)
    assert not pane.take_button.isEnabled()


def test_figures_stand_beside_this_years_in_the_column_of_the_cell(pane, full_report):
    pane.show_place("requests", CELL)
    assert not pane.is_text
    assert pane.take_button.isHidden()
    rows = words(pane).split("\n")
    at = rows.index("一、本年新收政府信息公开申请数量")
    assert rows[0] == "商业企业一列"
    assert rows[at + 1 : at + 3] == ["7", str(full_report.value(CELL))]
    assert "–" in rows  # what is blank is not 0


def test_a_report_on_a_former_form_has_a_dash_where_that_has_no_such_cell(pane, full_report):
    former = new_report(load_form("2019"), full_report.unit, full_report.year - 1, {CELL: 7})
    pane.show_reports(full_report, former)
    own = "requests.outcome.other.not_clarified.business"
    assert own not in former.cells
    pane.show_place("requests", CELL)
    rows = words(pane).split("\n")
    at = rows.index(full_report.form.cells[own].row.label[-1])
    assert rows[at + 1 : at + 3] == ["–", str(full_report.value(own))]
    assert "7" in rows


def test_a_small_table_is_shown_whole(pane):
    pane.show_place("disputes", "disputes.reconsideration.upheld")
    assert words(pane).startswith("全表")


def test_the_text_or_the_sentences_chosen_are_taken_over(qtbot, pane, before):
    pane.show_place("overview", TEXT)
    with qtbot.waitSignal(pane.text_wanted) as taken:
        qtbot.mouseClick(pane.take_button, Qt.MouseButton.LeftButton)
    assert taken.args == [TEXT, before.texts[TEXT]]
    assert pane.text.find("均已办结")
    with qtbot.waitSignal(pane.text_wanted) as taken:
        pane.take_button.click()
    assert taken.args == [TEXT, "均已办结"]


def test_what_the_pane_says_of_a_text_is_not_taken_over_with_it(qtbot, pane, before):
    pane.show_place("overview", TEXT)
    pane.text.selectAll()
    assert "与今年同一部分" in pane.text.textCursor().selectedText()
    with qtbot.waitSignal(pane.text_wanted) as taken:
        pane.take_button.click()
    assert taken.args == [TEXT, f"{before.texts[TEXT]}\n{before.texts['overview.platform']}"]


def test_a_report_that_may_not_be_changed_takes_nothing_over(pane, full_report, before):
    pane.show_place("overview", TEXT)
    pane.show_reports(full_report, before, is_locked=True)
    assert not pane.take_button.isEnabled()


def test_where_last_years_report_is_missing_it_leads_to_it(qtbot, pane, full_report):
    pane.show_reports(full_report, None)
    assert pane.import_button.isVisible()
    assert pane.import_button.text() == f"导入 {full_report.year - 1} 年报告…"
    with qtbot.waitSignal(pane.import_wanted):
        qtbot.mouseClick(pane.import_button, Qt.MouseButton.LeftButton)


def test_in_the_window_it_follows_the_clerk_and_what_it_takes_over_can_be_undone(qtbot, window, full_report, before):
    window.session.take_in(before)
    window.session.open_report(window.session.take_in(full_report))
    page, document = window.report_page, window.report_page.document
    window.frame.resize(1366, 768)
    panel = page.workspace.panel
    panel.tabs.setCurrentIndex(1)
    assert (panel.tab, panel.width()) == (LAST_YEAR, 372)
    page.enter_section("overview")
    page.page.go_to(TEXT)
    assert "去年共收到申请2件" in page.stood.text.toPlainText().split("\n")[1]
    stood = document.report.texts[TEXT]
    qtbot.mouseClick(page.stood.take_button, Qt.MouseButton.LeftButton)
    assert document.report.texts[TEXT] == f"{stood.rstrip()}\n{before.texts[TEXT]}"
    assert "要改成今年的" in page.stood.note.text()
    assert page.page.boxes[TEXT].editor.hasFocus()
    document.set_value(TEXT, f"{document.report.texts[TEXT]}又写一句。")
    QApplication.processEvents()
    assert page.stood.note.isVisible()  # what was taken over still stands as it was
    page.undo()
    page.undo()
    assert document.report.texts[TEXT] == stood
    QApplication.processEvents()
    assert not page.stood.note.isVisible()
    page.go_to(CELL)
    QApplication.processEvents()
    assert (panel.tab, panel.width()) == (LAST_YEAR, 296)
    window.actions["side_preview"].setChecked(True)
    assert panel.tab == PREVIEW
    window.actions["side_preview"].setChecked(False)
    assert panel.tab == LAST_YEAR  # it comes back to what the clerk had open
    panel.tabs.setCurrentIndex(0)
    assert panel.tab == FINDINGS
