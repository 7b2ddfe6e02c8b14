import re
from decimal import Decimal
from pathlib import Path

import pytest
from pasted_text import read_text
from shared_cases import shared_case

from disclosure_desk.core.report import Note
from disclosure_desk.readers.formats.text.reader import text_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRow

READING = Path(__file__).resolve().parents[3] / "data" / "reading"

TITLE = "某街道办事处2025年政府信息公开工作年度报告\n"
TEXT_PARTS = "一、总体情况\n总述。\n五、存在的主要问题及改进情况\n问题。\n六、其他需要报告的事项\n没有收费。\n"


@pytest.fixture
def pasted(pasted_path):
    return pasted_path.read_text(encoding="utf-8")


def between(text, start, end):
    """The paragraphs after a line and before another, straight from the source."""
    lines = [line for line in text.split("\n") if line]
    begin = lines.index(start) + 1
    return lines[begin : lines.index(end, begin) if end else len(lines)]


def requests(**rows):
    """Figures of table three by row: from how many natural persons, how many businesses."""
    named = {row.replace("__", "."): counts for row, counts in rows.items()}
    return {
        f"requests.{row}.{column}": count
        for row, (persons, businesses) in named.items()
        for column, count in (("natural_person", persons), ("business", businesses), ("total", persons + businesses))
    }


PASTED = [
    pytest.param(
        READING / "jinniushan-2025.txt",
        requests(
            received=(2, 1), outcome__granted=(1, 1), outcome__denied__third_party_rights=(1, 0), outcome__total=(2, 1)
        ),
        id="own",
    ),
    *shared_case("jinniushan-2025.txt", requests(received=(1, 0), outcome__granted=(1, 0), outcome__total=(1, 0))),
]
"""Pasted reports, each with its figures that are not 0."""


@pytest.mark.parametrize(("path", "figures"), PASTED)
def test_pasted_report_gives_unit_year_all_two_hundred_cells_and_no_remark(form, path, figures):
    reading = read_text(form, path.read_text(encoding="utf-8"))

    assert (reading.report.unit, reading.report.year) == ("涿河区金牛山办事处", 2025)
    assert reading.remarks == reading.report.notes == ()
    assert dict(reading.report.cells) == dict.fromkeys(form.cells, 0) | figures
    assert len(reading.report.cells) == 200


@pytest.mark.parametrize(("path", "figures"), PASTED)
def test_pasted_report_gives_every_text_equal_to_its_paragraphs(form, path, figures):
    text = path.read_text(encoding="utf-8")
    topics = ("lead", "proactive", "on_request", "management", "platform", "supervision")
    overview = between(text, "一、总体情况", "二、主动公开政府信息情况")
    problems = between(text, "五、存在的主要问题及改进情况", "六、其他需要报告的事项")

    texts = read_text(form, text).report.texts

    assert figures
    assert len(problems) == 2
    assert dict(texts) == {
        "preface": "",
        **{f"overview.{topic}": paragraph for topic, paragraph in zip(topics, overview, strict=True)},
        "problems": "\n".join(problems),
        "other_matters": "".join(between(text, "六、其他需要报告的事项", "")),
    }


@pytest.fixture
def other_way_round(form):
    """A report with every trap: other order of rows, columns and topics, true table places, blanks and no figures."""
    return read_text(form, (READING / "yunxi-2024.txt").read_text(encoding="utf-8"))


def test_figures_find_their_cells_whatever_the_order_of_rows_and_columns(form, other_way_round):
    numbered: dict[str, object] = {cell: number for number, cell in enumerate(form.cells, 101)}
    blank = [
        "proactive.compulsion.decisions",
        "requests.received.research",
        "requests.outcome.denied.deliberative.natural_person",
        "requests.outcome.denied.deliberative.total",
        "requests.outcome.total.business",
        "disputes.litigation_direct.pending",
    ]
    odd = {
        "proactive.fee.amount": Decimal("0.36"),
        "proactive.normative_document.in_force": 22,
        "requests.pending_at_end.total": 1234,
        "requests.pending_at_end.other": -3,
    }

    assert dict(other_way_round.report.cells) == numbered | dict.fromkeys(blank) | odd


def test_what_is_no_figure_is_kept_beside_its_blank_cell(other_way_round):
    originals = {note.place: note.text for note in other_way_round.report.notes if note.kind == "original"}

    assert originals == {
        "proactive.compulsion.decisions": "/",
        "requests.outcome.total.business": "—",
        "disputes.litigation_direct.pending": "99999999999999999999",
    }


def test_figure_with_words_beside_it_is_taken_and_told(other_way_round):
    place = "proactive.normative_document.in_force"

    assert Note("doubtful", place, "原文是“22（其中修订16件）”，读作 22") in other_way_round.report.notes
    assert place in other_way_round.unsure
    assert other_way_round.origins[place].text == "22（其中修订16件）"


@pytest.mark.parametrize(
    "line", ["四、政府信息公开平台建设情况", "二、依申请公开情况", "七、附件", "五是存在的主要问题及改进情况。"]
)
def test_subhead_of_other_matters_is_no_heading(form, line):
    text = TITLE + TEXT_PARTS.replace("总述。\n", f"总述。\n{line}\n甲。\n")

    reading = read_text(form, text)

    assert not any("标题与规定的不同" in note.text for note in reading.report.notes)
    assert any(f"{line}\n甲。" in written for written in reading.report.texts.values())


def test_title_on_two_lines_topics_in_other_order_and_a_preface_are_read(other_way_round):
    report = other_way_round.report

    assert (report.unit, report.year) == ("沧澜县云溪镇人民政府", 2024)
    assert report.texts["preface"].startswith("本报告依据")
    assert report.texts["preface"].count("\n") == 1
    assert report.texts["overview.proactive"] == "(一) 主动公开情况。发布 12 条。"
    assert report.texts["overview.supervision"] == "(五)监督保障。开展培训 2 次。\n第二段：接受社会评议。"
    assert [note.text for note in other_way_round.report.notes if note.kind == "unplaced"] == [
        "标题前面的这一行没有地方放：附件2"
    ]


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("某街道办事处2025年政府信息公开工作年度报告", "某街道办事处", 2025),
        ("某街道办事处 2025 年度 政府信息公开年度报告", "某街道办事处", 2025),
        ("某街道办事处\n2025年政府信息公开工作年度报告", "某街道办事处", 2025),
        ("某街道办事处2025年\n政府信息公开工作年度报告", "某街道办事处", 2025),
        ("某街道办事处\n2025年\n政府信息公开工作年度报告", "某街道办事处", 2025),
        ("某局（某集团）二〇二五年政府信息公开工作年报告", "某局（某集团）", 2025),
        ("某局２０２５年政府信息公开工作年报告", "某局", 2025),
        ("**某县司法局2025年政府信息公开工作年度报告**", "某县司法局", 2025),
        ("【某县司法局】2025年政府信息公开工作年度报告", "某县司法局", 2025),
        ("某县司法局2025政府信息公开工作年度报告", "某县司法局", 2025),
        ("某县司\n法局2025年政府信息公开工作年度报告", "某县司法局", 2025),
        ("某县司法局2025年政府信息公开工作年度报告.docx", "某县司法局", 2025),
        ("某县司法局2025年政府信息公开工作年度报告 发布时间：2026-01-20", "某县司法局", 2025),
        ("某县司法局2025年政府信息公开工作年度报告（2025年1月1日—2025年12月31日）", "某县司法局", 2025),
        ("政府信息公开工作年度报告\n（2025年度）\n某县司法局", "某县司法局", 2025),
        ("2025年政府信息公开工作年度报告\n某县司法局", "某县司法局", 2025),
        ("2025年政府信息公开工作年度报告\n（某县司法局）", "某县司法局", 2025),
        ("2025年政府信息公开工作年度报告\n单位名称：某县司法局", "某县司法局", 2025),
        ("2025年政府信息公开工作年度报告\n编制单位：某县司法局（盖章）", "某县司法局", 2025),
    ],
)
def test_title_is_understood_with_small_differences(form, title, unit, year):
    report = read_text(form, f"\n{title}\n{TEXT_PARTS}").report

    assert (report.unit, report.year, report.texts["preface"]) == (unit, year, "")


@pytest.mark.parametrize(
    ("title", "unit", "year"),
    [
        ("", "", 0),
        ("某局0000年政府信息公开工作年度报告", "某局", 0),
        ("2025年政府信息公开工作年度报告", "", 2025),
        ("某街道办事处政府信息公开工作年度报告", "某街道办事处", 0),
        ("某局" * 80 + TITLE.strip(), "", 2025),
    ],
)
def test_unit_or_year_that_is_nowhere_is_left_open_and_told(form, title, unit, year):
    reading = read_text(form, f"{title}\n{TEXT_PARTS}")

    assert (reading.report.unit, reading.report.year) == (unit, year)
    told = {note.place: note.reason for note in reading.notes if note.place in {"unit", "year"}}
    assert told.get("unit") == (None if unit else "没有找到机关名称，请补上机关全称。")
    assert year or told["year"] == "没有找到年份，请补上统计年度。"
    assert {"unit", "year"} & reading.unsure == told.keys()


@pytest.mark.parametrize("text", ["", "今天天气很好。\n", TITLE, "a\tb\n1\t2\n"])
def test_what_is_no_report_is_refused_in_one_sentence(form, text):
    with pytest.raises(ReadError) as caught:
        read_text(form, text)

    assert (
        str(caught.value)
        == "这不是政府信息公开工作年度报告：没有找到“一、总体情况”等规定的标题，也没有找到填了数的表格。"
    )


@pytest.mark.parametrize("text", ["一、总体情况\n总述。\n", "一、总体情况\n总述。\n二、主动公开政府信息情况\n"])
def test_heading_that_is_there_is_not_said_to_be_missing(form, text):
    with pytest.raises(ReadError) as caught:
        read_text(form, TITLE + text)

    assert str(caught.value) == (
        "这不是政府信息公开工作年度报告：“一、总体情况”等规定的标题只有一两个，也没有找到填了数的表格。"
    )


@pytest.mark.parametrize("text", ["行\n" * 10_001, "字" * 500_001, "行" + "\t" * 500_000 + "行"])
def test_far_too_many_lines_cells_or_characters_are_refused(form, text):
    with pytest.raises(ReadError, match="太长了"):
        read_text(form, text)


def test_missing_tables_leave_cells_blank_and_are_named(form):
    reading = read_text(form, TITLE + TEXT_PARTS)

    assert set(reading.report.cells.values()) == {None}
    missing = [note.text for note in reading.report.notes if note.text.startswith("表格缺失")]
    assert missing == [f"表格缺失：没有找到{name}，各格先空着。" for name in ("表二", "表三", "表四")]
    assert Note("heading", "", "没有找到标题“二、主动公开政府信息情况”。") in reading.report.notes


def test_headings_in_another_order_are_named(form, pasted):
    five, six = "五、存在的主要问题及改进情况", "六、其他需要报告的事项"
    reading = read_text(form, pasted.replace(five, "&").replace(six, five).replace("&", six))

    assert [(note.kind, note.text) for note in reading.report.notes] == [
        ("heading", f"标题的先后次序与规定的不同：{five}")
    ]


def test_missing_row_leaves_cells_blank_and_is_named(form, pasted):
    line = next(line for line in pasted.splitlines() if "重复申请" in line)

    reading = read_text(form, pasted.replace(line + "\n", ""))

    blank = {cell for cell, value in reading.report.cells.items() if value is None}
    assert blank == {cell for cell in form.cells if ".duplicate." in cell}
    assert [note.text for note in reading.report.notes] == [
        "表三里没有找到“（五）不予处理 2.重复申请”这一行，各格先空着。"
    ]


@pytest.mark.parametrize(
    ("before", "after", "remark"),
    [
        (
            "年政府信息公开工作年度报告",
            "年度政府信息公开年度报告",
            ("title", "应当是“涿河区金牛山办事处2025年政府信息公开"),
        ),
        ("一、总体情况", "总体情况", ("heading", "标题与规定的不同，当作“一、总体情况”：总体情况")),
        ("五、存在的主要问题及改进情况", "五、存在问题及改进措施", ("heading", "当作“五、存在的主要问题及改进情况”")),
        ("五、存在", "六、其他需要报告的事项\n五、存在", ("heading", "标题出现了不止一次：六、其他需要报告的事项")),
        ("二、主动", "（一）主动公开：再说。\n二、主动", ("doubtful", "接在一起了：（一）主动公开：再说。")),
        ("规章\t", "（金额未含税）\n规章\t", ("unplaced", "这一行没有地方放：（金额未含税）")),
        ("规章\t", "规程\t1\t2\t3\n规章\t", ("unplaced", "没有地方放：规程\t1\t2\t3")),
        ("\n3.其他", "\n4.其他\t\t1\t2\t3\n3.其他", ("unplaced", "没有地方放：4.其他\t\t1\t2\t3")),
        ("行政许可\t0", "行政许可\t0\t1", ("unplaced", "表二这一行有 2 个数，应当有 1 个，对不上各列：行政许可\t0\t1")),
        (
            "行政许可\t0",
            "行政许可\t0\n行政许可\t5",
            ("unplaced", "两处的数不同，用了前一处的：行政许可\t5"),
        ),
        ("三、本年度办理结果\t", "三、本年度办理结果\t5\n\t", ("unplaced", "这一行的名称不是规定表样里的某一行")),
        ("\n3.其他", "\n其他", ("doubtful", "这一行少了编号，是按名称放的：其他\t")),
        ("本年收费金额（单位：万元）", "本年收费金额（单位：元）", ("unplaced", "表二的表头没有认出来")),
        ("\t科研机构", "\t学校", ("doubtful", "这一行表头里有的字认不出来：商业企业\t学校")),
        (
            "四、政府信息公开行政复议、行政诉讼情况",
            "四、争议",
            ("heading", "当作“四、政府信息公开行政复议、行政诉讼情况”：四、争议"),
        ),
    ],
)
def test_what_differs_from_the_form_is_listed(form, pasted, before, after, remark):
    kind, says = remark
    assert before in pasted

    notes = read_text(form, pasted.replace(before, after, 1)).report.notes

    assert any(note.kind == kind and says in note.text for note in notes), notes


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("二、上年结转政府信息公开申请数量\t\t\t1\t2\t3\t4\t5\t6\t", (None, 1, 2, 3, 4, 5, 6)),
        ("二、上年结转政府信息公开申请数量\t\t1\t\t3\t4\t5\t6\t7\t", (1, None, 3, 4, 5, 6, 7)),
        ("二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t\t\t", (None,) * 7),
        ("二、上年结转政府信息公开申请数量", (None,) * 7),
        ("二、上年结转政府信息公开申请数量\t\t1\t2\t3\t4\t5\t6", None),
        ("二、上年结转政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t\t\t", None),
        ("二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t\t\t7", None),
        ("二、上年结转政府信息公开申请数量\t\t1\t2\t3\t4\t5\t6\t7\t8", None),
    ],
)
def test_row_with_blanks_is_placed_by_its_neighbours_or_not_at_all(form, pasted, row, cells):
    line = next(line for line in pasted.splitlines() if line.startswith("二、上年结转"))
    columns = [column.id for column in form.grids["requests"].blocks[0].columns]

    reading = read_text(form, pasted.replace(line, row))

    read = tuple(reading.report.cells[f"requests.pending_at_start.{column}"] for column in columns)
    assert read == (cells or (None,) * 7)
    assert any(note.kind == "unplaced" and row.strip() in note.text for note in reading.report.notes) is (cells is None)


def test_row_among_no_full_ones_stands_under_its_heads_or_nowhere(form):
    head = "第二十条第（一）项\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n"
    shifted = "信息内容\n本年制发件数\t本年废止件数\t\t现行有效件数\n"

    placed = read_text(form, f"{TITLE}二、主动公开政府信息情况\n{head}规章\t\t2\t\n").report
    unplaced = read_text(form, f"{TITLE}{TEXT_PARTS}二、主动公开政府信息情况\n{shifted}规章\t\t2\t\n").report

    assert placed.cells["proactive.rule_document.repealed"] == 2
    assert set(unplaced.cells.values()) == {None}


def test_group_label_on_a_line_of_its_own_is_no_remark(form, pasted):
    reading = read_text(form, pasted.replace("\n3.其他", "\n(六) 其他处理\n3.其他"))

    assert reading.report.notes == ()


def test_second_report_behind_the_first_is_told_as_what_it_is(form, pasted):
    reading = read_text(form, f"{pasted}\n{pasted}")

    about_headings = [remark for remark in reading.remarks if "标题" in remark.text and "小标题" not in remark.text]
    assert [remark.text[:12] for remark in about_headings] == ["原文里像是有两份报告，各"]
    assert {"problems", "other_matters", "overview.lead"} <= reading.unsure
    assert read_text(form, pasted).remarks == ()
    without = re.sub(r"(\n五、[^\n]*\n).*?(?=\n六、)", r"\1", pasted, flags=re.DOTALL)
    assert read_text(form, f"{without}\n{without}").report.texts["problems"] == ""


def test_prose_with_tabs_stays_prose(form, pasted):
    reading = read_text(form, pasted.replace("六、其他需要报告的事项\n", "六、其他需要报告的事项\n\t甲\t乙 3\n5\t6\n"))

    assert reading.report.texts["other_matters"].startswith("甲\t乙 3\n5\t6\n依照")


def test_rows_are_placed_also_where_a_heading_is_lost(form, pasted):
    reading = read_text(form, pasted.replace("二、主动公开政府信息情况\n", ""))

    assert None not in reading.report.cells.values()


def test_head_with_a_column_too_many_is_not_understood(form, pasted):
    reading = read_text(form, pasted.replace("现行有效件数", "现行有效件数\t本年制发件数"))

    assert reading.report.cells["proactive.rule_document.issued"] is None
    assert any("表二的表头没有认出来" in note.text for note in reading.report.notes)


def test_label_under_a_strange_group_is_not_placed(form, pasted):
    reading = read_text(form, pasted.replace("\t(三) 不予公开\t1.属于国家秘密", "\t(五) 不予处理\t1.属于国家秘密"))

    assert reading.report.cells["requests.outcome.denied.state_secret.total"] is None
    assert any(note.kind == "unplaced" and "1.属于国家秘密" in note.text for note in reading.report.notes)


@pytest.mark.parametrize(("group", "value"), [("(四) 无法提供", 0), ("", None)])
def test_label_that_two_groups_have_is_placed_by_its_group_or_not_at_all(form, pasted, group, value):
    grid = form.grids["requests"]
    label = ("三、本年度办理结果", "（三）不予公开", "1.本机关不掌握相关政府信息")
    rows = tuple(row._replace(label=label) if "secret" in row.id else row for row in grid.blocks[0].rows)
    twice = grid._replace(blocks=(grid.blocks[0]._replace(rows=rows),))
    sections = tuple(one._replace(grid=twice) if one.grid == grid else one for one in form.sections)

    text = pasted.replace("(四) 无法提供\t1.", f"{group}\t1.")
    report = read_text(form._replace(sections=sections), text).report

    assert report.cells["requests.outcome.unable.not_held.total"] == value
    assert report.cells["requests.outcome.denied.state_secret.total"] is None


OTHER_HANDLING = r"(?s)\t\(六\) 其他处理.*?(?=\(七\) 总计)"


@pytest.mark.parametrize(
    ("old", "new", "named_label"),
    [
        ("本年制发件数", "本年新制作数量", "本年新制作数量”：这是 2019 年试行格式的表，现行格式的项目和口径不同"),
        ("\n行政规范性文件\t", "\n规范性文件\t", "规范性文件”：现行格式是“行政规范性文件”"),
        (OTHER_HANDLING, "\t(六)其他处理\t0\t0\n", "（六）其他处理”：现行格式“（六）其他处理”分三行填写"),
    ],
)
def test_labels_of_other_editions_are_named_once(form, pasted, old, new, named_label):
    def named(text):
        remarks = read_text(form, text).report.notes
        return [(note.kind, note.text) for note in remarks if note.text.startswith("表格里有")]

    assert re.search(old, pasted)
    assert named(pasted) == []
    assert named(re.sub(old, new, pasted)) == [("label", f"表格里有“{named_label}。")]


def test_sum_of_three_rows_over_them_is_listed_and_contradicts_none_of_them(form, pasted):
    plain = read_text(form, pasted).report.cells

    reading = read_text(form, pasted.replace("\t(六) 其他处理", "\t(六) 其他处理\t\t9\t0\t0\t0\t0\t0\t9\n\t"))

    assert reading.report.cells == plain
    assert [note.kind for note in reading.report.notes] == ["unplaced"]


def test_cells_each_on_a_line_with_a_tab_behind_are_the_rows_that_they_are_without(form, pasted):
    lines = [line for row in pasted.splitlines() for line in row.split("\t") if line.strip()]

    with_tabs = read_text(form, "\n".join(f"{line}\t" for line in lines))

    assert with_tabs.report == read_text(form, "\n".join(lines)).report
    assert sum(figure is not None for figure in with_tabs.report.cells.values()) > 100
    assert [one.text for one in text_items("规章\t\n许可\t")] == ["规章", "许可"]
    assert len([one for one in text_items("规章\t\n许可\t") if isinstance(one, SourceRow)]) == 2


def test_text_that_is_quoted_in_a_letter_is_read_without_its_marks():
    quoted = ["转发：", *(f"> > 第{number}行" for number in range(30)), ""]

    assert [one.text for one in text_items("\n".join(quoted))] == ["转发：", *(f"第{number}行" for number in range(30))]
    assert [one.text for one in text_items("\n".join(quoted[:9]))][1:] == [f"> > 第{number}行" for number in range(8)]
    assert [one.text for one in text_items("\n".join([*quoted, "甲"]))][1] == "> > 第0行"
