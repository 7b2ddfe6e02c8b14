"""Which texts drawn on a page nobody sees: invisible, without ink, as their ground, covered, clipped, in a layer off.

Input: an open page and what is drawn on it (`TextSighting`, `Cover`). Output: the addresses of the texts that are not
seen. What its file says of a text only makes it suspect; whether it is seen is then tried: the page is drawn around it
with and without it, and what changes nothing is not seen. A text whose face this computer cannot draw is never judged
so; if it is white, and only white is around it, it is not seen all the same.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from math import isfinite
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.page_transform import PageTransform, Point
from disclosure_desk.readers.formats.pdf.rulings import PageObject, position
from disclosure_desk.readers.model.color import BLACK, WHITE, Rgb, look_alike

_UNDRAWN = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_FAINT = 12
"""Of 255: a text that covers its ground no more than this is not seen."""

_LEAST_COVER = 4.0
"""Points: what covers a text is at least so wide and high."""

_MOST_TRIED, _LARGEST = 300, 1_000_000
"""Texts of a page that are tried, and pixels of the part of a page that is drawn."""

_NEARLY_WHITE = 239
_MARGIN = 2
_IDENTITY = raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
_LAYER, _NAME_LENGTH, _MOST_GROUPS, _FACE_TRIES = "OC", 64, 24, 3

ShownBox = tuple[float, float, float, float]
"""Left, top, right and bottom in points of the page as it is shown."""


class TextSighting(NamedTuple):
    """A text drawn on a page: its handle and address, its place among all that is drawn, and how it is drawn.

    `form` is the outermost group that it is in, if any; `layer` the name of its layer, "" if that has none, None for a
    text in no layer; `is_clipped`: a part of it may be beyond what it is clipped to.
    """

    handle: Any
    address: int
    order: int
    box: ShownBox
    color: Rgb = BLACK
    alpha: int = 255
    mode: int = 0
    form: Any = None
    layer: str | None = None
    is_clipped: bool = False


class Cover(NamedTuple):
    """Something drawn that may hide what was drawn before it; `color` is None for a picture."""

    order: int
    box: ShownBox
    color: Rgb | None


def text_sighting(transform: PageTransform, page_object: PageObject, order: int) -> TextSighting:
    """Return how a text is drawn."""
    handle = page_object.handle
    box = _shown_box(transform, page_object)
    color, alpha = _fill(handle)
    mode = raw.FPDFTextObj_GetTextRenderMode(handle)
    layer, is_clipped = _layer(handle), _is_clipped(handle)
    return TextSighting(handle, address_of(handle), order, box, color, alpha, mode, page_object.form, layer, is_clipped)


def cover(transform: PageTransform, page_object: PageObject, order: int) -> Cover | None:
    """Return what a path or picture may hide; None if it hides nothing."""
    color: Rgb | None = None
    if page_object.kind == raw.FPDF_PAGEOBJ_PATH:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(page_object.handle, filled, stroked)
        color, alpha = _fill(page_object.handle)
        if not filled.value or alpha <= _FAINT:
            return None
    elif page_object.kind != raw.FPDF_PAGEOBJ_IMAGE:
        return None
    left, top, right, bottom = box = _shown_box(transform, page_object)
    return Cover(order, box, color) if min(right - left, bottom - top) > _LEAST_COVER else None


def address_of(handle: Any) -> int:  # noqa: ANN401 - a handle of the library
    """Return by what the same object is known again."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def is_undrawn(text: TextSighting) -> bool:
    """Return whether a text is there only to be searched or copied."""
    return text.mode in _UNDRAWN


def unseen_texts(
    page: Any,  # noqa: ANN401
    transform: PageTransform,
    texts: Sequence[TextSighting],
    covers: Sequence[Cover],
) -> set[int]:
    """Return the addresses of the texts that are not seen, those that are undrawn among them."""
    trial = _Trial(page, transform, texts)
    unseen = {text.address for text in texts if is_undrawn(text) or text.alpha <= _FAINT}
    unseen |= {text.address for group in _groups(texts) if not trial.is_seen(*group) for text in group.texts}
    grounds = [WHITE, *dict.fromkeys(one.color for one in covers if one.color is not None)]
    suspects = [
        text
        for text in texts
        if text.address not in unseen
        and (
            text.is_clipped
            or not (text.box[0] >= 0 and text.box[2] <= transform.width)
            or not (text.box[1] >= 0 and text.box[3] <= transform.height)
            or text.layer == ""
            or any(look_alike(text.color, ground) for ground in grounds)
            or _is_covered(text, covers)
        )
    ]
    hidden: list[TextSighting] = []
    # Of texts printed many times at one place one is left that is seen: the first, whose letters the library reads.
    for text in reversed(suspects[:_MOST_TRIED]):
        if not trial.is_seen([text.handle], [text]):
            raw.FPDFPageObj_SetIsActive(text.handle, 0)
            hidden.append(text)
    for text in hidden:
        raw.FPDFPageObj_SetIsActive(text.handle, 1)
    return unseen.union(text.address for text in hidden)


class _TextGroup(NamedTuple):
    """What shows or hides some texts at once, and these texts."""

    handles: Sequence[Any]
    texts: Sequence[TextSighting]


def _groups(texts: Iterable[TextSighting]) -> Iterator[_TextGroup]:
    """Yield the texts of each group and each layer: all of them are seen, or none."""
    by_form: dict[int, list[TextSighting]] = {}
    by_layer: dict[str, list[TextSighting]] = {}
    for text in texts:
        if text.form is not None:
            by_form.setdefault(address_of(text.form), []).append(text)
        if text.layer:
            by_layer.setdefault(text.layer, []).append(text)
    for members in islice(by_form.values(), _MOST_GROUPS):
        yield _TextGroup([members[0].form], members)
    for members in islice(by_layer.values(), _MOST_GROUPS):
        yield _TextGroup([text.handle for text in members], members)


class _Trial:
    """Draws parts of a page to see whether something is in them."""

    def __init__(self, page: Any, transform: PageTransform, texts: Sequence[TextSighting]) -> None:  # noqa: ANN401
        self._page, self._transform, self._texts = page, transform, texts
        self._drawn_faces: dict[int, bool] = {}

    def is_seen(self, handles: Sequence[Any], texts: Sequence[TextSighting]) -> bool:
        """Return whether one of the texts changes what is drawn; what shows them are these handles."""
        lefts, tops, rights, bottoms = zip(*(text.box for text in texts), strict=True)
        left, top, right, bottom = box = min(lefts), min(tops), max(rights), max(bottoms)
        if right <= 0 or bottom <= 0 or left >= self._transform.width or top >= self._transform.height:
            return False
        before = self._drawn(box)
        if before is None or self._changes(handles, box, before):
            return True
        if all(look_alike(text.color, WHITE) for text in texts) and min(before, default=255) >= _NEARLY_WHITE:
            return False
        return not any(map(self._can_draw, texts[:_FACE_TRIES]))

    def _can_draw(self, text: TextSighting) -> bool:
        """Return whether the face of a text is one that can be drawn here."""
        if raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text.handle)) == 1:
            return True
        face = _face(text)
        if face not in self._drawn_faces:
            others = (one for one in self._texts if one.layer is None and one.form is None and _face(one) == face)
            tried = ((one, self._drawn(one.box)) for one in islice(others, _FACE_TRIES))
            self._drawn_faces[face] = any(
                before is not None and self._changes([one.handle], one.box, before) for one, before in tried
            )
        return self._drawn_faces[face]

    def _changes(self, handles: Sequence[Any], box: ShownBox, before: bytes) -> bool:
        for handle in handles:
            raw.FPDFPageObj_SetIsActive(handle, 0)
        after = self._drawn(box)
        for handle in handles:
            raw.FPDFPageObj_SetIsActive(handle, 1)
        # The edges of a text as pale as its ground differ by a shade that nobody sees.
        return before != after and any(abs(one - two) > _FAINT for one, two in zip(before, after or b"", strict=False))

    def _drawn(self, box: ShownBox) -> bytes | None:
        """Return the grey pixels of a part of the page; None for one that is nowhere, or too large to be drawn."""
        if not all(map(isfinite, box)):
            return None
        left, top = (max(int(place) - _MARGIN, 0) for place in box[:2])
        width = min(int(box[2]) + _MARGIN, int(self._transform.width)) - left
        height = min(int(box[3]) + _MARGIN, int(self._transform.height)) - top
        if width <= 0 or height <= 0 or width * height > _LARGEST:
            return None
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        size = round(self._transform.width), round(self._transform.height)
        raw.FPDF_RenderPageBitmap(bitmap, self._page, -left, -top, *size, 0, 0)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        lines = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        raw.FPDFBitmap_Destroy(bitmap)
        return b"".join(lines[start : start + width] for start in range(0, stride * height, stride))


def _face(text: TextSighting) -> int:
    return address_of(raw.FPDFTextObj_GetFont(text.handle))


def _is_covered(text: TextSighting, covers: Iterable[Cover]) -> bool:
    """Return whether something drawn later lies over the middle of a text."""
    x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
    return any(one.order > text.order and one.box[0] < x < one.box[2] and one.box[1] < y < one.box[3] for one in covers)


def _fill(handle: Any) -> tuple[Rgb, int]:  # noqa: ANN401
    # What has no colour of its own, as a pattern, is left at these.
    red, green, blue, alpha = (ctypes.c_uint(channel) for channel in (*BLACK, 255))
    raw.FPDFPageObj_GetFillColor(handle, red, green, blue, alpha)
    return Rgb(red.value, green.value, blue.value), alpha.value


def _shown_box(transform: PageTransform, page_object: PageObject) -> ShownBox:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(page_object.handle, left, bottom, right, top)
    upright = transform._replace(turns=0)
    corners = [
        position(upright, page_object, corner, _IDENTITY)
        for corner in ((left.value, bottom.value), (right.value, top.value))
    ]
    across, down = sorted(x for x, _ in corners), sorted(y for _, y in corners)
    return across[0], down[0], across[1], down[1]


def _layer(handle: Any) -> str | None:  # noqa: ANN401
    """Return the name of the layer that a text is marked to be in."""
    for number in range(max(raw.FPDFPageObj_CountMarks(handle), 0)):
        mark = raw.FPDFPageObj_GetMark(handle, number)
        if _utf_16(lambda *rest, mark=mark: raw.FPDFPageObjMark_GetName(mark, *rest)) == _LAYER:
            return _utf_16(lambda *rest, mark=mark: raw.FPDFPageObjMark_GetParamStringValue(mark, b"Name", *rest))
    return None


def _utf_16(ask: Any) -> str:  # noqa: ANN401
    """Return a short answer of the library; "" if there is none, or it is long."""
    answer, length = (ctypes.c_ushort * _NAME_LENGTH)(), ctypes.c_ulong()
    ask(answer, ctypes.sizeof(answer), length)
    return bytes(answer)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _is_clipped(handle: Any) -> bool:  # noqa: ANN401
    """Return whether a part of a text may lie beyond what it is clipped to."""
    path = raw.FPDFPageObj_GetClipPath(handle)
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    numbers = range(max(raw.FPDFClipPath_CountPaths(path), 0))
    box = left.value, bottom.value, right.value, top.value
    return not all(_is_within(box, [*_clip_points(path, number)]) for number in numbers)


def _is_within(box: ShownBox, points: Sequence[Point]) -> bool:
    """Return whether a box is within the rectangle that some points span."""
    across, down = sorted(x for x, _ in points), sorted(y for _, y in points)
    is_between = bool(across) and across[0] - 1 <= box[0] and box[2] <= across[-1] + 1
    return is_between and down[0] - 1 <= box[1] and box[3] <= down[-1] + 1


def _clip_points(path: Any, number: int) -> Iterator[Point]:  # noqa: ANN401
    """Yield the corners of one of the paths that something is clipped to."""
    x, y = ctypes.c_float(), ctypes.c_float()
    for step in range(max(raw.FPDFClipPath_CountPathSegments(path, number), 0)):
        raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, number, step), x, y)
        yield x.value, y.value
