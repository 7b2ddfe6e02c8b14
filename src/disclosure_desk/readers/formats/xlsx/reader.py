"""A workbook -> the items of the source: its visible sheets in order, cells as text, formulas never worked out.

Hidden sheets, rows and columns are left out, and so is what a cell does not show of its content; it is told (left_out).

Offices also keep all texts on one sheet, headings in its first column; such sheets are interleaved with the tables by
the numbers of their headings: the text of 一、 comes before the sheet headed 二、.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from disclosure_desk.readers.formats.office.page_margins import margin_remarks
from disclosure_desk.readers.formats.office.parts import optional_part, part_name, related_parts
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.formats.xlsx.cells import (
    XlsxWorkbook,
    cell_styles,
    filled_rows,
    hidden_columns,
    is_true,
    shared_texts,
    sheet_tag,
)
from disclosure_desk.readers.formats.xlsx.left_out import LeftOut, left_out_remarks, margin_texts, shown_rows
from disclosure_desk.readers.formats.xlsx.sheet import XlsxSheet
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceContent, SourceItem

_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_SHEETS, _MOST_ROWS, _MOST_CELLS = 100, 5_000, 100_000
"""Sheets, and filled rows and cells on all of them: no workbook with a report has nearly as many."""

_MOST_BYTES = 40_000_000
_EMPTY_CELL = re.compile(rb'<(c|row) (?:[^<>]* )?r="[^<>]*(?:/>|(?<!/)></\1>)')
"""Formatted cells without content: a sheet may have a million, so they are removed before it is parsed."""


def xlsx_items(content: bytes, progress: Progress) -> Iterator[SourceContent]:
    """Yield the texts and rows of a workbook. Raise ReadError for a broken or hostile one, and Cancelled."""
    archive = SafeZip(content)
    main = part_name(archive, ".main+xml", "xl/workbook.xml")
    root, parts = parse_xml(archive.read(main)), related_parts(archive, main)
    all_entries = [*root.iter(sheet_tag("sheet"))]
    entries = [entry for entry in all_entries if entry.get("state", "visible") == "visible"]
    if len(entries) > _MOST_SHEETS:
        raise ReadError(f"工作簿里有 {_MOST_SHEETS} 张以上的工作表，不像是一份报告。")
    workbook = _workbook(archive, root, main.rpartition("/")[0])
    sheets, left_out, margins = list[XlsxSheet](), list[LeftOut](), list[str]()
    for number, entry in enumerate(entries):
        progress(number / len(entries))
        name = parts.get(entry.get(_RELATION_ID, ""), "")
        sheet = parse_xml(_EMPTY_CELL.sub(b"", archive.read(name, _MOST_BYTES)))
        hidden = hidden_columns(sheet)
        shown = shown_rows(filled_rows(sheet, workbook, hidden), hidden)
        left_out.append(shown.left_out)
        margins += margin_texts(sheet)
        sheets.append(XlsxSheet(entry.get("name", ""), shown.rows))
        if sum(one.row_count for one in sheets) > _MOST_ROWS or sum(one.cell_count for one in sheets) > _MOST_CELLS:
            raise ReadError(f"工作表太大了，超过 {_MOST_ROWS} 行或者 {_MOST_CELLS} 格，不像是一份报告。")
    items = [*_in_order(sheets)]
    yield from items
    yield from margin_remarks(margins, (item.text for item in items))
    hidden_sheets = [entry.get("name", "") for entry in all_entries if entry not in entries]
    yield from left_out_remarks(archive, hidden_sheets, left_out)


def _workbook(archive: SafeZip, root: XmlElement, folder: str) -> XlsxWorkbook:
    return XlsxWorkbook(
        shared_texts(optional_part(archive, "sharedStrings+xml", f"{folder}/sharedStrings.xml")),
        cell_styles(optional_part(archive, "spreadsheetml.styles+xml", f"{folder}/styles.xml")),
        any(is_true(entry.get("date1904")) for entry in root.iter(sheet_tag("workbookPr"))),
    )


def _in_order(sheets: Sequence[XlsxSheet]) -> Iterator[SourceItem]:
    """Yield the items sheet by sheet; with all texts on one sheet, by the numbers of the headings and tables."""
    sections = [section for sheet in sheets for section in sheet.sections()]
    if any(sheet.is_of_texts for sheet in sheets):
        # A section without a number stays behind the one before it.
        numbers = (section.number for section in sections)
        keys = list(accumulate(numbers, lambda before, number: before if number is None else number, initial=0))[1:]
        sections = [section for _, section in sorted(zip(keys, sections, strict=True), key=lambda pair: pair[0])]
    for section in sections:
        yield from section.items
