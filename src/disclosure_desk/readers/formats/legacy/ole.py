"""The names at the top of an old office file, which is a file system of its own (OLE): they tell what it holds."""

import struct
from collections.abc import Iterator, Sequence

_NO_SECTOR = 0xFFFFFFFA
"""From here on a sector's number means that there is none."""

_TABLE_SECTORS = 109
"""Sectors of the sector table that the header names: enough for a file of 7 MB, whose directory is near its start."""

_ENTRY_SIZE = 128
_SECTOR_SIZES = {9: 512, 12: 4096}
"""The size of sectors by the power of two that the header gives."""

_MOST_SECTORS = 2_000
_NO_SIBLING = 0xFFFFFFFF


def top_level_names(content: bytes) -> frozenset[str]:
    """Return the names at the top, without those of embedded objects; none if the file is broken."""
    try:
        entries = list(_directory_entries(content))
        (first_child,) = struct.unpack_from("<I", entries[0], 76)
        return frozenset(_sibling_names(entries, first_child))
    except (struct.error, LookupError):
        return frozenset()


def _directory_entries(content: bytes) -> Iterator[bytes]:
    (power,) = struct.unpack_from("<H", content, 30)
    size = _SECTOR_SIZES[power]
    (sector,) = struct.unpack_from("<I", content, 48)
    table_sectors = struct.unpack_from(f"<{_TABLE_SECTORS}I", content, 76)
    for _ in range(_MOST_SECTORS):
        if sector >= _NO_SECTOR:
            return
        start = (sector + 1) * size
        for offset in range(start, start + size, _ENTRY_SIZE):
            yield content[offset : offset + _ENTRY_SIZE]
        table, index = divmod(sector, size // 4)
        (sector,) = struct.unpack_from("<I", content, (table_sectors[table] + 1) * size + 4 * index)


def _sibling_names(entries: Sequence[bytes], first: int) -> Iterator[str]:
    """Yield the names of an entry and all its siblings, which a broken file may list in circles."""
    waiting, seen = [first], set[int]()
    while waiting:
        number = waiting.pop()
        if number == _NO_SIBLING or number in seen:
            continue
        seen.add(number)
        entry = entries[number]
        (length,) = struct.unpack_from("<H", entry, 64)
        yield entry[: min(length, 64)].decode("utf-16-le", "replace").rstrip("\0")
        waiting += struct.unpack_from("<II", entry, 68)
