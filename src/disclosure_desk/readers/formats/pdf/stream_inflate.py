"""The streams of a PDF unpacked within bounds, before the library is let at them: a small file may hold gigabytes."""

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Mapping
from typing import NamedTuple

_FILTER = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|RunLengthDecode|RL|LZWDecode|LZW)\b")
_STEP = 1 << 20
_MOST_FILTERS = 8
_RUN = 64
"""Run lengths and LZW are not unpacked, but taken for so many times as long; office programs use neither."""


class Unpacked(NamedTuple):
    """What a stream holds, its beginning at least, and how long it is: at least, where it is longer than allowed."""

    beginning: bytes
    length: int


def unpacked(head: bytes, content: memoryview, most: int) -> Unpacked:
    """A stream with the dictionary `head`, up to its end or beyond; no more than about `most` bytes are unpacked."""
    packed = bytes(content)
    found = Unpacked(packed, len(packed))
    for name in _FILTER.findall(head)[:_MOST_FILTERS]:
        found = _KINDS[name](found.beginning, most)
    return found


def _flate(packed: bytes, most: int) -> Unpacked:
    parts: list[bytes] = []
    length = 0
    machine = zlib.decompressobj()
    try:
        while packed and not machine.eof and length <= most:
            parts.append(machine.decompress(packed, _STEP))
            length += len(parts[-1])
            packed = machine.unconsumed_tail
    except zlib.error:
        pass  # the library, too, takes what comes before the damage
    return Unpacked(b"".join(parts), length)


def _ascii85(packed: bytes, most: int) -> Unpacked:
    try:
        plain = a85decode(packed[: 2 * most].split(b"~>")[0].strip().removeprefix(b"<~"))
    except ValueError:
        plain = packed
    return Unpacked(plain, len(plain))


def _runs(packed: bytes, _: int) -> Unpacked:
    return Unpacked(packed, len(packed) * _RUN)


_KINDS: Mapping[bytes, Callable[[bytes, int], Unpacked]] = {
    b"FlateDecode": _flate,
    b"Fl": _flate,
    b"ASCII85Decode": _ascii85,
    b"A85": _ascii85,
    b"RunLengthDecode": _runs,
    b"RL": _runs,
    b"LZWDecode": _runs,
    b"LZW": _runs,
}
