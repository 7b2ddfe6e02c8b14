"""Joins the lines of a cell or heading to one: no blank between Chinese characters, but one between two figures."""

from collections.abc import Iterable

LONGEST_HEADING = 120
"""Lines of one paragraph or cell with more letters are no heading: a title whose unit's name has 60 takes 77.

With 90, of a name of 80, which the form does not take, the last line counted as the whole name (test_docx).
"""

_FIRST_CHINESE = 0x2E80
"""Below this code point are the scripts that write blanks between words; from here on the Chinese characters."""


def one_line(lines: Iterable[str]) -> str:
    """The lines as one, with a blank only where neither side is Chinese, so that figures never run together."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        needs_blank = text and not (_is_chinese(text[-1]) or _is_chinese(line[0]))
        text += f" {line}" if needs_blank else line
    return text


def _is_chinese(character: str) -> bool:
    return ord(character) >= _FIRST_CHINESE and not character.isdecimal()
