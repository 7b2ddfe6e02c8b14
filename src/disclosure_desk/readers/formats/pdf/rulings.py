"""The straight lines drawn on a page: strokes, sides of rectangles, and rectangles or pictures as thin as a line."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.page_transform import Frame, Point

_THIN = 3.2
"""Thinner rectangles are lines; borders are up to 3 pt."""

_LONG = 3
"""A thin rectangle is so many times longer than it is wide; else it is a dot."""

_STRAIGHT = 0.6
_UPRIGHT, _LEVEL = True, False
_DEEPEST = 8
"""Groups lie in groups so deep at most; what lies deeper is not looked at."""


class Ruling(NamedTuple):
    """A line from `start` to `end`, in points as read: `upright` at so much from the left, or across at a height."""

    upright: bool
    at: float
    start: float
    end: float


class Drawn(NamedTuple):
    """Something on a page: its kind, and the matrices of the groups it is in, innermost first."""

    thing: Any
    kind: int
    outer: tuple[Any, ...]


def drawn(page: Any) -> Iterator[Drawn]:  # noqa: ANN401 - a handle of the library
    """Everything on a page, and in the groups on it."""
    return _in(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, ())


def rulings(frame: Frame, one: Drawn) -> Iterator[Ruling]:
    """The lines that a path or picture draws."""
    if one.kind == raw.FPDF_PAGEOBJ_PATH:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(one.thing, filled, stroked)
        for points in _subpaths(frame, one):
            yield from _sides(points) if stroked.value else _thin(points)
    elif one.kind == raw.FPDF_PAGEOBJ_IMAGE:
        corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
        yield from _thin([place(frame, one, corner) for corner in corners])


def place(frame: Frame, one: Drawn, point: Point, own: Any = None) -> Point:  # noqa: ANN401
    """Where a point in the coordinates of a path, picture or text is read."""
    x, y = point
    for matrix in (own or _matrix(one.thing), *one.outer):
        x, y = matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f
    return frame.point(x, y)


def is_seen(one: Drawn) -> bool:
    """Whether a text is to be seen: behind a scanned page lies what a program believes to have recognised."""
    return bool(raw.FPDFTextObj_GetTextRenderMode(one.thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _in(holder: Any, count: Any, get: Any, outer: tuple[Any, ...]) -> Iterator[Drawn]:  # noqa: ANN401
    for number in range(count(holder)):
        thing = get(holder, number)
        kind = raw.FPDFPageObj_GetType(thing)
        yield Drawn(thing, kind, outer)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(outer) < _DEEPEST:
            yield from _in(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, (_matrix(thing), *outer))


def _matrix(thing: Any) -> Any:  # noqa: ANN401
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(thing, matrix)
    return matrix


def _subpaths(frame: Frame, one: Drawn) -> Iterator[list[Point]]:
    """The corners of each part of a path, one that is closed with the first again; those with curves are left out."""
    own = _matrix(one.thing)
    points: list[Point] = []
    straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(raw.FPDFPath_CountSegments(one.thing)):
        segment = raw.FPDFPath_GetPathSegment(one.thing, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if straight and len(points) > 1:
                yield points
            points, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(place(frame, one, (x.value, y.value), own))
    if straight and len(points) > 1:
        yield points


def _sides(points: Sequence[Point]) -> Iterator[Ruling]:
    for (one, top), (two, bottom) in pairwise(points):
        if abs(top - bottom) <= _STRAIGHT < abs(one - two):
            yield Ruling(_LEVEL, (top + bottom) / 2, min(one, two), max(one, two))
        elif abs(one - two) <= _STRAIGHT < abs(top - bottom):
            yield Ruling(_UPRIGHT, (one + two) / 2, min(top, bottom), max(top, bottom))


def _thin(points: Sequence[Point]) -> Iterator[Ruling]:
    across, down = sorted(x for x, _ in points), sorted(y for _, y in points)
    width, height = across[-1] - across[0], down[-1] - down[0]
    if height < _THIN and width > _LONG * height:
        yield Ruling(_LEVEL, (down[0] + down[-1]) / 2, across[0], across[-1])
    elif width < _THIN and height > _LONG * width:
        yield Ruling(_UPRIGHT, (across[0] + across[-1]) / 2, down[0], down[-1])
