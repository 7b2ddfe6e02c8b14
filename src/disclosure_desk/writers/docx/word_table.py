"""Grids as tables of WordprocessingML, in the type, columns, rows and line breaks of the PDF."""

from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Report
from disclosure_desk.writers.docx.word_xml import TWIPS, Indent, Keep, paragraph, run, word
from disclosure_desk.writers.outline import Table
from disclosure_desk.writers.pdf.cell_room import line_text, room_for
from disclosure_desk.writers.pdf.columns import PADDING
from disclosure_desk.writers.pdf.flow import SetPart
from disclosure_desk.writers.pdf.page import TINT
from disclosure_desk.writers.pdf.table import FittedTable, is_centred, padding

_LEAST_PADDING = 0.5
"""The least blank beside a text in points, where it would be broken otherwise."""
_SAFE = 1.0
"""By how many points the room of a figure has to be wider than it."""
_RULE = 10
"""The width of a rule in twentieths of a point: it comes on top of the height of a row."""
_FIRST_ROW, _FIRST_COLUMN, _NO_BANDS = 0x0020, 0x0080, 0x0600
"""Which parts of a table stand out, as Word's bits have it: a reader of the screen takes them for heads."""
_GREY = f"{round(TINT * 255):02X}" * 3


class _TableOnPages(NamedTuple):
    """What a table is written from."""

    report: Report
    part: Table
    set_part: SetPart
    style: str
    tint: bool


class WordTable(_TableOnPages):
    """A table of the outline as it is set on the pages; `style` is the style of its paragraphs."""

    @property
    def fitted(self) -> FittedTable:
        assert self.set_part.table is not None  # noqa: S101 - the outline says that it is a table
        return self.set_part.table

    @cached_property
    def _edges(self) -> list[int]:
        return [round(edge * TWIPS) for edge in self.fitted.edges]

    @cached_property
    def _rows(self) -> list[int]:
        """The heights of the rows; those of all rows together are rounded once."""
        heights = self.set_part.heights
        tops = accumulate((heights[row] for row in range(self.part.layout.rows)), initial=0.0)
        return [below - above - _RULE for above, below in pairwise(round(top * TWIPS) for top in tops)]

    def element(self) -> str:
        """The table as an element, as wide as the type area."""
        edges, layout = self._edges, self.part.layout
        look = _FIRST_ROW | (_FIRST_COLUMN if layout.grid.label_columns else 0) | _NO_BANDS
        properties = word(
            "tblPr",
            word("tblStyle", val="TableGrid"),
            word("tblW", w=edges[-1], type="dxa"),
            word("jc", val="center"),
            word("tblLayout", type="fixed"),
            word("tblLook", val=f"{look:04X}"),
            word("tblCaption", val=self.part.caption),
        )
        columns = word("tblGrid", *(word("gridCol", w=right - left) for left, right in pairwise(edges)))
        return word("tbl", properties, columns, *map(self._row, range(layout.rows)))

    def _row(self, row: int) -> str:
        """A row that is not split between pages; the heads over the first figures are repeated on the next page."""
        layout = self.part.layout
        is_head = row in layout.head_rows and all(above in layout.head_rows for above in range(row))
        properties = word(
            "trPr",
            word("cantSplit"),
            word("trHeight", val=self._rows[row], hRule="atLeast"),
            *[word("tblHeader")] * is_head,
        )
        boxes = [(number, box) for number, box in enumerate(layout.boxes) if box.row <= row < box.row + box.rows]
        ordered = sorted(boxes, key=lambda numbered: numbered[1].column)
        return word("tr", properties, *(self._cell(number, box, row) for number, box in ordered))

    def _cell(self, number: int, box: Box, row: int) -> str:
        width = self._edges[box.column + box.columns] - self._edges[box.column]
        merged = "" if box.rows == 1 else "restart" if row == box.row else "continue"
        properties = _cell_properties(width, box.columns, merged, tint=self.tint and box.kind == "caption")
        last = self.part.layout.rows - 1
        keep = Keep(with_next=row < last and (self.set_part.pages == 1 or row in self.part.layout.head_rows))
        if row > box.row:
            return f"<w:tc>{properties}{paragraph(self.style, keep=keep)}</w:tc>"
        runs, indent = self._figure(number, box, width) if box.cell else self._label(number, box, width)
        align = "" if is_centred(self.part.layout.grid, box) else "left"
        return f"<w:tc>{properties}{paragraph(self.style, *runs, align=align, keep=keep, indent=indent)}</w:tc>"

    def _figure(self, number: int, box: Box, width: int) -> tuple[Iterable[str], Indent | None]:
        """A figure, narrowed where it is too wide for its cell."""
        text = print_figure(self.report.figure(box.cell))
        if not text:
            return (), None
        (line,) = self.fitted.lines[number]
        need, widest = line.width + _SAFE, width / TWIPS - 2 * _LEAST_PADDING
        is_tight = need > width / TWIPS - 2 * PADDING
        indent = Indent(_LEAST_PADDING - PADDING, _LEAST_PADDING - PADDING) if is_tight else None
        return (run(text, scale=min(100, int(100 * widest / need))),), indent

    def _label(self, number: int, box: Box, width: int) -> tuple[Iterable[str], Indent | None]:
        """A head or label that is broken as in the PDF: by the room it has, or else by line breaks."""
        lines, size = self.fitted.lines[number], self.fitted.size
        widest = width / TWIPS - 2 * _LEAST_PADDING
        room = room_for(lines, size, widest)
        text = box.text if room else "\n".join(map(line_text, lines))
        return ((run(text),) if text else ()), self._indent(box, width / TWIPS - (room or widest))

    def _indent(self, box: Box, spare: float) -> Indent:
        """The indents that leave `spare` points of the width free beside the text, on both sides of what is centred."""
        grid = self.part.layout.grid
        left = spare / 2 if is_centred(grid, box) else min(padding(grid, box), spare - _LEAST_PADDING)
        return Indent(left - PADDING, spare - left - PADDING)


@lru_cache(maxsize=512)
def _cell_properties(width: int, columns: int, merged: str, *, tint: bool) -> str:
    """How a cell lies in its table; `merged` says how it goes with the one above, where it spans rows."""
    properties = [word("tcW", w=width, type="dxa")]
    if columns > 1:
        properties.append(word("gridSpan", val=columns))
    if merged:
        properties.append(word("vMerge", val=merged))
    if tint:
        properties.append(word("shd", val="clear", color="auto", fill=_GREY))
    return word("tcPr", *properties, word("vAlign", val="center"))
