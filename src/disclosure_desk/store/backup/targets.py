"""Where the backups of a data folder go, and making what a place lacks of the newest one."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.core.stopping import StoppedError, WorkProgress, no_progress
from disclosure_desk.store.backup.backup import (
    Backup,
    copy_backup,
    file_digest,
    has_digest,
    is_folder,
    last_event_to_back_up,
    list_backups,
    make_backup,
    newest_backup_record,
)
from disclosure_desk.store.backup.packages import copy_packages
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import SealedPackage
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.paths import BACKUPS

if TYPE_CHECKING:
    from disclosure_desk.store.sqlite_access import Database

SECOND_FOLDER = "backup.place"
"""The setting that names the folder of the second copies, on another disk."""

_ID_LENGTH = 8
"""So many characters of a data file's id tell its backups from those of others on one disk."""


class BackupOutcome(NamedTuple):
    """The newest backup, what the trail is to say of it, the folders that got it, and what kept it from the second."""

    backup: Backup
    about: Mapping[str, JsonValue]
    places: tuple[Path, ...] = ()
    fault: OSError | StoreError | None = None


def second_backup_folder(of_file: str, second: Path | None) -> Path | None:
    """Where in the second folder this data file's backups are, apart from others'; None where that folder is not."""
    return second / f"{BACKUPS}-{of_file[:_ID_LENGTH]}" if second is not None and is_folder(second) else None


def backup_folders(settings: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Every folder that may have backups: the data folder's own and those in the second folder, if that is there."""
    second, found = settings.get(SECOND_FOLDER), []
    with suppress(OSError):
        found = sorted(Path(second).glob(f"{BACKUPS}-*")) if second else []
    return (folder / BACKUPS, *found)


def lineage_folders(settings: Mapping[str, str], folder: Path, of_file: str) -> tuple[Path, ...]:
    """The folders whose backups should be of the open data file: its own first, and that in the second folder."""
    second = settings.get(SECOND_FOLDER)
    there = second_backup_folder(of_file, Path(second) if second else None)
    return (folder / BACKUPS, *([there] if there is not None else []))


def make_backups(  # noqa: PLR0913, PLR0917 - what is copied, where, when, and who waits for it
    db: "Database",
    folder: Path,
    packages: Sequence[SealedPackage],
    now: datetime,
    second: Path | None,
    progress: WorkProgress = no_progress,
) -> BackupOutcome | None:
    """Make what is missing of the newest backup and of the packages with it, in both places; None if nothing is.

    Raises StoreError, sqlite3.Error and OSError where the backup in the data folder fails; then none was removed. Where
    `progress` stops it, no new backup is there.
    """
    newest, own, there = last_event_to_back_up(db), folder / BACKUPS, second_backup_folder(file_id(db), second)
    backup = _existing_backup(db, own, newest)
    is_new = backup is None
    if backup is None:
        if not newest:
            return None
        backup = make_backup(db, own, now, progress)
    digest, fault = file_digest(backup.path), None
    try:
        count, sent, is_sent = copy_packages(folder, packages, own, progress), 0, False
    except StoppedError:
        if is_new:
            backup.path.unlink()
        raise
    if there is not None:
        try:
            is_sent = _send(backup, digest, there)
            sent = is_sent + copy_packages(folder, packages, there)
        except (OSError, StoreError) as error:
            fault = error
    if not (is_new or sent or count or fault):
        return None
    is_in_second = there is not None and fault is None
    about: dict[str, JsonValue] = {
        "file": backup.path.name,
        "sha256": digest,
        "last": newest,
        "places": 1 + is_in_second,
    }
    places = (*([own] if is_new else []), *([there] if there is not None and is_sent else []))
    return BackupOutcome(backup, about | ({"packages": count} if count else {}), places, fault)


def _send(backup: Backup, digest: str, there: Path) -> bool:
    """Copy a backup into the second folder where that does not have it; whether it was copied."""
    if has_digest(there / backup.path.name, digest):
        return False
    copy_backup(backup, there)
    return True


def _existing_backup(db: "Database", folder: Path, newest: int) -> Backup | None:
    """The newest backup, where it has every event up to `newest` and is as it was made."""
    record = newest_backup_record(db)
    if record is None or record.last != newest or not has_digest(folder / record.name, record.sha256):
        return None
    return next((backup for backup in list_backups(folder) if backup.path.name == record.name), None)
