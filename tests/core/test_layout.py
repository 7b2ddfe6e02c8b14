import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.form import Block, Column, Form, Grid, Row
from disclosure_desk.core.layout import Box, boxes_by_cell, lay_out


def box(placed: Box) -> tuple[int, int, int, int, str]:
    return placed.row, placed.column, placed.rows, placed.columns, placed.text


@pytest.mark.parametrize(
    ("grid", "rows", "columns", "cells"), [("proactive", 14, 4, 10), ("requests", 28, 10, 175), ("disputes", 4, 15, 15)]
)
def test_every_place_of_an_official_grid_is_covered_once(form: Form, grid, rows, columns, cells):
    layout = lay_out(form.grids[grid])
    covered = [
        (row, column)
        for placed in layout.boxes
        for row in range(placed.row, placed.row + placed.rows)
        for column in range(placed.column, placed.column + placed.columns)
    ]

    assert (layout.rows, layout.columns) == (rows, columns)
    assert sorted(covered) == [(row, column) for row in range(rows) for column in range(columns)]
    assert len(boxes_by_cell(layout)) == cells


def test_headings_of_table_three_are_merged_as_the_official_form_merges_them(form: Form):
    headings = [box(placed) for placed in lay_out(form.grids["requests"]).boxes if placed.kind == "header"]

    assert headings == [
        (0, 3, 1, 7, "申请人情况"),
        (1, 3, 2, 1, "自然人"),
        (1, 4, 1, 5, "法人或其他组织"),
        (1, 9, 2, 1, "总计"),
        (2, 4, 1, 1, "商业企业"),
        (2, 5, 1, 1, "科研机构"),
        (2, 6, 1, 1, "社会公益组织"),
        (2, 7, 1, 1, "法律服务机构"),
        (2, 8, 1, 1, "其他"),
    ]


def test_labels_of_table_three_are_merged_as_the_official_form_merges_them(form: Form):
    layout = lay_out(form.grids["requests"])
    labels = {placed.text: box(placed)[:4] for placed in layout.boxes if placed.kind in {"label", "corner"}}

    assert labels["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (0, 0, 3, 3)
    assert labels["一、本年新收政府信息公开申请数量"] == (3, 0, 1, 3)
    assert labels["三、本年度办理结果"] == (5, 0, 22, 1)
    assert labels["（一）予以公开"] == (5, 1, 1, 2)
    assert labels["（三）不予公开"] == (7, 1, 8, 1)
    assert labels["8.属于行政查询事项"] == (14, 2, 1, 1)
    assert labels["（七）总计"] == (26, 1, 1, 2)
    assert labels["四、结转下年度继续办理"] == (27, 0, 1, 3)


def test_table_two_has_a_caption_and_a_head_in_each_block(form: Form):
    layout = lay_out(form.grids["proactive"])

    assert [box(placed) for placed in layout.row(4)] == [(4, 0, 1, 4, "第二十条第（五）项")]
    assert [box(placed) for placed in layout.row(5)] == [(5, 0, 1, 1, "信息内容"), (5, 1, 1, 3, "本年处理决定数量")]
    assert [placed.cell for placed in layout.row(6)] == ["", "proactive.licence.decisions"]
    assert layout.head_rows == (0, 1, 4, 5, 7, 8, 11, 12)


def test_table_four_spans_two_header_rows_under_reconsideration(form: Form):
    layout = lay_out(form.grids["disputes"])

    assert [box(placed) for placed in layout.row(0)] == [(0, 0, 1, 5, "行政复议"), (0, 5, 1, 10, "行政诉讼")]
    assert [box(placed) for placed in layout.row(1)][4:6] == [(1, 4, 2, 1, "总计"), (1, 5, 1, 5, "未经复议直接起诉")]
    assert {placed.kind for placed in layout.row(3)} == {"figure"}


def test_equal_labels_apart_from_each_other_are_not_merged():
    rows = tuple(Row(str(n), label, "", "") for n, label in enumerate([("a", "x"), ("b",), ("a", "y")]))
    grid = Grid("g", "g", 2, (1, 1, 1), (Block("", "", (Column("c", ("c",), "c", "", "", "", 0),), rows),))

    assert [box(placed) for placed in lay_out(grid).boxes if placed.text == "a"] == [
        (1, 0, 1, 1, "a"),
        (3, 0, 1, 1, "a"),
    ]


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=8))
def test_any_label_paths_cover_the_grid_without_overlap(paths):
    rows = tuple(Row(str(number), path, "", "") for number, path in enumerate(paths))
    columns = tuple(Column(str(number), path, "", "", "", "", 0) for number, path in enumerate(paths))
    grid = Grid("g", "g", 3, (1,) * (3 + len(columns)), (Block("caption", "corner", columns, rows),))
    layout = lay_out(grid)
    covered = [
        (row, column)
        for placed in layout.boxes
        for row in range(placed.row, placed.row + placed.rows)
        for column in range(placed.column, placed.column + placed.columns)
    ]

    assert sorted(covered) == [(row, column) for row in range(layout.rows) for column in range(layout.columns)]
