"""A Word file -> the items of the source: paragraphs with the numbers Word prints before them, tables at true columns.

A table whose cells hold parts of the page is read as what is in its cells, because offices lay out whole reports in one
table: a row counts as layout if a cell has a table in it, or is the only one and longer than a caption. What is not
read, such as footnotes, comments and pictures, is told in remarks (skipped_content), and so are paragraphs nobody sees.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from disclosure_desk.readers.formats.docx.numbering import DocxNumbering
from disclosure_desk.readers.formats.docx.paragraph_text import ParagraphText, paragraph_text, text_boxes
from disclosure_desk.readers.formats.docx.prompts import take_prompts
from disclosure_desk.readers.formats.docx.run_style import DocxStyles, Ground
from disclosure_desk.readers.formats.docx.skipped_content import skipped_content
from disclosure_desk.readers.formats.docx.table import DocxRow, hidden_rows, table_rows
from disclosure_desk.readers.formats.docx.word_xml import unwrapped_children, value, word
from disclosure_desk.readers.formats.office.parts import optional_part, part_name
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.joined_lines import LONGEST_HEADING, one_line
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import (
    ItemDoubt,
    SourceContent,
    SourceItem,
    SourceLocation,
    SourceParagraph,
    SourceRemark,
    SourceRow,
)
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_CELLS = 100_000
"""No report has nearly as many cells, covered ones counted."""

_MOST_PARAGRAPHS = 5_000
_LONGEST_CAPTION, _MOST_CAPTION_LINES = 200, 3
"""A row of one cell with more text or lines in it is no caption of its table."""

_LONGEST_QUOTE = 40
_HEADING = lazy_pattern(r"(?:heading|title|标题)", re.IGNORECASE)
_PROGRESS_EVERY = 50
"""Paragraphs and rows between two reports of progress."""


def docx_items(content: bytes, progress: Progress) -> Iterator[SourceContent]:
    """Return the paragraphs and rows of a Word file. Raise ReadError for a broken or hostile one, and Cancelled."""
    archive = SafeZip(content)
    main = part_name(archive, ".main+xml", "word/document.xml")
    folder = main.rpartition("/")[0]
    document = parse_xml(archive.read(main))
    styles = optional_part(archive, "wordprocessingml.styles+xml", f"{folder}/styles.xml")
    theme = optional_part(archive, "officedocument.theme+xml", f"{folder}/theme/theme1.xml")
    numbering = optional_part(archive, "wordprocessingml.numbering+xml", f"{folder}/numbering.xml")
    body = document.find(word("body"))
    if body is None:
        raise ReadError("这个 Word 文件里没有正文，可能已经损坏；请重新另存一份再导入。")
    prompts = take_prompts(document)
    # What Word shows behind a whole document cannot be told from the file: it depends on a setting of the screen.
    ground = Ground(None) if document.find(word("background")) is not None else Ground()
    reader = _BodyReader(
        DocxNumbering(numbering, styles),
        DocxStyles(styles, theme),
        _heading_styles(styles),
        progress,
        max(len(body), 1),
    )
    return chain(_on_prompts(prompts), skipped_content(archive, main, document), reader.contents(body, ground))


def _on_prompts(prompts: Sequence[str]) -> Iterator[SourceRemark]:
    if prompts:
        yield SourceRemark(f"文档里有 {len(prompts)} 个输入框没有填，里面提示的话没有取：{_quoted(prompts[0])}")


def _heading_styles(styles: XmlElement | None) -> frozenset[str]:
    """Return the ids of the styles of titles and headings."""
    entries = [] if styles is None else styles.iter(word("style"))
    headings = (style for style in entries if _HEADING.match(value(style, "name") or ""))
    return frozenset(style.get(word("styleId"), "") for style in headings)


class _BodyReader:
    """Reads a document from its start to its end, and counts its parts for the names of locations."""

    def __init__(
        self,
        numbering: DocxNumbering,
        styles: DocxStyles,
        heading_styles: frozenset[str],
        progress: Progress,
        length: int,
    ) -> None:
        self._numbering, self._styles, self._heading_styles = numbering, styles, heading_styles
        self._progress, self._length = progress, length
        self._steps = self._paragraphs = self._tables = self._cells = 0
        self._hidden: list[str] = []

    def contents(self, body: XmlElement, ground: Ground) -> Iterator[SourceContent]:
        """Yield the items of the document, and a remark on the paragraphs in it that nobody sees."""
        yield from self._items(body, ground)
        if self._hidden:
            words = _quoted(" ".join(self._hidden))
            yield SourceRemark(f"文档里有 {len(self._hidden)} 段看不见的文字（设成了隐藏或者白色），没有取：{words}")

    def _items(self, holder: XmlElement, ground: Ground) -> Iterator[SourceItem]:
        """Yield the items of an element that holds paragraphs and tables."""
        for block in unwrapped_children(holder, "p", "tbl"):
            if block.tag == word("tbl"):
                yield from self._table(block, ground)
            else:
                yield from self._paragraph(block, ground)

    def _paragraph(self, paragraph: XmlElement, ground: Ground) -> Iterator[SourceItem]:
        self._count_step()
        read = paragraph_text(paragraph, self._styles, ground)
        lines = [line for line in self._lines(paragraph, read.text) if line.strip()]
        if len(lines) > 1 and self._is_heading(paragraph, lines):
            lines = [one_line(lines)]
        if read.hidden and not lines:
            self._hidden.append(read.hidden)
        doubts = (ItemDoubt("hidden", read.hidden),) if read.hidden else ()
        for line in lines:
            self._paragraphs += 1
            if self._paragraphs > _MOST_PARAGRAPHS:
                raise ReadError(f"正文太长了，超过 {_MOST_PARAGRAPHS} 段，不像是一份报告。")
            text, location = line.strip(), SourceLocation(f"第 {self._paragraphs} 段")
            if "\t" in text:  # with tabs in it, a line is a row of a table that was set with tabs
                yield SourceRow(tuple(text.split("\t")), location, doubts=doubts)
            else:
                yield SourceParagraph(text, location, doubts)
            doubts = ()
        for box in text_boxes(paragraph):
            yield from self._items(box, ground._replace(color=None))

    def _lines(self, paragraph: XmlElement, text: str) -> list[str]:
        """Return the printed lines, the first with its number; a number on an empty line is counted, not printed."""
        number = self._numbering.number_before(paragraph)
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
        return (is_outlined or is_styled or is_centred) and len("".join(lines)) <= LONGEST_HEADING

    def _table(self, table: XmlElement, around: Ground) -> Iterator[SourceItem]:
        self._tables += 1
        ground = self._styles.ground_in_table(table, around)
        number = self._tables
        rows = list(table_rows(table))
        self._hidden += hidden_rows(table)
        width = max((row.width for row in rows), default=0)
        # Where rows differ in width, the program that wrote them left out spans, and columns mean nothing.
        aligned = len({row.width for row in rows}) == 1
        for row_number, row in enumerate(rows, 1):
            self._count_step()
            self._cells += width
            if self._cells > _MOST_CELLS:
                raise ReadError(f"表格太大了，超过 {_MOST_CELLS} 格，不像是报告里的表格。")
            location = SourceLocation(f"第 {number} 个表格第 {row_number} 行")
            yield from self._row(row, SourceRow(("",) * width, location, aligned), ground)

    def _row(self, row: DocxRow, blank: SourceRow, ground: Ground) -> Iterator[SourceItem]:
        """Yield a row of blank cells with its texts in them; of a row that is layout, what is in its cells."""
        grounds = [self._styles.ground_in_cell(cell, ground) for _, cell in row.cells]
        if any(self._is_layout(cell, is_only_cell=len(row.cells) == 1) for _, cell in row.cells):
            for (_, cell), its_ground in zip(row.cells, grounds, strict=True):
                yield from self._items(cell, its_ground)
            return
        texts, doubts = list(blank.cells), list[ItemDoubt]()
        for (column, cell), its_ground in zip(row.cells, grounds, strict=True):
            read = self._cell(cell, its_ground)
            texts[column] = read.text
            if read.hidden:
                doubts.append(ItemDoubt("hidden", read.hidden, column))
            if read.is_mixed and is_cell_value(read.text):
                doubts.append(ItemDoubt("mixed", read.text, column))
        if any(texts):
            yield blank._replace(cells=tuple(texts), doubts=tuple(doubts))
        elif doubts:
            self._hidden += (doubt.words for doubt in doubts)

    def _cell(self, cell: XmlElement, ground: Ground) -> ParagraphText:
        lines: list[str] = []
        parts: list[ParagraphText] = []
        for paragraph in unwrapped_children(cell, "p"):
            parts.append(paragraph_text(paragraph, self._styles, ground))
            lines += self._lines(paragraph, parts[-1].text)
            for box in text_boxes(paragraph):
                parts.append(self._cell(box, ground._replace(color=None)))
                lines.append(parts[-1].text)
        text = one_line(" ".join(line.split()) for line in lines)
        hidden = " ".join(part.hidden for part in parts if part.hidden)
        return ParagraphText(text, hidden, any(part.is_mixed for part in parts))

    def _is_layout(self, cell: XmlElement, *, is_only_cell: bool) -> bool:
        """Return whether a cell holds a part of the page rather than a label or figure."""
        if next(unwrapped_children(cell, "tbl"), None) is not None:
            return True
        if not is_only_cell:
            return False
        paragraphs = unwrapped_children(cell, "p")
        texts = (paragraph_text(paragraph, self._styles, Ground()).text for paragraph in paragraphs)
        lines = [text for text in texts if text.strip()]
        return len(lines) > _MOST_CAPTION_LINES or sum(map(len, lines)) > _LONGEST_CAPTION

    def _count_step(self) -> None:
        self._steps += 1
        if self._steps % _PROGRESS_EVERY == 1:
            self._progress(min(self._steps / self._length, 1.0))


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
