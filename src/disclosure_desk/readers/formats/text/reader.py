"""Plain text -> the items of the source: lines of cells are rows, other lines paragraphs.

Text comes from browsers, Word, Excel and PDF viewers, which join the cells of a row by tabs; a spreadsheet may also
have saved it with commas. Three shapes have to be undone first: a browser that put each tab on a line of its own
(browser_rows), a cell of several lines in quotation marks (delimited_lines), and each cell on a line with a tab behind.
"""

from collections.abc import Iterator, Sequence

from disclosure_desk.readers.formats.text.browser_rows import join_browser_rows
from disclosure_desk.readers.formats.text.delimited_lines import has_comma_cells, join_quoted_lines, split_cells
from disclosure_desk.readers.formats.text.encoding import decode_text
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MARKDOWN_HEADING = lazy_pattern(r"#{1,6}\s+(?=\S)")
_FEWEST_CELLS_ON_LINES = 40
"""Two rows of table two and three of table three have more cells; a list has not so many blank second columns."""

_MARKDOWN_BOLD = lazy_pattern(r"(\*\*|__)([^*_]+)\1")
_QUOTE_MARKS = lazy_pattern(r"^(?:> ?)+")
_FEWEST_QUOTED, _LINES_OF_ANSWER = 20, 6
"""Lines of a text that is wholly quoted, and lines that the answer to it may have before."""

_LINES_SAMPLED = 10_000
"""Lines among which cells with commas are looked for; interpret() refuses what has more."""


def text_file_items(content: bytes, _: Progress) -> Iterator[SourceItem]:
    """Return the items of a text file. Raise ReadError if its bytes are no text."""
    return text_items(decode_text(content))


def text_items(text: str) -> Iterator[SourceItem]:
    """Return the lines of a text as items."""
    lines = join_browser_rows(_without_tabs_behind_cells(_without_quote_marks(text.splitlines())))
    delimiter = "," if has_comma_cells(lines[:_LINES_SAMPLED]) else "\t"
    for line in join_quoted_lines(lines, delimiter):
        stripped = line.strip()
        # A tab before a paragraph is an indent; a tab behind it may be what an empty cell left.
        if delimiter in line.lstrip() and stripped:
            yield SourceRow(split_cells(line, delimiter))
        elif stripped:
            plain = _MARKDOWN_HEADING.sub("", stripped)
            bold = _MARKDOWN_BOLD.fullmatch(plain)
            yield SourceParagraph(bold[2] if bold else plain)


def _without_quote_marks(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without the > that a letter in answer to another has before each of its lines."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < _FEWEST_QUOTED or not all(line.startswith(">") for line in filled[_LINES_OF_ANSWER:]):
        return lines
    return [_QUOTE_MARKS.sub("", line) for line in lines]


def _without_tabs_behind_cells(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines without the tab behind each, where every cell stands on a line of its own; else as they are."""
    with_tab = sum(line.count("\t") == 1 and line.endswith("\t") and bool(line.strip()) for line in lines)
    with_cells = sum("\t" in line.strip() for line in lines)
    if with_tab < _FEWEST_CELLS_ON_LINES or with_cells > with_tab / _FEWEST_CELLS_ON_LINES:
        return lines
    return [line.rstrip("\t") for line in lines]
