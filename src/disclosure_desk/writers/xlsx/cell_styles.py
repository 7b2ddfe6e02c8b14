"""How the cells of a workbook look: a cell names its looks by a number, and the part of styles lists them."""

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.writers.xlsx.sheet_xml import NAMESPACE
from disclosure_desk.writers.xml_text import document, element

_WHOLE_NUMBER = 1
"""The number of the format `0`, which every program knows."""
_EDGES = ("left", "right", "top", "bottom")
_FILLS = ("none", "gray125")
"""The fills that programs take for granted to be the first two."""


class CellFont(NamedTuple):
    """The font of a cell, its size in points."""

    name: str
    size: float
    bold: bool = False


class CellStyle(NamedTuple):
    """How a cell looks: its font, how its text stands in it, and whether it has lines around it.

    whole: it holds a number without a fraction; quoted: what is in it is a text, whatever it looks like.
    """

    font: CellFont
    alignment: str = ""
    boxed: bool = False
    whole: bool = False
    quoted: bool = False


_STANDARD = CellStyle(CellFont("Calibri", 11))
"""A cell that nobody gave a look; programs count the width of columns in digits of its font."""


def alignment(attributes: Mapping[str, object]) -> str:
    """How a text stands in its cell, as it is written."""
    return element("alignment", attributes)


class CellStyles:
    """The looks of the cells of one workbook, numbered as they come."""

    def __init__(self) -> None:
        self._fonts: dict[CellFont, int] = {}
        self._styles: dict[CellStyle, int] = {}
        self.number(_STANDARD)

    def number(self, style: CellStyle) -> int:
        """The number by which cells name a look."""
        self._fonts.setdefault(style.font, len(self._fonts))
        return self._styles.setdefault(style, len(self._styles))

    def part(self) -> bytes:
        """The part of styles."""
        no_fill, grey = (element("fill", {}, element("patternFill", {"patternType": kind})) for kind in _FILLS)
        plain = {"numFmtId": 0, "fontId": 0, "fillId": 0, "borderId": 0}
        root = element(
            "styleSheet",
            {"xmlns": NAMESPACE},
            _listed("fonts", *map(_font, self._fonts)),
            _listed("fills", no_fill, grey),
            _listed("borders", _border({}), _border({"style": "thin"})),
            _listed("cellStyleXfs", element("xf", plain)),
            _listed("cellXfs", *map(self._written, self._styles)),
            _listed("cellStyles", element("cellStyle", {"name": "Normal", "xfId": 0, "builtinId": 0})),
        )
        return document(root)

    def _written(self, style: CellStyle) -> str:
        attributes: dict[str, object] = {
            "numFmtId": _WHOLE_NUMBER if style.whole else 0,
            "fontId": self._fonts[style.font],
            "fillId": 0,
            "borderId": int(style.boxed),
            "xfId": 0,
            "applyNumberFormat": int(style.whole),
            "applyFont": 1,
            "applyBorder": int(style.boxed),
            "applyAlignment": int(bool(style.alignment)),
        }
        if style.quoted:
            attributes["quotePrefix"] = 1
        return element("xf", attributes, *([style.alignment] if style.alignment else []))


def _listed(name: str, *entries: str) -> str:
    return element(name, {"count": len(entries)}, *entries)


def _font(font: CellFont) -> str:
    weight = [element("b")] if font.bold else []
    return element("font", {}, *weight, element("sz", {"val": f"{font.size:g}"}), element("name", {"val": font.name}))


def _border(look: Mapping[str, object]) -> str:
    return element("border", {}, *(element(edge, look) for edge in _EDGES), element("diagonal"))
