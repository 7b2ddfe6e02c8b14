"""Plain text, as a browser, Word or Excel hands it over -> a Reading: lines of cells are rows, others paragraphs."""

import re
from collections.abc import Iterator

from disclosure_desk.form import Form
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.reading import Reading
from disclosure_desk.readers.separated import cells_of, is_separated, records
from disclosure_desk.readers.stream import Item, Paragraph, Row

_MOST_LINES, _MOST_TABS = 100_000, 500_000
"""A report has some hundred lines; so many are a log or a database, and would keep the clerk waiting."""

_HEADING = re.compile(r"#{1,6}\s+(?=\S)")
"""What Markdown has before a heading."""


def read_text(form: Form, text: str) -> Reading:
    """The report a text holds; raises ReadError, without a file's name, if it is none or has no title."""
    return interpret(form, text_items(text))


def text_items(text: str) -> Iterator[Item]:
    """The lines of a text; raises ReadError for far more than any report has."""
    lines = text.splitlines()
    if text.count("\t") > _MOST_TABS or len(lines) > _MOST_LINES:
        raise ReadError(f"这份文字稿太长了，超过 {_MOST_LINES} 行或者 {_MOST_TABS} 格，不像是一份报告。")
    mark = "," if is_separated(lines) else "\t"
    for line in records(lines, mark):
        stripped = line.strip()
        # A tab before a paragraph is an indent; a tab behind it may be what an empty cell left.
        if mark in line.lstrip() and stripped:
            yield Row(cells_of(line, mark))
        elif stripped:
            yield Paragraph(_HEADING.sub("", stripped))
