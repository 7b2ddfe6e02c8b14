"""Table three turned on its side or with a column of subtotals: every figure in its cell, what does not fit told."""

import pytest
from numbered import numbered
from pasted_text import read_text

from disclosure_desk.core.report import new_report
from disclosure_desk.readers import read_content
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.writers import render_file

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
ASKERS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
TURNED = "表三在原文里横竖对调，已经按规定的行和列放好。"
SUBTOTAL = "表三多出一栏“小计”，规定的表样里没有，只用来核对，没有取用。"


def matrix(form, subtotal=""):
    """Table three at its true columns; `subtotal`: the heads in which its column stands, a line each."""
    block = form.grids["requests"].blocks[0]
    at = 9 if subtotal else None
    rows = [
        [CORNER, "", "", "申请人情况", *[""] * 6],
        ["", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "", *ASKERS[1:6], ""],
    ]
    before: tuple[str, ...] = ()
    for row in block.rows:
        shown = [
            label if before[: depth + 1] != row.label[: depth + 1] else "" for depth, label in enumerate(row.label)
        ]
        before = row.label
        figures = [str(numbered(form)[f"requests.{row.id}.{column.id}"]) for column in block.columns]
        rows.append([*shown, *[""] * (3 - len(shown)), *figures])
    for line, row in enumerate(rows) if at else ():
        heads = subtotal.split("\n")
        row.insert(at, heads[line] if line < 3 else str(sum(map(int, row[4:9]))))
    return rows


def turned(rows):
    return [list(row) for row in zip(*rows, strict=True)]


def tabbed(rows):
    return "\n".join("\t".join(row) for row in rows)


def piped(rows):
    return "\n".join(" | ".join(row) for row in rows)


def one_per_line(rows):
    return "\n".join(cell for row in rows for cell in row if cell)


def report(table):
    return (
        "某某街道办事处2024年政府信息公开工作年度报告\n一、总体情况\n今年做了很多工作，成绩很好。\n"
        f"三、收到和处理政府信息公开申请情况\n{table}\n五、存在的主要问题及改进情况\n存在不足，将改进。"
    )


def requests(reading):
    return {cell: figure for cell, figure in reading.report.cells.items() if cell.startswith("requests.")}


def unsure(reading):
    return {cell for cell in reading.unsure if cell.startswith("requests.")}


def truth(form):
    return {cell: figure for cell, figure in numbered(form).items() if cell.startswith("requests.")}


def told(reading):
    return [note.text for note in reading.report.notes if "没有找到" not in note.text]


@pytest.mark.parametrize("way", [tabbed, piped, one_per_line])
@pytest.mark.parametrize(
    ("arranged", "says"),
    [
        (lambda form: turned(matrix(form)), TURNED),
        (lambda form: turned(matrix(form, "\n\n小计")), TURNED + SUBTOTAL),
        (lambda form: matrix(form, "\n\n小计"), SUBTOTAL),
        (lambda form: matrix(form, "\n小计\n"), SUBTOTAL),
    ],
    ids=["turned", "turned with a row of subtotals", "subtotal within", "subtotal beside"],
)
def test_every_figure_is_in_its_cell_and_sure_and_the_arrangement_is_told(form, way, arranged, says):
    reading = read_text(form, report(way(arranged(form))))

    assert requests(reading) == truth(form)
    assert not unsure(reading)
    assert told(reading) == [says]


def test_figure_of_a_turned_table_has_its_row_as_origin(form):
    rows = [SourceRow(tuple(row), aligned=True) for row in turned(matrix(form))]
    lines = report("").split("\n")
    reading = interpret(form, [*map(SourceParagraph, lines[:4]), *rows, *map(SourceParagraph, lines[5:])])

    origin = reading.origins["requests.outcome.granted.business"]
    assert origin.text == str(numbered(form)["requests.outcome.granted.business"])
    assert reading.items[origin.item] == rows[4]


def test_subtotal_that_its_columns_do_not_add_up_to_makes_them_unsure(form):
    rows = matrix(form, "\n\n小计")
    granted = next(row for row in rows if "（一）予以公开" in row)
    granted[9] = "700"

    reading = read_text(form, report(tabbed(rows)))

    assert requests(reading) == truth(form)
    columns = ("business", "research", "public_interest", "legal_services", "other")
    assert unsure(reading) == {f"requests.outcome.granted.{column}" for column in columns}
    assert told(reading)[1:] == ["原文的小计是 700，各栏加起来是 630"] * 5


def test_blank_cells_of_a_turned_table_stay_blank(form):
    rows = turned(matrix(form))
    rows[4] = [*rows[4][:3], *[""] * 25]

    reading = read_text(form, report(tabbed(rows)))

    expected = {cell: None if cell.endswith(".business") else figure for cell, figure in truth(form).items()}
    assert requests(reading) == expected


def test_total_by_the_name_of_a_subtotal_is_the_total_where_no_other_is(form):
    rows = [["合计" if cell == "总计" else cell for cell in row] for row in matrix(form)]

    reading = read_text(form, report(tabbed(rows)))

    assert requests(reading) == truth(form)
    assert not unsure(reading)
    assert not told(reading)


@pytest.mark.parametrize("heads", ["\n\n合计", "\n合计\n"])
def test_subtotal_by_a_name_of_the_total_is_told_apart_by_its_place(form, heads):
    reading = read_text(form, report(tabbed(matrix(form, heads))))

    assert requests(reading) == truth(form)
    assert told(reading) == [SUBTOTAL.replace("小计", "合计")]


def test_row_of_a_turned_table_with_a_figure_too_few_is_left_and_told(form):
    rows = turned(matrix(form))
    del rows[6][9]

    reading = read_text(form, report(tabbed(rows)))

    expected = {cell: None if cell.endswith(".public_interest") else figure for cell, figure in truth(form).items()}
    assert requests(reading) == expected
    assert told(reading)[1].startswith("表三这一行有 24 个数，应当有 25 个，对不上各列：社会公益组织")


def test_very_long_source_is_read_in_the_official_arrangement_only(form):
    long = "做了一件事。\n" * 2_000
    reading = read_text(form, report(tabbed(turned(matrix(form)))).replace("存在不足", f"{long}存在不足"))

    assert set(requests(reading).values()) == {None}


@pytest.mark.parametrize("heads", ["\n\n合计", "\n合计\n"])
@pytest.mark.parametrize("way", [tabbed, piped, one_per_line])
def test_subtotal_and_total_of_one_name_shift_no_figure_unseen(form, way, heads):
    rows = [["合计" if cell == "总计" else cell for cell in row] for row in matrix(form, heads)]

    reading = read_text(form, report(way(rows)))

    wrong = {cell for cell, figure in requests(reading).items() if figure not in (None, truth(form)[cell])}
    assert wrong <= unsure(reading)


def test_a_single_figure_and_no_text_is_no_blank_form(form):
    """The table on its side has no figure then, and no place for one: that is not said of the report."""
    cell = "requests.received.business"
    report = new_report(form, "涿河区金牛山办事处", 2025, {cell: 5})

    assert read_content(form, render_file(report, ".html"), ".html").report.figures() == report.figures()
