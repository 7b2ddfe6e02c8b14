"""Copying a whole desk, its data file and its sealed packages, to where a copy of it is not yet."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.store.backup.backup import (
    Backup,
    backups,
    copy_backup,
    digest_of,
    is_whole,
    make_backup,
    newest_told,
    newest_worth_a_copy,
    rotate,
)
from disclosure_desk.store.backup.packages import copy_packages
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import SealedPackage
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.paths import BACKUPS

if TYPE_CHECKING:
    from sqlite_utils import Database

SECOND = "backup.place"
"""The setting that names the second place."""

_ENOUGH = 8
"""So many characters of a desk's name tell it from the others on one stick."""


class Copied(NamedTuple):
    """The newest copy, what the trail is to tell of it, and what kept it from the second place."""

    backup: Backup
    about: Mapping[str, JsonValue]
    fault: OSError | StoreError | None = None


def away(of_file: str, second: Path | None) -> Path | None:
    """Where in a second place the copies of this desk lie, apart from those of others; None where there is no place."""
    return second / f"{BACKUPS}-{of_file[:_ENOUGH]}" if second is not None and is_folder(second) else None


def is_folder(place: Path) -> bool:
    """Whether a place is there and may be looked at."""
    try:
        return place.is_dir()
    except OSError:
        return False


def places(chosen: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Everywhere that may have copies of a desk with those settings: its folder and, if it is there, a second place."""
    second, found = chosen.get(SECOND), []
    with suppress(OSError):
        found = sorted(Path(second).glob(f"{BACKUPS}-*")) if second else []
    return (folder / BACKUPS, *found)


def copy_desk(
    db: "Database", folder: Path, packages: Sequence[SealedPackage], now: datetime, second: Path | None
) -> Copied | None:
    """Make what is missing of the newest copy and the packages beside it, in both places; None if nothing is.

    Raises StoreError, sqlite3.Error and OSError where it cannot be made in the data folder; then no older copy went.
    """
    newest, own, there = newest_worth_a_copy(db), folder / BACKUPS, away(file_id(db), second)
    backup = _made_before(db, own, newest)
    is_new = backup is None
    if backup is None:
        if not newest:
            return None
        backup = make_backup(db, own, now)
        rotate(own, backup.path)
    digest, fault = digest_of(backup.path), None
    count, sent = copy_packages(folder, packages, own), 0
    if there is not None:
        try:
            sent = _send(backup, digest, there) + copy_packages(folder, packages, there)
        except (OSError, StoreError) as error:
            fault = error
    if not (is_new or sent or count or fault):
        return None
    is_away = there is not None and fault is None
    about: dict[str, JsonValue] = {"file": backup.path.name, "sha256": digest, "last": newest, "places": 1 + is_away}
    return Copied(backup, about | ({"packages": count} if count else {}), fault)


def _send(backup: Backup, digest: str, there: Path) -> int:
    """Put a copy into the second place where that has it not; answers how many it was."""
    if is_whole(there / backup.path.name, digest):
        return 0
    copy_backup(backup, there)
    rotate(there, backup.path)
    return 1


def _made_before(db: "Database", place: Path, newest: int) -> Backup | None:
    """The newest copy, where it has everything and is as it was made."""
    told = newest_told(db)
    if told is None or told.last != newest or not is_whole(place / told.name, told.sha256):
        return None
    return next((backup for backup in backups(place) if backup.path.name == told.name), None)
