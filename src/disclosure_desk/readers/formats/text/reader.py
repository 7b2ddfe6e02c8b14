"""Plain text -> the items of the source: lines of cells are rows, other lines paragraphs.

Text comes from browsers, Word, Excel and PDF viewers, which join the cells of a row by tabs; a spreadsheet may also
have saved it with commas. Two shapes have to be undone first: a browser that put each tab on a line of its own
(browser_rows), and a cell of several lines in quotation marks (delimited_lines).
"""

import re
from collections.abc import Iterator

from disclosure_desk.readers.formats.text.browser_rows import join_browser_rows
from disclosure_desk.readers.formats.text.delimited_lines import has_comma_cells, join_quoted_lines, split_cells
from disclosure_desk.readers.formats.text.encoding import decode_text
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
_LINES_SAMPLED = 10_000
"""Lines among which cells with commas are looked for; interpret() refuses what has more."""


def text_file_items(content: bytes, _: Progress) -> Iterator[SourceItem]:
    """Return the items of a text file. Raise ReadError if its bytes are no text."""
    return text_items(decode_text(content))


def text_items(text: str) -> Iterator[SourceItem]:
    """Return the lines of a text as items."""
    lines = join_browser_rows(text.splitlines())
    delimiter = "," if has_comma_cells(lines[:_LINES_SAMPLED]) else "\t"
    for line in join_quoted_lines(lines, delimiter):
        stripped = line.strip()
        # A tab before a paragraph is an indent; a tab behind it may be what an empty cell left.
        if delimiter in line.lstrip() and stripped:
            yield SourceRow(split_cells(line, delimiter))
        elif stripped:
            yield SourceParagraph(_MARKDOWN_HEADING.sub("", stripped))
