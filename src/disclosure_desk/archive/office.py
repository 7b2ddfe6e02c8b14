"""An office as its data folder has it: its people, its steps of approval, its settings, how its reports are checked."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Self

from disclosure_desk.checks import Finding, check
from disclosure_desk.checks.check_settings import CheckSettings, approval_steps
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Report
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.store import Store
from disclosure_desk.writers import unprintable
from disclosure_desk.writers.page_settings import PageSettings

ARCHIVE_TERM = "archive.term"
"""The setting that says how long the office keeps its reports."""
TERMS = ("永久", "30年", "10年")
"""How long a sealed report may be kept; the first unless the office says otherwise."""


class Office(NamedTuple):
    """The settings of one data folder, read once, with the edition of the form in force."""

    settings: Mapping[str, str]
    form: Form

    @classmethod
    def of(cls, store: Store) -> Self:
        """The office of an open data folder; raises StoreError."""
        return cls(store.settings(), load_form(EDITION))

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return Operators.from_stored(self.settings, tuple(approval_steps(self.form)))

    @property
    def check_settings(self) -> CheckSettings:
        """What the office has set for the checks."""
        return CheckSettings.from_stored(self.settings)

    @property
    def steps(self) -> dict[str, str]:
        """The steps of approval of this office by id, with their names, in their order."""
        return approval_steps(self.form, self.check_settings.waived)

    @property
    def page_settings(self) -> PageSettings:
        """How the office wants its reports on paper."""
        return PageSettings.from_stored(self.settings)

    @property
    def term(self) -> str:
        """How long the office keeps its reports."""
        return self.settings.get(ARCHIVE_TERM) or TERMS[0]

    def findings(self, store: Store, report_id: int, report: Report, today: date) -> tuple[Finding, ...]:
        """What the rules find in a stored report as it is on its way to be sealed; raises StoreError."""
        context = self.check_settings.context(report, today, _previous(store, report))
        approvals = store.approval_state(report_id).steps
        return check(report, context._replace(unprintable=unprintable, approvals=approvals, is_draft=True))


def find_report(store: Store, unit: str, year: int) -> int | None:
    """The id of a unit's report on a year, None if there is none."""
    return next((one.id for one in store.reports() if (one.unit, one.year) == (unit, year)), None)


def _previous(store: Store, report: Report) -> Report | None:
    there = find_report(store, report.unit, report.year - 1)
    return None if there is None else store.load(there, load_form)
