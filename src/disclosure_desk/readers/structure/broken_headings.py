"""Headings that are broken over several lines, joined to one line before anything else looks for headings.

Input: the items of a source. Output: the same items with such lines as one, in the place of the first of them.
Invariant: lines are joined only if together they are a section's heading, so no prose is ever joined here.

A line with a number such as 四、 may begin a heading. It is joined with up to two lines behind it, the longest try
first: 四、政府信息公开行政复议、 / 行政诉讼情况. A line that alone may be the heading, 五、存在的主要问题, is joined
only where the form's own words come out: 五、存在的主要问题 / 及改进情况.
"""

from collections.abc import Sequence

from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph
from disclosure_desk.readers.structure.headings import LONGEST_HEADING, Headings
from disclosure_desk.readers.vocabulary.numbering import leading_number

_MOST_LINES = 3
_MOST_LOOKUPS = 500
"""So many numbered lines are looked at; a report has some dozen, a statute or a log has thousands."""


def join_broken_headings(form: Form, items: Sequence[SourceItem]) -> tuple[SourceItem, ...]:
    """The items with the lines of each broken heading joined, in the place of the first of them."""
    headings = Headings(form)
    joined: list[SourceItem] = []
    looked_up = place = 0
    while place < len(items):
        item, count = items[place], 1
        if isinstance(item, SourceParagraph) and looked_up < _MOST_LOOKUPS and _may_begin_heading(item.text):
            looked_up += 1
            lines = _lines(items[place : place + _MOST_LINES])
            count = _count_of_heading(headings, lines)
            item = item._replace(text=one_line(lines[:count]))
        joined.append(item)
        place += count
    return tuple(joined)


def _may_begin_heading(line: str) -> bool:
    number = leading_number(line) if len(line) <= LONGEST_HEADING else None
    return number is not None and number.kind == "top"


def _lines(items: Sequence[SourceItem]) -> list[str]:
    """The first line, and those behind it that may go on with it: without a number or a full stop."""
    lines = [items[0].text]
    for item in items[1:]:
        if not isinstance(item, SourceParagraph) or leading_number(item.text) or item.text.endswith("。"):
            break
        lines.append(item.text)
    return lines


def _count_of_heading(headings: Headings, lines: Sequence[str]) -> int:
    """How many of the lines are one heading together; 1 if they are none, or if the first alone may be it."""
    first = headings.match_line(lines[0])
    for count in range(len(lines), 1, -1):
        match = headings.match_line(one_line(lines[:count]))
        if match and match.rank <= 1 and match.kind == "top" and (match.is_official or first is None):
            return count
    return 1
