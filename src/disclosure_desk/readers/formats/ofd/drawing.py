"""What OFD writes as text in attributes: numbers, boxes, matrices, steps between characters, colours, paths.

Invariant: nothing here raises for what a file says. What cannot be read counts as if it were not written, as it does in
the programs that show such files.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from math import isfinite
from typing import NamedTuple

from disclosure_desk.readers.model.color import Rgb

Point = tuple[float, float]

_CURVES = {"Q": 4, "B": 6, "A": 7}
"""The steps of a path that are no straight lines, and how many numbers each has; the last two are where it ends."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_PATH = re.compile(rf"[A-Za-z]|{_NUMBER.pattern}")
_MOST_STEPS = 20_000
_GRAY, _RGB, _CMYK = 1, 3, 4
"""How many parts a colour has."""

_FULL = 255


class Matrix(NamedTuple):
    """Maps a point: x' = a x + c y + e, y' = b x + d y + f; down the page counts as more."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> Point:
        """Return where a point is mapped to."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: "Matrix") -> "Matrix":
        """Return the map that does the inner one first."""
        (e, f), (a, b, c, d, _, _) = self.point(inner.e, inner.f), inner
        return Matrix(
            self.a * a + self.c * b, self.b * a + self.d * b, self.a * c + self.c * d, self.b * c + self.d * d, e, f
        )


def number(text: str | None, otherwise: float) -> float:
    """Return a number that can be reckoned with."""
    found = _NUMBER.fullmatch((text or "").strip())
    value = float(found[0]) if found else otherwise
    return value if isfinite(value) else otherwise


def numbers(text: str | None, count: int) -> tuple[float, ...] | None:
    """Return so many numbers; None if there are not so many."""
    found = tuple(float(one) for one in islice(_NUMBER.findall(text or ""), count))
    return found if len(found) == count and all(map(isfinite, found)) else None


def steps(text: str | None) -> Iterator[float]:
    """Yield the steps from each character to the next: `g 3 6` is three steps of six."""
    words = iter((text or "").split())
    for word in words:
        if word == "g":
            count, step = int(number(next(words, None), 0)), number(next(words, None), 0.0)
            yield from repeat(step, max(min(count, _MOST_STEPS), 0))
        else:
            yield number(word, 0.0)


def color_of(value: str | None) -> Rgb | None:
    """Return a colour by its parts in grey, RGB or CMYK, decimal or hexadecimal; None if it is not said."""
    parts = [_part(one) for one in (value or "").split()]
    if len(parts) == _GRAY:
        return Rgb(parts[0], parts[0], parts[0])
    if len(parts) == _RGB:
        return Rgb(*parts)
    if len(parts) == _CMYK:
        *inks, black = parts
        return Rgb(*((_FULL - ink) * (_FULL - black) // _FULL for ink in inks))
    return None


def _part(text: str) -> int:
    if text.startswith("#"):
        return int(text[1:], 16) if re.fullmatch(r"[0-9A-Fa-f]{1,2}", text[1:]) else 0
    return min(max(int(number(text, 0.0)), 0), _FULL)


def straight_paths(data: str) -> Iterator[Sequence[Point]]:
    """Yield the corners of each part of a path, a closed one with the first again; those with curves are left out."""
    points: list[Point] = []
    is_straight = True
    words = iter(_PATH.findall(data))
    for step in words:
        if step in "SM":
            if is_straight and len(points) > 1:
                yield points
            points, is_straight = [_point(words)], True
        elif step == "L":
            points.append(_point(words))
        elif step == "C" and points:
            points.append(points[0])
        elif step in _CURVES:
            is_straight = False
            points.append(_end(words, _CURVES[step]))
    if is_straight and len(points) > 1:
        yield points


def _point(words: Iterator[str]) -> Point:
    return number(next(words, None), 0.0), number(next(words, None), 0.0)


def _end(words: Iterator[str], count: int) -> Point:
    """Return where a curve of so many numbers ends."""
    *_, x, y = "0", "0", *islice(words, count)
    return number(x, 0.0), number(y, 0.0)
