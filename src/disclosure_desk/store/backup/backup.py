"""Copies of the data file by SQLite's own backup, each read back and verified before it has its name."""

import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_desk.core.atomic_file import make_folder, sync_file, sync_folder
from disclosure_desk.store.database.audit_trail import verify
from disclosure_desk.store.database.schema import check_identity, migrate
from disclosure_desk.store.errors import damaged_file
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.sqlite_access import open_read_only, wrap_connection

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOMENT = "%Y%m%d-%H%M%S"
_NAME = re.compile(r"desk-([0-9]{8}-[0-9]{6})(?:-([0-9]{1,3}))?\.sqlite3")
_UNFINISHED = ".making"
_KEPT = (("%Y-%m-%d", 12), ("%G-%V", 10), ("%Y-%m", 9))
"""So many days, weeks and months have their newest copy kept."""


class Backup(NamedTuple):
    """A copy and when it was made, in the desk's own time."""

    path: Path
    at: datetime


class Read(NamedTuple):
    """A copy as it was read: in memory, of the newest schema, verified."""

    db: "Database"
    state: ReplayState


def backups(place: Path) -> tuple[Backup, ...]:
    """The copies in a folder, the newest first."""
    paths = place.glob("desk-*.sqlite3") if place.is_dir() else ()
    named = [(found[1], int(found[2] or 1), path) for path in paths if (found := _NAME.fullmatch(path.name))]
    return tuple(Backup(path, _moment(moment)) for moment, _, path in sorted(named, reverse=True))


def make_backup(db: "Database", place: Path, now: datetime) -> Backup:
    """A copy of an open data file in a folder, on disk and verified; raises StoreError, sqlite3.Error and OSError."""
    make_folder(place)
    path = _free_name(place, now)
    temporary = path.with_suffix(_UNFINISHED)
    _clear(place)
    try:
        copy = sqlite3.connect(temporary)
        try:
            db.conn.backup(copy)
        finally:
            copy.close()
        sync_file(temporary)
        read_backup(temporary).db.close()
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(place)
    return Backup(path, _moment(f"{now:{_MOMENT}}"))


def _clear(place: Path) -> None:
    """Remove what was being made when the machine stopped: it never had its name."""
    for unfinished in place.glob(f"desk-*{_UNFINISHED}*"):
        unfinished.unlink()


def copy_backup(backup: Backup, place: Path) -> Backup:
    """The same copy in a second place, read back and compared; raises OSError and StoreError."""
    make_folder(place)
    path = place / backup.path.name
    temporary = path.with_suffix(_UNFINISHED)
    _clear(place)
    try:
        shutil.copyfile(backup.path, temporary)
        sync_file(temporary)
        _compare(temporary, backup.path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(place)
    return Backup(path, backup.at)


def read_backup(path: Path) -> Read:
    """A copy as this program would open it, verified whole, from a file that stays as it is.

    Raises StoreError and sqlite3.Error.
    """
    memory = sqlite3.connect(":memory:")
    db = wrap_connection(memory)
    try:
        with closing(open_read_only(path)) as source:
            source.backup(memory)
        check_identity(db, path)
        migrate(db)
        return Read(db, verify(db, path))
    except BaseException:
        db.close()
        raise


def _compare(copy: Path, original: Path) -> None:
    if digest_of(copy) != digest_of(original):
        raise damaged_file(copy, "写到第二处的备份和原来的不一样")


def newest_worth_a_copy(db: "Database") -> int:
    """The number of the newest event that is more than the making of a copy; 0 if there is none."""
    return next((seq for seq, event in _backwards(db) if event["action"] != "backup"), 0)


class Told(NamedTuple):
    """What the trail tells of a copy: its file and that file's digest, and up to which event it goes."""

    name: str
    sha256: str
    last: int


def newest_told(db: "Database") -> Told | None:
    """The newest copy that the trail tells of."""
    told = next(acts_of_desk(db, "backup"), None)
    return None if told is None else Told(str(told.about["file"]), str(told.about["sha256"]), int(told.about["last"]))


def is_whole(path: Path, sha256: str) -> bool:
    """Whether a file is there with that digest."""
    try:
        return digest_of(path) == sha256
    except OSError:
        return False


def _backwards(db: "Database") -> Iterator[tuple[int, Mapping[str, Any]]]:
    rows = db.execute("SELECT seq, content FROM events ORDER BY seq DESC")
    return ((seq, json.loads(content)) for seq, content in rows)


class Act(NamedTuple):
    """Something done with the whole desk: what the event says of it, its number and its digest."""

    about: Mapping[str, Any]
    seq: int
    digest: str


def acts_of_desk(db: "Database", action: str) -> Iterator[Act]:
    """What was done so with the whole desk, the newest first."""
    rows = db.execute("SELECT seq, digest, content FROM events WHERE report IS NULL ORDER BY seq DESC")
    for seq, digest, content in rows:
        event = json.loads(content)
        if event["action"] == action:
            yield Act(event["about"], seq, digest)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rotate(place: Path, verified: Path) -> tuple[Path, ...]:
    """Remove the copies that neither a day, a week nor a month keeps; answers which.

    The one verified last stays, though the clock may have been set back and others look newer.
    """
    made = backups(place)
    kept = keep(backup.at for backup in made)
    gone = tuple(backup.path for backup in made if backup.at not in kept and backup.path.name != verified.name)
    for path in gone:
        with suppress(OSError):  # somebody is looking at it: it goes with the next
            path.unlink()
    return gone


def keep(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments whose copies stay: the newest of each of the last days, weeks and months that have any."""
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    for period, count in _KEPT:
        firsts: dict[str, datetime] = {}
        for moment in newest_first:
            firsts.setdefault(moment.strftime(period), moment)
        kept.update(islice(firsts.values(), count))
    return frozenset(kept)


def _free_name(place: Path, now: datetime) -> Path:
    """A name that no copy has yet: two may be made within one second."""
    stem = f"desk-{now:{_MOMENT}}"
    names = (f"{stem}{suffix}.sqlite3" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(place / name for name in names if not (place / name).exists())


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT)  # noqa: DTZ007 - the desk's own time, as the name shows it
