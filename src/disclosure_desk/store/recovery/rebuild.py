"""Bringing back what was destroyed: a store from its journal, a journal from its store; what differs is only named."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.core.atomic_file import sync_folder
from disclosure_desk.store import journal
from disclosure_desk.store.database.schema import migrate
from disclosure_desk.store.database.transaction import lay_down, record_act
from disclosure_desk.store.errors import damaged_journal, journal_mismatch
from disclosure_desk.store.event_meta import Actor, new_event_meta, system_user
from disclosure_desk.store.events.chain import digest_after, genesis
from disclosure_desk.store.events.event import ChainedEvent
from disclosure_desk.store.events.replay import ReplayState, apply_event
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.journal import Journal
from disclosure_desk.store.old_files import set_aside
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.settings import Secrets
from disclosure_desk.store.sqlite_access import wrap_connection

if TYPE_CHECKING:
    from sqlite_utils import Database

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_destroyed(error: Exception) -> bool:
    """Whether a data file cannot be read at all, which is no sign that somebody changed it."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own complaint of a text that is none
        return isinstance(error, UnicodeDecodeError | sqlite3.OperationalError)
    return code & 0xFF in _DAMAGE


def has_witness(folder: Path) -> bool:
    """Whether a journal with at least one event lies in the folder."""
    path = folder / JOURNAL
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return bool(file.readline() and file.readline())


class Made(NamedTuple):
    """What goes into a data file made anew beside its record: secrets by name, of which the record has digests only.

    drop: what is put aside in the moment before the new file takes its place; source: what the trail is to say that the
    file was brought back from, "" where it is not brought back.
    """

    secrets: Secrets = ()
    drop: Sequence[Path] = ()
    source: str = ""


NOTHING_ELSE = Made()


def rebuild(folder: Path, lines: Iterable[bytes], source: Path, made_from: Made = NOTHING_ELSE) -> ReplayState:
    """Make the data file anew from the lines of a journal, the header first; answers what it holds.

    Raises StoreError that names the source if the lines do not hold, and OSError; then nothing was made.
    """
    path = folder / DATA_FILE
    temporary = path.with_name(f"{DATA_FILE}.rebuilding")
    for left in (temporary, _rollback(temporary)):
        left.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(temporary)) as connection:
            state = _lay_down(wrap_connection(connection), iter(lines), source, made_from)
        # SQLite would play an old transaction that was never finished back into the new file.
        for old in (_rollback(path), *made_from.drop):
            if old.exists():
                set_aside(old)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return state


def _rollback(path: Path) -> Path:
    """Where SQLite keeps what a transaction overwrites, to be played back if it is not finished."""
    return path.with_name(f"{path.name}-journal")


def _lay_down(db: "Database", lines: Iterator[bytes], source: Path, made_from: Made) -> ReplayState:
    """All at once, for whenever it is broken off: a file that is brought back says so from its first moment."""
    db.execute("PRAGMA synchronous = EXTRA")
    db.begin()
    migrate(db)
    db.execute("UPDATE desk SET file_id = ?", [file_of(next(lines, b""), source)])
    state = ReplayState()
    lay_down(db, followed(lines, file_id(db), source, state), state, made_from.secrets)
    if made_from.source:
        record_act(db, None, "recover", {"from": made_from.source}, new_event_meta(Actor(user=system_user())))
    db.commit()
    return state


def file_of(header: bytes, source: Path) -> str:
    """The data file that a journal's header names; raises StoreError if it names none."""
    try:
        return str(json.loads(header)["desk"])
    except (ValueError, LookupError, TypeError) as error:
        raise damaged_journal(source, 0) from error


def followed(
    lines: Iterable[bytes], of_file: str, source: Path, state: ReplayState
) -> Iterator[tuple[ChainedEvent, bytes]]:
    """Every event of a journal with its canonical JSON, each after it has happened to the state.

    Raises StoreError at the first line that does not follow.
    """
    previous = genesis(of_file)
    for number, entry in enumerate(lines, 1):
        try:
            digest, content = json.loads(entry)["digest"], journal.content_of(entry)
            event = ChainedEvent(number, json.loads(content)["report"], json.loads(content), previous, digest)
            if digest_after(previous, content) != digest:
                raise damaged_journal(source, number)
            apply_event(state, event)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise damaged_journal(source, number) from error
        yield event, content
        previous = digest


def meet(db: "Database", path: Path, *, is_new_witness: bool, is_brought_back: bool) -> tuple[Journal, str]:
    """The journal of an open store, ready to go on, and what the clerk is told of it; "" if nothing.

    `is_new_witness`: the file is of a version that kept none; `is_brought_back`: it has just been entered that the
    store was, of which the journal cannot know. Raises StoreError where the two tell different stories.
    """
    place = path.with_name(JOURNAL)
    stands = journal.compare_journal(place, chain([journal.header(file_id(db))], journal.entries(db)))
    if stands.kind in ("ahead", "apart", "foreign"):
        raise journal_mismatch(place, stands.kind, stands.line)
    witness = Journal(place, stands.size)
    if stands.kind == "same":
        return witness, ""
    aside = set_aside(place).name if stands.kind == "destroyed" else ""
    header = [journal.header(file_id(db))] if stands.line == 0 else []
    missing = [*header, *journal.entries(db, max(stands.line - 1, 0))]
    try:
        witness.append(missing)
    except BaseException:
        witness.close()
        raise
    is_expected = is_new_witness or (is_brought_back and stands.kind == "behind" and len(missing) == 1)
    return witness, "" if is_expected else _told(stands.kind, len(missing) - len(header), aside)


def _told(kind: str, count: int, aside: str) -> str:
    if aside:
        return f"第二份记录（{JOURNAL}）已经损坏（原样留作 {aside}），已按数据文件重新写好，共 {count} 条。"
    if kind == "missing":
        return f"第二份记录（{JOURNAL}）不见了，已按数据文件重新写好，共 {count} 条。" if count else ""
    return f"第二份记录（{JOURNAL}）少了最后 {count} 条，已按数据文件补上。"
