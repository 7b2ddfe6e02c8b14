"""Opening a data folder: the store and its witness, each brought back from what is left where it was destroyed."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.core.atomic_file import make_folder
from disclosure_desk.store import settings
from disclosure_desk.store.backup.backup import file_digest, list_backups, make_backup
from disclosure_desk.store.backup.check_newest import newest_backup_mismatch
from disclosure_desk.store.database.connection import Connected, connect
from disclosure_desk.store.database.location_policy import check_location
from disclosure_desk.store.database.lock import acquire_lock
from disclosure_desk.store.errors import UNTOUCHED, StoreError, explained, folder_error, opening_error
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.journal import Journal
from disclosure_desk.store.old_files import set_aside
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.recovery.rebuild import has_witness, is_destroyed, meet
from disclosure_desk.store.recovery.restore import Restored, from_journal, salvage
from disclosure_desk.store.settings import SECRET, is_lost

if TYPE_CHECKING:
    from sqlite_utils import Database

_WITNESSED = 4
"""The first schema that has a journal beside it."""

_LEFT = (
    (".", ".desk*.tmp"),
    (".", f"{DATA_FILE}.rebuilding*"),
    (BACKUPS, "desk-*.making*"),
    (BACKUPS, ".desk-*.tmp"),
    (f"{BACKUPS}/{PACKAGES}", ".*.zip.*.tmp"),
    (PACKAGES, ".*.zip.*.tmp"),
)
"""Where it lies in a data folder, and what it is called."""


class OpenedFolder(NamedTuple):
    """A locked data folder with its data file and its journal, both whole and agreeing.

    path: of the data file. lock: held until it is closed. state: what the events add up to. messages: what was
    repaired or found wrong, in sentences for the clerk. upgrade_backup: what the trail is to say of the backup that was
    made before the file was migrated to a newer schema; None where it was not migrated.
    """

    path: Path
    lock: sqlite3.Connection
    db: "Database"
    journal: Journal
    state: ReplayState
    messages: tuple[str, ...]
    upgrade_backup: Mapping[str, JsonValue] | None


class _Source(NamedTuple):
    """Something a lost store can be made from: what it is called, and how it is done."""

    called: str
    make: Callable[[], Restored]


def open_folder(folder: Path) -> OpenedFolder:
    """Lock a data folder, made where there is none, and open what is in it; raises StoreError."""
    check_location(folder)
    try:
        make_folder(folder)
    except OSError as error:
        raise folder_error(error, folder) from error
    path = folder / DATA_FILE
    try:
        with ExitStack() as on_failure:
            lock = on_failure.enter_context(closing(acquire_lock(folder)))
            _clear_unfinished(folder)
            with explained(path, UNTOUCHED):
                opened = _open_records(path, lock)
            on_failure.pop_all()
            return opened
    except OSError as error:
        raise opening_error(error, path) from error


def _open_records(path: Path, lock: sqlite3.Connection) -> OpenedFolder:
    """Both records, each rebuilt from what is left where it was destroyed."""
    found, rebuilt = _connected(path)
    try:
        beside = newest_backup_mismatch(found.db, path.parent)
        journal, completed = meet(found.db, path, is_new_witness=found.was < _WITNESSED, is_brought_back=bool(rebuilt))
    except BaseException:
        found.db.close()
        raise
    sentences = (
        *(rebuilt, completed, f"{beside}。请核对这份数据是不是最新的。" if beside else ""),
        *(_clock(found.state.at), _lost_secrets(found.db)),
    )
    messages = tuple(sentence for sentence in sentences if sentence)
    return OpenedFolder(path, lock, found.db, journal, found.state, messages, found.copied)


def _clear_unfinished(folder: Path) -> None:
    """Remove what a computer that stopped has left half written: it never had its name."""
    for place, pattern in _LEFT:
        for path in (folder / place).glob(pattern):
            with suppress(OSError):
                path.unlink()


def _connected(path: Path) -> tuple[Connected, str]:
    """The store, and what the clerk is told if it had to be made anew."""
    sources = tuple(_sources(path.parent))
    copy = partial(_copy_before_upgrade, path.parent)
    if sources and _is_empty(path):
        news = _bring_back(path, sources, "不见了")
        return connect(path, copy), news
    try:
        return connect(path, copy), ""
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not (is_destroyed(error) and sources):
            raise
    aside = set_aside(path)
    news = _bring_back(path, sources, f"已经损坏（原样留作 {aside.name}）")
    return connect(path, copy), news


def _copy_before_upgrade(folder: Path, db: "Database") -> Mapping[str, JsonValue] | None:
    """A copy of the file as the older program left it; none of a file that does not hold, which is told next."""
    (last,) = db.execute("SELECT COALESCE(MAX(seq), 0) FROM events").fetchone()
    with suppress(StoreError):
        copy = make_backup(db, folder / BACKUPS, datetime.now()).path  # noqa: DTZ005 - the computer's own time
        return {"file": copy.name, "sha256": file_digest(copy), "last": last, "places": 1}
    return None


def _is_empty(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _sources(folder: Path) -> Iterator[_Source]:
    """What a lost store can be made from, the best first: the journal has everything, a copy what there was then.

    A journal with a damaged line tells what comes before that line, and behind a copy that has it, what comes after.
    """
    made, is_told = list_backups(folder / BACKUPS), has_witness(folder)
    if is_told:
        called = f"第二份记录（{JOURNAL}）"
        yield _Source(called, partial(from_journal, folder, [backup.path for backup in made]))
    for backup in made:
        called = f"{backup.at:%Y-%m-%d %H:%M} 的备份{'和第二份记录' if is_told else ''}"
        yield _Source(called, partial(salvage, folder, backup.path))
    if is_told:
        yield _Source(f"第二份记录（{JOURNAL}）里还完好的部分", partial(salvage, folder))


def _bring_back(path: Path, sources: tuple[_Source, ...], what: str) -> str:
    """Make the store from the first source that holds; raises what the last of them said if none does.

    A source is passed over because it does not hold, never because the disk is full: a worse one would then be taken.
    """
    first, *others = sources
    try:
        made = first.make()
    except (StoreError, sqlite3.Error, UnicodeDecodeError) as error:
        if not others or not (isinstance(error, StoreError) or is_destroyed(error)):
            raise
        return _bring_back(path, tuple(others), what)
    at = f"{made.state.at.astimezone():%Y-%m-%d %H:%M}"
    kept = "一条没少" if made.is_whole else f"到 {at} 为止，这以后的修改不在里面，请核对、补填"
    return f"数据文件 {path.name} {what}，已按{first.called}恢复，{kept}，共 {made.state.last} 条修改记录。"


def _lost_secrets(db: "Database") -> str:
    lost = [name.removeprefix(SECRET) for name, value in settings.read(db).items() if is_lost(name, value)]
    return f"{'、'.join(lost)}的口令没能恢复，现在不用口令也能进。请在“操作人”里重新设。" if lost else ""


def _clock(newest: datetime) -> str:
    now = datetime.now().astimezone()
    if now >= newest:
        return ""
    moments = [f"{moment.astimezone():%Y-%m-%d %H:%M}" for moment in (now, newest)]
    return f"电脑的时间是 {moments[0]}，比最后一条修改记录（{moments[1]}）还早。请先校正电脑的日期和时间，再接着填。"
