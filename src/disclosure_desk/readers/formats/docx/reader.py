"""A Word file -> the neutral stream: paragraphs with the numbers Word prints before them, tables at true columns."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from disclosure_desk.readers.formats.docx.numbering import Numbers
from disclosure_desk.readers.formats.docx.table import TableRow, parts, table_rows
from disclosure_desk.readers.formats.docx.text import boxes, text_of, value, word
from disclosure_desk.readers.formats.office.parts import part_name
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_MOST_CELLS = 100_000
"""So many cells, covered ones counted, no report has by far."""

_MOST_PARAGRAPHS, _MOST_NOTES = 5_000, 500
_NOTES = {"footnote": "脚注", "endnote": "尾注"}
_LONGEST_HEADING = 60
_LONGEST_CELL, _MOST_LINES = 200, 3
"""A row of one cell with more in it is no caption: the table is there for the layout of the page."""

_HEADING = re.compile(r"(?:heading|title|标题)", re.IGNORECASE)
_STEPS = 50
"""After so many paragraphs and rows progress is told."""


def docx_items(content: bytes, progress: Progress) -> Iterator[SourceItem]:
    """The paragraphs and rows of a Word file; raises ReadError for a broken or hostile one, and Cancelled."""
    archive = SafeZip(content)
    main = part_name(archive, ".main+xml", "word/document.xml")
    folder = main.rpartition("/")[0]
    document = parse_xml(archive.read(main))
    styles = _optional(archive, "wordprocessingml.styles+xml", f"{folder}/styles.xml")
    numbering = _optional(archive, "wordprocessingml.numbering+xml", f"{folder}/numbering.xml")
    body = document.find(word("body"))
    if body is None:
        raise ReadError("这个 Word 文件里没有正文，可能已经损坏；请重新另存一份再导入。")
    walk = _Walk(Numbers(numbering, styles), _heading_styles(styles), progress, max(len(body), 1))
    return chain(_below(archive, folder), walk.blocks(body))


def _below(archive: SafeZip, folder: str) -> list[SourceItem]:
    """What stands below pages or at the end; it comes before the title, so as to be listed and no part of a text."""
    found: list[SourceItem] = []
    for kind, name in _NOTES.items():
        notes = _optional(archive, f"wordprocessingml.{kind}s+xml", f"{folder}/{kind}s.xml")
        for note in () if notes is None else notes.iterfind(word(kind)):
            text = one_line(" ".join(text_of(paragraph).split()) for paragraph in note.iter(word("p")))
            if text and note.get(word("type")) is None:
                found.append(SourceParagraph(f"（{name}：{text}）", SourceLocation(name)))
    if len(found) > _MOST_NOTES:
        raise ReadError(f"脚注太多了，超过 {_MOST_NOTES} 条，不像是一份报告。")
    return found


def _optional(archive: SafeZip, said: str, usual: str) -> XmlElement | None:
    name = part_name(archive, said, usual)
    return parse_xml(archive.read(name)) if name in archive else None


def _heading_styles(styles: XmlElement | None) -> frozenset[str]:
    """The styles of titles and headings."""
    every = [] if styles is None else styles.iter(word("style"))
    headings = (style for style in every if _HEADING.match(value(style, "name") or ""))
    return frozenset(style.get(word("styleId"), "") for style in headings)


class _Walk:
    """Goes through a document in the order it is read, and counts for the names of locations."""

    def __init__(self, numbers: Numbers, headings: frozenset[str], progress: Progress, length: int) -> None:
        self._numbers, self._headings = numbers, headings
        self._progress, self._length = progress, length
        self._steps = self._paragraphs = self._tables = self._cells = 0

    def blocks(self, holder: XmlElement) -> Iterator[SourceItem]:
        """The items of whatever holds paragraphs and tables."""
        for block in parts(holder, "p", "tbl"):
            if block.tag == word("tbl"):
                yield from self._table(block)
            else:
                yield from self._paragraph(block)

    def _paragraph(self, paragraph: XmlElement) -> Iterator[SourceItem]:
        self._step()
        lines = [line for line in self._lines(paragraph) if line.strip()]
        if len(lines) > 1 and self._is_heading(paragraph, lines):
            lines = [one_line(lines)]
        for line in lines:
            self._paragraphs += 1
            if self._paragraphs > _MOST_PARAGRAPHS:
                raise ReadError(f"正文太长了，超过 {_MOST_PARAGRAPHS} 段，不像是一份报告。")
            yield _line_item(line.strip(), SourceLocation(f"第 {self._paragraphs} 段"))
        for box in boxes(paragraph):
            yield from self.blocks(box)

    def _lines(self, paragraph: XmlElement) -> list[str]:
        """The printed lines, the first with its number; a number on an empty line is left out, but counted."""
        number, text = self._numbers.before(paragraph), text_of(paragraph)
        lines = text.split("\n")
        if number and text.strip():
            # A figure would change with a number right before it.
            lines[0] = f"{number}（自动编号）{lines[0]}" if is_cell_value(text) else number + lines[0].lstrip()
        return lines

    def _is_heading(self, paragraph: XmlElement, lines: Iterable[str]) -> bool:
        """Whether lines broken by hand are those of one heading."""
        outlined = value(paragraph, "pPr", "outlineLvl") is not None
        styled = value(paragraph, "pPr", "pStyle") in self._headings
        centred = value(paragraph, "pPr", "jc") == "center"
        return (outlined or styled or centred) and len("".join(lines)) <= _LONGEST_HEADING

    def _table(self, table: XmlElement) -> Iterator[SourceItem]:
        self._tables += 1
        number = self._tables
        rows = list(table_rows(table))
        width = max((row.width for row in rows), default=0)
        # Where rows differ in width, a maker left spans out, and places tell nothing.
        aligned = len({row.width for row in rows}) == 1
        for place, row in enumerate(rows, 1):
            self._step()
            self._cells += width
            if self._cells > _MOST_CELLS:
                raise ReadError(f"表格太大了，超过 {_MOST_CELLS} 格，不像是报告里的表格。")
            location = SourceLocation(f"第 {number} 个表格第 {place} 行")
            yield from self._row(row, width, location, aligned=aligned)

    def _row(self, row: TableRow, width: int, location: SourceLocation, *, aligned: bool) -> Iterator[SourceItem]:
        if any(_lays_out(cell, alone=len(row.cells) == 1) for _, cell in row.cells):
            for _, cell in row.cells:
                yield from self.blocks(cell)
            return
        texts = [""] * width
        for column, cell in row.cells:
            texts[column] = self._cell(cell)
        if any(texts):
            yield SourceRow(tuple(texts), location, aligned)

    def _cell(self, cell: XmlElement) -> str:
        lines: list[str] = []
        for paragraph in parts(cell, "p"):
            lines += self._lines(paragraph)
            lines += (self._cell(box) for box in boxes(paragraph))
        return one_line(" ".join(line.split()) for line in lines)

    def _step(self) -> None:
        self._steps += 1
        if self._steps % _STEPS == 1:
            self._progress(min(self._steps / self._length, 1.0))


def _line_item(line: str, location: SourceLocation) -> SourceItem:
    """A line is a paragraph; with tabs in it, a row of a table that was set with tabs."""
    return SourceRow(tuple(line.split("\t")), location) if "\t" in line else SourceParagraph(line, location)


def _lays_out(cell: XmlElement, *, alone: bool) -> bool:
    """Whether a cell holds a part of the page rather than a label or figure."""
    paragraphs = list(parts(cell, "p"))
    if next(parts(cell, "tbl"), None) is not None:
        return True
    lines = [text for text in map(text_of, paragraphs) if text.strip()]
    return alone and (len(lines) > _MOST_LINES or sum(map(len, lines)) > _LONGEST_CELL)
