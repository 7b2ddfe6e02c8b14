"""A heading that is broken over several lines is one line again, where all of them together are a section's."""

from collections.abc import Sequence

from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph
from disclosure_desk.readers.structure.headings import LONGEST, Headings
from disclosure_desk.readers.vocabulary.numbering import leading_number

_MOST_LINES = 3
_MOST = 500
"""So many numbered lines are looked at; a report has some dozen."""


def with_whole_headings(form: Form, items: Sequence[SourceItem]) -> tuple[SourceItem, ...]:
    """The stream with such lines joined; they stand where the first of them does."""
    headings = Headings(form)
    whole: list[SourceItem] = []
    looked_at = place = 0
    while place < len(items):
        item, count = items[place], 1
        if isinstance(item, SourceParagraph) and looked_at < _MOST and _may_begin(item.text):
            looked_at += 1
            lines = _lines(items[place : place + _MOST_LINES])
            count = _heading(headings, lines)
            item = item._replace(text=one_line(lines[:count]))
        whole.append(item)
        place += count
    return tuple(whole)


def _may_begin(line: str) -> bool:
    number = leading_number(line) if len(line) <= LONGEST else None
    return number is not None and number.kind == "top"


def _lines(items: Sequence[SourceItem]) -> list[str]:
    """The first line, and those behind it that no number or full stop keeps from going on with it."""
    lines = [items[0].text]
    for item in items[1:]:
        if not isinstance(item, SourceParagraph) or leading_number(item.text) or item.text.endswith("。"):
            break
        lines.append(item.text)
    return lines


def _heading(headings: Headings, lines: Sequence[str]) -> int:
    """How many of the lines are one heading together; 1 if they are none, or if the first alone may be it."""
    first = headings.whole(lines[0])
    for count in range(len(lines), 1, -1):
        head = headings.whole(one_line(lines[:count]))
        if head and head.rank <= 1 and head.kind == "top" and (head.official or first is None):
            return count
    return 1
