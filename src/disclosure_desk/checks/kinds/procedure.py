"""The kinds of rule about how a report comes about: in time, and approved by those who have to."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Form, Rule

SIGNED = "signed"


def due_soon(rule: Rule, subject: Subject) -> list[Finding]:
    """Tells the next day the report is due, so many days before."""
    today = subject.given.today
    if today is None:
        return []
    ahead = [(day, name) for day, name in _due(rule, subject) if day >= today]
    day, name = min(ahead, default=(date.max, ""))
    days = (day - today).days
    return [subject.finding(rule, (), what=name, date=_told(day), days=days)] if days <= rule.limits["days"] else []


def due_past(rule: Rule, subject: Subject) -> list[Finding]:
    """Tells that a day the report was due has passed; no more when that is long ago."""
    today = subject.given.today
    if today is None:
        return []
    past = [(day, name) for day, name in _due(rule, subject) if 0 < (today - day).days <= rule.limits["days"]]
    return [subject.finding(rule, (), what=name, date=_told(day)) for day, name in past[-1:]]


def _due(rule: Rule, subject: Subject) -> Iterator[tuple[date, str]]:
    """The office's own day and the law's, each with its name, for the kinds of body the rule is about."""
    law, own_name, law_name = rule.words
    year = subject.report.year + 1
    if subject.unit_kind.id not in rule.unit_kinds or year > date.max.year:
        return
    if subject.given.deadline:
        yield subject.given.deadline, own_name
    yield date.fromisoformat(f"{year:04}-{law}"), law_name


def _told(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def steps(form: Form, waived: Collection[str] = ()) -> dict[str, str]:
    """The steps of approval of a form by id, with their names, in their order; without those an office waives."""
    named = [step.split() for rule in form.rules if rule.kind == SIGNED for step in rule.words]
    return {step: name for step, name in named if step not in waived}


def signed(rule: Rule, subject: Subject) -> list[Finding]:
    """Every step of the rule has approved the report as it stands, in its order; undecided without approvals."""
    told = subject.given
    if told.approvals is None:
        return []
    names = {step: name for step, name in map(str.split, rule.words) if step not in told.waived}
    given = [names[step] for step in told.approvals if step in names]
    missing = [name for name in names.values() if name not in given]
    if not missing and given == list(names.values()):
        return []
    problem = f"还缺{'、'.join(missing)}" if missing else f"次序是{'、'.join(given)}"
    finding = subject.finding(rule, (), problem=problem, steps="、".join(names.values()))
    return [replace(finding, severity="hint", missing_approvals=tuple(missing)) if told.is_draft else finding]


KINDS = {"due_soon": due_soon, "due_past": due_past, SIGNED: signed}
"""The kinds of rule that stand here."""
