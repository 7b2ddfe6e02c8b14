"""The cells of a table of Word at its true columns, without those that a merged cell covers."""

from collections.abc import Iterator
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.word_xml import is_on, small_number, unwrapped_children, value, word
from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.model.errors import ReadError

_MOST_COLUMNS = 1_000


class DocxRow(NamedTuple):
    """A row: its cells with the column where each starts, and how many columns it takes."""

    cells: tuple[tuple[int, XmlElement], ...]
    width: int


def table_rows(table: XmlElement) -> Iterator[DocxRow]:
    """Yield the rows that are printed: those deleted or hidden are not."""
    merged: frozenset[int] = frozenset()
    for row in unwrapped_children(table, "tr"):
        if value(row, "trPr", "del") is None and not is_on(row, "trPr", "hidden"):
            at_columns, merged = _at_columns(row, merged)
            yield at_columns


def hidden_rows(table: XmlElement) -> Iterator[str]:
    """Yield the words of each row that Word hides, if it has any."""
    for row in unwrapped_children(table, "tr"):
        if is_on(row, "trPr", "hidden"):
            words = " ".join("".join(part.text or "" for part in cell.iter(word("t"))) for cell in row.iter(word("tc")))
            if words.strip():
                yield words.strip()


def _at_columns(row: XmlElement, merged: frozenset[int]) -> tuple[DocxRow, frozenset[int]]:
    """Return the row, and the columns at which one of its cells may go on below."""
    column = small_number(value(row, "trPr", "gridBefore"))
    cells: list[tuple[int, XmlElement]] = []
    merging: set[int] = set()
    for cell in unwrapped_children(row, "tc"):
        # vMerge covers a cell only below one that began a merge at the same column.
        down, across = value(cell, "tcPr", "vMerge"), value(cell, "tcPr", "hMerge")
        is_covered = (_continues(down) and column in merged) or (_continues(across) and bool(cells))
        is_covered |= cell.find(f"{word('tcPr')}/{word('cellDel')}") is not None  # a tracked change took it out
        if not is_covered:
            cells.append((column, cell))
        if down is not None:
            merging.add(column)
        column += small_number(value(cell, "tcPr", "gridSpan"), 1)
        if column > _MOST_COLUMNS:
            raise ReadError(f"表格太宽了，超过 {_MOST_COLUMNS} 列，不像是报告里的表格。")
    width = column + small_number(value(row, "trPr", "gridAfter"))
    return DocxRow(tuple(cells), width), frozenset(merging)


def _continues(merge: str | None) -> bool:
    """Return whether a cell is merged into the one before it: a merge that does not say it starts goes on."""
    return merge is not None and merge != "restart"
