"""Numbers that belong to a person: resident ids, bank cards, mobile telephones."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import KEPT, Spot, spotted
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

_RUN = re.compile(r"(?<![0-9A-Za-z])[0-9]{6,19}[Xx]?(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_RESIDENT = re.compile(r"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]")
_CARD = re.compile(r"(?:62|4|5[1-5]|3[47])[0-9]{12,17}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SHORTEST_CARD, _NINE = 16, 9


def _resident_id(number: str) -> bool:
    if not _RESIDENT.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == number[-1].upper()


def _bank_card(number: str) -> bool:
    if len(number) < _SHORTEST_CARD or not _CARD.fullmatch(number):
        return False
    doubles = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(one - _NINE if one > _NINE else one for one in doubles) % 10 == 0


def _mobile(number: str) -> bool:
    return _MOBILE.fullmatch(number) is not None


_ARE: Mapping[str, Callable[[str], bool]] = {"resident_id": _resident_id, "bank_card": _bank_card, "mobile": _mobile}


def private_number(rule: Rule, subject: Subject) -> list[Finding]:
    """No number of the kinds that the rule names stands in its texts."""
    return spotted(rule, subject, partial(_numbers, rule.words))


@lru_cache(KEPT)
def _numbers(kinds: tuple[str, ...], paragraph: str) -> tuple[Spot, ...]:
    return tuple(
        Spot(found.start(), found.end(), found[0])
        for found in _RUN.finditer(paragraph)
        if any(_ARE[kind](found[0]) for kind in kinds)
    )


KINDS = {"private_number": private_number}
