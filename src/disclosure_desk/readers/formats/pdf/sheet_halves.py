"""Two pages printed beside each other on one sheet, as brochures and saving printers have them -> two pages.

Input: the content of a page. Output: the same, or its left and its right half, each as a page of its own. Invariant:
nothing is cut: a sheet is only parted where a blank strip runs down its middle and no line of a table crosses it.
"""

from collections.abc import Iterable, Iterator

from disclosure_desk.readers.formats.pdf.characters import PdfCharacter
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent
from disclosure_desk.readers.formats.pdf.rulings import PdfRuling
from disclosure_desk.readers.model.source_items import SourceRemark

_WIDE = 1.2
"""A sheet with two pages is so many times wider than it is high."""

_STRIP = 0.015
"""Share of the width to both sides of the middle that is blank between two pages: half their inner margins at least."""

_LEAST_LINES, _LEAST_SHARE = 6, 0.2
"""Lines of text in each half, and share of the characters of the fuller half that the other has at least."""


def parted_sheets(pages: Iterable[PdfPageContent]) -> Iterator[PdfPageContent]:
    """Yield the pages, those that are two on a sheet one after the other."""
    for page in pages:
        yield from _halves(page) if _is_two_pages(page) else (page,)


def sheet_remarks(pages: Iterable[PdfPageContent]) -> Iterator[SourceRemark]:
    """Yield a remark on the sheets that were parted."""
    sheets = len({page.number for page in pages if page.transform.part})
    if sheets:
        yield SourceRemark(f"有 {sheets} 张纸上并排印着两页，已经分成左右两页读，请对照原文看一看。")


def _is_two_pages(page: PdfPageContent) -> bool:
    width, height = page.transform.size
    if width < _WIDE * height:
        return False
    left, right = width * (0.5 - _STRIP), width * (0.5 + _STRIP)
    drawn = [one for one in page.characters if not one.text.isspace()]
    if any(one.right > left and one.left < right for one in drawn):
        return False
    if any(not ruling.upright and ruling.start < left and ruling.end > right for ruling in page.rulings):
        return False
    halves = [[one for one in drawn if (one.left < width / 2) == is_left] for is_left in (True, False)]
    lines = [{round(one.base / one.size) for one in half} for half in halves]
    is_even = min(map(len, halves)) >= _LEAST_SHARE * max(map(len, halves))
    return is_even and min(map(len, lines)) >= _LEAST_LINES


def _halves(page: PdfPageContent) -> Iterator[PdfPageContent]:
    half = page.transform.size[0] / 2
    for start in (0.0, half):
        yield page._replace(
            transform=page.transform._replace(start=start, part=half),
            characters=_in_half(page.characters, start, half),
            rulings=tuple(_moved(ruling, start) for ruling in page.rulings if _is_in_half(ruling, start, half)),
            unseen=_in_half(page.unseen, start, half),
            askew=_in_half(page.askew, start, half),
            watermarks=_in_half(page.watermarks, start, half),
        )


def _in_half(characters: Iterable[PdfCharacter], start: float, half: float) -> tuple[PdfCharacter, ...]:
    inside = (one for one in characters if (one.left < half) == (start < half))
    return tuple(one._replace(left=one.left - start, right=one.right - start) for one in inside)


def _is_in_half(ruling: PdfRuling, start: float, half: float) -> bool:
    return ((ruling.at if ruling.upright else ruling.start) < half) == (start < half)


def _moved(ruling: PdfRuling, start: float) -> PdfRuling:
    if ruling.upright:
        return ruling._replace(at=ruling.at - start)
    return ruling._replace(start=ruling.start - start, end=ruling.end - start)
