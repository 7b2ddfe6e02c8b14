"""Takes the tags and texts of a web page one by one, and keeps what it shows: lines and rows of tables."""

from collections.abc import Iterator, Mapping

from disclosure_desk.readers.formats.html.element import (
    Element,
    Mark,
    article_title,
    element_of,
    leads_to_file,
    spans_of,
    typed_in,
)
from disclosure_desk.readers.formats.html.style_sheet import StyleSheet
from disclosure_desk.readers.formats.html.table import Piece, TableRow, WebTable
from disclosure_desk.readers.formats.html.white_space import shown
from disclosure_desk.readers.formats.text.reader import text_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text

_MOST_ELEMENTS, _MOST_OPEN, _MOST_NESTED, _MOST_TEXT = 100_000, 1_000, 20, 3_000_000
"""Elements in a page, those open at one time, tables within tables, and characters: no report has nearly as many."""

_SHIFTS: tuple[Mark, ...] = ("superscript", "subscript")


class WebPage:
    """A target for a parser of HTML; once closed, `pieces` are what the page shows, in reading order.

    `titles` are what its head calls the page; `prose` is how many characters stand outside links; `has_file` tells that
    the page shows or links another file. Raises ReadError for a page far larger than any with a report.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.titles: list[str] = []
        self.prose, self.has_file = 0, False
        self._open: list[Element] = []
        self._marks: dict[Mark, int] = {}  # what is made of texts, and how deep that began
        self._tables: list[WebTable] = []
        self._line: list[StyledRun] = []
        self._elements, self._text = 0, 0
        self._sheet = StyleSheet()
        self._style: str | None = None

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        attributes = attributes or {}  # the parser's own empty mapping is slow
        element = element_of(tag, attributes, self._sheet.display(tag, attributes))
        if self._open and self._open[-1].parts and not element.breaks:
            element = element._replace(breaks=True)
        self._open.append(element)
        if tag == "style" and not attributes.get("media"):
            self._style = ""
        self._elements += 1
        if self._elements > _MOST_ELEMENTS or len(self._open) > _MOST_OPEN:
            raise self._refusal()
        if "gone" in self._marks:
            return
        self.has_file |= leads_to_file(tag, attributes)
        if element.mark:
            self._marks.setdefault(element.mark, len(self._open))
        if element.mark != "gone":
            self._begin(element, tag, attributes)

    def end(self, _: str) -> None:
        """The innermost element ends."""
        element = self._open.pop()
        if self._style is not None:
            self._sheet.take(self._style)
            self._style = None
        if element.breaks and "gone" not in self._marks:
            self._end_line()
        height = len(self._open)
        if self._marks:
            self._marks = {mark: began for mark, began in self._marks.items() if began <= height}
        while self._tables and self._tables[-1].height > height:
            self._end_table()
        if self._tables:
            self._tables[-1].end_above(height)

    def data(self, text: str) -> None:
        """A text, or a part of one."""
        if self._style is not None:
            self._style += text
        if "gone" in self._marks:
            return
        self._text += len(text)
        if self._text > _MOST_TEXT:
            raise self._refusal()
        if "title" in self._marks:
            self.titles[-1] += text
        elif "unseen" not in self._marks:
            self._take(text)

    def close(self) -> "WebPage":
        """The page ends, and with it what is still open."""
        self._end_line()
        while self._tables:
            self._end_table()
        return self

    def _begin(self, element: Element, tag: str, attributes: Mapping[str, str]) -> None:
        if element.breaks:
            self._end_line()
        if element.role in ("", "table"):
            self._end_implied_table(len(self._open) - 1)
        if element.role:
            self._begin_part(element, attributes)
        elif element.mark == "title":
            self.titles.append("")
        elif title := article_title(tag, attributes):
            self.titles.insert(0, title)
        elif self._tables and self._tables[-1].cell and (typed := typed_in(tag, attributes)):
            self._line.append(StyledRun(typed))

    def _begin_part(self, element: Element, attributes: Mapping[str, str]) -> None:
        height = len(self._open)
        table = self._tables[-1] if self._tables else None
        if element.role == "table":
            if table and not table.cell:  # a table straight within a table: somebody forgot the cell
                table.begin_cell(height, 1, 1)
            self._begin_table(WebTable(height))
            return
        if table is None or (element.styled and table.cell):
            table = self._begin_table(WebTable(height - 1, implied=True))
        if element.role == "row":
            table.begin_row(height)
        elif element.role == "cell":
            table.begin_cell(height, *spans_of(attributes))
        else:
            table.begin_group(element.role, height)

    def _begin_table(self, table: WebTable) -> WebTable:
        if len(self._tables) == _MOST_NESTED:
            raise self._refusal()
        self._tables.append(table)
        return table

    def _end_table(self) -> None:
        self._end_line()
        pieces = self._tables.pop().pieces()
        self._flow().extend(pieces)

    def _end_implied_table(self, height: int) -> None:
        """End a table that only its rows told of, for something else follows them."""
        table = self._tables[-1] if self._tables else None
        if table and table.implied and not table.cell and table.height == height:
            self._end_table()

    def _take(self, text: str) -> None:
        filled = len(text.strip())
        if filled:
            self._end_implied_table(len(self._open))
        if filled or self._line:
            shift = next((mark for mark in _SHIFTS if mark in self._marks), "")
            self._line.append(StyledRun(text, "struck" in self._marks, shift))
        if "link" not in self._marks:
            self.prose += filled

    def _end_line(self) -> None:
        """What was taken since the last break is a line, where the page has its text: in the open cell, if any."""
        text = plain_text(self._line)
        self._line.clear()
        if "as typed" in self._marks:
            self._flow().extend(_as_typed(text))
        elif line := shown(text):
            self._flow().append(line)

    def _refusal(self) -> ReadError:
        """The error, once what was taken is let go: the parser closes its target even then."""
        self._line, self._tables = [], []
        return ReadError("这个网页太大、太复杂了，不像是一份报告；请只把报告那一页另存再导入。")

    def _flow(self) -> list[Piece]:
        """Where lines go; those within a table but in none of its cells are shown before it."""
        return next((table.cell.pieces for table in reversed(self._tables) if table.cell), self.pieces)


def _as_typed(text: str) -> Iterator[Piece]:
    """The lines of a text that keeps its own, tabs and all."""
    for number, item in enumerate(text_items(text), 1):
        if isinstance(item, SourceRow):
            yield TableRow(text, number, item.cells, aligned=False)
        elif line := shown(item.text):
            yield line
