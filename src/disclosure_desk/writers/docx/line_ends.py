"""Lets a program that fills lines end those of a paragraph where the PDF ends them.

Word and LibreOffice put on a line what fits, and let no line begin or end with a sign that must not stand there. The
PDF sets a line closer, or wider, where that looks better, and lets no sign stand beyond the end of a line. So most
lines end at the same place; the characters of the others get a little less or more space between them.

The programs differ in the blank between Chinese and Latin script, a fifth to a quarter of an em. Both are reckoned
with.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, floor

from disclosure_desk.writers.docx.word_xml import TWIPS
from disclosure_desk.writers.pdf.flow import BODY
from disclosure_desk.writers.pdf.font.chains import FontGlyph, is_latin
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageGeometry
from disclosure_desk.writers.pdf.unbroken import first_unit

Span = tuple[int, int, int]
"""Where a span of a text begins and ends, and by how many twentieths of a point its characters stand further apart."""

Program = tuple[float, float]
"""From one Chinese character to the next, and the blank between Chinese and Latin script, in points."""
_GEOMETRY = PageGeometry()
_DASHES = "—…"
_LEAST, _MOST = (_GEOMETRY.pitch - 0.06, 0.2 * BODY), (_GEOMETRY.pitch, 0.25 * BODY)
"""The programs in which lines are shortest, LibreOffice, which rounds the first down, and longest, Word."""
_HANGING = frozenset("，。、；：？！,.")
"""Signs that a program may let stand beyond the end of a line."""
_SAFE = 1.0
"""By how many points a line has to be too long with what shall not be on it."""
_CLOSE = 0.01
"""Widths are sums of floats; a line that is wider than the room by so little still fits."""


def spans(text: str, lines: Sequence[TextLine]) -> list[Span]:
    """The text of a paragraph in spans of equal spacing, for the lines it is set in."""
    glyphs = [[glyph for _, glyph in line.glyphs] for line in lines] or [[]]
    found: list[Span] = []
    for number, (start, end) in enumerate(pairwise((0, *_ends(text, glyphs)))):
        room = _GEOMETRY.measure - (0 if number else 2 * _GEOMETRY.pitch)
        after = glyphs[number + 1] if number + 1 < len(glyphs) else []
        wider = _wider(_without_end_spaces(glyphs[number]), after, room)
        if found and found[-1][2] == wider:
            found[-1] = (found[-1][0], end, wider)
        else:
            found.append((start, end, wider))
    return found


def _ends(text: str, lines: Sequence[Sequence[FontGlyph]]) -> Iterator[int]:
    """Where each line ends in the text, which also has characters that print nothing."""
    place = 0
    for line in lines[:-1]:
        for glyph in line:
            while text[place] != glyph.character and not (glyph.character == " " and text[place] == "\t"):
                place += 1
            place += 1
        yield place
    yield len(text)


def _wider(line: Sequence[FontGlyph], after: Sequence[FontGlyph], room: float) -> int:
    """How much further apart the characters of a line have to be, so that it ends before what comes `after` it."""
    if not line:
        return 0
    most = floor((room + _CLOSE - _width(line, _MOST)) / len(line) * TWIPS)
    if not after:
        return min(most, 0)
    longer = _width([*line, *_without_hanging(first_unit(after))], _LEAST)
    return min(most, max(ceil((room + _SAFE - longer) / len(line) * TWIPS), 0))


def _width(line: Sequence[FontGlyph], program: Program) -> float:
    """The width of a line in a program."""
    pitch, gap = program
    width = sum(glyph.advance * (pitch if _has_cell(glyph.character, program) else BODY) for glyph in line)
    return width + gap * sum(_have_gap(before.character, glyph.character) for before, glyph in pairwise(line))


def _has_cell(character: str, program: Program) -> bool:
    """Whether a character is set closer by the grid, as Chinese ones are; LibreOffice leaves dashes as they are."""
    return not is_latin(character) and (program is _LEAST or character not in _DASHES)


def _have_gap(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum() and is_latin(before) != is_latin(after)


def _without_hanging(unit: Sequence[FontGlyph]) -> Sequence[FontGlyph]:
    """What of a unit has to have room on a line: a sign at its end may stand beyond it."""
    end = len(unit)
    while end > 1 and unit[end - 1].character in _HANGING:
        end -= 1
    return unit[:end]


def _without_end_spaces(line: Sequence[FontGlyph]) -> Sequence[FontGlyph]:
    end = len(line)
    while end and line[end - 1].character.isspace():
        end -= 1
    return line[:end]
