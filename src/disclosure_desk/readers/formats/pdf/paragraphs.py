"""Lines -> paragraphs: a new one begins at an indent, after a line that ends early, at another size, at a heading."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import Line

_INDENT = 1.0
"""A line that begins so many of its characters further in begins a paragraph."""

_SLACK = 0.7
_SPACED = 1.45
"""Lines so many times the usual distance apart are of two paragraphs."""

_SIZES = 0.12
_SHARED, _SURELY, _OUT = 3, 6, 48.0
"""So many lines begin or end where the text does; fewer, or some that reach no further out, may not."""

_LARGER, _SPREAD = 1.2, 2.0
"""So many times larger than the text are the lines of a title, and not so many of their sizes apart."""

_GRAIN = 6.0
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}[、.．]")
_ENDED = re.compile(r"[。！？：:；;”）)]$")


class Block(NamedTuple):
    """Where the lines of a text begin and end, how far they are apart, and how large they are."""

    left: float
    right: float
    pitch: float
    size: float


def block(pages: Sequence[Sequence[Line]]) -> Block:
    """The block that the text on pages of one size fills."""
    every = [line for page in pages for line in page]
    steps = [two.base - one.base for page in pages for one, two in pairwise(page)]
    left = _shared([line.left for line in every])
    right = -_shared([-line.right for line in every])
    return Block(left, right, median(steps) if steps else 0.0, median(line.size for line in every))


def begins(previous: Line, line: Line, text: Block, *, same_page: bool) -> bool:
    """Whether a line begins a paragraph after the line before it."""
    if abs(line.size - previous.size) > _SIZES * previous.size:
        return True
    if same_page and _is_title(previous, text) and _is_title(line, text):
        return line.base - previous.base > _SPREAD * line.size
    if line.left - text.left > _INDENT * line.size:
        return True
    if previous.right + line.first + _SLACK * line.size < text.right:
        return True
    if same_page and line.base - previous.base > _SPACED * text.pitch > 0:
        return True
    return bool(_HEADING.match(line.text) and _ENDED.search(previous.text))


def _is_title(line: Line, text: Block) -> bool:
    """Whether a line is larger than the text and stands in its middle."""
    aside = (line.left + line.right) / 2 - (text.left + text.right) / 2
    return line.size > _LARGER * text.size and abs(aside) < line.size


def _shared(edges: Iterable[float]) -> float:
    """The outermost place that several lines share; the outermost of all if few do, and it is far from there."""
    ordered = sorted(edges)
    near = (first for first, third in zip(ordered, ordered[_SHARED - 1 :], strict=False) if third - first < _GRAIN)
    place = next(near, ordered[0])
    count = sum(place <= edge < place + _GRAIN for edge in ordered)
    return place if count >= _SURELY or place - ordered[0] < _OUT else ordered[0]
