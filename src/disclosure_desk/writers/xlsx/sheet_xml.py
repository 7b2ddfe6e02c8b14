"""The names that SpreadsheetML has for what is in a workbook: its elements, columns, cells and areas."""

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LETTERS = 26

Area = tuple[range, range]
"""The rows and columns of some cells, counted from 1."""


def column_name(column: int) -> str:
    """The letters of a column, counted from 1: A to Z, then AA."""
    before, letter = divmod(column - 1, _LETTERS)
    return (column_name(before) if before else "") + chr(ord("A") + letter)


def cell_name(row: int, column: int) -> str:
    """A cell, as B2."""
    return f"{column_name(column)}{row}"


def area_name(area: Area) -> str:
    """An area by its first and last cell, as A1:D2."""
    rows, columns = area
    return f"{cell_name(rows[0], columns[0])}:{cell_name(rows[-1], columns[-1])}"


def fixed_name(area: Area) -> str:
    """The same where a name stands for it, as $A$1:$D$2."""
    rows, columns = area
    return f"${column_name(columns[0])}${rows[0]}:${column_name(columns[-1])}${rows[-1]}"
