"""What a program that fills lines puts on a line as a whole."""

from collections.abc import Sequence

from disclosure_desk.writers.pdf.atoms import NOT_AT_END, NOT_AT_START
from disclosure_desk.writers.pdf.font.chains import FontGlyph, is_latin

_PAIRED = "—…"
"""Signs that are written as two characters."""


def first_unit(glyphs: Sequence[FontGlyph]) -> Sequence[FontGlyph]:
    """The beginning of a line up to where it may first be broken."""
    for number in range(1, len(glyphs)):
        if _may_break(glyphs[number - 1].character, glyphs[number].character):
            return glyphs[:number]
    return glyphs


def _may_break(before: str, after: str) -> bool:
    if before in NOT_AT_END or after in NOT_AT_START or before.isspace() or after.isspace():
        return False
    return not (is_latin(before) and is_latin(after)) and not (before == after and before in _PAIRED)
