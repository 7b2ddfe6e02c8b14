"""Putting another data file in the place of the present one: from a backup, from the journal, or from what remains.

Every file that is replaced is kept under its old name.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.report import Change
from disclosure_desk.core.stopping import StoppedError, WorkProgress, no_progress
from disclosure_desk.store import journal
from disclosure_desk.store.backup.backup import list_backups, read_backup
from disclosure_desk.store.database.connection import connect
from disclosure_desk.store.database.lock import acquire_lock
from disclosure_desk.store.database.rows import readable_drafts, readable_settings, secrets_in
from disclosure_desk.store.errors import StoreError, damaged_journal, not_recovered, unrelated_backup
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.chain import digest_after, genesis
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import file_id, trail_end
from disclosure_desk.store.old_files import copy_to_old, rename_to_old
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.rebuild import (
    RebuildAct,
    RebuildOptions,
    journal_file_id,
    rebuild,
    record_rebuild,
    replay_lines,
)
from disclosure_desk.store.settings import deleted_in

_AT_ONCE = 100
"""Events between two words of how far it is: some hundredths of a second."""


class ReportDifference(NamedTuple):
    """A report that is different in a backup: what would change, and whether each side has the report at all.

    is_listed, was_listed: and whether it is on the list there, which a deleted draft is not.
    """

    unit: str
    year: int
    changes: tuple[Change, ...]
    is_there: bool
    was_there: bool
    is_listed: bool
    was_listed: bool

    @property
    def is_any(self) -> bool:
        """Whether anything is different at all."""
        return bool(self.changes) or (self.is_there, self.is_listed) != (self.was_there, self.was_listed)


class RebuildResult(NamedTuple):
    """What a rebuilt data file holds, and whether it is known that nothing is missing."""

    state: ReplayState
    is_whole: bool


class KeptReports(NamedTuple):
    """Every report by id, and which of them are deleted drafts."""

    drafts: Mapping[int, Draft]
    deleted: frozenset[int] = frozenset()

    @classmethod
    def of_state(cls, state: ReplayState) -> "KeptReports":
        """The reports that events add up to."""
        return cls(state.drafts, deleted_in(state.settings))


def report_differences(now: KeptReports, then: KeptReports) -> tuple[ReportDifference, ...]:
    """What would change in each report if it were again as it was then; those that only one side has come first."""
    lost = [report for report in now.drafts if report not in then.drafts]
    back = [report for report in then.drafts if report not in now.drafts]
    both = now.drafts.keys() & then.drafts.keys()
    differing = (_difference(report, now, then) for report in (*lost, *back, *both))
    return tuple(one for one in differing if one.is_any)


def _difference(report: int, now: KeptReports, then: KeptReports) -> ReportDifference:
    here, there = now.drafts.get(report), then.drafts.get(report)
    known = {**then.drafts, **now.drafts}[report]
    changes = _changes(here, there) if here and there else ()
    is_listed, was_listed = (report in side.drafts and report not in side.deleted for side in (now, then))
    return ReportDifference(known.unit, known.year, changes, here is not None, there is not None, is_listed, was_listed)


def _changes(now: Draft, then: Draft) -> tuple[Change, ...]:
    here, there = now.values(), then.values()
    pairs = ((place, here.get(place, ""), there.get(place, "")) for place in {**here, **there})
    return tuple(Change(place, before, after) for place, before, after in pairs if before != after)


def preview_differences(folder: Path, backup: Path, *, replay: bool) -> tuple[ReportDifference, ...]:
    """What going back to a backup would change of a data file that does not open, as far as its rows can be read.

    Raises StoreError, sqlite3.Error, UnicodeDecodeError and OSError.
    """
    past = _past_of_backup(backup, folder / JOURNAL if replay else None)
    if not past.is_joined:
        raise unrelated_backup(backup)
    header, *lines = past.lines
    state = ReplayState()
    for _ in replay_lines(lines, journal_file_id(header, backup), backup, state):
        pass
    path = folder / DATA_FILE
    now = KeptReports(readable_drafts(path), deleted_in(readable_settings(path)))
    return report_differences(now, KeptReports.of_state(state))


def restore_backup(
    folder: Path, backup: Path, *, replay: bool, act: RebuildAct | None = None, progress: WorkProgress = no_progress
) -> int:
    """Put the closed data file back to a backup; how many events it has then, without that which says so: `act`.

    With `replay`, the events that the journal has after the backup are applied again, so that nothing is lost; without,
    everything is as it was then. Raises StoreError, sqlite3.Error, UnicodeDecodeError and OSError. Where `progress`
    stops it, nothing is another than before.
    """
    past = _past_of_backup(backup, folder / JOURNAL if replay else None)
    if not past.is_joined:
        raise unrelated_backup(backup)
    with closing(acquire_lock(folder)):
        count = len(past.lines) - 1
        _replace(folder, past.lines, backup, act and act._replace(about={**act.about, "events": count}), progress)
        return count


@contextmanager
def _explained(folder: Path) -> Iterator[None]:
    """Raise StoreError for what the disk does meanwhile: where it errs, nobody knows yet how far it came."""
    try:
        yield
    except (sqlite3.Error, UnicodeDecodeError, OSError) as error:
        raise not_recovered(error, folder) from error


def operators_in_remains(folder: Path) -> Operators:
    """Who works in an office whose data do not open, by the data file as far as it can be read, or by a backup."""
    sources = (folder / DATA_FILE, *(backup.path for backup in list_backups(folder / BACKUPS)))
    known = (Operators.from_stored(readable_settings(source), ()) for source in sources)
    return next((operators for operators in known if operators.names), Operators())


def trust_journal(folder: Path, actor: Actor | None = None) -> int:
    """Rebuild the closed data file from the journal; how many events it has then. Raises StoreError."""
    source = folder / JOURNAL
    with _explained(folder), closing(acquire_lock(folder)):
        return _replace(folder, list(journal.read_lines(source)), source, _recovered_from(JOURNAL, actor)).last


def trust_data_file(folder: Path, actor: Actor | None = None) -> None:
    """Rename the journal to its old name; the next opening writes it from the data file, which says so before.

    Raises StoreError.
    """
    path = folder / DATA_FILE
    with _explained(folder), closing(acquire_lock(folder)):
        with closing(connect(path, lambda _: None).db) as db, db.atomic():
            record_rebuild(db, _recovered_from(DATA_FILE, actor))
        rename_to_old(folder / JOURNAL)


def _recovered_from(source: str, actor: Actor | None = None) -> RebuildAct:
    return RebuildAct("recover", {"from": source}, actor)


def rebuild_from_journal(folder: Path, backups: Iterable[Path]) -> RebuildResult:
    """Rebuild a lost data file from the journal; raises StoreError where that does not hold, and OSError.

    A journal that lacks events of the newest backup has lost its end, and does not hold.
    """
    place, backups = folder / JOURNAL, list(backups)
    if lacks_events_of_backup(place, backups):
        raise damaged_journal(place, sum(1 for _ in journal.read_lines(place)))
    secrets = [secret for backup in backups for secret in secrets_in(backup)]
    journal.drop_torn_line(place)
    options = RebuildOptions(secrets, act=_recovered_from(JOURNAL))
    state = rebuild(folder, journal.read_lines(place), place, options)
    return RebuildResult(state, is_whole=True)


def lacks_events_of_backup(place: Path, backups: Iterable[Path]) -> bool:
    """Whether the newest backup that can be read goes on after the end of the journal."""
    newest = next(_readable(backups, place), None)
    return newest is not None and newest.is_joined and not newest.is_whole


def _readable(backups: Iterable[Path], place: Path) -> "Iterator[_Past]":
    for backup in backups:
        with suppress(StoreError, sqlite3.Error, UnicodeDecodeError):
            yield _past_of_backup(backup, place)


def rebuild_from_remains(folder: Path, backup: Path | None = None) -> RebuildResult:
    """Rebuild a lost data file from a backup, if given, and what the journal has after it, as far as that holds.

    Raises StoreError where there is nothing at all, sqlite3.Error, UnicodeDecodeError and OSError.
    """
    place = folder / JOURNAL
    past = _past_of_journal(place) if backup is None else _past_of_backup(backup, place)
    source = backup or place
    return RebuildResult(_replace(folder, past.lines, source, _recovered_from(source.name)), past.is_whole)


def _replace(
    folder: Path, lines: list[bytes], source: Path, act: RebuildAct | None, progress: WorkProgress = no_progress
) -> ReplayState:
    """Put a new data file in the place of the old one; that and a journal that does not agree get their old names.

    While there is an old file, the journal is renamed first: without it, the old file still has everything. Without an
    old file, the journal is what remains of it, and stays until the new file is there.
    """
    path, place = folder / DATA_FILE, folder / JOURNAL
    kind = journal.compare_journal(place, (line + b"\n" for line in lines)).kind
    disagreeing = [] if kind in {"missing", "same", "behind"} else [place]
    known_files = (path, source, *(backup.path for backup in list_backups(folder / BACKUPS)))
    secrets = [secret for one in known_files for secret in secrets_in(one)]
    if act is not None and not disagreeing:
        journal.drop_torn_line(place)
    if not path.exists():
        state = rebuild(folder, _counted(lines, progress), source, RebuildOptions(secrets, act=act))
        for one in disagreeing:
            rename_to_old(one)
        return state
    kept = copy_to_old(path)
    try:
        return rebuild(folder, _counted(lines, progress), source, RebuildOptions(secrets, disagreeing, act))
    except StoppedError:
        kept.unlink()  # what it was copied from is still there
        raise


def _counted(lines: list[bytes], progress: WorkProgress) -> Iterator[bytes]:
    """The lines, telling at every so many how far they are; after the last one nothing stops any more."""
    for number, line in enumerate(lines):
        if number % _AT_ONCE == 0:
            progress(number, len(lines))
        yield line


class _Past(NamedTuple):
    """The lines of a journal, the header first, as they are put together from a backup and the journal that is there.

    is_joined: all that the journal has besides follows on them. is_whole: and it has as many, so that none is missing.
    """

    lines: list[bytes]
    is_joined: bool
    is_whole: bool


def _past_of_backup(backup: Path, place: Path | None) -> _Past:
    """A backup's events and after them those of a journal, as far as each follows the one before."""
    with closing(read_backup(backup).db) as db:
        header, own = journal.header_line(file_id(db))[:-1], [line[:-1] for line in journal.event_lines(db)]
        end = trail_end(db)[1]
    present = list(journal.read_lines(place))[1:] if place and place.exists() else []
    if len(present) <= len(own):
        is_joined = not present or present[-1] == own[len(present) - 1]
        return _Past([header, *own], is_joined, is_joined and len(present) == len(own))
    later = list(_chained(present[len(own) :], end))
    is_joined = len(own) + len(later) == len(present)
    return _Past([header, *own, *later], is_joined, is_joined)


def _past_of_journal(place: Path) -> _Past:
    """The events of a journal, as far as each follows the one before; raises StoreError where none does."""
    header, *present = journal.read_lines(place) if place.exists() else [b""]
    lines = list(_chained(present, genesis(journal_file_id(header, place))))
    if not lines:
        raise damaged_journal(place, 1)
    is_joined = len(lines) == len(present)
    return _Past([header, *lines], is_joined, is_joined)


def _chained(lines: Iterable[bytes], previous: str) -> Iterator[bytes]:
    for line in lines:
        content = journal.event_content(line)
        previous = digest_after(previous, content)
        if line != journal.event_line(content, previous)[:-1]:
            return
        yield line
