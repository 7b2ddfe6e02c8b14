"""The blocks that a sheet is built from, each of a known depth, and how they are put on pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from disclosure_desk.writers.pdf.atoms import LONGEST_WORD, atoms
from disclosure_desk.writers.pdf.font.chains import FontChain
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines
from disclosure_desk.writers.pdf.page import MIDDLE, PageCanvas
from disclosure_desk.writers.pdf.structure import Mark, RowElement, StructureElement

_FRAME = 0.75
_CLOSE = 0.01


@dataclass(frozen=True, eq=False)
class PageBlock:
    """Something that is drawn whole on one page.

    draw: draws it on a canvas, its top so far down the type area; keeps: the next block is on the same page.
    head: the block above it on each page, as the head of a table; framed: it is part of a table with a frame.
    row: the row of a table that it shows, or goes on with; repeated: it was shown on a page before.
    """

    depth: float
    draw: Callable[[PageCanvas, float], None]
    keeps: bool = False
    head: "PageBlock | None" = None
    framed: bool = False
    row: RowElement | None = None
    repeated: bool = False


PageContent = list[tuple[float, PageBlock]]
"""The blocks of a page, each with how far down the type area its top is."""


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Fonts, type size and leading of a text."""

    chain: FontChain
    size: float
    leading: float


@lru_cache(maxsize=4096)
def lines_of(text: str, kind: TypeStyle, measure: float, *, flush: bool = False) -> tuple[TextLine, ...]:
    """A text set into lines, its own line ends kept; `flush` makes full lines as wide as the measure."""
    setting, longest = LineFormat(kind.size, measure, kind.size, flush=flush), min(LONGEST_WORD, measure / kind.size)
    return tuple(line for part in text.split("\n") for line in set_lines(atoms([(kind.chain, part)], longest), setting))


def draw_line(canvas: PageCanvas, line: TextLine, kind: TypeStyle, at: tuple[float, float], mark: Mark) -> None:
    """Draw a line in the middle of its leading, which begins so far in and down; `mark` says what it is."""
    x, top = at
    canvas.text(line, kind.size, (x, top + kind.leading / 2 + MIDDLE * kind.size), mark)


def space(depth: float) -> PageBlock:
    """A blank of that depth."""
    return PageBlock(depth, lambda _canvas, _top: None)


def paragraph(
    text: str, kind: TypeStyle, measure: float, left: float = 0.0, element: StructureElement | None = None
) -> list[PageBlock]:
    """A paragraph, a block for each line; neither its first line nor its last is alone on a page."""
    element = element or StructureElement("P")
    lines = lines_of(text, kind, measure - left, flush=True)
    last = len(lines) - 1
    return [
        _line(line, kind, left, element, keeps=number < last and number in {0, last - 1})
        for number, line in enumerate(lines)
    ]


def centred(text: str, kind: TypeStyle, measure: float, element: StructureElement) -> list[PageBlock]:
    """A text in the middle of the measure, its lines on one page."""
    lines = lines_of(text, kind, measure)
    return keep_together([_line(line, kind, (measure - line.width) / 2, element) for line in lines])


def _line(line: TextLine, kind: TypeStyle, x: float, element: StructureElement, *, keeps: bool = False) -> PageBlock:
    return PageBlock(kind.leading, lambda canvas, top: draw_line(canvas, line, kind, (x, top), element), keeps)


def keep_together(blocks: Iterable[PageBlock]) -> list[PageBlock]:
    """The same blocks, on one page with each other and with the block after them."""
    return [replace(block, keeps=True) for block in blocks]


def paginate(blocks: Iterable[PageBlock], depth: float) -> list[PageContent]:
    """The blocks put on pages of that depth."""
    pages = _Pages(depth)
    for run in _runs(blocks):
        pages.add(run)
    return pages.pages


def _runs(blocks: Iterable[PageBlock]) -> Iterator[list[PageBlock]]:
    """The blocks in runs that stay together."""
    run: list[PageBlock] = []
    for block in blocks:
        run.append(block)
        if not block.keeps:
            yield run
            run = []
    if run:
        yield run


class _Pages:
    """Pages while they are filled."""

    def __init__(self, depth: float) -> None:
        self._depth = depth
        self.pages: list[PageContent] = [[]]
        self._y = 0.0
        self._head: PageBlock | None = None
        self._shown_heads: set[PageBlock] = set()
        """The heads that were on a page before."""

    def _next_page(self) -> None:
        self.pages.append([])
        self._y, self._head = 0.0, None

    def add(self, run: Sequence[PageBlock]) -> None:
        """Add a run to this page or the next; a run that no page holds is cut."""
        if self._y and self._needs(run) > self._depth - self._y + _CLOSE:
            self._next_page()
        for block in run:
            if self._y and self._needs([block]) > self._depth - self._y + _CLOSE:
                self._next_page()
            if block.head and block.head is not self._head:
                self._add(replace(block.head, repeated=block.head in self._shown_heads))
                self._shown_heads.add(block.head)
            self._head = block.head
            self._add(block)

    def _needs(self, run: Sequence[PageBlock]) -> float:
        head = run[0].head
        return sum(block.depth for block in run) + (head.depth if head and head is not self._head else 0.0)

    def _add(self, block: PageBlock) -> None:
        self.pages[-1].append((self._y, block))
        self._y += block.depth


def draw(canvas: PageCanvas, page: PageContent) -> None:
    """Draw the blocks of a page, and a stronger frame around each table."""
    for top, block in page:
        canvas.repeats = block.repeated
        block.draw(canvas, top)
    for table, group in groupby(page, key=lambda placed: placed[1].row and placed[1].row.parent):
        if table:
            canvas.bound(table, _around(canvas, list(group)))
    for framed, group in groupby(page, key=lambda placed: placed[1].framed):
        if framed:
            canvas.frame(_FRAME, _around(canvas, list(group)))


def _around(canvas: PageCanvas, placed: PageContent) -> tuple[float, float, float, float]:
    """The left, top, right and lower edge of blocks that follow one another."""
    (top, _), (last, block) = placed[0], placed[-1]
    return 0.0, top, canvas.geometry.measure, last + block.depth
