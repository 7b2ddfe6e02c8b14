"""Columns have their figures' width first, then their labels'; rows hold their texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont

from disclosure_desk.core.layout import lay_out
from disclosure_desk.core.report import new_report
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.grid_sizes import (
    AROUND_NOTE,
    ColumnNeeds,
    column_needs,
    column_widths,
    fit_heights,
    row_heights,
)
from disclosure_desk.gui.grid.table_type import HIGHEST_ROW, LEAST_ROW, TableType, row_height
from disclosure_desk.gui.session.document import Document

THREE = ColumnNeeds(2, (76, 118, 58, 90, 58), ((range(1, 2), 200), (range(1, 2), 420), (range(2), 250)))
LEAST = st.lists(st.integers(48, 150), min_size=3, max_size=15)


@pytest.mark.parametrize(
    ("available", "widths"),
    [
        (400, [76, 118, 58, 90, 58]),
        (416, [76, 118, 66, 90, 66]),
        (470, [76, 172, 66, 90, 66]),
        (498, [76, 200, 66, 90, 66]),
        (600, [76, 266, 84, 90, 84]),
        (754, [76, 420, 84, 90, 84]),
        (800, [76, 420, 101, 102, 101]),
        (2000, [76, 420, 120, 120, 120]),
        (390, [76, 108, 58, 90, 58]),
        (358, [76, 76, 58, 90, 58]),
        (340, [76, 76, 58, 72, 58]),
        (290, [76, 76, 48, 48, 48]),
    ],
)
def test_figures_have_their_room_first_then_labels_and_what_is_too_much_is_left(available, widths):
    found = column_widths(THREE, available)
    assert found[:2] == widths[:2]
    assert sorted(found[2:]) == sorted(widths[2:])


@given(least=LEAST, labels=st.integers(0, 2), available=st.integers(200, 2500))
def test_no_column_of_figures_is_narrower_than_it_needs_where_all_fit(least, labels, available):
    needs = ColumnNeeds(labels, tuple(least))
    widths = column_widths(needs, available)
    assert len(widths) == len(least)
    if needs.width <= available:
        assert all(width >= need for width, need in zip(widths, least, strict=True))
        assert sum(widths) <= available
    else:
        figures = zip(widths[labels:], least[labels:], strict=True)
        widest_whole = max((need for width, need in figures if width >= need), default=0)
        assert sum(widths) <= available or max(widths[labels:]) == 48
        assert all(
            width >= min(need, widest_whole) - 1 for width, need in zip(widths[labels:], least[labels:], strict=True)
        )


@pytest.mark.parametrize(("room", "height"), [(400, LEAST_ROW), (775, 25), (892, 28), (3000, HIGHEST_ROW)])
def test_rows_grow_with_the_room_but_not_for_ever(room, height):
    assert row_height(room, 25, 6) == height


@pytest.mark.parametrize(("row", "sizes"), [(24, (9.75, 9)), (27, (10.5, 9.75)), (33, (10.5, 9.75)), (38, (12, 10.5))])
def test_all_figures_of_a_table_have_one_size(qapp, row, sizes):
    fonts = TableType(QFont(qapp.font()), row)
    assert (fonts.figure.pointSizeF(), fonts.label.pointSizeF()) == sizes
    assert fonts.total.pointSizeF() == fonts.figure.pointSizeF()


def test_a_long_figure_widens_its_column_and_no_other(blank_document):
    model = GridModel(blank_document, "requests")
    fonts = TableType(QFont(), LEAST_ROW)
    before = column_needs(model, fonts).least
    blank_document.set_value("requests.received.business", 123456789012)
    after = column_needs(model, fonts).least
    assert after[4] == fonts.of_figures.horizontalAdvance("123456789012") + AROUND_NOTE  # its balance is not all there
    assert [number for number in range(10) if before[number] != after[number]] == [4, 9]


@pytest.mark.parametrize("grid", ["proactive", "requests", "disputes"])
@pytest.mark.parametrize("row", [24, 38])
def test_every_text_has_the_height_it_needs(form, saver, grid, row):
    model = GridModel(Document(saver, 1, new_report(form, "甲局", 2025)), grid)
    layout, fonts = model.layout_, TableType(QFont(), row)
    widths = column_widths(column_needs(model, fonts), 858)
    heights = row_heights(layout, widths, fonts)
    assert all(heights[number] >= row for number in range(layout.rows) if number not in layout.head_rows)

    def measure(box, width):
        return 10 * -(-len(box.text) * 10 // width)

    heights = fit_heights(layout, [60] * layout.columns, [20] * layout.rows, measure)
    for box in lay_out(form.grids[grid]).boxes:
        assert sum(heights[box.row : box.row + box.rows]) >= (measure(box, 60 * box.columns) if box.text else 0)


@pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
def test_a_table_follows_when_all_type_becomes_larger(qapp, sit_at, document):
    clerk, font = sit_at(document, "requests"), QFont(qapp.font())
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() + 0.75)
    row, size = clerk.view.rowHeight(5), clerk.view.table_style.fonts.figure.pointSizeF()
    try:
        qapp.setFont(larger)
        qapp.processEvents()
        assert clerk.view.table_style.fonts.figure.pointSizeF() == size + 0.75
        assert clerk.view.rowHeight(5) == row + 2
    finally:
        qapp.setFont(font)
        qapp.processEvents()
    assert clerk.view.rowHeight(5) == row
