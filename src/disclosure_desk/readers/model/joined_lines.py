"""Makes one line of the lines of a cell or heading: Chinese goes on without a blank, figures never run together."""

from collections.abc import Iterable

_LATIN_END = 0x2E80
"""Where letters end that are written with blanks between words, and the signs of Chinese begin."""


def one_line(lines: Iterable[str]) -> str:
    """The lines in one, with a blank only where neither side is Chinese."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        apart = text and not (_is_chinese(text[-1]) or _is_chinese(line[0]))
        text += f" {line}" if apart else line
    return text


def _is_chinese(character: str) -> bool:
    return ord(character) >= _LATIN_END and not character.isdecimal()
