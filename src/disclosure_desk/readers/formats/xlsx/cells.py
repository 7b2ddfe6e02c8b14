"""The cells of a sheet as text: where each is and what it says, formulas never worked out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.formats.xlsx.number_formats import number_as_shown
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text

_Entry = TypeVar("_Entry")
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character by its number."""

_LONGEST_NUMBER = 7
"""A sheet has no more rows, nor a workbook more texts, than so many digits count."""

_BOOLEANS = {"0": "FALSE", "1": "TRUE"}
_MOST_MERGED, _MOST_COVERED = 3_000, 100_000
"""Merged cells, and rows that they cover together: no sheet of a report has nearly as many."""

_MOST_CHARACTERS = 4_000_000
"""Characters of a sheet; a small file may have more, because cells may share one long text."""


def sheet_tag(name: str) -> str:
    """Return the full name of an element of a workbook."""
    return _NAMESPACE + name


class XlsxStyle(NamedTuple):
    """How a cell shows what it holds: the number and the code of its format, and whether it is struck out."""

    number: int = 0
    code: str = ""
    struck: bool = False


class XlsxWorkbook(NamedTuple):
    """What the cells of all sheets refer to: texts, and styles by their numbers."""

    texts: Sequence[str]
    styles: Sequence[XlsxStyle]
    since_1904: bool


def shared_texts(root: XmlElement | None) -> list[str]:
    """Return the texts that cells share."""
    return [] if root is None else [_text(entry) for entry in root.iterfind(sheet_tag("si"))]


def cell_styles(root: XmlElement | None) -> list[XlsxStyle]:
    """Return the styles of cells by their numbers."""
    if root is None:
        return []
    codes = {_number(entry.get("numFmtId")): entry.get("formatCode", "") for entry in root.iter(sheet_tag("numFmt"))}
    fonts = root.iterfind(f"{sheet_tag('fonts')}/{sheet_tag('font')}")
    struck = [_is_on(font.find(sheet_tag("strike"))) for font in fonts]
    formats = [
        (_number(entry.get("numFmtId")), bool(_entry(struck, entry.get("fontId", ""))))
        for entry in root.iterfind(f"{sheet_tag('cellXfs')}/{sheet_tag('xf')}")
    ]
    return [XlsxStyle(number, codes.get(number, ""), is_struck) for number, is_struck in formats]


def _is_on(entry: XmlElement | None) -> bool:
    return entry is not None and is_true(entry.get("val", "1"))


def is_true(value: str | None) -> bool:
    """Return whether an attribute says yes."""
    return value in ("1", "true")


def hidden_columns(sheet: XmlElement) -> list[range]:
    """Return the columns that are not shown."""
    entries = sheet.iterfind(f"{sheet_tag('cols')}/{sheet_tag('col')}")
    hidden = (entry for entry in entries if is_true(entry.get("hidden")))
    return [range(_number(entry.get("min")), _number(entry.get("max")) + 1) for entry in hidden]


def filled_rows(sheet: XmlElement, workbook: XlsxWorkbook) -> Iterator[tuple[int, Mapping[int, str]]]:
    """Yield the number of each row that says something, and its cells by their columns, counted from 1.

    A cell that a merged one covers says nothing.
    """
    merged = _merged_by_row(sheet)
    row_number = characters = 0
    for row in sheet.iterfind(f"{sheet_tag('sheetData')}/{sheet_tag('row')}"):
        row_number = _number(row.get("r")) or row_number + 1
        cells = dict(sorted(_cells(row, workbook)))
        for left, top, right in merged.get(row_number, ()):
            # A merged cell may claim to be 16,000 columns wide: only the filled ones are looked at.
            columns = range(left, right + 1) if right - left < len(cells) else list(cells)
            for column in columns:
                if left <= column <= right and (column, row_number) != (left, top):
                    cells.pop(column, None)
        characters += sum(map(len, cells.values()))
        if characters > _MOST_CHARACTERS:
            raise ReadError("工作表里的字太多，不像是一份报告。")
        filled = {column: text for column, text in cells.items() if text.strip()}
        if filled:
            yield row_number, filled


def _cells(row: XmlElement, workbook: XlsxWorkbook) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row.iterfind(sheet_tag("c")):
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        style = _entry(workbook.styles, cell.get("s", "")) or XlsxStyle()
        yield column, plain_text([StyledRun(_cell_text(cell, workbook, style), style.struck)])


def _cell_text(cell: XmlElement, workbook: XlsxWorkbook, style: XlsxStyle) -> str:
    cell_type, raw = cell.get("t", "n"), (cell.findtext(sheet_tag("v")) or "").strip()
    formula = cell.find(sheet_tag("f"))
    # Without a stored result the formula itself is shown, so that the clerk sees why no figure was read.
    if formula is not None and not raw and cell_type != "str":
        return f"={formula.text or '（公式）'}"
    if cell_type == "n":
        return number_as_shown(raw, style.number, style.code, since_1904=workbook.since_1904)
    if cell_type == "s":
        return _entry(workbook.texts, raw) or ""
    if cell_type == "inlineStr":
        inline = cell.find(sheet_tag("is"))
        return "" if inline is None else _text(inline)
    return _BOOLEANS.get(raw, raw) if cell_type == "b" else _unescaped(raw)


def _text(holder: XmlElement) -> str:
    """Return a text in runs, without the characters that say how it is pronounced."""
    return plain_text(_run(child) for child in holder if child.tag in (sheet_tag("t"), sheet_tag("r")))


def _run(run: XmlElement) -> StyledRun:
    if run.tag == sheet_tag("t"):
        return StyledRun(_unescaped(run.text or ""))
    properties = run.find(sheet_tag("rPr"))
    struck = shift = None
    if properties is not None:
        struck, shift = properties.find(sheet_tag("strike")), properties.find(sheet_tag("vertAlign"))
    text = _unescaped(run.findtext(sheet_tag("t")) or "")
    return StyledRun(text, _is_on(struck), "" if shift is None else shift.get("val", ""))


def _unescaped(text: str) -> str:
    """Return the text with the characters for their numbers; half of a character becomes a replacement mark."""
    plain = _ESCAPED_CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\r\n", "\n")


def _merged_by_row(sheet: XmlElement) -> Mapping[int, Sequence[tuple[int, int, int]]]:
    """Return for each row the merged cells in it: left, top and right."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    total = 0
    for number, merged in enumerate(sheet.iterfind(f"{sheet_tag('mergeCells')}/{sheet_tag('mergeCell')}")):
        corners = [_REFERENCE.fullmatch(corner) for corner in merged.get("ref", "").split(":")]
        if len(corners) != 2 or not (corners[0] and corners[1]):  # noqa: PLR2004 - from and to
            continue
        (left, top), (right, bottom) = ((_column(corner[1]), int(corner[2])) for corner in corners if corner)
        total += max(bottom - top + 1, 0)
        if total > _MOST_COVERED or number >= _MOST_MERGED:
            raise ReadError("工作表里合并的单元格太多，不像是一份报告。")
        for row in range(top, bottom + 1):
            found.setdefault(row, []).append((left, top, right))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def _entry(entries: Sequence[_Entry], index: str) -> _Entry | None:
    """Return the entry of a number that a cell gives; None if there is none."""
    number = int(index) if index.isdecimal() and len(index) <= _LONGEST_NUMBER else len(entries)
    return entries[number] if number < len(entries) else None
