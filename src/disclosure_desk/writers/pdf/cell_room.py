"""How wide a paragraph of a cell has to be so that its text is broken as in the PDF, by any program that fills lines.

A program puts on a line what fits. Between the width of the longest line and the least width at which a line would take
in what follows it, each width gives the same lines; the middle of the two is safe from small differences of fonts.
"""

from collections.abc import Sequence
from itertools import pairwise

from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.unbroken import first_unit

_SAFE = 1.5
"""By how many points a line has to be narrower than the room, and the room narrower than a longer line."""


def room_for(lines: Sequence[TextLine], size: float, widest: float) -> float | None:
    """The width in points at which a text is broken into these lines; None if there is no such one up to `widest`."""
    least, most = _rooms(lines, size)
    most = min(most, widest)
    return (least + most) / 2 if least <= most else None


def breaks_alike(lines: Sequence[TextLine], size: float, room: float) -> bool:
    """Whether a text is broken into these lines where it has so much room."""
    least, most = _rooms(lines, size)
    return least <= room <= most


def _rooms(lines: Sequence[TextLine], size: float) -> tuple[float, float]:
    """Between which widths a text is broken into these lines."""
    least = max(map(_natural_width, lines), default=0.0) * size + _SAFE
    most = min((_longer(line, after) for line, after in pairwise(lines)), default=float("inf")) * size - _SAFE
    return least, most


def line_text(line: TextLine) -> str:
    """The characters of a line."""
    return "".join(glyph.character for _, glyph in line.glyphs)


def _natural_width(line: TextLine) -> float:
    """The width of a line in em, nothing squeezed or spread."""
    return sum(glyph.advance for _, glyph in line.glyphs)


def _longer(line: TextLine, after: TextLine) -> float:
    """The least width in em of the line with the beginning of the one after it."""
    unit = first_unit([glyph for _, glyph in after.glyphs])
    return _natural_width(line) + sum(glyph.advance for glyph in unit)
