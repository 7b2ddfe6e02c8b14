"""Rebuilding a destroyed record from the other: a data file from a journal's lines, a journal from its data file."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.atomic_file import move_over, sync_folder
from disclosure_desk.store import journal, settings
from disclosure_desk.store.database.schema import migrate
from disclosure_desk.store.database.transaction import insert_trail, record_act
from disclosure_desk.store.errors import StoreError, damaged_journal, journal_mismatch
from disclosure_desk.store.event_meta import Actor, new_event_meta, system_user
from disclosure_desk.store.events.chain import digest_after, genesis
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.event import ChainedEvent
from disclosure_desk.store.events.replay import ReplayState, apply_event
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.journal import Journal
from disclosure_desk.store.old_files import rename_to_old
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.settings import Secrets
from disclosure_desk.store.sqlite_access import Database

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_unreadable(error: Exception) -> bool:
    """Whether the error says that a data file cannot be read at all, which is no sign that somebody changed it."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own error: a text is not UTF-8
        return isinstance(error, UnicodeDecodeError | sqlite3.OperationalError)
    return code & 0xFF in _DAMAGE


class RebuildAct(NamedTuple):
    """What the trail says of a rebuilding: `restore` or `recover`, from what, and by whom; None for the program."""

    action: str
    about: Mapping[str, JsonValue]
    actor: Actor | None = None


class RebuildOptions(NamedTuple):
    """What a rebuilt data file gets besides the events.

    secrets: by name, because the events have only their digests. drop: the files that are renamed to their old names in
    the moment before the new one takes its place. act: what the trail says of the rebuilding, from the first moment
    that the new file is there; None where it says nothing.
    """

    secrets: Secrets = ()
    drop: Sequence[Path] = ()
    act: RebuildAct | None = None


def rebuild(folder: Path, lines: Iterable[bytes], source: Path, options: RebuildOptions) -> ReplayState:
    """Make the data file from the lines of a journal, the header first; what it holds.

    Raises StoreError that names the source where the lines do not hold, and OSError; then nothing was made.
    """
    path = folder / DATA_FILE
    temporary = path.with_name(f"{DATA_FILE}.rebuilding")
    for remains in (temporary, _rollback_journal(temporary)):
        remains.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            state = _fill(Database(connection), iter(lines), source, options)
        # SQLite would play an old transaction that was never finished back into the new file.
        for old in (_rollback_journal(path), *options.drop):
            if old.exists():
                rename_to_old(old)
        move_over(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return state


def _rollback_journal(path: Path) -> Path:
    """Where SQLite keeps what a transaction overwrites, to play it back if the transaction is not finished."""
    return path.with_name(f"{path.name}-journal")


def _fill(db: Database, lines: Iterator[bytes], source: Path, options: RebuildOptions) -> ReplayState:
    """Write everything in one transaction, so that a rebuilt file says from its first moment that it is one."""
    db.execute("PRAGMA synchronous = EXTRA")
    with db.atomic():
        migrate(db)
        db.execute("UPDATE desk SET file_id = ?", [journal_file_id(next(lines, b""), source)])
        state = ReplayState()
        insert_trail(db, replay_lines(lines, file_id(db), source, state), state, options.secrets)
        if options.act is not None:
            record_rebuild(db, options.act)
    return state


def record_rebuild(db: Database, act: RebuildAct) -> None:
    """The event that says so, with the secrets of which only digests are there now: only after it may they be lost."""
    lost = [name for name, value in settings.read(db).items() if settings.is_lost(name, value)]
    about = {**act.about, "lost": "\n".join(lost)}
    record_act(db, None, act.action, about, new_event_meta(act.actor or Actor(user=system_user())))


def journal_file_id(header: bytes, source: Path) -> str:
    """The data file that a journal's header names; raises StoreError where it names none."""
    try:
        return str(json.loads(header)["desk"])
    except (ValueError, LookupError, TypeError) as error:
        raise damaged_journal(source, 0) from error


def journal_owner(folder: Path) -> str:
    """The data file that the journal in a folder is of; "" where there is none that says so."""
    place = folder / JOURNAL
    with suppress(StoreError, OSError):
        return journal_file_id(next(journal.read_lines(place), b""), place)
    return ""


def replay_lines(
    lines: Iterable[bytes], of_file: str, source: Path, state: ReplayState
) -> Iterator[tuple[ChainedEvent, bytes]]:
    """Every event of a journal with its canonical JSON, each after it was applied to the state.

    Raises StoreError at the first line that does not follow the one before.
    """
    previous = genesis(of_file)
    for number, line in enumerate(lines, 1):
        try:
            digest, content = json.loads(line)["digest"], journal.event_content(line)
            event = ChainedEvent(number, json.loads(content)["report"], json.loads(content), previous, digest)
            if digest_after(previous, content) != digest:
                raise damaged_journal(source, number)
            apply_event(state, event)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise damaged_journal(source, number) from error
        yield event, content
        previous = digest


def open_journal(db: Database, path: Path, *, was_without: bool) -> tuple[Journal, str]:
    """The journal of an open data file, completed from it, and what the clerk is told of that; "" if nothing.

    `was_without`: the file is of a version that had no journal. Nothing is told either where the newest event says that
    the data file has just been rebuilt: the journal cannot have it, and was put aside itself where it did not agree.
    Raises StoreError where the two records do not agree, and OSError.
    """
    place = path.with_name(JOURNAL)
    comparison = journal.compare_journal(place, chain([journal.header_line(file_id(db))], journal.event_lines(db)))
    if comparison.kind in ("ahead", "apart", "foreign"):
        raise journal_mismatch(place, comparison.kind, comparison.line)
    if comparison.kind == "same":
        return Journal(place, comparison.size), ""
    is_strange = comparison.kind == "destroyed" or place.is_symlink()  # a link to nothing is there and can't be read
    old_name = rename_to_old(place).name if is_strange else ""
    opened = Journal(place, comparison.size)
    header = [journal.header_line(file_id(db))] if comparison.line == 0 else []
    missing = [*header, *journal.event_lines(db, max(comparison.line - 1, 0))]
    try:
        opened.append(missing)
    except BaseException:
        opened.close()
        raise
    is_new = len(missing) == 1 or comparison.kind == "missing"
    is_expected = was_without or (is_new and not old_name and _is_just_rebuilt(db))
    return opened, "" if is_expected else _completion_words(comparison.kind, len(missing) - len(header), old_name)


def _is_just_rebuilt(db: Database) -> bool:
    newest = db.execute("SELECT content FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return newest is not None and json.loads(newest[0])["action"] in {"restore", "recover"}


def _completion_words(kind: str, count: int, old_name: str) -> str:
    if old_name:
        return f"第二份记录（{JOURNAL}）已经损坏（原样留作 {old_name}），已按数据文件重新写好，共 {count} 条。"
    if kind == "missing":
        return f"第二份记录（{JOURNAL}）不见了，已按数据文件重新写好，共 {count} 条。" if count else ""
    return f"第二份记录（{JOURNAL}）少了最后 {count} 条，已按数据文件补上。"
