from io import BytesIO
from zipfile import ZipFile

import pytest
from example_count import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from office_files import STRICT_WORD, WORD, blank_grids, cell, filled, paragraph, row, table, word_file, zipped
from own_files import plain_reports, printed_figures, printed_texts, read_figures, read_texts
from shared_cases import shared_case

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read_content
from disclosure_desk.readers.formats.docx.reader import docx_items
from disclosure_desk.readers.formats.office.parts import office_type_of
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Cancelled, ignore_progress
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.writers.docx import render

FORM = load_form("2021")
CASE = {cell: str(number) for number, cell in enumerate(FORM.cells, 1001)}
TITLE, WORDS, FEE = "云溪街道办事处2025年政府信息公开工作年度报告", "这里写了文字。", "本年未收取信息处理费。"
BLANK = [
    pytest.param(
        blank_grids(FORM),
        {"政府信息公开工作年度报告（样张）": TITLE, "（在这里写）": WORDS, "（在这里写，信息处理费也写在这里）": FEE},
        id="own",
    ),
    *shared_case(
        "blank-2021.docx",
        {
            "政府信息公开工作年度报告格式模板": TITLE,
            "（文字描述）": WORDS,
            "（文字描述，收取信息处理费情况在此处报告。）": FEE,
        },
    ),
]
"""Blank forms as Word files, each with the words put in the place of its own."""


def items(body: str, **parts: str) -> list[SourceParagraph | SourceRow]:
    return list(docx_items(word_file(body, **parts), ignore_progress))


def lines(body: str, **parts: str) -> list[str]:
    return [item.text for item in items(body, **parts)]


def rows(*made: str) -> list[tuple[str, ...]]:
    return [item.cells for item in items(table(*made)) if isinstance(item, SourceRow)]


@pytest.mark.parametrize(("blank", "words"), BLANK)
def test_filled_official_grids_give_every_figure_back(blank, words):
    reading = read_content(FORM, filled(FORM, blank, words, CASE), ".docx")

    assert {cell: str(value) for cell, value in reading.report.cells.items()} == CASE
    assert reading.report.title == TITLE
    assert reading.report.texts["other_matters"] == FEE
    assert {note.place for note in reading.report.notes} == {"overview.lead"}


@settings(max_examples=examples(8), deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_own_word_file_gives_the_report_back(data):
    report = data.draw(plain_reports(FORM))

    reading = read_content(FORM, render(report), ".docx")

    assert read_figures(reading.report) == printed_figures(report)
    assert read_texts(reading.report) == printed_texts(report)
    assert reading.report.title == report.title
    assert reading.report.notes == ()


def t(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{t('旧')}{marks[1]}{result}{marks[2]}"


BOX = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
CHOICE = f"<w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>"
FALLBACK = f"<w:pict><v:textbox>{BOX}</v:textbox></w:pict>"


def alternatives(choice: str, fallback: str) -> str:
    ways = f"<mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{ways}</mc:AlternateContent>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (t("20") + t("25") + t("年"), "2025年"),
        ('<w:r><w:t xml:space="preserve"> 2 </w:t><w:t> 0 </w:t></w:r>', "2 0"),
        ("<w:r><w:t>甲\n乙</w:t></w:r>", "甲 乙"),
        (f"<w:del>{t('删')}<w:r><w:delText>删</w:delText></w:r></w:del><w:ins>{t('增')}</w:ins>", "增"),
        (f"<w:moveFrom>{t('旧处')}</w:moveFrom><w:moveTo>{t('新处')}</w:moveTo>", "新处"),
        (t("隐", "<w:vanish/>") + t("显", '<w:vanish w:val="0"/>') + t("隐", '<w:vanish w:val="true"/>'), "显"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{t('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:hyperlink>{t('链')}</w:hyperlink><w:smartTag><w:smartTag>{t('签')}</w:smartTag></w:smartTag>", "链签"),
        (field(" =SUM(ABOVE) ", t("12")), "12"),
        (field(" IF ", t("前") + field(" PAGE ", t("3")) + t("后")), "前3后"),
        (f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{t("甲")}', "甲"),
        (f'<w:fldSimple w:instr="PAGE">{t("4")}</w:fldSimple>', "4"),
        ("<w:r><w:t>二</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>三</w:t><w:footnoteReference/></w:r>", "二-三"),
        ('<w:r><w:sym w:char="2460"/><w:sym w:char="F0FC"/><w:sym w:char="x"/><w:sym/></w:r>', "①\ufffd\ufffd\ufffd"),
        (f"<w:r><w:ruby><w:rt>{t('pin')}</w:rt><w:rubyBase>{t('拼')}</w:rubyBase></w:ruby></w:r>", "拼"),
        ("<m:oMath><m:r><m:t>5</m:t></m:r></m:oMath>", "5"),
        (t("旧", "<w:strike/>") + t("新") + t("旧", "<w:dstrike/>"), "新（划去旧旧）"),
        (t("旧", '<w:strike w:val="0"/>') + t(" ", "<w:strike/>"), "旧"),
        (t("12", "<w:strike/>"), "12（划去）"),
        (t("578") + t("[2]", '<w:vertAlign w:val="superscript"/>'), "578[²]"),
        (t("578") + t("2", '<w:vertAlign w:val="subscript"/>'), "578₂"),
        (t("578") + t("2", '<w:vertAlign w:val="baseline"/>'), "5782"),
        (alternatives(t("选"), t("退")), "选"),
        (alternatives("", t("退")), "退"),
        (f"<mc:AlternateContent/>{t('无')}", "无"),
    ],
)
def test_paragraph_says_what_is_printed(content, text):
    # What tracked changes delete is told beside it.
    assert [item.text for item in items(paragraph(content)) if isinstance(item, SourceParagraph)] == [text]


def test_text_box_is_read_once_behind_its_paragraph():
    body = paragraph(f"{t('段落')}<w:r>{alternatives(CHOICE, FALLBACK)}</w:r>")

    assert lines(body + paragraph("下一段")) == ["段落", "框里", "下一段"]


def test_blocks_are_found_in_whatever_wraps_them():
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent><w:customXml>{paragraph('甲')}</w:customXml></w:sdtContent></w:sdt>"
    choice = alternatives(paragraph("乙"), "")

    assert lines(wrapped + "<w:bookmarkStart/>" + choice + paragraph("")) == ["甲", "乙"]


BREAK = "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("content", "properties", "expected"),
    [
        (t("三、收到和处理") + BREAK + t("申请情况"), '<w:jc w:val="center"/>', ["三、收到和处理申请情况"]),
        (t("三、收到和处理") + BREAK + t("申请情况"), '<w:outlineLvl w:val="0"/>', ["三、收到和处理申请情况"]),
        (t("三、收到和处理") + BREAK + t("申请情况"), '<w:pStyle w:val="2"/>', ["三、收到和处理申请情况"]),
        (t("某街道") + BREAK + t("年报"), '<w:pStyle w:val="3"/>', ["某街道", "年报"]),
        (t("甲。") + '<w:r><w:br w:type="page"/></w:r>' + t("乙。"), "", ["甲。", "乙。"]),
        (t("长" * 60) + BREAK + t("长" * 60), '<w:jc w:val="center"/>', ["长" * 120]),
        (t("长" * 61) + BREAK + t("长" * 60), '<w:jc w:val="center"/>', ["长" * 61, "长" * 60]),
    ],
)
def test_lines_broken_by_hand_are_one_heading_or_paragraphs(content, properties, expected):
    styles = '<w:style w:styleId="2"><w:name w:val="heading 1"/></w:style><w:style w:styleId="3"/>'

    assert lines(paragraph(content, properties), styles=styles) == expected


def test_paragraph_with_tabs_is_a_row():
    body = paragraph("<w:r><w:tab/><w:t>甲</w:t><w:tab/><w:t>1</w:t></w:r>")

    assert [item.cells for item in items(body) if isinstance(item, SourceRow)] == [("甲", "1")]


def test_locations_name_paragraphs_and_rows():
    body = paragraph("甲") + paragraph("") + table(row("1")) + paragraph("乙") + table(row("", "2"), row("3", "4"))

    assert [item.location.name for item in items(body)] == [
        "第 1 段",
        "第 1 个表格第 1 行",
        "第 2 段",
        "第 2 个表格第 1 行",
        "第 2 个表格第 2 行",
    ]


RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def wide(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_cells_stand_at_true_columns():
    made = [
        row(cell("角", RESTART + wide(2)), cell("丙", wide(2))),
        row(cell("藏", '<w:vMerge w:val="continue"/>' + wide(2)), "丁", "戊"),
        row("己", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="2"/>'),
        row(cell("庚", '<w:hMerge w:val="restart"/>'), cell("", '<w:hMerge w:val="continue"/>'), "辛", "壬"),
    ]

    assert rows(*made) == [
        ("角", "", "丙", ""),
        ("", "", "丁", "戊"),
        ("", "己", "", ""),
        ("庚", "", "辛", "壬"),
    ]
    assert all(item.aligned for item in items(table(*made)))


def test_cell_that_goes_on_from_nothing_keeps_its_words():
    assert rows(row(cell("甲", GOES_ON), "1"), row(cell("乙", '<w:hMerge w:val="continue"/>'), "2")) == [
        ("甲", "1"),
        ("乙", "2"),
    ]


def test_rows_of_different_widths_are_not_called_aligned():
    made = items(table(row("标题"), row("甲", "1")))

    assert [(item.cells, item.aligned) for item in made] == [(("标题", ""), False), (("甲", "1"), False)]


def test_rows_struck_out_or_hidden_are_left_out():
    made = [row("1"), row("2", properties="<w:del/>"), row("3", properties="<w:hidden/>"), row("")]

    assert rows(*made) == [("1",)]


def test_rows_and_cells_are_found_in_whatever_wraps_them():
    wrapped = f"<w:sdt><w:sdtContent>{cell('乙')}</w:sdtContent></w:sdt>"

    assert rows(f"<w:customXml>{row('甲', wrapped)}</w:customXml>") == [("甲", "乙")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (paragraph("本年制") + paragraph("发件数"), "本年制发件数"),
        (paragraph("20") + paragraph("23"), "20 23"),
        (paragraph("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t></w:r>"), "1 2"),
        (paragraph(f"{t('甲')}<w:r><w:pict>{BOX}</w:pict></w:r>"), "甲框里"),
    ],
)
def test_paragraphs_of_a_cell_are_one_line(content, text):
    assert rows(row(cell(content), "0")) == [(text, "0")]


def test_layout_tables_are_walked_through():
    inner = table(row("甲", "1"), row("乙", "2"))
    long = cell("".join(paragraph(f"第{number}段") for number in "一二三四"))
    body = table(row(cell(f"{paragraph('前')}{inner}{paragraph('后')}"), cell("旁")), row(long))

    assert lines(body) == ["前", "甲\t1", "乙\t2", "后", "旁", "第一段", "第二段", "第三段", "第四段"]


def listed(content: str, number: str, depth: int = 0) -> str:
    return paragraph(content, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, pattern: str, more: str = "", start: str = "1") -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>{more}'
    return f'<w:lvl w:ilvl="{depth}">{inside}</w:lvl>'


def outline(number: str, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def instance(number: str, of: str, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


CHAPTERS = outline(
    "0",
    level(0, "japaneseCounting", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    level(3, "decimal", "%4."),
) + instance("1", "0")


def test_numbers_of_headings_come_back():
    body = [
        listed("总体情况", "1"),
        listed("主动公开", "1", 1),
        listed("依申请公开", "1", 1),
        listed("细目", "1", 2),
        listed("甲", "1", 3),
        listed("主动公开政府信息情况", "1"),
        listed("又", "1", 1),
        paragraph("无号"),
    ]

    assert lines("".join(body), numbering=CHAPTERS) == [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "细目",
        "1.甲",
        "二、主动公开政府信息情况",
        "（一）又",
        "无号",
    ]


@pytest.mark.parametrize(
    ("form", "start", "number"),
    [
        ("decimal", "3", "3"),
        ("decimalFullWidth", "12", "１２"),
        ("chineseCountingThousand", "10", "十"),
        ("chineseCounting", "19", "十九"),
        ("chineseCounting", "20", "二十"),
        ("ideographDigital", "35", "三十五"),
        ("chineseCounting", "100", None),
        ("decimalEnclosedCircle", "2", "②"),
        ("decimalEnclosedCircle", "21", None),
        ("bullet", "1", None),
        ("lowerRoman", "1", None),
        ("decimal", "12345", "0"),
    ],
)
def test_numbers_are_printed_in_the_formats_of_reports_and_else_left_out(form, start, number):
    numbering = outline("0", level(0, form, "%1、", start=start)) + instance("1", "0")

    assert lines(listed("甲", "1"), numbering=numbering) == ["甲" if number is None else f"{number}、甲"]


def test_numbers_start_anew_where_a_list_says_so_and_else_go_on():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1）")}</w:lvlOverride>'
    numbering = CHAPTERS + instance("2", "0", override) + instance("3", "0", other)
    body = "".join(listed("甲", number) for number in ("1", "1", "2", "2", "1", "3"))

    assert lines(body, numbering=numbering) == ["一、甲", "二、甲", "五、甲", "六、甲", "七、甲", "8）甲"]


@pytest.mark.parametrize(
    ("properties", "text"),
    [
        ('<w:pStyle w:val="linked"/>', "（一）甲"),
        ('<w:pStyle w:val="based"/>', "一、甲"),
        ('<w:pStyle w:val="off"/>', "甲"),
        ('<w:pStyle w:val="circle"/>', "甲"),
        ('<w:pStyle w:val="strange"/>', "甲"),
        ('<w:pStyle w:val="based"/><w:numPr><w:numId w:val="0"/></w:numPr>', "甲"),
        ('<w:pStyle w:val="based"/><w:numPr><w:ilvl w:val="1"/></w:numPr>', "一、甲"),
        ('<w:numPr><w:numId w:val="9"/></w:numPr>', "甲"),
        ('<w:numPr><w:ilvl w:val="7"/><w:numId w:val="1"/></w:numPr>', "甲"),
        ('<w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr>', "甲"),
        ('<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>', "甲"),
    ],
)
def test_numbers_come_by_styles_too(properties, text):
    def style(name: str, inside: str) -> str:
        return f'<w:style w:styleId="{name}">{inside}</w:style>'

    def number(which: str) -> str:
        return f'<w:pPr><w:numPr><w:numId w:val="{which}"/></w:numPr></w:pPr>'

    styles = (
        style("linked", number("1"))
        + style("base", number("2"))
        + style("based", '<w:basedOn w:val="base"/>')
        + style("off", f'<w:basedOn w:val="base"/>{number("0")}')
        + style("circle", '<w:basedOn w:val="circle"/>')
    )
    numbering = (
        outline(
            "0",
            level(0, "decimal", "%1."),
            level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="linked"/>'),
            level(9, "decimal", "%1."),
            level(2, "decimal", "长" * 41),
        )
        + outline("1", level(0, "chineseCounting", "%1、"))
        + instance("1", "0")
        + instance("2", "1")
    )

    assert lines(paragraph("甲", properties), styles=styles, numbering=numbering) == [text]


def test_number_of_an_outer_level_that_cannot_be_told_is_not_guessed():
    numbering = outline("0", level(1, "decimal", "%1.%2."), level(2, "decimal", "%3.")) + instance("1", "0")

    assert lines(listed("甲", "1", 1) + listed("乙", "1", 2), numbering=numbering) == ["甲", "1.乙"]


def test_number_before_a_figure_does_not_change_it():
    numbering = outline("0", level(0, "decimal", "%1.")) + instance("1", "0")
    body = table(row(cell(listed("属于国家秘密", "1")), cell(listed("", "1")), cell(listed("5", "1"))))

    assert items(body, numbering=numbering)[0].cells == ("1.属于国家秘密", "", "3.（自动编号）5")


def test_strict_form_is_read_alike():
    body = paragraph("甲") + table(row("乙", cell("丙", wide(2))))

    assert list(docx_items(word_file(body, word=STRICT_WORD), ignore_progress)) == items(body)


def test_parts_are_found_by_what_the_file_says_they_are():
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    content = zipped(
        {
            "[Content_Types].xml": f'<Types><Default/><Override PartName="/word/d2.xml" '
            f'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
            f'<Override PartName="/word/n2.xml" ContentType="{kinds}.numbering+xml"/></Types>',
            "word/d2.xml": f'<w:document xmlns:w="{WORD}"><w:body>{listed("甲", "1")}</w:body></w:document>',
            "word/n2.xml": f'<w:numbering xmlns:w="{WORD}">{CHAPTERS}</w:numbering>',
        }
    )

    assert office_type_of(SafeZip(content)) == "docx"
    assert [item.text for item in docx_items(content, ignore_progress)] == ["一、甲"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (zipped({"word/document.xml": "<a/>"}), "没有正文"),
        (zipped({"word/document.xml": "<a>"}), "不完整"),
        (zipped({"word/x.xml": "<a/>"}), "缺少“word/document.xml”"),
        (word_file(table(row(cell("", wide(1001))))), "太宽"),
        (word_file(table(*[row(cell("", wide(1000)))] * 301)), "太大"),
        (word_file(paragraph("<w:r>" + "<w:t>甲</w:t><w:br/>" * 20_001 + "</w:r>")), "太长"),
        (word_file("<w:p/>", styles="<!DOCTYPE x>"), "DOCTYPE"),
        (word_file("<w:p/>", footnotes=f"<w:footnote>{paragraph('甲')}</w:footnote>" * 501), "脚注太多"),
    ],
)
def test_broken_and_hostile_files_are_refused(content, says):
    with pytest.raises(ReadError, match=says) as caught:
        list(docx_items(content, ignore_progress))

    assert str(caught.value).count("。") == 1


def test_footnotes_and_endnotes_are_told_and_are_no_part_of_the_report(form, full_report):
    content = BytesIO(render(full_report))
    with ZipFile(content, "a") as archive:
        for kind, note in (("footnote", "其中2件为上年结转。"), ("endnote", "金额未含税。")):
            notes = f'<w:{kind} w:type="separator">{paragraph("一")}</w:{kind}><w:{kind}>{paragraph(note)}</w:{kind}>'
            archive.writestr(f"word/{kind}s.xml", f'<w:{kind}s xmlns:w="{WORD}">{notes}</w:{kind}s>')

    reading = interpret(form, docx_items(content.getvalue(), ignore_progress))

    assert reading.report.cells == interpret(form, docx_items(render(full_report), ignore_progress)).report.cells
    assert [note.text for note in reading.report.notes] == [
        "文档里有 1 条脚注，没有放进报告：其中2件为上年结转。",
        "文档里有 1 条尾注，没有放进报告：金额未含税。",
    ]


def test_deep_nesting_is_read_or_refused():
    body = paragraph("底")
    for _ in range(60):
        body = table(row(cell(body + paragraph(""))))

    assert lines(body) == ["底"]


def test_reading_tells_how_far_it_is_and_can_be_called_off():
    shares: list[float] = []

    def listen(share: float) -> None:
        shares.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(docx_items(word_file(paragraph("甲") * 1000), listen))

    assert shares == sorted(shares)
    assert len(shares) > 5
