"""Finds unit and year in the title of a report, which may stand on several lines and differ a little in its words."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_TITLE = re.compile(r"(.+?)([0-9０-９]{4}|[〇零○一二三四五六七八九]{4})年度?政府信息公开(?:工作)?年度?报告")
_LONGEST, _LINES = 120, 3
_FIRST_YEAR = 1000
"""A smaller number is a slip: no calendar of a file we write begins before."""
_DIGITS = str.maketrans("〇零○一二三四五六七八九０１２３４５６７８９", "0001234567890123456789")


class Title(NamedTuple):
    """What a title says, and which lines it takes: from `start` up to, not including, `end`."""

    unit: str
    year: int
    start: int
    end: int


def find_title(lines: Sequence[str]) -> Title | None:
    """The first title among lines."""
    for end in range(1, len(lines) + 1):
        for start in range(end - 1, max(end - 1 - _LINES, -1), -1):
            title = _read_title(lines, start, end)
            if title:
                return title
    return None


def _read_title(lines: Sequence[str], start: int, end: int) -> Title | None:
    if any(len(line) > _LONGEST for line in lines[start:end]):
        return None
    found = _TITLE.fullmatch("".join("".join(lines[start:end]).split()))
    year = int(found[2].translate(_DIGITS)) if found else 0
    return Title(found[1], year, start, end) if found and year >= _FIRST_YEAR else None
