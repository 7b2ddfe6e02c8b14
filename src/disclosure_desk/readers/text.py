"""Plain text, as a browser or Word hands a report over -> a Reading: lines with tabs are rows, others paragraphs."""

from collections.abc import Iterator

from disclosure_desk.form import Form
from disclosure_desk.readers.align import align
from disclosure_desk.readers.reading import Reading
from disclosure_desk.readers.stream import Item, Paragraph, Row


def read_text(form: Form, text: str) -> Reading:
    """The report a text holds; raises ReadError, without a file's name, if it is none or has no title."""
    return align(form, _items(text))


def _items(text: str) -> Iterator[Item]:
    for line in text.splitlines():
        stripped = line.strip()
        # A tab before a paragraph is an indent; a tab behind it may be what an empty cell left.
        if "\t" in line.lstrip() and stripped:
            yield Row(tuple(line.split("\t")))
        elif stripped:
            yield Paragraph(stripped)
