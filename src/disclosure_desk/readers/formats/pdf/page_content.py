"""A page of a PDF -> its characters and rulings: the only module that holds pages of the library open.

Input: an open document and a page's number. Output: PdfPageContent, all of it in points from the top left of the page
as it is read. Invariant: what a reader of the page would not see is not among its characters (unseen_text; text across
the page; the second print of bold type) but among what was left out, and what he sees is: fields of forms and text
typed over the page are made part of it first.

Order: the page is flattened if fields lie on it; its transform is measured; all characters are read, and most of them
tell which way up the page is read; then everything else that is drawn is met once, for rulings and lone spaces. A
table printed sideways on a portrait page is so read as if upright, and a row's box still names its place on the page
as shown.
"""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import ONE_AT_A_TIME, raw
from disclosure_desk.readers.formats.pdf.characters import (
    PdfCharacter,
    PdfGlyph,
    is_askew,
    is_tiny,
    page_glyphs,
    read_characters,
    turned_upright,
    without_doubles,
)
from disclosure_desk.readers.formats.pdf.lone_spaces import insert_spaces, is_lone_space
from disclosure_desk.readers.formats.pdf.page_transform import PageTransform, Point
from disclosure_desk.readers.formats.pdf.rulings import (
    PageObject,
    PdfRuling,
    page_objects,
    position,
    rulings_of,
)
from disclosure_desk.readers.formats.pdf.unseen_text import (
    Cover,
    TextSighting,
    cover,
    is_undrawn,
    text_sighting,
    unseen_texts,
)
from disclosure_desk.readers.model.errors import ReadError

_MOST_CHARACTERS, _MOST_OBJECTS, _MOST_RULINGS = 20_000, 30_000, 20_000
"""A full page of a report has 1,500 characters, and Chromium draws a table with 500 lines."""

_BATCH = 2_000
"""Calls of the library in a row: after them other threads may have it, and the reading may be cancelled."""

_DEVICE_SIZE = 10_000_000
"""The library answers in whole numbers: so many make a page."""

_MEASURE = 100
"""Page units that are measured at once, for accuracy."""

_TYPED_OVER = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT})
"""Fields of forms, and what was typed over a page."""

Heartbeat = Callable[[], None]
"""Called now and then in a long page; it may raise Cancelled."""


class PdfPageContent(NamedTuple):
    """What is on page `number` (from 0); `has_picture`: a picture lies there, `is_hidden`: its text is invisible.

    Left out are the characters in `unseen`, those that nobody sees, in `askew`, those written across the page, and in
    `watermarks`.
    """

    number: int
    transform: PageTransform
    characters: tuple[PdfCharacter, ...]
    rulings: tuple[PdfRuling, ...]
    has_picture: bool
    is_hidden: bool
    unseen: tuple[PdfCharacter, ...] = ()
    askew: tuple[PdfCharacter, ...] = ()
    watermarks: tuple[PdfCharacter, ...] = ()


class _ObjectCollector:
    """Collects what is drawn on a page beside its characters: rulings, lone spaces, and the kinds of objects."""

    def __init__(self, transform: PageTransform) -> None:
        self.transform = transform
        self.rulings: list[PdfRuling] = []
        self.spaces: list[Point] = []
        self.texts: list[TextSighting] = []
        self.covers: list[Cover] = []
        self._kinds: Counter[int] = Counter()

    def add(self, page_object: PageObject) -> None:
        self._kinds[page_object.kind] += 1
        self.rulings.extend(islice(rulings_of(self.transform, page_object), _MOST_RULINGS))
        if is_lone_space(page_object):
            self.spaces.append(position(self.transform, page_object, (0.0, 0.0)))
        if page_object.kind == raw.FPDF_PAGEOBJ_TEXT:
            self.texts.append(text_sighting(self.transform, page_object, self._kinds.total()))
        elif covering := cover(self.transform, page_object, self._kinds.total()):
            self.covers.append(covering)

    @property
    def is_overfull(self) -> bool:
        """Whether this is no page of a report."""
        return len(self.rulings) > _MOST_RULINGS or self._kinds.total() > _MOST_OBJECTS

    @property
    def has_picture(self) -> bool:
        return self._kinds[raw.FPDF_PAGEOBJ_IMAGE] > 0

    @property
    def is_hidden(self) -> bool:
        """Whether there are texts, and none of them is visible."""
        return bool(self.texts) and all(map(is_undrawn, self.texts))


def read_page_content(document: Any, number: int, heartbeat: Heartbeat) -> PdfPageContent:  # noqa: ANN401 - a handle
    """Return what is on a page. Raise ReadError for far more than a page of a report holds."""
    with _open_page(document, number) as page:
        with ONE_AT_A_TIME:
            transform, count = _transform(page), raw.FPDFPage_CountObjects(page)
        if count > _MOST_OBJECTS:
            raise _too_much(number)
        glyphs = _read_glyphs(page, number, heartbeat)
        transform = turned_upright(transform, glyphs)
        objects = _collect_objects(page, transform, number, heartbeat)
        with ONE_AT_A_TIME:
            unseen = unseen_texts(page, transform, objects.texts, objects.covers)
    if 2 * sum(map(is_undrawn, objects.texts)) >= len(objects.texts):
        # What a program recognised lies invisibly on a scanned page, and is all there is to read.
        unseen -= {text.address for text in objects.texts if is_undrawn(text)}
    colors = {text.address: text.color for text in objects.texts}
    upright = [glyph for glyph in glyphs if not is_askew(transform, glyph)]
    hidden = {id(glyph) for glyph in upright if glyph.source in unseen or is_tiny(transform, glyph)}
    seen = (glyph for glyph in upright if id(glyph) not in hidden)
    return PdfPageContent(
        number,
        transform,
        tuple(insert_spaces([*without_doubles(read_characters(transform, seen, colors))], objects.spaces)),
        tuple(objects.rulings),
        objects.has_picture,
        objects.is_hidden,
        tuple(read_characters(transform, (glyph for glyph in upright if id(glyph) in hidden))),
        tuple(read_characters(transform, (glyph for glyph in glyphs if is_askew(transform, glyph)))),
    )


@contextmanager
def _open_page(document: Any, number: int) -> Iterator[Any]:  # noqa: ANN401
    with ONE_AT_A_TIME:
        page = _load_page(document, number)
    try:
        yield page
    finally:
        with ONE_AT_A_TIME:
            raw.FPDF_ClosePage(page)


def _load_page(document: Any, number: int) -> Any:  # noqa: ANN401
    """Return the page, with what is in its fields made part of it."""
    page = raw.FPDF_LoadPage(document, number)
    if page and _is_typed_over(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        raw.FPDF_ClosePage(page)
        page = raw.FPDF_LoadPage(document, number)
    if not page:
        raise ReadError(f"这份 PDF 的第 {number + 1} 页打不开，可能已经损坏；请重新另存一次再导入。")
    return page


def _is_typed_over(page: Any) -> bool:  # noqa: ANN401
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _BATCH)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _TYPED_OVER:
            return True
    return False


def _transform(page: Any) -> PageTransform:  # noqa: ANN401
    """Return how the page is shown: cropped and turned as it says."""
    across, down = ctypes.c_int(), ctypes.c_int()
    shares = []
    for x, y in ((0, 0), (_MEASURE, 0), (0, _MEASURE)):
        raw.FPDF_PageToDevice(page, 0, 0, _DEVICE_SIZE, _DEVICE_SIZE, 0, x, y, across, down)
        shares.append((across.value / _DEVICE_SIZE, down.value / _DEVICE_SIZE))
    origin, right, up = shares
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    return PageTransform(origin, _unit(origin, right), _unit(origin, up), max(width, 1.0), max(height, 1.0))


def _unit(origin: Point, end: Point) -> Point:
    return (end[0] - origin[0]) / _MEASURE, (end[1] - origin[1]) / _MEASURE


def _read_glyphs(page: Any, number: int, heartbeat: Heartbeat) -> list[PdfGlyph]:  # noqa: ANN401
    with ONE_AT_A_TIME:
        text_page = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text_page) if text_page else 0
    try:
        if count > _MOST_CHARACTERS:
            raise _too_much(number)
        glyphs: list[PdfGlyph] = []
        for start in range(0, count, _BATCH):
            with ONE_AT_A_TIME:
                glyphs.extend(page_glyphs(text_page, range(start, min(start + _BATCH, count))))
            heartbeat()
        return glyphs
    finally:
        with ONE_AT_A_TIME:
            raw.FPDFText_ClosePage(text_page)


def _collect_objects(page: Any, transform: PageTransform, number: int, heartbeat: Heartbeat) -> _ObjectCollector:  # noqa: ANN401
    collector = _ObjectCollector(transform)
    objects = page_objects(page)
    batch = _BATCH
    while batch == _BATCH:
        batch = 0
        with ONE_AT_A_TIME:
            for page_object in islice(objects, _BATCH):
                collector.add(page_object)
                batch += 1
        if collector.is_overfull:
            raise _too_much(number)
        heartbeat()
    return collector


def _too_much(number: int) -> ReadError:
    return ReadError(f"这份 PDF 的第 {number + 1} 页内容太多，不像是报告的一页。")
