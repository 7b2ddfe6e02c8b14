"""Going back to a backup from first to last: what is there is backed up, replaced, and the trail records it.

It is above the store because it opens the data folder before and after.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.atomic_file import replace_file
from disclosure_desk.store.backup.backup import read_backup
from disclosure_desk.store.backup.packages import restore_packages
from disclosure_desk.store.errors import UNTOUCHED, BusyError, StoreError, explain
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.paths import BACKUPS, PACKAGES
from disclosure_desk.store.recovery.inspect import inspect_folder
from disclosure_desk.store.recovery.restore import (
    ReportDifference,
    preview_differences,
    report_differences,
    restore_backup,
)
from disclosure_desk.store.store import Store


class RollbackResult(NamedTuple):
    """How many events there are now, and what has changed, where what was there before could be read."""

    events: int
    changed: tuple[ReportDifference, ...]


def find_backup(folder: Path, name: str) -> Path:
    """The backup of that name in the data folder, or the file at that path; raises StoreError where there is none."""
    for path in (folder / BACKUPS / name, Path(name)):
        if path.is_file():
            return path
    raise StoreError(f"没有 {name} 这个备份。{UNTOUCHED}")


def roll_back(folder: Path, backup: Path, *, replay: bool, actor: Actor | None = None) -> RollbackResult:
    """Put a data folder that nobody has open back to a backup; raises StoreError, and then the folder is as it was.

    With `replay`, the events after the backup are applied again; without, everything is as it was then. The trail says
    that it was done, and by whom.
    """
    try:
        read = read_backup(backup)
        read.db.close()
        content = backup.read_bytes()
        before = _back_up_present(folder)
        if not backup.exists():  # of one day only the newest is kept, which the one just made is
            replace_file(backup, content)
        count = restore_backup(folder, backup, replay=replay)
        restored = _restore_missing_packages(folder, backup, read.state)
        with closing(Store.open(folder)) as store:
            store.actor = actor or store.actor
            about: dict[str, JsonValue] = {"from": backup.name, "events": count, "replayed": int(replay)}
            store.record_act(None, "restore", about | ({"packages": restored} if restored else {}))
        if before is None:
            return RollbackResult(count, ())
        return RollbackResult(count, report_differences(before.drafts, inspect_folder(folder).state.drafts))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, backup, UNTOUCHED) from error
    except OSError as error:
        raise StoreError(f"没有恢复成：{error.filename or folder} 读写不了。原来的数据还在。") from error


def preview_rollback(folder: Path, backup: Path, *, replay: bool) -> tuple[ReportDifference, ...]:
    """What going back to a backup would change in a data folder that does not open; raises StoreError."""
    try:
        return preview_differences(folder, backup, replay=replay)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, backup, UNTOUCHED) from error
    except OSError as error:
        raise StoreError(f"{error.filename or backup} 读不了。{UNTOUCHED}") from error


def _restore_missing_packages(folder: Path, backup: Path, state: ReplayState) -> int:
    """Copy the missing packages from the backup's folder: a memory stick has them, a new computer does not."""
    missing = [one for one in state.packages if not (folder / PACKAGES / one.file).exists()]
    return sum(1 for _ in restore_packages(folder, missing, [backup.parent]))


def _back_up_present(folder: Path) -> ReplayState | None:
    """Back up what is there; what it is, or None where it does not open, which may be the reason for going back."""
    try:
        with closing(Store.open(folder)) as store:
            store.back_up(datetime.now())  # noqa: DTZ005 - the computer's own time
    except BusyError:
        raise
    except StoreError:
        return None
    return inspect_folder(folder).state
