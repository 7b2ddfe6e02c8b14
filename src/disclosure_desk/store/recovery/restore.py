"""Going back to a copy, or to one of two records that part: what would change, and the swap, with the old ones kept."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.report import Change
from disclosure_desk.store import journal
from disclosure_desk.store.backup.backup import list_backups, read_backup
from disclosure_desk.store.database.audit_trail import live_in
from disclosure_desk.store.database.lock import acquire_lock
from disclosure_desk.store.errors import StoreError, damaged_journal, unrelated_backup
from disclosure_desk.store.events.chain import digest_after, genesis
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import file_id, trail_end
from disclosure_desk.store.journal import entries
from disclosure_desk.store.old_files import keep_copy, set_aside
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.rebuild import Made, file_of, followed, rebuild
from disclosure_desk.store.settings import secrets_in


class Differing(NamedTuple):
    """A report that a copy has otherwise: what would change; `is_there` tells whether each side has it at all."""

    unit: str
    year: int
    changes: tuple[Change, ...]
    is_there: bool
    was_there: bool


def differing(now: Mapping[int, Draft], then: Mapping[int, Draft]) -> tuple[Differing, ...]:
    """What would change in each report if it were again as it was then."""
    lost = (_lone(draft, is_there=True) for report, draft in now.items() if report not in then)
    back = (_lone(draft, is_there=False) for report, draft in then.items() if report not in now)
    both = (_changed(now[report], then[report]) for report in now.keys() & then.keys())
    return (*lost, *back, *(one for one in both if one.changes))


def would_differ(folder: Path, copy: Path, *, replay: bool) -> tuple[Differing, ...]:
    """What going back to a copy would change of a data file that does not open, as far as its rows can be read.

    Raises StoreError, sqlite3.Error, UnicodeDecodeError and OSError.
    """
    past = _past(copy, folder / JOURNAL) if replay else _past(copy)
    if not past.is_joined:
        raise unrelated_backup(copy)
    header, *lines = past.lines
    state = ReplayState()
    for _ in followed(lines, file_of(header, copy), copy, state):
        pass
    return differing(live_in(folder / DATA_FILE), state.drafts)


def _lone(draft: Draft, *, is_there: bool) -> Differing:
    return Differing(draft.unit, draft.year, (), is_there, was_there=not is_there)


def _changed(now: Draft, then: Draft) -> Differing:
    here, there = now.values(), then.values()
    pairs = ((place, here.get(place, ""), there.get(place, "")) for place in {**here, **there})
    changes = tuple(Change(place, before, after) for place, before, after in pairs if before != after)
    return Differing(now.unit, now.year, changes, is_there=True, was_there=True)


class Restored(NamedTuple):
    """What a data file made anew holds, and whether it is known that nothing is missing."""

    state: ReplayState
    is_whole: bool


def restore(folder: Path, copy: Path, *, replay: bool) -> int:
    """Put the closed data file back to a copy; answers how many events it has then.

    With `replay`, what the journal has beyond the copy happens again, so that nothing is lost; without, the desk is as
    it was then. The file, and a journal that goes another way, are kept aside. Raises StoreError, OSError.
    """
    past = _past(copy, folder / JOURNAL) if replay else _past(copy)
    if not past.is_joined:
        raise unrelated_backup(copy)
    with closing(acquire_lock(folder)):
        return _swap(folder, past.lines, copy).last


def from_journal(folder: Path, copies: Iterable[Path]) -> Restored:
    """Make a lost data file anew from the journal acquire_lock; raises StoreError where it does not hold, and OSError.

    A journal that the newest copy goes on with has lost its end, and does not hold.
    """
    place, copies = folder / JOURNAL, list(copies)
    if lacks_its_end(place, copies):
        raise damaged_journal(place, sum(1 for _ in journal.lines(place)))
    secrets = [secret for copy in copies for secret in secrets_in(copy)]
    journal.drop_torn(place)
    return Restored(rebuild(folder, journal.lines(place), place, Made(secrets, source=JOURNAL)), is_whole=True)


def lacks_its_end(place: Path, copies: Iterable[Path]) -> bool:
    """Whether the newest backup that can be read has events behind the last one of the journal."""
    newest = next(_readable(copies, place), None)
    return newest is not None and newest.is_joined and not newest.is_whole


def _readable(copies: Iterable[Path], place: Path) -> "Iterator[_Past]":
    for copy in copies:
        with suppress(StoreError, sqlite3.Error, UnicodeDecodeError):
            yield _past(copy, place)


def salvage(folder: Path, copy: Path | None = None) -> Restored:
    """Make a lost data file anew from a copy, or from nothing, and what the journal has beyond it, as far as it holds.

    Raises StoreError where that is nothing at all, and OSError.
    """
    place = folder / JOURNAL
    past = _past(copy, place) if copy else _told(place)
    source = copy or place
    return Restored(_swap(folder, past.lines, source, brought_back=source.name), past.is_whole)


def trust_journal(folder: Path) -> int:
    """Make the closed data file anew from the journal, the old one kept aside; answers how many events it has then."""
    source = folder / JOURNAL
    with closing(acquire_lock(folder)):
        return _swap(folder, list(journal.lines(source)), source).last


def trust_store(folder: Path) -> None:
    """Put the journal aside; the next opening writes it anew from the data file."""
    with closing(acquire_lock(folder)):
        set_aside(folder / JOURNAL)


def _swap(folder: Path, lines: list[bytes], source: Path, brought_back: str = "") -> ReplayState:
    """The new file in the place of the old one; the old one and a journal of another story are kept aside.

    While there is an old file, the journal goes first: without it, the old file still tells the whole story. Without an
    old file, the journal is what is left of it, and stays until the new one is there.
    """
    path, place = folder / DATA_FILE, folder / JOURNAL
    copies = [source, *(backup.path for backup in list_backups(folder / BACKUPS))]
    stands = journal.compare_journal(place, (line + b"\n" for line in lines)).kind
    parts = [] if stands in {"missing", "same", "behind"} else [place]
    secrets = [secret for one in (path, *copies) for secret in secrets_in(one)]
    if brought_back and not parts:
        journal.drop_torn(place)
    if not path.exists():
        state = rebuild(folder, lines, source, Made(secrets, source=brought_back))
        for one in parts:
            set_aside(one)
        return state
    keep_copy(path)
    return rebuild(folder, lines, source, Made(secrets, parts, brought_back))


class _Past(NamedTuple):
    """A desk's lines as a journal has them, the header first.

    is_joined: all that the journal has besides follows on them; is_whole: and it has as much, so that they are all.
    """

    lines: list[bytes]
    is_joined: bool
    is_whole: bool


def _past(copy: Path, place: Path | None = None) -> _Past:
    """A copy's events, and behind them what the journal there has more, as far as each follows the one before."""
    with closing(read_backup(copy).db) as db:
        header, own = journal.header(file_id(db))[:-1], [line[:-1] for line in entries(db)]
        end = trail_end(db)[1]
    told = list(journal.lines(place))[1:] if place and place.exists() else []
    if len(told) <= len(own):
        is_joined = not told or told[-1] == own[len(told) - 1]
        return _Past([header, *own], is_joined, is_joined and len(told) == len(own))
    later = list(_chained(told[len(own) :], end))
    is_joined = len(own) + len(later) == len(told)
    return _Past([header, *own, *later], is_joined, is_joined)


def _told(place: Path) -> _Past:
    """What a journal acquire_lock tells, as far as each line follows the one before."""
    header, *told = journal.lines(place) if place.exists() else [b""]
    lines = list(_chained(told, genesis(file_of(header, place))))
    if not lines:
        raise damaged_journal(place, 1)
    is_joined = len(lines) == len(told)
    return _Past([header, *lines], is_joined, is_joined)


def _chained(lines: Iterable[bytes], previous: str) -> Iterator[bytes]:
    for line in lines:
        content = journal.content_of(line)
        previous = digest_after(previous, content)
        if line != journal.line(content, previous)[:-1]:
            return
        yield line
