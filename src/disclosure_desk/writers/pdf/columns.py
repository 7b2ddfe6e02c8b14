"""The widths of a table's columns: the ratio of the form, changed only where a figure or a word would not fit."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.writers.pdf.font.chains import FontChain

PADDING, WIDE_PADDING = 2.0, 3.5
"""Blank at the left and right of a box in points; the wide one for text that is not centred."""
_WHOLE_WORD = 3
"""A heading of so few characters is not broken."""
_MERGED, _NARROW, _LINE = 4.0, 2.0, 6.0
"""The least width in em of a label that spans rows, of the same where the table is too deep, of one in one row."""


@lru_cache(maxsize=4096)
def text_width(chain: FontChain, text: str) -> float:
    """How wide a text is on one line, in em."""
    glyphs = (chain.glyph(character) for character in text)
    return sum(glyph.advance for glyph in glyphs if glyph)


WidthNeed = tuple[range, float]
"""The columns that a box takes, and its least width in em."""


def width_needs(
    layout: Layout, figures: Mapping[str, str], chain: FontChain, *, narrow: bool = False
) -> list[WidthNeed]:
    """What the boxes of a table need, those over few columns first; `narrow` lets merged labels have narrow columns."""
    return [
        (range(box.column, box.column + box.columns), _need(box, figures, chain, _NARROW if narrow else _MERGED))
        for box in sorted(layout.boxes, key=lambda box: box.columns)
    ]


def least_widths(layout: Layout, needed: Iterable[WidthNeed], size: float) -> list[float]:
    """The least width of each column in points; boxes over several columns widen these evenly."""
    least = [0.0] * layout.columns
    for span, ems in needed:
        width = ems * size + 2 * PADDING
        if len(span) == 1:
            least[span.start] = max(least[span.start], width)
            continue
        missing = width - sum(least[column] for column in span)
        for column in span if missing > 0 else ():
            least[column] += missing / len(span)
    return least


def column_widths(ratio: Sequence[float], least: Sequence[float], measure: float) -> list[float]:
    """The widths in points: by the ratio, but no column narrower than its least width.

    Columns that would be too narrow get their least width, and the others share the rest by the ratio, until none is.
    """
    if sum(least) > measure:
        return [width * measure / sum(least) for width in least]
    widths = [measure * part / sum(ratio) for part in ratio]
    fixed: set[int] = set()
    while True:
        short = {column for column, width in enumerate(widths) if width < least[column] - 1e-6}
        if not short:
            return widths
        fixed |= short
        rest = measure - sum(least[column] for column in fixed)
        free = sum(part for column, part in enumerate(ratio) if column not in fixed)
        widths = [
            least[column] if column in fixed else rest * part / free  # free > 0: not all columns can be too narrow
            for column, part in enumerate(ratio)
        ]


def _need(box: Box, figures: Mapping[str, str], chain: FontChain, merged: float) -> float:
    """The least width of the content of a box, in em."""
    if box.kind == "figure":
        return text_width(chain, figures[box.cell])
    letters = len(box.text)
    if box.kind == "header":
        return float(letters if letters <= _WHOLE_WORD else 2)
    if box.rows >= letters > 0:
        return 1.5
    return min(merged if box.rows > 1 else _LINE, float(letters))
