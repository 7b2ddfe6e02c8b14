"""Runs every rule of a form over a report: findings in the form's order, with repairs and with their consequences."""

from collections.abc import Iterable, Iterator, Sequence

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.finding import SEVERITY_NAMES, WHOLE_REPORT, Finding
from disclosure_desk.checks.rule import RuleContext, RuleKind
from disclosure_desk.checks.rule_loader import rules_of
from disclosure_desk.core.form import EXPLANATION
from disclosure_desk.core.report import Report

_NOTHING_GIVEN = CheckContext()


def check(report: Report, given: CheckContext = _NOTHING_GIVEN) -> tuple[Finding, ...]:
    """Everything that the rules of the report's form find, section by section, errors first.

    A finding that only follows from another of its section stands right after that one.
    """
    rules = rules_of(report.form)
    context = RuleContext(report, given, rules)
    found = [finding for rule in rules for finding in rule.check(context)]
    findings = _with_repairs(report, given, rules, list(with_consequences(rules, found)))
    sections = [WHOLE_REPORT, *(section.id for section in report.form.sections)]
    severities = list(SEVERITY_NAMES)
    findings.sort(key=lambda finding: (sections.index(finding.section), severities.index(finding.severity)))
    return tuple(beneath_causes(findings))


def _with_repairs(
    report: Report, given: CheckContext, rules: Sequence[RuleKind], findings: list[Finding]
) -> list[Finding]:
    """The findings with the changes that would correct them, where figures do not add up or are missing."""
    repairable = {rule.id for rule in rules if rule.is_identity or rule.counts_blanks}
    if not any(finding.rule in repairable for finding in findings):
        return findings
    from disclosure_desk.checks.repair import with_repairs  # noqa: PLC0415 - a sound report needs none

    return with_repairs(report, rules, findings, _confirmed(report, given.previous))


def _confirmed(report: Report, previous: Report | None) -> frozenset[str]:
    """The cells whose figures were carried over from last year's report as they are there: they are no typos."""
    from disclosure_desk.checks.carry_over import carried_over  # noqa: PLC0415 - as above

    carried = carried_over(previous) if previous is not None and previous.form.id == report.form.id else {}
    return frozenset(cell for cell, figure in carried.items() if report.cells[cell] == figure)


def with_consequences(rules: Iterable[RuleKind], findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in their order; each that follows from another about the same place has the key of that one.

    Two findings of one fault are one story for the clerk, not two alarms: which rules follow from which is data.
    """
    follows = {rule.key: rule.follows for rule in rules if rule.follows}
    for finding in findings:
        leaders = follows.get(_rule_key(finding), ())
        cause = next((one for one in findings if _rule_key(one) in leaders and _touch(finding, one)), None)
        yield finding._replace(follows_from=cause.key) if cause else finding


def beneath_causes(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings in their order, but what follows from another of its section right after that one."""
    places = {(finding.section, finding.key) for finding in findings}
    consequences: dict[str, list[Finding]] = {}
    for finding in findings:
        if (finding.section, finding.follows_from) in places:
            consequences.setdefault(finding.follows_from, []).append(finding)
    for finding in findings:
        if (finding.section, finding.follows_from) not in places:
            yield finding
            yield from (one for one in consequences.get(finding.key, ()) if one.section == finding.section)


def _rule_key(finding: Finding) -> str:
    return finding.key.removeprefix(EXPLANATION).rpartition(".")[0]


def _touch(one: Finding, other: Finding) -> bool:
    """Whether two findings are about the same words, or, where one of them marks none, the same place."""
    if one.marks and other.marks:
        return any(
            mine.text == theirs.text and mine.start < theirs.end and theirs.start < mine.end
            for mine in one.marks
            for theirs in other.marks
        )
    return bool(set(one.cells) & set(other.cells))
