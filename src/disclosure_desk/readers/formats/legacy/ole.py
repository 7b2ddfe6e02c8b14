"""The names at the top of an old office file, which is a file system of its own: they tell what it holds."""

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
"""From here on a number of a sector means that there is none."""

_TABLE_PLACES = 109
"""So many sectors of the table of sectors are named in the head: for a file of 7 MB, and its directory lies early."""

_ENTRY = 128
_SIZES = {9: 512, 12: 4096}
"""How large sectors are, by the number that tells it."""

_MOST_SECTORS = 2_000
_NO_SIBLING = 0xFFFFFFFF


def top_names(content: bytes) -> frozenset[str]:
    """The names of what stands at the top, not of what is embedded; none where the file is broken."""
    try:
        entries = list(_entries(content))
        return frozenset(_names(entries, _child(entries[0])))
    except (struct.error, LookupError):
        return frozenset()


def _entries(content: bytes) -> Iterator[bytes]:
    """The entries of the directory, sector by sector."""
    (power,) = struct.unpack_from("<H", content, 30)
    size = _SIZES[power]
    (sector,) = struct.unpack_from("<I", content, 48)
    tables = struct.unpack_from(f"<{_TABLE_PLACES}I", content, 76)
    for _ in range(_MOST_SECTORS):
        if sector >= _FREE:
            return
        start = (sector + 1) * size
        for place in range(start, start + size, _ENTRY):
            yield content[place : place + _ENTRY]
        table, place = divmod(sector, size // 4)
        (sector,) = struct.unpack_from("<I", content, (tables[table] + 1) * size + 4 * place)


def _child(entry: bytes) -> int:
    return int(struct.unpack_from("<I", entry, 76)[0])


def _names(entries: list[bytes], first: int) -> Iterator[str]:
    """The names of an entry and all its siblings."""
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
