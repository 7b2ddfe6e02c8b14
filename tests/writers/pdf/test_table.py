"""Tables fitted to the measure and their rows put on pages."""

import pytest

from disclosure_desk.core.layout import lay_out
from disclosure_desk.writers.pdf.columns import column_widths, least_widths, text_width, width_needs
from disclosure_desk.writers.pdf.font.chains import BUNDLED
from disclosure_desk.writers.pdf.table import SIZES, _even, fit, rows_by_page

MEASURE, DEPTH = 442.2, 606.0


def figures(layout, value=""):
    return {box.cell: value for box in layout.boxes if box.cell}


def shown(fitted, text):
    number = next(number for number, box in enumerate(fitted.layout.boxes) if box.text == text)
    return ["".join(glyph.character for _, glyph in line.glyphs) for line in fitted.lines[number]]


@pytest.fixture(params=["proactive", "requests", "disputes"])
def layout(request, form):
    return lay_out(form.grids[request.param])


@pytest.mark.parametrize("value", ["", "0", "12345678"])
def test_columns_fill_the_measure_and_the_type_is_one_of_the_allowed(layout, value):
    fitted = fit(layout, figures(layout, value), MEASURE, DEPTH, BUNDLED.table)
    assert fitted.edges[-1] == pytest.approx(MEASURE)
    assert list(fitted.edges) == sorted(fitted.edges)
    assert fitted.size in {12, 11, *SIZES}
    assert fitted.size <= 10.5 or layout.columns == 4
    assert fitted.depth() <= DEPTH


@pytest.mark.parametrize("table", ["proactive", "requests"])
@pytest.mark.parametrize("digits", [1, 8])
def test_figures_have_room_in_their_boxes(form, table, digits):
    layout = lay_out(form.grids[table])
    value = "8" * digits
    fitted = fit(layout, figures(layout, value), MEASURE, DEPTH, BUNDLED.table)
    for box in layout.boxes:
        if box.cell:
            room = fitted.edges[box.column + box.columns] - fitted.edges[box.column]
            assert text_width(BUNDLED.table, value) * fitted.size < room


def test_every_label_has_room_in_its_box(layout):
    fitted = fit(layout, figures(layout, "0"), MEASURE, DEPTH, BUNDLED.table)
    heights = fitted.heights(range(layout.rows))
    for number, box in enumerate(layout.boxes):
        width = fitted.edges[box.column + box.columns] - fitted.edges[box.column]
        assert all(line.width <= width for line in fitted.lines[number])
        assert fitted.need(number) <= sum(heights[box.row : box.row + box.rows]) + 0.01


@pytest.mark.parametrize(
    ("table", "text", "lines"),
    [
        ("disputes", "结果维持", ["结果", "维持"]),
        ("requests", "商业企业", ["商业", "企业"]),
        ("requests", "自然人", ["自然人"]),
        ("requests", "（三）不予公开", ["（三）", "不予公开"]),
        ("requests", "三、本年度办理结果", ["三、", *"本年度办理结果"]),
    ],
)
def test_labels_are_broken_by_sense(form, table, text, lines):
    layout = lay_out(form.grids[table])
    assert shown(fit(layout, figures(layout, "0"), MEASURE, DEPTH, BUNDLED.table), text) == lines


@pytest.mark.parametrize(
    ("text", "room", "width"),
    [
        ("商业企业", 35, 20),
        ("社会公益组织", 55, 40),
        ("自然人", 35, 35),
        ("商业企业", 45, 45),
        ("A类（甲）", 35, 35),
        ("总计", 15, 15),
    ],
)
def test_heads_of_several_lines_take_an_even_number_of_characters(text, room, width):
    assert _even(text, 10, room) == width


def test_no_label_leaves_a_lonely_character_on_its_last_line(form):
    layout = lay_out(form.grids["requests"])
    fitted = fit(layout, figures(layout, "0"), MEASURE, DEPTH, BUNDLED.table)
    for number, box in enumerate(layout.boxes):
        if box.kind == "label" and box.rows == 1 and len(fitted.lines[number]) > 1:
            assert len(fitted.lines[number][-1].glyphs) > 1


def test_widths_follow_the_ratio_where_nothing_is_too_narrow():
    assert column_widths([1, 1, 2], [0, 0, 0], 100) == [25, 25, 50]
    assert column_widths([1, 1, 2], [40, 0, 0], 100) == pytest.approx([40, 20, 40])
    assert column_widths([1, 1, 2], [40, 30, 0], 100) == pytest.approx([40, 30, 30])
    assert column_widths([1, 1], [150, 50], 100) == pytest.approx([75, 25])


def test_wide_figure_over_several_columns_widens_them_evenly(form):
    layout = lay_out(form.grids["proactive"])
    values = figures(layout) | {"proactive.fee.amount": "8" * 60}
    widths = least_widths(layout, width_needs(layout, values, BUNDLED.table), 10)
    assert sum(widths[1:]) == pytest.approx(60 * 5 + 4)


def test_table_that_fits_stays_and_one_that_a_new_page_makes_whole_goes_there(layout):
    fitted = fit(layout, figures(layout), MEASURE, DEPTH, BUNDLED.table)
    everything = tuple(range(layout.rows))
    assert rows_by_page(fitted, DEPTH, DEPTH) == [everything]
    assert rows_by_page(fitted, fitted.depth() - 1, DEPTH) == [(), everything]


def test_stretched_table_gives_all_rows_the_same_more(layout):
    fitted = fit(layout, figures(layout), MEASURE, DEPTH, BUNDLED.table)
    stretched = fitted.stretched(20.0, layout.rows)
    assert stretched.depth() == pytest.approx(fitted.depth() + 20)


@pytest.mark.parametrize("room", [90, 150, 237, 300])
def test_torn_table_keeps_every_row_once_under_the_heads_of_its_block(layout, room):
    fitted = fit(layout, figures(layout), MEASURE, DEPTH, BUNDLED.table)
    found = [piece for piece in rows_by_page(fitted, room, 300) if piece]
    body = [row for piece in found for row in piece if row not in layout.head_rows]
    assert body == [row for row in range(layout.rows) if row not in layout.head_rows]
    for piece in found:
        assert sum(fitted.heights(piece)) <= 300.01
        assert piece[0] in layout.head_rows
        assert piece[-1] not in layout.head_rows
        assert len(set(piece)) == len(piece)


def test_piece_is_high_enough_for_the_merged_label_it_cuts(form):
    layout = lay_out(form.grids["requests"])
    fitted = fit(layout, figures(layout), MEASURE, DEPTH, BUNDLED.table)
    heads = tuple(layout.head_rows)
    last = layout.rows - 2
    label = next(number for number, box in enumerate(layout.boxes) if box.text == "三、本年度办理结果")
    assert fitted.heights((*heads, last))[-1] == pytest.approx(fitted.need(label))


def test_row_higher_than_any_page_is_drawn_all_the_same(form):
    layout = lay_out(form.grids["requests"])
    fitted = fit(layout, figures(layout), MEASURE, 50, BUNDLED.table)
    body = [row for piece in rows_by_page(fitted, 50, 50) for row in piece if row not in layout.head_rows]
    assert body == [row for row in range(layout.rows) if row not in layout.head_rows]
    assert fitted.size == SIZES[-1]


def test_merged_labels_give_room_before_large_figures_tear_the_table(form):
    layout = lay_out(form.grids["requests"])
    totals = {box.cell: "120000000" for box in layout.boxes if box.column == 9 and box.cell}
    fitted = fit(layout, figures(layout, "12345678") | totals, MEASURE, DEPTH, BUNDLED.table)
    assert len(rows_by_page(fitted, DEPTH, DEPTH)) == 1
    assert shown(fitted, "（三）不予公开") == ["（三）", "不予", "公开"]
    assert shown(fitted, "8.属于行政查询事项") == ["8.属于行政查询事项"]
