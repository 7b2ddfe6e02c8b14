"""The owner of the data file: every change of a report goes into its live rows and its audit trail at once."""

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from disclosure_desk.core.atomic_file import make_folder
from disclosure_desk.core.form import Form
from disclosure_desk.core.program_log import timed
from disclosure_desk.core.report import Change, Report
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.store import settings
from disclosure_desk.store.backup.backup import Backup, is_whole, newest_told, read_backup
from disclosure_desk.store.backup.packages import bring_back, faults, whole_copy
from disclosure_desk.store.backup.targets import copy_desk, places
from disclosure_desk.store.database import audit_trail
from disclosure_desk.store.database.connection import verify_whole
from disclosure_desk.store.database.location_policy import refuse_elsewhere
from disclosure_desk.store.database.lock import alone
from disclosure_desk.store.database.transaction import insert, record_act, record_start, record_steps
from disclosure_desk.store.errors import (
    NOT_SAVED,
    UNTOUCHED,
    StoreError,
    backup_error,
    explain,
    folder_error,
    form_error,
    journal_warning,
    opening_error,
    package_error,
    sealed_error,
    second_backup_error,
    unrelated_backup,
    unstorable_value,
)
from disclosure_desk.store.event_meta import Actor, EventMeta, new_event_meta, system_user
from disclosure_desk.store.events.actions import ACTS, STARTS, STEPS
from disclosure_desk.store.events.approvals import ActionSummary, ApprovalState, apply_action
from disclosure_desk.store.events.draft import Draft, JsonValue, draft_of
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import SealedPackage, sealed_package
from disclosure_desk.store.events.statements import file_id, has_event, trail_end
from disclosure_desk.store.journal import entries, header
from disclosure_desk.store.lock_owner import remove_lock_owner, write_lock_owner
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.recovery.open import Opened, open_whole
from disclosure_desk.store.recovery.restore import Differing, differing
from disclosure_desk.store.recovery.ways import recovery_ways

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listed:
    """A report in the list; `changed` is the ISO local time of its newest event."""

    id: int
    unit: str
    year: int
    changed: str


class Store:
    """The reports of one data folder; after a write returns, live rows and trail agree, if it raises, neither moved.

    `news` are sentences about what was brought back when it was opened; `worry` says so where the second record could
    not be written, while what is in the data file is safe all the same.
    """

    def __init__(self, opened: Opened, path: Path, lock: sqlite3.Connection) -> None:
        self._db, self._lock = opened.db, lock
        self._witness, self._told = opened.witness, opened.state.last
        self._sealed, self._packages = opened.state.sealed, opened.state.packages
        self._approvals = opened.state.approval_states
        self.path = path
        self._actor = Actor(user=system_user())
        write_lock_owner(path.parent, self._actor)
        self.news = opened.news
        self.worry = ""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store of a data folder, made if there is none, checked whole; raises StoreError.

        What is gone or cannot be read at all is brought back from the other record; what differs is never repaired, but
        the error says in `ways` what the clerk may choose to do about it.
        """
        with timed(_LOG, "open the data folder", StoreError):
            try:
                return cls._open(folder)
            except StoreError as error:
                error.ways = recovery_ways(folder, error)
                raise

    @classmethod
    def _open(cls, folder: Path) -> Self:
        refuse_elsewhere(folder)
        try:
            make_folder(folder)
        except OSError as error:
            raise folder_error(error, folder) from error
        path = folder / DATA_FILE
        try:
            lock = alone(folder)
        except OSError as error:
            raise opening_error(error, path) from error
        try:
            with _explained(path, UNTOUCHED):
                opened = open_whole(path)
        except OSError as error:
            lock.close()
            raise opening_error(error, path) from error
        except BaseException:
            lock.close()
            raise
        store = cls(opened, path, lock)
        try:
            if opened.copied:
                store.note(None, "backup", opened.copied)
            store.news += tuple(store._look_at_packages())
        except BaseException:
            store.close()
            raise
        return store

    def _look_at_packages(self) -> Iterator[str]:
        """Put the packages that are gone back from their copies, and name those that are not as they were sealed."""
        gone = [one for one in self._packages if not (self.path.parent / PACKAGES / one.file).exists()]
        with suppress(OSError, StoreError):  # what cannot be put back now stands among the faults
            for one, source in self._bring_back(gone):
                yield f"定稿的档案包 {one.file} 不见了，已从 {source.parent} 换回，和定稿时的摘要相符。"
        for _, fault in self._package_faults():
            yield f"{fault}。"

    @property
    def has_whole_copies(self) -> bool:
        """Whether a package that is not as it was sealed has a copy that is."""
        places = self._places()
        return any(whole_copy(one, places) for one, _ in self._package_faults())

    def put_back_packages(self) -> tuple[str, ...]:
        """Put a whole copy in the place of every package that is not as it was sealed; what was there is put aside.

        Answers what was done, in sentences; raises StoreError.
        """
        try:
            back = [*self._bring_back(self._packages)]
        except OSError as error:
            raise package_error(error) from error
        done = (f"{one.file} 已换成 {source.parent} 里完好的一份。" for one, source in back)
        return (*done, *(f"{fault}。" for _, fault in self._package_faults()))

    def _bring_back(self, packages: Sequence[SealedPackage]) -> Iterator[tuple[SealedPackage, Path]]:
        for one, source in bring_back(self.path.parent, packages, self._places()):
            self.note(one.report, "recover", {"from": str(source.parent), "file": one.file})
            yield one, source

    def package_faults(self, report_id: int | None = None) -> tuple[str, ...]:
        """What is wrong with the packages of a report's sealed versions, or (None) of all, each in a sentence."""
        return tuple(fault for one, fault in self._package_faults() if report_id in {None, one.report})

    def _package_faults(self) -> Iterator[tuple[SealedPackage, str]]:
        return faults(self.path.parent, self._packages, self._places())

    def _places(self) -> tuple[Path, ...]:
        with _explained(self.path, UNTOUCHED):
            return places(settings.read(self._db), self.path.parent)

    def close(self) -> None:
        """Let go of the files; nothing is left to save."""
        self._witness.close()
        remove_lock_owner(self.path.parent)
        self._db.close()
        self._lock.close()

    @property
    def id(self) -> str:
        """The random name of this desk; its copies have it too."""
        with _explained(self.path, UNTOUCHED):
            return file_id(self._db)

    @property
    def actor(self) -> Actor:
        """Who works at the desk; events and the note of who holds it say so."""
        return self._actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor
        write_lock_owner(self.path.parent, actor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def reports(self) -> tuple[Listed, ...]:
        """Every report, the newest year first, then by unit."""
        with _explained(self.path, UNTOUCHED):
            rows = self._db.execute("SELECT id, unit, year, changed FROM reports ORDER BY year DESC, unit, id")
            return tuple(Listed(*row) for row in rows)

    def create(self, report: Report, action: str = "create") -> int:
        """Store a report that is new (`create`) or came from a file (`import`); answers its id."""
        _expect(action, STARTS)
        with self._writing():
            draft, now = draft_of(report), new_event_meta(self.actor)
            draft.changed = now.at
            report_id = insert(self._db, draft)
            record_start(self._db, report_id, draft, action, now)
        self._follow(report_id, action, now)
        return report_id

    def apply(self, report_id: int, changes: Sequence[Change], action: str, why: str = "") -> None:
        """Store what the clerk did at once; all of it, or none if one change does not start from what is stored."""
        _expect(action, STEPS)
        if not changes:
            return
        if report_id in self._sealed:
            raise sealed_error()
        now = new_event_meta(self.actor, why)
        with self._writing():
            record_steps(self._db, report_id, changes, action, now)
        self._follow(report_id, action, now)

    def note(self, report_id: int | None, action: str, about: Mapping[str, JsonValue], why: str = "") -> None:
        """Store that something was done which changes no value, with a report or (None) with the whole desk."""
        _expect(action, ACTS)
        if (action, report_id in self._sealed) in {("seal", True), ("correct", False)}:
            raise ValueError(f"{action}: not now")
        now = new_event_meta(self.actor, why)
        with self._writing():
            seq = record_act(self._db, report_id, action, about, now)
        if report_id is None:
            return
        self._follow(report_id, action, now, seq, about)
        if action in {"seal", "correct"}:
            (self._sealed.add if action == "seal" else self._sealed.remove)(report_id)
        if action == "seal":
            self._packages.append(sealed_package(report_id, about))

    def _follow(
        self,
        report_id: int,
        action: str,
        meta: EventMeta,
        seq: int = 0,
        about: Mapping[str, JsonValue] = MappingProxyType({}),
    ) -> None:
        """Let the report go on its way; nobody asks for the number of a change."""
        stands = self._approvals.setdefault(report_id, ApprovalState())
        apply_action(stands, ActionSummary(seq, action, meta.at, meta.by, meta.why, about))

    def approval_state(self, report_id: int) -> ApprovalState:
        """How far a report is on its way, as its events tell."""
        return self._approvals.get(report_id, ApprovalState()).copy()

    def is_sealed(self, report_id: int) -> bool:
        """Whether a report may not be changed before a correction is begun."""
        return report_id in self._sealed

    def load(self, report_id: int, forms: Callable[[str], Form]) -> Report:
        """The report as it stands; `forms` answers the form of an edition."""
        with _explained(self.path, UNTOUCHED):
            return self._report(audit_trail.live(self._db, report_id), report_id, forms)

    def replay(self, report_id: int, forms: Callable[[str], Form]) -> Report:
        """The report as its events alone tell it."""
        with _explained(self.path, UNTOUCHED):
            return self._report(audit_trail.replayed(self._db, self.path).drafts, report_id, forms)

    def events(self, report_id: int | None = None) -> tuple[Event, ...]:
        """The audit trail of one report, or of the whole desk, oldest first."""
        with _explained(self.path, UNTOUCHED):
            return tuple(audit_trail.events(self._db, self.path, report_id))

    def trail(self) -> bytes:
        """The whole record of the desk as the journal has it: a header, and a line for each event."""
        with _explained(self.path, UNTOUCHED):
            return b"".join([header(file_id(self._db)), *entries(self._db)])

    def settings(self) -> dict[str, str]:
        """What the office has chosen, by name."""
        with _explained(self.path, UNTOUCHED):
            return settings.read(self._db)

    def put_settings(self, values: Mapping[str, str]) -> None:
        """Keep choices of the office, all or none; other names keep theirs."""
        with self._writing():
            settings.put(self._db, values, new_event_meta(self.actor))

    def back_up(self, now: datetime, second: Path | None = None) -> Backup | None:
        """A verified copy in the data folder and, where that is there, in a second one; None if neither lacks anything.

        The packages of sealed versions are copied with it. Older copies that neither a day, a week nor a month keeps
        go. Raises StoreError; then no copy went, or the one in the data folder is made and the second place has none.
        """
        with timed(_LOG, "back up", StoreError), _explained(self.path, UNTOUCHED):
            try:
                copied = copy_desk(self._db, self.path.parent, self._packages, now, second)
            except OSError as error:
                raise backup_error(error) from error
        if copied is None:
            return None
        self.note(None, "backup", copied.about)
        if copied.fault is not None:
            raise second_backup_error(copied.fault, copied.backup.path) from copied.fault
        return copied.backup

    def verify(self) -> None:
        """Raise StoreError unless chain, replay, live rows and schema of the open desk agree."""
        with _explained(self.path, UNTOUCHED):
            verify_whole(self._db, self.path)

    def has_newest_copy(self) -> bool:
        """Whether the newest copy that the trail tells of is there as it was made."""
        with _explained(self.path, UNTOUCHED):
            told = newest_told(self._db)
            return told is None or is_whole(self.path.with_name(BACKUPS) / told.name, told.sha256)

    def differing(self, copy: Path, *, replay: bool = False) -> tuple[Differing, ...]:
        """What would change in each report if the desk went back to a copy; raises StoreError.

        With `replay`, what happened after the copy happens again: to what is open and verified that brings it back.
        """
        with _explained(copy, UNTOUCHED):
            read = read_backup(copy)
            with closing(read.db):
                end = trail_end(read.db)
            if not replay:
                return differing(audit_trail.live(self._db), read.state.drafts)
            if not has_event(self._db, *end):
                raise unrelated_backup(copy)
            return ()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _explained(self.path, NOT_SAVED):
            try:
                with self._db.atomic():
                    yield
                self._tell_witness()
            except (ArithmeticError, ValueError) as error:
                raise unstorable_value(error) from error

    def _tell_witness(self) -> None:
        """Let the journal know what the data file has; what could not be written is told again with the next write."""
        try:
            news = list(entries(self._db, self._told))
            self._witness.append(news)
        except (OSError, sqlite3.Error) as error:  # the change is stored all the same
            self.worry = journal_warning(error, self.path.with_name(JOURNAL))
        else:
            self._told, self.worry = self._told + len(news), ""

    def _report(self, drafts: dict[int, Draft], report_id: int, forms: Callable[[str], Form]) -> Report:
        if report_id not in drafts:
            raise StoreError(f"数据里没有第 {report_id} 份报告。{UNTOUCHED}请关闭程序后重新打开，再从列表里选。")
        draft = drafts[report_id]
        try:
            return draft.report(forms(draft.form))
        except (FormError, KeyError) as error:
            raise form_error(draft.unit, draft.year, draft.form) from error


@contextmanager
def _explained(path: Path, kept: str) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, path, kept) from error


def _expect(action: str, known: frozenset[str]) -> None:
    if action not in known:
        raise ValueError(f"no such action: {action}")
