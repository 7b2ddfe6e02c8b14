"""How the runs of a Word file look once all styles are applied: whether they can be seen, their size and colour.

Input: the part `styles.xml`, then the properties of a run, its paragraph and what is around it. Output: `RunLook`.
What counts, the nearest first: the run itself, its character style, its paragraph's style, its table's style, the
defaults of the document; each style also by those it is based on. Hiding is a toggle: two styles that both hide show.
Where a text is filled by the newer programs' `textFill`, that counts and not the colour beside it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from disclosure_desk.readers.formats.docx.theme import named_color, theme_colors
from disclosure_desk.readers.formats.docx.word_xml import is_on, small_number, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.color import BLACK, WHITE, Rgb, look_alike, rgb_of_hex
from disclosure_desk.readers.model.picture_fonts import has_pictures

_Holder = TypeVar("_Holder")
_Found = TypeVar("_Found")
_DEEPEST_STYLE = 20
_USUAL_SIZE = 20
"""Half points: the size of a text for which nothing says one."""

_TINY = 2
"""Half points: a text of one point cannot be read."""

_NARROW = 5
"""Percent: characters squeezed to so little of their width cannot be read."""

_WORD_14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_FILL, _ALPHA = f"{_WORD_14}textFill", f"{_WORD_14}alpha"
_OUTLINE = f"{_WORD_14}textOutline/{_WORD_14}solidFill"
_FILLED = (f"{_FILL}/{_WORD_14}solidFill/{_WORD_14}srgbClr", f"{_FILL}/{_WORD_14}solidFill/{_WORD_14}schemeClr")
_TRANSPARENT = 950
"""Tenths of a percent: a text filled so transparently is not seen."""

_RUN, _PARAGRAPH = "rPr", "pPr"
_SOLID, _PATTERNS_WITHOUT_INK = "solid", frozenset({"", "clear", "nil"})


class Ground(NamedTuple):
    """What a text stands on: a colour, or None where it cannot be told; `table_style` also styles the text."""

    color: Rgb | None = WHITE
    table_style: str = ""


class RunLook(NamedTuple):
    """How a run looks; `position` is how much it is raised, `has_pictures` that its digits are pictures of a font."""

    is_hidden: bool = False
    size: int = _USUAL_SIZE
    color: Rgb = BLACK
    is_web_hidden: bool = False
    position: int = 0
    has_pictures: bool = False


class _Style(NamedTuple):
    """A style by what it is based on, and the elements with its properties."""

    based_on: str
    element: XmlElement


class DocxStyles:
    """The styles of a document, and the colours of its theme."""

    def __init__(self, styles: XmlElement | None, theme: XmlElement | None = None) -> None:
        self._colors = theme_colors(theme)
        entries = [] if styles is None else [*styles.iter(word("style"))]
        self._styles = {
            entry.get(word("styleId"), ""): _Style(value(entry, "basedOn") or "", entry) for entry in entries
        }
        self._defaults = (
            None if styles is None else styles.find(f"{word('docDefaults')}/{word('rPrDefault')}/{word(_RUN)}")
        )
        usual = [entry.get(word("styleId"), "") for entry in entries if entry.get(word("default")) in ("1", "true")]
        self._usual = {self._styles[one].element.get(word("type"), ""): one for one in usual}

    def look(self, run: XmlElement | None, paragraph: XmlElement, ground: Ground) -> RunLook:
        """How a run with these properties looks in a paragraph on some ground."""
        paragraph_style = value(paragraph, _PARAGRAPH, "pStyle") or self._usual.get("paragraph", "")
        styles = (value(run, "rStyle") or "", paragraph_style, ground.table_style)
        levels = [[*self._run_properties(style)] for style in styles]
        nearest = [*([] if run is None else [run]), *(one for level in levels for one in level)]
        if self._defaults is not None:
            nearest.append(self._defaults)
        size = _first(nearest, lambda one: small_number(value(one, "sz")) or None) or _USUAL_SIZE
        width = _first(nearest, lambda one: small_number(value(one, "w")) or None) or 100
        color = _first(nearest, self._text_color) or BLACK
        hidden = self._is_vanished(run, levels) or size <= _TINY or width <= _NARROW or _is_unfilled(nearest)
        behind = self._behind(nearest, paragraph, paragraph_style, ground)
        hidden = hidden or (behind is not None and look_alike(color, behind))
        is_web_hidden = _first(nearest, lambda one: _switch(one, "webHidden")) or False
        position = _first(nearest, _position) or 0
        return RunLook(hidden, size, color, is_web_hidden, position, (_first(nearest, _has_pictures) or False))

    def ground_in_table(self, table: XmlElement, around: Ground) -> Ground:
        """The ground of the cells of a table, which may have a colour of their own."""
        style = value(table, "tblPr", "tblStyle") or self._usual.get("table", "")
        color = around.color
        own = self._shade(table.find(f"{word('tblPr')}/{word('shd')}"))
        if own is not None:
            color = own.color
        elif any(self._shade(one) for level in self._chain(style) for one in level.element.iter(word("shd"))):
            color = None  # which of its cells a style colours depends on the first row, bands and the like
        return Ground(color, style)

    def ground_in_cell(self, cell: XmlElement, around: Ground) -> Ground:
        """The ground in a cell."""
        shade = self._shade(cell.find(f"{word('tcPr')}/{word('shd')}"))
        return around._replace(color=shade.color) if shade else around

    def _run_properties(self, style: str) -> Iterator[XmlElement]:
        found = (one.element.find(word(_RUN)) for one in self._chain(style))
        return (properties for properties in found if properties is not None)

    def _chain(self, style: str) -> Iterator[_Style]:
        """A style and those that it is based on."""
        for _ in range(_DEEPEST_STYLE):
            if style not in self._styles:
                return
            yield self._styles[style]
            style = self._styles[style].based_on

    def _is_vanished(self, run: XmlElement | None, levels: list[list[XmlElement]]) -> bool:
        own = _switch(run, "vanish")
        if own is not None:
            return own
        if _switch(self._defaults, "vanish"):
            return True
        return sum(bool(_first(level, lambda one: _switch(one, "vanish"))) for level in levels) % 2 == 1

    def _behind(
        self, nearest: list[XmlElement], paragraph: XmlElement, paragraph_style: str, ground: Ground
    ) -> Rgb | None:
        """The colour directly behind a text; None if it cannot be told."""
        marker = _first(nearest, lambda one: value(one, "highlight") or None) or "none"
        if marker not in ("none", "white"):
            return BLACK if marker == "black" else None
        shadings = [one.find(word("shd")) for one in nearest]
        holders = [paragraph, *(style.element for style in self._chain(paragraph_style))]
        shadings += [holder.find(f"{word(_PARAGRAPH)}/{word('shd')}") for holder in holders]
        shade = _first(shadings, self._shade)
        return shade.color if shade else ground.color

    def _shade(self, shading: XmlElement | None) -> "Shade | None":
        """What a shading puts behind a text; None for one that puts nothing there."""
        if shading is None:
            return None
        pattern = shading.get(word("val"), "")
        if pattern == _SOLID:
            return Shade(
                named_color(shading, "color", self._colors) or rgb_of_hex(shading.get(word("color"), "")) or BLACK
            )
        if pattern not in _PATTERNS_WITHOUT_INK:
            return Shade(None)
        named = named_color(shading, "fill", self._colors)
        fill = shading.get(word("fill"), "auto")
        if named or fill != "auto":
            return Shade(named or rgb_of_hex(fill))
        return Shade(None) if shading.get(word("themeFill")) else None

    def _text_color(self, properties: XmlElement) -> Rgb | None:
        """The colour of a text with these properties; None where they say none."""
        filled = self._filling(properties)
        color = properties.find(word("color"))
        if filled or color is None:
            return filled
        return named_color(color, "color", self._colors) or rgb_of_hex(color.get(word("val"), "")) or BLACK

    def _filling(self, properties: XmlElement) -> Rgb | None:
        """The colour that the letters are filled with; None for any filling but a plain colour of full strength."""
        explicit, named = map(properties.find, _FILLED)
        found = explicit if explicit is not None else named
        if found is None or any(child.tag != _ALPHA for child in found):
            return None
        name = found.get(f"{_WORD_14}val", "")
        return rgb_of_hex(name) if found is explicit else self._colors.get(name)


class Shade(NamedTuple):
    """The colour that something is shaded with; None where it cannot be told."""

    color: Rgb | None


def _is_unfilled(nearest: Sequence[XmlElement]) -> bool:
    """Whether the letters of a run are drawn without any ink, neither in them nor around them."""
    filling = next((found for one in nearest if (found := one.find(_FILL)) is not None), None)
    if filling is None or any(one.find(_OUTLINE) is not None for one in nearest):
        return False
    alpha = next(filling.iter(_ALPHA), None)
    # The value is in thousandths of a percent, of which the last two digits say nothing here.
    is_clear = alpha is not None and small_number(alpha.get(f"{_WORD_14}val", "")[:-2]) >= _TRANSPARENT
    return filling.find(f"{_WORD_14}noFill") is not None or is_clear


def _position(properties: XmlElement) -> int | None:
    """By how many half points a text is raised, or lowered; None where nothing is said of it."""
    explicit = value(properties, "position")
    if explicit is None:
        return None
    return -small_number(explicit[1:]) if explicit.startswith("-") else small_number(explicit)


def _has_pictures(properties: XmlElement) -> bool | None:
    """Whether the font of a text has pictures for digits; None where no font is named."""
    fonts = properties.find(word("rFonts"))
    name = "" if fonts is None else fonts.get(word("ascii"), "")
    return has_pictures(name) if name else None


def _switch(properties: XmlElement | None, name: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said of it."""
    if properties is None or properties.find(word(name)) is None:
        return None
    return is_on(properties, name)


def _first(holders: Iterable[_Holder], find: Callable[[_Holder], _Found | None]) -> _Found | None:
    """The first answer of the holders."""
    return next((found for holder in holders if (found := find(holder)) is not None), None)
