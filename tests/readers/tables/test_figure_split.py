"""Figures that run together are parted where only one way adds up; what stays open is offered, never taken."""

import re
from pathlib import Path

import pytest
from numbered import numbered
from pasted_text import read_text
from shared_cases import shared_case

from disclosure_desk.readers import read
from disclosure_desk.readers.tables.figure_split import OpenRow, RowSplitter, settled_rows
from disclosure_desk.readers.tables.segments import CellSource

TABLES = Path(__file__).resolve().parents[2] / "data" / "reading" / "tables"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
FOUR = "21317000001324019"
SMALL = {
    "received": "21710000218",
    "pending_at_start": "0000000",
    "outcome.granted": "710000071",
    "outcome.denied.internal_affairs": "320000032",
}


def cells_of(form, row):
    grid = "disputes" if row == "disputes" else f"requests.{row}"
    return [
        cell
        for cell in form.cells
        if cell.startswith(f"{grid}.") and cell.count(".") == grid.count(".") + 1 + (row == "disputes")
    ]


def split(form, row, *figures):
    cells = cells_of(form, row)
    ways = RowSplitter(form).ways(cells, [CellSource(text, 0) for text in figures])
    return [[way.figures[cell].text for cell in cells] for way in ways]


@pytest.mark.parametrize(
    ("figures", "parted"),
    [
        (["21710000218"], "217 1 0 0 0 0 218"),
        (["217", "10000", "218"], "217 1 0 0 0 0 218"),
        (["2171", "0", "0", "0", "0218"], "217 1 0 0 0 0 218"),
        (["0000000"], "0 0 0 0 0 0 0"),
        (["7812", "5702", "7666", "9926", "7842", "814547093"], "7812 5702 7666 9926 7842 8145 47093"),
        (["100", "/", "0", "0", "0", "0100"], "100 / 0 0 0 0 100"),
    ],
)
def test_row_is_parted_in_the_only_way_that_adds_up(form, figures, parted):
    assert split(form, "received", *figures) == [parted.split()]


def test_table_four_is_parted_by_its_three_sums(form):
    assert split(form, "disputes", FOUR) == [
        ["2", "1", "3", "1", "7", "0", "0", "0", "0", "0", "13", "2", "4", "0", "19"]
    ]


def test_row_with_two_ways_has_both(form):
    ways = split(form, "received", "220000022")

    assert sorted(ways) == [["2", "20", "0", "0", "0", "0", "22"], ["22", "0", "0", "0", "0", "0", "22"]]


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(["21710000219"], id="no way adds up"),
        pytest.param(["217", "1", "0", "0", "0", "0", "218"], id="all there"),
        pytest.param([], id="nothing there"),
        pytest.param(["12"], id="fewer digits than cells"),
        pytest.param(["1234567890123456789012345678901234567890"], id="too many ways to go through"),
        pytest.param(["11111111111111"], id="more ways than are kept"),
    ],
)
def test_row_is_not_parted_where_nothing_tells_how(form, figures):
    assert split(form, "received", *figures) == []


def test_row_without_a_sum_is_not_parted(form):
    cells = [f"proactive.rule_document.{column}" for column in ("issued", "repealed", "in_force")]

    assert RowSplitter(form).ways(cells, [CellSource("123", 0)]) == []


def test_no_more_rows_are_parted_than_a_report_has(form):
    splitter, cells = RowSplitter(form), cells_of(form, "received")

    counts = [len(splitter.ways(cells, [CellSource(f"{number}00000{number}", 0)])) for number in range(300, 420)]

    assert all(counts[:100])
    assert not any(counts[100:])
    assert splitter.ways(cells, [CellSource("30000000300", 0)])


def settled(form, rows, placed):
    splitter = RowSplitter(form)
    found = {
        cell: CellSource(text, 1)
        for row, figures in placed.items()
        for cell, text in zip(cells_of(form, row), figures.split(), strict=True)
    }
    opened = [OpenRow(None, splitter.ways(cells_of(form, row), [CellSource(text, 0)])) for row, text in rows.items()]
    return [
        (
            [one.figures[cell].text if cell in one.figures else None for cell in cells_of(form, row)],
            {cell.rsplit(".", 1)[1]: {other.text for other in others} for cell, others in one.others.items()},
        )
        for row, one in zip(rows, settled_rows(form, found, opened), strict=True)
    ]


def outcomes(form, **of_rows):
    """Every outcome with nothing but 0, but those given."""
    rows = {
        cell.rsplit(".", 1)[0].removeprefix("requests.") for cell in form.cells if cell.startswith("requests.outcome.")
    }
    return {row: of_rows.get(row.rsplit(".", 1)[1], "0 0 0 0 0 0 0") for row in rows}


def test_ways_that_the_columns_do_not_allow_are_left_out(form):
    placed = outcomes(form, total="22 0 0 0 0 0 22")
    del placed["outcome.granted"]

    assert settled(form, {"outcome.granted": "220000022"}, placed) == [
        (["22", "0", "0", "0", "0", "0", "22"], {"natural_person": {"220000022"}})
    ]


def test_rows_whose_ways_the_columns_tell_only_together(form):
    placed = outcomes(form, total="24 20 0 0 0 0 44")
    del placed["outcome.granted"], placed["outcome.partially_granted"]

    found = settled(form, {"outcome.granted": "220000022", "outcome.partially_granted": "220000022"}, placed)

    # Which of the two has the 20 is open; what they have in common is not.
    assert [figures for figures, _ in found] == [[None, None, "0", "0", "0", "0", "22"]] * 2
    assert [others for _, others in found] == [{"natural_person": {"22", "2"}, "business": {"0", "20"}}] * 2


def test_ways_stay_open_where_a_column_is_wrong_or_not_whole(form):
    open_cells = ([None, None, "0", "0", "0", "0", "22"], {"natural_person": {"22", "2"}, "business": {"0", "20"}})
    wrong = outcomes(form, total="9 9 0 0 0 0 18")
    del wrong["outcome.granted"]

    assert settled(form, {"outcome.granted": "220000022"}, wrong) == [open_cells]
    assert settled(form, {"received": "220000022"}, {}) == [open_cells]


def test_too_many_open_rows_are_not_held_against_the_columns(form):
    rows = dict.fromkeys(list(outcomes(form))[:12], "220000022")

    assert [figures for figures, _ in settled(form, rows, {})] == [[None, None, "0", "0", "0", "0", "22"]] * 12


def glued(text, rows):
    """A report with these rows of table three, all cells of each in one, and figures of table four in one."""
    start = text.index("三、收到")
    return f"{text[:start]}三、收到和处理政府信息公开申请情况\n{rows}\n{text[text.index('四、政府信息公开行政') :]}"


def test_rows_whose_cells_are_gone_are_read_and_marked(form):
    text = (TABLES / "blanks.txt").read_text("utf-8")
    labels = {
        row.id: "".join(row.label[-2:]) if row.id == "outcome.granted" else row.label[-1]
        for row in form.grids["requests"].blocks[0].rows
    }
    rows = "\n".join(f"{labels[row]}{figures}" for row, figures in SMALL.items())

    reading = read_text(form, glued(text, rows))

    assert [reading.report.cells[f"requests.received.{one}"] for one in COLUMNS] == [217, 1, 0, 0, 0, 0, 218]
    assert [reading.report.cells[f"requests.outcome.granted.{one}"] for one in COLUMNS] == [71, 0, 0, 0, 0, 0, 71]
    assert len(reading.unsure) == 28
    assert any("有 4 行的数连在了一起，是按总计拆开的" in remark.text for remark in reading.remarks)


def test_row_that_stays_open_is_told_with_what_it_may_be(form):
    text = (TABLES / "blanks.txt").read_text("utf-8")
    rows = "一、本年新收政府信息公开申请数量220000022\n（七）总计0000000\n四、结转下年度继续办理7000007"

    reading = read_text(form, glued(text, rows))

    assert [reading.report.cells[f"requests.received.{one}"] for one in COLUMNS] == [None, None, 0, 0, 0, 0, 22]
    assert [other.text for other in reading.others["requests.received.business"]] == ["0", "20"]
    assert any("有几种拆法，拿不准的格先空着" in note.text for note in reading.remarks)


def test_row_that_the_columns_settle_is_placed_and_marked(form):
    text = (TABLES / "blanks.txt").read_text("utf-8")
    rows = {row.id: (row.label[-1], "0 0 0 0 0 0 0") for row in form.grids["requests"].blocks[0].rows}
    rows["outcome.granted"] = ("（一）予以公开", "220000022")
    rows["outcome.total"] = ("（七）总计", "22 0 0 0 0 0 22")

    reading = read_text(form, glued(text, "\n".join(" ".join(row) for row in rows.values())))

    assert [reading.report.cells[f"requests.outcome.granted.{one}"] for one in COLUMNS] == [22, 0, 0, 0, 0, 0, 22]
    assert {cell for cell in reading.unsure if ".granted." in cell} == {*cells_of(form, "outcome.granted")}


def test_table_four_without_anything_between_its_figures_is_read_and_marked(form):
    text = (TABLES / "spans.txt").read_text("utf-8")
    before, figures = text[: text.index("255")], re.match(r"[\d\t]+", text[text.index("255") :])[0]

    reading = read_text(form, before.rstrip("\t") + FOUR + text[len(before) + len(figures) :])

    assert [reading.report.cells[cell] for cell in cells_of(form, "disputes")] == [
        2,
        1,
        3,
        1,
        7,
        0,
        0,
        0,
        0,
        0,
        13,
        2,
        4,
        0,
        19,
    ]
    assert reading.unsure == {*cells_of(form, "disputes")}


def test_figures_of_a_table_without_sums_stay_together_and_are_listed(form):
    text = (TABLES / "spans.txt").read_text("utf-8")

    reading = read_text(form, text.replace("规章\t101\t102\t103", "规章101102103"))

    assert reading.report.cells["proactive.rule_document.issued"] is None
    assert any("101102103" in note.text for note in reading.report.notes)
    assert {cell: figure for cell, figure in reading.report.cells.items() if figure is not None} == {
        cell: figure for cell, figure in numbered(form).items() if "rule_document" not in cell
    }


@pytest.mark.parametrize(
    "path", [path for (path,) in [case.values for case in shared_case("readers/08-figures-glued.txt")]]
)
def test_handed_input_with_glued_figures_is_read_whole(form, path):
    expected = read(form, path.with_name("00-control.txt")).report.cells

    reading = read(form, path)

    assert reading.report.cells == expected
    assert len(reading.unsure) == 175


def test_figures_that_a_blank_parts_in_one_cell_are_parted_there_if_the_row_adds_up(form):
    assert split(form, "received", "28 48", "2", "1", "6", "2", "87") == [["28", "48", "2", "1", "6", "2", "87"]]
    assert split(form, "received", "28 48", "2", "1", "6", "2", "88") == []
    assert split(form, "received", "28 4x", "2", "1", "6", "2", "87") == []
    cells = [f"proactive.rule_document.{column}" for column in ("issued", "repealed", "in_force")]
    (way,) = RowSplitter(form).ways(cells, [CellSource("1 2", 0), CellSource("3", 0)])
    assert [way.figures[cell].text for cell in cells] == ["1", "2", "3"]
