"""What is open in the window: the office's data and the report at work, for features that know no window.

The list of reports is there before anything is loaded that checks, shows or prints one.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Change, Report, Value, new_report
from disclosure_desk.gui.session.listed_report import CHECKING, ListedReport, when_words
from disclosure_desk.store.backup.targets import SECOND_FOLDER
from disclosure_desk.store.database.rows import ReportEntry
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.store import Store

if TYPE_CHECKING:
    from disclosure_desk.archive.office import Office
    from disclosure_desk.checks import CheckContext
    from disclosure_desk.checks.check_settings import CheckSettings
    from disclosure_desk.checks.stages import Handling
    from disclosure_desk.gui.session.document import Document
    from disclosure_desk.gui.session.listing import Listing
    from disclosure_desk.gui.session.news import NewsLine
    from disclosure_desk.writers.page_settings import PageSettings

_NEWS = 400
"""So many of the newest events are looked through for news."""


class Session(QObject):
    """The window's one session: closed at first, open on one data folder at a time, with one document at most.

    Whatever needs the store raises RuntimeError while the session is closed.
    """

    opened = Signal()
    closed = Signal()
    document_changed = Signal(object)
    """The report at work is another: Document, or None where none is open any more."""
    actions_changed = Signal()
    """Other actions than before can be carried out now."""
    operator_changed = Signal(str)
    """Who is at work is known: a name, "" where the office names nobody."""
    context_changed = Signal()
    """What reports are checked against has changed: another report, the office's settings, a sealed package."""
    page_settings_changed = Signal()
    """The office wants its reports on paper in another way."""
    lead = Signal(str)
    """Where Enter leads, for the right end of the status line; "" where it leads nowhere."""
    selection = Signal(str)
    """How many cells are selected, and their sum; "" where there are none."""
    status = Signal(str)
    """Words said in passing."""
    notice = Signal(str, str)
    """A title, and words that have to be read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_open = False
        self._store: Store | None = None
        self._form: Form | None = None
        self._settings: dict[str, str] = {}
        self._listing: Listing | None = None
        self._document: Document | None = None
        self._previous_of: tuple[tuple[str, int], Report | None] | None = None

    def open(self, store: Store) -> None:
        """Work with an open store from now on; raises StoreError."""
        self._settings = store.settings()
        self._store, self.is_open = store, True
        self.opened.emit()
        self.actions_changed.emit()

    def close(self) -> None:
        """Close the report and the store; what is typed and not stored is lost."""
        if self._store is None:
            return
        self.is_open = False
        self._set_document(None)
        self._store.close()
        self._store = self._previous_of = None
        self._listing = None
        self.closed.emit()
        self.actions_changed.emit()

    @property
    def store(self) -> Store:
        """The open store."""
        if self._store is None:
            raise RuntimeError("the session is not open")
        return self._store

    @property
    def folder(self) -> Path:
        """Where the data lies."""
        return self.store.path.parent

    @property
    def document(self) -> "Document | None":
        """The report at work."""
        return self._document

    def open_report(self, report_id: int) -> None:
        """Open another report, once all that was typed in the open one is stored; says why one cannot be loaded."""
        if not self.flush():
            return
        try:
            document = self.load_document(report_id)
        except StoreError as error:
            self.notice.emit("没能打开报告", str(error))
        else:
            self._set_document(document)

    def close_report(self) -> None:
        """Close the open report, once all that was typed in it is stored."""
        if self.flush():
            self._set_document(None)

    def _set_document(self, document: "Document | None") -> None:
        former, self._document = self._document, document
        self.document_changed.emit(document)
        self.actions_changed.emit()
        if former is not None:
            former.close()

    def flush(self) -> bool:
        """Store what is being typed; whether nothing is left unstored."""
        return self._document is None or self._document.flush()

    def recheck(self) -> None:
        """Check again what is shown, because what reports are checked against has changed."""
        if self._document is not None:
            self._document.check_again()
        self.context_changed.emit()

    @property
    def operator(self) -> str:
        """Who is at work, "" where nobody was asked."""
        return self.store.actor.operator

    def set_operator(self, name: str) -> None:
        """Record under this name what is done from now on."""
        if name != self.operator:
            self.store.actor = self.store.actor._replace(operator=name)
        self.operator_changed.emit(name)

    @property
    def form(self) -> Form:
        """The edition in force."""
        if self._form is None:
            self._form = load_form(EDITION)
        return self._form

    def edition(self, form_id: str) -> Form:
        """The form of an edition."""
        return self.form if form_id == EDITION else load_form(form_id)

    @property
    def settings(self) -> Mapping[str, str]:
        """What the office has chosen, by name."""
        return self._settings

    @property
    def office(self) -> "Office":
        """The office as its settings have it."""
        from disclosure_desk.archive.office import Office  # noqa: PLC0415 - loads the checks and the pages

        return Office(self._settings, self.form)

    def keep(self, values: Mapping[str, str]) -> None:
        """Keep choices of the office, all or none; raises StoreError, and then what was kept still holds."""
        self.store.put_settings(values)
        self._settings.update(values)

    def remembered(self, name: str) -> str | None:
        """What was remembered under a name such as `print.printer`."""
        return self._settings.get(name)

    def remember(self, name: str, value: str) -> None:
        """Remember something for this office; raises StoreError."""
        self.keep({name: value})

    @property
    def page_settings(self) -> "PageSettings":
        """How the office wants its report on paper."""
        return self.office.page_settings

    def set_page_settings(self, wanted: "PageSettings") -> None:
        """Keep how the office wants its report on paper; raises StoreError, and then what was kept still holds."""
        self.keep(wanted.stored())
        self.page_settings_changed.emit()

    @property
    def check_settings(self) -> "CheckSettings":
        """What the office has set for the checks."""
        return self.office.check_settings

    def set_check_settings(self, wanted: "CheckSettings") -> None:
        """Keep the office's settings of the checks; raises StoreError, and then what was kept still holds."""
        self.keep(wanted.stored())
        self.recheck()

    @property
    def steps(self) -> dict[str, str]:
        """The steps of approval of this office by id, with their names, in their order."""
        return self.office.steps

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self.office.operators

    def sketched(self) -> list[ListedReport]:
        """The same without what only checking tells, for a list that is to be there at once."""
        return [
            ListedReport(one.id, f"{one.year} 年", one.unit, CHECKING, when_words(one.changed), label=CHECKING)
            for one in self.entries()
        ]

    def entries(self) -> list[ReportEntry]:
        """The reports of the office, last year's first."""
        return sorted(self.store.reports(), key=lambda one: (-one.year, one.unit))

    @property
    def people(self) -> Operators:
        """Who works here, without what each may do: to know the steps all rules are read, which takes 60 ms."""
        return Operators.from_stored(self._settings, ())

    def listed(self) -> list[ListedReport]:
        """The reports of the office in words, last year's first."""
        return self.listing.reports(self.entries())

    def check_next(self) -> bool:
        """Check one of the reports whose state in the list is not known yet; whether any is left."""
        return self.listing.check_next(self.entries())

    @property
    def listing(self) -> "Listing":
        """What says how the reports are, loaded when that is first asked: a list is there without."""
        if self._listing is None:
            from disclosure_desk.gui.session.listing import Listing  # noqa: PLC0415 - loads the checks

            self._listing = Listing(self)
        return self._listing

    def handling(self, report_id: int) -> "Handling":
        """What was done with a stored report after it was filled in."""
        from disclosure_desk.store.handling import handling_of  # noqa: PLC0415 - loads the checks

        state = self.store.approval_state(report_id)
        faults = self.store.package_faults(report_id) if state.is_sealed else ()
        return handling_of(state, self.steps, faults)

    def report(self, report_id: int) -> Report:
        """A stored report as it stands; raises StoreError."""
        return self.store.load(report_id, self.edition)

    def due_days(self) -> tuple[tuple[date, str], ...]:
        """The days on which the report is due that is most likely at work, each with its name."""
        unit, year = self._at_work()
        return self.check_settings.due_days(self.form, unit, year) if unit else ()

    def find(self, unit: str, year: int) -> int | None:
        """The id of a unit's report on a year, None if there is none."""
        from disclosure_desk.archive.office import find_report  # noqa: PLC0415 - as in `office`

        return find_report(self.store, unit, year)

    def suggestion(self) -> tuple[str, int]:
        """The unit and year a new report is most likely about: last changed unit, last calendar year.

        Where the unit has that year's, as in December when this year's is begun early, this calendar year.
        """
        unit, year = self._at_work()
        return unit, year + (bool(unit) and self.find(unit, year) is not None)

    def _at_work(self) -> tuple[str, int]:
        """The unit that was changed last, and last calendar year, on which reports are due."""
        reports = sorted(self.store.reports(), key=lambda one: one.changed)
        return (reports[-1].unit if reports else "", date.today().year - 1)  # noqa: DTZ011 - the computer's calendar

    def carried_over(self, unit: str, year: int) -> Mapping[str, Figure]:
        """What a new report would take from last year's; nothing where there is none on this form."""
        from disclosure_desk.checks.carry_over import carried_over  # noqa: PLC0415 - as in `listing`

        previous = self.find(unit, year - 1)
        with suppress(StoreError):
            if previous is not None and (report := self.report(previous)).form.id == self.form.id:
                return carried_over(report)
        return {}

    def create(self, unit: str, year: int, values: Mapping[str, Value] = MappingProxyType({})) -> int:
        """A new report, blank but for these values; answers its id, raises StoreError."""
        return self.store.create(new_report(self.form, unit, year, values))

    def news(self) -> "Sequence[NewsLine]":
        """What happened lately."""
        from disclosure_desk.gui.session.news import news_lines  # noqa: PLC0415 - told after the list

        store, second = self.store, self.settings.get(SECOND_FOLDER, "")
        now = datetime.now().astimezone()
        return news_lines(store.newest_acts(_NEWS), store.reports(), self.steps, second, now)

    def take_in(self, report: Report) -> int:
        """Store a report that was read from a file; answers its id, raises StoreError."""
        self._previous_of = None
        return self.store.create(report, action="import")

    def change(self, report_id: int, changes: Sequence[Change]) -> None:
        """Carry out what a file changes in a report that is not open; raises StoreError."""
        self._previous_of = None
        self.store.apply(report_id, changes, "update")

    def load_document(self, report_id: int) -> "Document":
        """A report to work on, checked against last year's; raises StoreError where either cannot be loaded."""
        report = self.report(report_id)
        self._previous_of = ((report.unit, report.year), self.load_previous(report))
        from disclosure_desk.gui.session.document import Document  # noqa: PLC0415 - a list of reports has none
        from disclosure_desk.store.undo_history import undo_steps  # noqa: PLC0415 - as above

        history = undo_steps(self.store.events(report_id))
        return Document(self.store, report_id, report, self._context_at_work, history)

    def previous_of(self, report: Report) -> Report | None:
        """Last year's report of the one at work, kept while its name stays and no other report comes in.

        One that cannot be loaded counts for none: the clerk learns of it where it is opened.
        """
        name = (report.unit, report.year)
        if self._previous_of is None or self._previous_of[0] != name:
            self._previous_of = (name, None)
            with suppress(StoreError):
                self._previous_of = (name, self.load_previous(report))
        return self._previous_of[1]

    def load_previous(self, report: Report) -> Report | None:
        """Last year's report of the one at work, None where there is none; raises StoreError."""
        previous = self.find(report.unit, report.year - 1)
        return None if previous is None else self.report(previous)

    def _context_at_work(self, report: Report) -> "CheckContext":
        """What a report at work is checked against, the characters that can be printed included."""
        from disclosure_desk.writers import unprintable  # noqa: PLC0415 - as in `load_document`

        return self.check_context(report, self.previous_of(report))._replace(unprintable=unprintable)

    def check_context(self, report: Report, previous: Report | None) -> "CheckContext":
        """What a report is checked against."""
        return self.check_settings.context(report, date.today(), previous)  # noqa: DTZ011 - the computer's calendar
