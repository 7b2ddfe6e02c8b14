"""The items of a source -> a Reading for the edition in force, through the edition that the source follows.

Input: the items as a file reader found them. Output: the Reading; ReadError, without a file's name, if the source is no
report or is far longer than any.
Invariant: the report is always one of the form in force; how the source differs from it is in the notes.

0. Characters that nobody sees are taken out (visible_contents).
1. Headings broken over several lines are joined (broken_headings).
2. For each other edition, the one with most labels of its own first: single blocks of it in the tables of the form,
   then a whole report of it (detect); such a source is read by that edition's tables, and mapped (map_to_current).
3. Without a table of the form, a report of the years before 2019 (pre_2019).
4. The form in force, with tables as offices rearrange them (transposed).
5. What the file itself makes doubtful, and what its reader did not read, is told (source_remarks).
"""

from collections.abc import Iterable, Iterator

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import OTHER_EDITIONS, load_form
from disclosure_desk.readers.build_report import build_report
from disclosure_desk.readers.editions.detect import (
    count_own_labels,
    follows,
    has_table,
    source_keys,
    with_other_blocks,
    with_other_tables,
)
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.source_items import SourceContent, SourceItem, SourceRemark
from disclosure_desk.readers.source_remarks import with_source_remarks
from disclosure_desk.readers.structure.broken_headings import join_broken_headings
from disclosure_desk.readers.transposed import build_report_as_arranged
from disclosure_desk.readers.visible_contents import visible_contents

_MOST_ITEMS, _MOST_CHARACTERS = 10_000, 500_000
"""Lines and rows, and the characters in them: a report has some hundred and 20,000; with so many a clerk would wait."""


def interpret(form: Form, contents: Iterable[SourceContent]) -> Reading:
    """The report in a source, in the edition in force; raises ReadError, without a file's name, if it is none."""
    limited = tuple(visible_contents(_limited(contents)))
    source = join_broken_headings(form, tuple(item for item in limited if not isinstance(item, SourceRemark)))
    return with_source_remarks(_interpret(form, source), [one for one in limited if isinstance(one, SourceRemark)])


def _interpret(form: Form, source: tuple[SourceItem, ...]) -> Reading:
    keys = source_keys(source)
    others = [(other, other.edition_map) for other in map(load_form, OTHER_EDITIONS) if other.edition_map]
    # Two editions may share the label by which one is recognised, so the edition that shows most in the source comes
    # first: with 2021 before 2019, once 2021 is an earlier edition, a report of 2019 would lose its table two.
    for other, edition_map in sorted(others, key=lambda one: count_own_labels(keys, one[0], form), reverse=True):
        with_blocks = with_other_blocks(keys, form, other)
        if with_blocks is not form:
            from disclosure_desk.readers.editions.map_to_current import map_to_current  # noqa: PLC0415 - few need it

            # Only some blocks are of the other edition, so the note on its whole report would mislead.
            return map_to_current(form, edition_map._replace(note=""), build_report(with_blocks, source))
        if follows(keys, other, form):
            from disclosure_desk.readers.editions.map_to_current import map_to_current  # noqa: PLC0415 - few need it

            with_tables = with_other_tables(keys, other, form)
            return map_to_current(form, edition_map, build_report(with_tables, source))
    if not has_table(keys, form):
        from disclosure_desk.readers.editions.pre_2019 import read_pre_2019  # noqa: PLC0415 - few reports need it

        if old_report := read_pre_2019(form, source):
            return old_report
    return build_report_as_arranged(form, source)


def _limited(items: Iterable[SourceContent]) -> Iterator[SourceContent]:
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
