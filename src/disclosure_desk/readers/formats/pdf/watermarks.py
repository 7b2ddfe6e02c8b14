"""Watermarks set level: pale or large words across the text, known by size, colour, repetition and what they lie over.

Input: the contents of all pages. Output: the pages without these words, which are among what was left out. Invariant: a
word in the colour and size of the text is never taken for one; neither are pale or large words that lie over nothing,
such as a title in light blue or heads of a table in grey.

Runs of characters of one size and colour are compared with the body, which is what most of the document is set in. A
run is a watermark if it is pale or large beside the body and lies over other characters or across the lines of a table;
and so is each run with the same words, size and colour on any page: `送审稿 2025` in grey behind every page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.characters import PdfCharacter
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent
from disclosure_desk.readers.formats.pdf.rulings import PdfRuling
from disclosure_desk.readers.model.color import Rgb, is_paler

_LARGE = 1.8
"""A run so many times larger than the body lies over it like a stamp; headings are up to 1.6 times as large."""

_ASCENT, _DESCENT = 0.75, 0.05
_SHARED = 0.2
"""Share of the smaller of two characters that is covered, where one is said to lie over the other."""

_SAME_LINE, _MARGIN = 0.15, 0.02
_SIZE_STEP = 2
"""Sizes are compared in steps of half a point."""


class _Run(NamedTuple):
    """Characters that follow each other in one size and colour on a line."""

    page: int
    characters: tuple[PdfCharacter, ...]

    @property
    def key(self) -> tuple[str, int, Rgb]:
        """What the runs of one watermark share."""
        text = "".join(character.text for character in self.characters)
        return "".join(text.split()), round(self.characters[0].size * _SIZE_STEP), self.characters[0].color


def without_watermarks(pages: Sequence[PdfPageContent]) -> list[PdfPageContent]:
    """Return the pages without watermarks set level; their characters are in `watermarks`."""
    looks = Counter((round(one.size * _SIZE_STEP), one.color) for page in pages for one in page.characters)
    if len(looks) < 2:  # noqa: PLR2004 - all in one size and colour
        return list(pages)
    (body_size, body_color), _ = looks.most_common(1)[0]
    found: set[tuple[str, int, Rgb]] = set()
    runs_by_page = [[*_runs(page)] for page in pages]
    for page, runs in zip(pages, runs_by_page, strict=True):
        others: list[PdfCharacter] | None = None
        for run in runs:
            first = run.characters[0]
            is_large = first.size > _LARGE * body_size / _SIZE_STEP
            if run.key in found or not (is_large or is_paler(first.color, body_color)):
                continue
            others = [one for one in page.characters if not one.text.isspace()] if others is None else others
            if any(_lies_over(one, others, page.rulings) for one in run.characters if not one.text.isspace()):
                found.add(run.key)
    return [
        _without(page, [run for run in runs if run.key in found])
        for page, runs in zip(pages, runs_by_page, strict=True)
    ]


def _without(page: PdfPageContent, runs: Sequence[_Run]) -> PdfPageContent:
    if not runs:
        return page
    removed = {id(character) for run in runs for character in run.characters}
    kept = tuple(one for one in page.characters if id(one) not in removed)
    return page._replace(characters=kept, watermarks=tuple(one for run in runs for one in run.characters))


def _runs(page: PdfPageContent) -> Iterator[_Run]:
    run: list[PdfCharacter] = []
    for character in page.characters:
        if run and not _goes_on(run[-1], character):
            yield _Run(page.number, tuple(run))
            run = []
        run.append(character)
    if run:
        yield _Run(page.number, tuple(run))


def _goes_on(one: PdfCharacter, two: PdfCharacter) -> bool:
    is_same = one.color == two.color and round(one.size * _SIZE_STEP) == round(two.size * _SIZE_STEP)
    return is_same and abs(one.base - two.base) <= _SAME_LINE * one.size


def _lies_over(one: PdfCharacter, others: Iterable[PdfCharacter], rulings: Iterable[PdfRuling]) -> bool:
    """Return whether a character lies over another of another look, or across a line that is drawn."""
    left, top, right, bottom = one.left, one.base - _ASCENT * one.size, one.right, one.base + _DESCENT * one.size
    for other in others:
        if (other.color, other.size) == (one.color, one.size):
            continue
        across = min(right, other.right) - max(left, other.left)
        down = min(bottom, other.base + _DESCENT * other.size) - max(top, other.base - _ASCENT * other.size)
        width = min(right - left, other.right - other.left)
        height = (_ASCENT + _DESCENT) * min(one.size, other.size)
        if across > 0 and down > 0 and across * down > _SHARED * width * height:
            return True
    return any(_crosses(ruling, (left, top, right, bottom), _MARGIN * one.size) for ruling in rulings)


def _crosses(ruling: PdfRuling, box: tuple[float, float, float, float], margin: float) -> bool:
    """Return whether a line goes through the middle part of a character, from one side of it to the other."""
    left, top, right, bottom = box[0] + margin, box[1] + margin, box[2] - margin, box[3] - margin
    if ruling.upright:
        return left < ruling.at < right and ruling.start < top and ruling.end > bottom
    return top < ruling.at < bottom and ruling.start < left and ruling.end > right
