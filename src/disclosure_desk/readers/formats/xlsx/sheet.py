"""The filled rows of a sheet -> items: rows at true columns, texts as paragraphs, headings beside texts before them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.readers.model.joined_lines import LONGEST_HEADING, one_line
from disclosure_desk.readers.model.source_items import (
    NO_CELL,
    ItemDoubt,
    SourceItem,
    SourceLocation,
    SourceParagraph,
    SourceRow,
)
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value
from disclosure_desk.text.lazy_pattern import lazy_pattern

_SENTENCE_ENDS = ("。", "；", "：", "！", "？")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = lazy_pattern(f"\\s*([{_NUMERALS}])\\s*[、.．,，]")
_TOPIC = lazy_pattern(f"\\s*[（(]\\s*([{_NUMERALS}]+)\\s*[）)]")
_COLUMNS_OF_TEXTS = 2
_PREFACE = "前言"
"""What the program's own workbooks call the text without a heading: a name, not a part of the report."""

_CONTINUED = "（续）"
"""What the program's own workbooks have behind the heading of a row that goes on with the text of the one above."""
_SPLIT_AT = 16_000
"""Where those of versions before 1.0.0 split a text, under the same heading."""


class XlsxRow(NamedTuple):
    """A row that says something: its number, its cells by their columns, and what is doubtful about these."""

    number: int
    cells: Mapping[int, str]
    doubts: Mapping[int, Sequence[ItemDoubt]] = MappingProxyType({})


class XlsxSection(NamedTuple):
    """A run of items of a sheet, and the number of its heading; None if it has none."""

    number: int | None
    items: tuple[SourceItem, ...]


class XlsxSheet:
    """A sheet by its name and its filled rows."""

    def __init__(self, name: str, rows: Sequence[XlsxRow]) -> None:
        self._name, self._rows = name, rows

    @property
    def row_count(self) -> int:
        """How many rows say something."""
        return len(self._rows)

    @property
    def cell_count(self) -> int:
        """How many cells the rows have, empty ones between them counted."""
        return len(self._columns) * len(self._rows)

    @cached_property
    def is_of_texts(self) -> bool:
        """Whether it has two columns, numbered headings or topics in the first and mostly words in the second."""
        pairs = [tuple(row.cells.values()) for row in self._rows if len(row.cells) == _COLUMNS_OF_TEXTS]
        headings = [heading for heading, text in pairs if not is_cell_value(text)]
        return (
            len(self._columns) == _COLUMNS_OF_TEXTS
            and 2 * len(headings) > len(pairs)
            and any(heading_number(heading) or _TOPIC.match(heading) for heading in headings)
        )

    def sections(self) -> Iterator[XlsxSection]:
        """Yield the items of the sheet, those of a sheet of texts by its headings."""
        if self.is_of_texts:
            yield from self._text_sections()
            return
        items = tuple(item for row in self._rows for item in self._items(row))
        first = next((item.text for item in items if isinstance(item, SourceParagraph)), "")
        yield XlsxSection(heading_number(first), items)

    @cached_property
    def _columns(self) -> list[int]:
        """The columns with anything in them: empty ones say nothing."""
        return sorted({column for row in self._rows for column in row.cells})

    def _location(self, row: XlsxRow) -> SourceLocation:
        return SourceLocation(f"工作表“{self._name}”第 {row.number} 行")

    def _items(self, row: XlsxRow) -> Iterator[SourceItem]:
        texts = list(row.cells.values())
        # A single cell of words is a heading or text; a single figure belongs to a row of blanks.
        if len(texts) == 1 and not is_cell_value(texts[0]):
            doubts = tuple(doubt._replace(cell=None) for some in row.doubts.values() for doubt in some)
            for text in _paragraphs(texts[0]):
                yield SourceParagraph(text, self._location(row), doubts)
                doubts = ()
        else:
            cells = (row.cells.get(column, "") for column in self._columns)
            # A column of which nothing is seen is none of the row's.
            places = {column: place for place, column in enumerate(self._columns)}
            in_cells = tuple(
                doubt._replace(cell=places.get(column, NO_CELL))
                for column, doubts_here in row.doubts.items()
                for doubt in doubts_here
            )
            yield SourceRow(tuple(map(_on_one_line, cells)), self._location(row), aligned=True, doubts=in_cells)

    def _text_sections(self) -> Iterator[XlsxSection]:
        previous = ""
        for row in self._rejoined_rows():
            heading, text = (row.cells.get(column, "").strip() for column in self._columns)
            items = [*self._items(row._replace(cells={1: text}))] if text else []
            if heading not in ("", previous, _PREFACE) and not _begins_with_topic(text, heading):
                items.insert(0, SourceParagraph(_on_one_line(heading), self._location(row)))
            yield XlsxSection(heading_number(heading), tuple(items))
            previous = heading or previous

    def _rejoined_rows(self) -> Sequence[XlsxRow]:
        """Return the rows of a sheet of texts, those as one that hold the parts of one text."""
        first, second = self._columns
        rows: list[XlsxRow] = []
        part = ""
        for row in self._rows:
            heading, above = (one.cells.get(first, "") for one in (row, rows[-1] if rows else row))
            if heading == above + _CONTINUED or (len(part) == _SPLIT_AT and heading == above):
                text = rows[-1].cells[second] + row.cells.get(second, "")
                rows[-1] = rows[-1]._replace(cells={**rows[-1].cells, second: text})
            else:
                rows.append(row)
            part = row.cells.get(second, "")
        return rows


def _begins_with_topic(text: str, topic: str) -> bool:
    """Whether a text begins with the number of the topic in the column before it: 主动公开 stands in both columns."""
    number, own_number = _TOPIC.match(topic), _TOPIC.match(text)
    return number is not None and own_number is not None and number[1] == own_number[1]


def heading_number(heading: str) -> int | None:
    """Return the number that a heading begins with; None if it begins with none."""
    found = _NUMBERED.match(heading)
    return _NUMERALS.index(found[1]) + 1 if found else None


def _on_one_line(text: str) -> str:
    return one_line(" ".join(line.split()) for line in text.split("\n"))


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs in a cell; a short text that is broken by hand is one heading."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    is_short = sum(map(len, lines)) <= LONGEST_HEADING
    is_heading = is_short and not any(line.endswith(_SENTENCE_ENDS) for line in lines[:-1])
    return [one_line(lines)] if is_heading else lines
