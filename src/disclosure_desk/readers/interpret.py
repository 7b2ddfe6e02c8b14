"""The neutral stream -> a Reading by the edition of the form that it shows."""

from collections.abc import Iterable, Iterator

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import OTHER_EDITIONS, load_form
from disclosure_desk.readers.build_report import align
from disclosure_desk.readers.editions.detect import has_table, mixed, patched, shows, words_of
from disclosure_desk.readers.editions.map_to_current import map_to_current
from disclosure_desk.readers.editions.pre_2019 import read_earlier
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.source_items import SourceItem
from disclosure_desk.readers.structure.broken_headings import with_whole_headings
from disclosure_desk.readers.transposed import align_as_arranged

_MOST_ITEMS, _MOST_CHARACTERS = 10_000, 500_000
"""Lines and rows, and what stands in them: a report has some hundred and 20,000; so many would keep a clerk waiting."""


def interpret(form: Form, items: Iterable[SourceItem]) -> Reading:
    """The report of a stream in the edition in force; raises ReadError, without a file's name, if it is none."""
    stream = with_whole_headings(form, tuple(_of_a_report(items)))
    words = words_of(stream)
    for other in map(load_form, OTHER_EDITIONS):
        partly = patched(words, form, other)
        if other.edition_map and partly is not form:
            return map_to_current(form, other.edition_map._replace(note=""), align(partly, stream))
        if other.edition_map and shows(words, other, form):
            return map_to_current(form, other.edition_map, align(mixed(words, other, form), stream))
    earlier = None if has_table(words, form) else read_earlier(form, stream)
    return earlier or align_as_arranged(form, stream)


def _of_a_report(items: Iterable[SourceItem]) -> Iterator[SourceItem]:
    """The items; raises ReadError once they are far more than any report has."""
    characters = 0
    for number, item in enumerate(items):
        characters += len(item.text)
        if number >= _MOST_ITEMS or characters > _MOST_CHARACTERS:
            raise ReadError(
                f"这份文件太长了，超过 {_MOST_ITEMS} 行或者 {_MOST_CHARACTERS // 10_000} 万字，不像是一份报告；"
                "请只把报告那一部分另存再导入。"
            )
        yield item
