"""What stands on a page of an OFD: objects of text, straight lines and tinted boxes, each within its boundary.

A reader may cut off what an object draws outside its boundary, and shows the boundary where text is selected.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import NamedTuple

from disclosure_desk.writers.ofd.ofd_xml import MM, element, number, numbers, steps, words
from disclosure_desk.writers.pdf.font.chains import FontGlyph, font_file
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page_output import Rule, TintBox

_TWO_BYTES = 0xFFFF
_ABOVE, _BELOW = 0.88, 0.12
"""How far the cell of a Chinese character reaches above and below its baseline, in em."""


Placed = tuple[float, FontGlyph]
"""A glyph and where it begins, in points from the left edge of the measure."""


class TextRun(NamedTuple):
    """Glyphs of one font on a line, as they are wherever the line stands; distances in points.

    start: where the first one begins; reach: how far cells and outlines go from there and from the baseline, left,
    top, right, bottom; glyphs: the number of each by its character; written: the text with its steps, as an element.
    """

    font: str
    start: float
    reach: tuple[float, float, float, float]
    glyphs: Mapping[str, int]
    written: str


class PaperPlace(NamedTuple):
    """Where a line of text stands on the paper, in points: its left edge and its baseline, from the left and the top.

    squeeze: the factor by which it is narrowed.
    """

    left: float
    base: float
    squeeze: float


@lru_cache(maxsize=2048)
def runs(line: TextLine, size: float) -> tuple[TextRun, ...]:
    """The runs of a line; cached, because an edit leaves nearly all lines of a report as they are."""
    return tuple(_run(placed, size) for placed in _split(line))


def _split(line: TextLine) -> Iterator[Sequence[Placed]]:
    """The glyphs of a line by runs.

    A character beyond two bytes is a run of its own: readers written for two-byte characters count it twice, and would
    then move all glyphs after it. So are the spaces before a text: there are readers that take them away, as is usual
    in XML, and would then set the rest in their place.
    """

    def kind(placed: tuple[int, Placed]) -> tuple[str, int]:
        count, (_, glyph) = placed
        return glyph.font, count if ord(glyph.character) > _TWO_BYTES else -1

    for _, group in groupby(enumerate(line.glyphs), key=kind):
        placed = [one for _, one in group]
        spaces = sum(1 for _ in takewhile(lambda one: one[1].character.isspace(), placed))
        if 0 < spaces < len(placed):
            yield placed[:spaces]
            placed = placed[spaces:]
        yield placed


def _run(placed: Sequence[Placed], size: float) -> TextRun:
    start, first = placed[0]
    reach = _reach(placed, size)
    left, top, *_ = reach
    within = {"X": number(-left * MM), "Y": number(-top * MM)}
    if len(placed) > 1:
        within["DeltaX"] = steps([(x - start) * MM for x, _ in placed])
    text = words("".join([glyph.character for _, glyph in placed]))
    glyphs = {glyph.character: glyph.number for _, glyph in placed}
    return TextRun(first.font, start, reach, glyphs, element("TextCode", within, text))


def text_object(run: TextRun, size: float, place: PaperPlace, numbered: tuple[int, int]) -> str:
    """A run as an object of a page; `numbered` are its own number and that of its font."""
    left, top, right, bottom = run.reach
    own, font = numbered
    boundary = (
        (place.left + (run.start + left) * place.squeeze) * MM,
        (place.base + top) * MM,
        (right - left) * place.squeeze * MM,
        (bottom - top) * MM,
    )
    attributes = {"ID": own, "Boundary": numbers(*boundary), "Font": font, "Size": number(size * MM)}
    if place.squeeze != 1:
        attributes["CTM"] = f"{place.squeeze:.6g} 0 0 1 0 0"
    return element("TextObject", attributes, run.written)


def _reach(placed: Sequence[Placed], size: float) -> tuple[float, float, float, float]:
    """The left, top, right and bottom of glyphs' cells and outlines, from the first one and the baseline, in points."""
    start = placed[0][0]
    lefts, tops, rights, bottoms = [], [], [], []
    for x, glyph in placed:
        left, low, right, high = _outline(glyph.font, glyph.number)
        lefts.append(x - start + min(left, 0.0) * size)
        rights.append(x - start + max(right, glyph.advance) * size)
        tops.append(-max(high, _ABOVE) * size)
        bottoms.append(max(-low, _BELOW) * size)
    return min(lefts), min(tops), max(rights), max(bottoms)


@lru_cache(maxsize=8192)
def _outline(font: str, glyph: int) -> tuple[float, float, float, float]:
    return font_file(font).outline_box(glyph)


def rules_object(width: float, rules: Sequence[Rule], height: float, own: int) -> str:
    """Straight lines of one width as an object of a page of that height; their ends are square, as in the PDF."""
    listed = [(x * MM, (height - y) * MM, x2 * MM, (height - y2) * MM) for x, y, x2, y2 in rules]
    half = width * MM / 2
    left = min(min(x, x2) for x, _, x2, _ in listed) - half
    top = min(min(y, y2) for _, y, _, y2 in listed) - half
    right = max(max(x, x2) for x, _, x2, _ in listed) + half
    bottom = max(max(y, y2) for _, y, _, y2 in listed) + half
    path = " ".join(f"M {numbers(x - left, y - top)} L {numbers(x2 - left, y2 - top)}" for x, y, x2, y2 in listed)
    attributes = {
        "ID": own,
        "Boundary": numbers(left, top, right - left, bottom - top),
        "LineWidth": number(width * MM),
        "Cap": "Square",
    }
    return element("PathObject", attributes, element("AbbreviatedData", None, path))


def tint_object(grey: float, box: TintBox, height: float, own: int) -> str:
    """A box filled with grey as an object of a page of that height."""
    left, low, width, depth = box
    boundary = numbers(left * MM, (height - low - depth) * MM, width * MM, depth * MM)
    right, bottom = width * MM, depth * MM
    path = f"M 0 0 L {numbers(right, 0)} L {numbers(right, bottom)} L {numbers(0, bottom)} C"
    shade = " ".join([str(round(grey * 255))] * 3)
    return element(
        "PathObject",
        {"ID": own, "Boundary": boundary, "Stroke": "false", "Fill": "true"},
        element("FillColor", {"Value": shade}),
        element("AbbreviatedData", None, path),
    )
