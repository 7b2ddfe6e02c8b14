"""What pages have around a report, and titles in every wording: nothing of it gets into a text, all of it is told."""

import pytest
from hedong import HEADINGS, TABLES, TEXT, TEXTS, TITLE, notes_of, page, rewritten, wrong_cells
from pasted_text import read_text

from disclosure_desk.core.report import Note
from disclosure_desk.readers.structure.title import find_title
from disclosure_desk.readers.structure.wrapped_lines import join_wrapped, wrap_width

PAGE_TEXTS = {
    "preface": "本报告依据《中华人民共和国政府信息公开条例》编制。",
    "overview.lead": "2024年，街道公开信息216条。",
    "overview.proactive": "（一）主动公开。公开187条。",
    "overview.on_request": "（二）依申请公开。按期答复。",
    "overview.management": "（三）政府信息管理。三级审核。",
    "overview.platform": "（四）政府信息公开平台建设。新设查阅点2处。",
    "overview.supervision": "（五）监督保障。培训3次。",
    "problems": "更新不够及时，今后按月检查。",
    "other_matters": "本年度没有收取信息处理费。\n以上情况在区政府网站同时公开。",
}


@pytest.mark.parametrize("name", ["portal", "notice"])
def test_page_around_a_report_stays_out_of_its_texts(form, name):
    reading = read_text(form, page(name))

    assert (reading.report.unit, reading.report.year) == ("渌江区河东街道办事处", 2024)
    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == PAGE_TEXTS


@pytest.mark.parametrize(("name", "lines"), [("portal", 27), ("notice", 10)])
def test_whatever_is_left_out_of_a_page_is_told_in_one_remark(form, name, lines):
    reading = read_text(form, page(name))

    kept = "\n".join([*reading.report.texts.values(), *(note.text for note in reading.report.notes)])
    heads = [*HEADINGS, "渌江区河东街道办事处", "2024年政府信息公开工作", "年度报告"]
    before, _, rest = page(name).partition(HEADINGS[1])
    for line in (before + rest.partition(HEADINGS[4])[2]).split("\n"):
        assert line.strip() in kept or line in heads, line
    (remark,) = reading.remarks
    assert (remark.kind, remark.cause, len(remark.notes)) == ("unplaced", "page", lines)
    assert remark.text == f"原文里有 {lines} 行不是报告的正文（网页栏目、目录、页码、落款等），没有取用。"
    assert all(reading.items[note.item].text.endswith(note.words) for note in remark.notes)


@pytest.mark.parametrize(
    "line",
    [
        "【打印】【关闭】",
        "打印本页 | 关闭窗口",
        "[打印] [返回顶部]",
        "分享到：微信 微博",
        "字号：大 中 小",
        "附件：1.年度报告.docx",
        "附件下载",
        "上一篇：没有了",
        "相关文章",
        "扫一扫在手机打开当前页",
        "主办：某某区人民政府",
        "版权所有 某某区人民政府 ICP备12345678号",
        "网站标识码：1234567890",
        "来源：某某街道",
        "责任编辑：某某",
        "联系电话：0000-1234567",
        "2025年1月20日",
        "二〇二五年一月二十日",
        "年　　月　　日",
        "2025年1月　日",
        "二〇二五年__月__日",
        "渌江区河东街道办事处",
        "渌江区人民政府河东街道办事处",
        "2025-01-22 09:15:01",
        "渌江区河东街道办事处（电子印章）",
        "电子签章编号：4302040012345",
        "防伪码 A1B2-C3D4-E5F6",
        "4302040012345",
        "8F3A9C00-1B2C-4D5E-8899-AABBCCDDEEFF",
    ],
)
def test_line_behind_the_report_is_left_out_and_told(form, line):
    reading = read_text(form, f"{TEXT.strip()}\n{line}\n")

    assert dict(reading.report.texts) == TEXTS
    assert [note.text for note in reading.report.notes] == [f"这一行是页面、目录或者落款，不是正文，没有取用：{line}"]


@pytest.mark.parametrize("unit", ["渌江区\n河东街道 办事处", "渌江区\n河东\n街道\n办事处"])
def test_a_signature_that_is_broken_into_lines_is_left_out_whole(form, unit):
    reading = read_text(form, f"{TEXT.strip()}\n{unit}\n年　　月　　日\n")

    assert dict(reading.report.texts) == TEXTS
    assert len(reading.report.notes) == unit.count("\n") + 2


@pytest.mark.parametrize(
    "line",
    [
        "附件中的表格另行公布，请以网站为准。",
        "打印费和复印费均未收取。",
        "主办单位和承办单位没有变化。",
        "2025年1月20日前已向社会公布。",
        "无",
        "网站字体大小可调，来源：居民建议。",
        "委托第三方提供技术支持，平台运行平稳。",
        "使用电子印章（签章）办理答复 12 件。",
        "防伪码和二维码均可查验。",
        "群众可以扫码查看，全年办理3件。",
        "本报告的电子版可以在区政府网站下载，联系电话：0000-1234567。",
    ],
)
def test_sentence_at_the_end_of_the_report_is_kept(form, line):
    reading = read_text(form, f"{TEXT.strip()}\n{line}\n")

    assert reading.report.texts["other_matters"] == f"{TEXTS['other_matters']}\n{line}"
    assert reading.report.notes == ()


def test_sentence_among_what_follows_the_report_is_kept_and_doubted(form):
    sentence = "本机关另外需要说明的事项见上面的正文。"

    reading = read_text(form, f"{TEXT.strip()}\n【打印】\n{sentence}\n版权所有\n")

    assert reading.report.texts["other_matters"] == f"{TEXTS['other_matters']}\n{sentence}"
    assert (
        Note("doubtful", "other_matters", f"这一行在页面末尾，请看一看是不是报告的内容：{sentence}")
        in reading.report.notes
    )


def test_report_that_ends_with_a_table_is_followed_by_no_unplaced_lines_of_its_page(form):
    cut = TEXT[: TEXT.index(f"\n{HEADINGS[4]}")]

    reading = read_text(form, f"{cut}\n【打印】【关闭】\n版权所有 某某\n")

    assert wrong_cells(form, reading) == {}
    assert [(remark.cause, len(remark.notes)) for remark in reading.remarks if remark.kind == "unplaced"] == [
        ("page", 2)
    ]


def test_tables_without_any_heading_are_read(form):
    reading = read_text(form, "\n".join([TITLE, *TABLES]))

    assert wrong_cells(form, reading) == {}
    assert not any(reading.report.texts.values())


def test_sentence_instead_of_a_table_is_told_and_the_table_missing(form):
    nil = "本年度没有新收到政府信息公开申请。"

    reading = read_text(form, rewritten((TABLES[1], nil)))

    assert wrong_cells(form, reading, blank=("requests",)) == {}
    assert notes_of(reading, "label") == ["表格缺失：没有找到表三，各格先空着。"]
    assert notes_of(reading, "unplaced") == [f"“{HEADINGS[2]}”下面只有表格，这一行没有地方放：{nil}"]


def wrapped(text, width):
    """The text with its lines broken off where they are so wide, as a PDF viewer copies it; a digit is half as wide."""
    written, line = "", 0
    for letter in text:
        line = 0 if letter == "\n" else line + (1 if letter.isascii() else 2)
        if line > width and letter != "\t":
            written, line = f"{written}\n", 2
        written += letter
    return written


def test_paragraphs_that_are_copied_line_by_line_are_whole_again(form):
    start, end = TEXT.index(f"{HEADINGS[1]}\n"), TEXT.index(f"{HEADINGS[4]}\n")
    text = wrapped(TEXT[:start], 50) + TEXT[start:end] + wrapped(TEXT[end:], 50)

    reading = read_text(form, text)

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    assert notes_of(reading, "doubtful") == ["原文的段落在行末断开，已经接成整段，请看一看分段。"]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["一" * 25, "二" * 25], ["一" * 25 + "二" * 25]),
        (["一" * 24 + "。", "二" * 25], ["一" * 24 + "。", "二" * 25]),
        (["一" * 9, "二" * 25], ["一" * 9, "二" * 25]),
        (["字" * 25, "（二）甲"], ["字" * 25, "（二）甲"]),
        (["字" * 22 + "Office", "Word"], ["字" * 22 + "Office Word"]),
        (["字" * 23 + "202", "4年"], ["字" * 23 + "2024年"]),
    ],
)
def test_full_line_that_breaks_off_goes_on_in_the_next(lines, whole):
    assert [line for _, line in join_wrapped(list(enumerate(lines)), 50)] == whole


@pytest.mark.parametrize(
    ("lines", "width"),
    [
        (["字" * 25] * 6, 50),
        (["字" * 25] * 4, 0),
        (["字" * 25] * 6 + ["字" * 15] * 6, 0),
        (["字" * 25] * 6 + ["短"] * 6, 50),
        (["字" * 25] * 6 + ["字" * 60], 50),
        (["字" * 25, "字" * 24, "字" * 26] * 2 + ["字" * 30], 52),
        (["字" * 10] * 9, 0),
        ([], 0),
    ],
)
def test_lines_are_taken_for_broken_ones_only_where_nearly_all_are_full(lines, width):
    assert wrap_width(lines) == width


def test_lines_under_a_table_are_told_together(form):
    reading = read_text(form, rewritten((HEADINGS[2], f"注：见网站。\n另注：没有。\n{HEADINGS[2]}")))

    assert [remark.text for remark in reading.remarks] == [
        "只有表格的部分里有 2 行文字，没有地方放：“注：见网站。”；“另注：没有。”。"
    ]


def test_lines_under_a_table_that_stand_apart_are_told_apart(form):
    reading = read_text(form, rewritten(("规章\t", "注：甲。\n规章\t"), (HEADINGS[2], f"注：乙。\n{HEADINGS[2]}")))

    assert len(notes_of(reading, "unplaced")) == 2


PREFACE = "统计期限自2024年1月1日起至2024年12月31日止。"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("河东街道办事处关于2024年政府信息公开工作的年度报告", "河东街道办事处"),
        ("2024年河东街道政府信息公开工作年度报告", "河东街道"),
        ("河东街道政府信息公开工作年度报告（2024年）", "河东街道"),
        ("河东街道政府信息公开工作年度报告（2024年度）", "河东街道"),
        ("河东街道政府信息公开工作2024年度报告", "河东街道"),
        ("河东街道办2024年度政府信息公开年报", "河东街道办"),
        ("河东街道2024年度政府信息公开工作报告", "河东街道"),
        ("河东街道2024年政务信息公开工作年度报告", "河东街道"),
        ("河东街道办事处（2024年）政府信息公开工作年度报告", "河东街道办事处"),
        ("《河东街道办事处2024年政府信息公开工作年度报告》", "河东街道办事处"),
        ("河东街道办事处2024年政府信息公开工作年度报告_渌江区人民政府", "河东街道办事处"),
        ("河东街道办事处2024年政府信息公开工作年度报告-政府信息公开年报", "河东街道办事处"),
        ("河东街道办事处\n2024年\n政府信息公开年度报告", "河东街道办事处"),
        ("河东街道办事处\n政府信息公开工作年度报告\n（2024年）", "河东街道办事处"),
        ("关于河东街道办事处2024年政府信息公开工作的年度报告", "河东街道办事处"),
    ],
)
def test_title_in_other_words_tells_unit_and_year(form, title, unit):
    reading = read_text(form, rewritten((TITLE, title)))

    assert (reading.report.unit, reading.report.year) == (unit, 2024)
    assert dict(reading.report.texts) == TEXTS
    assert [note.kind for note in reading.report.notes] in (["title"], [])


@pytest.mark.parametrize(
    ("lines", "unit", "said"),
    [
        ("河东街道办事处\n\n2024年政府信息公开工作年度报告", "河东街道办事处", ""),
        (
            "附件2\n2024年政府信息公开工作年度报告\n本报告由河东街道办事处根据条例编制。",
            "河东街道办事处",
            "由河东街道办事处根据",
        ),
        ("发布机构：河东街道办事处\n2024年政府信息公开工作年度报告", "河东街道办事处", "发布机构：河东街道办事处"),
        (
            "发布机构：\t河东街道办事处\t文号：\t\n2024年政府信息公开工作年度报告",
            "河东街道办事处",
            "发布机构： 河东街道办事处",
        ),
        (
            "现公布渌江区河东街道2024年政府信息公开工作年度报告。",
            "渌江区河东街道",
            "现公布渌江区河东街道2024年政府信息公开",
        ),
        (
            "2024年政府信息公开工作年度报告\n如有疑问，请与河东街道办事处党政办公室联系。",
            "河东街道办事处",
            "请与河东街道办事处党政办公室",
        ),
        (
            "2024年政府信息公开工作年度报告\n为保障知情权，河东街道办事处编制本年度报告。",
            "河东街道办事处",
            "河东街道办事处编制本",
        ),
    ],
)
def test_unit_that_the_title_lacks_is_taken_from_elsewhere_and_doubted(form, lines, unit, said):
    reading = read_text(form, rewritten((TITLE, lines)))

    assert (reading.report.unit, reading.report.year) == (unit, 2024)
    assert ("unit" in reading.unsure) is bool(said)
    assert notes_of(reading, "doubtful")[:1] == (
        [f"标题没有写明单位，从“{said}”取了“{unit}”，请核对。"] if said else []
    )


def test_notice_is_no_title_and_its_sender_no_unit_of_the_report(form):
    notice = "河东街道办事处关于编制2024年政府信息公开工作年度报告的通知"
    reading = read_text(form, rewritten((TITLE, notice)))

    assert (reading.report.unit, reading.report.year) == ("", 2024)
    assert notice in reading.report.texts["preface"]


def test_year_that_the_title_lacks_is_taken_from_the_period_and_doubted(form):
    reading = read_text(form, rewritten((TITLE, f"今天是2026年3月1日\n河东街道政府信息公开工作年度报告\n{PREFACE}")))

    assert (reading.report.unit, reading.report.year) == ("河东街道", 2024)
    assert "year" in reading.unsure


def test_year_is_taken_from_the_overview_where_nothing_else_says_it(form):
    plain = rewritten((TITLE, "河东街道政府信息公开工作年度报告"), (PREFACE, "没有写期限。"))

    assert read_text(form, plain).report.year == 2024


def test_title_of_the_year_that_the_preface_names_is_the_reports(form):
    listed = "河东街道办事处2022年政府信息公开工作年度报告"

    reading = read_text(form, rewritten((TITLE, f"{TITLE}\n{listed}")))

    assert (reading.report.unit, reading.report.year) == ("渌江区河东街道办事处", 2024)
    assert notes_of(reading, "doubtful") == [f"页面上还有别的报告的标题，请核对单位和年份：{listed}"]


def test_title_that_is_told_again_before_the_report_is_the_last_one(form):
    lines = f"{TITLE}_渌江区人民政府\n首页 > 年报 > {TITLE}\n{TITLE}\n发布时间：2025-01-20\n{TITLE}"

    reading = read_text(form, rewritten((TITLE, lines)))

    assert dict(reading.report.texts) == TEXTS
    assert [(remark.kind, remark.cause) for remark in reading.remarks] == [("unplaced", "page")]


def test_title_is_whole_only_with_unit_and_year():
    assert find_title(["首页", TITLE]).start == 1
    assert find_title(["2024年政府信息公开工作年度报告"]) is None


@pytest.mark.parametrize("head", ["引言", "前 言", "目录", "编制说明", "（2025年1月20日）"])
def test_head_of_the_preface_is_left_out_and_told(form, head):
    reading = read_text(form, rewritten((f"{TITLE}\n", f"{TITLE}\n{head}\n")))

    assert dict(reading.report.texts) == TEXTS
    assert [note.text for note in reading.report.notes] == [f"这一行是页面、目录或者落款，不是正文，没有取用：{head}"]
