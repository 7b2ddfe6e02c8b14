"""What a Word file hides by any of its styles is in no figure, and what it shows is in it."""

import pytest
from office_files import WORD, cell, paragraph, row, table, word_file, zipped

from disclosure_desk.readers.formats.docx.reader import docx_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import ItemDoubt, SourceParagraph, SourceRemark, SourceRow

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VANISH = "<w:rPr><w:vanish/></w:rPr>"


def style(name, content, kind="character", more=""):
    return f'<w:style w:type="{kind}" w:styleId="{name}" {more}><w:name w:val="{name}"/>{content}</w:style>'


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def contents(body, styles="", **parts):
    return list(docx_items(word_file(body, styles=styles, **parts), ignore_progress))


def row_of(runs, styles="", *, properties="", in_cell="", in_table=""):
    """The row with a cell of these runs."""
    made = row("行政许可", cell(f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>", in_cell))
    body = table(made).replace("<w:tblPr/>", f"<w:tblPr>{in_table}</w:tblPr>")
    (item,) = (one for one in contents(body, styles) if isinstance(one, SourceRow))
    return item


NINE = run("9", '<w:rStyle w:val="h"/>')
ON_BLUE = '<w:shd w:val="clear" w:fill="1E50A2"/>'
FILL = '<x:textFill xmlns:x="http://schemas.microsoft.com/office/word/2010/wordml">{}</x:textFill>'
OUTLINED = FILL.format("<x:solidFill/>").replace("textFill", "textOutline")
PAPER = 'w:val="clear" w:themeFill="background1"'
SOLID = '<x:solidFill><x:{} x:val="{}"/></x:solidFill>'
LOOKS = {
    "hidden": "<w:vanish/>",
    "white": '<w:color w:val="FFFFFF"/>',
    "nearly white": '<w:color w:val="FDFDFD"/>',
    "white by the theme": '<w:color w:themeColor="background1"/>',
    "white on its own white": '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>',
    "black on black": '<w:shd w:val="solid" w:color="000000"/>',
    "black under a black marker": '<w:highlight w:val="black"/>',
    "white by the theme, whatever else is said": '<w:color w:val="000000" w:themeColor="background1"/>',
    "filled with white": '<w:color w:val="000000"/>' + FILL.format(SOLID.format("srgbClr", "FFFFFF")),
    "filled with the paper": FILL.format(SOLID.format("schemeClr", "bg1")),
    "white on the paper's fill": f'<w:color w:val="FFFFFF"/><w:shd w:fill="000000" {PAPER}/>',
    "one point": '<w:sz w:val="2"/>',
    "squeezed": '<w:w w:val="1"/>',
    "no filling": FILL.format("<x:noFill/>"),
    "a clear filling": FILL.format('<x:solidFill><x:srgbClr><x:alpha x:val="100000"/></x:srgbClr></x:solidFill>'),
}
HIDDEN = {f"{name} by itself": (run("25") + run("9", look) + run("01"), "") for name, look in LOOKS.items()} | {
    f"{name} by a style": (run("2501") + NINE, style("h", f"<w:rPr>{LOOKS[name]}</w:rPr>"))
    for name in ("hidden", "white", "one point")
}
HIDDEN["a style based on it"] = (run("2501") + NINE, style("h", '<w:basedOn w:val="b"/>') + style("b", VANISH))


@pytest.mark.parametrize("name", HIDDEN)
def test_what_is_hidden_in_a_cell_is_left_out_and_told(name):
    item = row_of(*HIDDEN[name])

    assert item.cells == ("行政许可", "2501")
    assert item.doubts == (ItemDoubt("hidden", "9", 1),)


SHOWN = '<w:vanish w:val="0"/>'
HIDES = style("p", VANISH, "paragraph") + style("t", VANISH, "table") + style("u", VANISH, "paragraph", 'w:default="1"')
LABEL = f"<w:p>{run('行政许可', SHOWN)}</w:p>"


@pytest.mark.parametrize(
    ("styles", "of_paragraph", "of_table"),
    [
        (HIDES.replace('w:default="1"', ""), '<w:pStyle w:val="p"/>', ""),
        (HIDES.replace('w:default="1"', ""), "", '<w:tblStyle w:val="t"/>'),
        (HIDES, "", ""),
        (f"<w:docDefaults><w:rPrDefault>{VANISH}</w:rPrDefault></w:docDefaults>", "", ""),
    ],
    ids=["paragraph", "table", "usual", "defaults"],
)
def test_what_the_style_of_a_paragraph_or_table_hides_is_left_out(styles, of_paragraph, of_table):
    made = cell(f"<w:p><w:pPr>{of_paragraph}</w:pPr>{run('9')}{run('2501', SHOWN)}</w:p>")
    body = table(row(cell(LABEL), made)).replace("<w:tblPr/>", f"<w:tblPr>{of_table}</w:tblPr>")

    (item,) = contents(body, styles)

    assert item.cells == ("行政许可", "2501")
    assert item.doubts == (ItemDoubt("hidden", "9", 1),)


def test_styles_based_on_each_other_in_a_circle_hide_nothing():
    circle = style("h", '<w:basedOn w:val="g"/>') + style("g", '<w:basedOn w:val="h"/>')

    assert row_of(run("2501", '<w:rStyle w:val="h"/>'), circle).cells == ("行政许可", "2501")


def test_a_toggle_that_two_styles_turn_on_is_off():
    styles = HIDES.replace('w:default="1"', "")
    made = cell(f'<w:p><w:pPr><w:pStyle w:val="p"/></w:pPr>{run("2501")}</w:p>')
    body = table(row(cell(LABEL), made)).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="t"/></w:tblPr>')

    (item,) = contents(body, styles)

    assert (item.cells, item.doubts) == (("行政许可", "2501"), ())


def test_white_is_read_where_something_else_is_behind_it():
    white = run("2501", '<w:color w:val="FFFFFF"/>')
    blue_table = style("t", f"<w:tblStylePr><w:tcPr>{ON_BLUE}</w:tcPr></w:tblStylePr>", "table")
    shown = [
        row_of(white, in_cell=ON_BLUE),
        row_of(white, in_table=ON_BLUE),
        row_of(white, blue_table, in_table='<w:tblStyle w:val="t"/>'),
        row_of(white, properties=ON_BLUE),
        row_of(white, style("p", f"<w:pPr>{ON_BLUE}</w:pPr>", "paragraph"), properties='<w:pStyle w:val="p"/>'),
        row_of(run("2501", f'<w:color w:val="FFFFFF"/>{ON_BLUE}')),
        row_of(run("2501", '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>')),
        row_of(run("2501", '<w:color w:val="FFFFFF"/><w:shd w:val="pct50" w:color="000000"/>')),
        row_of(white, in_cell='<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>'),
        row_of(run("2501", '<w:color w:val="auto"/>'), in_cell='<w:shd w:val="clear" w:fill="auto"/>'),
        row_of(run("2501", '<w:color w:val="FFFFFF" w:themeColor="text1"/>')),
        row_of(run("2501", '<w:color w:val="FFFFFF" w:themeColor="background1" w:themeShade="80"/>')),
        row_of(run("2501", '<w:color w:val="FFFFFF" w:themeColor="text1" w:themeTint="no"/>')),
        row_of(run("2501", '<w:color w:val="FFFFFF"/>' + FILL.format(SOLID.format("srgbClr", "000000")))),
        row_of(
            run("2501", FILL.format('<x:solidFill><x:srgbClr x:val="FFFFFF"><x:lumMod/></x:srgbClr></x:solidFill>'))
        ),
        row_of(run("2501", FILL.format("<x:noFill/>") + OUTLINED)),
        row_of(white, in_cell='<w:shd w:val="clear" w:fill="FFFFFF" w:themeFill="text1"/>'),
    ]

    assert [item.cells for item in shown] == [("行政许可", "2501")] * len(shown)
    assert not any(item.doubts for item in shown)


def test_white_on_a_coloured_page_is_read():
    white = run("2501", '<w:color w:val="FFFFFF"/>')
    page = f"<w:background/><w:body>{table(row('行政许可', cell(f'<w:p>{white}</w:p>')))}</w:body>"

    (item,) = docx_items(
        zipped({"word/document.xml": f'<w:document xmlns:w="{WORD}">{page}</w:document>'}), ignore_progress
    )

    assert item.cells == ("行政许可", "2501")


THEME = (
    '<a:clrScheme xmlns:a="urn:a"><a:dk1><a:sysClr val="windowText" lastClr="FFFFFF"/></a:dk1>'
    '<a:accent1><a:srgbClr val="FFFFFF"/></a:accent1><a:lt2><a:srgbClr val="?"/></a:lt2><a:dk2/></a:clrScheme>'
)


@pytest.mark.parametrize("name", ["accent1", "text1"])
def test_colour_is_the_one_that_the_theme_has(name):
    nine = run("9", f'<w:color w:themeColor="{name}"/>')
    body = table(row("行政许可", cell(f"<w:p>{run('2501')}{nine}</w:p>")))
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    parts = {"word/document.xml": document, "word/theme/theme1.xml": THEME}

    (item,) = docx_items(zipped(parts), ignore_progress)

    assert (item.cells, item.doubts) == (("行政许可", "2501"), (ItemDoubt("hidden", "9", 1),))


def test_digits_that_a_font_shows_as_pictures_are_no_figure():
    font = '<w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/>'

    assert row_of(run("12", font)).cells == ("行政许可", "\ufffd\ufffd")
    assert row_of(run("十二", font)).cells == ("行政许可", "十二")
    assert row_of(run("12", '<w:rFonts w:eastAsia="仿宋"/>')).cells == ("行政许可", "12")
    assert row_of('<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r>').cells == ("行政许可", "②")


@pytest.mark.parametrize(
    "look",
    [
        '<w:sz w:val="32"/>',
        '<w:color w:val="C0C0C0"/>',
        "<w:webHidden/>",
        '<w:position w:val="12"/>',
        '<w:position w:val="-6"/>',
    ],
)
def test_a_figure_of_runs_that_look_different_is_in_doubt(look):
    assert row_of(run("1532") + run("2025", look)).doubts == (ItemDoubt("mixed", "15322025", 1),)
    assert not row_of(run("件数") + run("2025", look)).doubts
    assert not row_of(run("1532", look) + run(" ")).doubts


def test_cell_that_a_tracked_change_took_out_is_blank():
    assert [one.cells for one in contents(table(row("行政许可", cell("7", "<w:cellDel/>"), "2501")))] == [
        ("行政许可", "", "2501")
    ]


def test_paragraphs_and_rows_that_nobody_sees_are_told_once():
    hidden = paragraph(run("内部掌握。", "<w:vanish/>"))
    body = hidden + paragraph("甲") + table(row(cell(hidden), cell(paragraph(run("9", "<w:vanish/>")))))

    assert contents(body) == [
        SourceParagraph("甲", ("第 1 段", None, None)),
        SourceRemark("文档里有 3 段看不见的文字（设成了隐藏或者白色），没有取：内部掌握。 内部掌握。 9"),
    ]


def test_rows_that_word_hides_are_told():
    hidden = row(cell(paragraph(run("行政许可"))), cell(paragraph(run("9"))), properties="<w:hidden/>")
    blank = row(cell(paragraph(run(" "))), properties="<w:hidden/>")

    *items, remark = contents(table(hidden, blank, row("行政处罚", "25")))

    assert [item.cells for item in items] == [("行政处罚", "25")]
    assert remark == SourceRemark("文档里有 1 段看不见的文字（设成了隐藏或者白色），没有取：行政许可 9")


def test_hidden_words_in_a_line_and_a_hidden_number_are_no_part_of_it():
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    numbers = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="%1."/>{VANISH}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    line = paragraph(run("全年公开") + run("（不实）", "<w:vanish/>") + run("12 件。"), numbered)

    (item,) = contents(line, numbering=numbers)

    assert item == SourceParagraph("全年公开12 件。", ("第 1 段", None, None), (ItemDoubt("hidden", "（不实）"),))


@pytest.mark.parametrize("where", ["style='visibility:hidden'", "style='display: none'"])
def test_text_box_that_is_not_shown_is_left_out(where):
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<w:r><w:pict><v:shape {where}><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r>"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    anchor = f'<d:anchor xmlns:d="{drawing}"><d:docPr id="1" hidden="1"/>{box}</d:anchor>'
    named = f"<w:r><w:drawing>{anchor}</w:drawing></w:r>"
    vanished = f"<w:r>{VANISH}{box}</w:r>"

    assert [item.text for item in contents(paragraph(run("甲") + shape + named + vanished))] == ["甲"]
    assert [item.text for item in contents(paragraph(run("甲") + shape.replace(where, "")))] == ["甲", "框"]


def test_each_kind_of_content_that_is_not_read_is_counted_once():
    office, vml = 'xmlns:o="urn:schemas-microsoft-com:office:office"', 'xmlns:v="urn:schemas-microsoft-com:vml"'
    chart = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    diagram = '<d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
    picture = '<p:pic xmlns:p="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'
    embedded = f"<w:object><v:shape {vml}><v:imagedata/></v:shape><o:OLEObject {office}/></w:object>"
    word_art, field = f"<w:pict><v:textpath {vml}/></w:pict>", "<w:fldChar><w:ffData><w:ddList/></w:ffData></w:fldChar>"
    both = f"<mc:Choice><w:r>{picture}</w:r></mc:Choice><mc:Fallback><w:r>{picture}</w:r></mc:Fallback>"
    body = (
        '<w:altChunk r:id="a"/><w:altChunk r:id="b"/>',
        paragraph(f"<w:r>{embedded}</w:r>"),
        paragraph(f"<w:r><w:drawing>{chart}{diagram}{picture}{picture}</w:drawing></w:r>"),
        paragraph(f"<mc:AlternateContent>{both}</mc:AlternateContent>"),
        paragraph(f"<w:r>{word_art}{field}</w:r>"),
    )

    assert [one.text for one in contents("".join(body))] == [
        "文档里有 2 处插进来的另一份文档没有读；请用 Word 打开它，另存一份再导入。",
        "文档里有 1 个图表没有读。",
        "文档里有 1 个图形（SmartArt）里的字没有读。",
        "文档里有 1 个嵌入的对象（例如 Excel 表格、电子印章）没有读。",
        "文档里有 1 处艺术字没有读。",
        "文档里有 3 张图片里的字没有读。",
        "文档里有 1 个下拉框里选的内容没有读。",
    ]


def test_what_tracked_changes_delete_is_told_once():
    gone = "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:del/>" + f"<w:moveFrom>{run('丙')}</w:moveFrom>"
    marked = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('丁')}</w:p>"

    told, *items = contents(paragraph(run("甲") + gone) + marked)

    assert told.text == "文档里有 2 处修订删去的文字还没有确认，没有取：乙；丙"
    assert [item.text for item in items] == ["甲", "丁"]


def test_many_notes_are_told_in_part():
    notes = "".join(f"<w:footnote>{paragraph(f'注{number}' + '长' * 120)}</w:footnote>" for number in range(12))

    (told,) = contents("", footnotes=notes)

    assert told.text.startswith("文档里有 12 条脚注，没有放进报告：注0长长")
    assert told.text.count("…") == 10
    assert told.text.endswith("；等")


def around(*lines):
    return "".join(map(paragraph, lines))


def test_what_stands_above_and_below_the_pages_is_told_once():
    relation = '<Relationship Id="{0}" Target="{0}.xml"/>'
    parts = {
        "header1": around("某某街道内部资料", "2024年年度报告"),
        "header2": around("某某街道内部资料"),
        "footer1": around("— 12 —", "第 3 页 共 9 页", "3/9"),
        "footer2": around("送审稿") + "<w:p><w:pict><v:textpath/></w:pict></w:p>",
        "footer3": around("没有用上"),
    }
    names = ["header1", "header2", "footer1", "footer2", "gone"]
    shown = "".join(f'<w:headerReference r:id="{name}"/>' for name in names) + '<w:footerReference r:id="none"/>'
    body = f"<w:body>{paragraph('2024 年年度报告')}<w:sectPr>{shown}</w:sectPr></w:body>"
    members = {
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}">{body}</w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{''.join(map(relation.format, names))}</Relationships>",
    }
    for name, content in parts.items():
        members[f"word/{name}.xml"] = (
            f'<w:hdr xmlns:w="{WORD}" xmlns:v="urn:schemas-microsoft-com:vml">{content}</w:hdr>'
        )

    told = [one.text for one in docx_items(zipped(members), ignore_progress) if isinstance(one, SourceRemark)]

    assert told == ["页眉、页脚里有 2 处文字，没有放进报告：某某街道内部资料；送审稿", "文档里有 1 处艺术字没有读。"]


def field(content, *, is_prompt=True):
    mark = "<w:showingPlcHdr/>" if is_prompt else ""
    return f"<w:sdt><w:sdtPr>{mark}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def test_prompt_of_a_field_that_nobody_filled_is_left_out_and_told():
    prompt = run("单击此处输入文字。")
    made = row("行政许可", cell(f"<w:p>{field(prompt)}</w:p>"), field(cell("请选择")), cell("25"))
    body = field(paragraph(prompt)) + paragraph(run("全年") + field(prompt) + field(run("良好。"), is_prompt=False))

    told, line, item = contents(body + table(made))

    assert told == SourceRemark("文档里有 4 个输入框没有填，里面提示的话没有取：单击此处输入文字。")
    assert (line.text, item.cells) == ("全年良好。", ("行政许可", "", "", "25"))


@pytest.mark.parametrize("left", [paragraph(run("12")), paragraph("长" * 121), table(row("甲", "乙")), ""])
def test_what_is_no_prompt_stays_whatever_mark_was_left(left):
    assert contents(field(left)) == contents(left)
