"""Runs every rule of a form over a report, in the form's order."""

from collections.abc import Callable, Mapping

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.consequences import beneath_causes, with_causes
from disclosure_desk.checks.finding import WHOLE_REPORT, Finding
from disclosure_desk.checks.kinds import arithmetic, copied_text, plausibility, procedure, prose, wording, year_on_year
from disclosure_desk.checks.repair import split_digits, with_repairs
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule
from disclosure_desk.core.report import Report

Kind = Callable[[Rule, Subject], list[Finding]]

KINDS: Mapping[str, Kind] = {
    **arithmetic.KINDS,
    **plausibility.KINDS,
    **year_on_year.KINDS,
    **copied_text.KINDS,
    **wording.KINDS,
    **prose.KINDS,
    **split_digits.KINDS,
    **procedure.KINDS,
}
"""What each kind of rule does; a form file may name no other."""

_ALONE = CheckContext()


def check(report: Report, context: CheckContext = _ALONE) -> tuple[Finding, ...]:
    """Everything that the rules of the report's form find, section by section, errors first."""
    subject = Subject(report, context)
    findings = [finding for rule in report.form.rules for finding in KINDS[rule.kind](rule, subject)]
    sections = [WHOLE_REPORT, *(section.id for section in report.form.sections)]
    severities = ("error", "warning", "hint")
    findings = with_repairs(report, list(with_causes(report.form.rules, findings)))
    findings.sort(key=lambda finding: (sections.index(finding.section), severities.index(finding.severity)))
    return tuple(beneath_causes(findings))
