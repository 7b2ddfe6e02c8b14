"""How the runs of a Word file look once all styles are applied: whether they can be seen, their size and colour.

Input: the part `styles.xml`, then the properties of a run, its paragraph and what is around it. Output: `RunLook`.
What counts, the nearest first: the run itself, its character style, its paragraph's style, its table's style, the
defaults of the document; each style also by those it is based on. Hiding is a toggle: two styles that both hide show.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from disclosure_desk.readers.formats.docx.word_xml import is_on, small_number, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.color import BLACK, WHITE, Rgb, look_alike, rgb_of_hex

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
_NO_FILL = f"{_WORD_14}textFill/{_WORD_14}noFill"
_TEXT_ALPHA = f"{_WORD_14}textFill//{_WORD_14}alpha"
_TRANSPARENT = 950
"""Tenths of a percent: a text filled so transparently is not seen."""

_RUN, _PARAGRAPH = "rPr", "pPr"
_PAPER_COLORS = frozenset({"background1", "light1", "bg1", "lt1"})
_SOLID, _PATTERNS_WITHOUT_INK = "solid", frozenset({"", "clear", "nil"})


class Ground(NamedTuple):
    """What a text stands on: a colour, or None where it cannot be told; `table_style` also styles the text."""

    color: Rgb | None = WHITE
    table_style: str = ""


class RunLook(NamedTuple):
    """How a run looks."""

    is_hidden: bool = False
    size: int = _USUAL_SIZE
    color: Rgb = BLACK
    is_web_hidden: bool = False


class _Style(NamedTuple):
    """A style by what it is based on, and the elements with its properties."""

    based_on: str
    element: XmlElement


class DocxStyles:
    """The styles of a document."""

    def __init__(self, styles: XmlElement | None) -> None:
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
        color = _first(nearest, lambda one: _text_color(one.find(word("color")))) or BLACK
        hidden = self._is_vanished(run, levels) or size <= _TINY or width <= _NARROW or _is_unfilled(run)
        behind = self._behind(nearest, paragraph, paragraph_style, ground)
        hidden = hidden or (behind is not None and look_alike(color, behind))
        return RunLook(hidden, size, color, _first(nearest, lambda one: _switch(one, "webHidden")) or False)

    def ground_in_table(self, table: XmlElement, around: Ground) -> Ground:
        """The ground of the cells of a table, which may have a colour of their own."""
        style = value(table, "tblPr", "tblStyle") or self._usual.get("table", "")
        color = around.color
        own = _shade(table.find(f"{word('tblPr')}/{word('shd')}"))
        if own is not None:
            color = own.color
        elif any(_shade(one) for level in self._chain(style) for one in level.element.iter(word("shd"))):
            color = None  # which of its cells a style colours depends on the first row, bands and the like
        return Ground(color, style)

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
        shade = _first(shadings, _shade)
        return shade.color if shade else ground.color


class Shade(NamedTuple):
    """The colour that something is shaded with; None where it cannot be told."""

    color: Rgb | None


def cell_ground(cell: XmlElement, around: Ground) -> Ground:
    """The ground in a cell."""
    shade = _shade(cell.find(f"{word('tcPr')}/{word('shd')}"))
    return around._replace(color=shade.color) if shade else around


def _shade(shading: XmlElement | None) -> Shade | None:
    """What a shading puts behind a text; None for one that puts nothing there."""
    if shading is None:
        return None
    pattern = shading.get(word("val"), "")
    if pattern == _SOLID:
        return Shade(rgb_of_hex(shading.get(word("color"), "")) or BLACK)
    if pattern not in _PATTERNS_WITHOUT_INK:
        return Shade(None)
    fill = shading.get(word("fill"), "auto")
    if fill == "auto":
        return Shade(None) if shading.get(word("themeFill")) else None
    return Shade(rgb_of_hex(fill))


def _text_color(color: XmlElement | None) -> Rgb | None:
    if color is None:
        return None
    found = rgb_of_hex(color.get(word("val"), ""))
    return found or (WHITE if color.get(word("themeColor")) in _PAPER_COLORS else BLACK)


def _is_unfilled(run: XmlElement | None) -> bool:
    """Whether the letters of a run are drawn without any ink."""
    if run is None:
        return False
    alpha = run.find(_TEXT_ALPHA)
    # The value is in thousandths of a percent, of which the last two digits say nothing here.
    is_clear = alpha is not None and small_number(alpha.get(f"{_WORD_14}val", "")[:-2]) >= _TRANSPARENT
    return run.find(_NO_FILL) is not None or is_clear


def _switch(properties: XmlElement | None, name: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said of it."""
    if properties is None or properties.find(word(name)) is None:
        return None
    return is_on(properties, name)


def _first(holders: Iterable[_Holder], find: Callable[[_Holder], _Found | None]) -> _Found | None:
    """The first answer of the holders."""
    return next((found for holder in holders if (found := find(holder)) is not None), None)
