"""The kinds of rule about how a report comes about: in time, and approved by those who have to."""

from collections.abc import Iterator
from datetime import date

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import ApprovalSteps, MonthAndDay, UnitKinds


class _DueDate(RuleKind):
    """Units of these kinds have to publish by the law's day of the next year, and report by a day of their own.

    The office's own day is a choice in its settings; `days` is how long before or after the day a finding is made.
    """

    unit_kinds: UnitKinds
    law_day: MonthAndDay
    law_day_name: str
    own_day_name: str
    days: int

    def due(self, context: RuleContext) -> Iterator[tuple[date, str]]:
        """The office's own day and the law's, each with its name."""
        return self.due_days(context.unit_kind.id, context.report.year, context.given.deadline)

    def due_days(self, unit_kind: str, year: int, own: date | None) -> Iterator[tuple[date, str]]:
        """The same for a report of a year by a kind of unit that has set itself a day, None where it has not."""
        if unit_kind not in self.unit_kinds or year >= date.max.year:
            return
        if own:
            yield own, self.own_day_name
        yield date(year + 1, *self.law_day), self.law_day_name


@rule_kind("due_soon")
class DueSoon(_DueDate):
    """The next day the report is due is near."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding; undecided where no date is given."""
        today = context.given.today
        if today is None:
            return
        day, name = min(((day, name) for day, name in self.due(context) if day >= today), default=(date.max, ""))
        days = (day - today).days
        if days <= self.days:
            yield context.finding(self, (), what=name, date=_written(day), days=days)


@rule_kind("due_past")
class DuePast(_DueDate):
    """A day the report was due has passed; an older report was published long ago."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the last such day; undecided where no date is given."""
        today = context.given.today
        if today is None:
            return
        past = [(day, name) for day, name in self.due(context) if 0 < (today - day).days <= self.days]
        for day, name in past[-1:]:
            yield context.finding(self, (), what=name, date=_written(day))


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


@rule_kind("approvals")
class RequiredApprovals(RuleKind):
    """Every step that the office does not do without has approved the report as it stands, in the steps' order."""

    steps: ApprovalSteps

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, of a draft only a hint; undecided before the first approval is asked for."""
        given = context.given
        if given.approvals is None:
            return
        names = {step: name for step, name in self.steps if step not in given.waived}
        approved = [names[step] for step in given.approvals if step in names]
        missing = [name for name in names.values() if name not in approved]
        if not missing and approved == list(names.values()):
            return
        problem = f"还缺{'、'.join(missing)}" if missing else f"次序是{'、'.join(approved)}"
        finding = context.finding(self, (), problem=problem, steps="、".join(names.values()))
        yield finding._replace(severity="hint", missing_approvals=tuple(missing)) if given.is_draft else finding
