"""Leaves out page numbers and running headers and footers.

Input: the pages of a document. Output: the pages without these lines. Invariant: only a line that is the outermost of
its page, near its edge and beyond all tables is left out, and only if it says itself that it is a page number, or
another page has the same line there, its numbers the same or counting the pages, and it is apart from the text; all
else stays for the clerk to see.

Order: the outermost lines of all pages are compared, top and bottom apart, and those that run are removed; then the
next, three times at most. `— 2 —` goes, also on a single page; `某区年度报告 2` goes if page 3 has `某区年度报告 3` at
the same height; `1024` on one page stays, and so do `某区 1 2` and `某区 12`, whose numbers do not correspond.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import PdfLine
from disclosure_desk.readers.formats.pdf.page_layout import PdfPage
from disclosure_desk.text.lazy_pattern import lazy_pattern

_EDGE = 0.16
"""A running line is within this share of the page's height from its top or bottom.

With 0.05, page numbers 18 mm from the edge stay; with 0.4, lines of the text count as outermost
(test_headers_footers).
"""

_MOST_LINES = 3
"""Running lines at one edge: a browser's web address, a page number and the office's own header."""

_SAME_HEIGHT = 6.0
"""In points: a running line is at the same height on all its pages, but for so much.

With 40, the same words as a heading on one page and a line on another would go (test_headers_footers).
"""

_AS_IN_TEXT = 1.5
"""In points: sizes and distances of lines in the text of a document differ by less from those of most of it.

Without it, a text of one sentence written a hundred times lost its first line on three pages, which had the same words
at the same height (test_headers_footers).
"""

_NUMBER = lazy_pattern(r"[0-9０-９]+")
_MARKED_PAGE_NUMBER = lazy_pattern(
    r"[-—–－―~·•]\s*[0-9０-９]{1,3}\s*[-—–－―~·•]|第\s*[0-9０-９]{1,3}\s*页[\s，,/／]*(?:共\s*[0-9０-９]{1,3}\s*页)?"
    r"|[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}"
)
"""A page number that says of itself that it is one."""


class _EdgeLine(NamedTuple):
    """The outermost line of a page, its text with each number replaced by 0, and the numbers."""

    page: int
    line: PdfLine
    pattern: str
    numbers: tuple[int, ...]
    is_in_text: bool


class _TextLines(NamedTuple):
    """The size of most letters of a document, and how far lines of that size mostly are from each other."""

    size: float
    distance: float

    def has(self, line: PdfLine, following: PdfLine | None = None) -> bool:
        """Whether a line is followed, or preceded, by another one as lines of the text are."""
        return following is not None and all(
            abs(found - usual) < _AS_IN_TEXT
            for found, usual in (
                (line.size, self.size),
                (following.size, self.size),
                (abs(following.base - line.base), self.distance),
            )
        )


def without_headers_footers(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Return the pages without their page numbers and running lines."""
    remaining = list(pages)
    text = _text_lines(pages)
    for _ in range(_MOST_LINES):
        running = [_running_lines(remaining, text, at_top=at_top) for at_top in (True, False)]
        if not any(running):
            break
        removed = set().union(*running)
        remaining = [_without(page, removed) for page in remaining]
    return remaining


def left_out_lines(pages: Sequence[PdfPage], remaining: Sequence[PdfPage]) -> Iterator[str]:
    """Yield the texts of the lines that pages have no longer."""
    for page, rest in zip(pages, remaining, strict=True):
        kept = {*map(id, rest.lines)}
        yield from (line.text for line in page.lines if id(line) not in kept)


def _text_lines(pages: Sequence[PdfPage]) -> _TextLines:
    letters, distances = Counter[int](), Counter[int]()
    for page in pages:
        for line in page.lines:
            letters[round(line.size)] += len(line.text)
    size = max(letters, key=letters.__getitem__, default=0)
    for page in pages:
        lines = [line for line in page.lines if round(line.size) == size]
        distances.update(round(two.base - one.base) for one, two in pairwise(lines))
    return _TextLines(size, max(distances, key=distances.__getitem__, default=0))


def _without(page: PdfPage, removed: Collection[tuple[int, PdfLine]]) -> PdfPage:
    return page._replace(lines=tuple(line for line in page.lines if (page.number, line) not in removed))


def _running_lines(pages: Iterable[PdfPage], text: _TextLines, *, at_top: bool) -> set[tuple[int, PdfLine]]:
    by_pattern: dict[str, list[_EdgeLine]] = defaultdict(list)
    for page in pages:
        edge_line = _edge_line(page, text, at_top=at_top)
        if edge_line:
            by_pattern[edge_line.pattern].append(edge_line)
    return {(one.page, one.line) for similar in by_pattern.values() for one in similar if _is_running(one, similar)}


def _edge_line(page: PdfPage, text: _TextLines, *, at_top: bool) -> _EdgeLine | None:
    """Return the outermost line, if it is near the edge and no table is nearer."""
    if not page.lines:
        return None
    inwards = page.lines if at_top else page.lines[::-1]
    line = inwards[0]
    height = page.transform.size[1]
    if at_top and (line.bottom > _EDGE * height or any(table.top < line.base for table in page.tables)):
        return None
    if not at_top and (line.top < (1 - _EDGE) * height or any(table.bottom > line.base for table in page.tables)):
        return None
    numbers = tuple(int(number) for number in _NUMBER.findall(line.text))
    pattern = _NUMBER.sub("0", "".join(line.text.split()))
    return _EdgeLine(page.number, line, pattern, numbers, text.has(*inwards[:2]))


def _is_running(line: _EdgeLine, similar: Sequence[_EdgeLine]) -> bool:
    """Return whether another page has the same line, or the same with its own number."""
    if _MARKED_PAGE_NUMBER.fullmatch(line.line.text.strip()):
        return True
    return not line.is_in_text and any(
        abs(other.line.base - line.line.base) < _SAME_HEIGHT
        and _are_counting(other.page - line.page, line.numbers, other.numbers)
        for other in similar
        if other.page != line.page
    )


def _are_counting(pages_between: int, one: Sequence[int], two: Sequence[int]) -> bool:
    """Return whether the numbers of two lines are the same, or count pages; `1 2` and `12` have the same pattern."""
    if len(one) != len(two):
        return False
    differences = {second - first for first, second in zip(one, two, strict=True)}
    return differences <= {0, pages_between}
