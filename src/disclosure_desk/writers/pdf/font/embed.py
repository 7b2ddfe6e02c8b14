"""The fonts of a document, embedded as subsets whose text can be copied and searched."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.chains import FontGlyph, font_file
from disclosure_desk.writers.pdf.font.font_file import FontFile
from disclosure_desk.writers.pdf.font.subset import subset
from disclosure_desk.writers.pdf.objects import WrittenObject, packed, packed_outlines
from disclosure_desk.writers.pdf.written_text import name

_SYMBOLIC = 4
_EM = 1000
_PER_BLOCK = 100
"""How many characters a ToUnicode map may list in one block."""
_BEYOND, _FIRST_BEYOND = 0xFFFF, 0xD800
"""Codes have two bytes. Characters beyond that get, as they come, the codes of surrogates, which no character has."""

Shown = tuple[int, int, float, str]
"""A code, the number of the glyph that it prints, the width of the glyph in em, and the character."""
Put = Callable[[WrittenObject], bytes]
"""Adds an object to the file and returns the reference by which others name it."""


@cache
def fixed_code(character: str) -> str:
    """The code of a character in every document, its code point, in hex digits; "" where that has over two bytes."""
    code = ord(character)
    return f"{code:04X}" if code <= _BEYOND else ""


class EmbeddedFont:
    """A font in one document, and the codes by which the pages name its characters.

    font: its key; short: its name in the resources of the pages.
    """

    def __init__(self, font: str, short: str) -> None:
        self.font, self.short = font, short
        self.codes: dict[str, str] = {}
        """The code of each character so far, in hex digits."""
        self._shown: list[Shown] = []
        self._beyond = 0

    def add(self, glyphs: Mapping[str, FontGlyph]) -> None:
        """Give the characters that come for the first time their codes."""
        for character, glyph in glyphs.items():
            if character not in self.codes:
                written = fixed_code(character)
                if not written:
                    written = f"{_FIRST_BEYOND + self._beyond:04X}"
                    self._beyond += 1
                self._shown.append((int(written, 16), glyph.number, glyph.advance, character))
                self.codes[character] = written

    def write(self, put: Put) -> bytes:
        """Write the font into a file and return its reference."""
        made = _made(self.font, tuple(sorted(self._shown)))
        descriptor = made.descriptor % put(WrittenObject(made.program))
        descendant = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont %b\n%b /FontDescriptor %b /CIDToGIDMap %b >>" % (
            made.name,
            made.widths,
            put(WrittenObject(b"<< %b >>" % descriptor)),
            put(WrittenObject(made.glyphs)),
        )
        whole = (
            b"<< /Type /Font /Subtype /Type0 /BaseFont %b /Encoding /Identity-H /DescendantFonts [%b] /ToUnicode %b >>"
        )
        return put(WrittenObject(whole % (made.name, put(WrittenObject(descendant)), put(WrittenObject(made.map)))))


class _Made(NamedTuple):
    """The parts of an embedded font in their written form."""

    name: bytes
    program: bytes
    descriptor: bytes
    widths: bytes
    glyphs: bytes
    map: bytes


@lru_cache(maxsize=24)
def _made(key: str, shown: tuple[Shown, ...]) -> _Made:
    """The subset of a font for some characters; cached, because an edit seldom brings a new character."""
    font = font_file(key)
    numbers = sorted({number for _, number, *_ in shown})
    whole = subset(font, [0, *numbers])
    called = name(f"{_tag(shown)}+{key}")
    new = {number: place for place, number in enumerate(numbers, 1)}
    return _Made(
        name=called,
        program=packed_outlines(whole).written,
        descriptor=_descriptor(font, called),
        widths=_widths(shown),
        glyphs=packed(_glyphs(shown, new)).written,
        map=packed(_character_map(shown).encode()).written,
    )


def _descriptor(font: FontFile, called: bytes) -> bytes:
    """The entries of a font descriptor, with %b for the reference to the font file."""
    scale = _EM / font.units
    ascent, descent = round(font.ascent * scale), round(font.descent * scale)
    box = " ".join(str(round(edge * scale)) for edge in font.box)
    return (
        f"/Type /FontDescriptor /FontName {called.decode()} /Flags {_SYMBOLIC} /FontBBox [{box}]\n"
        f"/Ascent {ascent} /Descent {descent} /CapHeight {ascent} /ItalicAngle 0 /StemV 80 /FontFile2 %b"
    ).encode()


def _tag(shown: Sequence[Shown]) -> str:
    """The six letters by which a PDF names one subset of a font apart from another."""
    digest = hashlib.sha256("".join(character for *_, character in shown).encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _widths(shown: Sequence[Shown]) -> bytes:
    """The widths that are not one em, each run of codes with its first."""
    listed, last = "", None
    for code, _, advance, _ in shown:
        if advance != 1:
            width = advance * _EM
            listed += f" {width:.6g}" if last == code - 1 else f"{']' if last is not None else ''}\n{code} [{width:.6g}"
            last = code
    end = "]" if listed else ""
    return (
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW {_EM} /W [{listed}{end}]"
    ).encode()


def _glyphs(shown: Sequence[Shown], new: dict[int, int]) -> bytes:
    """The glyph of each code from 0 on, two bytes each; 0, the glyph of missing characters, for unused codes."""
    glyphs = bytearray(2 * (shown[-1][0] + 1))
    for code, number, *_ in shown:
        glyphs[2 * code : 2 * code + 2] = new[number].to_bytes(2)
    return bytes(glyphs)


def _character_map(shown: Sequence[Shown]) -> str:
    """The ToUnicode map: the character of each code, so that text can be copied and searched."""
    lines = [f"<{code:04X}> <{character.encode('utf-16-be').hex()}>" for code, *_, character in shown]
    blocks = [lines[start : start + _PER_BLOCK] for start in range(0, len(lines), _PER_BLOCK)]
    listed = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
