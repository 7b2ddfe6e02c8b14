"""The cells of a sheet as text: where each stands and what it says, formulas never worked out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.formats.xlsx.number_formats import shown
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text

_Entry = TypeVar("_Entry")
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character by its number."""

_LONGEST_NUMBER = 7
"""A sheet has no more rows, nor a workbook more texts, than so many digits count."""

_BOOLEANS = {"0": "FALSE", "1": "TRUE"}
_MOST_MERGED, _MOST_COVERED = 3_000, 100_000
"""So many merged cells, over so many rows together, no sheet of a report has."""

_MOST_CHARACTERS = 4_000_000
"""More than any report says: cells may share one long text."""


def name(tag: str) -> str:
    """The full name of an element of a workbook."""
    return _SHEET + tag


class Style(NamedTuple):
    """How a cell shows what it holds: the number and the code of its format, and whether it is struck out."""

    number: int = 0
    code: str = ""
    struck: bool = False


class Book(NamedTuple):
    """What the cells of all sheets refer to: texts, and styles by their numbers."""

    strings: Sequence[str]
    styles: Sequence[Style]
    since_1904: bool


def strings(root: XmlElement | None) -> list[str]:
    """The texts that cells share."""
    return [] if root is None else [_text(entry) for entry in root.iterfind(name("si"))]


def styles(root: XmlElement | None) -> list[Style]:
    """The styles of cells by their numbers."""
    if root is None:
        return []
    codes = {_whole(entry.get("numFmtId")): entry.get("formatCode", "") for entry in root.iter(name("numFmt"))}
    fonts = [_is_on(font.find(name("strike"))) for font in root.iterfind(f"{name('fonts')}/{name('font')}")]
    entries = root.iterfind(f"{name('cellXfs')}/{name('xf')}")
    return [_style(_whole(entry.get("numFmtId")), codes, fonts, entry.get("fontId", "")) for entry in entries]


def _style(number: int, codes: Mapping[int, str], fonts: Sequence[bool], font: str) -> Style:
    return Style(number, codes.get(number, ""), bool(_entry(fonts, font)))


def _is_on(entry: XmlElement | None) -> bool:
    return entry is not None and is_yes(entry.get("val", "1"))


def is_yes(said: str | None) -> bool:
    """Whether an attribute says yes."""
    return said in ("1", "true")


def hidden_columns(sheet: XmlElement) -> list[range]:
    """The columns that are not shown."""
    entries = (entry for entry in sheet.iterfind(f"{name('cols')}/{name('col')}") if is_yes(entry.get("hidden")))
    return [range(_whole(entry.get("min")), _whole(entry.get("max")) + 1) for entry in entries]


def filled_rows(sheet: XmlElement, book: Book) -> Iterator[tuple[int, Mapping[int, str]]]:
    """The number of each row that says something, and its cells by their columns, counted from 1.

    A cell that a merged one covers says nothing.
    """
    covered = _covered(sheet)
    last = said = 0
    for row in sheet.iterfind(f"{name('sheetData')}/{name('row')}"):
        last = _whole(row.get("r")) or last + 1
        cells = dict(sorted(_cells(row, book)))
        for left, top, right in covered.get(last, ()):
            shorter = range(left, right + 1) if right - left < len(cells) else list(cells)
            for column in shorter:
                if left <= column <= right and (column, last) != (left, top):
                    cells.pop(column, None)
        said += sum(map(len, cells.values()))
        if said > _MOST_CHARACTERS:
            raise ReadError("工作表里的字太多，不像是一份报告。")
        filled = {column: text for column, text in cells.items() if text.strip()}
        if filled:
            yield last, filled


def _cells(row: XmlElement, book: Book) -> Iterator[tuple[int, str]]:
    column = 0
    for cell in row.iterfind(name("c")):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else column + 1
        yield column, _says(cell, book)


def _says(cell: XmlElement, book: Book) -> str:
    style = _entry(book.styles, cell.get("s", "")) or Style()
    return plain_text([StyledRun(_holds(cell, book, style), style.struck)])


def _holds(cell: XmlElement, book: Book, style: Style) -> str:
    kind, raw = cell.get("t", "n"), (cell.findtext(name("v")) or "").strip()
    formula = cell.find(name("f"))
    if formula is not None and not raw and kind != "str":
        return f"={formula.text or '（公式）'}"
    if kind == "n":
        return shown(raw, style.number, style.code, since_1904=book.since_1904)
    if kind == "s":
        return _entry(book.strings, raw) or ""
    if kind == "inlineStr":
        inline = cell.find(name("is"))
        return "" if inline is None else _text(inline)
    return _BOOLEANS.get(raw, raw) if kind == "b" else _unescaped(raw)


def _text(holder: XmlElement) -> str:
    """A text in runs, without the characters that tell how it is pronounced."""
    return plain_text(_run(part_name) for part_name in holder if part_name.tag in (name("t"), name("r")))


def _run(part_name: XmlElement) -> StyledRun:
    if part_name.tag == name("t"):
        return StyledRun(_unescaped(part_name.text or ""))
    properties = part_name.find(name("rPr"))
    struck = shift = None
    if properties is not None:
        struck, shift = properties.find(name("strike")), properties.find(name("vertAlign"))
    text = _unescaped(part_name.findtext(name("t")) or "")
    return StyledRun(text, _is_on(struck), "" if shift is None else shift.get("val", ""))


def _unescaped(text: str) -> str:
    """The text with the characters for their numbers; half of a character is none."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\r\n", "\n")


def _covered(sheet: XmlElement) -> Mapping[int, Sequence[tuple[int, int, int]]]:
    """For each row the merged cells in it: left, top and right."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    total = 0
    for number, merged in enumerate(sheet.iterfind(f"{name('mergeCells')}/{name('mergeCell')}")):
        corners = [_PLACE.fullmatch(corner) for corner in merged.get("ref", "").split(":")]
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


def _whole(said: str | None) -> int:
    return int(said) if said and said.isdecimal() and len(said) <= _LONGEST_NUMBER else 0


def _entry(entries: Sequence[_Entry], said: str) -> _Entry | None:
    """The entry of a number that a cell gives; None if there is none."""
    number = int(said) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else len(entries)
    return entries[number] if number < len(entries) else None
