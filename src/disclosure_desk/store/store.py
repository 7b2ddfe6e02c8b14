"""The store of one data folder: every change of a report goes into its rows and its audit trail in one transaction."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from disclosure_desk.core.form import Form
from disclosure_desk.core.program_log import timed
from disclosure_desk.core.report import Change, Report
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.store import journal, settings
from disclosure_desk.store.backup.backup import (
    Backup,
    BackupPast,
    BackupRecord,
    backup_records,
    has_digest,
    make_backup,
    newest_backup_record,
    read_past,
)
from disclosure_desk.store.backup.lineage import TrailEnd, read_end, remove_old_backups
from disclosure_desk.store.backup.packages import intact_copy, is_there, package_faults, restore_packages
from disclosure_desk.store.backup.targets import backup_folders, make_backups
from disclosure_desk.store.database import audit_trail
from disclosure_desk.store.database.connection import verify_whole
from disclosure_desk.store.database.presence import file_mark, has_end, is_same_file, is_whole, open_end
from disclosure_desk.store.database.rows import ReportEntry, read_drafts, read_entries, report_of
from disclosure_desk.store.database.transaction import insert_report, record_act, record_start, record_steps
from disclosure_desk.store.errors import (
    NOT_SAVED,
    UNTOUCHED,
    StoreError,
    backup_error,
    explained,
    package_error,
    pin_too_early,
    sealed_error,
    second_backup_error,
    stored_with_error,
    swapped_file,
    unknown_outcome,
    unrelated_backup,
    unstorable_value,
)
from disclosure_desk.store.event_meta import Actor, EventMeta, monotonic_clock, new_event_meta, system_user
from disclosure_desk.store.events.actions import ACTS, STARTS, STEPS
from disclosure_desk.store.events.approvals import ActionSummary, ApprovalState, apply_action
from disclosure_desk.store.events.draft import JsonValue, draft_of
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import SealedPackage, sealed_package
from disclosure_desk.store.events.statements import file_id, has_event
from disclosure_desk.store.journal_writer import JournalWriter
from disclosure_desk.store.lock_owner import remove_lock_owner, write_lock_owner
from disclosure_desk.store.operators import Operators, PinTrial
from disclosure_desk.store.paths import BACKUPS, JOURNAL, PACKAGES
from disclosure_desk.store.recovery.open import OpenedFolder, open_folder
from disclosure_desk.store.recovery.restore import KeptReports, ReportDifference, report_differences
from disclosure_desk.store.recovery.ways import recovery_ways


class Store:
    """The reports of one data folder, which is locked until `close`. Every method may raise StoreError.

    It promises: after a write has returned, rows and audit trail agree and are on disk; where it raised, neither
    changed. The journal is written after each commit.

    startup_messages: what was repaired or found wrong when the folder was opened, in sentences for the clerk.
    journal: the second record, with what is to be said of it. disk_warning: "" unless the disk erred when something was
    stored, which is there all the same.
    """

    def __init__(self, opened: OpenedFolder) -> None:
        self._db, self._lock = opened.db, opened.lock
        self.journal = JournalWriter(opened.db, opened.path.with_name(JOURNAL), opened.journal, opened.state.last)
        self._mark, self._rescue = file_mark(opened.path), ""
        self._sealed, self._packages = opened.state.sealed, opened.state.packages
        self._approval_states, self._pin_tries = opened.state.approval_states, opened.state.pin_tries
        self.path = opened.path
        self.startup_messages = opened.messages
        self.disk_warning = ""
        self.actor = Actor(user=system_user())

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The store of a data folder, made where there is none, verified whole.

        A record that is gone or cannot be read at all is rebuilt from the other one. What differs is never repaired
        unasked: the error says in `ways` what the clerk may choose to do about it.
        """
        with timed(__name__, "open the data folder", StoreError):
            try:
                return cls._open(folder)
            except StoreError as error:
                error.ways = recovery_ways(folder, error)
                raise

    @classmethod
    def _open(cls, folder: Path) -> Self:
        opened = open_folder(folder)
        store = cls(opened)
        try:
            if opened.upgrade_backup:
                store.record_act(None, "backup", opened.upgrade_backup)
            store.startup_messages += tuple(store._check_packages())
        except BaseException:
            store.close()
            raise
        return store

    def load_writing(self) -> None:
        """Load what writes to the file, which takes 45 ms, before somebody waits for it."""
        self._db.load_library()

    def close(self) -> None:
        """Close the files and give back the lock; nothing is left to save."""
        self.journal.close()
        remove_lock_owner(self.path.parent)
        self._db.close()
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    @property
    def connection_for_tests(self) -> sqlite3.Connection:
        """The connection to the data file, for tests that make a write fail or alter a row behind the store's back.

        `with` it commits, as `sqlite3.Connection` does; what is left uncommitted keeps a backup waiting.
        """
        connection: sqlite3.Connection = self._db.conn
        return connection

    @property
    def file_id(self) -> str:
        """The random name of this data file; its backups have it too."""
        with explained(self.path, UNTOUCHED):
            return file_id(self._db)

    @property
    def actor(self) -> Actor:
        """Who works with the store; events and the note of who holds the lock say so."""
        return self._actor

    @actor.setter
    def actor(self, actor: Actor) -> None:
        self._actor = actor
        write_lock_owner(self.path.parent, actor)

    def reports(self) -> tuple[ReportEntry, ...]:
        """Every report that was not deleted, the newest year first, then by unit."""
        with explained(self.path, UNTOUCHED):
            deleted = settings.deleted_ids(self._db)
            return tuple(one for one in read_entries(self._db) if one.id not in deleted)

    @property
    def deleted_ids(self) -> frozenset[int]:
        """The numbers of the drafts that were deleted."""
        with explained(self.path, UNTOUCHED):
            return settings.deleted_ids(self._db)

    def deleted_reports(self) -> tuple[ReportEntry, ...]:
        """The drafts that were deleted; all of each is there still."""
        deleted = self.deleted_ids
        with explained(self.path, UNTOUCHED):
            return tuple(one for one in read_entries(self._db) if one.id in deleted)

    def create(self, report: Report, action: str = "create") -> int:
        """Store a report that is new (`create`) or came from a file (`import`); its id."""
        _expect(action, STARTS)
        with self._writing():
            draft, meta = draft_of(report), new_event_meta(self.actor)
            draft.changed = meta.at
            report_id = insert_report(self._db, draft)
            record_start(self._db, report_id, draft, action, meta)
        self._follow(report_id, action, meta)
        return report_id

    def apply(self, report_id: int, changes: Sequence[Change], action: str, why: str = "") -> None:
        """Store what the clerk did at once: all of it, or nothing where one change does not fit what is stored."""
        _expect(action, STEPS)
        if not changes:
            return
        if report_id in self._sealed:
            raise sealed_error()
        meta = new_event_meta(self.actor, why)
        with self._writing():
            record_steps(self._db, report_id, changes, action, meta)
        self._follow(report_id, action, meta)

    def record_act(self, report_id: int | None, action: str, about: Mapping[str, JsonValue], why: str = "") -> None:
        """Store that something was done which changes no value, with a report or (None) with the whole data folder."""
        _expect(action, ACTS)
        if (action, report_id in self._sealed) in {("seal", True), ("correct", False)}:
            raise ValueError(f"{action}: not now")
        meta = new_event_meta(self.actor, why)
        with self._writing():
            seq = record_act(self._db, report_id, action, about, meta)
        if report_id is None:
            return
        self._follow(report_id, action, meta, seq, about)
        if action == "seal":
            self._sealed.add(report_id)
            self._packages.append(sealed_package(report_id, about))
        elif action == "correct":
            self._sealed.remove(report_id)

    def _follow(
        self,
        report_id: int,
        action: str,
        meta: EventMeta,
        seq: int = 0,
        about: Mapping[str, JsonValue] = MappingProxyType({}),
    ) -> None:
        """Keep the approval state up to date. The number of a change is not part of it, so `seq` may be 0 there."""
        state = self._approval_states.setdefault(report_id, ApprovalState())
        apply_action(state, ActionSummary(seq, action, meta.at, meta.by, meta.why, about))

    def approval_state(self, report_id: int) -> ApprovalState:
        """How far a report has come."""
        return self._approval_states.get(report_id, ApprovalState()).copy()

    def is_sealed(self, report_id: int) -> bool:
        """Whether a report may not be changed before a correction is begun."""
        return report_id in self._sealed

    def load(self, report_id: int, forms: Callable[[str], Form]) -> Report:
        """The report as its rows have it; `forms` answers the form of an edition."""
        with explained(self.path, UNTOUCHED):
            return report_of(read_drafts(self._db, report_id), report_id, forms)

    def replay(self, report_id: int, forms: Callable[[str], Form]) -> Report:
        """The report as its events alone have it."""
        with explained(self.path, UNTOUCHED):
            return report_of(audit_trail.replay(self._db, self.path).drafts, report_id, forms)

    def events(self, report_id: int | None = None, *, is_verified: bool = False) -> tuple[Event, ...]:
        """The audit trail of one report, or of all, oldest first; with `is_verified` once all agrees as in `verify`."""
        with explained(self.path, UNTOUCHED):
            return tuple(audit_trail.read_events(self._db, self.path, report_id, is_verified=is_verified))

    def newest_acts(self, within: int) -> tuple[audit_trail.ActRecord, ...]:
        """What was done among so many of the newest events, the newest first; for news, not for proof."""
        with explained(self.path, UNTOUCHED):
            return audit_trail.newest_acts(self._db, within)

    def audit_trail(self) -> bytes:
        """The whole audit trail as the journal has it: a header, and a line for each event."""
        with explained(self.path, UNTOUCHED):
            return b"".join([journal.header_line(file_id(self._db)), *journal.event_lines(self._db)])

    def verify(self) -> None:
        """Raise StoreError unless chain, replay, rows and schema of the open file agree."""
        with explained(self.path, UNTOUCHED):
            verify_whole(self._db, self.path)

    def settings(self) -> dict[str, str]:
        """The office's settings by name."""
        with explained(self.path, UNTOUCHED):
            return settings.read(self._db)

    def put_settings(self, values: Mapping[str, str], why: str = "") -> None:
        """Store settings, all or none; other names keep their values."""
        with self._writing():
            settings.put(self._db, values, new_event_meta(self.actor, why))

    @property
    def pin_wait(self) -> int:
        """How many seconds nobody may try a PIN yet, because wrong ones were tried."""
        return self._pin_tries.wait(monotonic_clock())

    def begin_pin(self, name: str, pin: str, purpose: str) -> PinTrial:
        """A person's PIN, asked for a purpose, to be compared; raises StoreError where the wait is not over."""
        trial = PinTrial(Operators.from_stored(self.settings(), ()), name, pin, purpose)
        if trial.is_needed and self.pin_wait:
            raise pin_too_early(self.pin_wait)
        return trial

    def end_pin(self, trial: PinTrial) -> bool:
        """Whether that person may go on, once it is compared; one without a PIN needs none.

        Every wrong one is an event, and so is the right one after it; raises StoreError where a wrong one cannot be.
        """
        name, is_right = trial.name, trial.is_right
        if trial.is_needed and not (is_right and not self._pin_tries.count(name)):
            self._pin_tries.note(name, monotonic_clock(), is_right=is_right)
            with suppress(StoreError) if is_right else nullcontext():
                self.record_act(None, "pin", {"who": name, "right": int(is_right), "for": trial.purpose})
        if trial.better:
            with suppress(StoreError):  # the next time then
                self.put_settings(trial.better, "口令没有变，换成了更难猜的存法")
        return is_right

    def try_pin(self, name: str, pin: str, purpose: str) -> bool:
        """Compare a PIN at once: `begin_pin` and `end_pin` in one."""
        return self.end_pin(self.begin_pin(name, pin, purpose).compared())

    def back_up(
        self, now: datetime, second: Path | None = None, progress: WorkProgress = no_progress, *, is_asked: bool = False
    ) -> Backup | None:
        """Make a verified backup here and, where that is there, in a second place; None if none lacks it.

        Older ones go that no day, week or month keeps, but with `is_asked`: then this stays as long as its day has one.
        Where it raises StoreError, none was removed, or only the second place has none; stopped, there is no new one.
        """
        with timed(__name__, "back up", StoreError), explained(self.path, UNTOUCHED):
            self._expect_own_file()
            try:
                copied = make_backups(self._db, self.path.parent, self._packages, now, second, progress)
            except OSError as error:
                raise backup_error(error) from error
        if copied is None:
            return None
        self.record_act(None, "backup", {**copied.about, **({"asked": 1} if is_asked else {})})
        if not is_asked:
            with explained(self.path, UNTOUCHED):
                for place in copied.places:
                    remove_old_backups(self._db, place, copied.backup.path.name)
        if copied.fault is not None:
            raise second_backup_error(copied.fault, copied.backup.path) from copied.fault
        return copied.backup

    def backup_records(self) -> dict[str, BackupRecord]:
        """What the trail says of every backup, by the names of their files."""
        with explained(self.path, UNTOUCHED):
            return {record.name: record for record in backup_records(self._db)}

    def has_newest_backup(self) -> bool:
        """Whether the newest backup that the trail names is there as it was made; True where it names none."""
        with explained(self.path, UNTOUCHED):
            newest = newest_backup_record(self._db)
            return newest is None or has_digest(self.path.with_name(BACKUPS) / newest.name, newest.sha256)

    def newest_backup_end(self) -> TrailEnd | None:
        """Where the newest backup that the trail names ends; None where there is none, or it cannot be read."""
        with explained(self.path, UNTOUCHED):
            newest = newest_backup_record(self._db)
            return None if newest is None else read_end(self.path.with_name(BACKUPS) / newest.name)

    def differences_from(self, backup: Path, *, replay: bool = False) -> tuple[ReportDifference, ...]:
        """What would change in each report by going back to a backup.

        With `replay`, the events after the backup are applied again; what is open and verified is the outcome of that.
        """
        return self.differences_to(read_past(backup), replay=replay)

    def differences_to(self, past: BackupPast, *, replay: bool) -> tuple[ReportDifference, ...]:
        """The same of a backup that is read already, which may be done in any thread."""
        with explained(past.path, UNTOUCHED):
            if not replay:
                now = KeptReports(read_drafts(self._db), settings.deleted_ids(self._db))
                return report_differences(now, KeptReports(past.drafts, past.deleted))
            if not has_event(self._db, *past.end):
                raise unrelated_backup(past.path)
            return ()

    def package_faults(self, report_id: int | None = None) -> tuple[str, ...]:
        """What is wrong with the packages of a report's sealed versions, or (None) of all, each in a sentence."""
        return tuple(fault for one, fault in self._package_faults() if report_id in {None, one.report})

    @property
    def can_restore_packages(self) -> bool:
        """Whether a package that is not as it was sealed has a copy that is."""
        folders = self._backup_folders()
        return any(intact_copy(one, folders) for one, _ in self._package_faults())

    def restore_packages(self) -> tuple[str, ...]:
        """Put an intact copy in the place of every package that is not as it was sealed, and keep what was there.

        Returns what was done, and what is wrong still, in sentences.
        """
        try:
            restored = [*self._restore(self._packages)]
        except OSError as error:
            raise package_error(error) from error
        done = (f"{one.file} 已换成 {source.parent} 里完好的一份。" for one, source in restored)
        return (*done, *(f"{fault}。" for _, fault in self._package_faults()))

    def _check_packages(self) -> Iterator[str]:
        """Restore the packages that are gone, and name those that are not as they were sealed."""
        gone = [one for one in self._packages if not is_there(self.path.parent / PACKAGES / one.file)]
        with suppress(OSError, StoreError):  # what cannot be restored is among the faults below
            for one, source in self._restore(gone):
                yield f"定稿的档案包 {one.file} 不见了，已从 {source.parent} 换回，和定稿时的摘要相符。"
        for _, fault in self._package_faults():
            yield f"{fault}。"

    def _restore(self, packages: Sequence[SealedPackage]) -> Iterator[tuple[SealedPackage, Path]]:
        for one, source in restore_packages(self.path.parent, packages, self._backup_folders()):
            self.record_act(one.report, "recover", {"from": str(source.parent), "file": one.file})
            yield one, source

    def _package_faults(self) -> Iterator[tuple[SealedPackage, str]]:
        return package_faults(self.path.parent, self._packages, self._backup_folders())

    def _backup_folders(self) -> tuple[Path, ...]:
        return backup_folders(self.settings(), self.path.parent)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction in the file that is at its path before and after, and the journal's lines of what it adds."""
        with explained(self.path, NOT_SAVED):
            self._expect_own_file()
            before = open_end(self._db)
            try:
                with self._db.atomic():
                    yield
            except (ArithmeticError, ValueError) as error:
                raise unstorable_value(error) from error
            except sqlite3.Error as error:
                if self._end_after(error) == before:
                    raise
                self.disk_warning = stored_with_error(self.path)
            finally:
                mark, self._mark = self._mark, file_mark(self.path)
            if not is_same_file(mark, self._mark) or not has_end(self.path, self._end_after()):
                self._mark = None
                raise self._swapped(is_written=True)
            self.journal.write_new_events()

    def _end_after(self, error: sqlite3.Error | None = None) -> tuple[str, int, str]:
        """The end of the trail, read again after a transaction: where the disk erred after the commit, it is stored.

        Where not even that can be read, twice, StoreError says that nobody knows.
        """
        for _ in range(2):
            with suppress(sqlite3.Error):
                if self._db.conn.in_transaction:
                    self._db.rollback()
                return open_end(self._db)
        raise unknown_outcome(self.path) from error

    def _expect_own_file(self) -> None:
        """Raise StoreError unless the file at the path is the open one, as it was left; else nothing is written."""
        present = file_mark(self.path)
        if present is None or present != self._mark:
            if not (is_same_file(present, self._mark) and is_whole(self.path, open_end(self._db))):
                self._mark = None
                raise self._swapped(is_written=False)
            self._mark = present

    def _swapped(self, *, is_written: bool) -> StoreError:
        """The error that the file is another, once what is open has been kept as a backup; `is_written` with the step.

        Where the whole folder was moved no other is made in its place: what is open moved with it.
        """
        if not self._rescue and self.path.parent.is_dir():
            with suppress(StoreError, sqlite3.Error, OSError):
                now = datetime.now()  # noqa: DTZ005 - backups are named by the computer's own time
                self._rescue = make_backup(self._db, self.path.with_name(BACKUPS), now).path.name
        return swapped_file(self.path, self._rescue, is_written=is_written)


def _expect(action: str, known: frozenset[str]) -> None:
    if action not in known:
        raise ValueError(f"no such action: {action}")
