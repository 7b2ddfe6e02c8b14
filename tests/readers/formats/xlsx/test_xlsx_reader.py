from string import ascii_uppercase

import pytest
from example_count import examples
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from office_files import SHEET, STRICT_SHEET, workbook, zipped
from own_files import plain_reports, printed_figures, printed_texts, read_figures, read_texts

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read_content
from disclosure_desk.readers.formats.office.parts import office_type_of
from disclosure_desk.readers.formats.office.safe_xml import parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.formats.xlsx import reader
from disclosure_desk.readers.formats.xlsx.reader import xlsx_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Cancelled, ignore_progress
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.writers.xlsx import render

FORM = load_form("2021")


@settings(max_examples=examples(8), deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_own_workbook_gives_the_report_back(data):
    report = data.draw(plain_reports(FORM))

    reading = read_content(FORM, render(report), ".xlsx")

    assert read_figures(reading.report) == printed_figures(report)
    assert read_texts(reading.report) == printed_texts(report)
    assert reading.report.title == report.title
    assert reading.report.notes == ()


def sheet_items(data: str, after: str = "", **parts: str) -> list[SourceParagraph | SourceRow]:
    content = workbook({"表": f"<cols/><sheetData>{data}</sheetData>{after}"}, **parts)
    return list(xlsx_items(content, ignore_progress))


def text(words: str, place: str = "") -> str:
    where = f' r="{place}"' if place else ""
    return f'<c{where} t="inlineStr"><is><t>{words}</t></is></c>'


def number(raw: str, style: int = 0) -> str:
    return f'<c s="{style}"><v>{raw}</v></c>'


def rich(*runs: tuple[str, str]) -> str:
    made = "".join(f"<r><rPr>{properties}</rPr><t>{words}</t></r>" for words, properties in runs)
    return f'<c t="inlineStr"><is>{made}</is></c>'


def sheet_row(*cells: str, at: int = 0) -> str:
    where = f' r="{at}"' if at else ""
    return f"<row{where}>{''.join(cells)}</row>"


STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="{}"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
)


def shown_as(raw: str, code: str, **parts: str) -> str:
    made = sheet_items(sheet_row(text("名"), number(raw, 1)), styles=STYLES.format(code), **parts)
    return made[0].cells[1]


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        (number("12"), "12"),
        (number("12.0"), "12"),
        (number("0"), "0"),
        (number("-0.0"), "0"),
        (number("1.5E2"), "150"),
        (number("1E-3"), "0.001"),
        (number("0.30000000000000004"), "0.3"),
        (number("12.345678"), "12.345678"),
        (number("999999999999999"), "999999999999999"),
        (number("1e400"), "1e400"),
        (number("NaN"), "NaN"),
        (number("1E-999999999"), "1E-999999999"),
        (number("1.1E-16"), "1.1E-16"),
        (number("1" * 41), "1" * 41),
        ('<c t="s"><v>99999999</v></c>', ""),
        (number("十"), "十"),
        (number("7", 99), "7"),
        ('<c t="s"><v>1</v></c>', "乙"),
        ('<c t="s"><v>9</v></c>', ""),
        ('<c t="s"><v>x</v></c>', ""),
        ('<c t="inlineStr"/>', ""),
        ('<c t="str"><f>A1</f><v>算出的字</v></c>', "算出的字"),
        ('<c t="str"><f>A1</f><v></v></c>', ""),
        ("<c><f>SUM(B2:B4)</f><v>19</v></c>", "19"),
        ("<c><f>SUM(B2:B4)</f></c>", "=SUM(B2:B4)"),
        ('<c><f t="shared" si="0"/></c>', "=（公式）"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>x</v></c>', "x"),
        ('<c t="d"><v>2025-01-31</v></c>', "2025-01-31"),
        (text("_x005F_x0041_与_x0041_"), "_x0041_与A"),
        (text("_xD83C__xDF89_与_xD83C_"), "🎉与\ufffd"),
        (text("上\n下"), "上下"),
        (text("20\n23"), "20 23"),
        (
            rich(("15", "<strike/>"), ("26", "<strike val='0'/>"), ("2", "<vertAlign val='superscript'/>")),
            "26²（划去15）",
        ),
        (rich(("15", "<strike/>"), ("", "<b/>")), "15（划去）"),
        ("<c t='inlineStr'><is><r><t>两</t></r><r><t>段</t></r><rPh><t>liang</t></rPh></is></c>", "两段"),
    ],
)
def test_cell_says_what_it_holds_and_formulas_are_never_worked_out(cell, says):
    made = sheet_items(sheet_row(text("名"), cell, text("完")), strings="<si><t>甲</t></si><si><t>乙</t></si>")

    assert [one for one in made[0].cells if one] == [one for one in ("名", says, "完") if one]


@pytest.mark.parametrize(
    ("raw", "code", "says"),
    [
        ("12", "General", "12"),
        ("12", "#,##0.00_ ;[Red]-#,##0.00", "12"),
        ("0.5", "0%", "50%"),
        ("0.125", "0.0%", "12.5%"),
        ("12", "0&quot;件&quot;", "12件"),
        ("12.3", "0.00万元", "12.3万元"),
        ("12", f"0{'件' * 255}", "12"),
        ("1234567", "0.00,", "1234567（显示格式 0.00,）"),
        ("123456", "0!.0,", "123456（显示格式 0!.0,）"),
        ("45292", "yyyy/m/d", "2024-01-01"),
        ("45292.5", "yyyy年m月d日 h:mm", "2024-01-01 12:00"),
        ("59", "m/d", "1900-02-28"),
        ("61", "m/d", "1900-03-01"),
        ("0", "m/d", "1900-01-00"),
        ("0.5", "h:mm", "1900-01-00 0.5"),
        ("2958466", "m/d", "1900-01-00 2958466.0"),
        ("2958465.9999999", "m/d", "1900-01-00 2958465.9999999"),
        ("99999999999999", "m/d", "1900-01-00 99999999999999.0"),
    ],
)
def test_format_that_changes_what_a_number_says_is_kept(raw, code, says):
    assert shown_as(raw, code) == says


def test_built_in_formats_and_the_calendar_of_1904_are_known():
    styles = '<cellXfs><xf numFmtId="31"/><xf numFmtId="9"/></cellXfs>'
    cells = sheet_row(number("1", 0), number("0.25", 1))

    assert sheet_items(cells, styles=styles)[0].cells == ("1900-01-01", "25%")
    assert sheet_items(cells, styles=styles, book='<workbookPr date1904="1"/>')[0].cells == ("1904-01-02", "25%")

    last = sheet_row(number("2957003", 0), number("0.25", 1)), sheet_row(number("2957004", 0), number("0.25", 1))
    made = [sheet_items(row, styles=styles, book='<workbookPr date1904="1"/>')[0].cells[0] for row in last]
    assert made == ["9999-12-31", "1900-01-00 2957004.0"]


def test_rows_are_aligned_and_empty_columns_and_rows_are_gone():
    data = sheet_row(text("甲", "B2"), text("乙", "Z2"), at=2) + sheet_row(text("1", "Z202"), at=202)
    made = sheet_items(data)

    assert [(item.cells, item.aligned, item.location.name) for item in made] == [
        (("甲", "乙"), True, "工作表“表”第 2 行"),
        (("", "1"), True, "工作表“表”第 202 行"),
    ]


def test_single_texts_are_paragraphs_and_headings_broken_by_hand_are_one():
    data = "".join(
        sheet_row(text(words)) for words in ("二、主动公开\n政府信息情况", "总述。\n甲。", "长" * 120 + "\n又", "12")
    )

    assert [item.text for item in sheet_items(data)] == [
        "二、主动公开政府信息情况",
        "总述。",
        "甲。",
        "长" * 120,
        "又",
        "12",
    ]
    assert isinstance(sheet_items(data)[-1], SourceRow)


def test_what_a_merged_cell_covers_says_nothing():
    data = sheet_row(text("角"), text("藏"), text("甲")) + sheet_row(text("藏"), text("乙"), text("丙"), text("丁"))
    data += sheet_row(text("藏")) + sheet_row(text(" "), text(""))
    places = ("A1:A3", "E1:XFD1", "A1:B1", "C3")
    merged = f"<mergeCells>{''.join(f'<mergeCell ref={place!r}/>' for place in places)}</mergeCells>"

    assert [item.cells for item in sheet_items(data, merged)] == [("角", "", "甲", ""), ("", "乙", "丙", "丁")]


def test_visible_sheets_come_in_order_and_hidden_ones_not():
    sheets = {name: f"<sheetData>{sheet_row(text(name + '。'))}</sheetData>" for name in ("乙", "藏", "甲")}

    items = xlsx_items(workbook(sheets, hidden="藏"), ignore_progress)

    assert [item.text for item in items] == ["乙。", "甲。", "工作簿里有 1 张隐藏的工作表没有读：“藏”"]


def test_struck_out_cell_says_so():
    styles = (
        "<fonts><font/><font><strike/></font></fonts>"
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs>'
    )

    assert sheet_items(sheet_row(number("5"), number("12", 1)), styles=styles)[0].cells == ("5", "12（划去）")


def test_sheet_of_texts_gives_headings_before_their_texts_and_tables_their_places():
    texts = [
        ("某街道2025年政府信息公开工作年度报告", ""),
        ("前言", "前言的话。"),
        ("一、总体情况", "（一）主动公开：甲。"),
        ("一、总体情况", "（二）依申请公开：乙。"),
        ("", "还有。"),
        ("三、收到和处理情况", "长" * 16_000),
        ("三、收到和处理情况", "尾。"),
        ("五、存在的主要问题", "一。"),
        ("五、存在的主要问题（续）", "二。"),
        ("五、存在的主要问题（续）", "三。"),
        ("五、存在的主要问题", "四。"),
    ]
    rows = "".join(sheet_row(text(one, "A1"), text(other, "B1")) for one, other in texts)
    table = sheet_row(text("二、主动公开政府信息情况")) + sheet_row(text("甲"), number("1"), number("2"))
    notes = sheet_row(text("备注。"))
    sheets = {"文字": rows, "表": table, "注": notes}

    items = xlsx_items(
        workbook({name: f"<sheetData>{data}</sheetData>" for name, data in sheets.items()}), ignore_progress
    )

    assert [item.text for item in items] == [
        "某街道2025年政府信息公开工作年度报告",
        "前言的话。",
        "一、总体情况",
        "（一）主动公开：甲。",
        "（二）依申请公开：乙。",
        "还有。",
        "二、主动公开政府信息情况",
        "甲\t1\t2",
        "备注。",
        "三、收到和处理情况",
        "长" * 16_000 + "尾。",
        "五、存在的主要问题",
        "一。二。三。",
        "四。",
    ]


def test_two_columns_of_labels_and_figures_are_no_sheet_of_texts():
    made = sheet_items(sheet_row(text("行政许可"), number("3")) + sheet_row(text("行政处罚"), text("无")))

    assert [item.cells for item in made] == [("行政许可", "3"), ("行政处罚", "无")]


def test_strict_form_is_read_alike():
    data = f"<sheetData>{sheet_row(text('甲'), number('1'))}</sheetData>"

    usual, strict = (workbook({"表": data}, sheet=name) for name in (SHEET, STRICT_SHEET))

    assert list(xlsx_items(strict, ignore_progress)) == list(xlsx_items(usual, ignore_progress))


@pytest.mark.slow
@pytest.mark.parametrize("empty", ['<c r="{}{}" s="1"/>', '<c s="1" r="{}{}"></c>'])
def test_million_of_formatted_empty_cells_is_never_parsed(empty, monkeypatch):
    parsed = []
    monkeypatch.setattr(reader, "parse_xml", lambda content: parsed.append(content) or parse_xml(content))
    columns = [f"{first}{second}" for first in ascii_uppercase for second in ascii_uppercase]
    data = "".join(
        f'<row r="{at}">{"".join(empty.format(column, at) for column in columns)}{text("甲", f"A{at}")}</row>'
        for at in range(1, 1_500)
    )
    content = workbook({"表": f'<sheetData>{data}<row r="1048576" spans="1:9"/></sheetData>'})

    assert len(list(xlsx_items(content, ignore_progress))) == 1_499
    assert sum(one.count(b"<c ") for one in parsed) == 1_499


MANY = '<mergeCell ref="A1:A1"/>' * 3_001
SHARED = '<c t="s"><v>0</v></c>'
LONG = f"<sheetData><row>{SHARED * 50}</row></sheetData>"
MERGES = '<mergeCell ref="A999999:A1"/><mergeCell ref="A1:A100000"/><mergeCell ref="B1:B100001"/>'


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (workbook({str(number): "" for number in range(101)}), "100 张以上"),
        (workbook({"表": f"<mergeCells>{MERGES}</mergeCells>"}), "合并的单元格太多"),
        (workbook({"表": f"<mergeCells>{MANY}</mergeCells>"}), "合并的单元格太多"),
        (workbook({"表": LONG}, strings=f"<si><t>{' 长' * 50_000}</t></si>"), "字太多"),
        (workbook({"表": "<sheetData>"}), "不完整"),
        (workbook({"表": ""}, strings="<!DOCTYPE x>"), "DOCTYPE"),
        (zipped({"xl/workbook.xml": f'<workbook xmlns="{SHEET}"><sheets><sheet/></sheets></workbook>'}), "缺少"),
    ],
)
def test_broken_and_hostile_workbooks_are_refused(content, says):
    with pytest.raises(ReadError, match=says) as caught:
        list(xlsx_items(content, ignore_progress))

    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize(("limit", "most"), [("_MOST_CELLS", 7), ("_MOST_ROWS", 3)])
def test_sheets_with_far_more_rows_or_cells_than_a_report_are_refused(monkeypatch, limit, most):
    data = f"<sheetData>{sheet_row(text('甲'), text('乙')) * 2}</sheetData>"
    content = workbook({"一": data, "二": data})
    assert len(list(xlsx_items(content, ignore_progress))) == 4
    monkeypatch.setattr(reader, limit, most)

    with pytest.raises(ReadError, match="工作表太大了"):
        list(xlsx_items(content, ignore_progress))


def test_workbook_found_by_what_it_says_it_is():
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    members = {
        "[Content_Types].xml": f'<Types><Override PartName="/xl/w.xml" ContentType="{kind}"/></Types>',
        "xl/w.xml": f'<workbook xmlns="{SHEET}"/>',
    }

    assert office_type_of(SafeZip(zipped(members))) == "xlsx"
    assert list(xlsx_items(zipped(members), ignore_progress)) == []


def test_reading_can_be_called_off():
    def refuse(_):
        raise Cancelled

    with pytest.raises(Cancelled):
        list(xlsx_items(workbook({"表": ""}), refuse))
