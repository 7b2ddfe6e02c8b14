"""Going back to a copy from first to last: what is there is copied, the swap is made, and the trail tells of it."""

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
from disclosure_desk.store.recovery.restore import Differing, differing, restore, would_differ
from disclosure_desk.store.store import Store


class GoneBack(NamedTuple):
    """How many events there are now, and, where what was there could be read, what has changed by it."""

    events: int
    changed: tuple[Differing, ...]


def copy_named(folder: Path, name: str) -> Path:
    """The copy of that name in the data folder, or the file at that path; raises StoreError where there is none."""
    for path in (folder / BACKUPS / name, Path(name)):
        if path.is_file():
            return path
    raise StoreError(f"没有 {name} 这个备份。{UNTOUCHED}")


def go_back(folder: Path, copy: Path, *, replay: bool, actor: Actor | None = None) -> GoneBack:
    """Put a data folder that nobody has open back to a copy; raises StoreError, and then it is as it was.

    With `replay`, what happened after the copy happens again; without, the desk is as it was then. The trail
    says who did it.
    """
    try:
        read = read_backup(copy)
        read.db.close()
        content = copy.read_bytes()
        before = _leave(folder)
        if not copy.exists():  # of one day the newest copy stays: the one just made took its place
            replace_file(copy, content)
        count = restore(folder, copy, replay=replay)
        brought = _bring_packages(folder, copy, read.state)
        with closing(Store.open(folder)) as store:
            store.actor = actor or store.actor
            about: dict[str, JsonValue] = {"from": copy.name, "events": count, "replayed": int(replay)}
            store.record_act(None, "restore", about | ({"packages": brought} if brought else {}))
        return GoneBack(count, () if before is None else _changed(folder, before))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, copy, UNTOUCHED) from error
    except OSError as error:
        raise StoreError(f"没有恢复成：{error.filename or folder} 读写不了。原来的数据还在。") from error


def preview(folder: Path, copy: Path, *, replay: bool) -> tuple[Differing, ...]:
    """What going back to a copy would change in a data folder that does not open; raises StoreError."""
    try:
        return would_differ(folder, copy, replay=replay)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain(error, copy, UNTOUCHED) from error
    except OSError as error:
        raise StoreError(f"{error.filename or copy} 读不了。{UNTOUCHED}") from error


def _bring_packages(folder: Path, copy: Path, told: ReplayState) -> int:
    """Put the sealed packages that are not there back from beside the copy: a stick has them, a new machine has not."""
    missing = [one for one in told.packages if not (folder / PACKAGES / one.file).exists()]
    return sum(1 for _ in restore_packages(folder, missing, [copy.parent]))


def _leave(folder: Path) -> ReplayState | None:
    """A copy of what is there, and what it is; None where it cannot be opened, which is why one goes back."""
    try:
        with closing(Store.open(folder)) as store:
            store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
    except BusyError:
        raise
    except StoreError:
        return None
    return _state(folder)


def _state(folder: Path) -> ReplayState:
    from disclosure_desk.store.recovery.inspect import look_at_folder  # noqa: PLC0415 - few go back

    return look_at_folder(folder).state


def _changed(folder: Path, before: ReplayState) -> tuple[Differing, ...]:
    return differing(before.drafts, _state(folder).drafts)
