"""Whatever happens to the lines of a report, nothing is lost and no figure lands in a wrong cell."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pasted_text import read_text

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report
from disclosure_desk.readers.model.errors import ReadError

FORM = load_form("2021")
CASE = {cell: str(number) for number, cell in enumerate(FORM.cells, 1001)}
NARROW = str.maketrans("（）：，“”", '():,""')


def numbered_report() -> list[str]:
    """A report with the traps of the real one, whose every figure tells its cell."""
    requests = FORM.grids["requests"].blocks[0]
    disputes = FORM.grids["disputes"].blocks[0]
    leaves = [column.label[-1] for column in disputes.columns]
    return [
        "某街道办事处 2025 年政府信息公开工作年度报告",
        "前言。",
        "一、总体情况",
        "总述。",
        "（一）主动公开：甲。",
        "（二）依申请公开：乙。",
        "（三）政府信息管理：庚。",
        "（四）政府信息公开平台建设：辛。",
        "（五）监督保障：丙。",
        "二、主动公开政府信息情况",
        *[line for block in FORM.grids["proactive"].blocks for line in proactive_lines(block)],
        "三、收到和处理政府信息公开申请情况",
        f"{requests.corner}\t\t申请人情况\t\t\t\t\t\t总计\t",
        "\t\t自然人\t法人或其他组织\t\t\t\t\t\t",
        "\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t\t",
        *request_lines(),
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t",
        "\t".join([*leaves[:5], "未经复议直接起诉", "", "", "", "", "复议后起诉"]),
        "\t".join(["", "", "", "", "", *leaves[5:]]),
        "\t".join(CASE[f"disputes.{column.id}"] for column in disputes.columns),
        "五、存在的主要问题及改进情况",
        "丁。",
        "戊。",
        "六、其他需要报告的事项",
        "己",
    ]


def proactive_lines(block):
    yield f"{block.caption}\t\t\t"
    yield "\t".join([block.corner, *(column.label[-1] for column in block.columns)])
    for row in block.rows:
        yield "\t".join([row.label[0], *(CASE[f"proactive.{row.id}.{column.id}"] for column in block.columns)])


def request_lines():
    block = FORM.grids["requests"].blocks[0]
    before: tuple[str, ...] = ()
    for row in block.rows:
        label = [text if row.label[: depth + 1] != before[: depth + 1] else "" for depth, text in enumerate(row.label)]
        before = row.label
        if row.id in {"outcome.other.other", "outcome.total"}:
            label = [row.label[-1], ""]
        figures = [CASE[f"requests.{row.id}.{column.id}"] for column in block.columns]
        label = [text.translate(NARROW).replace(")", ") ") for text in [*label, *[""] * (2 - len(label))]]
        yield "\t".join([*label, *figures, *[""] * (3 - len(label))])


LINES = numbered_report()


def assert_nothing_wrong(report: Report) -> None:
    """Every figure tells its own cell; a cell is else blank."""
    assert {cell: str(value) for cell, value in report.cells.items() if value is not None}.items() <= CASE.items()


def assert_nothing_lost(lines: list[str], report: Report, form: Form) -> None:
    """Every line is in a text or a remark, or is official wording and figures that stand in cells."""
    labels = {key(text.heading) for text in form.sections}
    for grid in form.grids.values():
        for block in grid.blocks:
            labels |= {key(block.caption), key(block.corner)}
            labels |= {key(label) for line in (*block.columns, *block.rows) for label in line.label}
    kept = [*report.texts.values(), *(note.text for note in report.notes)]
    figures = {str(value) for value in report.cells.values()}
    title = key(report.title)
    for line in lines:
        shown = line.strip()
        if any(shown in text for text in kept) or key(line) in title:
            continue
        for cell in line.split("\t"):
            assert is_made_of(labels, key(cell)) or cell.strip() in figures, line


def is_made_of(labels: set[str], letters: str) -> bool:
    """Whether letters are official labels, one or several glued together."""
    return not letters or any(
        is_made_of(labels, letters.removeprefix(one)) for one in labels if letters.startswith(one) and one
    )


def key(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def test_numbered_report_fills_every_cell():
    report = read_text(FORM, "\n".join(LINES)).report

    assert {cell: str(value) for cell, value in report.cells.items()} == CASE
    assert report.notes == ()
    assert_nothing_lost(LINES, report, FORM)


places = st.integers(0, len(LINES) - 1)


@st.composite
def mutated(draw):
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(["drop", "double", "swap", "join", "space", "tab"]))
        one, other = draw(places) % len(lines), draw(places) % len(lines)
        if kind == "drop":
            del lines[one]
        elif kind == "double":
            lines.insert(other, lines[one])
        elif kind == "swap":
            lines[one], lines[other] = lines[other], lines[one]
        elif kind == "join":
            lines[one] += "\t附注"
        elif kind == "space":
            lines[one] = " \u3000".join(lines[one]) if not any(map(str.isdigit, lines[one])) else f"  {lines[one]} "
        else:
            lines[one] = lines[one].replace("\t", draw(st.sampled_from(["", " ", "\t\t"])), draw(st.integers(1, 3)))
    return lines


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(mutated())
def test_mutated_report_loses_nothing_and_misplaces_nothing(lines):
    try:
        report = read_text(FORM, "\n".join(lines)).report
    except ReadError:
        return
    assert_nothing_wrong(report)
    assert_nothing_lost(lines, report, FORM)


ROWS = [LINES.index(line) for line in request_lines()]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.permutations(ROWS))
def test_order_of_rows_changes_no_cell(order):
    lines = list(LINES)
    for place, other in zip(ROWS, order, strict=True):
        lines[place] = LINES[other]

    report = read_text(FORM, "\n".join(lines)).report

    assert {cell: str(value) for cell, value in report.cells.items()} == CASE


HEADS = [
    number for number, line in enumerate(LINES) if "\t" in line and not any(figure in line for figure in CASE.values())
]


def test_rows_of_three_figures_under_a_lost_head_are_placed_in_the_order_of_the_form_and_marked():
    reading = read_text(FORM, "\n".join(LINES[: HEADS[1]] + LINES[HEADS[1] + 1 :]))

    assert {cell: str(value) for cell, value in reading.report.cells.items()} == CASE
    rows = ("proactive.rule_document", "proactive.normative_document")
    assert {cell for cell in CASE if cell.startswith(rows)} <= reading.unsure
    assert any("没有表头" in note.text for note in reading.notes)


@pytest.mark.parametrize("head", [number for number in HEADS[2:] if not LINES[number].startswith("第二十条")])
def test_rows_under_a_lost_head_are_listed_and_not_guessed(head):
    report = read_text(FORM, "\n".join(LINES[:head] + LINES[head + 1 :])).report

    assert None in report.cells.values()
    assert any(note.kind == "unplaced" for note in report.notes)
    assert_nothing_wrong(report)
    assert_nothing_lost(LINES[:head] + LINES[head + 1 :], report, FORM)


@pytest.mark.slow
@pytest.mark.parametrize(
    "addition",
    [
        "中" * 490_000,
        "\t" * 200_000 + "x",
        "第二十条第（一）项\t" * 20_000,
        "(一" * 50_000,
        "1\t" * 100_000,
        "规章 1 2 3 " * 20_000,
        "| 规章 | 1 " * 20_000,
        "要求行政机关确认或重新已获取\t" * 20_000,
    ],
)
@pytest.mark.parametrize("where", ["二、主动", "六、其他"])
def test_hostile_lines_are_read_or_listed(addition, where):
    at = next(number for number, line in enumerate(LINES) if line.startswith(where)) + 1

    report = read_text(FORM, "\n".join([*LINES[:at], addition, *LINES[at:]])).report

    assert {cell: str(value) for cell, value in report.cells.items()} == CASE
    assert_nothing_lost([addition], report, FORM)
