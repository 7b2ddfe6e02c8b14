"""A Word file -> the items of the source: paragraphs with the numbers Word prints before them, tables at true columns.

A table whose cells hold parts of the page is read as what is in its cells, because offices lay out whole reports in one
table: a row counts as layout if a cell has a table in it, or is the only one and longer than a caption. Footnotes come
first, before the title, so that they are listed for the clerk and become part of no text.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from disclosure_desk.readers.formats.docx.numbering import DocxNumbering
from disclosure_desk.readers.formats.docx.paragraph_text import text_boxes, text_of
from disclosure_desk.readers.formats.docx.table import DocxRow, table_rows
from disclosure_desk.readers.formats.docx.word_xml import unwrapped_children, value, word
from disclosure_desk.readers.formats.office.parts import optional_part, part_name
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_MOST_CELLS = 100_000
"""No report has nearly as many cells, covered ones counted."""

_MOST_PARAGRAPHS, _MOST_NOTES = 5_000, 500
_NOTES = {"footnote": "脚注", "endnote": "尾注"}
_LONGEST_HEADING = 60
_LONGEST_CAPTION, _MOST_CAPTION_LINES = 200, 3
"""A row of one cell with more text or lines in it is no caption of its table."""

_HEADING = re.compile(r"(?:heading|title|标题)", re.IGNORECASE)
_PROGRESS_EVERY = 50
"""Paragraphs and rows between two reports of progress."""


def docx_items(content: bytes, progress: Progress) -> Iterator[SourceItem]:
    """Return the paragraphs and rows of a Word file. Raise ReadError for a broken or hostile one, and Cancelled."""
    archive = SafeZip(content)
    main = part_name(archive, ".main+xml", "word/document.xml")
    folder = main.rpartition("/")[0]
    document = parse_xml(archive.read(main))
    styles = optional_part(archive, "wordprocessingml.styles+xml", f"{folder}/styles.xml")
    numbering = optional_part(archive, "wordprocessingml.numbering+xml", f"{folder}/numbering.xml")
    body = document.find(word("body"))
    if body is None:
        raise ReadError("这个 Word 文件里没有正文，可能已经损坏；请重新另存一份再导入。")
    reader = _BodyReader(DocxNumbering(numbering, styles), _heading_styles(styles), progress, max(len(body), 1))
    return chain(_footnotes(archive, folder), reader.items(body))


def _footnotes(archive: SafeZip, folder: str) -> list[SourceItem]:
    found: list[SourceItem] = []
    for kind, name in _NOTES.items():
        notes = optional_part(archive, f"wordprocessingml.{kind}s+xml", f"{folder}/{kind}s.xml")
        for note in () if notes is None else notes.iterfind(word(kind)):
            text = one_line(" ".join(text_of(paragraph).split()) for paragraph in note.iter(word("p")))
            if text and note.get(word("type")) is None:  # separators have a type
                found.append(SourceParagraph(f"（{name}：{text}）", SourceLocation(name)))
    if len(found) > _MOST_NOTES:
        raise ReadError(f"脚注太多了，超过 {_MOST_NOTES} 条，不像是一份报告。")
    return found


def _heading_styles(styles: XmlElement | None) -> frozenset[str]:
    """Return the ids of the styles of titles and headings."""
    entries = [] if styles is None else styles.iter(word("style"))
    headings = (style for style in entries if _HEADING.match(value(style, "name") or ""))
    return frozenset(style.get(word("styleId"), "") for style in headings)


class _BodyReader:
    """Reads a document from its start to its end, and counts its parts for the names of locations."""

    def __init__(
        self, numbering: DocxNumbering, heading_styles: frozenset[str], progress: Progress, length: int
    ) -> None:
        self._numbering, self._heading_styles = numbering, heading_styles
        self._progress, self._length = progress, length
        self._steps = self._paragraphs = self._tables = self._cells = 0

    def items(self, holder: XmlElement) -> Iterator[SourceItem]:
        """Yield the items of an element that holds paragraphs and tables."""
        for block in unwrapped_children(holder, "p", "tbl"):
            if block.tag == word("tbl"):
                yield from self._table(block)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: XmlElement) -> Iterator[SourceItem]:
        self._count_step()
        lines = [line for line in self._lines(paragraph) if line.strip()]
        if len(lines) > 1 and self._is_heading(paragraph, lines):
            lines = [one_line(lines)]
        for line in lines:
            self._paragraphs += 1
            if self._paragraphs > _MOST_PARAGRAPHS:
                raise ReadError(f"正文太长了，超过 {_MOST_PARAGRAPHS} 段，不像是一份报告。")
            text, location = line.strip(), SourceLocation(f"第 {self._paragraphs} 段")
            # With tabs in it, a line is a row of a table that was set with tabs.
            yield SourceRow(tuple(text.split("\t")), location) if "\t" in text else SourceParagraph(text, location)
        for box in text_boxes(paragraph):
            yield from self.items(box)

    def _lines(self, paragraph: XmlElement) -> list[str]:
        """Return the printed lines, the first with its number; a number on an empty line is counted, not printed."""
        number, text = self._numbering.number_before(paragraph), text_of(paragraph)
        lines = text.split("\n")
        if number and text.strip():
            # A number directly before a figure would make another figure.
            lines[0] = f"{number}（自动编号）{lines[0]}" if is_cell_value(text) else number + lines[0].lstrip()
        return lines

    def _is_heading(self, paragraph: XmlElement, lines: Iterable[str]) -> bool:
        """Return whether lines broken by hand are those of one heading."""
        is_outlined = value(paragraph, "pPr", "outlineLvl") is not None
        is_styled = value(paragraph, "pPr", "pStyle") in self._heading_styles
        is_centred = value(paragraph, "pPr", "jc") == "center"
        return (is_outlined or is_styled or is_centred) and len("".join(lines)) <= _LONGEST_HEADING

    def _table(self, table: XmlElement) -> Iterator[SourceItem]:
        self._tables += 1
        number = self._tables
        rows = list(table_rows(table))
        width = max((row.width for row in rows), default=0)
        # Where rows differ in width, the program that wrote them left out spans, and columns mean nothing.
        aligned = len({row.width for row in rows}) == 1
        for row_number, row in enumerate(rows, 1):
            self._count_step()
            self._cells += width
            if self._cells > _MOST_CELLS:
                raise ReadError(f"表格太大了，超过 {_MOST_CELLS} 格，不像是报告里的表格。")
            location = SourceLocation(f"第 {number} 个表格第 {row_number} 行")
            yield from self._row(row, width, location, aligned=aligned)

    def _row(self, row: DocxRow, width: int, location: SourceLocation, *, aligned: bool) -> Iterator[SourceItem]:
        if any(_is_layout(cell, is_only_cell=len(row.cells) == 1) for _, cell in row.cells):
            for _, cell in row.cells:
                yield from self.items(cell)
            return
        texts = [""] * width
        for column, cell in row.cells:
            texts[column] = self._cell_text(cell)
        if any(texts):
            yield SourceRow(tuple(texts), location, aligned)

    def _cell_text(self, cell: XmlElement) -> str:
        lines: list[str] = []
        for paragraph in unwrapped_children(cell, "p"):
            lines += self._lines(paragraph)
            lines += (self._cell_text(box) for box in text_boxes(paragraph))
        return one_line(" ".join(line.split()) for line in lines)

    def _count_step(self) -> None:
        self._steps += 1
        if self._steps % _PROGRESS_EVERY == 1:
            self._progress(min(self._steps / self._length, 1.0))


def _is_layout(cell: XmlElement, *, is_only_cell: bool) -> bool:
    """Return whether a cell holds a part of the page rather than a label or figure."""
    if next(unwrapped_children(cell, "tbl"), None) is not None:
        return True
    lines = [text for text in map(text_of, unwrapped_children(cell, "p")) if text.strip()]
    return is_only_cell and (len(lines) > _MOST_CAPTION_LINES or sum(map(len, lines)) > _LONGEST_CAPTION)
