"""Text blocks: a label or header of one or more lines in a column without rulings.

Input: lines and their words. Output: PdfTextBlock. Words of a line that are close together are one block; a block goes
on with a block in the next line that shares half of its width, unless a label's number begins there:
`（二）部分公开（只计` over `这一情形）` is one block, `1.属于国家秘密` over `2.其他法律` are two.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import PdfLine, PdfLineWord
from disclosure_desk.readers.formats.pdf.tables import join_cell_lines
from disclosure_desk.text.lazy_pattern import lazy_pattern

_CLOSE = 0.5
"""In sizes: words further apart are of different cells."""

_NEXT_LINE, _SHARED_WIDTH = 1.5, 0.5
"""A block goes on with the next line, so many sizes lower at most, where that shares so much of its width.

With 1 size, labels and headers of several lines fall apart; with 3, a line above the table joins the first label
(test_unruled_tables).
"""

LABEL_NUMBER = lazy_pattern(
    r"[0-9０-９]{1,2}[.．、]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
)
"""How labels of the form begin: where one does, a cell begins."""

_SECOND_LABEL = lazy_pattern(r"(?<!^)(?<!第)(?=[（(][一二三四五六七八九十]{1,3}[）)])")
"""Where a word has the number of another label within; 第二十条第（一）项 has none."""


class PdfTextBlock(NamedTuple):
    """A text of one or more lines, with the heights of its first and last base."""

    text: str
    left: float
    right: float
    first_base: float
    last_base: float
    size: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.first_base + self.last_base) / 2

    def overlaps(self, left: float, right: float) -> bool:
        """Return whether it is over or under something from `left` to `right`."""
        return self.left <= right and left <= self.right


def blocks_of_line(line: PdfLine, words: Iterable[PdfLineWord], close: float = _CLOSE) -> list[PdfTextBlock]:
    """Return the blocks that some words of a line make: those less than `close` sizes apart are one."""
    blocks: list[PdfTextBlock] = []
    for word in chain.from_iterable(map(_split_at_labels, words)):
        last = blocks[-1] if blocks else None
        if last and word.left - last.right < close * line.size and not LABEL_NUMBER.match(word.text):
            blocks[-1] = last._replace(text=f"{last.text}{word.space_before}{word.text}", right=word.right)
        else:
            blocks.append(PdfTextBlock(word.text, word.left, word.right, line.base, line.base, line.size))
    return blocks


def _split_at_labels(word: PdfLineWord) -> Iterator[PdfLineWord]:
    """Yield a word in parts where another label begins in it, because two columns may touch."""
    cuts = [0, *(found.start() for found in _SECOND_LABEL.finditer(word.text)), len(word.text)]
    step = (word.right - word.left) / len(word.text)
    for start, end in pairwise(cuts):
        left, right = word.left + start * step, word.left + end * step
        yield PdfLineWord(word.text[start:end], left, right, "" if start else word.space_before)


def stack_blocks(blocks: Iterable[PdfTextBlock], separate: Sequence[float] = ()) -> list[PdfTextBlock]:
    """Return the blocks, as one those under each other that go on.

    Two blocks whose bases are both in `separate` are never one: each has figures of its own beside it.
    """
    stacked: list[PdfTextBlock] = []
    for block in sorted(blocks, key=lambda block: (block.first_base, block.left)):
        # The block nearest above comes first.
        number = next((n for n in reversed(range(len(stacked))) if _goes_on(stacked[n], block, separate)), None)
        if number is None:
            stacked.append(block)
        else:
            above = stacked[number]
            left, right = min(above.left, block.left), max(above.right, block.right)
            text = join_cell_lines(above.text, block.text)
            stacked[number] = above._replace(text=text, left=left, right=right, last_base=block.last_base)
    return stacked


def _goes_on(above: PdfTextBlock, block: PdfTextBlock, separate: Sequence[float]) -> bool:
    shared = min(above.right, block.right) - max(above.left, block.left)
    if shared < _SHARED_WIDTH * min(above.right - above.left, block.right - block.left):
        return False
    if LABEL_NUMBER.match(block.text) or not 0 < block.first_base - above.last_base <= _NEXT_LINE * block.size:
        return False
    return not (above.last_base in separate and block.first_base in separate)
