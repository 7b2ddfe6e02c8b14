"""What can be done about a data folder that does not open: which of its records and backups hold."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from disclosure_desk.store import journal
from disclosure_desk.store.backup.backup import list_backups, read_backup
from disclosure_desk.store.errors import DamagedError, JournalMismatchError, RecoveryWay, StoreError
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.paths import BACKUPS, JOURNAL
from disclosure_desk.store.recovery.rebuild import journal_file_id, replay_lines
from disclosure_desk.store.recovery.restore import lacks_events_of_backup

_UNREADABLE = (StoreError, sqlite3.Error, UnicodeDecodeError, OSError)


def recovery_ways(folder: Path, error: StoreError) -> tuple[RecoveryWay, ...]:
    """The ways to work on after opening the folder raised the error, the best first.

    The data file is replaced only where it is damaged: a full disk, another program's lock or a newer program's file
    is no reason to put older content in its place.
    """
    if not _is_about_content(error):
        return (RecoveryWay.OTHER_FOLDER,)
    backups = [backup.path for backup in list_backups(folder / BACKUPS)]
    is_possible = {
        RecoveryWay.JOURNAL: _journal_holds(folder, backups),
        # A journal is compared with a data file only after that has been verified whole.
        RecoveryWay.DATA_FILE: isinstance(error, JournalMismatchError),
        RecoveryWay.BACKUP: any(_backup_holds(path) for path in backups),
        RecoveryWay.OTHER_FOLDER: True,
    }
    return tuple(way for way in RecoveryWay if is_possible[way])


def _is_about_content(error: StoreError) -> bool:
    """Whether the data file is damaged, or not as the program left it; SQLITE_ERROR is a missing table."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return isinstance(error, DamagedError) or code == sqlite3.SQLITE_ERROR


def _journal_holds(folder: Path, backups: list[Path]) -> bool:
    """Whether the journal's chain holds from its header to its end, and the newest backup has no later event."""
    path = folder / JOURNAL
    with suppress(*_UNREADABLE):
        if journal.has_events(folder) and not lacks_events_of_backup(path, backups):
            lines = journal.read_lines(path)
            for _ in replay_lines(lines, journal_file_id(next(lines, b""), path), path, ReplayState()):
                pass
            return True
    return False


def _backup_holds(path: Path) -> bool:
    with suppress(*_UNREADABLE):
        read_backup(path).db.close()
        return True
    return False
