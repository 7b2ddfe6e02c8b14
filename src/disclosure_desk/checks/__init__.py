"""The checks: rules of the form, run over a report and last year's, give findings; findings give one verdict."""

from disclosure_desk.checks.circumstances import Circumstances
from disclosure_desk.checks.finding import Finding, Verdict
from disclosure_desk.checks.run import check

__all__ = ["Circumstances", "Finding", "Verdict", "check"]
