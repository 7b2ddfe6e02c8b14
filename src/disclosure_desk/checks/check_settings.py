"""What an office sets for all its checks: its kind, its district's wishes, its word list, its approvals."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, Self

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.rule_loader import rules_of
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.text.lazy_pattern import lazy_pattern

_LENGTH_LIMIT = 1000
_SIMILAR_WARN = 50
_PERCENT = lazy_pattern("0|[1-9][0-9]?|100")
_LEAP_YEAR = 2024
"""A year that has every day a deadline may fall on."""
_COUNT = lazy_pattern("[1-9][0-9]{0,5}")
_BETWEEN = "→"
_SECRECY, _SECRECY_STEP = "workflow.secrecy", "secrecy_review"
_YES, _NO = "yes", "no"


class CheckSettings(NamedTuple):
    """The choices of an office for its checks.

    kind: the kind of unit by id, "" to know it by the name; deadline: month and day the district wants the report;
    length_limit: the overview's in characters; words: each with what to write instead, "" to only ask; has_secrecy:
    whether a 保密审查 is part of the office's approvals; similar_warn, similar_refuse: the shares of last year's words,
    in percent, from which a report has to be explained or is refused, 0 for never.
    """

    kind: str = ""
    deadline: tuple[int, int] | None = None
    length_limit: int = _LENGTH_LIMIT
    words: tuple[tuple[str, str], ...] = ()
    has_secrecy: bool = True
    similar_warn: int = _SIMILAR_WARN
    similar_refuse: int = 0

    @property
    def waived(self) -> tuple[str, ...]:
        """The steps of approval that the office does without."""
        return () if self.has_secrecy else (_SECRECY_STEP,)

    def stored(self) -> dict[str, str]:
        """The choices as plain texts by name, for `from_stored`."""
        return {
            "checks.kind": self.kind,
            "checks.deadline": "{:02}-{:02}".format(*self.deadline) if self.deadline else "",
            "checks.length_limit": str(self.length_limit),
            "checks.similar_warn": str(self.similar_warn),
            "checks.similar_refuse": str(self.similar_refuse),
            "checks.words": "\n".join(f"{word}{_BETWEEN}{instead}" for word, instead in self.words),
            _SECRECY: _YES if self.has_secrecy else _NO,
        }

    @classmethod
    def from_stored(cls, values: Mapping[str, str]) -> Self:
        """The choices among stored texts; one that is missing or cannot be read has its default, other names none."""
        limit = values.get("checks.length_limit", "")
        return cls(
            kind=values.get("checks.kind", ""),
            deadline=_month_and_day(values.get("checks.deadline", "")),
            length_limit=int(limit) if _COUNT.fullmatch(limit) else _LENGTH_LIMIT,
            words=tuple(_word(line) for line in values.get("checks.words", "").split("\n") if _word(line)[0]),
            has_secrecy=values.get(_SECRECY) != _NO,
            similar_warn=_percent(values.get("checks.similar_warn", ""), _SIMILAR_WARN),
            similar_refuse=_percent(values.get("checks.similar_refuse", ""), 0),
        )

    def context(self, report: Report, today: date, previous: Report | None = None) -> CheckContext:
        """The context of a check of a report, which is due in the year after the one it is about."""
        return CheckContext(
            previous,
            kind=self.kind,
            today=today,
            deadline=self._due(report.year + 1),
            length_limit=self.length_limit,
            similar_warn=self.similar_warn,
            similar_refuse=self.similar_refuse,
            words=self.words,
            waived=self.waived,
        )

    def due_days(self, form: Form, unit: str, year: int) -> tuple[tuple[date, str], ...]:
        """The days on which a unit's report of a year is due, the earliest first, each with its name."""
        from disclosure_desk.checks.kinds.procedure import DueSoon  # noqa: PLC0415 - as in rule_loader

        chosen = next((kind for kind in form.unit_kinds if kind.id == self.kind), None)
        kind = (chosen or form.unit_kind(unit)).id
        rules = [rule for rule in rules_of(form) if isinstance(rule, DueSoon)]
        return tuple(sorted(day for rule in rules for day in rule.due_days(kind, year, self._due(year + 1))))

    def _due(self, year: int) -> date | None:
        """The deadline in a year; the day before a 29 February that the year has not."""
        if self.deadline is None or year > date.max.year:
            return None
        month, day = self.deadline
        try:
            return date(year, month, day)
        except ValueError:
            return date(year, month, 28)


def _percent(text: str, otherwise: int) -> int:
    return int(text) if _PERCENT.fullmatch(text) else otherwise


def _month_and_day(text: str) -> tuple[int, int] | None:
    try:
        day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        return None
    return day.month, day.day


def _word(line: str) -> tuple[str, str]:
    word, _, instead = line.partition(_BETWEEN)
    return word.strip(), instead.strip()


def approval_steps(form: Form, waived: Collection[str] = ()) -> dict[str, str]:
    """The steps of approval of a form by id, with their names, in their order; without those an office waives."""
    from disclosure_desk.checks.kinds.procedure import RequiredApprovals  # noqa: PLC0415 - as in rule_loader

    steps = [step for rule in rules_of(form) if isinstance(rule, RequiredApprovals) for step in rule.steps]
    return {step: name for step, name in steps if step not in waived}
