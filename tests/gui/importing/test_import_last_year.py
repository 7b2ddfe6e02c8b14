"""Last year's report: taken in beside the one at work, compared with, asked about."""

import pytest
from clerk_keys import confirming_at, refuse, type_keys, value
from dialogs import all_shown, dialog_of, press
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from disclosure_desk.core.report import Change
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.shell.new_report_dialog import NewReportDialog
from disclosure_desk.gui.widgets.message_dialog import MessageDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

UNIT = "涿河区金牛山办事处"
CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def last_years(variant, **words):
    return variant(
        words={"2025 年政府信息公开工作年度报告": "2024 年政府信息公开工作年度报告", **words}, name="去年.txt"
    )


def test_a_missing_last_year_is_hinted_at_and_taken_in_from_there(qtbot, at_work, variant):
    hint = at_work.report_page.last_year
    assert "没有 2024 年的报告" in hint.toolTip()
    qtbot.mouseClick(hint, Qt.MouseButton.LeftButton)
    own = at_work.report_page.document.report_id
    dialog_of(qtbot, at_work, QFileDialog).fileSelected.emit(str(last_years(variant)))
    qtbot.waitUntil(lambda: not hint.is_missing)
    assert hint.text().strip() == "对照 2024 年报告"
    assert at_work.report_page.document.report_id == own
    assert "用来和正在填的对照" in at_work.frame.statusBar().currentMessage()
    assert [(one.unit, one.year) for one in at_work.session.store.reports()] == [(UNIT, 2025), (UNIT, 2024)]


@pytest.mark.parametrize("more", [0, 1])  # in December, too, when the report on the year that ends is begun early
def test_on_an_empty_desk_this_years_report_is_begun_from_last_years(qtbot, window, variant, more):
    year = window.session.suggestion()[1] + more
    file = variant(words={"2025 年政府信息公开工作年度报告": f"{year - 1} 年政府信息公开工作年度报告"}, name="去年.txt")
    qtbot.keyClick(window.list.beginning.first_import, KEY.Key_Return)
    chooser = dialog_of(qtbot, window, QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.reject()
    asked = dialog_of(qtbot, window, NewReportDialog)
    assert window.frame.statusBar().currentMessage().startswith(f"已导入“{UNIT}{year - 1}年")
    assert (asked.unit.text(), asked.year.value(), asked.takes_over) == (UNIT, year, True)
    qtbot.keyClick(asked, KEY.Key_Return)
    report = window.report_page.document.report
    assert (report.unit, report.year) == (UNIT, year)
    assert [(one.unit, one.year) for one in window.session.store.reports()] == [(UNIT, year), (UNIT, year - 1)]


def test_last_year_s_report_is_compared_with_at_once(qtbot, at_work, variant):
    document = at_work.report_page.document
    document.set_value("requests.pending_at_start.total", 7)
    assert "Y-CARRY" not in {finding.rule for finding in document.findings}
    at_work.features.imports.file_import.take(last_years(variant))
    qtbot.waitUntil(lambda: len(at_work.session.store.reports()) == 2)
    assert "Y-CARRY" in {finding.rule for finding in document.findings}


def test_where_last_year_is_there_the_entry_only_says_so(qtbot, at_work, variant):
    at_work.features.imports.file_import.take(last_years(variant))
    entry = at_work.report_page.last_year
    qtbot.waitUntil(lambda: not entry.is_missing)
    qtbot.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert not [one for one in at_work.frame.findChildren(QFileDialog) if one.isVisible()]


def test_the_hint_follows_a_new_year(at_work):
    at_work.report_page.document.rename(UNIT, 2023)
    assert "没有 2022 年的报告" in at_work.report_page.last_year.toolTip()


OTHER = "涿河区金牛山街道办事处"


@pytest.mark.parametrize(("answer", "unit"), [("是同一个机关", UNIT), ("不是", OTHER)])
def test_another_name_of_the_unit_is_asked_about(qtbot, at_work, variant, answer, unit):
    at_work.features.imports.file_import.take(last_years(variant, **{UNIT: OTHER}))
    box = dialog_of(qtbot, at_work, MessageDialog)
    assert OTHER in box.words.text()
    press(qtbot, box, answer)
    assert [one.unit for one in at_work.session.store.reports() if one.year == 2024] == [unit]
    notes = at_work.session.report(at_work.session.find(unit, 2024)).notes
    assert [note.place for note in notes] == (["unit"] if unit == UNIT else [])
    assert at_work.report_page.last_year.is_missing == (unit == OTHER)


def test_a_report_of_another_year_cannot_be_last_year_s_and_that_is_told(qtbot, at_work, variant):
    old = variant(words={"2025 年政府信息公开工作年度报告": "2022 年政府信息公开工作年度报告"}, name="前年.txt")
    at_work.features.imports.file_import.take(old, last_year=True)
    dialog = confirming_at(qtbot, at_work)
    assert dialog.obstacle.text().startswith("文件是 2022 年的报告；正在填的是 2025 年的")
    assert not dialog.as_last_year.isVisible()
    assert dialog.counter.text() == "没有要看的地方"
    type_keys(dialog, KEY.Key_Escape)
    assert len(at_work.session.store.reports()) == 1


def test_last_year_s_file_can_be_a_report_of_its_own(qtbot, at_work, variant):
    path = last_years(variant, **{"行政处罚\t0": "行政处罚\t/"})
    at_work.features.imports.file_import.take(path)
    dialog = confirming_at(qtbot, at_work)
    assert dialog.as_last_year.isChecked()
    dialog.as_draft.click()
    dialog.list.setFocus()
    type_keys(dialog, KEY.Key_Return, modifier=CONTROL)
    qtbot.waitUntil(lambda: at_work.report_page.document.report.year == 2024)


def test_corrections_of_last_year_s_report_stand_in_its_record(qtbot, at_work, variant):
    at_work.features.imports.file_import.take(last_years(variant, **{"行政处罚\t0": "行政处罚\t6件"}))
    dialog = confirming_at(qtbot, at_work)
    type_keys(dialog, "5", KEY.Key_Return, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(at_work.session.store.reports()) == 2)
    there = at_work.session.find(UNIT, 2024)
    changes = [one.change for one in at_work.session.store.events(there) if one.change]
    assert changes == [Change("proactive.penalty.decisions", 6, 5)]


@pytest.mark.parametrize(("answer", "held"), [("更新", 5), ("不更新，用原来的", 0)])
def test_another_last_year_s_report_is_asked_about(qtbot, at_work, variant, answer, held):
    at_work.features.imports.file_import.take(last_years(variant))
    qtbot.waitUntil(lambda: len(at_work.session.store.reports()) == 2)
    at_work.features.imports.file_import.take(last_years(variant, **{"行政处罚\t0": "行政处罚\t5"}))
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), answer)
    assert value(at_work, "proactive.penalty.decisions", at_work.session.find(UNIT, 2024)) == held
    assert len(at_work.session.store.reports()) == 2


def test_a_last_year_s_report_that_cannot_be_stored_is_told(qtbot, at_work, variant, monkeypatch):
    monkeypatch.setattr(at_work.session.store, "create", refuse)
    at_work.features.imports.file_import.take(last_years(variant))
    assert dialog_of(qtbot, at_work, MessageDialog).words.text() == "磁盘满了。"
    assert at_work.report_page.last_year.is_missing


def test_a_question_that_is_not_answered_leads_back_to_what_was_decided(qtbot, at_work, variant):
    at_work.features.imports.file_import.take(last_years(variant, **{"行政处罚\t0": "行政处罚\t6件", UNIT: OTHER}))
    dialog = confirming_at(qtbot, at_work)
    type_keys(dialog, "5", KEY.Key_Return, KEY.Key_Return)
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "取消")
    assert dialog.isVisible()
    assert dialog.review.step_count == 1
    dialog.take_in()
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "是同一个机关")
    assert not all_shown(at_work, ReviewDialog)
    assert value(at_work, "proactive.penalty.decisions", at_work.session.find(UNIT, 2024)) == 5
