"""The neutral stream -> a Reading by the edition of the form that it shows."""

from collections.abc import Iterable

from disclosure_desk.form import Form
from disclosure_desk.readers.align import align
from disclosure_desk.readers.reading import Reading
from disclosure_desk.readers.stream import Item


def interpret(form: Form, items: Iterable[Item]) -> Reading:
    """The report of a stream in the edition in force; raises ReadError, without a file's name, if it is none."""
    return align(form, items)
