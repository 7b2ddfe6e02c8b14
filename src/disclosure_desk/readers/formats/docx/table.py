"""The cells of a table of Word at its true columns, without those that a merged cell covers."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.text import ALTERNATIVES, chosen, is_on, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.errors import ReadError

_MOST_COLUMNS = 1_000
_WRAPPERS = frozenset(map(word, ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")))
_LONGEST = 4
"""More digits no number of columns has."""


class TableRow(NamedTuple):
    """A row: its cells with the column where each starts, and how many columns it takes."""

    cells: tuple[tuple[int, XmlElement], ...]
    width: int


def parts(holder: Iterable[XmlElement], *names: str) -> Iterator[XmlElement]:
    """The elements of these names right in a holder, or wrapped there in what prints nothing itself."""
    wanted = tuple(map(word, names))
    for child in holder:
        if child.tag in wanted:
            yield child
        elif child.tag in _WRAPPERS:
            yield from parts(child, *names)
        elif child.tag == ALTERNATIVES:
            yield from parts(chosen(child), *names)


def table_rows(table: XmlElement) -> Iterator[TableRow]:
    """The rows that are printed: those struck out or hidden are not."""
    merged: frozenset[int] = frozenset()
    for row in parts(table, "tr"):
        if value(row, "trPr", "del") is None and not is_on(row, "trPr", "hidden"):
            made, merged = _placed(row, merged)
            yield made


def _placed(row: XmlElement, merged: frozenset[int]) -> tuple[TableRow, frozenset[int]]:
    """The row, and the columns at which one of its cells may go on below."""
    column = _count(value(row, "trPr", "gridBefore"), 0)
    cells: list[tuple[int, XmlElement]] = []
    merging: set[int] = set()
    for cell in parts(row, "tc"):
        down, across = value(cell, "tcPr", "vMerge"), value(cell, "tcPr", "hMerge")
        goes_on = (_continues(down) and column in merged) or (_continues(across) and bool(cells))
        if not goes_on:
            cells.append((column, cell))
        if down is not None:
            merging.add(column)
        column += _count(value(cell, "tcPr", "gridSpan"), 1)
        if column > _MOST_COLUMNS:
            raise ReadError(f"表格太宽了，超过 {_MOST_COLUMNS} 列，不像是报告里的表格。")
    width = column + _count(value(row, "trPr", "gridAfter"), 0)
    return TableRow(tuple(cells), width), frozenset(merging)


def _continues(merge: str | None) -> bool:
    """Whether a cell is merged into the one before it: what is not said to start goes on."""
    return merge is not None and merge != "restart"


def _count(said: str | None, usual: int) -> int:
    return int(said) if said and said.isdecimal() and len(said) <= _LONGEST else usual
