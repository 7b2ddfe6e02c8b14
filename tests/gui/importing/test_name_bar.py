"""The unit and the year that a source does not tell for sure, asked for in the review."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from review_readings import HELD, KEY, PROBLEMS, press

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.importing.source_pane import Source
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceParagraph
from disclosure_desk.readers.review.import_review import ImportReview
from disclosure_desk.readers.review.import_target import ImportTarget, TargetChoice, import_targets

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


def without_name(form, unit="", year=0, units=()):
    """Nothing doubtful but the name."""
    notes = [SourceNote("doubtful", "unit", "没有找到机关名称，请补上机关全称。")]
    others = {"unit": tuple(Origin(0, one) for one in units)} if units else {}
    report = new_report(form, unit, year, {PROBLEMS: "丁。"}, (note.note for note in notes))
    items = (SourceParagraph("丁。"),)
    return Reading(report, tuple(notes), items, {PROBLEMS: Origin(0, "丁。")}, frozenset({"unit"}), others)


def test_a_missing_name_is_asked_for_before_anything_else(form, open_dialog):
    dialog = open_dialog(without_name(form))
    confirmed = []
    dialog.confirmed.connect(confirmed.append)

    assert dialog.name_bar.isVisible()
    assert dialog.name_bar.unit.hasFocus()
    assert (dialog.name.text(), dialog.import_button.isEnabled()) == ("这份报告", False)
    assert (dialog.name_bar.problem.text(), dialog.name_bar.problem.objectName()) == ("请写机关全称。", "quiet")
    press(KEY.Key_Return, held=HELD.ControlModifier)
    assert not confirmed
    QApplication.focusWidget().insert("我办")
    press(KEY.Key_Return)
    assert "是代称" in dialog.name_bar.problem.text()
    assert dialog.name_bar.problem.objectName() == "problem"
    assert dialog.name_bar.unit.hasFocus()
    QApplication.focusWidget().insert("某区某街道办事处")
    press(KEY.Key_Return)
    assert dialog.name_bar.year.hasFocus()
    assert not dialog.import_button.isEnabled()
    press("2024", KEY.Key_Return)
    assert dialog.import_button.hasFocus()
    assert dialog.name.text() == form.report_title("某区某街道办事处", 2024)
    press(KEY.Key_Space)
    assert confirmed == [ImportTarget.DRAFT]
    report = dialog.review.result().report
    assert (report.unit, report.year, report.texts[PROBLEMS], report.notes) == ("某区某街道办事处", 2024, "丁。", ())


def test_a_doubtful_name_is_shown_with_the_others_that_the_source_names(form, open_dialog):
    dialog = open_dialog(without_name(form, "某区司法局", 2024, ("某区人民政府办公室", "某区统计局")))

    assert (dialog.name_bar.unit.text(), dialog.name_bar.year.value()) == ("某区司法局", 2024)
    assert [button.text() for button in dialog.name_bar.choices] == ["某区人民政府办公室", "某区统计局"]
    assert dialog.import_button.hasFocus()
    QTest.mouseClick(dialog.name_bar.choices[1], Qt.MouseButton.LeftButton)
    assert dialog.name.text() == form.report_title("某区统计局", 2024)
    dialog.take_in()
    assert [note.text for note in dialog.review.result().report.notes] == [
        "原文的机关名称是“某区司法局”，记作“某区统计局”"
    ]


def test_what_the_report_can_become_follows_the_year_that_is_typed(form, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    at_work = new_report(form, "某区司法局", 2025)
    review = ImportReview(without_name(form, "某区司法局"))
    source = Source("年报.txt", b"", ".txt")
    dialog = ReviewDialog(source, review, lambda report: import_targets(report, at_work), window)
    dialog.show()

    assert not dialog.as_last_year.isVisible()
    dialog.name_bar.year.setValue(2024)
    assert dialog.as_last_year.isVisible()
    assert dialog.as_last_year.isChecked()
    dialog.name_bar.year.setValue(2023)
    assert not dialog.as_last_year.isVisible()
    assert "不能当作去年的报告" in dialog.obstacle.text()
    dialog.done(0)


def test_a_name_that_the_title_tells_is_not_asked_for(dialog):
    assert not dialog.name_bar.isVisible()
    assert dialog.import_button.isEnabled()


def test_a_long_name_and_the_other_units_fit_a_small_window(form, open_dialog):
    long = "新疆维吾尔自治区某某哈萨克自治州某某蒙古自治县某某乡人民政府（某某乡退役军人服务站）"
    dialog = open_dialog(without_name(form, long, 2024, (long[:-13], f"{long[8:]}办公室", "某县统计局")))

    assert dialog.minimumSizeHint().width() <= 880
    assert len(dialog.name_bar.choices) == 2
    assert all(button.text().endswith("…") for button in dialog.name_bar.choices)
    assert dialog.name_bar.choices[0].toolTip() == long[:-13]


def test_a_name_can_be_asked_for_on_a_small_screen_with_all_buttons_whole(form, qtbot):
    screen = QWidget()
    qtbot.addWidget(screen)
    screen.resize(908, 509)  # 1366x768 at 150 %
    source, targets = Source("年报.txt", b"", ".txt"), TargetChoice(ImportTarget.DRAFT, can_be_last_year=False)
    dialog = ReviewDialog(source, ImportReview(without_name(form)), lambda _: targets, screen)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.height() <= 509
    for button in (dialog.cancel_button, dialog.import_button):
        assert button.width() >= button.sizeHint().width()
    dialog.done(0)
