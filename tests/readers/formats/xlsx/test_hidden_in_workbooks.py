"""What a workbook does not show is in no figure, and what it shows is."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from office_files import workbook, zipped

from disclosure_desk.readers.formats.xlsx.number_formats import hides, shown_rounded
from disclosure_desk.readers.formats.xlsx.reader import xlsx_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import NO_CELL, ItemDoubt, SourceParagraph, SourceRemark

FORMATS = '<numFmts><numFmt numFmtId="200" formatCode=";;;"/><numFmt numFmtId="201" formatCode="0;-0;;@"/></numFmts>'
FONTS = (
    '<fonts><font><sz val="11"/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font>'
    '<font><color indexed="9"/></font><font><sz val="1"/></font><font><color rgb="FF1E50A2"/></font>'
    '<font><color theme="0" tint="-0.5"/></font><font><color auto="1"/></font><font><sz val="?"/></font></fonts>'
)
FILLS = (
    '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FF1E50A2"/></patternFill></fill>'
    '<fill><patternFill patternType="solid"><fgColor theme="4"/></patternFill></fill>'
    "<fill><gradientFill/></fill><fill/></fills>"
)


def styles(*formats):
    """Styles of cells: each a number format, a font and a fill."""
    cells = "".join(f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}"/>' for number, font, fill in formats)
    return f"{FORMATS}{FONTS}{FILLS}<cellXfs><xf/>{cells}</cellXfs>"


def text(words, place="", style=0):
    at = f' r="{place}"' if place else ""
    return f'<c t="inlineStr"{at} s="{style}"><is><t>{words}</t></is></c>'


def contents(cells, *formats, before="", after="", row="", **others):
    """What is read of a sheet with one row, its label first."""
    data = f"{before}<sheetData><row{row}>{text('行政许可')}{cells}</row></sheetData>{after}"
    return list(xlsx_items(workbook({"表": data}, styles=styles(*formats), **others), ignore_progress))


@pytest.mark.parametrize(
    "style",
    [(200, 0, 0), (0, 1, 0), (0, 2, 0), (0, 3, 0), (0, 4, 0), (0, 5, 2), (0, 1, 5)],
    ids=["format", "white", "theme", "indexed", "tiny", "as its ground", "on no fill"],
)
def test_cell_that_shows_nothing_is_blank_and_told(style):
    (row,) = contents('<c s="1"><v>9</v></c><c><v>2501</v></c>', style)

    assert row.cells == ("行政许可", "2501")
    assert row.doubts == (ItemDoubt("hidden", "9", NO_CELL),)


def test_blank_that_is_left_by_a_hidden_figure_keeps_its_column():
    data = "".join(f'<row>{text("甲")}<c s="{style}"><v>9</v></c><c><v>2501</v></c></row>' for style in (0, 1))
    content = workbook({"表": f"<sheetData>{data}</sheetData>"}, styles=styles((200, 0, 0)))

    _, row = xlsx_items(content, ignore_progress)

    assert (row.cells, row.doubts) == (("甲", "", "2501"), (ItemDoubt("hidden", "9", 1),))


@pytest.mark.parametrize(
    "style",
    [(201, 0, 0), (0, 1, 1), (0, 1, 2), (0, 2, 3), (0, 1, 4), (0, 6, 0), (0, 7, 0), (0, 8, 0), (0, 99, 99)],
    ids=["noughts", "pattern", "on blue", "on a theme", "gradient", "grey", "auto", "strange", "unknown"],
)
def test_cell_that_shows_something_is_read(style):
    (row,) = contents('<c s="1"><v>2501</v></c>', style)

    assert (row.cells, row.doubts) == (("行政许可", "2501"), ())


@pytest.mark.parametrize(
    ("raw", "number", "code", "shown"),
    [
        ("57.4", 1, "", "57"),
        ("57.5", 3, "", "58"),
        ("-57.5", 37, "", "-58"),
        ("57.456", 2, "", "57.46"),
        ("57.456", 300, '#,##0.0"件"', "57.5"),
        ("-1.26", 300, "0.00;-0.0", "-1.3"),
        ("0.4", 300, "#", "0"),
        ("57.4", 0, "", ""),
        ("57.4", 300, "General", ""),
        ("57.4", 300, "@", ""),
        ("57.4", 300, "# ?/?", ""),
        ("57.4", 300, "0.0E+00", ""),
        ("57.4", 300, "0.00_ ", ""),
        ("57", 4, "", ""),
        ("1531.9999999999998", 1, "", ""),
        ("57.4", 14, "", ""),
        ("0.574", 9, "", ""),
        ("57.4", 300, "0" * 256, ""),
        ("x", 1, "", ""),
    ],
)
def test_what_a_format_shows_of_a_number_with_more_digits(raw, number, code, shown):
    assert shown_rounded(raw, number, code) == shown


def test_figure_that_is_shown_with_fewer_digits_is_in_doubt():
    (row,) = contents('<c s="1"><v>57.4</v></c><c s="1"><v>57</v></c>', (1, 0, 0))

    assert (row.cells, row.doubts) == (("行政许可", "57.4", "57"), (ItemDoubt("rounded", "57", 1),))


def test_what_stands_above_and_below_the_pages_is_told_once():
    margins = (
        '<headerFooter><oddHeader>&amp;L&amp;"黑体,常规"&amp;14内部  资料&amp;C行政许可&amp;R&amp;D</oddHeader>'
        "<oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter>"
        "<evenHeader>&amp;K00B0F0内部 资料</evenHeader><evenFooter/></headerFooter>"
    )

    assert contents("<c><v>9</v></c>", after=margins)[1:] == [
        SourceRemark("页眉、页脚里有 1 处文字，没有放进报告：内部 资料")
    ]


def test_merged_cell_that_begins_in_a_hidden_column_is_read_where_it_is_shown():
    columns = '<cols><col min="2" max="2" hidden="1"/><col min="3" max="3" hidden="1"/></cols>'
    merged = '<mergeCells count="1"><mergeCell ref="B1:E1"/></mergeCells>'
    cells = "<c r='B1'><v>9</v></c><c r='F1'><v>25</v></c>"

    (row,) = contents(cells, before=columns, after=merged)

    assert row.cells == ("行政许可", "9", "25")
    assert contents(cells, before=columns, after=merged.replace("E1", "C1"))[0].cells == ("行政许可", "25")


RUN = '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>9</t></r>'
PLAIN = "<r><t>2501</t></r>"


@pytest.mark.parametrize("runs", [PLAIN + RUN, RUN + PLAIN, PLAIN + '<r><rPr><sz val="1"/></rPr><t>9</t></r>'])
def test_words_of_a_cell_that_are_not_seen_are_left_out(runs):
    shared = contents('<c t="s"><v>0</v></c>', strings=f"<si>{runs}</si>")[0]
    inline = contents(f'<c t="inlineStr"><is>{runs}</is></c>')[0]

    assert shared.cells == inline.cells == ("行政许可", "2501")
    assert shared.doubts == inline.doubts == (ItemDoubt("hidden", "9", 1),)


@pytest.mark.parametrize("look", ['<color rgb="FFC00000"/>', '<sz val="20"/>'])
def test_figure_of_runs_that_look_different_is_in_doubt(look):
    runs = f"<is><r><t>1532</t></r><r><rPr>{look}</rPr><t>2025</t></r></is>"

    assert contents(f'<c t="inlineStr">{runs}</c>')[0].doubts == (ItemDoubt("mixed", "15322025", 1),)
    assert not contents(f'<c t="inlineStr">{runs.replace("1532", "件数")}</c>')[0].doubts


def test_hidden_rows_and_columns_are_left_out_and_told():
    hidden = (
        '<cols><col min="2" max="2" hidden="1"/><col min="4" max="4" width="0"/><col min="5" max="5" width="x"/></cols>'
    )
    cells = "".join(f"<c><v>{number}</v></c>" for number in (91, 5, 92, 6))
    rows = f'<row hidden="1">{text("藏")}<c/><c><v>7</v></c></row><row ht="0">{text("低")}</row><row>{cells}</row>'
    content = workbook({"表": f"{hidden}<sheetData>{rows}</sheetData>"})

    assert list(xlsx_items(content, ignore_progress))[1:] == [
        SourceRemark("工作表里有2 行、2 列是隐藏的，看不见，没有取：藏；7；低；5；6")
    ]
    assert contents("<c><v>2501</v></c>", before=hidden.replace('min="2" max="2"', 'min="3" max="3"'))[0].cells == (
        "行政许可", "2501",
    )  # fmt: skip


def test_rows_and_lines_that_show_nothing_are_told():
    data = f"<sheetData><row>{text('看不见', style=1)}</row><row>{text('公开')}</row></sheetData>"
    items = list(xlsx_items(workbook({"表": data}, styles=styles((0, 1, 0))), ignore_progress))
    line = f'<row><c t="inlineStr"><is><r><t>公开</t></r>{RUN}</is></c></row>'
    (paragraph,) = xlsx_items(workbook({"表": f"<sheetData>{line}</sheetData>"}), ignore_progress)

    assert [item.text for item in items] == ["公开", "工作表里有几格是隐藏的，看不见，没有取：看不见"]
    assert isinstance(paragraph, SourceParagraph)
    assert paragraph.doubts == (ItemDoubt("hidden", "9"),)


def test_what_lies_beside_the_cells_is_counted_once_for_each_kind():
    plain = workbook({"表": f"<sheetData><row>{text('甲')}<c><v>1</v></c></row></sheetData>"})
    note = '<comments xmlns="urn:x"><comment><text><r><t>上年是 18</t></r></text></comment></comments>'
    threaded = '<list xmlns="urn:x"><threadedComment><text>请核对</text></threadedComment></list>'
    box = '<wsDr xmlns="urn:x"><txBody><p><r><t>文本框里的字</t></r></p></txBody><txBody/></wsDr>'
    more = {
        "xl/comments1.xml": note,
        "xl/threadedComments/threadedComment1.xml": threaded,
        "xl/drawings/drawing1.xml": box,
        "xl/charts/chart1.xml": "<c/>",
        "xl/media/image1.png": "x",
        "xl/media/image2.png": "x",
        "xl/embeddings/oleObject1.bin": "x",
    }

    assert [item.text for item in xlsx_items(with_members(plain, more), ignore_progress)][1:] == [
        "工作簿里有 1 个图表没有读。",
        "工作簿里有 2 张图片里的字没有读。",
        "工作簿里有 1 个嵌入的对象没有读。",
        "工作簿里有 2 条批注，没有放进报告：上年是 18；请核对",
        "工作簿里有 1 个文本框，没有放进报告：文本框里的字",
    ]


def with_members(content, more):
    with ZipFile(BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()} | more)


@pytest.mark.parametrize(
    ("code", "raw", "hidden"),
    [
        (";;;", "5", True),
        (";;;", None, True),
        (";;", "5", True),
        (";;", None, False),
        ("0;;", "-5", True),
        ("0;;", "5", False),
        ("0;-0;;@", "0", False),
        (";;;", "0", False),
        ('"x;y"0', "5", False),
        ("General", "5", False),
        ("", None, False),
        (";" * 300, "5", False),
    ],
)
def test_format_says_what_is_not_shown(code, raw, hidden):
    assert hides(code, raw) == hidden


@pytest.mark.parametrize("place", ["XFD1", "AZ1", "XFD1048576", "B900"])
def test_cell_far_out_is_told_and_is_in_no_text(place):
    column, number = place.rstrip("0123456789"), int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    far = f'<c r="{column}{number}"><v>1e999</v></c>'
    first = f'{text("行政许可", "A1")}<c r="B1"><v>2501</v></c>'
    rows = f'<row r="1">{first}{far if number == 1 else ""}</row>'
    rows += f'<row r="{number}">{far}</row>' if number > 1 else ""

    row, told = xlsx_items(workbook({"表": f"<sheetData>{rows}</sheetData>"}), ignore_progress)

    assert row.cells == ("行政许可", "2501")
    assert told == SourceRemark("工作表里离表格很远的地方有 1 格写着字，没有取：1e999")
