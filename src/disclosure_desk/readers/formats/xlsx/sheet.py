"""The filled rows of a sheet -> items: rows at true columns, texts as paragraphs, headings beside texts before them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_LONGEST_HEADING = 60
_ENDS = ("。", "；", "：", "！", "？")
_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(f"\\s*([{_NUMERALS}])\\s*[、.．,，]")
_COLUMNS_OF_TEXTS = 2
_PREFACE = "前言"
"""What our own workbooks call the texts that have no heading: a name, not a part of the report."""

_PIECE = 16_000
"""Where our own workbooks break a text that one cell might not hold."""


class Line(NamedTuple):
    """A row that says something: its number, and its cells by their columns."""

    number: int
    cells: Mapping[int, str]


def without_helpers(lines: Sequence[Line], hidden: Sequence[range]) -> list[Line]:
    """The rows without the hidden columns that have no head, for no word stands in them."""
    columns = {column for line in lines for column in line.cells}
    worded = {column for line in lines for column, text in line.cells.items() if not is_cell_value(text)}
    helpers = {column for column in columns - worded if any(column in some for some in hidden)}
    kept = (
        line._replace(cells={column: text for column, text in line.cells.items() if column not in helpers})
        for line in lines
    )
    return [line for line in kept if line.cells]


class Section(NamedTuple):
    """A run of items of a sheet, and the number of its heading; None if it has none."""

    number: int | None
    items: tuple[SourceItem, ...]


class Sheet:
    """A sheet by its name and its filled rows."""

    def __init__(self, name: str, lines: Sequence[Line]) -> None:
        self._name, self._lines = name, lines

    @property
    def rows(self) -> int:
        """How many rows say something."""
        return len(self._lines)

    @property
    def cells(self) -> int:
        """How many cells the rows have, empty ones between them counted."""
        return len(self._columns) * len(self._lines)

    @cached_property
    def is_of_texts(self) -> bool:
        """Whether it has two columns, numbered headings in the first and mostly words in the second."""
        both = [tuple(line.cells.values()) for line in self._lines if len(line.cells) == _COLUMNS_OF_TEXTS]
        words = [heading for heading, text in both if not is_cell_value(text)]
        return len(self._columns) == _COLUMNS_OF_TEXTS and 2 * len(words) > len(both) and any(map(number_of, words))

    def sections(self) -> Iterator[Section]:
        """The items of the sheet, a sheet of texts by its headings."""
        if self.is_of_texts:
            yield from self._texts()
            return
        items = tuple(item for line in self._lines for item in self._items(line))
        first = next((item.text for item in items if isinstance(item, SourceParagraph)), "")
        yield Section(number_of(first), items)

    @cached_property
    def _columns(self) -> list[int]:
        """The columns in which anything stands: empty ones tell nothing."""
        return sorted({column for line in self._lines for column in line.cells})

    def _spot(self, line: Line) -> SourceLocation:
        return SourceLocation(f"工作表“{self._name}”第 {line.number} 行")

    def _items(self, line: Line) -> Iterator[SourceItem]:
        texts = list(line.cells.values())
        if len(texts) == 1 and not is_cell_value(texts[0]):
            yield from (SourceParagraph(text, self._spot(line)) for text in _paragraphs(texts[0]))
        else:
            cells = (line.cells.get(column, "") for column in self._columns)
            yield SourceRow(tuple(map(_cell, cells)), self._spot(line), aligned=True)

    def _texts(self) -> Iterator[Section]:
        heading = ""
        for line in self._whole():
            said, text = (line.cells.get(column, "").strip() for column in self._columns)
            items = [*self._items(line._replace(cells={1: text}))] if text else []
            if said not in ("", heading, _PREFACE):
                items.insert(0, SourceParagraph(_cell(said), self._spot(line)))
            yield Section(number_of(said), tuple(items))
            heading = said or heading

    def _whole(self) -> Sequence[Line]:
        """The rows of a sheet of texts, with those in one that hold the pieces of one text."""
        first, second = self._columns
        whole: list[Line] = []
        piece = ""
        for line in self._lines:
            if len(piece) == _PIECE and whole[-1].cells.get(first) == line.cells.get(first):
                text = whole[-1].cells[second] + line.cells.get(second, "")
                whole[-1] = whole[-1]._replace(cells={**whole[-1].cells, second: text})
            else:
                whole.append(line)
            piece = line.cells.get(second, "")
        return whole


def number_of(heading: str) -> int | None:
    """The number that a heading begins with; None if it begins with none."""
    found = _NUMBERED.match(heading)
    return _NUMERALS.index(found[1]) + 1 if found else None


def _cell(text: str) -> str:
    return one_line(" ".join(line.split()) for line in text.split("\n"))


def _paragraphs(text: str) -> list[str]:
    """The paragraphs in a cell; a short text that is broken by hand is one heading."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    is_heading = sum(map(len, lines)) <= _LONGEST_HEADING and not any(line.endswith(_ENDS) for line in lines[:-1])
    return [one_line(lines)] if is_heading else lines
