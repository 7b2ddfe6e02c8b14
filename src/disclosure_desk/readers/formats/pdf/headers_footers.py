"""Page numbers, running heads and feet are left out: they stand at a page's edge, and repeat or count the pages."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import Line
from disclosure_desk.readers.formats.pdf.page_layout import Sheet

_EDGE = 0.16
"""What runs stands within this share of a page's height from its top or bottom."""

_MOST = 3
"""So many lines may run at an edge."""

_LEVEL = 6.0
"""What runs stands at one height, within so many points, on all its pages."""

_NUMBER = re.compile(r"[0-9０-９]+")
_DECORATED = re.compile(
    r"[-—–－―~·•]\s*[0-9０-９]{1,3}\s*[-—–－―~·•]|第\s*[0-9０-９]{1,3}\s*页[\s，,/／]*(?:共\s*[0-9０-９]{1,3}\s*页)?"
    r"|[0-9０-９]{1,3}\s*[/／]\s*[0-9０-９]{1,3}"
)
"""A page number that says of itself that it is one."""


class _Edge(NamedTuple):
    """A line at the edge of a page: whose, and how it reads where pages differ in their numbers only."""

    page: int
    line: Line
    pattern: str
    numbers: tuple[int, ...]


def without_running(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets without what runs at their edges."""
    left = list(sheets)
    for _ in range(_MOST):
        running = [_running(left, top=top) for top in (True, False)]
        if not any(running):
            break
        gone = set().union(*running)
        left = [_without(sheet, gone) for sheet in left]
    return left


def _without(sheet: Sheet, gone: Collection[tuple[int, Line]]) -> Sheet:
    return sheet._replace(lines=tuple(line for line in sheet.lines if (sheet.number, line) not in gone))


def _running(sheets: Iterable[Sheet], *, top: bool) -> set[tuple[int, Line]]:
    alike: dict[str, list[_Edge]] = defaultdict(list)
    for sheet in sheets:
        edge = _edge(sheet, top=top)
        if edge:
            alike[edge.pattern].append(edge)
    return {(edge.page, edge.line) for edges in alike.values() for edge in edges if _runs(edge, edges)}


def _edge(sheet: Sheet, *, top: bool) -> _Edge | None:
    """The outermost line, if nothing else of the page is as near its edge."""
    if not sheet.lines:
        return None
    line = sheet.lines[0 if top else -1]
    height = sheet.frame.size[1]
    if top and (line.bottom > _EDGE * height or any(table.top < line.base for table in sheet.tables)):
        return None
    if not top and (line.top < (1 - _EDGE) * height or any(table.bottom > line.base for table in sheet.tables)):
        return None
    numbers = tuple(int(number) for number in _NUMBER.findall(line.text))
    return _Edge(sheet.number, line, _NUMBER.sub("0", "".join(line.text.split())), numbers)


def _runs(edge: _Edge, edges: Sequence[_Edge]) -> bool:
    """Whether another page has the same, or the same with its own number; a plain page number tells it by itself."""
    if _DECORATED.fullmatch(edge.line.text.strip()):
        return True
    return any(
        abs(other.line.base - edge.line.base) < _LEVEL and _counts(other.page - edge.page, edge.numbers, other.numbers)
        for other in edges
        if other.page != edge.page
    )


def _counts(pages: int, one: Sequence[int], two: Sequence[int]) -> bool:
    """Whether numbers are the same, or one of them counts pages; `1 2` and `12` look alike and are not."""
    if len(one) != len(two):
        return False
    steps = {second - first for first, second in zip(one, two, strict=True)}
    return steps <= {0, pages}
