"""The number at the start of a heading or sub-heading: its kind, its value, and where the words behind it begin."""

import unicodedata
from typing import NamedTuple

from disclosure_desk.text.chinese_numerals import read_numeral
from disclosure_desk.text.lazy_pattern import lazy_pattern

_DIGITS = "一二三四五六七八九十"
_CHINESE = f"[{_DIGITS}]{{1,2}}"
_CAPITAL = "壹贰叁肆伍陆柒捌玖"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_VALUES = {sign: value for signs in (_CAPITAL, _ROMAN) for value, sign in enumerate(signs, 1)}
_BULLETS = lazy_pattern(r"[\s#*•●■◆★]*")
# The first kind that matches counts, so 一是 is looked for before 一 followed by a blank.
_KINDS = {
    "bracket": rf"(?:[（(]\s{{0,3}}({_CHINESE})\s{{0,3}}[）)]|({_CHINESE})[）)]|([㈠-㈩]))\s{{0,3}}[、.．,，:：]?",
    "part": rf"第({_CHINESE})部分\s{{0,3}}[、.．,，:：]?",
    "listed": rf"(?:第|其)?({_CHINESE})(?:是|、是)|第({_CHINESE})[，,、]",
    "top": rf"({_CHINESE})(?:\s{{0,3}}[、.．,，:：]|(?=\s))|([{_CAPITAL}]|[IVX]{{1,4}}|[Ⅰ-Ⅸ])\s{{0,3}}[、.．,，:：]",
    "arabic": r"([0-9０-９]{1,2})\s{0,3}[、.．,，)）](?![0-9０-９])",
    "inner": r"[（(]\s{0,3}([0-9０-９]{1,2})\s{0,3}[）)]|([①-⑩])",
}
_BEGINNINGS = {
    "bracket": f"（({_DIGITS}㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    "part": "第",
    "listed": f"第其{_DIGITS}",
    "top": f"{_DIGITS}{_CAPITAL}IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨ",
    "arabic": "0123456789０１２３４５６７８９",
    "inner": "（(①②③④⑤⑥⑦⑧⑨⑩",
}
"""The signs with which a number of each kind begins: the patterns of the other kinds are neither tried nor compiled."""
_ANY = {kind: lazy_pattern(pattern) for kind, pattern in _KINDS.items()}


class LeadingNumber(NamedTuple):
    """The kind of a number (a key of `_KINDS`), its value, and the place behind it."""

    kind: str
    value: int
    end: int


def leading_number(line: str) -> LeadingNumber | None:
    """The number that a line starts with; None if it starts with none."""
    bullets = _BULLETS.match(line)
    start = bullets.end() if bullets else 0
    first = line[start : start + 1]
    for kind, pattern in _ANY.items():
        found = pattern.match(line, start) if first and first in _BEGINNINGS[kind] else None
        if found:
            return LeadingNumber(kind, number_value(next(filter(None, found.groups()))), found.end())
    return None


def number_value(written: str) -> int:
    """The value of a number as headings have it: 2, 十二, ㈢, 叁, IV; 0 if it has none."""
    plain = unicodedata.normalize("NFKC", written).strip("()")
    if plain.isdecimal():
        return int(plain)
    return _VALUES.get(plain) or read_numeral(plain) or 0
