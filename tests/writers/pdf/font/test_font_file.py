"""Font files: what is read from them, what is refused, and that none of them can do harm."""

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.writers.pdf.font.chains import font_file
from disclosure_desk.writers.pdf.font.cmap import character_map
from disclosure_desk.writers.pdf.font.composite import is_drawable
from disclosure_desk.writers.pdf.font.font_file import FontFile
from disclosure_desk.writers.pdf.font.gsub_fullwidth import full_width
from disclosure_desk.writers.pdf.font.names import names_in
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont
from disclosure_desk.writers.pdf.font.subset import subset

TABLES = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"cmap")


@pytest.fixture
def written(tmp_path):
    """Writes a file."""

    def made(content: bytes) -> Path:
        path = tmp_path / "written.ttf"
        path.write_bytes(content)
        return path

    return made


@pytest.fixture
def font_of(written, shell):
    """Makes a file with the tables of DeskLatin, some of them others."""

    def made(**tables: bytes) -> FontFile:
        latin = {tag: font_file("DeskLatin").table(tag) for tag in TABLES}
        return FontFile(written(shell(latin | {tag.encode(): table for tag, table in tables.items()})))

    return made


def test_character_map_with_a_list_of_glyphs_is_understood(font_of):
    ends, starts, deltas, ranges = (0x42, 0x52, 0xFFFF), (0x41, 0x50, 0xFFFF), (0, 3, 1), (6, 6, 0)
    listed = struct.pack(">5H", 11, 0, 21, 22, 23)
    arrays = (
        struct.pack(">3H", *ends),
        b"\0\0",
        struct.pack(">3H", *starts),
        struct.pack(">3H", *deltas),
        struct.pack(">3H", ranges[0], ranges[1] + 2, 0),
    )
    body = b"".join(arrays) + listed
    table = struct.pack(">HHHHL", 0, 1, 3, 1, 12) + struct.pack(">7H", 4, 14 + len(body), 0, 6, 0, 0, 0) + body
    font = font_of(cmap=table)
    assert [font.glyph(code) for code in (0x40, 0x41, 0x42, 0x43, 0x50, 0x51, 0x52, 0x20000)] == [
        0, 11, 0, 0, 24, 25, 26, 0,
    ]  # fmt: skip


@pytest.mark.parametrize("coverage", [(1, 2, 7, 8), (2, 1, 7, 8, 0)])
@pytest.mark.parametrize("styled", [(1, 100), (2, 2, 107, 108)])
def test_full_width_feature_is_read_in_every_form(font_of, coverage, styled):
    style, *values = styled
    single = struct.pack(">3H", style, 4 + 2 * len(values), values[0])
    single += struct.pack(f">{len(values) - 1}H", *values[1:]) + struct.pack(f">{len(coverage)}H", *coverage)
    lookup = struct.pack(">4H", 1, 0, 1, 8) + single
    other = struct.pack(">3H", 4, 0, 1) + b"\0\0"
    lookups = struct.pack(">3H", 2, 6, 6 + len(other)) + other + lookup
    feature = struct.pack(">4H", 0, 2, 0, 1)
    features = struct.pack(">H4sH4sH", 2, b"aalt", 14, b"fwid", 14) + feature
    table = struct.pack(">L3H", 0x10000, 0, 10, 10 + len(features)) + features + lookups
    font = font_of(GSUB=table)
    assert [font.full_width(glyph) for glyph in (6, 7, 8, 9)] == [6, 107, 108, 9]


def test_broken_full_width_feature_changes_nothing(font_of):
    font = font_of(GSUB=struct.pack(">L3H", 0x10000, 0, 10, 60000))
    assert font.full_width(7) == 7


def one_full_width(distance: int) -> bytes:
    """A feature that puts for glyph 7 the one that lies so far on."""
    single = struct.pack(">3H", 1, 6, distance) + struct.pack(">3H", 1, 1, 7)
    lookups = struct.pack(">2H", 1, 4) + struct.pack(">4H", 1, 0, 1, 8) + single
    features = struct.pack(">H4sH", 1, b"fwid", 8) + struct.pack(">3H", 0, 1, 0)
    return struct.pack(">L3H", 0x10000, 0, 10, 10 + len(features)) + features + lookups


def test_full_width_form_beyond_the_last_glyph_is_none(font_of):
    table = one_full_width(60000)
    assert full_width(memoryview(table), 7) == 60007
    assert font_of(GSUB=table).full_width(7) == 7


def test_each_font_of_a_collection_is_read_by_its_number(written, font_tables, collection):
    path = written(collection([font_tables("政府", "甲", "A"), font_tables("街道", "乙", "B")]))
    assert [sorted(names.whole) for names in names_in(str(path))] == [["a", "甲"], ["b", "乙"]]
    first, second = FontFile(path, 0), FontFile(path, 1)
    assert [bool(font.glyph(ord(sign))) for font in (first, second) for sign in "政街"] == [True, False, False, True]
    song = font_file("DeskSong")
    assert second.outline(second.glyph(ord("街"))).startswith(song.outline(song.glyph(ord("街"))))
    with pytest.raises(UnusableFont, match="已损坏"):
        FontFile(path, 2)


def test_richest_character_map_that_can_be_read_is_used(font_tables):
    richest = font_tables("政", "甲")[b"cmap"][12:]
    entries = struct.pack(">2HL2HL2HL", 3, 10, 28, 0, 4, 30, 3, 1, 30)
    table = struct.pack(">2H", 0, 3) + entries + struct.pack(">H", 8) + richest
    assert character_map(memoryview(table)).glyph(ord("政")) == 1


def spoiled(tables, **changes):
    return tables | {tag.ljust(4).encode(): table for tag, table in changes.items()}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda tables: {k: v for k, v in tables.items() if k != b"glyf"}, "不是 TrueType 字形，不能嵌入"),
        (lambda tables: {k: v for k, v in tables.items() if k != b"loca"}, "的文件已损坏"),
        (lambda tables: spoiled(tables, head=tables[b"head"][:50]), "的文件已损坏"),
        (lambda tables: spoiled(tables, maxp=tables[b"maxp"][:4] + b"\0\0" + tables[b"maxp"][6:]), "的文件已损坏"),
        (lambda tables: spoiled(tables, hhea=tables[b"hhea"][:34] + b"\xff\xff"), "的文件已损坏"),
        (lambda tables: spoiled(tables, hhea=tables[b"hhea"][:34] + b"\0\0"), "的文件已损坏"),
        (lambda tables: spoiled(tables, head=tables[b"head"][:18] + b"\0\0" + tables[b"head"][20:]), "的文件已损坏"),
        (lambda tables: {k: v for k, v in tables.items() if k != b"cmap"}, "的文件已损坏"),
        (lambda tables: spoiled(tables, cmap=struct.pack(">2H2HL", 0, 1, 1, 0, 12)), "没有 Unicode 字符表"),
        (lambda tables: spoiled(tables, cmap=tables[b"cmap"][:-4]), "的文件已损坏"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(written, font_tables, shell, change, reason):
    path = written(shell(change(font_tables("政", "甲"))))
    with pytest.raises(UnusableFont) as refused:
        assert FontFile(path).characters
    assert str(refused.value) == reason


@pytest.mark.parametrize("content", [b"", b"OTT", b"ttcf\0\1", b"wOFF" + b"\0" * 60, b"\0\1\0\0\0\x09" + b"\0" * 30])
def test_what_is_no_font_is_refused(written, content):
    with pytest.raises(UnusableFont):
        FontFile(written(content))


def test_file_that_has_gone_is_refused(tmp_path):
    with pytest.raises(UnusableFont, match="已损坏"):
        FontFile(tmp_path / "gone.ttf")


@pytest.mark.parametrize(
    ("allowed", "usable"),
    [(0, True), (0x2, False), (0x4, True), (0x8, True), (0x6, True), (0x104, False), (0x208, False)],
)
def test_font_whose_maker_forbids_embedding_is_refused(written, font_tables, shell, allowed, usable):
    path = written(shell(font_tables("政", "甲", allowed=allowed)))
    if usable:
        assert FontFile(path).glyph(ord("政"))
    else:
        with pytest.raises(UnusableFont, match="授权不许嵌入"):
            FontFile(path)


@pytest.mark.parametrize("length", [0, 9])
def test_font_that_says_nothing_about_embedding_is_used(written, font_tables, shell, length):
    tables = font_tables("政", "甲", allowed=0x2)
    assert FontFile(written(shell(tables | {b"OS/2": tables[b"OS/2"][:length]}))).glyph(ord("政"))


def composed(*parts: int, cut: int = 0) -> bytes:
    """An outline put together from other glyphs."""
    outline = struct.pack(">5h", -1, 0, 0, 10, 10)
    for number, part in enumerate(parts):
        outline += struct.pack(">2H2b", 0x20 if number < len(parts) - 1 else 0, part, 0, 0)
    return outline[: len(outline) - cut]


class Drawn(FontFile):
    """A font with other outlines."""

    outlines: tuple[bytes, ...] = ()

    def outline(self, glyph: int) -> bytes:
        return self.outlines[glyph] if glyph < len(self.outlines) else b""


@pytest.mark.parametrize(
    ("outlines", "is_sound"),
    [
        ((b"",), False),
        ((struct.pack(">5h", 1, 0, 0, 1, 1),), True),
        ((composed(1, 2),), True),
        ((composed(1), composed(2), struct.pack(">5h", 1, 0, 0, 1, 1)), True),
        ((composed(0),), False),
        ((composed(1), composed(0)), False),
        ((composed(1, 2, cut=4),), False),
        ((composed(*[1] * 65),), False),
    ],
)
def test_glyph_is_sound_if_it_and_all_its_parts_can_be_read(written, font_tables, shell, outlines, is_sound):
    font = Drawn(written(shell(font_tables("政", "甲"))))
    font.outlines = outlines
    assert is_drawable(font, 0) is is_sound


@pytest.mark.parametrize("offsets", [(0, 0), (0, 5), (40, 20), (0, 1 << 30), (0, 1 << 19)])
def test_outline_that_lies_elsewhere_is_none(written, font_tables, shell, offsets):
    tables = font_tables("政府", "甲")
    places = struct.pack(">2L", *offsets) + tables[b"loca"][8:]
    font = FontFile(written(shell(tables | {b"loca": places, b"glyf": tables[b"glyf"].ljust(1 << 20)})))
    assert (font.outline(0), font.outline(3)) == (b"", b"")
    assert font.outline(2)


def test_side_bearing_beyond_the_end_of_its_table_is_nought(written, font_tables, shell):
    tables = font_tables("政府", "甲")
    few = tables | {b"hhea": tables[b"hhea"][:34] + b"\0\1", b"hmtx": tables[b"hmtx"][:6]}
    font = FontFile(written(shell(few) + b"\1" * 999))
    assert font.side_bearing(1) == struct.unpack(">h", tables[b"hmtx"][4:6])[0]
    assert not any(font.side_bearing(glyph) for glyph in range(2, 500))
    assert font.advance(2) == font.advance(0)


def test_character_map_that_names_a_glyph_beyond_the_last_has_none(written, font_tables, shell):
    tables = font_tables("政府", "甲")
    beyond = tables[b"cmap"][:-4] + struct.pack(">L", 3)
    font = FontFile(written(shell(tables | {b"cmap": beyond})))
    assert [font.glyph(ord(sign)) for sign in "府政"] == [2, 0]


def ask_everything(path: Path) -> None:
    """Everything a document asks of a font, and all that is looked up to find one."""
    names = names_in(str(path))
    for number in range(len(names) + 1):
        try:
            font = FontFile(path, number)
            assert font.characters
        except UnusableFont:
            continue
        for character in "政A“ \U00020000":
            glyph = font.glyph(ord(character))
            if glyph and is_drawable(font, glyph):
                assert font.full_width(glyph) < font.count
                assert font.advance(glyph) >= 0
                subset(font, [0, glyph])


@pytest.fixture(scope="module", params=["groups", "segments", "collection"])
def victim(request, tmp_path_factory, font_tables, shell, collection):
    """A file to be damaged, and what stands in it."""
    tables = font_tables("政A“é", "甲")
    latin = {tag: font_file("DeskLatin").table(tag) for tag in TABLES} | {b"GSUB": one_full_width(1)}
    content = {
        "groups": lambda: shell(tables | {b"GSUB": one_full_width(1)}),
        "segments": lambda: shell(latin | {b"name": tables[b"name"]}),
        "collection": lambda: collection([tables, tables]),
    }[request.param]()
    return tmp_path_factory.mktemp("fonts") / "victim.ttf", content


@given(data=st.data())
def test_no_damage_to_a_font_does_harm(victim, data):
    path, whole = victim
    spoiled = bytearray(whole)
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        spoiled[place] = byte
    path.write_bytes(bytes(spoiled[: data.draw(st.integers(0, len(whole)) | st.just(len(whole)))]))
    ask_everything(path)


@given(
    content=st.binary(max_size=400),
    start=st.sampled_from([b"", b"\0\1\0\0", b"ttcf\0\1\0\0\0\0\0\1\0\0\0\x10\0\1\0\0"]),
)
def test_no_file_whatever_does_harm(victim, content, start):
    path, _ = victim
    path.write_bytes(start + content)
    ask_everything(path)
