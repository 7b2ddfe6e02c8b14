"""The years that texts speak of: the statistic period, and facts told of another year."""

import re
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import KEPT, Spot, spotted
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule
from disclosure_desk.text.sentences import clauses

_DAY = r"\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?日"
_PERIOD = re.compile(
    rf"([0-9]{{4}})\s?年{_DAY}\s?(?:起|开始)?\s?(?:至|到|[-—－–~～]{{1,2}})\s?(?:([0-9]{{4}})\s?年)?{_DAY}"
)
_NEARLY_A_YEAR = 10
"""So many months from the first to the last make a period of statistics."""
_FACT = re.compile(
    r"\s*(?:截至|截止)?((?:19|20)[0-9]{2})\s?年(?=度?[，,]|度?(?:全年|全街|全镇|我|本|共|累计|街道|办事处|收到|新收|受理))"
)


def period_wrong(rule: Rule, subject: Subject) -> list[Finding]:
    """The statistic period is the whole year of the report, to the day.

    In the rule's first text any period is meant as that one, in the others one of nearly a year: a month of training
    has its days, too.
    """
    first, others = rule._replace(texts=rule.texts[:1]), rule._replace(texts=rule.texts[1:])
    year = subject.report.year
    in_first = spotted(first, subject, partial(_wrong_period, year, 0))
    return in_first + spotted(others, subject, partial(_wrong_period, year, _NEARLY_A_YEAR))


@lru_cache(KEPT)
def _wrong_period(year: int, months: int, paragraph: str) -> tuple[Spot, ...]:
    right = (year, 1, 1, year, 12, 31)
    proposal = f"{year}年1月1日起至{year}年12月31日"
    return tuple(
        Spot(found.start(), found.end(), found[0], proposal)
        for found in _PERIOD.finditer(paragraph)
        if _days(found) != right and _months(_days(found)) >= months
    )


def _days(found: re.Match[str]) -> tuple[int, ...]:
    """Year, month and day of both ends; the second year may be left out."""
    return tuple(int(part or found[1]) for part in found.groups())


def _months(days: tuple[int, ...]) -> int:
    return 12 * (days[3] - days[0]) + days[4] - days[1]


def period_absent(rule: Rule, subject: Subject) -> list[Finding]:
    """One of the texts names a period; undecided while none is written."""
    texts = subject.texts
    written = [text for text in rule.texts if texts[text].strip()]
    if not written or any(_PERIOD.search(texts[text]) for text in written):
        return []
    return [subject.finding(rule, [rule.texts[0]])]


def other_year(rule: Rule, subject: Subject) -> list[Finding]:
    """A sentence that begins with a year, and tells facts, begins with the report's year."""
    return spotted(rule, subject, partial(_other_years, rule.words, subject.report.year))


@lru_cache(KEPT)
def _other_years(allowed: tuple[str, ...], year: int, paragraph: str) -> tuple[Spot, ...]:
    spots = []
    for clause in clauses(paragraph):
        found = _FACT.match(paragraph, clause.start, clause.end)
        if found and int(found[1]) != year and not any(re.search(one, clause.words) for one in allowed):
            spots.append(Spot(found.start(1), found.end(1), found[1], str(year)))
    return tuple(spots)


KINDS = {"period_wrong": period_wrong, "period_absent": period_absent, "other_year": other_year}
