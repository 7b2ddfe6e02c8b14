"""The balance under table three: its sums so far, its signs, and what it says of them."""

import pytest
from PySide6.QtWidgets import QApplication

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.table_balance import balance_of_column, balance_words
from disclosure_desk.gui.widgets.palette import scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
LIGHT = scheme(is_dark=False)
ROWS = ("received", "pending_at_start", "outcome.total", "pending_at_end")
WHOLE, OFF = (3, 1, 2, 2), (3, 1, 2, 1)


def keyed(column, figures):
    return {f"requests.{row}.{column}": figure for row, figure in zip(ROWS, figures, strict=True)}


@pytest.mark.parametrize(
    ("figures", "texts", "is_equal", "fault"),
    [
        ((None, None, None, None), ("", ""), False, ""),
        ((3, None, None, None), ("3", ""), False, ""),
        ((3, 1, None, 2), ("4", "2"), False, ""),
        (WHOLE, ("4", "4"), True, ""),
        (OFF, ("4", "3"), False, "少 1"),
        ((0, 1, 2, 1), ("1", "3"), False, "多 2"),
        ((0, 0, 0, 0), ("0", "0"), True, ""),
    ],
)
def test_a_column_has_both_sums_as_far_as_they_are_there(blank_document, figures, texts, is_equal, fault):
    model = GridModel(blank_document, "requests")
    report = new_report(blank_document.report.form, "甲局", 2025, keyed("business", figures))
    column = balance_of_column(report, model.balance.columns[4])
    assert (column.texts, column.is_equal, column.fault) == (texts, is_equal, fault)
    assert column.is_broken == bool(fault)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, ""),
        ({"natural_person": WHOLE}, ""),
        ({"natural_person": OFF}, "自然人少 1"),
        ({"natural_person": OFF, "other": OFF}, "自然人少 1，共 2 列不平"),
        (
            dict.fromkeys(
                ("natural_person", "business", "research", "public_interest", "legal_services", "other"), WHOLE
            ),
            "7 列都平",
        ),
        (
            dict.fromkeys(("business", "research", "public_interest", "legal_services", "other"), WHOLE)
            | {"natural_person": OFF},
            "自然人少 1",  # the column of totals is off, too, which follows from it
        ),
        ({"total": OFF}, "总计少 1"),
    ],
)
def test_the_whole_table_in_a_word(blank_document, figures, words):
    model = GridModel(blank_document, "requests")
    values = {}
    for column, four in figures.items():
        values |= keyed(column, four)
    report = new_report(blank_document.report.form, "甲局", 2025, values)
    columns = model.balance.columns.items()
    assert (
        balance_words([(model.balanced_column(one), balance_of_column(report, each)) for one, each in columns]) == words
    )


def test_only_the_table_that_has_a_balance_draws_one(sit_at, blank_document):
    for grid, is_drawn in (("requests", True), ("proactive", False), ("disputes", False)):
        clerk = sit_at(blank_document, grid)
        assert clerk.view.foot.isVisible() == is_drawn
        assert (clerk.page.model.balance is not None) == is_drawn
    with pytest.raises(LookupError):
        clerk.page.model.balanced_column(0)


def test_the_balance_stays_below_the_rows_and_follows_the_keys(clerk):
    foot, view = clerk.view.foot, clerk.view
    assert foot.geometry().top() == view.viewport().geometry().bottom() + 1
    assert foot.accessibleDescription() == "未齐"
    for cell, figure in keyed("natural_person", OFF).items():
        clerk.page.model.document.set_value(cell, figure)
    assert foot.words == "自然人少 1"
    assert foot.accessibleDescription() == "自然人一列不平，一 ＋ 二是 4，三（七）＋ 四是 3，少 1，必须改。"
    image = foot.grab().toImage()
    left = view.columnViewportPosition(3)
    assert image.pixelColor(left + 3, 3).name() == LIGHT.error_soft.name()
    assert image.pixelColor(view.columnViewportPosition(4) + 3, 3).name() == LIGHT.paper.name()
    clerk.go_to("pending_at_end.other")
    assert view.verticalScrollBar().value() > 0
    assert foot.geometry().top() == view.viewport().geometry().bottom() + 1


def test_where_all_rows_are_in_sight_the_balance_ends_the_table(clerk):
    clerk.page.resize(900, 900)
    QApplication.processEvents()
    view = clerk.view
    assert view.verticalScrollBar().maximum() == 0
    last = view.visualRect(clerk.page.model.index(clerk.page.model.rowCount() - 1, 3))
    assert view.foot.geometry().top() == view.viewport().geometry().top() + last.bottom() + 1
    clerk.page.resize(900, 176)  # its name makes room for the cell's: that is 24 more
    QApplication.processEvents()
    assert not view.foot.isVisible()


def test_a_column_is_as_wide_as_its_sums_need(clerk):
    figures = (99_999_999, 99_999_999, 99_999_999, 99_999_998)
    for cell, figure in keyed("business", figures).items():
        clerk.page.model.document.set_value(cell, figure)
    width = clerk.view.table_style.fonts.of_totals.horizontalAdvance("199999998")
    assert clerk.view.columnWidth(4) >= width + 28
