"""The kinds of rule about the unit's name, which stands in the title and on every page."""

from collections.abc import Iterator
from functools import lru_cache

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.dictionary import possible_entries
from disclosure_desk.checks.kinds.wording.text_match import with_code
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import Dictionary
from disclosure_desk.core.report import UNIT
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.text.invisible import invisible_summary


@rule_kind("unit_name")
class UnitName(RuleKind):
    """The name can be the full name of a unit; the field in which it is written refuses the same names."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the name."""
        if problem := unit_name_problem(context.report.unit):
            yield context.finding(self, [UNIT], problem=problem)


@rule_kind("wrong_words_in_unit")
class WrongWordsInUnit(RuleKind):
    """Words of the dictionary do not stand in the name."""

    dictionary: Dictionary

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the first such words."""
        if words := _first_words(self.dictionary, context.report.unit):
            yield context.finding(self, [UNIT], words=words)


@lru_cache(maxsize=16)
def _first_words(dictionary: str, unit: str) -> str:
    """The first words of a dictionary in a name; "" if there are none."""
    found = (match[0] for _, entry in possible_entries((dictionary,), unit) for match in entry.matches(unit))
    return next(found, "")


@rule_kind("invisible_in_unit")
class InvisibleInUnit(RuleKind):
    """The name has no character that nobody sees."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, which names them all."""
        if summary := invisible_summary(context.report.unit):
            yield context.finding(self, [UNIT], words=summary)


@rule_kind("unprintable_in_unit")
class UnprintableInUnit(RuleKind):
    """Every character of the name can be printed; undecided where nobody knows the fonts."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, which names them all."""
        unprintable = context.given.unprintable
        missing = unprintable(context.report.unit) if unprintable else ""
        if missing:
            yield context.finding(self, [UNIT], words="、".join(f"“{with_code(one)}”" for one in missing))
