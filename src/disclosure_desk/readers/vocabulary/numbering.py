"""The number before a heading or sub-head: what kind it is, what it counts, and where the words behind it begin."""

import re
import unicodedata
from typing import NamedTuple

from disclosure_desk.text.chinese_numerals import read_numeral

_DIGITS = "一二三四五六七八九十"
_CHINESE = f"[{_DIGITS}]{{1,2}}"
_BULLETS = r"[\s#*•●■◆★]*"
_KINDS = {
    "bracket": rf"(?:[（(]\s{{0,3}}({_CHINESE})\s{{0,3}}[）)]|([㈠-㈩]))\s{{0,3}}[、.．,，:：]?",
    "part": rf"第({_CHINESE})部分\s{{0,3}}[、.．,，:：]?",
    "listed": rf"(?:第|其)?({_CHINESE})(?:是|、是)|第({_CHINESE})[，,、]",
    "top": rf"({_CHINESE})(?:\s{{0,3}}[、.．,，:：]|(?=\s))",
    "arabic": r"([0-9０-９]{1,2})\s{0,3}[、.．,，)）](?![0-9０-９])",
    "inner": r"[（(]\s{0,3}([0-9０-９]{1,2})\s{0,3}[）)]|([①-⑩])",
}
_ANY = {kind: re.compile(_BULLETS + f"(?:{pattern})") for kind, pattern in _KINDS.items()}
_FIRST = re.compile(_BULLETS + r"[（(第其一二三四五六七八九十㈠-㈩①-⑩0-9０-９]")


class Numbered(NamedTuple):
    """The kind of a number, what it counts, and the place behind it."""

    kind: str
    value: int
    end: int


def number_before(line: str) -> Numbered | None:
    """The number that a line starts with."""
    if not _FIRST.match(line):
        return None
    for kind, pattern in _ANY.items():
        found = pattern.match(line)
        if found:
            return Numbered(kind, count(next(filter(None, found.groups()))), found.end())
    return None


def count(written: str) -> int:
    """What a number of one or two characters counts, Chinese ones up to 九十."""
    plain = unicodedata.normalize("NFKC", written).strip("()")
    if plain.isdecimal():
        return int(plain)
    return read_numeral(plain) or 0
