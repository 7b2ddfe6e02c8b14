"""The kind of rule about numbers that belong to a person: resident ids, bank cards, mobile telephones."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Literal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9]{6,19}[Xx]?(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
"""Weights and check characters of a resident id, GB 11643."""
_RESIDENT = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]")
_CARD = re.compile(r"(?:62|4|5[1-5]|3[47])[0-9]{12,17}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
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
    return tuple(
        TextMatch(found.start(), found.end(), found[0])
        for found in _RUN.finditer(paragraph)
        if any(_IS_OF_KIND[kind](found[0]) for kind in kinds)
    )
