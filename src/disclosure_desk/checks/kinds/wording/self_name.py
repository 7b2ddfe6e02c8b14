"""How the report calls the body it is of: its own name stands under its own district, where the name says which."""

import re
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import KEPT, Spot, spotted
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

_DISTRICT = re.compile(r"(?:.*[省市])?([^\W\x00-\x7f０-９]{2,3}[区县])(?=[^\W\x00-\x7f０-９]{4})")


def other_district(rule: Rule, subject: Subject) -> list[Finding]:
    """No other district stands before the unit's own name; undecided where the name has no district."""
    unit = "".join(subject.report.unit.split())
    district = _DISTRICT.match(unit)
    if not district:
        return []
    return spotted(rule, subject, partial(_others, district[1], unit[district.end() :]))


@lru_cache(KEPT)
def _others(district: str, own: str, paragraph: str) -> tuple[Spot, ...]:
    spots = []
    for found in re.finditer(re.escape(own), paragraph):
        before = paragraph[max(found.start() - len(district), 0) : found.start()]
        if re.fullmatch(r"[^\W\x00-\x7f０-９]{2,}[区县]", before) and before != district:
            spots.append(Spot(found.start() - len(before), found.start(), before, district))
    return tuple(spots)


KINDS = {"other_district": other_district}
