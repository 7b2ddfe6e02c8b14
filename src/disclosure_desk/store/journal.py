"""The second witness: a file beside the store with one line for every event, synced after each commit.

A line is `{"digest":…,"event":…}` with the event's canonical JSON as the store has it; the first names the data file.
It is written after the commit. So a journal may lack the last batch, which the store then gives it; a store that lacks
what the journal has was put back to an older state.
"""

import json
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from disclosure_desk.core.atomic_file import sync_folder

if TYPE_CHECKING:
    from sqlite_utils import Database

Kind = Literal["missing", "same", "behind", "ahead", "apart", "foreign", "destroyed"]


class JournalComparison(NamedTuple):
    """How a journal stands to a store: `line` is the first that differs (0: the header), `size` the bytes before it."""

    kind: Kind
    line: int
    size: int


def header(file_id: str) -> bytes:
    """The first line."""
    return b'{"desk":"%s","journal":1}\n' % file_id.encode()


def line(content: bytes, digest: str) -> bytes:
    """The line of an event."""
    return b'{"digest":"%s","event":%s}\n' % (digest.encode(), content)


def content_of(entry: bytes) -> bytes:
    """The event's own bytes within its line, which stands there without its end."""
    start = len(line(b"", "0" * 64)) - len(b"}\n")
    return entry[start:-1]


def entries(db: "Database", after: int = 0) -> Iterator[bytes]:
    """The journal's lines of the events behind that number."""
    rows = db.execute("SELECT CAST(content AS BLOB), digest FROM events WHERE seq > ? ORDER BY seq", [after])
    return (line(content, digest) for content, digest in rows)


def compare_journal(path: Path, expected: Iterable[bytes]) -> JournalComparison:
    """How the file stands to the lines it should have, the header first."""
    if not path.exists():
        return JournalComparison("missing", 0, 0)
    size = number = 0
    left = iter(expected)
    with path.open("rb") as file:
        for number, wanted in enumerate(left):
            found = file.readline(len(wanted) + 1)
            if found != wanted:
                is_torn = _is_torn(found + file.read(), b"".join([wanted, *left]))
                return JournalComparison("behind" if is_torn else "apart" if number else _strange(found), number, size)
            size += len(found)
        return JournalComparison("ahead" if file.readline().endswith(b"\n") else "same", number + 1, size)


def _is_torn(rest: bytes, wanted: bytes) -> bool:
    """Whether the end of a file is what the machine left when it stopped: cut off, or with holes of zeros.

    A file may get its new length before its content; no line has a zero byte in it.
    """
    if b"\0" not in rest:
        return wanted.startswith(rest)
    told = rest.rstrip(b"\0")
    return len(told) <= len(wanted) and all(one in {0, other} for one, other in zip(told, wanted, strict=False))


def _strange(found: bytes) -> Kind:
    """What a first line says that is not the store's: another desk's name, or nothing at all."""
    try:
        return "foreign" if "desk" in json.loads(found) else "destroyed"
    except (ValueError, TypeError):
        return "destroyed"


def lines(path: Path) -> Iterator[bytes]:
    """The whole lines of a journal without their ends; one that was cut off is left out."""
    with path.open("rb") as file:
        for found in file:
            if found.endswith(b"\n"):
                yield found[:-1]


def drop_torn(path: Path) -> None:
    """Let a last line that was cut off go, on disk, as the next writing would: what is to follow is not its end."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
        os.fsync(file.fileno())


class Journal:
    """An open journal; what it holds is on disk when `append` returns."""

    def __init__(self, path: Path, size: int) -> None:
        """Go on after `size` bytes; what stands behind them is a torn line and goes."""
        self._path, self._size = path, size
        self._file: FileIO | None = None

    def append(self, entries: Iterable[bytes]) -> None:
        """Add lines; raises OSError, and then the file goes on where it was before at the next call."""
        content = b"".join(entries)
        file = self._opened()
        file.seek(self._size)
        file.truncate()
        written = 0
        while written < len(content):
            written += file.write(content[written:]) or 0
        os.fsync(file.fileno())
        self._size += len(content)

    def _opened(self) -> FileIO:
        if self._file is None:
            is_new = not self._path.exists()
            self._file = FileIO(self._path, "xb+" if is_new else "rb+")
            if is_new:
                sync_folder(self._path.parent)
        return self._file

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
