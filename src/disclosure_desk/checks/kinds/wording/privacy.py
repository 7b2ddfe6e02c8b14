"""The kind of rule about numbers that belong to a person: resident ids, bank cards, mobile telephones.

They are found however they are written: in one, in groups, with a prefix, in full width, in Chinese numerals.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import Literal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.strange_letters import has_rare_letter

_GAP = r"[\s\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\-‐-―－﹣_()（）.．·•/]"
_RUN = re.compile(rf"(?<![0-9A-Za-z])[0-9](?:{_GAP}{{0,3}}[0-9]){{5,}}[Xx]?(?![0-9A-Za-z])")
"""Digits with gaps of up to three signs, so that one run may hold several numbers, and dates."""
_GROUP = lazy_pattern("[0-9]+[Xx]?")
_POINTS = frozenset(".．·•/_")
"""Between groups of digits, these are also those of dates and addresses of computers (192.168.10.123)."""
_MOBILE_GROUPS = (3, 4, 4)
_THOUSANDS = 3
_LONGEST = 19
_DIGITS = "0123456789０１２３４５６７８９〇○零一二三四五六七八九"
_FEWEST = 11
"""Digits of the shortest number, a mobile telephone's; most paragraphs have fewer, and are spared the rest."""
_SPOKEN = lazy_pattern("[〇○零一二三四五六七八九]{6,}")
_SPOKEN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
"""Weights and check characters of a resident id, GB 11643."""
_RESIDENT = lazy_pattern(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]")
_CARD = lazy_pattern(r"(?:62|4|5[1-5]|3[47])[0-9]{12,17}")
_MOBILE = lazy_pattern(r"(?:(?:00)?86|0)?1[3-9][0-9]{9}")
_SHORTEST_CARD, _NINE = 16, 9

_NumberKind = Literal["resident_id", "bank_card", "mobile"]


def _is_resident_id(number: str) -> bool:
    if not _RESIDENT.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == number[-1].upper()


def _is_bank_card(number: str) -> bool:
    """Whether a number begins like a bank card and has its check digit (ISO/IEC 7812, the Luhn formula)."""
    if len(number) < _SHORTEST_CARD or not _CARD.fullmatch(number):
        return False
    doubles = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(one - _NINE if one > _NINE else one for one in doubles) % 10 == 0


def _is_mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None


_IS_OF_KIND: Mapping[_NumberKind, Callable[[str], bool]] = {
    "resident_id": _is_resident_id,
    "bank_card": _is_bank_card,
    "mobile": _is_mobile,
}


@rule_kind("private_number")
class PrivateNumber(RuleKind):
    """No number of these kinds stands in the texts."""

    texts: TextIds
    numbers: tuple[_NumberKind, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such numbers."""
        return paragraph_findings(self, context, self.texts, partial(_numbers, self.numbers))


@lru_cache(REMEMBERED)
def _numbers(kinds: tuple[_NumberKind, ...], paragraph: str) -> tuple[TextMatch, ...]:
    if not _has_digits(paragraph):
        return ()
    plain = _plain_digits(paragraph)
    return tuple(
        TextMatch(start, end, paragraph[start:end])
        for run in _RUN.finditer(plain)
        for start, end in _private(
            kinds, plain, [(run.start() + one.start(), run.start() + one.end()) for one in _GROUP.finditer(run[0])]
        )
    )


@lru_cache(REMEMBERED)
def _has_digits(paragraph: str) -> bool:
    """Whether there are as many as the shortest number has, or some of other scripts."""
    return sum(map(paragraph.count, _DIGITS)) >= _FEWEST or has_rare_letter(paragraph)


def _plain_digits(paragraph: str) -> str:
    """The paragraph with each digit of another width, script or in Chinese as a plain one, at the same place."""
    plain = _SPOKEN.sub(lambda found: found[0].translate(_SPOKEN_DIGITS), paragraph)
    if plain.isascii():
        return plain
    odd = {one: str(unicodedata.decimal(one, one)) for one in set(plain) if one > "\x7f" and one.isdecimal()}
    odd |= {"Ｘ": "X", "ｘ": "x"}
    return plain.translate({ord(one): digit for one, digit in odd.items()})


def _private(
    kinds: tuple[_NumberKind, ...], plain: str, groups: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where private numbers stand in a run, the longest first; none shares a group of digits with another."""
    at = 0
    while at < len(groups):
        for last in range(min(at + _LONGEST, len(groups)), at, -1):
            if _is_private(kinds, plain, groups[at:last]):
                yield groups[at][0], groups[last - 1][1]
                at = last
                break
        else:
            at += 1


def _is_private(kinds: tuple[_NumberKind, ...], plain: str, groups: Sequence[tuple[int, int]]) -> bool:
    number = "".join(plain[start:end] for start, end in groups)
    if len(number) > _LONGEST or not any(_IS_OF_KIND[kind](number) for kind in kinds):
        return False
    lengths = tuple(end - start for start, end in groups)
    gaps = {one for (_, end), (start, _) in pairwise(groups) for one in plain[end:start]}
    if gaps & _POINTS:
        return lengths == _MOBILE_GROUPS
    is_amount = len(groups) > 1 and all(length == _THOUSANDS for length in lengths[1:])
    return not (is_amount and "mobile" in kinds and _is_mobile(number))
