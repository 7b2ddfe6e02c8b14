"""Unit and year of a report are asked for; a pair that has a report already leads there."""

import pytest
from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.retrieval.delete_dialog import DeleteDialog
from disclosure_desk.gui.shell.new_report_dialog import NewReportDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

UNIT = "涿河区金牛山办事处"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")


def nobody(_unit, _year):
    return None


@pytest.fixture
def ask_name(qtbot):
    def ask(unit="", year=2025, find=nobody):
        dialog = NewReportDialog("新建报告", unit, year, find)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return ask


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("", "请写机关全称"),
        ("  ", "请写机关全称"),
        ("某" * 61, "最多 60 个字，现在有 61 个"),
        ("涿河区\u200b金牛山办事处", "看不见的字符"),
        ("涿河区\u3164金牛山办事处", "看不见的字符"),
        ("涿河区/金牛山办事处", "不会有“/”"),
        ("2025", "没有文字"),
        ("我乡", "是代称"),
        (f"{UNIT}2025年政府信息公开工作年度报告", "只写机关全称"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_while_it_is_typed(ask_name, unit, words):
    dialog = ask_name(UNIT)
    assert dialog.accept_button.isEnabled()
    dialog.unit.setText(unit)
    assert words in dialog.problem.text()
    assert not dialog.accept_button.isEnabled()


def test_a_name_that_is_pasted_with_what_nobody_sees_is_refused_until_it_is_typed_anew(qtbot, ask_name):
    dialog = ask_name("")
    QGuiApplication.clipboard().setText("涿河区金牛山\u200b办事处")
    qtbot.keySequence(dialog.unit, "Ctrl+V")
    assert "看不见的字符" in dialog.problem.text()
    assert not dialog.accept_button.isEnabled()
    dialog.unit.selectAll()
    qtbot.keyClick(dialog.unit, Qt.Key.Key_Delete)
    QGuiApplication.clipboard().setText(UNIT)
    qtbot.keySequence(dialog.unit, "Ctrl+V")
    assert dialog.accept_button.isEnabled()


def test_name_is_given_without_the_spaces_around_it(qtbot, ask_name):
    dialog = ask_name(f" {UNIT}\u3000", 2024)
    with qtbot.waitSignal(dialog.named) as named:
        qtbot.keyClick(dialog.unit, Qt.Key.Key_Return)
    assert named.args == [UNIT, 2024]
    assert not dialog.isVisible()


def test_enter_on_a_refused_name_does_nothing(qtbot, ask_name):
    dialog = ask_name("")
    with qtbot.assertNotEmitted(dialog.named):
        qtbot.keyClick(dialog.unit, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_a_pair_that_is_taken_leads_to_its_report(qtbot, ask_name):
    dialog = ask_name(UNIT, 2024, lambda _, year: 9 if year == 2025 else None)
    dialog.year.setValue(2025)
    assert dialog.problem.text() == f"{UNIT} 2025 年的报告已经有了。"
    assert dialog.accept_button.text() == "打开已有的报告"
    with qtbot.waitSignal(dialog.found) as found:
        qtbot.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert found.args == [9]


def test_escape_names_nothing(qtbot, ask_name):
    dialog = ask_name(UNIT)
    with qtbot.assertNotEmitted(dialog.named):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nothing_is_red_before_anything_was_typed(ask_name):
    dialog = ask_name()
    assert (dialog.problem.text(), dialog.problem.objectName()) == ("请写机关全称。", "quiet")
    dialog.unit.setText("我乡")
    assert dialog.problem.objectName() == "problem"


def test_the_next_year_begins_with_what_was_carried_over_unless_that_is_not_wanted(qtbot, window, form):
    figures = {f"requests.pending_at_end.{one}": 2 for one in COLUMNS}
    window.session.take_in(new_report(form, UNIT, 2024, figures))
    for year, is_ticked, value in ((2025, True, 2), (2026, True, None)):
        window.actions["new"].trigger()
        dialog = shown(window, NewReportDialog)
        dialog.unit.setText(UNIT)
        dialog.year.setValue(year)
        assert dialog.carry.isVisible() == (year == 2025)
        assert dialog.carry.text() == ("从 2024 年的报告带入结转的数（共 12）" if year == 2025 else "")
        dialog.carry.setChecked(is_ticked)
        qtbot.keyClick(dialog.unit, Qt.Key.Key_Return)
        report = window.session.document.report
        assert (report.year, report.value("requests.pending_at_start.business")) == (year, value)
        window.session.close_report()
    assert window.session.carried_over("没有这个机关", 2025) == {}


def test_a_report_of_the_list_is_renamed_and_deleted_by_its_menu(window, blank_report):
    report_id = window.session.take_in(blank_report)
    window.list.menu_wanted.emit(report_id, "delete_draft")
    shown(window, DeleteDialog).reject()
    assert window.session.document is None
    window.list.menu_wanted.emit(report_id, "rename")
    assert window.session.document.report_id == report_id
    assert shown(window, NewReportDialog).windowTitle() == "改名称"
