"""Finds where paragraphs begin: at an indent, after a line that ends early, at another size or distance, at a heading.

Input: the lines on all pages of one size, which give the text area (where lines begin and end, how far apart and how
large they usually are); then each two lines that follow each other. Output: whether the second begins a paragraph.
Invariant: a paragraph is never split because a page ends; whether it goes on overleaf, the first line there decides.

Order of attempts: another size; within a title (large, in the middle) only a wide distance; an indent; a line before
that ended early, though the next one's first word would have fitted; a wide distance; a heading after a full stop.

A line of 27 characters, where 27 fill the width, goes on with the next. If it ends with `。` and the next begins with
`二、`, both at the left edge, the heading begins a paragraph.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import PdfLine
from disclosure_desk.text.lazy_pattern import lazy_pattern

# Halved and doubled, each of these numbers (_SAME_PLACE was not tried) reads the PDFs of tests/field alike, except that
# a smaller _WIDE_DISTANCE or _SHARING_LINES changes two printed sheets; what breaks beyond is in test_paragraphs.

_INDENT, _INDENTED = 1.0, 2.0
"""In characters: a line that begins further in begins a paragraph. An indent is two, so 2.5 would miss it."""

_FULL_LINE_SLACK = 0.7
"""In characters: a line that ends no further from the edge than this, and the next word, is full."""

_WIDE_DISTANCE = 1.45
"""Lines so many times the usual distance apart are of two paragraphs; with 2.5, a blank line would not part them."""

_SIZE_DIFFERENCE = 0.12
"""Share by which the size of lines of two paragraphs differs; with 0.5, smaller type below a text goes on with it."""

_SHARING_LINES, _SURE_LINES, _OUTLIER = 3, 6, 48.0
"""So many lines begin (or end) where the text area does.

If they are fewer than `_SURE_LINES`, and another line reaches more than `_OUTLIER` points further out, that one shows
the area: on a page with little text three lines may be centred.
"""

_SAME_PLACE = 6.0
"""In points: lines begin at one place, but for so much."""

_TITLE_SIZE, _TITLE_DISTANCE = 1.2, 2.0
"""The lines of a title are so many times larger than the text, and less than so many of their sizes apart.

With 0.9, full lines of the text itself count as a title, and its paragraphs are not parted.
"""

_HEADING = lazy_pattern(r"[一二三四五六七八九十]{1,3}[、.．]")
_SENTENCE_END = lazy_pattern(r"[。！？：:；;”）)]$")


class PdfTextArea(NamedTuple):
    """Where the lines of a text begin and end, how far they are apart, and how large they are."""

    left: float
    right: float
    distance: float
    size: float


def text_area(pages: Sequence[Sequence[PdfLine]], tables: Iterable[tuple[float, float]] = ()) -> PdfTextArea:
    """Return the area that the text fills on pages of one size; `tables`: where rows of theirs begin and end."""
    lines = [line for page in pages for line in page]
    distances = [two.base - one.base for page in pages for one, two in pairwise(page)]
    left = _shared_edge([line.left for line in lines])
    right = -_shared_edge([-line.right for line in lines])
    distance, size = median(distances) if distances else 0.0, median(line.size for line in lines)
    area = PdfTextArea(left, right, distance, size)
    return area._replace(left=_without_indent(pages, area, tables))


def _without_indent(
    pages: Sequence[Sequence[PdfLine]], area: PdfTextArea, tables: Iterable[tuple[float, float]]
) -> float:
    """Return where a line that is not indented would begin, though the text has hardly any.

    The paragraphs of a short report may all have one line. Then each begins an indent further in than the tables, and
    none that is about as wide as the text goes on in the next line.
    """
    indent = _INDENTED * area.size
    edge, end = next((row for row in tables if abs(area.left - row[0] - indent) < _SAME_PLACE), (area.left, 0.0))
    own_size = [[one for one in page if abs(one.size - area.size) <= _SIZE_DIFFERENCE * area.size] for page in pages]
    widest = max((line.right for page in own_size for line in page), default=0.0)
    # Where tables reach as far beyond the text on both sides, full lines end an indent before them, and a word more.
    full = max(widest - indent, end - 2 * indent)
    goes_on = any(
        one.right > full
        and line.base - one.base <= _WIDE_DISTANCE * area.distance
        and abs(line.left - area.left) < _SAME_PLACE
        and not _SENTENCE_END.search(one.text)
        for page in own_size
        for one, line in pairwise(page)
    )
    return area.left if goes_on else edge


def begins_paragraph(previous: PdfLine, line: PdfLine, area: PdfTextArea, *, same_page: bool) -> bool:
    """Return whether a line begins a paragraph after the line before it."""
    if abs(line.size - previous.size) > _SIZE_DIFFERENCE * previous.size:
        return True
    if same_page and _is_title(previous, area) and _is_title(line, area):
        return line.base - previous.base > _TITLE_DISTANCE * line.size
    if line.left - area.left > _INDENT * line.size:
        return True
    # Its first word would have fitted into the line before, had it not been begun anew.
    if previous.right + line.first_width + _FULL_LINE_SLACK * line.size < area.right:
        return True
    # On another page the distance says nothing.
    if same_page and line.base - previous.base > _WIDE_DISTANCE * area.distance > 0:
        return True
    return bool(_HEADING.match(line.text) and _SENTENCE_END.search(previous.text))


def _is_title(line: PdfLine, area: PdfTextArea) -> bool:
    """Return whether a line is larger than the text and in its middle."""
    off_centre = (line.left + line.right) / 2 - (area.left + area.right) / 2
    return line.size > _TITLE_SIZE * area.size and abs(off_centre) < line.size


def _shared_edge(edges: Iterable[float]) -> float:
    """Return the outermost place that several lines share; the outermost of all if few do, and it is far from there."""
    ordered = sorted(edges)
    groups = zip(ordered, ordered[_SHARING_LINES - 1 :], strict=False)
    place = next((first for first, last in groups if last - first < _SAME_PLACE), ordered[0])
    count = sum(place <= edge < place + _SAME_PLACE for edge in ordered)
    return place if count >= _SURE_LINES or place - ordered[0] < _OUTLIER else ordered[0]
