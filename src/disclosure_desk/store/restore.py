"""Going back to a copy, or to one of two records that part: what would change, and the swap, with the old ones kept."""

import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.files import sync_folder
from disclosure_desk.report import Change
from disclosure_desk.store import journal
from disclosure_desk.store.backup import read_backup
from disclosure_desk.store.draft import Draft
from disclosure_desk.store.events import file_id
from disclosure_desk.store.folder import FILE, JOURNAL
from disclosure_desk.store.recovery import entries, file_of, rebuild, set_aside

if TYPE_CHECKING:
    from sqlite_utils import Database


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


def _lone(draft: Draft, *, is_there: bool) -> Differing:
    return Differing(draft.unit, draft.year, (), is_there, was_there=not is_there)


def _changed(now: Draft, then: Draft) -> Differing:
    here, there = now.values(), then.values()
    pairs = ((place, here.get(place, ""), there.get(place, "")) for place in {**here, **there})
    changes = tuple(Change(place, before, after) for place, before, after in pairs if before != after)
    return Differing(now.unit, now.year, changes, is_there=True, was_there=True)


def restore(folder: Path, copy: Path, *, replay: bool) -> int:
    """Put the closed data file back to a copy; answers how many events it has then.

    With `replay`, what the journal has beyond the copy happens again, so that nothing is lost; without, the desk is as
    it was then. The file and, without `replay`, the journal that were there are kept aside. Raises StoreError, OSError.
    """
    read = read_backup(copy)
    try:
        lines = list(_lines(read.db, folder / JOURNAL, replay=replay))
    finally:
        read.db.close()
    return _swap(folder, lines, copy, keep_journal=replay)


def trust_journal(folder: Path) -> int:
    """Make the closed data file anew from the journal, the old one kept aside; answers how many events it has then."""
    source = folder / JOURNAL
    return _swap(folder, list(journal.lines(source)), source, keep_journal=True)


def trust_store(folder: Path) -> None:
    """Put the journal aside; the next opening writes it anew from the data file."""
    set_aside(folder / JOURNAL)


def _swap(folder: Path, lines: list[bytes], source: Path, *, keep_journal: bool) -> int:
    path = folder / FILE
    if path.exists():
        _keep_copy(path)
    count = rebuild(folder, lines, source)
    if not keep_journal and (folder / JOURNAL).exists():
        set_aside(folder / JOURNAL)
    return count


def _keep_copy(path: Path) -> None:
    """Keep a copy aside: moved away, there would be a moment without any data file."""
    aside = path.with_name(f"{path.name}.{datetime.now():%Y%m%d-%H%M%S-%f}.old")  # noqa: DTZ005 - the desk's own clock
    shutil.copy2(path, aside)
    sync_folder(path.parent)


def _lines(db: "Database", source: Path, *, replay: bool) -> Iterator[bytes]:
    """A copy's events as a journal has them, and behind them what the journal has more of the same file."""
    name = file_id(db)
    own = [line[:-1] for line in entries(db)]
    yield journal.header(name)[:-1]
    yield from own
    if not replay or not source.exists():
        return
    told = journal.lines(source)
    if file_of(next(told, b""), source) == name:
        yield from (line for number, line in enumerate(told, 1) if number > len(own))
