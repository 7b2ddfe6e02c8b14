"""Spaces that are drawn by themselves: the library leaves them out of its text, but their authors wrote them.

Where the spaces of `共有 12 件` are text objects of their own, without width, the text of the library is `共有12件`: a
report that was printed and read back would have another text than before.
"""

import ctypes
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.characters import PdfCharacter
from disclosure_desk.readers.formats.pdf.page_transform import Point
from disclosure_desk.readers.formats.pdf.rulings import PageObject

_NO_WIDTH = 0.01
_SAME_LINE = 1.0
_NEAR = 0.35
"""How far a space may be from the end of the character before it, in sizes."""


def is_lone_space(page_object: PageObject) -> bool:
    """Return whether an object is a text without visible width."""
    return bool(page_object.kind == raw.FPDF_PAGEOBJ_TEXT) and _width(page_object) < _NO_WIDTH


def insert_spaces(characters: Sequence[PdfCharacter], spaces: Iterable[Point]) -> list[PdfCharacter]:
    """Return the characters in their order, with a space behind each that one was drawn behind."""
    ends: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, character in enumerate(characters):
        if not character.text.isspace():
            ends[round(character.base / _SAME_LINE)].append((character.right, number))
    for ends_in_line in ends.values():
        ends_in_line.sort()
    before_space = {_number_before(ends, characters, x, base) for x, base in spaces}
    result: list[PdfCharacter] = []
    for number, character in enumerate(characters):
        result.append(character)
        if number in before_space:
            result.append(character._replace(text=" ", left=character.right))
    return result


def _number_before(
    ends: Mapping[int, Sequence[tuple[float, int]]], characters: Sequence[PdfCharacter], x: float, base: float
) -> int | None:
    """Return the number of the character that ends nearest to a point, if any ends near it."""
    line = round(base / _SAME_LINE)
    candidates: list[tuple[float, int]] = []
    for step in (-1, 0, 1):  # a base at the edge of a line's range may be rounded to the next
        ends_in_line = ends.get(line + step, ())
        after = bisect_left(ends_in_line, (x, 0))
        candidates += [(abs(right - x), number) for right, number in ends_in_line[max(after - 1, 0) : after + 1]]
    distance, number = min(candidates, default=(0.0, None))
    return number if number is not None and distance < _NEAR * characters[number].size else None


def _width(page_object: PageObject) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(page_object.handle, left, bottom, right, top)
    return right.value - left.value
