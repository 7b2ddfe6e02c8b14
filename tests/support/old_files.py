"""The outlines of old office files: a head, a table of sectors and a directory, all else left out."""

import struct

_NONE = 0xFFFFFFFF
_END = 0xFFFFFFFE


def old_file(*names: str, embedded: str = "") -> bytes:
    """A file with these names at its top, each the sibling of the one before, and one embedded in the last."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<H", head, 30, 9)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<109I", head, 76, 0, *[_NONE] * 108)
    entries = [_entry("Root Entry", child=1)]
    for number, name in enumerate(names, 1):
        is_last = number == len(names)
        child = number + 1 if is_last and embedded else _NONE
        entries.append(_entry(name, sibling=_NONE if is_last else number + 1, child=child))
    if embedded:
        entries.append(_entry(embedded))
    sectors = -(-len(entries) // 4)
    chain = [0xFFFFFFFD, *range(2, sectors + 1), _END]
    table = struct.pack("<128I", *chain, *[_NONE] * (128 - len(chain)))
    return bytes(head) + table + b"".join(entries).ljust(512 * sectors, b"\0")


def _entry(name: str, sibling: int = _NONE, child: int = _NONE) -> bytes:
    wide = name.encode("utf-16-le")
    fields = struct.pack("<HBBIII", len(wide) + 2, 2, 1, _NONE, sibling, child)
    return (wide.ljust(64, b"\0") + fields).ljust(128, b"\0")
