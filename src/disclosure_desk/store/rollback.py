"""Going back to a backup from first to last: what is there is backed up, replaced, and the trail records it.

It is above the store because it opens the data folder before and after.
"""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.store import settings
from disclosure_desk.store.backup.backup import read_backup
from disclosure_desk.store.backup.lineage import TrailEnd, read_end
from disclosure_desk.store.backup.packages import is_there, restore_packages
from disclosure_desk.store.database.rows import read_drafts, readable_drafts
from disclosure_desk.store.errors import (
    UNTOUCHED,
    BusyError,
    StoreError,
    explain,
    explained,
    foreign_backup,
    not_restored,
    restored_with_error,
)
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import ReplayState, SealedPackage
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, PACKAGES
from disclosure_desk.store.recovery.inspect import inspect_folder
from disclosure_desk.store.recovery.rebuild import RebuildAct, journal_owner
from disclosure_desk.store.recovery.restore import (
    KeptReports,
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


def roll_back(  # noqa: PLR0913 - what to go back to and how, who does it, and who waits for it
    folder: Path,
    backup: Path,
    *,
    replay: bool,
    actor: Actor | None = None,
    accept_foreign: bool = False,
    progress: WorkProgress = no_progress,
) -> RollbackResult:
    """Put a data folder that nobody has open back to a backup; raises StoreError, and then the folder is as it was.

    With `replay`, the events after the backup are applied again; without, everything is as it was then. The trail says
    that it was done, and by whom. A backup of another data file is refused unless somebody who was told accepts it.
    Where `progress` stops it, everything is as it was, and a backup of that may have been made.
    """
    replaced = _Replaced(folder)
    try:
        read = read_backup(backup)
        read.db.close()
        units = foreign_units(folder, backup)
        if units and not accept_foreign:
            raise foreign_backup(backup, units)
        before = _back_up_present(folder, progress)
        about: dict[str, JsonValue] = {"from": backup.name, "replayed": int(replay)}
        if before is not None and before.end is not None:
            about |= {"left": before.end.last, "left_digest": before.end.digest}
        replaced.begin()
        count = restore_backup(
            folder, backup, replay=replay, act=RebuildAct("restore", about, actor), progress=progress
        )
        restored = _restore_missing_packages(folder, backup, read.state)
        with closing(Store.open(folder)) as store:
            store.actor = actor or store.actor
            for one in restored:
                store.record_act(one.report, "recover", {"from": str(backup.parent), "file": one.file})
        if before is None:
            return RollbackResult(count, ())
        after = KeptReports.of_state(inspect_folder(folder).state)
        return RollbackResult(count, report_differences(KeptReports.of_state(before.state), after))
    except (StoreError, sqlite3.Error, UnicodeDecodeError, OSError) as error:
        if replaced:
            raise restored_with_error(backup, error) from error
        if isinstance(error, OSError):
            raise not_restored(error, folder) from error
        if isinstance(error, StoreError):
            raise
        raise explain(error, backup, UNTOUCHED) from error


class _Replaced:
    """Whether the data file of a folder is another since `begin`: what fails later did not keep it from being so."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / DATA_FILE
        self._before: tuple[TrailEnd | None] | None = None

    def begin(self) -> None:
        """Remember how the data file ends now."""
        self._before = (read_end(self._path),)

    def __bool__(self) -> bool:
        return self._before is not None and (read_end(self._path),) != self._before


def foreign_units(folder: Path, backup: Path) -> str:
    """Whose reports a backup has that is another data file's than the folder's; "" where it is the same one's.

    In a folder without any report, as on a new computer, any backup is as good as its own.
    """
    own = read_end(folder / DATA_FILE)
    of_file = own.of_file if own else journal_owner(folder)
    if not of_file or (own and not readable_drafts(folder / DATA_FILE)):
        return ""
    with closing(read_backup(backup).db) as db:
        if file_id(db) == of_file:
            return ""
        units = dict.fromkeys(draft.unit for draft in read_drafts(db).values())
    return "、".join(units) or "没有报告"


def operators_in_backup(backup: Path) -> Operators:
    """Who worked in the office when a backup was made, with their PINs; raises StoreError where it does not hold."""
    with explained(backup, UNTOUCHED), closing(read_backup(backup).db) as db:
        return Operators.from_stored(settings.read(db), ())


def preview_rollback(folder: Path, backup: Path, *, replay: bool) -> tuple[ReportDifference, ...]:
    """What going back to a backup would change in a data folder that does not open; raises StoreError."""
    try:
        return preview_differences(folder, backup, replay=replay)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, backup, UNTOUCHED) from error
    except OSError as error:
        raise StoreError(f"{error.filename or backup} 读不了。{UNTOUCHED}") from error


def _restore_missing_packages(folder: Path, backup: Path, state: ReplayState) -> list[SealedPackage]:
    """Copy the missing packages from the backup's folder: a memory stick has them, a new computer does not."""
    missing = [one for one in state.packages if not is_there(folder / PACKAGES / one.file)]
    return [one for one, _ in restore_packages(folder, missing, [backup.parent])]


class _Present(NamedTuple):
    """What is there before going back, and the end of its newest backup, which has all of it."""

    state: ReplayState
    end: TrailEnd | None


def _back_up_present(folder: Path, progress: WorkProgress) -> _Present | None:
    """Back up what is there; what it is, or None where it does not open, which may be the reason for going back."""
    try:
        with closing(Store.open(folder)) as store:
            store.back_up(datetime.now(), progress=progress, is_asked=True)  # noqa: DTZ005 - the computer's own time
            end = store.newest_backup_end()
    except BusyError:
        raise
    except StoreError:
        return None
    return _Present(inspect_folder(folder).state, end)
