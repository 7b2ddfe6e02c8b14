"""The names of the fonts in a file, read without touching the rest of the file."""

import struct
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont, directory, font_starts

_POSTSCRIPT = 6
_WHOLE, _NAMED = frozenset({4, _POSTSCRIPT}), frozenset({1, 4, _POSTSCRIPT, 16})
"""The kinds of names that belong to one style alone, and with them those of whole families."""
_LONGEST = 1 << 17
"""A table of names has 16-bit offsets and is no longer than this."""
_MOST_NAMES, _LONGEST_NAME = 1000, 512
"""More names, or longer ones, are no names."""
_MAC, _WINDOWS, _WINDOWS_CHINESE = 1, 3, 3
_NO_KEY = lazy_pattern(r"[^A-Za-z0-9_.-]+")
_LONGEST_KEY = 60


class FontNames(NamedTuple):
    """The names of a font in lower case.

    whole: those that no other style of its family has; families: those it may share with others; key: a plain name
    that a PDF can hold.
    """

    whole: frozenset[str]
    families: frozenset[str]
    key: str


def names_in(path: str) -> tuple[FontNames, ...]:
    """The names of each font of a file, in the file's order; none if it is no font."""
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs more than the reading
            read = _reader(file)
            return tuple(_names(read, start) for start in font_starts(read))
    except (OSError, UnusableFont, struct.error):
        return ()


def _reader(file: BinaryIO) -> Callable[[int, int], bytes]:
    """A Reader of a file that keeps the first kilobyte, where most of what is asked for is."""
    head = file.read(1024)

    def read(start: int, length: int) -> bytes:
        if start + length <= len(head):
            return head[start : start + length]
        file.seek(start)
        return file.read(length)

    return read


def _names(read: Callable[[int, int], bytes], start: int) -> FontNames:
    """The names of the font that begins there."""
    place, length = directory(read, start).get(b"name", (0, 0))
    whole: set[str] = set()
    families: set[str] = set()
    keys: set[str] = set()
    for kind, name in _entries(read(place, min(length, _LONGEST))):
        (whole if kind in _WHOLE else families).add(name.strip().casefold())
        if kind == _POSTSCRIPT:
            keys.add(_NO_KEY.sub("", name)[:_LONGEST_KEY])
    return FontNames(frozenset(whole), frozenset(families), min(keys, default="") or "Face")


def _entries(table: bytes) -> Iterator[tuple[int, str]]:
    """The names that matter, each with its kind; those for old Macintoshes only repeat them and are skipped."""
    if not table:
        return
    _, count, texts = struct.unpack_from(">3H", table)
    records = table[6 : 6 + 12 * min(count, _MOST_NAMES)]
    for platform, encoding, _, kind, length, offset in struct.iter_unpack(">6H", records[: len(records) // 12 * 12]):
        if kind in _NAMED and platform != _MAC and length <= _LONGEST_NAME:
            text = table[texts + offset : texts + offset + length]
            if (platform, encoding) == (_WINDOWS, _WINDOWS_CHINESE):  # old Chinese fonts write GB 18030, with zeros
                yield kind, text.replace(b"\0", b"").decode("gb18030", "replace")
            else:
                yield kind, text.decode("utf-16-be", "replace")
