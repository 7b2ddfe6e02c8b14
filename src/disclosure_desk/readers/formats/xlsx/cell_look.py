"""How the text of a cell looks: its size, and its colour on the ground of its cell."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.color import BLACK, WHITE, Rgb, look_alike, rgb_of_hex

_USUAL_SIZE, _TINY = 11.0, 1.5
"""Points: the size of a text that nothing says, and one that cannot be read."""

_WHITES = {"theme": ("0",), "indexed": ("1", "9")}
_BLACKS = {"theme": ("1",), "indexed": ("0", "8", "64")}
"""How the two colours of the paper and the text are named."""

_ALPHA_DIGITS = 2
TagOf = Callable[[str], str]
"""Gives the full name of an element of a workbook."""


class CellLook(NamedTuple):
    """How a text looks; a colour or ground of None cannot be told."""

    size: float = _USUAL_SIZE
    color: Rgb | None = BLACK
    ground: Rgb | None = WHITE

    @property
    def is_hidden(self) -> bool:
        """Whether nobody sees the text."""
        if self.size < _TINY:
            return True
        return self.color is not None and self.ground is not None and look_alike(self.color, self.ground)


def cell_looks(styles: XmlElement, tag: TagOf) -> Iterator[CellLook]:
    """Yield the looks of the cells' styles in their order."""
    fonts = [run_look(font, tag) for font in styles.iterfind(f"{tag('fonts')}/{tag('font')}")]
    grounds = [_ground(fill, tag) for fill in styles.iterfind(f"{tag('fills')}/{tag('fill')}")]
    for entry in styles.iterfind(f"{tag('cellXfs')}/{tag('xf')}"):
        font, fill = (entry.get(name, "") for name in ("fontId", "fillId"))
        look = fonts[int(font)] if font.isdecimal() and int(font) < len(fonts) else CellLook()
        is_filled = fill.isdecimal() and int(fill) < len(grounds)
        yield look._replace(ground=grounds[int(fill)] if is_filled else WHITE)


def run_look(properties: XmlElement, tag: TagOf) -> CellLook:
    """The look that a font, or the properties of a run, describe."""
    size = properties.find(tag("sz"))
    color = properties.find(tag("color"))
    return CellLook(_number(None if size is None else size.get("val")), BLACK if color is None else _color(color))


def _number(text: str | None) -> float:
    try:
        return float(text or _USUAL_SIZE)
    except ValueError:
        return _USUAL_SIZE


def _color(entry: XmlElement) -> Rgb | None:
    rgb = entry.get("rgb", "")
    if rgb:
        return rgb_of_hex(rgb[_ALPHA_DIGITS:] if len(rgb) > len("rrggbb") else rgb)
    for names, color in ((_WHITES, WHITE), (_BLACKS, BLACK)):
        if any(entry.get(name) in values for name, values in names.items()) and not entry.get("tint"):
            return color
    return BLACK if entry.get("auto") else None


def _ground(fill: XmlElement, tag: TagOf) -> Rgb | None:
    pattern = fill.find(tag("patternFill"))
    if pattern is None:
        return WHITE if not len(fill) else None
    kind = pattern.get("patternType", "none")
    if kind == "none":
        return WHITE
    color = pattern.find(tag("fgColor"))
    return _color(color) if kind == "solid" and color is not None else None
