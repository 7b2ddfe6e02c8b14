"""Opening a data folder: locking it, and rebuilding either record from what is left where it was destroyed."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.atomic_file import make_folder
from disclosure_desk.store import settings
from disclosure_desk.store.backup.backup import file_digest, list_backups, make_backup
from disclosure_desk.store.backup.lineage import lineage_faults
from disclosure_desk.store.backup.package_trails import package_trail_faults
from disclosure_desk.store.backup.targets import lineage_folders
from disclosure_desk.store.database.connection import Connected, connect
from disclosure_desk.store.database.location_policy import check_location
from disclosure_desk.store.database.lock import acquire_lock, check_path_length
from disclosure_desk.store.database.schema import FIRST_WITH_JOURNAL
from disclosure_desk.store.errors import UNTOUCHED, StoreError, explained, folder_error, opening_error
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.journal import Journal, has_events
from disclosure_desk.store.old_files import rename_to_old
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.recovery.rebuild import is_unreadable, open_journal
from disclosure_desk.store.recovery.restore import RebuildResult, rebuild_from_journal, rebuild_from_remains
from disclosure_desk.store.settings import SECRET, is_lost
from disclosure_desk.store.sqlite_access import Database, is_fit

_UNFINISHED = (
    (".", ".desk", "", ".tmp"),
    (".", f"{DATA_FILE}.rebuilding", "", ""),
    (BACKUPS, "desk-", ".making", ""),
    (BACKUPS, ".desk-", "", ".tmp"),
    (f"{BACKUPS}/{PACKAGES}", ".", ".zip.", ".tmp"),
    (PACKAGES, ".", ".zip.", ".tmp"),
)
"""The files that the program writes before they get their names: their folder, how these begin, what they hold, how
they end. Patterns would be compiled at every start."""


class OpenedFolder(NamedTuple):
    """A locked data folder with its data file and its journal, both whole and agreeing.

    path: of the data file. lock: held until it is closed. state: what the events add up to. messages: what was
    repaired or found wrong, in sentences for the clerk. upgrade_backup: what the trail is to say of the backup that was
    made before the file was migrated to a newer schema; None where it was not migrated.
    """

    path: Path
    lock: sqlite3.Connection
    db: Database
    journal: Journal
    state: ReplayState
    messages: tuple[str, ...]
    upgrade_backup: Mapping[str, JsonValue] | None


class _Source(NamedTuple):
    """Something that a lost data file can be rebuilt from: what the clerk calls it, and how it is done."""

    name: str
    rebuild: Callable[[], RebuildResult]


def open_folder(folder: Path) -> OpenedFolder:
    """Lock a data folder, made where there is none, and open what is in it; raises StoreError."""
    check_path_length(folder)
    check_location(folder)
    try:
        make_folder(folder)
    except OSError as error:
        raise folder_error(error, folder) from error
    path = folder / DATA_FILE
    try:
        with ExitStack() as on_failure:
            lock = on_failure.enter_context(closing(acquire_lock(folder)))
            _remove_unfinished(folder)
            _put_aside_strange(path.with_name(f"{DATA_FILE}-journal"))
            with explained(path, UNTOUCHED):
                opened = _open_records(path, lock)
            on_failure.pop_all()
            return opened
    except OSError as error:
        raise opening_error(error, path) from error


def _open_records(path: Path, lock: sqlite3.Connection) -> OpenedFolder:
    """Data file and journal, each rebuilt from what is left where it was destroyed."""
    connected, rebuilt = _connect_or_rebuild(path)
    db = connected.db
    try:
        places = lineage_folders(connected.state.settings, path.parent, file_id(db))
        mismatches = [*lineage_faults(db, places), *package_trail_faults(db, path.parent, places)]
        was_without = connected.was < FIRST_WITH_JOURNAL
        journal, completed = open_journal(db, path, was_without=was_without)
    except BaseException:
        db.close()
        raise
    sentences = (
        rebuilt,
        completed,
        "".join([*(f"{one}。" for one in mismatches), "请核对这份数据是不是最新的。"]) if mismatches else "",
        _clock_warning(connected.state.at),
        _lost_secrets_warning(db),
    )
    messages = tuple(sentence for sentence in sentences if sentence)
    return OpenedFolder(path, lock, db, journal, connected.state, messages, connected.upgrade_backup)


def _remove_unfinished(folder: Path) -> None:
    """Remove what the computer was writing when it stopped."""
    for place, begin, inner, end in _UNFINISHED:
        with suppress(OSError):  # a folder that is not there, or may not be looked into
            for path in (folder / place).iterdir():
                if path.name.startswith(begin) and inner in path.name and path.name.endswith(end):
                    with suppress(OSError):
                        path.unlink()


def _put_aside_strange(path: Path) -> None:
    """Rename what is at the place of SQLite's own journal and is no file: it would be read for ever."""
    if (path.exists() or path.is_symlink()) and not is_fit(path):
        rename_to_old(path)


def _connect_or_rebuild(path: Path) -> tuple[Connected, str]:
    """The open data file, and what the clerk is told where it had to be rebuilt."""
    sources = tuple(_sources(path.parent))
    back_up = partial(_back_up_before_upgrade, path.parent)
    if sources and _is_empty(path):
        words = _rebuild(path, sources, "不见了")
        return connect(path, back_up), words
    try:
        return connect(path, back_up), ""
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not (is_unreadable(error) and sources):
            raise
    old = rename_to_old(path)
    words = _rebuild(path, sources, f"已经损坏（原样留作 {old.name}）")
    return connect(path, back_up), words


def _back_up_before_upgrade(folder: Path, db: Database) -> Mapping[str, JsonValue] | None:
    """A backup of the file as the older program left it; None where the file does not hold, which is found next."""
    (last,) = db.execute("SELECT COALESCE(MAX(seq), 0) FROM events").fetchone()
    with suppress(StoreError):
        path = make_backup(db, folder / BACKUPS, datetime.now()).path  # noqa: DTZ005 - the computer's own time
        return {"file": path.name, "sha256": file_digest(path), "last": last, "places": 1}
    return None


def _is_empty(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _sources(folder: Path) -> Iterator[_Source]:
    """What a lost data file can be rebuilt from, the best first: the journal has everything, a backup what was there.

    A journal with a damaged line still has the events before it and, after a backup that includes it, those behind it.
    """
    backups, has_journal = list_backups(folder / BACKUPS), has_events(folder)
    if has_journal:
        paths = [backup.path for backup in backups]
        yield _Source(f"第二份记录（{JOURNAL}）", partial(rebuild_from_journal, folder, paths))
    for backup in backups:
        name = f"{backup.at:%Y-%m-%d %H:%M} 的备份{'和第二份记录' if has_journal else ''}"
        yield _Source(name, partial(rebuild_from_remains, folder, backup.path))
    if has_journal:
        yield _Source(f"第二份记录（{JOURNAL}）里还完好的部分", partial(rebuild_from_remains, folder))


def _rebuild(path: Path, sources: tuple[_Source, ...], what: str) -> str:
    """Rebuild the data file from the first source that holds; raises what the last of them raised if none does.

    A source is passed over because it does not hold, never because the disk is full: then a worse one would be taken.
    """
    first, *others = sources
    try:
        rebuilt = first.rebuild()
    except (StoreError, sqlite3.Error, UnicodeDecodeError) as error:
        if not others or not (isinstance(error, StoreError) or is_unreadable(error)):
            raise
        return _rebuild(path, tuple(others), what)
    at = f"{rebuilt.state.at.astimezone():%Y-%m-%d %H:%M}"
    kept = "一条没少" if rebuilt.is_whole else f"到 {at} 为止，这以后的修改不在里面，请核对、补填"
    return f"数据文件 {path.name} {what}，已按{first.name}恢复，{kept}，共 {rebuilt.state.last} 条修改记录。"


def _lost_secrets_warning(db: Database) -> str:
    lost = [name.removeprefix(SECRET) for name, value in settings.read(db).items() if is_lost(name, value)]
    return f"{'、'.join(lost)}的口令没能恢复，现在不用口令也能进。请在“操作人”里重新设。" if lost else ""


def _clock_warning(newest: datetime) -> str:
    now = datetime.now().astimezone()
    if now >= newest:
        return ""
    moments = [f"{moment.astimezone():%Y-%m-%d %H:%M}" for moment in (now, newest)]
    return f"电脑的时间是 {moments[0]}，比最后一条修改记录（{moments[1]}）还早。请先校正电脑的日期和时间，再接着填。"
