"""The faces a document uses, written into it as embedded subsets whose text can be read back."""

import hashlib
import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Protocol

from reportlab.pdfbase.pdfdoc import PDFArrayCompact, PDFDictionary, PDFName, PDFStream, PDFString

from disclosure_desk.writers.pdf.fontfile import FontFile
from disclosure_desk.writers.pdf.fonts import Glyph, font_file
from disclosure_desk.writers.pdf.subset import subset

_SYMBOLIC = 4
_PER_BLOCK = 100
"""A character map may list so many characters at a time."""


class Flate:
    """Packs a stream quickly: outlines hardly get smaller with more effort."""

    pdfname = "FlateDecode"

    @staticmethod
    def encode(data: bytes | str) -> bytes:
        """The packed bytes."""
        return zlib.compress(data.encode() if isinstance(data, str) else data, 4)


class Document(Protocol):
    """What of reportlab's document we use: its stubs leave it untyped."""

    idToObject: dict[str, Any]  # noqa: N815 - reportlab's name

    def Reference(self, obj: object) -> object:  # noqa: N802 - reportlab's name
        """A reference to an object, which is written with the document."""


class UsedFace:
    """A face in one document: a code for each character that was printed in it, in the order of their coming."""

    def __init__(self, face: str, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[int, str], int] = {}
        self._glyphs: list[Glyph] = []

    def code(self, glyph: Glyph) -> int:
        """The number by which the page calls a glyph."""
        key = glyph.number, glyph.character
        found = self._codes.get(key)
        if found is None:
            self._glyphs.append(glyph)
            found = self._codes[key] = len(self._glyphs)
        return found

    def addObjects(self, document: Document) -> None:  # noqa: N802 - reportlab calls it so
        """Write the face into the document; reportlab calls this when all pages are drawn."""
        font = font_file(self.face)
        characters = "".join(glyph.character for glyph in self._glyphs)
        name = PDFName(f"{_tag(characters)}+{self.face}")
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": name,
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0},
                ),
                "CIDToGIDMap": PDFName("Identity"),
                "DW": 1000,
                "W": _widths(self._glyphs),
                "FontDescriptor": document.Reference(self._descriptor(document, font, name)),
            },
        )
        whole = {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArrayCompact([document.Reference(descendant)]),
            "ToUnicode": document.Reference(PDFStream(content=_character_map(characters))),
        }
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(PDFDictionary(whole))

    def _descriptor(self, document: Document, font: FontFile, name: str) -> PDFDictionary:
        length, program = _program(self.face, tuple(glyph.number for glyph in self._glyphs))
        stream = PDFStream(PDFDictionary({"Length1": length, "Filter": PDFName(Flate.pdfname)}), program)
        scale = 1000 / font.units
        return PDFDictionary(
            {
                "Type": PDFName("FontDescriptor"),
                "FontName": name,
                "Flags": _SYMBOLIC,
                "FontBBox": PDFArrayCompact([round(edge * scale) for edge in font.box]),
                "Ascent": round(font.ascent * scale),
                "Descent": round(font.descent * scale),
                "CapHeight": round(font.ascent * scale),
                "ItalicAngle": 0,
                "StemV": 80,
                "FontFile2": document.Reference(stream),
            },
        )


@lru_cache(maxsize=16)
def _program(face: str, numbers: tuple[int, ...]) -> tuple[int, bytes]:
    """The font file to embed, its length and its packed bytes; kept, for an edit seldom brings a new character."""
    whole = subset(font_file(face), [0, *numbers])
    return len(whole), Flate.encode(whole)


def _tag(characters: str) -> str:
    """The six letters that tell one subset of a face from another."""
    digest = hashlib.sha256(characters.encode()).digest()
    return "".join(chr(65 + byte % 26) for byte in digest[:6])


def _widths(glyphs: Sequence[Glyph]) -> PDFArrayCompact:
    widths = [f"{glyph.advance * 1000:.6g}" for glyph in glyphs]
    return PDFArrayCompact([1, PDFArrayCompact(widths)])


def _character_map(characters: str) -> str:
    """Which character each code stands for, so that text can be copied and searched."""
    lines = [f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for code, sign in enumerate(characters, 1)]
    blocks = [lines[start : start + _PER_BLOCK] for start in range(0, len(lines), _PER_BLOCK)]
    listed = "\n".join(f"{len(block)} beginbfchar\n{chr(10).join(block)}\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
