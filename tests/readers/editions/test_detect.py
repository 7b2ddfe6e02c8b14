"""Reports of other editions become reports of the form in force: what fits is taken and marked, all is told."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pasted_text import read_text

from disclosure_desk.cli import main as cli
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers import Reading, read
from disclosure_desk.readers.build_report import build_report
from disclosure_desk.readers.editions.detect import follows, has_table, source_keys
from disclosure_desk.readers.editions.map_to_current import map_to_current
from disclosure_desk.readers.formats.text.reader import text_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRow

EDITIONS = Path(__file__).resolve().parents[2] / "data" / "reading" / "editions"
FORM, OLD = load_form("2021"), load_form("2019")
COLUMNS = [column.id for column in FORM.grids["requests"].blocks[0].columns]

PRINTED = {cell: number for number, cell in enumerate(OLD.cells, 1001)}
"""What the fixtures of the form of 2019 have at its cells, where they have no blank: each figure tells its cell."""

TAKEN = {
    "proactive.rule_document.issued": "proactive.rule_document.made",
    "proactive.normative_document.issued": "proactive.normative_document.made",
    "proactive.licence.decisions": "proactive.licence.handled",
    "proactive.penalty.decisions": "proactive.penalty.handled",
    "proactive.compulsion.decisions": "proactive.compulsion.handled",
}
OTHER = {f"requests.outcome.other.other.{column}": f"requests.outcome.other.{column}" for column in COLUMNS}
HINTS = {f"proactive.{row}.in_force": f"proactive.{row}.public" for row in ("rule_document", "normative_document")}
NOWHERE = {"proactive.rule_document.repealed", "proactive.normative_document.repealed", *HINTS, "proactive.fee.amount"}


def source(name: str) -> str:
    return (EDITIONS / f"{name}.txt").read_text(encoding="utf-8")


def taken_over() -> dict[str, int | None]:
    """What a report of the form of 2019 comes to if no cell of it is blank."""
    same = {cell: PRINTED[cell] for cell in FORM.cells if cell in PRINTED and cell not in OTHER.values()}
    return {**dict.fromkeys(FORM.cells), **same, **{new: PRINTED[old] for new, old in (TAKEN | OTHER).items()}}


def notes(reading: Reading, kind: str) -> list[tuple[str, str]]:
    return [(note.place, note.text) for note in reading.report.notes if note.kind == kind]


@pytest.fixture(scope="module")
def plain() -> Reading:
    return read(FORM, EDITIONS / "songling-2019.txt")


@pytest.fixture(scope="module")
def varied() -> Reading:
    return read(FORM, EDITIONS / "beipo-2020.txt")


@pytest.fixture(scope="module")
def mixed() -> Reading:
    return read(FORM, EDITIONS / "heyan-2021.txt")


@pytest.mark.parametrize("between", [" | ", "|", " ", "　", " |\n"])
def test_rows_of_2019_whose_cells_strokes_or_blanks_part_are_of_2019(plain, between):
    rows = [
        between.join(filter(None, line.split("\t"))) + between.rstrip("\n").rstrip() if "\t" in line else line
        for line in source("songling-2019").splitlines()
    ]

    reading = read_text(FORM, "\n".join(rows))

    assert reading.report.cells == plain.report.cells
    assert plain.unsure <= reading.unsure
    assert any(note.text.startswith("这是 2019 年试行格式的报告") for note in reading.report.notes)


def test_every_cell_of_the_form_of_2019_is_mapped_and_no_other_is_filled(plain):
    assert dict(plain.report.cells) == taken_over()
    assert plain.report.form is FORM
    assert (plain.report.unit, plain.report.year) == ("青石县松岭街道办事处", 2019)


def test_what_has_another_meaning_is_marked_where_it_is_taken(plain):
    marked = dict(notes(plain, "doubtful"))

    assert all("口径不同" in marked[cell] for cell in (*TAKEN, *OTHER))
    assert plain.unsure == {*TAKEN, *OTHER, *HINTS, "proactive.fee.amount"}


def test_what_was_public_is_only_a_candidate_for_what_is_in_force(plain):
    assert {cell: [one.text for one in found] for cell, found in plain.others.items()} == {
        cell: [str(PRINTED[old])] for cell, old in HINTS.items()
    }
    assert all(str(PRINTED[old]) in dict(notes(plain, "doubtful"))[cell] for cell, old in HINTS.items())


def test_a_number_of_fee_items_is_told_and_never_an_amount(plain):
    told = [text for place, text in notes(plain, "doubtful") if place == "proactive.fee.amount"]

    assert [PRINTED["proactive.fee.items_before"], PRINTED["proactive.fee.items_change"]] == [
        int("".join(filter(str.isdigit, text))) for text in told
    ]
    assert plain.report.cells["proactive.fee.amount"] is None


def test_rows_and_columns_without_a_place_are_listed_with_their_figures(plain):
    listed = [text for _, text in notes(plain, "unplaced")]

    assert listed == [
        f"表二“{row}”这一行的这些数，现行格式没有地方放：{figures}"
        for row, figures in (
            ("规章", "本年新公开数量 1002"),
            ("规范性文件", "本年新公开数量 1005"),
            ("行政许可", "上一年项目数量 1007，本年增/减 +1008"),
            ("其他对外管理服务事项", "上一年项目数量 1010，本年增/减 -1011，处理决定数量 1012"),
            ("行政处罚", "上一年项目数量 1013，本年增/减 1014"),
            ("行政强制", "上一年项目数量 1016，本年增/减 +1017"),
            ("政府集中采购", "采购项目数量 1021，采购总金额 1022.5964万元"),
        )
    ]


@pytest.mark.parametrize("name", ["songling-2019", "beipo-2020", "heyan-2021"])
def test_no_figure_of_the_source_is_lost(name):
    reading = read(FORM, EDITIONS / f"{name}.txt")
    kept = {str(value) for value in reading.report.cells.values()}
    told = "\n".join(note.text for note in reading.report.notes)

    for line in source(name).splitlines():
        for cell in line.split("\t")[1:]:
            assert not cell.isdecimal() or str(int(cell)) in kept or cell in told, line


def test_texts_are_taken_by_section_and_topic(plain):
    assert dict(plain.report.texts) == {
        "preface": "本报告按照《中华人民共和国政府信息公开条例》编制，数据期限自2019年1月1日起至2019年12月31日止。",
        "overview.lead": "2019年，街道以新修订的条例施行为契机推进公开。",
        "overview.proactive": "（一）主动公开：发布各类信息310条。",
        "overview.on_request": "（二）依申请公开：按期答复全部申请。",
        "overview.management": "（三）政府信息管理：建立了发布台账。",
        "overview.platform": "（四）政府信息公开平台建设：改版了网站专栏。",
        "overview.supervision": "（五）监督保障：组织培训1次。",
        "problems": "一是解读偏少。\n二是明年将增加图解。",
        "other_matters": "本年度没有收取信息处理费。",
    }


def test_the_edition_is_told_once_and_nothing_twice(plain):
    ((_, told),) = notes(plain, "label")
    assert told.startswith("这是 2019 年试行格式的报告")
    assert len(set(plain.report.notes)) == len(plain.report.notes)
    assert plain.report.notes == tuple(note.note for note in plain.notes)


def test_remarks_on_unit_and_year_stay_with_a_mapped_report(form):
    _, after = source("songling-2019").split("\n", 1)

    reading = read_text(form, f"政府信息公开工作年度报告\n本报告由松岭市人民政府根据条例编制。\n{after}")

    assert (reading.report.unit, reading.report.year) == ("松岭市人民政府", 2019)
    assert [note.place for note in reading.report.notes if "请核对。" in note.text] == ["unit", "year"]
    assert {"unit", "year"} <= reading.unsure


def test_origins_name_the_rows_of_the_source(plain):
    for new, old in (TAKEN | OTHER).items():
        origin = plain.origins[new]
        assert origin.text == str(PRINTED[old])
        assert origin.text in plain.items[origin.item].text
    assert plain.items[plain.origins["problems"].item].text == "一是解读偏少。"
    assert not NOWHERE & plain.origins.keys()


def test_blanks_and_marks_of_a_varied_source_stay_blank(varied):
    blank = [
        "proactive.rule_document.issued",
        "proactive.penalty.decisions",
        "requests.received.natural_person",
        "requests.outcome.other.other.research",
        "requests.outcome.other.other.business",
    ]
    odd = {"requests.outcome.total.other": 1109}

    assert dict(varied.report.cells) == {**taken_over(), **dict.fromkeys(blank), **odd}
    assert notes(varied, "original") == [("proactive.rule_document.issued", "/"), (f"{[*OTHER][1]}", "/")]
    assert {cell: [one.text for one in found] for cell, found in varied.others.items()} == {
        "proactive.normative_document.in_force": ["1,006"]
    }


def test_a_blank_is_not_said_to_mean_something_else(varied):
    marked = {place for place, _ in notes(varied, "doubtful")}

    assert not marked & {"proactive.rule_document.issued", "proactive.penalty.decisions", "proactive.fee.amount"}
    assert any("采购总金额 1022.5964万元" in text for _, text in notes(varied, "unplaced"))


def test_a_mark_without_a_place_is_listed_as_it_stands(varied):
    assert ("", "表二“规章”这一行的这些数，现行格式没有地方放：本年新公开数量 —") in notes(varied, "unplaced")


def test_table_three_of_today_beside_table_two_of_2019_is_read_as_today(mixed):
    three = {
        f"requests.outcome.other.{row}.{column}": number
        for number, (row, column) in enumerate(
            ((row, column) for row in ("not_clarified", "fee_unpaid", "other") for column in COLUMNS), 2001
        )
    }

    assert dict(mixed.report.cells) == {**taken_over(), **three}
    assert not mixed.unsure & three.keys()


def test_a_head_with_words_of_its_own_is_no_reason_to_lose_its_row(mixed):
    told = "\n".join(note.text for note in mixed.report.notes)

    assert "1021" in told
    assert "1022.5964" in told


TITLE = "某街道办事处2025年政府信息公开工作年度报告\n"
PARTS = "".join(f"{section.heading}\n甲。\n" for section in FORM.sections if section.heading)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("\n行政规范性文件\t", "\n规范性文件\t"),
        ("本年制发件数", "本年新制作数量"),
        ("六、其他需要报告的事项", "六、其他需要报告的事项\n采购项目数量\t采购总金额\n7\t8"),
    ],
)
def test_a_form_of_today_with_old_words_stays_one(pasted_path, before, after):
    text = pasted_path.read_text(encoding="utf-8")
    assert before in text

    reading = read_text(FORM, text.replace(before, after))

    assert not any("试行格式的报告" in note.text for note in reading.report.notes)
    assert reading.report.cells["proactive.licence.decisions"] == 0


OLD_HEADS = "信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t2\t3\n行政规范性文件\t4\t5\t6\n"


def test_a_block_of_2019_in_a_table_of_today_is_read_as_of_2019(pasted_path):
    text = pasted_path.read_text(encoding="utf-8")
    start, end = text.index("信息内容\t本年制发件数"), text.index("第二十条第（五）项")

    reading = read_text(FORM, text[:start] + OLD_HEADS + text[end:])

    plain, cells = read_text(FORM, text).report.cells, reading.report.cells
    assert (cells["proactive.rule_document.issued"], cells["proactive.normative_document.issued"]) == (1, 4)
    assert {cells[f"proactive.{row}.repealed"] for row in ("rule_document", "normative_document")} == {None}
    assert {cell: cells[cell] for cell in plain if "_document." not in cell} == {
        cell: figure for cell, figure in plain.items() if "_document." not in cell
    }
    assert reading.unsure == {
        f"proactive.{row}_document.{column}" for row in ("rule", "normative") for column in ("issued", "in_force")
    }
    assert [origin.text for origin in reading.others["proactive.normative_document.in_force"]] == ["6"]
    assert ("", "表二“规章”这一行的这些数，现行格式没有地方放：本年新公开数量 2") in notes(reading, "unplaced")
    assert not any("试行格式的报告" in note.text for note in reading.report.notes)


def test_a_block_of_2019_beside_other_old_words_makes_no_report_of_2019(pasted_path):
    text = pasted_path.read_text(encoding="utf-8")
    heads, rest = text.index("信息内容\t本年制发件数"), text.index("第二十条第（五）项")
    start, end = text.index("\t(六) 其他处理"), text.index("(七) 总计")
    old = OLD_HEADS.replace("行政规范性文件", "规范性文件")
    one_row = "\t(六) 其他处理\t\t4\t0\t0\t0\t0\t0\t4\n"

    reading = read_text(FORM, text[:heads] + old + text[rest:start] + one_row + text[end:])

    assert not any("试行格式的报告" in note.text for note in reading.report.notes)
    assert reading.report.cells["proactive.normative_document.issued"] == 4
    assert reading.report.cells["proactive.licence.decisions"] == 0
    assert reading.report.cells["requests.outcome.other.other.natural_person"] == 4


def test_a_form_of_today_with_one_row_of_other_handling_stays_one(pasted_path):
    text = pasted_path.read_text(encoding="utf-8")
    start, end = text.index("\t(六) 其他处理"), text.index("(七) 总计")

    reading = read_text(FORM, text[:start] + "\t(六) 其他处理\t\t4\t0\t0\t0\t0\t0\t4\n" + text[end:])

    assert not any("试行格式的报告" in note.text for note in reading.report.notes)
    assert reading.report.cells["requests.outcome.other.other.natural_person"] == 4


@pytest.mark.parametrize("year", ["2025", "2015"])
def test_a_form_of_today_without_tables_misses_them(year):
    reading = read_text(FORM, (TITLE + PARTS).replace("2025", year))

    assert [note.text for note in reading.report.notes if "表格缺失" in note.text] == [
        f"表格缺失：没有找到{grid.name}，各格先空着。" for grid in FORM.grids.values()
    ]


def test_a_table_of_today_makes_an_old_year_no_old_report(pasted_path):
    text = pasted_path.read_text(encoding="utf-8").replace("2025", "2015")

    assert read_text(FORM, text).report.cells["requests.received.total"] == 3


def test_a_route_to_an_absent_cell_is_refused():
    assert OLD.edition_map
    mapping = OLD.edition_map.mappings[0]._replace(target="proactive.*.none")
    reading = build_report(OLD, text_items(source("songling-2019")))

    with pytest.raises(FormError, match=r"2021 版表样里没有这一格：proactive\.rule_document\.none"):
        map_to_current(FORM, OLD.edition_map._replace(mappings=(mapping,)), reading)


LINES = source("songling-2019").splitlines()
RIGHT = {cell: value for cell, value in taken_over().items() if value is not None}
places = st.integers(0, len(LINES) - 1)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["drop", "double", "swap"]), places, places), min_size=1, max_size=4))
def test_a_mutated_report_of_2019_has_no_figure_at_a_wrong_cell(mutations):
    lines = list(LINES)
    for kind, one, other in mutations:
        if kind == "drop":
            lines[one] = ""
        elif kind == "double":
            lines[other] += f"\n{lines[one]}"
        else:
            lines[one], lines[other] = lines[other], lines[one]
    try:
        report = read_text(FORM, "\n".join(lines)).report
    except ReadError:
        return

    assert {cell: value for cell, value in report.cells.items() if value is not None}.items() <= RIGHT.items()


def test_the_command_takes_a_report_of_2019_as_last_years(tmp_path, capsys):
    last, this, out = EDITIONS / "beipo-2020.txt", tmp_path / "this.txt", tmp_path / "out.json"
    example = resource("examples", "wangjiang-2025.txt").read_text(encoding="utf-8")
    this.write_text(example.replace("2025", "2021"), encoding="utf-8")

    assert run("convert", last, out) == 0
    assert "这是 2019 年试行格式的报告" in capsys.readouterr().err
    assert read(FORM, out).report.cells == read(FORM, last).report.cells
    assert run("check", this, "--previous", last) == 1
    told = capsys.readouterr()
    assert "1177" in told.out
    assert "年的报告，不是" not in told.err


def run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments], lambda *_: pytest.fail("a command opened the window"))


@pytest.mark.parametrize(
    ("label", "is_of_2019"),
    [
        ("采购总金额", True),
        ("采购总金额（单位：万元）", True),
        ("采购总金额（万元，保留两位小数）", True),
        ("采购总金额由本级财政部门核定后另行公布", False),
    ],
)
def test_sign_of_an_edition_may_have_a_unit_behind_it_but_no_sentence(label, is_of_2019):
    keys = source_keys([SourceRow(("信息内容", "采购项目数", label)), SourceRow(("政府集中采购", "1", "2"))])

    assert follows(keys, OLD, FORM) is is_of_2019


@pytest.mark.parametrize(
    ("labels", "has_it"),
    [(["总计", "其他", "商业企业"], False), (["总计", "其他", "商业企业", "科研机构"], True)],
)
def test_few_labels_that_other_tables_have_too_are_no_table_of_the_form(labels, has_it):
    assert has_table(source_keys([SourceRow(tuple(labels))]), FORM) is has_it
