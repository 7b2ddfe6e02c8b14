"""OFDs read: our own, those of other makers' habits, what nobody sees on a page, and hostile ones."""
# ruff: noqa: E501 - a case a line, with the markup that makes it what it is

import re

import pytest
from office_files import zipped
from other_ofd import AREA, ENTRY, fill, filled, layer, ofd, path, root, text

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import ReadError, read_content
from disclosure_desk.readers.formats.ofd.drawing import Matrix
from disclosure_desk.readers.formats.ofd.reader import ofd_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRemark, SourceRow
from disclosure_desk.writers import render_file

FORM = load_form("2021")
LINES = "M 20 20 L 120 20 M 20 30 L 120 30 M 20 40 L 120 40 M 20 20 L 20 40 M 70 20 L 70 40 M 120 20 L 120 40"
WORDS = (text("信息内容", 25, 27), text("处理数量", 75, 27), text("行政许可", 25, 37))
FIGURE = text("2501", 80, 37, 2.5)
TABLE = (path(LINES), *WORDS, FIGURE)
PROSE = text("本年度街道办事处主动公开信息二十条以上", 10, 60)
READ = [("信息内容", "处理数量"), ("行政许可", "2501")]
GROUP = '<ofd:CompositeObject ID="9" ResourceID="30" {}/>'


def contents(content):
    return list(ofd_items(content, ignore_progress))


def rows(content):
    return [tuple(item.cells) for item in contents(content) if isinstance(item, SourceRow)]


def remarks(content):
    return [item.text for item in contents(content) if isinstance(item, SourceRemark)]


def page(*objects, **more):
    return ofd([layer(*objects)], **more)


def resources(*inside):
    """A file of resources with these, each in a group of its kind."""
    return {"Doc_0/Res.xml": root("Res", "".join(f"<ofd:Group>{one}</ofd:Group>" for one in inside))}


NAMED = AREA + "<ofd:DocumentRes>Res.xml</ofd:DocumentRes>"


def group(*objects):
    return f'<ofd:CompositeGraphicUnit ID="30" Width="210" Height="297"><ofd:Content>{"".join(objects)}</ofd:Content></ofd:CompositeGraphicUnit>'


def template(order):
    common = AREA + '<ofd:TemplatePage ID="40" ZOrder="Background" BaseLoc="Tpls/0.xml"/>'
    mine = f'<ofd:Template TemplateID="40" {order}/><ofd:Template TemplateID="77"/>' + layer(*WORDS, FIGURE)
    return ofd([mine], common, {"Doc_0/Tpls/0.xml": root("Page", layer(path(LINES)))})


@pytest.fixture
def written(full_report):
    return render_file(full_report, ".ofd")


def test_our_own_is_read_back_figure_by_figure_and_word_by_word(full_report, written):
    reading = read_content(FORM, written, ".ofd")
    assert reading.report == full_report
    assert reading.remarks == ()


def test_the_command_takes_it_in_a_zip_too(full_report, written):
    assert read_content(FORM, zipped({"年报/年报.ofd": written}), ".zip").report == full_report


def each_apart(words, x, y, size):
    return [text(sign, x + number * size / 2, y, size) for number, sign in enumerate(words)]


OTHERS = {
    "lines of a table": page(*TABLE),
    "thin boxes": page(
        *(filled(20, y, 100, 0.2) for y in (20, 30, 40)), *(filled(x, 20, 0.2, 20) for x in (20, 70, 120)), *WORDS, FIGURE
    ),
    "a box for each cell": page(
        *(filled(x, y, 50, 10).replace('Stroke="false" Fill="true"', 'LineWidth="0.2"') for x in (20, 70) for y in (20, 30)),
        *WORDS,
        FIGURE,
    ),
    "each character by itself": page(path(LINES), *WORDS, *each_apart("2501", 80, 37, 2.5)),
    "in blocks": page(f'<ofd:PageBlock ID="5">{"".join(TABLE)}</ofd:PageBlock>'),
    "a group": page(GROUP.format('Boundary="0 0 210 297"'), common=NAMED, parts=resources(group(*TABLE))),
    "a moved and scaled group": page(
        GROUP.format('Boundary="10 10 210 297" CTM="0.5 0 0 0.5 0 0"'), common=NAMED, parts=resources(group(*TABLE))
    ),
    "resources of the page": ofd(
        [f"<ofd:PageRes>../Res.xml</ofd:PageRes>{layer(GROUP.format(''))}"], parts=resources(group(*TABLE))
    ),
    "a template": template(""),
    "a template above": template('ZOrder="Foreground"'),
    "layers": ofd([layer(path(LINES), kind="Background") + layer(*WORDS, kind="Custom") + layer(FIGURE, kind="Foreground")]),
    "a ground that is written last": ofd([layer(*TABLE) + layer(filled(20, 20, 100, 20, "200 200 200"), kind="Background")]),
    "from the top": page(*TABLE, entry=ENTRY.replace("Doc_0", "/Doc_0")),
    "other letters' case": page(*TABLE, entry=ENTRY.replace("Doc_0/D", "DOC_0/d")),
    "from the top without saying so": page(
        GROUP.format(""), common=NAMED.replace("Res.xml", "Doc_0/Res.xml"), parts=resources(group(*TABLE))
    ),
    "scaled text": page(path(LINES), *WORDS, text("2501", 80, 37, 5, 'CTM="0.5 0 0 0.5 0 0"')),
    "a picture that lies under it": page(
        '<ofd:ImageObject ID="6" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="50"/>', *TABLE, PROSE
    ),
    "a seal over it": page(
        *TABLE,
        PROSE,
        '<ofd:ImageObject ID="6" Boundary="60 10 80 60" CTM="80 0 0 60 0 0" ResourceID="50"/>',
        common=NAMED,
        parts=resources('<ofd:MultiMedia ID="50" Type="Image"><ofd:MediaFile>seal.png</ofd:MediaFile></ofd:MultiMedia>'),
    ),
    "a tint, and one that is seen through": page(
        filled(20, 20, 100, 10, "200 200 200"), *TABLE, filled(20, 30, 100, 10, "255 255 0", 'Alpha="90"')
    ),
    "white on dark": page(
        filled(72, 31, 40, 8, "30 30 30"), path(LINES), *WORDS, text("2501", 80, 37, 2.5, colour=fill("255 255 255"))
    ),
    "a look that is named": page(
        path(LINES), *WORDS, text("2501", 80, 37, 2.5, 'DrawParam="61"'), common=NAMED,
        parts=resources('<ofd:DrawParam ID="60"><ofd:FillColor Value="0 0 0"/></ofd:DrawParam>', '<ofd:DrawParam ID="61" Relative="60"/>'),
    ),
    "grey, four inks, hexadecimal, unsaid": page(
        path(LINES), *(text(one, x, y, colour=colour) for one, x, y, colour in (
            ("信息内容", 25, 27, fill("40")), ("处理数量", 75, 27, fill("0 0 0 255")), ("行政许可", 25, 37, fill("#33 #0 #zz")))),
        text("2501", 80, 37, 2.5, colour="<ofd:FillColor/>"),
    ),
    "a look after itself, in a file that is not there": page(
        path(LINES), *WORDS, text("2501", 80, 37, 2.5, 'DrawParam="61"', colour=fill("0 0")), common=NAMED.replace("Res.xml", "No.xml") + NAMED,
        parts=resources('<ofd:DrawParam ID="61" Relative="61"/>'),
    ),
    "outlines alone": page(path(LINES), *WORDS, text("2501", 80, 37, 2.5, 'Fill="false" Stroke="true"')),
    "a size that is written small, a colour in an element": page(
        path(LINES), *WORDS, FIGURE.replace(" Size=", " size=").replace("<ofd:TextCode", "<ofd:FillColor><Value>9 9 9</Value></ofd:FillColor><ofd:TextCode")
    ),
    "no steps": page(path(LINES), *WORDS, re.sub('DeltaX=".*?"', "", FIGURE)),
    "too few steps": page(path(LINES), *WORDS, FIGURE.replace('DeltaX="g 3 1.25"', 'DeltaX="1.2 1.2"')),
    "one text over two cells": page(
        path(LINES), *WORDS[:2], text("行政许可2501", 25, 37).replace("g 7 5", "5 5 5 40 2.5 2.5 2.5").replace("25 32 45", "25 32 90")
    ),
    "two texts in one": page(
        path(LINES), *WORDS, FIGURE.replace(">2501<", '>25</ofd:TextCode><ofd:TextCode X="2.5">01<')
    ),
    "clipped to all of it": page(
        path(LINES), *WORDS,
        FIGURE.replace("<ofd:TextCode", '<ofd:Clips TransFlag="false"><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 50 50">'
                       "<ofd:AbbreviatedData>M 0 0 L 50 0 L 50 50 L 0 50 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode"),
    ),
    "clipped to a curve": page(
        path(LINES), *WORDS,
        FIGURE.replace("<ofd:TextCode", "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path><ofd:AbbreviatedData>M 0 0 Q 1 1 2 2"
                       "</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode"),
    ),
    "curves beside it": page(*TABLE, path("S 20 50 Q 30 60 40 50 B 1 2 3 4 5 6 A 1 1 0 0 1 9 9 Z M 20 60 L 60 60")),
    "what says nothing": page(*TABLE, path(""), path("L"), "<ofd:Unknown/>", GROUP.format(""), '<ofd:TextObject Size="x"/>'),
    "no size of the page": page(*TABLE, common=""),
    "a page's own size": ofd([f"<ofd:Area><ofd:PhysicalBox>0 0 1e-320 9</ofd:PhysicalBox></ofd:Area><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>{layer(*TABLE)}"], AREA.replace("210", "9999")),
    "notes without a file": page(*TABLE, more="<ofd:Annotations>Annots/no.xml</ofd:Annotations>"),
}  # fmt: skip


@pytest.mark.parametrize("content", OTHERS.values(), ids=OTHERS)
def test_a_table_is_read_however_it_is_written(content):
    assert rows(content) == READ
    assert remarks(content) == []


def test_a_matrix_after_another_maps_as_both_do_one_after_the_other():
    outer, inner = Matrix(2, 3, 5, 7, 11, 13), Matrix(17, 19, 23, 29, 31, 37)
    for place in ((0, 0), (1, 0), (0, 1), (41, 43)):
        assert outer.after(inner).point(*place) == outer.point(*inner.point(*place))


@pytest.mark.parametrize("signs", ["78", "甲乙", "甲8"])
def test_characters_of_one_text_that_are_far_apart_are_of_two_cells(signs):
    wide = (
        text(signs, 30, 37)
        .replace("g 1 5", "50")
        .replace("g 1 2.5", "50")
        .replace("Boundary=", 'Boundary="0 0 210 297" Name=')
    )
    wide = wide.replace('X="0"', 'X="30"').replace('Y="5"', 'Y="37"')
    assert rows(page(path(LINES), *WORDS[:2], wide)) == [READ[0], tuple(signs)]


def test_a_full_stop_that_ends_where_its_text_does_is_seen():
    """1.加强组织领导 is written as two texts, and no step tells that the full stop of the first is narrow."""
    first = '<ofd:TextObject ID="2" Boundary="20 55 3.7 6.5" Font="3" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="2.5">1.</ofd:TextCode></ofd:TextObject>'
    (line,) = contents(page(first, text("加强组织领导", 23.7, 60)))

    assert line.text == "1.加强组织领导"


def test_a_page_that_is_printed_sideways_is_read_upright():
    turned = 'CTM="0 1 -1 0 200 0"'
    parts = resources(group(*TABLE))
    content = page(GROUP.format(f'Boundary="0 0 210 297" {turned}'), common=NAMED, parts=parts)
    assert rows(content) == READ


def nine(more="", colour=""):
    return text("9", 85.1, 37, 2.5, more, colour=colour)


NINE = nine()
PICTURE = '<ofd:ImageObject ID="6" Boundary="84 33 10 6" CTM="10 0 0 6 0 0" ResourceID="50" {}/>'
PHOTO = resources('<ofd:MultiMedia ID="50" Type="Image" Format="JPEG"/>')
HIDDEN = {
    "no ink": page(*TABLE, nine('Fill="false"')),
    "nearly no ink": page(*TABLE, nine(colour=fill("0 0 0", 'Alpha="3"'))),
    "clear all of it": page(*TABLE, nine('Alpha="0"')),
    "white": page(*TABLE, nine(colour=fill("255 255 255"))),
    "as its ground": page(filled(72, 31, 40, 8, "200 0 0"), *TABLE, nine(colour=fill("#C8 0 0"))),
    "covered by a box": page(NINE, filled(84, 33, 10, 6, "255 255 255"), *TABLE),
    "covered by a picture": page(NINE, PICTURE.format(""), *TABLE, PROSE, common=NAMED, parts=PHOTO),
    "beyond its boundary": page(*TABLE, NINE.replace('X="0"', 'X="40"')),
    "beyond the page": page(*TABLE, text("9", 215, 37, 2.5)),
    "clipped away": page(
        *TABLE,
        NINE.replace("<ofd:TextCode", "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='60 60 5 5'><ofd:AbbreviatedData>M 0 0 L 5 0 "
                     "L 5 5</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode"),
    ),
    "tiny": page(*TABLE, text("9", 85.1, 37, 0.1)),
    "in a clear group": page(*TABLE, GROUP.format('Alpha="2"'), common=NAMED, parts=resources(group(NINE))),
}  # fmt: skip


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_in_no_figure_and_is_told(content):
    assert rows(content) == READ
    (told,) = [remark for remark in remarks(content) if "看不见的字" in remark]
    assert told.endswith("没有取：9")


@pytest.mark.parametrize(
    "content",
    [
        page(*TABLE, nine('Visible="false"')),
        page(*TABLE, GROUP.format('Visible="false"'), common=NAMED, parts=resources(group(NINE))),
    ],
    ids=["object", "group"],
)
def test_what_is_switched_off_is_not_there(content):
    assert rows(content) == READ


@pytest.mark.parametrize(
    "picture", [PICTURE.format('ImageMask="51"'), PICTURE.format('Alpha="90"'), PICTURE.replace("50", "52").format("")]
)
def test_a_picture_that_is_seen_through_hides_nothing(picture):
    content = page(NINE, *TABLE, PROSE, picture, common=NAMED, parts=PHOTO)
    assert rows(content) == [READ[0], ("行政许可", "25019")]


def test_a_watermark_across_the_page_is_told():
    slanted = text("内部资料", 30, 150, 20, 'CTM="0.7 -0.7 0.7 0.7 0 20"')
    assert rows(page(*TABLE, slanted)) == READ
    assert any("斜着的字" in one and "内部资料" in one for one in remarks(page(*TABLE, slanted)))


def test_recognised_text_that_lies_invisibly_on_a_scan_is_read_and_told():
    clear = [one.replace("<ofd:TextObject", '<ofd:TextObject Fill="false"') for one in (*WORDS, FIGURE)]
    scan = '<ofd:ImageObject ID="6" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="50"/>'
    more = [
        text("本年度街道办事处主动公开信息二十条以上", 10, 60 + 6 * line, colour=fill("0 0 0", 'Alpha="0"'))
        for line in range(2)
    ]
    content = page(scan, path(LINES), *clear, *more)
    assert rows(content) == READ
    assert any("扫描的" in one for one in remarks(content))


def test_several_documents_and_notes_are_told():
    note = root("PageAnnot", f"<ofd:Annot><ofd:Appearance>{text('同意', 9, 9)}</ofd:Appearance></ofd:Annot>")
    parts = {
        "Doc_0/Annots/A.xml": root("Annotations", "<ofd:Page><ofd:FileLoc>1.xml</ofd:FileLoc></ofd:Page><ofd:Page><ofd:FileLoc>2.xml</ofd:FileLoc></ofd:Page>"),
        "Doc_0/Annots/1.xml": note,
    }  # fmt: skip
    content = page(*TABLE, parts=parts, more="<ofd:Annotations>Annots/A.xml</ofd:Annotations>", entry=ENTRY * 2)
    assert remarks(content) == ["这个 OFD 里有 2 份文档，只读了第一份。", "批注、图章里有 1 处文字，没有放进报告：同意"]


def test_codes_that_are_no_characters_are_unread():
    (item,) = [
        one for one in contents(page(text("本年度\ue001\ue002公开", 20, 50))) if isinstance(one, SourceParagraph)
    ]
    assert item.text == "本年度��公开"


def long_report(pages):
    return ofd([layer(text("会议纪要，讨论通过，散会以后各自回去办理手头的事情", 10, 50))] * pages)


REFUSED = {
    "no document": (ofd([layer()], entry=""), "不完整"),
    "no pages": (ofd([]), "不完整"),
    "no page": (zipped({"OFD.xml": root("OFD", ENTRY), "Doc_0/Document.xml": root("Document", '<ofd:Pages><ofd:Page BaseLoc="x.xml"/></ofd:Pages>')}), "缺少"),
    "no XML": (ofd(["<ofd:Content>"]), "不完整"),
    "a document type": (page(*TABLE, parts={"Doc_0/Pages/0.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "DOCTYPE"),
    "locked": (ofd([layer()], entry=ENTRY + "<ofd:Encryptions/>"), "加了密"),
    "too many pages": (ofd([layer()] * 201), "201 页"),
    "another document": (long_report(41), "41 页，里面没有找到"),
    "no text": (page(path(LINES)), "没有文字"),
    "a scan": (page('<ofd:ImageObject ID="6" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="50"/>'), "扫描件"),
    "codes without characters": (page(text("\ue001\ue002\ue003", 20, 50)), "OFD 的文字不能复制"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_plain_words(content, said):
    with pytest.raises(ReadError, match=said) as error:
        contents(content)
    assert not re.search(r"[A-Za-z]{4,}", re.sub("DOCTYPE|Word|docx|“.*?”", "", str(error.value)))


MANY = 300
TOO_MUCH = {
    "objects": page('<ofd:PathObject ID="1"/>' * (MANY + 1)),
    "groups that draw themselves twice": page(
        GROUP.format(""), common=NAMED, parts=resources(group(GROUP.format(""), GROUP.format("")))
    ),
    "a group drawn again and again": page(
        GROUP.format("") * 40, common=NAMED, parts=resources(group('<ofd:PathObject ID="1"/>' * 9))
    ),
    "characters": page(*[text("甲" * 120, 0, 9)] * 3),
    "lines": page(path("M 0 0 L 9 0 " * (MANY + 1))),
    "comparisons": page(text("甲" * 100, 0, 9), *[filled(0, 0, 9, 9)] * 40),
    "in all": ofd(["<ofd:Content/>" + "x y" * 3_000] * 8),
}


@pytest.mark.parametrize("content", TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_is_far_more_than_a_report_is_refused_at_once(content, monkeypatch):
    monkeypatch.setattr("disclosure_desk.readers.formats.ofd.page_objects.MOST_OBJECTS", MANY)
    for limit, most in {"_MOST_CHARACTERS": MANY, "_MOST_RULINGS": MANY, "_MOST_COMPARED": 10 * MANY}.items():
        monkeypatch.setattr(f"disclosure_desk.readers.formats.ofd.page_content.{limit}", most)
    monkeypatch.setattr("disclosure_desk.readers.formats.ofd.package._MOST_IN_ALL", 60_000)
    with pytest.raises(ReadError, match="内容太多"):
        contents(content)


@pytest.mark.parametrize(
    "words",
    [
        "nan",
        "1e999",
        "-",
        "g",
        "g 99999999999 1",
        "g -1e200 1",
        "1e300 1e300 1e300 1e300 1e300 1e300",
        "1e-320 1e-320 1e-320 1e-320",
        "g x",
        "1 2 3 4 5 6 7 8",
    ],
)
def test_odd_numbers_do_no_harm(words):
    odd = text("甲乙", 20, 60, more=f'CTM="{words}" HScale="{words}" Alpha="{words}"').replace("g 1 5", words)
    content = page(
        *TABLE,
        odd,
        odd.replace("CTM", "Name"),
        path(words, words),
        f'<ofd:TextObject Boundary="{words}" Size="{words}"/>',
    )
    assert rows(content) == READ
