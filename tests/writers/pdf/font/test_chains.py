"""DocumentFonts: which one prints a character, what is read from the file, and what is embedded of it."""

import struct
from functools import cache

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.font.chains import BUNDLED, FANGSONG, font_file
from disclosure_desk.writers.pdf.font.font_file import FontFile
from disclosure_desk.writers.pdf.font.subset import subset

FONTS = ("DeskLatin", "gkai00mp", "DeskHei")


@cache
def reference(font: str) -> TTFontFile:
    font = TTFontFile(str(resource("fonts", f"{font}.ttf")))
    font.extractInfo()
    return font


@pytest.mark.parametrize("font", FONTS)
def test_character_map_and_widths_agree_with_another_reader(font):
    ours, theirs = font_file(font), reference(font)
    codes = [
        *range(0x20, 0x2FF),
        *range(0x2010, 0x2040),
        *range(0x3000, 0x3020),
        *range(0x4E00, 0x5200),
        0xFFE5,
        0xFFFF,
    ]
    known = [code for code in codes if ours.glyph(code)]
    for code in codes:
        if code != 0xA0:  # the other reader takes it for a blank
            assert ours.glyph(code) == theirs.charToGlyph.get(code, 0)
    assert len(known) > 80
    for code in known:
        assert ours.advance(ours.glyph(code)) * 1000 == pytest.approx(theirs.charWidths[code], abs=1)


@pytest.mark.parametrize(
    ("chain", "character", "font"),
    [
        (BUNDLED.body, "街", "ZhuqueFangsong-Regular"),
        (BUNDLED.body, "2", "DeskLatin"),
        (BUNDLED.body, "é", "DeskLatin"),
        (BUNDLED.body, "①", "DeskSong"),
        (BUNDLED.body, "㐂", "DeskSong"),
        (BUNDLED.subhead, "街", "gkai00mp"),
        (BUNDLED.heading, "街", "DeskHei"),
        (BUNDLED.title, "街", "DeskXiaoBiaoSong"),
        (BUNDLED.title, "2", "DeskXiaoBiaoSong"),
        (BUNDLED.table, "街", "DeskSong"),
    ],
)
def test_each_character_is_printed_in_the_first_font_that_has_it(chain, character, font):
    assert chain.glyph(character).font == font


@pytest.mark.parametrize("chain", [BUNDLED.body, BUNDLED.subhead, BUNDLED.heading, BUNDLED.title, BUNDLED.table])
@pytest.mark.parametrize("sign", "“”‘’…—")
def test_signs_of_chinese_text_are_full_width_in_every_chain(chain, sign):
    assert chain.glyph(sign).advance == 1


def test_quotes_of_the_body_font_are_its_own_full_width_forms():
    assert BUNDLED.body.glyph("“").font == FANGSONG
    font = font_file(FANGSONG)
    assert font.advance(font.glyph(ord("“"))) < 1


def test_character_in_no_font_has_no_glyph():
    assert BUNDLED.body.glyph("\U00020000") is None


@pytest.mark.parametrize("font", FONTS)
def test_font_without_full_width_feature_keeps_its_glyphs(font):
    font = font_file(font)
    assert font.full_width(font.glyph(ord("A"))) == font.glyph(ord("A"))


@pytest.mark.parametrize("font", [*FONTS, "ZhuqueFangsong-Regular"])
def test_subset_has_the_same_outlines_and_widths(tmp_path, font):
    font = font_file(font)
    glyphs = [0, *filter(None, (font.glyph(ord(letter)) for letter in "Aé1一公开，"))]
    path = tmp_path / "subset.ttf"
    path.write_bytes(subset(font, glyphs))
    cut = FontFile(path)
    assert path.stat().st_size < 20_000
    assert (cut.units, cut.ascent, cut.descent) == (font.units, font.ascent, font.descent)
    for number, glyph in enumerate(glyphs):
        assert cut.advance(number) == font.advance(glyph)
        assert cut.side_bearing(number) == font.side_bearing(glyph)
        assert len(cut.outline(number)) >= len(font.outline(glyph))


def composite(flags: list[int], parts: list[int]) -> bytes:
    """An outline put together from other glyphs, with each kind of scale."""
    sizes = {0x0: 2, 0x1: 4, 0x8: 4, 0x40: 6, 0x80: 10}
    outline = struct.pack(">h4h", -1, 0, 0, 10, 10)
    for number, (flag, part) in enumerate(zip(flags, parts, strict=True)):
        more = 0x20 if number < len(parts) - 1 else 0
        outline += struct.pack(">HH", flag | more, part) + b"\0" * sizes[flag]
    return outline


class Scripted(FontFile):
    """A font in which glyph 5 is put together from others."""

    def outline(self, glyph: int) -> bytes:
        return composite([0x0, 0x1, 0x8, 0x40, 0x80], [7, 8, 7, 9, 1]) if glyph == 5 else super().outline(glyph)


def test_parts_of_a_composite_glyph_come_along_under_their_new_numbers(tmp_path):
    font = Scripted(resource("fonts", "DeskLatin.ttf"))
    path = tmp_path / "subset.ttf"
    path.write_bytes(subset(font, [0, 8, 5]))
    cut = FontFile(path)
    assert cut.outline(2)[: len(font.outline(5))] == composite([0x0, 0x1, 0x8, 0x40, 0x80], [3, 1, 3, 4, 5])
    for number, glyph in ((3, 7), (4, 9), (5, 1)):
        assert cut.outline(number).startswith(font.outline(glyph))
