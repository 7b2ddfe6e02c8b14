"""What the newest copy says of the data file: a third witness, for data file and second record may go back together."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.store.backup.backup import Act, Backup, acts_of_desk, backups, digest_of, newest_told, read_backup
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.paths import BACKUPS
from disclosure_desk.store.sqlite_access import open_read_only

if TYPE_CHECKING:
    from sqlite_utils import Database


class _Head(NamedTuple):
    """Of which file a copy is, number and digest of its newest event, and whether it is of a way the desk has left.

    It is where the desk went back since to an older copy: then it has not the event that tells of that.
    """

    of_file: str
    last: int
    digest: str
    is_left: bool


def fault_beside(db: "Database", folder: Path) -> str:
    """How the newest copy in a data folder and the open data file do not go together, "" where they do."""
    made = backups(folder / BACKUPS)
    told = newest_told(db)
    if told and not (folder / BACKUPS / told.name).is_file():
        return f"最新的备份 {told.name} 不见了"
    if not made:
        return ""
    head = _head(made[0].path, acts_of_desk(db, "restore"))
    if head is None:
        return f"最新的备份 {made[0].path.name} 已经损坏，读不出来"
    return _parting(db, made[0], head)


def faults_within(db: "Database", folder: Path) -> Iterator[str]:
    """What is wrong with the newest copy itself, read whole."""
    for backup in backups(folder / BACKUPS)[:1]:
        name, digest = backup.path.name, digest_of(backup.path)
        told = (copy.about["sha256"] for copy in acts_of_desk(db, "backup") if copy.about["file"] == name)
        if digest != next(told, digest):
            yield f"最新的备份 {name} 被改过：和做备份时的摘要不符"
        try:
            read_backup(backup.path).db.close()
        except StoreError as error:
            yield f"最新的备份 {name}：{error.fault or error}"
        except (sqlite3.Error, UnicodeDecodeError):
            yield f"最新的备份 {name} 已经损坏，读不出来"


def _head(path: Path, went_back: Iterable[Act]) -> _Head | None:
    try:
        with closing(open_read_only(path)) as copy:
            (of_file,) = copy.execute("SELECT file_id FROM desk").fetchone()
            newest = copy.execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
            known = "SELECT 1 FROM events WHERE seq = ? AND digest = ?"
            is_left = any(copy.execute(known, [back.seq, back.digest]).fetchone() is None for back in went_back)
    except (sqlite3.Error, UnicodeDecodeError, TypeError):
        return None
    last, digest = newest or (0, "")
    return _Head(of_file, last, digest, is_left)


def _parting(db: "Database", backup: Backup, head: _Head) -> str:
    named = f"最新的备份（{backup.at:%Y-%m-%d %H:%M}）"
    if head.of_file != file_id(db):
        return f"{named}不是这份数据的，数据文件可能被换成了别处的一份"
    found = db.execute("SELECT digest FROM events WHERE seq = ?", [head.last]).fetchone()
    if not head.last or found == (head.digest,) or head.is_left:
        return ""
    if found is None:
        return f"{named}里有 {head.last} 条修改记录，数据里没有这么多，数据可能被换成了旧的一份"
    return f"{named}里的第 {head.last} 条修改记录和数据里的不一样，数据可能被换过"
