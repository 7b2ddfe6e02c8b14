"""Plain text, as a browser, Word or Excel hands it over -> a Reading: lines of cells are rows, others paragraphs."""

import re
from collections.abc import Iterator

from disclosure_desk.core.form import Form
from disclosure_desk.readers.formats.text.separated import cells_of, is_separated, records
from disclosure_desk.readers.formats.text.tab_lines import with_whole_rows
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
"""What Markdown has before a heading."""

_ENOUGH = 10_000
"""So many lines tell how cells are parted; no report has more."""


def read_text(form: Form, text: str) -> Reading:
    """The report a text holds; raises ReadError, without a file's name, if it is none or has no title."""
    return interpret(form, text_items(text))


def text_items(text: str) -> Iterator[SourceItem]:
    """The lines of a text."""
    lines = with_whole_rows(text.splitlines())
    mark = "," if is_separated(lines[:_ENOUGH]) else "\t"
    for line in records(lines, mark):
        stripped = line.strip()
        # A tab before a paragraph is an indent; a tab behind it may be what an empty cell left.
        if mark in line.lstrip() and stripped:
            yield SourceRow(cells_of(line, mark))
        elif stripped:
            yield SourceParagraph(_HEADING.sub("", stripped))
