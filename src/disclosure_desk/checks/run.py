"""Runs every rule of a form over a report, in the form's order."""

from collections.abc import Callable, Mapping

from disclosure_desk.checks import arithmetic, plausibility
from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.subject import Subject
from disclosure_desk.form import Rule
from disclosure_desk.report import Report

KINDS: Mapping[str, Callable[[Rule, Subject], list[Finding]]] = {
    "balance": arithmetic.balance,
    "sum": arithmetic.sums,
    "whole": arithmetic.whole,
    "filled": arithmetic.filled,
    "zero": plausibility.zero,
    "fee_unit": plausibility.fee_unit,
    "pending_high": plausibility.pending_high,
    "share_high": plausibility.share_high,
    "without_words": plausibility.without_words,
    "without_requests": plausibility.without_requests,
    "all_zero": plausibility.all_zero,
}
"""What each kind of rule does; a form file may name no other."""


def check(report: Report, previous: Report | None = None) -> tuple[Finding, ...]:
    """Everything that the rules of the report's form find, section by section, errors first."""
    subject = Subject(report, previous)
    findings = [finding for rule in report.form.rules for finding in KINDS[rule.kind](rule, subject)]
    sections = [section.id for section in report.form.sections]
    severities = ("error", "warning", "hint")
    findings.sort(key=lambda finding: (sections.index(finding.section), severities.index(finding.severity)))
    return tuple(findings)
