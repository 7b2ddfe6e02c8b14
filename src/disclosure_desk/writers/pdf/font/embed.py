"""The fonts a document uses, written into it as embedded subsets whose text can be read back."""

import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.chains import FontGlyph, font_file
from disclosure_desk.writers.pdf.font.font_file import FontFile
from disclosure_desk.writers.pdf.font.subset import subset
from disclosure_desk.writers.pdf.objects import WrittenObject, name, packed, packed_outlines

_SYMBOLIC = 4
_EM = 1000
_PER_BLOCK = 100
"""A character map may list so many characters at a time."""
_BEYOND, _FIRST_BEYOND = 0xFFFF, 0xD800
"""Characters beyond two bytes take, in the order of their coming, codes that stand for no character."""

Shown = tuple[int, int, float, str]
"""A code, the number of the glyph it shows, that one's width in em, and the character it stands for."""
Put = Callable[[WrittenObject], bytes]
"""Takes an object into the document, and tells how others refer to it."""


class EmbeddedFont:
    """A font in one document: a code for each character that was printed in it, by which the page calls it."""

    def __init__(self, font: str, short: str) -> None:
        self.font, self.short = font, short
        self.codes: dict[str, str] = {}
        """The code of each character so far as the page writes it; one font shows a character with one glyph."""
        self._shown: list[Shown] = []
        self._beyond = 0

    def code(self, glyph: FontGlyph) -> str:
        """The code of a character that comes for the first time: the character's own where that has two bytes."""
        code = ord(glyph.character)
        if code > _BEYOND:
            code = _FIRST_BEYOND + self._beyond
            self._beyond += 1
        self._shown.append((code, glyph.number, glyph.advance, glyph.character))
        written = self.codes[glyph.character] = f"{code:04X}"
        return written

    def write(self, put: Put, *, lists_characters: bool) -> bytes:
        """Write the font into a document, and tell how it refers to it."""
        made = _made(self.font, tuple(sorted(self._shown)))
        descriptor = made.descriptor % put(WrittenObject(made.program))
        if lists_characters:
            descriptor += b" /CIDSet %b" % put(packed(_characters(self._shown)))
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
    """The written parts of an embedded font."""

    name: bytes
    program: bytes
    descriptor: bytes
    widths: bytes
    glyphs: bytes
    map: bytes


@lru_cache(maxsize=24)
def _made(key: str, shown: tuple[Shown, ...]) -> _Made:
    """A font cut down to some characters; kept, for an edit seldom brings a new one."""
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
    """All of a font descriptor but its brackets, with room for the reference to the font file."""
    scale = _EM / font.units
    ascent, descent = round(font.ascent * scale), round(font.descent * scale)
    box = " ".join(str(round(edge * scale)) for edge in font.box)
    return (
        f"/Type /FontDescriptor /FontName {called.decode()} /Flags {_SYMBOLIC} /FontBBox [{box}]\n"
        f"/Ascent {ascent} /Descent {descent} /CapHeight {ascent} /ItalicAngle 0 /StemV 80 /FontFile2 %b"
    ).encode()


def _tag(shown: Sequence[Shown]) -> str:
    """The six letters that tell one subset of a font from another."""
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
    """The glyph of each code from 0 on, two bytes each; for other codes the one that shows that one is missing."""
    glyphs = bytearray(2 * (shown[-1][0] + 1))
    for code, number, *_ in shown:
        glyphs[2 * code : 2 * code + 2] = new[number].to_bytes(2)
    return bytes(glyphs)


def _characters(shown: Sequence[Shown]) -> bytes:
    """A bit for each code from 0 on: whether the font shows something for it."""
    codes = [0, *(code for code, *_ in shown)]
    bits = bytearray(max(codes) // 8 + 1)
    for code in codes:
        bits[code // 8] |= 0x80 >> code % 8
    return bytes(bits)


def _character_map(shown: Sequence[Shown]) -> str:
    """Which character each code stands for, so that text can be copied and searched."""
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
