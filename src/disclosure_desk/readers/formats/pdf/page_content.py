"""The pages of a PDF as characters and rulings: the only place here that holds pages of the library open."""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import ONE_AT_A_TIME, raw
from disclosure_desk.readers.formats.pdf.characters import Character, Glyph, glyphs, once, placed, turned
from disclosure_desk.readers.formats.pdf.lone_spaces import blanks, with_blanks
from disclosure_desk.readers.formats.pdf.page_transform import Frame, Point
from disclosure_desk.readers.formats.pdf.rulings import Drawn, Ruling, drawn, is_seen, rulings
from disclosure_desk.readers.model.errors import ReadError

_MOST_CHARACTERS, _MOST_THINGS, _MOST_RULINGS = 20_000, 30_000, 20_000
"""A full page of a report has 1,500 characters, and Chromium draws a table with 500 lines."""

_AT_ONCE = 2_000
"""So many calls of the library in a row: then others may have it, and the reading may be called off."""

_GRAIN = 10_000_000
"""The library answers in whole numbers: so many make a page."""

_UNIT = 100
"""So many units of the page are measured at once, for the sake of accuracy."""

_WRITTEN_OVER = frozenset({raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT})
"""Fields of forms and what was typed over a page: they belong to the text as it is seen."""


class Ink(NamedTuple):
    """What stands on page `number` (from 0); `pictured`: a picture lies there, `hidden`: its text cannot be seen."""

    number: int
    frame: Frame
    characters: tuple[Character, ...]
    rulings: tuple[Ruling, ...]
    pictured: bool
    hidden: bool


class _Things:
    """What is drawn on a page beside its characters, as it is met: rulings, blanks, and kinds of things."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.rulings: list[Ruling] = []
        self.blanks: list[Point] = []
        self.kinds: Counter[int] = Counter()
        self.seen = 0

    def take(self, one: Drawn) -> None:
        """Meet one thing."""
        self.kinds[one.kind] += 1
        self.rulings.extend(islice(rulings(self.frame, one), _MOST_RULINGS))
        self.blanks.extend(blanks(self.frame, one))
        self.seen += one.kind == raw.FPDF_PAGEOBJ_TEXT and is_seen(one)

    @property
    def are_too_many(self) -> bool:
        """Whether this is no page of a report."""
        return len(self.rulings) > _MOST_RULINGS or self.kinds.total() > _MOST_THINGS

    @property
    def pictured(self) -> bool:
        """Whether a picture is among them."""
        return self.kinds[raw.FPDF_PAGEOBJ_IMAGE] > 0

    @property
    def hidden(self) -> bool:
        """Whether there are texts of which none is to be seen."""
        return self.kinds[raw.FPDF_PAGEOBJ_TEXT] > 0 and not self.seen


Beat = Callable[[], None]
"""Called now and then in a long page; it may raise Cancelled."""


def read_ink(document: Any, number: int, beat: Beat) -> Ink:  # noqa: ANN401 - a handle of the library
    """What stands on a page; raises ReadError for far more than a page of a report holds."""
    with _page(document, number) as page:
        with ONE_AT_A_TIME:
            frame, things = _frame(page), raw.FPDFPage_CountObjects(page)
        if things > _MOST_THINGS:
            raise _too_much(number)
        found = _glyphs(page, number, beat)
        frame = turned(frame, found)
        things = _things(page, frame, number, beat)
    characters = with_blanks(tuple(once(placed(frame, found))), things.blanks)
    return Ink(number, frame, tuple(characters), tuple(things.rulings), things.pictured, things.hidden)


@contextmanager
def _page(document: Any, number: int) -> Iterator[Any]:  # noqa: ANN401
    with ONE_AT_A_TIME:
        page = _loaded(document, number)
    try:
        yield page
    finally:
        with ONE_AT_A_TIME:
            raw.FPDF_ClosePage(page)


def _loaded(document: Any, number: int) -> Any:  # noqa: ANN401
    """The page, with what stands in its fields made part of it."""
    page = raw.FPDF_LoadPage(document, number)
    if page and _is_written_over(page) and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        raw.FPDF_ClosePage(page)
        page = raw.FPDF_LoadPage(document, number)
    if not page:
        raise ReadError(f"这份 PDF 的第 {number + 1} 页打不开，可能已经损坏；请重新另存一次再导入。")
    return page


def _is_written_over(page: Any) -> bool:  # noqa: ANN401
    for number in range(min(raw.FPDFPage_GetAnnotCount(page), _AT_ONCE)):
        annotation = raw.FPDFPage_GetAnnot(page, number)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind in _WRITTEN_OVER:
            return True
    return False


def _frame(page: Any) -> Frame:  # noqa: ANN401
    """How the page is shown: cropped and turned as it says."""
    across, down = ctypes.c_int(), ctypes.c_int()
    shares = []
    for x, y in ((0, 0), (_UNIT, 0), (0, _UNIT)):
        raw.FPDF_PageToDevice(page, 0, 0, _GRAIN, _GRAIN, 0, x, y, across, down)
        shares.append((across.value / _GRAIN, down.value / _GRAIN))
    origin, right, up = shares
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    return Frame(origin, _step(origin, right), _step(origin, up), max(width, 1.0), max(height, 1.0))


def _step(origin: Point, end: Point) -> Point:
    return (end[0] - origin[0]) / _UNIT, (end[1] - origin[1]) / _UNIT


def _glyphs(page: Any, number: int, beat: Beat) -> list[Glyph]:  # noqa: ANN401
    with ONE_AT_A_TIME:
        text = raw.FPDFText_LoadPage(page)
        count = raw.FPDFText_CountChars(text) if text else 0
    try:
        if count > _MOST_CHARACTERS:
            raise _too_much(number)
        found: list[Glyph] = []
        for start in range(0, count, _AT_ONCE):
            with ONE_AT_A_TIME:
                found.extend(glyphs(text, range(start, min(start + _AT_ONCE, count))))
            beat()
        return found
    finally:
        with ONE_AT_A_TIME:
            raw.FPDFText_ClosePage(text)


def _things(page: Any, frame: Frame, number: int, beat: Beat) -> _Things:  # noqa: ANN401
    things = _Things(frame)
    each = drawn(page)
    met = _AT_ONCE
    while met == _AT_ONCE:
        met = 0
        with ONE_AT_A_TIME:
            for one in islice(each, _AT_ONCE):
                things.take(one)
                met += 1
        if things.are_too_many:
            raise _too_much(number)
        beat()
    return things


def _too_much(number: int) -> ReadError:
    return ReadError(f"这份 PDF 的第 {number + 1} 页内容太多，不像是报告的一页。")
