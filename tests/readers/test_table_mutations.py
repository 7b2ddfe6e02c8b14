"""Whatever happens to a table, in whatever dress it comes: each figure is in its cell or marked, and none is lost."""

from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numbered import numbered
from pasted_text import read_text

from disclosure_desk.core.form_file import load_form

FORM = load_form("2021")
TRUTH = {cell: str(figure) for cell, figure in numbered(FORM).items()}
REQUESTS = FORM.grids["requests"].blocks[0]
DISPUTES = FORM.grids["disputes"].blocks[0]
LEAVES = [column.label[-1] for column in DISPUTES.columns]
PAGE_MARKS = ["- 4 -", "—4—", "第4页 共6页", "4/6"]


class Line(NamedTuple):
    """A row of a table: its labels in three columns, and its figures; a head has none."""

    labels: tuple[str, str, str]
    figures: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def heads(order):
    """The rows of heads of table three, the organisations in an order."""
    leaves = [REQUESTS.columns[1 + place].label[-1] for place in order]
    return [
        Line((REQUESTS.corner, "", ""), (), ("申请人情况", "", "", "", "", "", "")),
        Line(("", "", ""), (), ("自然人", "法人或其他组织", "", "", "", "", "总计")),
        Line(("", "", ""), (), ("", *leaves, "")),
    ]


def rows(order):
    before = ()
    for row in REQUESTS.rows:
        shown = [text if row.label[: at + 1] != before[: at + 1] else "" for at, text in enumerate(row.label)]
        before = row.label
        figures = [TRUTH[f"requests.{row.id}.{column.id}"] for column in REQUESTS.columns]
        moved = [figures[0], *(figures[1 + place] for place in order), figures[6]]
        yield Line((*shown, *[""] * (3 - len(shown))), tuple(moved))


def torn(draw, line):
    """The label of a row in pieces over several rows, its figures beside one of them."""
    at = max(place for place, label in enumerate(line.labels) if label)
    label = line.labels[at]
    cuts = sorted({*draw(st.lists(st.integers(4, max(len(label) - 2, 4)), min_size=1, max_size=2))} - {len(label)})
    pieces = [label[start:end] for start, end in zip([0, *cuts], [*cuts, len(label)], strict=True)]
    beside = draw(st.integers(0, len(pieces) - 1))
    for number, piece in enumerate(pieces):
        labels = [*(line.labels[:at] if number == 0 else [""] * at), piece, *[""] * (2 - at)]
        yield Line(tuple(labels), line.figures if number == beside else ())


@st.composite
def tables(draw):
    """Table three with some of its rows spoilt, each in one way, and page numbers between its rows."""
    order = draw(st.permutations(range(5)))
    lines: list[Line | str] = [*heads(order)]
    spoilt = draw(
        st.dictionaries(st.integers(0, 24), st.sampled_from(["drop", "double", "tear", "name", "blank"]), max_size=5)
    )
    for number, line in enumerate(rows(order)):
        how, place = spoilt.get(number, ""), draw(st.integers(0, 6))
        if how == "drop":
            lines.append(line._replace(figures=(*line.figures[:place], *line.figures[place + 1 :])))
        elif how == "double":
            lines.append(line._replace(figures=(*line.figures[:place], line.figures[place], *line.figures[place:])))
        elif how == "blank":
            lines.append(line._replace(figures=(*line.figures[:place], "", *line.figures[place + 1 :])))
        elif how == "name":
            lines.append(line._replace(labels=("", "", "")))
        elif how == "tear":
            lines += torn(draw, line)
        else:
            lines.append(line)
        if draw(st.integers(0, 9)) == 0:
            lines.append(draw(st.sampled_from(PAGE_MARKS)))
            lines += heads(order) if draw(st.booleans()) else []
    return lines


def cells(line):
    return [*line.labels, *(line.heads or line.figures or [""] * 7)]


def as_tabs(lines):
    return [line if isinstance(line, str) else "\t".join(cells(line)) for line in lines]


def as_browser(lines):
    """What a browser copies: nothing of the cells that a merged one covers."""
    return [
        line
        if isinstance(line, str)
        else "\t".join([*filter(None, line.labels), *filter(None, line.heads), *line.figures])
        for line in lines
    ]


def as_strokes(lines):
    return [line if isinstance(line, str) else f"| {' | '.join(cells(line))} |" for line in lines]


def as_blanks(lines):
    return [line if isinstance(line, str) else " ".join(filter(None, cells(line))) for line in lines]


def as_cells(lines):
    return [cell for line in lines for cell in ([line] if isinstance(line, str) else filter(None, cells(line)))]


def report(table_three, table_four):
    return "\n".join(
        [
            "某街道办事处2025年政府信息公开工作年度报告",
            "一、总体情况",
            "总述。",
            "三、收到和处理政府信息公开申请情况",
            *table_three,
            "四、政府信息公开行政复议、行政诉讼情况",
            *table_four,
            "五、存在的主要问题及改进情况",
            "丁。",
            "六、其他需要报告的事项",
            "己。",
        ]
    )


FOUR = [
    Line(("行政复议", "行政诉讼", "")),
    Line(("", "", ""), (), (*LEAVES[:5], "未经复议直接起诉", "复议后起诉")),
    Line(("", "", ""), (), tuple(LEAVES[5:])),
]
FIGURES_OF_FOUR = tuple(TRUTH[f"disputes.{column.id}"] for column in DISPUTES.columns)
DRESSES = [as_tabs, as_browser, as_strokes, as_blanks, as_cells]


def told(reading):
    """All that the reading shows: in cells, as their original, as a candidate, or in a remark."""
    shown = {str(figure) for figure in reading.report.cells.values()}
    words = [note.text for note in reading.report.notes] + [
        one.text for many in reading.others.values() for one in many
    ]
    return shown | {word for text in words for word in text.replace("：", " ").split()}


@pytest.mark.slow
@settings(max_examples=120, deadline=None)
@given(tables(), st.sampled_from(DRESSES))
def test_spoilt_table_has_each_figure_right_or_marked_and_tells_all(table, dress):
    four = [*dress(FOUR), *dress([Line(("", "", ""), FIGURES_OF_FOUR)])]
    text = report(dress(table), four)

    reading = read_text(FORM, text)

    wrong = {
        cell: value
        for cell, value in reading.report.cells.items()
        if value is not None and str(value) != TRUTH[cell] and cell not in reading.unsure
    }
    assert not wrong
    assert {figure for figure in TRUTH.values() if figure in text.split()} <= told(reading)
    assert all(
        str(reading.report.cells[f"disputes.{column.id}"]) == TRUTH[f"disputes.{column.id}"]
        for column in DISPUTES.columns
    )


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.permutations(range(5)), st.sampled_from([as_tabs, as_browser, as_strokes]))
def test_columns_that_changed_places_with_their_heads_are_followed(order, dress):
    reading = read_text(FORM, report(dress([*heads(order), *rows(order)]), []))

    assert {
        cell: str(reading.report.cells[cell]) for cell in TRUTH if cell.startswith("requests.")
    }.items() <= TRUTH.items()


def test_table_three_that_is_turned_has_every_figure_in_its_cell_and_is_told():
    turned = [
        "\t".join(["", *(row.label[-1] for row in REQUESTS.rows)]),
        *(
            "\t".join([column.label[-1], *(TRUTH[f"requests.{row.id}.{column.id}"] for row in REQUESTS.rows)])
            for column in REQUESTS.columns
        ),
    ]

    reading = read_text(FORM, report(turned, as_tabs([*FOUR, Line(("", "", ""), FIGURES_OF_FOUR)])))

    read = {cell: str(figure) for cell, figure in reading.report.cells.items() if not cell.startswith("proactive.")}
    assert read == {cell: figure for cell, figure in TRUTH.items() if cell in read}
    assert "表三在原文里横竖对调，已经按规定的行和列放好。" in [note.text for note in reading.report.notes]
