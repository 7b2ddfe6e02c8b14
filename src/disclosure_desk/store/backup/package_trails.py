"""The trails in sealed packages against the open data file: a package is a witness that nobody can make younger.

Each has the desk's chain up to its seal, of other reports only the digests. Where the desk does not have the end of it,
the desk was put back to an older state, or its record was written anew, with other names in it.
"""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from disclosure_desk.store.backup.backup import list_backups, store_acts
from disclosure_desk.store.backup.lineage import TrailEnd, is_of_lineage, is_prefix_given_up, read_end
from disclosure_desk.store.events.statements import file_id, trail_end
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.sqlite_access import Database, check_regular

_TRAIL = "/data/trail.jsonl"
_LONGEST_TRAIL = 64_000_000
_UNREADABLE = (BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, TypeError, RuntimeError)


class _PackageTrail(NamedTuple):
    """The end of a package's trail, and the digests of the events that it has whole."""

    end: TrailEnd
    digests: frozenset[str]


def package_trail_faults(db: Database, folder: Path, places: Sequence[Path]) -> Iterator[str]:
    """Where the packages in a data folder, and in its folders of backups, contradict the open data file.

    The same package lies in several of them, so each is told once. What was sealed and then given up by going back to
    an earlier backup contradicts nothing.
    """
    paths = [path for place in (folder, *places) for path in _packages_in(place)]
    newest, restores = trail_end(db)[0], list(store_acts(db, "restore"))
    ends = (
        {backup.path: read_end(backup.path) for place in places for backup in list_backups(place)} if restores else {}
    )
    listed: set[tuple[str, TrailEnd]] = set()
    for path in paths:
        trail = _read_trail(path)
        if trail is None or trail.end.of_file != file_id(db) or is_of_lineage(db, trail.end):
            continue
        if any(act.digest not in trail.digests and is_prefix_given_up(trail.end, act, ends) for act in restores):
            continue
        if (path.name, trail.end) not in listed:
            listed.add((path.name, trail.end))
            yield _words(path, trail.end.last, newest)


def _packages_in(place: Path) -> list[Path]:
    """The packages there, and those that another one of their name has replaced.

    A desk put back to before a seal and sealed again replaces the only package that knows of what is missing.
    """
    try:
        paths = sorted((place / PACKAGES).iterdir())
    except OSError:
        return []
    return [one for one in paths if one.name.endswith(".zip") or (".zip." in one.name and one.name.endswith(".old"))]


def _words(path: Path, last: int, newest: int) -> str:
    if last > newest:
        return f"档案包 {path} 里有 {last} 条修改记录，数据里没有这么多，数据可能被换成了旧的一份"
    return f"档案包 {path} 里的修改记录（到第 {last} 条）和数据里的不一样：审核人、数或者别的在数据里可能被改写过"


def _read_trail(path: Path) -> _PackageTrail | None:
    """The trail in a package; None where there is none that can be read: that is told of what is sealed elsewhere."""
    try:
        check_regular(path)
        with ZipFile(path) as archive:
            about = next(one for one in archive.infolist() if one.filename.endswith(_TRAIL))
            if about.file_size > _LONGEST_TRAIL or about.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                return None
            header, *lines = archive.read(about).splitlines()
        return _follow(json.loads(header)["desk"], lines)
    except (*_UNREADABLE, StopIteration):
        return None


def _follow(of_file: str, lines: Iterable[bytes]) -> _PackageTrail:
    last, digest, digests = 0, "", set()
    for entry in map(json.loads, lines):
        digest = str(entry["digest"])
        last += int(entry["hidden"]) if "hidden" in entry else 1
        if "hidden" not in entry:
            digests.add(digest)
    return _PackageTrail(TrailEnd(str(of_file), last, digest), frozenset(digests))
