"""A list of figures by the ids of their cells, as a script writes it: two columns of any kind of file with rows."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from io import StringIO

from disclosure_desk.core.figure import Figure, FigureError, parse_figure
from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceContent, SourceRemark, SourceRow

_TABLE_ENDINGS = {".csv": ",", ".tsv": "\t", ".txt": "\t"}


def rows_of_text(content: bytes, ending: str) -> tuple[SourceRow, ...]:
    """The rows of a text file that is a table by its ending, none for any other file or where it is no such table.

    It is read as the format says, not as the reader of reports does, to whom commas are punctuation.
    """
    if ending.lower() not in _TABLE_ENDINGS:
        return ()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            rows = csv.reader(StringIO(text, newline=""), delimiter=_TABLE_ENDINGS[ending.lower()], strict=True)
            return tuple(SourceRow(tuple(row)) for row in rows)
        except (UnicodeDecodeError, csv.Error):
            continue
    return ()


def is_list_of_figures(form: Form, items: Iterable[SourceContent]) -> bool:
    """Whether some row begins with the id of a cell, or with what can only be meant for one, as no official table does.

    Where each id is mistyped the list is one nevertheless, or the clerk is told that it is no report.
    """
    begins = tuple(f"{grid}." for grid in form.grids)
    return any(cells[0].startswith(begins) for _, cells in _rows(items))


def read_listed_figures(form: Form, items: Iterable[SourceContent]) -> Mapping[str, Figure | None]:
    """The figures by their cells; a cell that is not listed, or has nothing beside its id, is blank.

    The first row may be a head; what stands further right is for people. Raises ReadError that names the row.
    """
    figures: dict[str, Figure | None] = {}
    for number, cells in _rows(items):
        place, text = cells[0], cells[1] if len(cells) > 1 else ""
        if place not in form.cells:
            if not figures and number == 1 and not text[:1].isdigit():
                continue
            raise ReadError(f"第 {number} 行：没有编号是“{place}”的格{_likely(place, form)}。")
        if place in figures:
            raise ReadError(f"第 {number} 行：{place} 前面已经有了，一格只能写一次。")
        try:
            figures[place] = parse_figure(text, form.cells[place].decimals)
        except FigureError as error:
            raise ReadError(f"第 {number} 行，{form.place_name(place)}：{error}") from error
    return figures


def _rows(items: Iterable[SourceContent]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The rows that are not blank, with their numbers; a line of one word is a row of one cell."""
    for number, item in enumerate((one for one in items if not isinstance(one, SourceRemark)), start=1):
        cells = item.cells if isinstance(item, SourceRow) else (item.text,)
        if any(cell.strip() for cell in cells):
            yield number, tuple(cell.strip() for cell in cells)


def _likely(place: str, form: Form) -> str:
    meant = get_close_matches(place, form.cells, n=1)
    return f"；是不是 {meant[0]}" if meant else ""
