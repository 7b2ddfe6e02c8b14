"""Figures put wrong one at a time: what breaks an identity is an error, and a consistent report has none.

All mutations of all cells: `ALL_MUTATIONS=yes python -m pytest tests/checks/kinds/test_arithmetic_mutations.py`.
"""

import os

import pytest
from consistent_reports import consistent
from identities import broken
from typos import mutations

from disclosure_desk.checks import CheckContext, rules_of
from disclosure_desk.checks.rule import RuleContext
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, new_report

FORM = load_form("2021")
RULES = [rule for rule in rules_of(FORM) if rule.kind in {"balance", "sum", "whole", "filled"}]
REPORTS = 60
STEP = 1 if os.environ.get("ALL_MUTATIONS") else 61
"""Every so many mutations one is tried."""


def errors(report) -> list[tuple[str, str, str]]:
    context = RuleContext(report, CheckContext(), RULES)
    found = [finding for rule in RULES for finding in rule.check(context)]
    return sorted((finding.rule, finding.severity, finding.cells[0]) for finding in found)


@pytest.mark.parametrize("number", range(1000, 1000 + REPORTS))
def test_every_mutation_that_breaks_an_identity_is_an_error(number):
    figures = consistent(number)
    report = new_report(FORM, "", 2025, dict(figures))
    assert errors(report) == []
    wrong = [one for one in mutations(figures) if any(figures[cell] != value for cell, value in one.items())]
    tried = wrong[number % STEP :: STEP]
    assert tried
    for mutation in tried:
        changes = [Change(cell, figures[cell], value) for cell, value in mutation.items()]
        report.apply(changes)
        assert errors(report) == broken({**figures, **mutation}), mutation
        report.apply([change.inverse() for change in changes])
