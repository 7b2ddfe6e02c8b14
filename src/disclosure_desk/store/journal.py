"""The journal: the second record of the audit trail, a file with one line for every event, synced after each commit.

A line is `{"digest":…,"event":…}` with the event's canonical JSON as the data file has it; the first line names the
data file. Because it is written after the commit, a journal may lack the last batch, which the data file then gives it;
a data file that lacks what the journal has was put back to an older state.
"""

import json
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from disclosure_desk.core.atomic_file import sync_folder
from disclosure_desk.store.paths import JOURNAL
from disclosure_desk.store.sqlite_access import Database, is_fit

_LONGEST_LINE = 50_000_000
"""A longer line is no event's: the longest has one whole report."""
_LONGEST_REST = 64 << 20
"""More bytes behind what agrees are none that a power cut leaves."""

Kind = Literal["missing", "same", "behind", "ahead", "apart", "foreign", "destroyed"]


class JournalComparison(NamedTuple):
    """How a journal compares with a data file.

    kind: `behind` lacks lines at its end, `ahead` has more of them, `apart` has others, `foreign` is another data
    file's, `destroyed` has no header that can be read. line: the first that differs, 0 for the header. size: the bytes
    before that line.
    """

    kind: Kind
    line: int
    size: int


def header_line(file_id: str) -> bytes:
    """The first line of a data file's journal."""
    return b'{"desk":"%s","journal":1}\n' % file_id.encode()


def event_line(content: bytes, digest: str) -> bytes:
    """The line of an event."""
    return b'{"digest":"%s","event":%s}\n' % (digest.encode(), content)


def event_content(line: bytes) -> bytes:
    """The event's own bytes within its line; the line is given without its end."""
    start = len(event_line(b"", "0" * 64)) - len(b"}\n")
    return line[start:-1]


def event_lines(db: Database, after: int = 0) -> Iterator[bytes]:
    """The lines of the data file's events with a number above `after`."""
    rows = db.execute("SELECT CAST(content AS BLOB), digest FROM events WHERE seq > ? ORDER BY seq", [after])
    return (event_line(content, digest) for content, digest in rows)


def read_lines(path: Path) -> Iterator[bytes]:
    """The whole lines of a journal without their ends; a last line that was cut off is left out.

    There are none in what is no file, and none from a line on that is longer than any event.
    """
    if path.exists() and not path.is_dir() and not is_fit(path):
        return
    with path.open("rb") as file:
        while (line := file.readline(_LONGEST_LINE)).endswith(b"\n"):
            yield line[:-1]


def has_events(folder: Path) -> bool:
    """Whether a journal with at least one event is in the data folder."""
    path = folder / JOURNAL
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return bool(file.readline(_LONGEST_LINE) and file.readline(_LONGEST_LINE))


def compare_journal(path: Path, expected: Iterable[bytes]) -> JournalComparison:
    """How the file compares with the lines that it should have, the header first; raises OSError."""
    if not path.exists():
        return JournalComparison("missing", 0, 0)
    if not is_fit(path):
        return JournalComparison("destroyed", 0, 0)
    size = number = 0
    left = iter(expected)
    with path.open("rb") as file:
        for number, wanted in enumerate(left):
            found = file.readline(len(wanted) + 1)
            if found != wanted:
                rest = found + file.read(_LONGEST_REST)
                is_torn = not file.read(1) and _is_torn(rest, _first_bytes(chain([wanted], left), len(rest)))
                kind: Kind = "behind" if is_torn else "apart" if number else _kind_of_header(found)
                return JournalComparison(kind, number, size)
            size += len(found)
        is_ahead = file.readline(_LONGEST_LINE).endswith(b"\n")
        return JournalComparison("ahead" if is_ahead else "same", number + 1, size)


def _first_bytes(lines: Iterable[bytes], count: int) -> bytes:
    """So many bytes of the lines, or a few more; a data file that does not hold may have lines without an end."""
    taken, size = [], 0
    for line in lines:
        if size >= count:
            break
        taken.append(line)
        size += len(line)
    return b"".join(taken)


def _is_torn(rest: bytes, wanted: bytes) -> bool:
    """Whether the end of a file is what a power cut leaves: cut off, or with holes of zeros.

    A file may get its new length before its content, and no line has a zero byte in it.
    """
    if b"\0" not in rest:
        return wanted.startswith(rest)
    rest = rest.rstrip(b"\0")
    return len(rest) <= len(wanted) and all(one in {0, other} for one, other in zip(rest, wanted, strict=False))


def _kind_of_header(line: bytes) -> Kind:
    """What a first line is that is not this data file's: another data file's, or nothing that can be read."""
    try:
        return "foreign" if "desk" in json.loads(line) else "destroyed"
    except (ValueError, TypeError):
        return "destroyed"


def _mark(path: Path) -> tuple[int, int, int, int] | None:
    """What tells the file from another in its place, and from itself once it is written to; None for none."""
    try:
        about = path.stat()
    except FileNotFoundError:
        return None
    return about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns


def drop_torn_line(path: Path) -> None:
    """Remove a last line that was cut off, on disk, because what is written next is not its end."""
    if not path.exists():
        return
    with path.open("rb+") as file:
        content = file.read()
        file.truncate(content.rfind(b"\n") + 1)
        os.fsync(file.fileno())


class JournalSwappedError(Exception):
    """The file at the journal's path is not the one that was written, or somebody else wrote into it."""


class Journal:
    """An open journal; what it holds is on disk when `append` returns."""

    def __init__(self, path: Path, size: int) -> None:
        """Go on after `size` bytes: what is behind them is a torn line, and is overwritten."""
        self._path, self._size = path, size
        self._file: FileIO | None = None
        self._mark = _mark(path)

    def append(self, lines: Iterable[bytes]) -> None:
        """Add lines; raises OSError, and then the next call goes on where this one began.

        Raises JournalSwappedError, and has written nothing, where the file is another than before.
        """
        content = b"".join(lines)
        if self._mark != _mark(self._path):
            raise JournalSwappedError
        file = self._open_file()
        try:
            self._write(file, content)
        finally:
            self._mark = _mark(self._path)

    def _write(self, file: FileIO, content: bytes) -> None:
        file.seek(self._size)
        file.truncate()
        written = 0
        while written < len(content):
            written += file.write(content[written:]) or 0
        os.fsync(file.fileno())
        self._size += len(content)

    def _open_file(self) -> FileIO:
        if self._file is None:
            is_new = not self._path.exists()
            self._file = FileIO(self._path, "xb+" if is_new else "rb+")
            if is_new:
                sync_folder(self._path.parent)
        return self._file

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
