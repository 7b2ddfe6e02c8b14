"""The kinds of rule about the years that texts speak of: the statistic period, and facts of another year."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.sentences import clauses

_DAY = r"\s?([0-9]{1,2})\s?月\s?([0-9]{1,2})\s?日"
_PERIOD = re.compile(
    rf"([0-9][0-9]{{3}})\s?年{_DAY}\s?(?:起|开始)?\s?(?:至|到|[-—－–~～]{{1,2}})\s?(?:([0-9]{{4}})\s?年)?{_DAY}"
)
_NEARLY_A_YEAR = 10
"""So many months from the first to the last make a period of statistics; trainings and campaigns are shorter."""
_STATED = re.compile(
    r"((?:19|20)[0-9]{2})\s?年(?=度?[，,]|度?(?:全年|全街|全镇|我|本|共|累计|街道|办事处|收到|新收|受理))"
)
_FACT = lazy_pattern(rf"\s*(?:截至|截止)?{_STATED.pattern}")


@rule_kind("period_wrong")
class WrongPeriod(RuleKind):
    """The statistic period is the whole year of the report, to the day.

    In the texts of `any_period_in` any period is meant as that one, in those of `long_period_in` only one of nearly a
    year: a month of training has its days, too.
    """

    any_period_in: TextIds
    long_period_in: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with another period."""
        year = context.report.year
        yield from paragraph_findings(self, context, self.any_period_in, partial(_wrong_period, year, 0))
        yield from paragraph_findings(self, context, self.long_period_in, partial(_wrong_period, year, _NEARLY_A_YEAR))


@lru_cache(REMEMBERED)
def _wrong_period(year: int, months: int, paragraph: str) -> tuple[TextMatch, ...]:
    right = (year, 1, 1, year, 12, 31)
    proposal = f"{year}年1月1日起至{year}年12月31日"
    return tuple(
        TextMatch(found.start(), found.end(), found[0], proposal)
        for found in _PERIOD.finditer(paragraph)
        if _days(found) != right and _months(_days(found)) >= months
    )


def _days(found: re.Match[str]) -> tuple[int, ...]:
    """Year, month and day of both ends; the second year may be left out."""
    return tuple(int(part or found[1]) for part in found.groups())


def _months(days: tuple[int, ...]) -> int:
    return 12 * (days[3] - days[0]) + days[4] - days[1]


@rule_kind("period_absent")
class AbsentPeriod(RuleKind):
    """One of the texts names a period; undecided while none is written."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the first of the texts."""
        written = [context.texts[text] for text in self.texts if context.texts[text].strip()]
        if written and not any(map(_names_period, written)):
            yield context.finding(self, [self.texts[0]])


@lru_cache(maxsize=64)
def _names_period(text: str) -> bool:
    return _PERIOD.search(text) is not None


@rule_kind("other_year")
class OtherYear(RuleKind):
    """A sentence that begins with a year and states facts begins with the report's year.

    allowed: patterns of sentences that may begin with any year, as plans and comparisons do.
    """

    texts: TextIds
    allowed: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such sentences."""
        search = partial(_other_years, self.allowed, context.report.year)
        return paragraph_findings(self, context, self.texts, search)


@lru_cache(REMEMBERED)
def _other_years(allowed: tuple[str, ...], year: int, paragraph: str) -> tuple[TextMatch, ...]:
    matches = []
    others = any(int(one[1]) != year for one in _STATED.finditer(paragraph))
    for clause in clauses(paragraph) if others else ():
        found = _FACT.match(paragraph, clause.start, clause.end)
        if found and int(found[1]) != year and not any(re.search(one, clause.words) for one in allowed):
            matches.append(TextMatch(found.start(1), found.end(1), found[1], str(year)))
    return tuple(matches)
