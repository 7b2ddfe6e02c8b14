"""The fonts in an OFD: files that print their characters as the fonts do that they are cut from."""

import struct
from io import BytesIO

import pytest
from PIL import ImageFont

from disclosure_desk.writers.ofd.font_program import character_map, font_program
from disclosure_desk.writers.pdf.font.chains import font_file
from disclosure_desk.writers.pdf.font.cmap import Groups, Segments
from disclosure_desk.writers.pdf.font.font_file import FontFile

WORDS = "政府信息公开，“一二三”2025年Aéã"


@pytest.mark.parametrize("key", ["DeskSong", "DeskLatin", "gkai00mp", "ZhuqueFangsong-Regular"])
def test_a_font_prints_its_characters_as_the_whole_font(tmp_path, key):
    whole = font_file(key)
    glyphs = {one: whole.glyph(ord(one)) for one in WORDS if whole.glyph(ord(one))}
    path = tmp_path / "font.ttf"
    path.write_bytes(font_program(key, glyphs))
    made = FontFile(path)
    for character, glyph in glyphs.items():
        number = made.glyph(ord(character))
        assert made.advance(number) == whole.advance(glyph)
        assert made.outline_box(number) == whole.outline_box(glyph)
        if whole.outline(glyph)[:1] < b"\x80":  # others are put together from glyphs, which they name by number
            assert made.outline(number).rstrip(b"\0") == whole.outline(glyph).rstrip(b"\0")
    assert made.glyph(ord("龘")) == 0
    assert made.table(b"OS/2") == whole.table(b"OS/2")  # what its maker allows about embedding is in it
    opened = ImageFont.truetype(BytesIO(path.read_bytes()), 40, layout_engine=ImageFont.Layout.BASIC)
    assert opened.getname() == (key, "Regular")
    assert all(opened.getmask(one).getbbox() for one in glyphs)


def test_a_form_that_the_font_chooses_is_printed(tmp_path):
    font = font_file("DeskSong")
    path = tmp_path / "font.ttf"
    path.write_bytes(font_program("DeskSong", {"—": font.full_width(font.glyph(ord("—")))}))
    assert FontFile(path).advance(FontFile(path).glyph(ord("—"))) == 1


def maps(codes: list[int]) -> dict[int, Segments | Groups]:
    table = memoryview(character_map(codes))
    (count,) = struct.unpack_from(">H", table, 2)
    found = {}
    for place in range(count):
        platform, encoding, start = struct.unpack_from(">2HL", table, 4 + 8 * place)
        assert platform == 3
        (form,) = struct.unpack_from(">H", table, start)
        found[encoding] = (Groups if form == 12 else Segments)(table, start)
    return found


@pytest.mark.parametrize("codes", [[], [0x20], [0x41, 0x42, 0x4E00, 0xFFFD], [0x41, 0xFFFF, 0x10000, 0x20BB7, 0x20BB8]])
def test_both_maps_lead_to_the_same_glyphs(codes):
    read = maps(codes)
    assert sorted(read) == [1, 10]
    for glyph, code in enumerate(codes, 1):
        assert read[10].glyph(code) == glyph
        assert read[1].glyph(code) == (glyph if code < 0xFFFF else 0)
    assert not any(one.glyph(code) for one in read.values() for code in (0x21, 0x43, 0xFFFE, 0x4DFF))


def test_a_map_with_no_room_for_all_is_left_out():
    assert sorted(maps([*range(0, 2 * 8000, 2)])) == [1, 10]
    full = maps([*range(0, 2 * 8001, 2)])
    assert sorted(full) == [10]
    assert full[10].glyph(16000) == 8001
