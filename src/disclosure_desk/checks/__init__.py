"""The checks: rules of the form, run over a report and last year's, give findings; findings give one verdict.

rule.py says what a rule is, rule_loader.py how to add one or a kind of them, kinds/ has all kinds.
"""

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.engine import check
from disclosure_desk.checks.finding import Finding, Severity, Verdict
from disclosure_desk.checks.rule_loader import rules_of

__all__ = ["CheckContext", "Finding", "Severity", "Verdict", "check", "rules_of"]
