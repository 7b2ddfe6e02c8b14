"""A workbook -> the neutral stream: its visible sheets in order, cells as text, formulas never worked out."""

import re
from collections.abc import Iterator
from itertools import accumulate

from disclosure_desk.readers.formats.office.parts import part_name, related_parts
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.formats.xlsx.cells import Book, filled_rows, hidden_columns, is_yes, name, strings, styles
from disclosure_desk.readers.formats.xlsx.sheet import Line, Sheet, without_helpers
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_SHEETS, _MOST_ROWS, _MOST_CELLS = 100, 5_000, 100_000
"""So many sheets, and so many filled rows and cells on all of them, no workbook with a report has."""

_MOST_IN_SHEET = 40_000_000
_EMPTY = re.compile(rb'<(c|row) (?:[^<>]* )?r="[^<>]*(?:/>|(?<!/)></\1>)')
"""Formatted cells without a content, of which a sheet may have a million; they go before it is parsed."""


def xlsx_items(content: bytes, progress: Progress) -> Iterator[SourceItem]:
    """The texts and rows of a workbook; raises ReadError for a broken or hostile one, and Cancelled.

    Hidden sheets are left out, and hidden columns that have no words. Other hidden rows and columns are not: what they
    say stands under its own words.
    """
    archive = SafeZip(content)
    main = part_name(archive, ".main+xml", "xl/workbook.xml")
    workbook, parts = parse_xml(archive.read(main)), related_parts(archive, main)
    entries = [entry for entry in workbook.iter(name("sheet")) if entry.get("state", "visible") == "visible"]
    if len(entries) > _MOST_SHEETS:
        raise ReadError(f"工作簿里有 {_MOST_SHEETS} 张以上的工作表，不像是一份报告。")
    book = _book(archive, workbook, main.rpartition("/")[0])
    sheets: list[Sheet] = []
    for number, entry in enumerate(entries):
        progress(number / len(entries))
        root = parse_xml(_EMPTY.sub(b"", archive.read(parts.get(entry.get(_RELATION, ""), ""), _MOST_IN_SHEET)))
        lines = [Line(*row) for row in filled_rows(root, book)]
        sheets.append(Sheet(entry.get("name", ""), without_helpers(lines, hidden_columns(root))))
        _require_small(sheets)
    yield from _in_order(sheets)


def _require_small(sheets: list[Sheet]) -> None:
    if sum(sheet.rows for sheet in sheets) > _MOST_ROWS or sum(sheet.cells for sheet in sheets) > _MOST_CELLS:
        raise ReadError(f"工作表太大了，超过 {_MOST_ROWS} 行或者 {_MOST_CELLS} 格，不像是一份报告。")


def _book(archive: SafeZip, workbook: XmlElement, folder: str) -> Book:
    return Book(
        strings(_optional(archive, "sharedStrings+xml", f"{folder}/sharedStrings.xml")),
        styles(_optional(archive, "spreadsheetml.styles+xml", f"{folder}/styles.xml")),
        any(is_yes(entry.get("date1904")) for entry in workbook.iter(name("workbookPr"))),
    )


def _optional(archive: SafeZip, said: str, usual: str) -> XmlElement | None:
    found = part_name(archive, said, usual)
    return parse_xml(archive.read(found)) if found in archive else None


def _in_order(sheets: list[Sheet]) -> Iterator[SourceItem]:
    """The items sheet by sheet; with all texts on one sheet, by the numbers of their headings and those of tables."""
    sections = [section for sheet in sheets for section in sheet.sections()]
    if any(sheet.is_of_texts for sheet in sheets):
        # What has no number stays behind what it stands behind.
        numbers = (section.number for section in sections)
        places = list(accumulate(numbers, lambda before, number: before if number is None else number, initial=0))[1:]
        sections = [section for _, section in sorted(zip(places, sections, strict=True), key=lambda placed: placed[0])]
    for section in sections:
        yield from section.items
