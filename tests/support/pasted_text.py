"""A report pasted as text, read as the program reads a text file."""

from disclosure_desk.core.form import Form
from disclosure_desk.readers import Reading
from disclosure_desk.readers.formats.text.reader import text_items
from disclosure_desk.readers.interpret import interpret


def read_text(form: Form, text: str) -> Reading:
    """Return the report that a text holds. Raise ReadError, without a file's name, if it is none."""
    return interpret(form, text_items(text))
