"""Rows of a simple table over the whole type area: a text in each cell, the row as high as its highest text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from disclosure_desk.writers.pdf.archive.blocks import PageBlock, TypeStyle, draw_line, lines_of
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas
from disclosure_desk.writers.pdf.structure import CellElement, RowElement, StructureElement

SIDE = 4.0
_AIR = 3.0
_THIN = 0.5
_DEEPEST = 420.0
"""The deepest row, somewhat more than half of a page: a deeper text goes on in further rows."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """A text in a cell of a row: in the middle of its height, or at its foot and right edge if `in_corner`.

    heads: what it is the head of, `Row` or `Column`, or nothing; columns: how many columns of the table it takes.
    spoken: what is heard instead, where that is another text.
    """

    text: str
    kind: TypeStyle
    centred: bool = False
    in_corner: bool = False
    heads: str = ""
    columns: int = 1
    spoken: str = ""


def row(boxes: Sequence[RowCell], widths: Sequence[float], least: float = 0.0) -> PageBlock:
    """A row whose cells have these widths, not lower than `least`; `table` makes rows a table."""
    texts = [_text(box, width) for box, width in zip(boxes, widths, strict=True)]
    return _row(boxes, texts, widths, least, row_element(boxes))


def rows(boxes: Sequence[RowCell], widths: Sequence[float], least: float = 0.0) -> Iterator[PageBlock]:
    """The same, continued in further rows where a text is too long for one."""
    texts = [_text(box, width) for box, width in zip(boxes, widths, strict=True)]
    most = int(_DEEPEST / max(box.kind.leading for box in boxes))
    tagged = row_element(boxes)
    for start in range(0, max(1, *map(len, texts)), most):
        yield _row(boxes, [lines[start : start + most] for lines in texts], widths, least, tagged)


def row_element(boxes: Iterable[RowCell]) -> RowElement:
    """The element of a row of these cells, which `table` puts into a table."""
    element = RowElement()
    for box in boxes:
        cell = CellElement(element, box.heads, b"/ColSpan %d" % box.columns if box.columns > 1 else b"")
        spoken = box.spoken or (without_blanks(box.text) if box.heads else "")
        if spoken and spoken != box.text.replace("\n", ""):
            cell.set_spoken_text(spoken)
    return element


def without_blanks(label: str) -> str:
    """A label that is spaced out to the width of others, as the word that it is: 单位 for 单　　位."""
    return "".join(label.split())


def _row(
    boxes: Sequence[RowCell],
    texts: Sequence[Sequence[TextLine]],
    widths: Sequence[float],
    least: float,
    tagged: RowElement,
) -> PageBlock:
    depth = max(least, max(len(lines) * box.kind.leading for box, lines in zip(boxes, texts, strict=True)) + 2 * _AIR)
    edges = tuple(accumulate(widths, initial=0.0))

    def draw(canvas: PageCanvas, top: float) -> None:
        low = top + depth
        canvas.rules(_THIN, [(0.0, low, edges[-1], low), *((x, top, x, low) for x in edges[1:-1])])
        for box, lines, cell, (left, right) in zip(boxes, texts, tagged.cells, pairwise(edges), strict=True):
            _fill(canvas, (box, cell), lines, (left + SIDE, right - SIDE), (top, low))

    return PageBlock(depth, draw, framed=True, row=tagged)


def _text(box: RowCell, width: float) -> tuple[TextLine, ...]:
    return lines_of(box.text, box.kind, width - 2 * SIDE)


def _fill(
    canvas: PageCanvas,
    shown: tuple[RowCell, StructureElement],
    lines: Sequence[TextLine],
    across: tuple[float, float],
    down: tuple[float, float],
) -> None:
    """Draw the lines of a cell."""
    (box, cell), (left, right), (top, low) = shown, across, down
    free = low - top - len(lines) * box.kind.leading
    y = top + (free - _AIR if box.in_corner else free / 2)
    share = 1.0 if box.in_corner else 0.5 if box.centred else 0.0
    for line in lines:
        draw_line(canvas, line, box.kind, (left + share * (right - left - line.width), y), cell)
        y += box.kind.leading


def with_head(head: PageBlock, rows: Sequence[PageBlock]) -> list[PageBlock]:
    """The rows as a table with a head that is repeated on each page."""
    _, *below = table([head, *rows])
    return [replace(one, head=head) for one in below]


def table(rows: Sequence[PageBlock]) -> list[PageBlock]:
    """The rows as one table, in which each cell names its heads: the one over it, and the one before it."""
    whole = StructureElement("Table")
    cells: list[CellElement] = []
    over: dict[int, int] = {}
    for row in dict.fromkeys(block.row for block in rows if block.row):
        row.move(whole)
        before: int | None = None
        for column, cell in enumerate(row.cells):
            cell.heads = [head for head in (over.get(column), before) if head is not None]
            cell.among = cells
            if cell.scope == "Column":
                over[column] = len(cells)
            elif cell.scope:
                before = len(cells)
            cells.append(cell)
    return list(rows)
