"""What is doubtful about the cells of a row of a page: what was left out of them, and figures of several looks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.readers.formats.pdf.characters import PdfCharacter
from disclosure_desk.readers.formats.pdf.grids import PointBox
from disclosure_desk.readers.formats.pdf.page_layout import PdfPage
from disclosure_desk.readers.formats.pdf.tables import PdfTableRow
from disclosure_desk.readers.model.color import BLACK, Rgb, is_paler
from disclosure_desk.readers.model.source_items import ItemDoubt
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_MIDDLE = 0.35
"""In sizes: how far the middle of a character is above its base."""

_SAME_SIZE = 0.1
"""Share by which the digits of one figure may differ in size: some programs round it for each of them."""


def body_color(page: PdfPage) -> Rgb:
    """Return the colour that most of a page is set in."""
    return max(Counter(one.color for one in page.characters).items(), key=lambda entry: entry[1], default=(BLACK, 0))[0]


def row_doubts(page: PdfPage, row: PdfTableRow, body: Rgb) -> Iterator[ItemDoubt]:
    """Yield the doubts of the cells of a row whose place on the page is known; `body` is the colour of its text."""
    unseen, watermarks, characters = (
        [one for one in some if row.top <= one.base - _MIDDLE * one.size <= row.bottom]
        for some in (page.unseen, page.watermarks, page.characters)
    )
    for column, (text, box) in enumerate(zip(row.cells, row.boxes, strict=False)):
        if not text or box is None:
            continue
        if hidden := _words_inside(unseen, box):
            yield ItemDoubt("hidden", hidden, column)
        if mark := _words_inside(watermarks, box):
            yield ItemDoubt("watermark", mark, column)
        digits = [one for one in _inside(characters, box) if one.text.isdigit()] if is_cell_value(text) else []
        if _differ(digits):
            yield ItemDoubt("mixed", text, column)
        elif digits and is_paler(digits[0].color, body):
            yield ItemDoubt("pale", text, column)


def _words_inside(characters: Iterable[PdfCharacter], box: PointBox) -> str:
    return "".join(one.text for one in _inside(characters, box)).strip()


def _inside(characters: Iterable[PdfCharacter], box: PointBox) -> Iterator[PdfCharacter]:
    left, top, right, bottom = box
    for one in characters:
        if left <= (one.left + one.right) / 2 <= right and top <= one.base - _MIDDLE * one.size <= bottom:
            yield one


def _differ(digits: Sequence[PdfCharacter]) -> bool:
    if len({one.color for one in digits}) > 1:
        return True
    sizes = [one.size for one in digits]
    return bool(sizes) and max(sizes) > (1 + _SAME_SIZE) * min(sizes)
