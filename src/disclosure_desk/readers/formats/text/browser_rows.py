"""Joins the rows of a table that a browser copied with each tab on a line of its own.

Input: the lines of a text. Output: the lines with each row on one, its cells joined by tabs; the same lines if the text
is not of this shape.

Browsers copy so where cells hold paragraphs: between the cells of a row is a line with nothing but a tab, between rows
are only line breaks. The lines between two such tabs are therefore either one cell, or the last cell of a row and the
first of the next, with lines outside the table between them. They are taken for the end of a row when the blank lines
around or within them exceed the margin that the paragraphs of this copy have, or when they begin with a figure and
others follow.

Chromium, no margins: `规章⏎⇥⏎0⏎⏎⏎许可⏎⇥⏎5` is `规章⇥0` and `许可⇥5`; `项目⏎⇥⏎商业⏎企业⏎⇥⏎总计` is `项目⇥商业企业⇥总计`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_FEWEST_TAB_LINES = 8
"""One row of table three has eight tabs; with fewer on lines of their own the text is not of this shape."""

_MOST_TABS_IN_LINE = 40
"""No row of the form has so many cells; a longer line of tabs is something else."""


class _Content(NamedTuple):
    """The lines between two tabs, and the number of blank lines before them, at most within them, and after them."""

    lines: tuple[str, ...]
    before: int
    within: int
    after: int


def join_browser_rows(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines, each row of cells as one; as they are where few tabs are on lines of their own."""
    tab_lines = sum(map(_is_tab_line, lines))
    filled = [line for line in lines if line.strip() or _is_tab_line(line)]
    # A sheet with a blank row has a line of tabs as well, but right after a line of cells.
    from_sheet = any("\t" in line.strip() and _is_tab_line(following) for line, following in pairwise(filled))
    return list(_joined(lines)) if tab_lines >= _FEWEST_TAB_LINES and not from_sheet else lines


def _is_tab_line(line: str) -> bool:
    return "\t" in line and len(line) <= _MOST_TABS_IN_LINE and not line.strip()


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Yield the rows and the lines around them; a row begins with the one line before its first tab."""
    first, *contents = _contents(lines)
    margin = min((content.before for content in contents if content.lines), default=0)
    starts_row = bool(first.lines) and first.after <= margin
    yield from first.lines[:-1] if starts_row else first.lines
    row = [first.lines[-1] if starts_row else ""]
    for number, content in enumerate(contents, 1):
        if number < len(contents) and not _ends_row(content, margin):
            row.append(one_line(content.lines))
            continue
        rest = list(content.lines)
        row.append(rest.pop(0) if rest and content.before <= margin else "")
        yield "\t".join(row)
        starts_row = bool(rest) and content.after <= margin and number < len(contents)
        row = [rest.pop() if starts_row else ""]
        yield from rest


def _contents(lines: Sequence[str]) -> Iterator[_Content]:
    found: list[list[str]] = [[]]
    for line in lines:
        if _is_tab_line(line):
            found.extend([] for _ in range(line.count("\t")))
        else:
            found[-1].append(line)
    return map(_content, found)


def _content(lines: Sequence[str]) -> _Content:
    runs = [(filled, len(list(run))) for filled, run in groupby(lines, lambda line: bool(line.strip()))]
    blanks = [0 if filled else count for filled, count in runs] or [0]
    filled_lines = tuple(line.strip() for line in lines if line.strip())
    return _Content(filled_lines, blanks[0], max(blanks[1:-1], default=0), blanks[-1])


def _ends_row(content: _Content, margin: int) -> bool:
    """Return whether the last cell of a row and the first of the next are here, and not one cell."""
    if not content.lines:
        return False
    is_far = max(content.before, content.after) > margin or content.within > max(margin, 1)
    return is_far or (len(content.lines) > 1 and is_cell_value(content.lines[0]))
