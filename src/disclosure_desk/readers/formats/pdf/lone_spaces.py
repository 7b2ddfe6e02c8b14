"""Blanks that stand alone in a page's content: the library leaves them out of its text, their authors wrote them."""

import ctypes
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.characters import Character
from disclosure_desk.readers.formats.pdf.page_transform import Frame, Point
from disclosure_desk.readers.formats.pdf.rulings import Drawn, place

_NO_INK = 0.01
_LEVEL = 1.0
_NEAR = 0.35
"""A blank stands so near the end of the character before it, in sizes."""


def blanks(frame: Frame, one: Drawn) -> Iterator[Point]:
    """Where a text without ink stands."""
    if one.kind == raw.FPDF_PAGEOBJ_TEXT and _width(one) < _NO_INK:
        yield place(frame, one, (0.0, 0.0))


def with_blanks(characters: Sequence[Character], found: Iterable[Point]) -> list[Character]:
    """The characters in their order, with a blank behind each that one was found behind."""
    ends: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, character in enumerate(characters):
        if not character.text.isspace():
            ends[round(character.base / _LEVEL)].append((character.right, number))
    for level in ends.values():
        level.sort()
    behind = {_before(ends, characters, x, base) for x, base in found}
    together: list[Character] = []
    for number, character in enumerate(characters):
        together.append(character)
        if number in behind:
            together.append(character._replace(text=" ", left=character.right))
    return together


def _before(
    ends: dict[int, list[tuple[float, int]]], characters: Sequence[Character], x: float, base: float
) -> int | None:
    """The number of the character that ends nearest to a place, if any ends near it."""
    level = round(base / _LEVEL)
    near = [
        (abs(right - x), number)
        for ends_there in (ends.get(level + step, []) for step in (-1, 0, 1))
        for right, number in _around(ends_there, x)
    ]
    distance, number = min(near, default=(0.0, None))
    return number if number is not None and distance < _NEAR * characters[number].size else None


def _around(ends: Sequence[tuple[float, int]], x: float) -> Sequence[tuple[float, int]]:
    after = bisect_left(ends, (x, 0))
    return ends[max(after - 1, 0) : after + 1]


def _width(one: Drawn) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(one.thing, left, bottom, right, top)
    return right.value - left.value
