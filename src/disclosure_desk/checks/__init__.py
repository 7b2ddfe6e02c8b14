"""The checks: rules of the form, run over a report and last year's, give findings; findings give one verdict."""

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.engine import check
from disclosure_desk.checks.finding import Finding, Verdict

__all__ = ["CheckContext", "Finding", "Verdict", "check"]
