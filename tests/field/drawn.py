"""Reports drawn onto the pages of a PDF, with full command of what is drawn how: `tiny_pdf.py` writes the file."""

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import NamedTuple

from paper import Block, Line
from sheets import Table, placed
from tiny_pdf import Box, Ink, Item, pdf

_WIDTHS = {4: (130, 130, 130, 130), 10: (30, 60, 150, 40, 40, 40, 48, 48, 38, 46), 15: (36,) * 15}
_SIZE = 7.0
_LINE, _ROW, _TOP, _BOTTOM, _LEFT = 11.0, 20.0, 800.0, 50.0, 28.0


class Way(NamedTuple):
    """How a report is drawn.

    doubled: every letter twice, a little apart, for fake bold; by_letter: each letter a piece of text of its own;
    is_shuffled: in any order; has_rules: the tables' lines; foot: what stands at the foot of each page.
    """

    doubled: bool = False
    by_letter: bool = False
    is_shuffled: bool = False
    has_rules: bool = True
    foot: str = "- {} -"
    ink: Ink = Ink()


class _Page(NamedTuple):
    texts: list[Item]
    boxes: list[Box]


def drawn(blocks: list[Block], way: Way = Way()) -> bytes:  # noqa: B008 - a value
    """The report as a file."""
    return pdf(laid(blocks, way), way.ink)


def laid(blocks: list[Block], way: Way) -> list[_Page]:
    """What stands where on each page."""
    pages = [_Page([], [])]
    top = _TOP
    for block in blocks:
        pieces = _lines(block) if isinstance(block, Line) else _rows(block)
        for height, texts, boxes in pieces:
            if top - height < _BOTTOM:
                pages.append(_Page([], []))
                top = _TOP
            pages[-1].texts.extend((left, top - down, text) for left, down, text in texts)
            pages[-1].boxes.extend((left, top - bottom, width, tall) for left, bottom, width, tall in boxes)
            top -= height
        top -= 6
    return [_dressed(page, number, way) for number, page in enumerate(pages, 1)]


def _lines(line: Line):
    """A paragraph, cut to the width of the page."""
    for at in range(0, len(line.text), 68):
        yield _LINE, [(_LEFT + (14 if at == 0 else 0), _LINE - 2, line.text[at : at + 68])], []


def _rows(table: Table):
    """A table in groups of rows that no cell reaches beyond, or row by row where a cell is taller than four rows."""
    starts = placed(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    edges = [_LEFT]
    for one in _WIDTHS[width]:
        edges.append(edges[-1] + one)
    head = 3 if width in {10, 15} else 1
    bounds = [0, head, *range(head + 1, len(table) + 1)]
    for first, last in pairwise(bounds):
        yield _group(starts, edges, first, last)


def _group(starts, edges, first: int, last: int):
    texts, boxes = [], []
    for (row, column), cell in starts.items():
        if not first <= row < last:
            continue
        left, right = edges[column], edges[min(column + cell.columns, len(edges) - 1)]
        bottom = (min(row + cell.rows, last) - first) * _ROW
        boxes.append((left, bottom, right - left, bottom - (row - first) * _ROW))
        texts += _written(cell.text, left, right, (row - first) * _ROW, is_head=cell.is_head)
    return (last - first) * _ROW, texts, boxes


def _written(text: str, left: float, right: float, top: float, *, is_head: bool) -> Iterator[Item]:
    """The text of a cell in lines; figures in the middle."""
    if not is_head:
        wide = len(text) * _SIZE / 2
        yield (left + right - wide) / 2, top + 12, text
        return
    most = max(1, int((right - left - 3) / _SIZE))
    for number, at in enumerate(range(0, len(text), most)):
        yield left + 2, top + 8 + number * 8, text[at : at + most]


def _dressed(page: _Page, number: int, way: Way) -> _Page:
    texts = list(page.texts)
    if way.foot:
        texts.append((280, 30, way.foot.format(number)))
    if way.by_letter:
        texts = [piece for text in texts for piece in _letters(*text)]
    if way.doubled:
        texts = [piece for left, top, text in texts for piece in ((left, top, text), (left + 0.25, top, text))]
    if way.is_shuffled:
        Random(number).shuffle(texts)  # noqa: S311 - the same order on every run
    return _Page(texts, page.boxes if way.has_rules else [])


def _letters(left: float, top: float, text: str) -> Iterator[Item]:
    for letter in text:
        yield left, top, letter
        left += _SIZE / 2 if letter.isascii() else _SIZE
