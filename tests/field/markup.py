"""Blocks of a report as HTML, in the ways in which portals, Word and editors write it."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import NamedTuple

from paper import Block, Line
from sheets import Cell, Table, expanded

Inner = Callable[[Cell], str]


class Style(NamedTuple):
    """How blocks are tagged: what stands inside a cell, the attributes of cells, the tags of lines."""

    inner: Inner = lambda cell: escape(cell.text)
    cell_attributes: str = ""
    table_attributes: str = ' border="1" cellspacing="0"'
    tags: Mapping[str, tuple[str, str]] = {
        "title": ("<h1>", "</h1>"),
        "heading": ("<p><strong>", "</strong></p>"),
        "topic": ("<p>", "</p>"),
        "text": ("<p>", "</p>"),
    }
    table: Callable[[Table, "Style"], str] = lambda table, style: spanned(table, style)  # noqa: PLW0108 - it is defined below
    line: Callable[[str], str] = escape


def body(blocks: Iterable[Block], style: Style = Style()) -> str:  # noqa: B008 - a value
    """The blocks one after the other."""
    return "\n".join(_line(block, style) if isinstance(block, Line) else style.table(block, style) for block in blocks)


def _line(line: Line, style: Style) -> str:
    opening, closing = style.tags[line.kind]
    return f"{opening}{style.line(line.text)}{closing}"


def spanned(table: Table, style: Style) -> str:
    """A table with rowspan and colspan, as the standard has it."""
    rows = ["".join(_cell(cell, style) for cell in row) for row in table]
    return f"<table{style.table_attributes}><tbody>" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


def _cell(cell: Cell, style: Style) -> str:
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    return f"<td{spans}{style.cell_attributes}>{style.inner(cell)}</td>"


def unspanned(table: Table, style: Style) -> str:
    """A table whose merged cells have been taken apart: empty cells where they reached."""
    return _matrix(expanded(table), style)


def repeated(table: Table, style: Style) -> str:
    """A table whose merged cells are written again in every row and column they reach."""
    return _matrix(expanded(table, repeated=True), style)


def _matrix(matrix, style: Style) -> str:
    rows = ["".join(f"<td{style.cell_attributes}>{style.inner(Cell(text))}</td>" for text in row) for row in matrix]
    return f"<table{style.table_attributes}>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def in_divs(table: Table, _: Style) -> str:
    """A table of divs that a script laid out, merged cells as empty ones."""
    rows = [
        "".join(f'<div class="td" style="display:table-cell">{escape(text)}</div>' for text in row)
        for row in expanded(table)
    ]
    inside = "\n".join(f'<div class="tr" style="display:table-row">{row}</div>' for row in rows)
    return f'<div class="table" style="display:table">{inside}</div>'


def in_paragraphs(table: Table, _: Style) -> str:
    """A table that an editor has flattened: each cell a paragraph."""
    return "\n".join(f"<p>{escape(cell.text)}</p>" for row in table for cell in row if cell.text)


def words_in_spans(text: str) -> str:
    """Text as Word leaves it: runs split anywhere, with a language each."""
    pieces = [text[at : at + 3] for at in range(0, len(text), 3)]
    return "".join(
        f'<span lang="EN-US" style="font-size:12.0pt;font-family:仿宋_GB2312">{escape(piece)}</span>'
        for piece in pieces
    )


def figure_in_spans(cell: Cell) -> str:
    """A cell of Word: a paragraph of class MsoNormal, a figure split into runs, a blank one with a no-break space."""
    inside = (
        "".join(f'<span lang="EN-US">{escape(letter)}</span>' for letter in cell.text)
        if not cell.is_head
        else (words_in_spans(cell.text))
    )
    mark = "<o:p></o:p>" if cell.text else "<o:p>&nbsp;</o:p>"
    return f'<p class="MsoNormal" align="center" style="text-align:center">{inside}<span lang="EN-US">{mark}</span></p>'
