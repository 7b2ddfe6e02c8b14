"""The cells of a sheet as text: where each is and what it shows, formulas never worked out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from disclosure_desk.readers.formats.office.safe_xml import XmlElement
from disclosure_desk.readers.formats.xlsx.cell_look import CellLook, cell_looks, run_look
from disclosure_desk.readers.formats.xlsx.number_formats import hides, number_as_shown, shown_rounded
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.styled_text import StyledRun, plain_text
from disclosure_desk.text.lazy_pattern import lazy_pattern

_Entry = TypeVar("_Entry")
_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = lazy_pattern(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_ESCAPED_CHARACTER = lazy_pattern("_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character by its number."""

_LONGEST_NUMBER = 7
"""A sheet has no more rows, nor a workbook more texts, than so many digits count."""

_LEAST_SIZE = 0.5
"""Of a row's height in points, and of a column's width in characters: with less nothing is seen of it."""

_BOOLEANS = {"0": "FALSE", "1": "TRUE"}
_MOST_MERGED, _MOST_COVERED = 3_000, 100_000
"""Merged cells, and rows that they cover together: no sheet of a report has nearly as many."""

_MOST_CHARACTERS = 4_000_000
"""Characters of a sheet; a small file may have more, because cells may share one long text."""


def sheet_tag(name: str) -> str:
    """Return the full name of an element of a workbook."""
    return _NAMESPACE + name


class XlsxStyle(NamedTuple):
    """How a cell shows what it holds: the number and the code of its format, whether it is struck out, its look."""

    number: int = 0
    code: str = ""
    struck: bool = False
    look: CellLook = CellLook()


class XlsxText(NamedTuple):
    """A text in runs: the characters of each, and how it looks; no look: that of its cell."""

    runs: tuple[tuple[StyledRun, CellLook | None], ...]


class XlsxCell(NamedTuple):
    """What a cell shows, the words in it that nobody sees, and whether parts of it look different.

    `rounded` is what is shown of the number in it, where that has more digits.
    """

    text: str
    hidden: str = ""
    is_mixed: bool = False
    rounded: str = ""


class XlsxWorkbook(NamedTuple):
    """What the cells of all sheets refer to: texts, and styles by their numbers."""

    texts: Sequence[XlsxText]
    styles: Sequence[XlsxStyle]
    since_1904: bool


def shared_texts(root: XmlElement | None) -> list[XlsxText]:
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
    return [
        XlsxStyle(number, codes.get(number, ""), is_struck, look)
        for (number, is_struck), look in zip(formats, cell_looks(root, sheet_tag), strict=True)
    ]


def _is_on(entry: XmlElement | None) -> bool:
    return entry is not None and is_true(entry.get("val", "1"))


def is_true(value: str | None) -> bool:
    """Return whether an attribute says yes."""
    return value in ("1", "true")


def hidden_columns(sheet: XmlElement) -> list[range]:
    """Return the columns that are not shown."""
    entries = sheet.iterfind(f"{sheet_tag('cols')}/{sheet_tag('col')}")
    hidden = (entry for entry in entries if is_true(entry.get("hidden")) or _is_nothing(entry.get("width")))
    return [range(_number(entry.get("min")), _number(entry.get("max")) + 1) for entry in hidden]


def _is_nothing(size: str | None) -> bool:
    """Return whether a width or height is so small that nothing is seen."""
    try:
        return size is not None and float(size) < _LEAST_SIZE
    except ValueError:
        return False


class XlsxFilledRow(NamedTuple):
    """The number of a row that says something, its cells by their columns, counted from 1, and whether it is shown."""

    number: int
    cells: Mapping[int, XlsxCell]
    is_hidden: bool


def filled_rows(sheet: XmlElement, workbook: XlsxWorkbook, hidden: Sequence[range] = ()) -> Iterator[XlsxFilledRow]:
    """Yield the rows that say something; a cell that a merged one covers says nothing.

    What a merged cell says is in the first of its columns that is not hidden, for there it is shown.
    """
    merged = _merged_by_row(sheet)
    row_number = characters = 0
    for row in sheet.iterfind(f"{sheet_tag('sheetData')}/{sheet_tag('row')}"):
        row_number = _number(row.get("r")) or row_number + 1
        cells = dict(_cells(row, workbook))
        for left, top, right in merged.get(row_number, ()):
            # A merged cell may claim to be 16,000 columns wide: only the filled ones are looked at.
            columns = range(left, right + 1) if right - left < len(cells) else list(cells)
            for column in columns:
                if left <= column <= right and (column, row_number) != (left, top):
                    cells.pop(column, None)
            shown = _first_shown(left, hidden)
            if left < shown <= right and left in cells:
                cells[shown] = cells.pop(left)
        characters += sum(len(cell.text) + len(cell.hidden) for cell in cells.values())
        if characters > _MOST_CHARACTERS:
            raise ReadError("工作表里的字太多，不像是一份报告。")
        filled = {column: cell for column, cell in sorted(cells.items()) if cell.text.strip() or cell.hidden}
        if filled:
            yield XlsxFilledRow(row_number, filled, is_true(row.get("hidden")) or _is_nothing(row.get("ht")))


def _first_shown(column: int, hidden: Sequence[range]) -> int:
    """Return the first column from one on that is not hidden."""
    while some := next((one for one in hidden if column in one), None):
        column = some.stop
    return column


def _cells(row: XmlElement, workbook: XlsxWorkbook) -> Iterator[tuple[int, XlsxCell]]:
    column = 0
    for cell in row.iterfind(sheet_tag("c")):
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        style = _entry(workbook.styles, cell.get("s", "")) or XlsxStyle()
        yield column, _cell(cell, workbook, style)


def _cell(cell: XmlElement, workbook: XlsxWorkbook, style: XlsxStyle) -> XlsxCell:
    cell_type, raw = cell.get("t", "n"), (cell.findtext(sheet_tag("v")) or "").strip()
    runs = _runs(cell, workbook) or ((StyledRun(_cell_text(cell, workbook, style)), None),)
    is_hidden = hides(style.code, raw if cell_type == "n" else None)
    shown: list[StyledRun] = []
    hidden, looks = "", set[CellLook]()
    for run, own in runs:
        look = style.look if own is None else own._replace(ground=style.look.ground)
        if is_hidden or look.is_hidden:
            hidden += run.text
            continue
        shown.append(run._replace(struck=run.struck or style.struck))
        if any(map(str.isalnum, run.text)):
            looks.add(look)
    rounded = shown_rounded(raw, style.number, style.code) if cell_type == "n" and shown else ""
    return XlsxCell(plain_text(shown), hidden.strip(), len(looks) > 1, rounded)


def _runs(cell: XmlElement, workbook: XlsxWorkbook) -> tuple[tuple[StyledRun, CellLook | None], ...]:
    """Return the runs of a cell with a text; none for any other cell."""
    if cell.get("t") == "s":
        text = _entry(workbook.texts, (cell.findtext(sheet_tag("v")) or "").strip())
        return text.runs if text else ()
    inline = cell.find(sheet_tag("is")) if cell.get("t") == "inlineStr" else None
    return () if inline is None else _text(inline).runs


def _cell_text(cell: XmlElement, workbook: XlsxWorkbook, style: XlsxStyle) -> str:
    """Return what a cell shows that has no text in runs."""
    cell_type, raw = cell.get("t", "n"), (cell.findtext(sheet_tag("v")) or "").strip()
    formula = cell.find(sheet_tag("f"))
    # Without a stored result the formula itself is shown, so that the clerk sees why no figure was read.
    if formula is not None and not raw and cell_type != "str":
        return f"={formula.text or '（公式）'}"
    if cell_type == "n":
        return number_as_shown(raw, style.number, style.code, since_1904=workbook.since_1904)
    if cell_type in ("s", "inlineStr"):
        return ""
    return _BOOLEANS.get(raw, raw) if cell_type == "b" else _unescaped(raw)


def _text(holder: XmlElement) -> XlsxText:
    """Return a text in runs, without the characters that say how it is pronounced."""
    return XlsxText(tuple(_run(child) for child in holder if child.tag in (sheet_tag("t"), sheet_tag("r"))))


def _run(run: XmlElement) -> tuple[StyledRun, CellLook | None]:
    if run.tag == sheet_tag("t"):
        return StyledRun(_unescaped(run.text or "")), None
    properties = run.find(sheet_tag("rPr"))
    text = _unescaped(run.findtext(sheet_tag("t")) or "")
    if properties is None:
        return StyledRun(text), None
    struck, shift = properties.find(sheet_tag("strike")), properties.find(sheet_tag("vertAlign"))
    own = StyledRun(text, _is_on(struck), "" if shift is None else shift.get("val", ""))
    return own, run_look(properties, sheet_tag)


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
