"""Checking the data file against its newest backup, because data file and journal may have been put back together."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.store.backup.backup import (
    Backup,
    StoreAct,
    file_digest,
    list_backups,
    newest_backup_record,
    read_backup,
    store_acts,
)
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.paths import BACKUPS
from disclosure_desk.store.sqlite_access import open_read_only

if TYPE_CHECKING:
    from sqlite_utils import Database


class _BackupEnd(NamedTuple):
    """Of which data file a backup is, number and digest of its newest event, and whether its events were given up.

    They were where an older backup was gone back to since: then it does not have the event that says so.
    """

    of_file: str
    last: int
    digest: str
    is_given_up: bool


def newest_backup_mismatch(db: "Database", folder: Path) -> str:
    """How the newest backup in a data folder and the open data file contradict each other, "" where they do not."""
    made = list_backups(folder / BACKUPS)
    record = newest_backup_record(db)
    if record and not (folder / BACKUPS / record.name).is_file():
        return f"最新的备份 {record.name} 不见了"
    if not made:
        return ""
    end = _read_end(made[0].path, store_acts(db, "restore"))
    if end is None:
        return f"最新的备份 {made[0].path.name} 已经损坏，读不出来"
    return _mismatch(db, made[0], end)


def newest_backup_faults(db: "Database", folder: Path) -> Iterator[str]:
    """What is wrong with the newest backup itself, which is read whole."""
    for backup in list_backups(folder / BACKUPS)[:1]:
        name, digest = backup.path.name, file_digest(backup.path)
        recorded = (act.about["sha256"] for act in store_acts(db, "backup") if act.about["file"] == name)
        if digest != next(recorded, digest):
            yield f"最新的备份 {name} 被改过：和做备份时的摘要不符"
        try:
            read_backup(backup.path).db.close()
        except StoreError as error:
            yield f"最新的备份 {name}：{error.fault or error}"
        except (sqlite3.Error, UnicodeDecodeError):
            yield f"最新的备份 {name} 已经损坏，读不出来"


def _read_end(path: Path, restores: Iterable[StoreAct]) -> _BackupEnd | None:
    """The end of a backup; None where it cannot be read. Only its end is: this runs at every start of the program."""
    try:
        with closing(open_read_only(path)) as backup:
            (of_file,) = backup.execute("SELECT file_id FROM desk").fetchone()
            newest = backup.execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
            known = "SELECT 1 FROM events WHERE seq = ? AND digest = ?"
            is_given_up = any(backup.execute(known, [act.seq, act.digest]).fetchone() is None for act in restores)
    except (sqlite3.Error, UnicodeDecodeError, TypeError):
        return None
    last, digest = newest or (0, "")
    return _BackupEnd(of_file, last, digest, is_given_up)


def _mismatch(db: "Database", backup: Backup, end: _BackupEnd) -> str:
    named = f"最新的备份（{backup.at:%Y-%m-%d %H:%M}）"
    if end.of_file != file_id(db):
        return f"{named}不是这份数据的，数据文件可能被换成了别处的一份"
    found = db.execute("SELECT digest FROM events WHERE seq = ?", [end.last]).fetchone()
    if not end.last or found == (end.digest,) or end.is_given_up:
        return ""
    if found is None:
        return f"{named}里有 {end.last} 条修改记录，数据里没有这么多，数据可能被换成了旧的一份"
    return f"{named}里的第 {end.last} 条修改记录和数据里的不一样，数据可能被换过"
