"""The straight lines drawn on a page: strokes, sides of rectangles, and rectangles or pictures as thin as a line.

LibreOffice and WPS stroke each side of each cell, Word fills rectangles half a point thick, browsers stroke a rectangle
around each cell; paths with curves draw no table. What is drawn within groups counts like all else.
"""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.page_transform import PageTransform, Point

_THIN = 3.2
"""Thinner rectangles are lines: borders are up to 3 pt, the grey ground of a row is as high as the row."""

_LONG = 3
"""A thin rectangle is so many times longer than it is wide; else it is a dot, as Word draws where borders meet."""

_STRAIGHT = 0.6
"""Points by which a line may slope; with 3, the short strokes of dashes count as points (test_tables)."""

_DEEPEST = 8
"""Groups within groups; what lies deeper is not read."""


class PdfRuling(NamedTuple):
    """A line from `start` to `end`, in points as read: `upright` at `at` from the left, else level, from the top."""

    upright: bool
    at: float
    start: float
    end: float


class PageObject(NamedTuple):
    """Something drawn on a page: its handle, its kind, and the matrices of the groups it is in, innermost first.

    `form` is the outermost of these groups, None for what is in none.
    """

    handle: Any
    kind: int
    group_matrices: tuple[Any, ...]
    form: Any = None


def page_objects(page: Any) -> Iterator[PageObject]:  # noqa: ANN401 - a handle of the library
    """Yield everything on a page, and in the groups on it."""
    return _objects_in(page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, ())


def _objects_in(
    holder: Any,  # noqa: ANN401
    count: Any,  # noqa: ANN401
    get: Any,  # noqa: ANN401
    group_matrices: tuple[Any, ...],
    form: Any = None,  # noqa: ANN401
) -> Iterator[PageObject]:
    for number in range(count(holder)):
        handle = get(holder, number)
        kind = raw.FPDFPageObj_GetType(handle)
        yield PageObject(handle, kind, group_matrices, form)
        if kind == raw.FPDF_PAGEOBJ_FORM and len(group_matrices) < _DEEPEST:
            matrices = (_matrix(handle), *group_matrices)
            yield from _objects_in(
                handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, matrices, form or handle
            )


def rulings_of(transform: PageTransform, page_object: PageObject) -> Iterator[PdfRuling]:
    """Yield the lines that a path or picture draws."""
    if page_object.kind == raw.FPDF_PAGEOBJ_PATH:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(page_object.handle, filled, stroked)
        for points in _subpaths(transform, page_object):
            yield from stroked_sides(points) if stroked.value else thin_shape(points)
    elif page_object.kind == raw.FPDF_PAGEOBJ_IMAGE:
        corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
        yield from thin_shape([position(transform, page_object, corner) for corner in corners])


def position(
    transform: PageTransform,
    page_object: PageObject,
    point: Point,
    own_matrix: Any = None,  # noqa: ANN401
) -> Point:
    """Return where a point in the coordinates of a path, picture or text is read."""
    x, y = point
    for matrix in (own_matrix or _matrix(page_object.handle), *page_object.group_matrices):
        x, y = matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f
    return transform.read_point(x, y)


def _matrix(handle: Any) -> Any:  # noqa: ANN401
    matrix = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix


def _subpaths(transform: PageTransform, page_object: PageObject) -> Iterator[list[Point]]:
    """Yield the corners of each part of a path, a closed one with the first again; those with curves are left out."""
    own_matrix = _matrix(page_object.handle)
    points: list[Point] = []
    is_straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(raw.FPDFPath_CountSegments(page_object.handle)):
        segment = raw.FPDFPath_GetPathSegment(page_object.handle, number)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if is_straight and len(points) > 1:
                yield points
            points, is_straight = [], True
        is_straight = is_straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(position(transform, page_object, (x.value, y.value), own_matrix))
    if is_straight and len(points) > 1:
        yield points


def stroked_sides(points: Sequence[Point]) -> Iterator[PdfRuling]:
    """Yield the level and upright sides of a shape that is stroked."""
    for (one, top), (two, bottom) in pairwise(points):
        if abs(top - bottom) <= _STRAIGHT < abs(one - two):
            yield _level((top + bottom) / 2, min(one, two), max(one, two))
        elif abs(one - two) <= _STRAIGHT < abs(top - bottom):
            yield _upright((one + two) / 2, min(top, bottom), max(top, bottom))


def thin_shape(points: Sequence[Point]) -> Iterator[PdfRuling]:
    """Yield the line that a filled shape is, if it is as thin as one."""
    across, down = sorted(x for x, _ in points), sorted(y for _, y in points)
    width, height = across[-1] - across[0], down[-1] - down[0]
    if height < _THIN and width > _LONG * height:
        yield _level((down[0] + down[-1]) / 2, across[0], across[-1])
    elif width < _THIN and height > _LONG * width:
        yield _upright((across[0] + across[-1]) / 2, down[0], down[-1])


def _level(at: float, start: float, end: float) -> PdfRuling:
    return PdfRuling(upright=False, at=at, start=start, end=end)


def _upright(at: float, start: float, end: float) -> PdfRuling:
    return PdfRuling(upright=True, at=at, start=start, end=end)
