"""Plain text, as a browser or Word hands a report over -> a Reading: lines with tabs are rows, others paragraphs."""

from collections.abc import Iterator

from disclosure_desk.form import Form
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.reading import Reading
from disclosure_desk.readers.stream import Item, Paragraph, Row

_MOST_LINES, _MOST_TABS = 100_000, 500_000
"""A report has some hundred lines; so many are a log or a database, and would keep the clerk waiting."""


def read_text(form: Form, text: str) -> Reading:
    """The report a text holds; raises ReadError, without a file's name, if it is none or has no title."""
    return interpret(form, text_items(text))


def text_items(text: str) -> Iterator[Item]:
    """The lines of a text; raises ReadError for far more than any report has."""
    if text.count("\t") > _MOST_TABS or len(text.splitlines()) > _MOST_LINES:
        raise ReadError(f"这份文字稿太长了，超过 {_MOST_LINES} 行或者 {_MOST_TABS} 格，不像是一份报告。")
    for line in text.splitlines():
        stripped = line.strip()
        # A tab before a paragraph is an indent; a tab behind it may be what an empty cell left.
        if "\t" in line.lstrip() and stripped:
            yield Row(tuple(line.split("\t")))
        elif stripped:
            yield Paragraph(stripped)
