"""The neutral stream -> a Reading by the edition of the form that it shows."""

from collections.abc import Iterable

from disclosure_desk.form import Form
from disclosure_desk.form_file import OTHER_EDITIONS, load_form
from disclosure_desk.readers.align import align
from disclosure_desk.readers.arranged import align_as_arranged
from disclosure_desk.readers.carried import carry
from disclosure_desk.readers.earlier import read_earlier
from disclosure_desk.readers.editions import has_table, mixed, shows, words_of
from disclosure_desk.readers.reading import Reading
from disclosure_desk.readers.stream import Item
from disclosure_desk.readers.whole_headings import with_whole_headings


def interpret(form: Form, items: Iterable[Item]) -> Reading:
    """The report of a stream in the edition in force; raises ReadError, without a file's name, if it is none."""
    stream = with_whole_headings(form, tuple(items))
    words = words_of(stream)
    for other in map(load_form, OTHER_EDITIONS):
        if other.carried and shows(words, other, form):
            return carry(form, other.carried, align(mixed(words, other, form), stream))
    earlier = None if has_table(words, form) else read_earlier(form, stream)
    return earlier or align_as_arranged(form, stream)
