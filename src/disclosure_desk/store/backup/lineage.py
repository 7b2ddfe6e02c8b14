"""How the backups and the open data file hang together, because data file and journal may have been put back together.

A backup is of the desk's lineage where its newest event is in the desk's chain: then the desk has all of it. One that
is not is the only place where its later events are. It is told at each opening, and never removed.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.store.backup.backup import (
    Backup,
    StoreAct,
    asked_to_keep,
    backup_records,
    file_digest,
    is_folder,
    list_backups,
    moments_to_keep,
    newest_backup_record,
    read_backup,
    store_acts,
)
from disclosure_desk.store.database.schema import check_tables
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.statements import file_id, has_event, trail_end
from disclosure_desk.store.sqlite_access import Database, reading

_CLOCK_TOLERANCE = timedelta(hours=1)
"""A backup is named by the computer's own time, which is put back by an hour where there is a summer time."""


class TrailEnd(NamedTuple):
    """Of which data file a trail is, and number and digest of its newest event."""

    of_file: str
    last: int
    digest: str


class _Stranger(NamedTuple):
    """A backup whose newest event the open data file does not have; `kind` says what else is known."""

    backup: Backup
    end: TrailEnd
    kind: str


_WORDS = {
    "foreign": "{name}不是这份数据的，数据文件可能被换成了别处的一份",
    "longer": "{name}里有 {last} 条修改记录，数据里没有这么多，数据可能被换成了旧的一份",
    "apart": "{name}里的第 {last} 条修改记录和数据里的不一样，数据可能被换过",
}


def read_end(path: Path) -> TrailEnd | None:
    """The end of a backup's trail; None where it cannot be read. Only its end is: this is done at every start."""
    try:
        with reading(path) as connection:
            db = Database(connection)
            check_tables(db, path)
            return TrailEnd(file_id(db), *trail_end(db))
    except (StoreError, sqlite3.Error, UnicodeDecodeError, TypeError):
        return None


def is_of_lineage(db: Database, end: TrailEnd | None) -> bool:
    """Whether the open data file has all the events of a trail that ends so."""
    return end is not None and end.of_file == file_id(db) and has_event(db, end.last, end.digest)


def lineage_faults(db: Database, places: Sequence[Path]) -> tuple[str, ...]:
    """How the backups in those folders, the data folder's own first, and the open data file contradict each other.

    What was given up by going back to an earlier backup contradicts nothing.
    """
    backups = [backup for place in places for backup in list_backups(place)]
    ends = {backup.path: read_end(backup.path) for backup in backups}
    own = [backup for backup in backups if backup.path.parent == places[0]]
    for place in places:
        if is_folder(place) and not _may_be_looked_into(place):
            return (f"备份的文件夹 {place} 打不开，没有权限，里面的备份没有核对",)
    faults = [_newest_fault(db, {backup.path.name: ends[backup.path] for backup in own})]
    faults += _stranger_faults(list(_strangers(db, backups, ends)), places[0])
    faults += _future_faults(db, backups, ends)
    return tuple(fault for fault in faults if fault)


def _may_be_looked_into(folder: Path) -> bool:
    try:
        with os.scandir(folder):
            return True
    except OSError:
        return False


def _newest_fault(db: Database, ends: dict[str, TrailEnd | None]) -> str:
    """What is wrong with the newest backup here, and with that which the trail names as the newest.

    It may be gone where another has all that was in it: where the desk went back to the second backup of a day, or was
    stopped before it recorded a newer one.
    """
    record, newest = newest_backup_record(db), next(iter(ends), None)
    if newest is not None and ends[newest] is None:
        return f"最新的备份 {newest} 已经损坏，读不出来"
    if record is None or any(end and end.last >= record.last and is_of_lineage(db, end) for end in ends.values()):
        return ""
    if record.name not in ends:
        return f"最新的备份 {record.name} 不见了"
    end = ends[record.name]
    return f"最新的备份 {record.name} 里的修改记录比做备份时少" if end and is_of_lineage(db, end) else ""


def _strangers(db: Database, backups: Iterable[Backup], ends: dict[Path, TrailEnd | None]) -> Iterator[_Stranger]:
    restores, newest = list(store_acts(db, "restore")), trail_end(db)[0]
    for backup in backups:
        end = ends[backup.path]
        if end is None or is_of_lineage(db, end):
            continue
        if end.of_file != file_id(db):
            yield _Stranger(backup, end, "foreign")
        elif not any(_is_given_up(backup.path, end, act, ends) for act in restores):
            yield _Stranger(backup, end, "longer" if end.last > newest else "apart")


def _is_given_up(path: Path, end: TrailEnd, restore: StoreAct, ends: dict[Path, TrailEnd | None]) -> bool:
    """Whether a backup was made before that going back, and is of the events that were given up by it."""
    return not _knows(path, restore.seq, restore.digest) and is_prefix_given_up(end, restore, ends)


def is_prefix_given_up(end: TrailEnd, restore: StoreAct, ends: dict[Path, TrailEnd | None]) -> bool:
    """Whether a trail without that going back is the beginning of what was given up by it; `ends` are of all backups.

    The event names the end of what was given up, of which a backup was made just then; events of earlier versions do
    not.
    """
    left = (restore.about.get("left"), restore.about.get("left_digest"))
    if left in {(None, None), (end.last, end.digest)}:
        return True
    last, digest = int(left[0] or 0), str(left[1])
    same = [one for one, of in ends.items() if of is not None and (of.last, of.digest) == (last, digest)]
    return any(_knows(one, end.last, end.digest) for one in same)


def _knows(path: Path, seq: int, digest: str) -> bool:
    """Whether a backup whose end could be read has that event."""
    with reading(path) as connection:
        return has_event(Database(connection), seq, digest)


def _stranger_faults(strangers: Sequence[_Stranger], own: Path) -> Iterator[str]:
    """One sentence a kind, with the backup that goes furthest: a folder put back a month has a dozen of them."""
    for kind, group in groupby(sorted(strangers, key=lambda one: one.kind), key=lambda one: one.kind):
        same = list(group)
        one = max(same, key=lambda stranger: stranger.end.last)
        place = one.backup.path.name if one.backup.path.parent == own else str(one.backup.path)
        more = f"（这样的备份共 {len(same)} 个，都留着）" if len(same) > 1 else ""
        yield _WORDS[kind].format(name=f"备份 {place}（{one.backup.at:%Y-%m-%d %H:%M}）", last=one.end.last) + more


def _future_faults(db: Database, backups: Iterable[Backup], ends: dict[Path, TrailEnd | None]) -> Iterator[str]:
    """The backups with a date to come that nobody made at that time: it was put there under that name."""
    now = datetime.now()  # noqa: DTZ005 - the computer's own time, as the names of backups have it
    recorded = {record.name for record in backup_records(db)}
    for backup in backups:
        is_future = backup.at > now + _CLOCK_TOLERANCE and backup.path.name not in recorded
        if is_future and is_of_lineage(db, ends[backup.path]):
            yield f"备份 {backup.path.name} 的日期还没有到，修改记录里也没有做过它：可能是改了名放进去的"


def newest_backup_faults(db: Database, folder: Path) -> Iterator[str]:
    """What is wrong with the newest backup in a folder itself, which is read whole."""
    for backup in list_backups(folder)[:1]:
        name = backup.path.name
        recorded = next((record.sha256 for record in backup_records(db) if record.name == name), None)
        try:
            if recorded is not None and file_digest(backup.path) != recorded:
                yield f"最新的备份 {name} 被改过：和做备份时的摘要不符"
            read_backup(backup.path).db.close()
        except StoreError as error:
            yield f"最新的备份 {name}：{error.fault or error}"
        except (sqlite3.Error, UnicodeDecodeError, OSError):
            yield f"最新的备份 {name} 已经损坏，读不出来"


def remove_old_backups(db: Database, folder: Path, verified: str) -> tuple[Path, ...]:
    """Remove the backups in a folder that neither a day, a week nor a month keeps; which they were.

    Only those go whose events the open data file all has, and so the one verified last, of the name `verified`. That
    stays itself, because the clock may have been set back so that others look newer; what the clerk asked for stays.
    """
    ours = [backup for backup in list_backups(folder) if is_of_lineage(db, read_end(backup.path))]
    moments, names = moments_to_keep(backup.at for backup in ours), asked_to_keep(db, ours) | {verified}
    old = tuple(backup.path for backup in ours if backup.at not in moments and backup.path.name not in names)
    for path in old:
        with suppress(OSError):  # another program has it open: it goes the next time
            path.unlink()
    return old
