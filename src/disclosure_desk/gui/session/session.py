"""The office's reports for the window: the store and the form behind a few plain calls, loaded when first wanted."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.checks import CheckContext, Verdict, check
from disclosure_desk.checks.check_settings import CheckSettings, approval_steps
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Report, new_report
from disclosure_desk.gui.report.verdict_label import SEALED, SPOILT
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.shell.report_list import ListedReport
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.store import Store
from disclosure_desk.store.undo_history import undo_steps

if TYPE_CHECKING:
    from disclosure_desk.writers.archive_record import ChangeRecordEntry, Signature
    from disclosure_desk.writers.page_settings import PageSettings

FORM = "2021"


class Desk:
    """The reports in one folder; `open` before anything else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store: Store | None = None
        self._form: Form | None = None
        self._settings: dict[str, str] = {}
        self._kept: tuple[tuple[str, int], Report | None] | None = None

    def open(self) -> None:
        """Open the store; raises StoreError."""
        self._store = Store.open(self.folder)
        self._settings = self._store.settings()

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def store(self) -> Store:
        """The open store."""
        if self._store is None:
            raise RuntimeError("the desk is not open")
        return self._store

    @property
    def form(self) -> Form:
        """The edition in force."""
        if self._form is None:
            self._form = load_form(FORM)
        return self._form

    @property
    def page_settings(self) -> "PageSettings":
        """How the office wants its report on paper."""
        from disclosure_desk.writers.page_settings import PageSettings  # noqa: PLC0415 - the list needs no paper

        return PageSettings.from_stored(self._settings)

    def set_page_settings(self, wanted: "PageSettings") -> None:
        """Keep how the office wants its report on paper; raises StoreError, and then what was kept still holds."""
        self._keep(wanted.stored())

    @property
    def check_settings(self) -> CheckSettings:
        """What the office told the checks."""
        return CheckSettings.from_stored(self._settings)

    def set_check_settings(self, wanted: CheckSettings) -> None:
        """Keep what the office tells the checks; raises StoreError, and then what was kept still holds."""
        self._keep(wanted.stored())

    def remembered(self, name: str) -> str | None:
        """What was remembered under a name such as `print.printer`."""
        return self._settings.get(name)

    def remember(self, name: str, value: str) -> None:
        """Remember something for this office; raises StoreError."""
        self._keep({name: value})

    def _keep(self, values: Mapping[str, str]) -> None:
        self.store.put_settings(values)
        self._settings.update(values)

    def listed(self) -> list[ListedReport]:
        """The reports of the office in words, last year's first."""
        reports = sorted(self.store.reports(), key=lambda one: (-one.year, one.unit))
        return [
            ListedReport(one.id, f"{one.year} 年", one.unit, self._state(one.id), _when(one.changed)) for one in reports
        ]

    def _state(self, report_id: int) -> str:
        if self.store.is_sealed(report_id):
            return SPOILT if self.store.package_faults(report_id) else SEALED
        try:
            report = self._load(report_id)
        except StoreError:
            return "打不开"
        if not any(report.texts.values()) and all(figure is None for figure in report.cells.values()):
            return "草稿，还没有填写"
        verdict = Verdict.over(check(report, self._check_context(report, self._previous(report))))
        is_right = not verdict.errors and not verdict.warnings
        return (replace(verdict, missing_approvals=self._lacking(report_id)) if is_right else verdict).sentence

    def _lacking(self, report_id: int) -> tuple[str, ...]:
        """The office's steps of approval that a report has not got."""
        given = self.store.approval_state(report_id).steps
        return tuple(name for step, name in self.steps.items() if step not in given)

    def _load(self, report_id: int) -> Report:
        return self.store.load(report_id, self.edition)

    def edition(self, form_id: str) -> Form:
        """The form of an edition."""
        return self.form if form_id == FORM else load_form(form_id)

    def _previous(self, report: Report) -> Report | None:
        before = self.find(report.unit, report.year - 1)
        return None if before is None else self._load(before)

    def find(self, unit: str, year: int) -> int | None:
        """The id of a unit's report on a year, None if there is none."""
        return next((one.id for one in self.store.reports() if (one.unit, one.year) == (unit, year)), None)

    def suggestion(self) -> tuple[str, int]:
        """The unit and year a new report is most likely about: last changed unit, last calendar year."""
        reports = sorted(self.store.reports(), key=lambda one: one.changed)
        return (reports[-1].unit if reports else "", date.today().year - 1)  # noqa: DTZ011 - the desk's own calendar

    def create(self, unit: str, year: int) -> int:
        """A new blank report; answers its id."""
        return self.store.create(new_report(self.form, unit, year))

    def take_in(self, report: Report) -> int:
        """A report that was read from a file; answers its id."""
        self._kept = None
        return self.store.create(report, action="import")

    def change(self, report_id: int, changes: Sequence[Change]) -> None:
        """Carry out what a file changes in a report that is not open; raises StoreError."""
        self._kept = None
        self.store.apply(report_id, changes, "update")

    def document(self, report_id: int) -> Document:
        """The report to work on, with last year's beside it."""
        report = self._load(report_id)
        self._kept = ((report.unit, report.year), self._previous(report))
        history = undo_steps(self.store.events(report_id))
        return Document(
            self.store, report_id, report, lambda report: self._told(report, self.last_year_of(report)), history
        )

    def last_year_of(self, report: Report) -> Report | None:
        """Last year's report of the one at work, kept while its name stays and no other report comes in.

        One that cannot be loaded counts for none: it is told where it is opened.
        """
        name = (report.unit, report.year)
        if self._kept is None or self._kept[0] != name:
            self._kept = (name, None)
            with suppress(StoreError):
                self._kept = (name, self._previous(report))
        return self._kept[1]

    def _told(self, report: Report, previous: Report | None) -> CheckContext:
        """What the checks of a report at work are told."""
        from disclosure_desk.writers import unprintable  # noqa: PLC0415 - the list needs no fonts

        return replace(self._check_context(report, previous), unprintable=unprintable)

    def _check_context(self, report: Report, previous: Report | None) -> CheckContext:
        return self.check_settings.context(report, date.today(), previous)  # noqa: DTZ011 - the desk's own calendar

    def records(self, report_id: int) -> "tuple[ChangeRecordEntry, ...]":
        """Every change of a report in words, the oldest first; raises StoreError."""
        from disclosure_desk.archive.archive_records import records  # noqa: PLC0415 - the window opens without the archive copy

        return records(self._load(report_id).form, self.store.events(report_id))

    def report(self, report_id: int) -> Report:
        """A stored report as it stands; raises StoreError."""
        return self._load(report_id)

    def signatures(self, report_id: int) -> "tuple[Signature, ...]":
        """The approvals of a report that hold, for the review sheet; raises StoreError."""
        from disclosure_desk.archive.archive_records import signatures  # noqa: PLC0415 - the window opens without it

        return signatures(self.form, self.store.approval_state(report_id).approvals)

    @property
    def waived(self) -> tuple[str, ...]:
        """The names of the steps of approval that this office does without."""
        from disclosure_desk.archive.archive_records import waived  # noqa: PLC0415 - the window opens without it

        return waived(self.form, self.steps)

    def checked(self, report_id: int) -> tuple[str, ...]:
        """What is wrong with a report's sealed files; raises StoreError where record and rows of the desk part."""
        self.store.verify()
        return self.store.package_faults(report_id)

    def note(self, report_id: int, action: str, about: Mapping[str, str | int | None]) -> None:
        """ChangeRecordEntry that something was done with a report that changes nothing in it; raises StoreError."""
        self.store.note(report_id, action, about)

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep choices of the office, all or none; raises StoreError."""
        self._keep(values)

    @property
    def settings(self) -> Mapping[str, str]:
        """What the office has chosen, by name."""
        return self._settings

    @property
    def steps(self) -> dict[str, str]:
        """The steps of approval of this office by id, with their names, in their order."""
        return approval_steps(self.form, self.check_settings.waived)

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return Operators.from_stored(self._settings, tuple(approval_steps(self.form)))


def _when(changed: str) -> str:
    """A stored moment in the desk's own time."""
    return datetime.fromisoformat(changed).astimezone().strftime("%Y-%m-%d %H:%M")
