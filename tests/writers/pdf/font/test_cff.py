"""Rare characters out of fonts with PostScript outlines: what each operator draws, and what a document has of it."""

import struct
from io import BytesIO

import pikepdf
import pytest
from cff_font import cff_table, code, number, with_outlines
from pdf_judges import complaints

from disclosure_desk.core.report import new_report
from disclosure_desk.writers import ofd
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.cff import CffOutlines, Contour
from disclosure_desk.writers.pdf.font.cff_font import truetype_outline
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

RARE = "𠮷"
BOX = code(100, 100, "rmoveto", 800, "hlineto", 700, "vlineto", -800, "hlineto", "endchar")
NOTHING = code("endchar")
TOO_FEW = ((0, "flex"), (8, "flex"), (4, "rrcurveto"), (1, "rcurveline"), (6, "rcurveline"), (2, "rlinecurve"))
"""Operators with fewer numbers than they take."""
ROUND = [((0, 10), (10, 20), (20, 20))]


def contours(*charstrings: bytes, glyph: int = 0, **more):
    return CffOutlines(memoryview(cff_table(charstrings, **more))).contours(glyph)


@pytest.mark.parametrize(
    ("steps", "segments"),
    [
        ((5, 5, "rlineto", 1, 2, 3, 4, "rlineto"), [((5, 5),), ((6, 7),), ((9, 11),)]),
        ((5, 6, 7, "hlineto"), [((5, 0),), ((5, 6),), ((12, 6),)]),
        ((5, 6, 7, "vlineto"), [((0, 5),), ((6, 5),), ((6, 12),)]),
        ((0, 10, 10, 10, 10, 0, "rrcurveto"), ROUND),
        ((0, 10, 10, 10, 10, 0, 1, 2, "rcurveline"), [*ROUND, ((21, 22),)]),
        ((-1, -2, 1, 12, 10, 10, 10, 0, "rlinecurve"), [((-1, -2),), *ROUND]),
        ((10, 10, 10, 10, "vhcurveto"), ROUND),
        ((10, 10, 10, 10, 3, "vhcurveto"), [((0, 10), (10, 20), (20, 23))]),
        ((10, 10, 10, 10, "hvcurveto"), [((10, 0), (20, 10), (20, 20))]),
        (
            (10, 10, 10, 10, 10, 10, 10, 10, 3, "hvcurveto"),
            [((10, 0), (20, 10), (20, 20)), ((20, 30), (30, 40), (40, 43))],
        ),
        ((10, 10, 10, 10, "vvcurveto"), [((0, 10), (10, 20), (10, 30))]),
        ((5, 10, 10, 10, 10, "vvcurveto"), [((5, 10), (15, 20), (15, 30))]),
        ((10, 10, 10, 10, "hhcurveto"), [((10, 0), (20, 10), (30, 10))]),
        ((5, 10, 10, 10, 10, "hhcurveto"), [((10, 5), (20, 15), (30, 15))]),
        ((1, 2, 3, 4, 5, 6, 7, "hflex"), [((1, 0), (3, 3), (7, 3)), ((12, 3), (18, 0), (25, 0))]),
        ((*range(1, 13), 50, "flex"), [((1, 2), (4, 6), (9, 12)), ((16, 20), (25, 30), (36, 42))]),
        ((1, 2, 3, 4, 5, 6, 7, 8, 9, "hflex1"), [((1, 2), (4, 6), (9, 6)), ((15, 6), (22, 14), (31, 0))]),
        ((9, 2, 9, 4, 9, 6, 9, 8, 9, 10, 11, "flex1"), [((9, 2), (18, 6), (27, 12)), ((36, 20), (45, 30), (56, 0))]),
        ((1, 9, 1, 9, 1, 9, 1, 9, 1, 9, 11, "flex1"), [((1, 9), (2, 18), (3, 27)), ((4, 36), (5, 45), (0, 56))]),
        ((1, 2, "hstem", 3, "hlineto"), [((3, 0),)]),
        ((1, 2, "hintmask", 3, "hlineto"), [((3, 0),)]),
    ],
)
def test_each_operator_draws_what_the_format_says(steps, segments):
    (drawn,) = contours(code(500, 7, 8, "rmoveto", *steps, "endchar"))
    assert drawn.start == (7, 8)
    assert drawn.segments == [tuple((x + 7, y + 8) for x, y in segment) for segment in segments]


def test_a_contour_begins_where_the_pen_is_moved_to_and_one_of_nothing_is_none():
    drawn = contours(code(1, "hmoveto", 2, "vmoveto", 3, "hlineto", 5, 5, "rmoveto", "endchar"))
    assert [(one.start, one.segments) for one in drawn] == [((1, 2), [((4, 2),)])]


@pytest.mark.parametrize("selection", [None, b"\0\0\1", b"\3\0\2\0\0\0\0\1\1\0\2"], ids=["one", "listed", "ranges"])
def test_numbers_of_every_length_and_subroutines_of_both_kinds_are_read(selection):
    line, nothing, rlineto = code(1, 2, "rlineto", "return"), code("return"), code("rlineto")
    zero, hundred_and_8, minus_hundred_and_8, five_and_a_half = b"\x8b", b"\xf7\0", b"\xfb\0", b"\xff\0\5\x80\0"
    glyph = code(0, 0, "rmoveto") + zero + hundred_and_8 + rlineto
    glyph += code(-107, "callsubr", -107, "callgsubr", -106, "callsubr")
    glyph += minus_hundred_and_8 + five_and_a_half + rlineto + code("endchar")
    (drawn,) = contours(NOTHING, glyph, glyph=1, shared=[line, nothing], everywhere=[line], selection=selection)
    assert drawn.segments == [((0, 108),), ((1, 110),), ((2, 112),), ((-106, 117.5),)]


def test_what_else_a_font_says_of_itself_is_passed_by():
    real, kind = b"\x1e\x0a\x14\x05\x41\xff\x0c\x07", number(2) + b"\x0c\x06"
    assert contours(BOX, entries=real + kind) == contours(BOX)


@pytest.mark.parametrize("count", [1240, 33900])
def test_many_subroutines_are_counted_from_the_middle(count):
    middle = {1240: -1131, 33900: -32768}[count]
    shared = [code("return")] * (count - 1)
    assert contours(code(1, "hmoveto", middle, "callsubr"), shared=[code(9, "vlineto", "return"), *shared])[0].segments


@pytest.mark.parametrize(
    "charstring",
    [
        code(1, "hmoveto", 1, 2, 3, "rlineto"),
        code(1, 2, "rlineto"),
        code(1, "hmoveto", 1, 2, "and"),
        *(code(1, "hmoveto", *range(count), operator) for count, operator in TOO_FEW),
        code(1, "hmoveto", 1, "callsubr"),
        code(1, "hmoveto", -2000, "callsubr"),
        code(1, "hmoveto", -107, "callgsubr"),
        code(1, 2, 65, 66, "endchar"),
        code(*range(600)),
        code(1, "hmoveto", *(1, "hlineto") * 30_000),
        code(1, "hmoveto") + b"\xff\0",
        b"\2",
    ],
)
def test_a_charstring_that_is_none_draws_nothing(charstring):
    assert contours(charstring, everywhere=[code(-107, "callgsubr")]) == []
    assert contours(charstring, glyph=9) == []


@pytest.mark.parametrize(
    "table",
    [
        b"",
        cff_table([BOX])[:40],
        cff_table([BOX], entries=number(1) + b"\x0c\x06"),
        cff_table([BOX], entries=b"\x1f"),
        b"\1\0\4\4" + b"\0\0" * 4,
    ],
)
def test_a_table_that_is_none_is_refused(table):
    with pytest.raises(UnusableFont):
        CffOutlines(memoryview(table))


def test_curves_become_quadratic_ones_in_the_other_direction():
    quarter = 0, 552, 448, 448, 552, 0
    circle = code(0, 0, "rmoveto", *quarter, "rrcurveto", 0, -1000, "rlineto", -1000, 0, "rlineto")
    outline = truetype_outline(contours(circle))
    count, *box = struct.unpack_from(">5h", outline)
    (last,) = struct.unpack_from(">H", outline, 10)
    flags = outline[14 : 15 + last]
    assert (count, box[:2]) == (1, [0, 0])
    assert flags[0] == 1
    assert 3 <= flags.count(0) <= 16
    straight = truetype_outline(contours(BOX))
    assert struct.unpack(">5h2H4B8h", straight) == (
        *(1, 100, 100, 900, 800, 3, 0),
        *(1, 1, 1, 1),
        *(100, 0, 800, 0),
        *(100, 700, 0, -700),
    )


@pytest.mark.parametrize(
    "charstring",
    [NOTHING, code(1, "hmoveto", 5, "hlineto"), code(1, "hmoveto", 9999, 9999, 9999, 9999, "rlineto", 5, 5, "rlineto")],
)
def test_a_glyph_without_an_area_or_beyond_all_measure_has_no_outline(charstring):
    assert truetype_outline(contours(charstring)) == b""


def test_a_glyph_of_more_points_than_can_be_counted_has_no_outline():
    zigzag = [((0, 5),), ((5, 5),)] * 40_000
    assert truetype_outline([Contour((0, 0), zigzag)]) == b""
    assert truetype_outline([Contour((0, 0), zigzag[:100])])


def test_a_rare_character_is_printed_from_a_font_with_such_outlines(form, install_font, font_tables, shell, pages):
    tables = font_tables("一", "Rare Serif", others={ord(RARE): "丁"})
    install_font("a.otf", shell(with_outlines(tables, b"\1\0\4\4")))  # whose outlines cannot be read
    install_font("b.otf", shell(with_outlines(tables, cff_table([NOTHING, BOX, BOX]))), large=False)
    report = new_report(form, "甲街道", 2025, {"problems": f"联系人{RARE}田。"})
    assert document_fonts().body.glyph(RARE).font == "RareSerif-2"

    pdf = render(report)
    assert complaints(pdf) == set()
    assert any(RARE in page for page in pages(pdf))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert any("+RareSerif-2" in str(one.get("/FontName", "")) for one in opened.objects if hasattr(one, "keys"))
    assert b"RareSerif-2" in ofd.render(report, PageSettings())


def test_the_font_that_goes_best_with_a_report_is_borrowed_from(install_font, font_tables, shell):
    names = ["Noto Sans CJK SC", "Noto Serif CJK SC Bold", "Some Serif", "Some Song", "Some Song Light"]
    for number_, name in enumerate(names):
        tables = font_tables("一", name.replace(" ", ""), others={ord(RARE): "丁"})
        install_font(f"{number_}.ttf", shell(tables), large=False)
    assert document_fonts().body.glyph(RARE).font == "SomeSong"
