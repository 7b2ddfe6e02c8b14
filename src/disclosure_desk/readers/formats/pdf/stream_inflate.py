"""Inflates the streams of a PDF within bounds, before the library opens it: a small file may hold gigabytes."""

import re
import zlib
from base64 import a85decode
from collections.abc import Callable, Mapping
from typing import NamedTuple

_FILTER = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|RunLengthDecode|RL|LZWDecode|LZW)\b")
_CHUNK = 1 << 20
_MOST_FILTERS = 8
_ASSUMED_RATIO = 64
"""Run lengths and LZW are not inflated, but taken for so many times as long; office programs use neither."""


class InflatedStream(NamedTuple):
    """The beginning of a stream, and its length; of one that is longer than allowed, a length beyond the limit."""

    beginning: bytes
    length: int


def inflate_stream(head: bytes, content: memoryview, most: int) -> InflatedStream:
    """Return a stream with the dictionary `head`, inflated to no more than about `most` bytes."""
    packed = bytes(content)
    inflated = InflatedStream(packed, len(packed))
    for name in _FILTER.findall(head)[:_MOST_FILTERS]:
        inflated = _DECODERS[name](inflated.beginning, most)
    return inflated


def _flate(packed: bytes, most: int) -> InflatedStream:
    parts: list[bytes] = []
    length = 0
    decompressor = zlib.decompressobj()
    try:
        while packed and not decompressor.eof and length <= most:
            parts.append(decompressor.decompress(packed, _CHUNK))
            length += len(parts[-1])
            packed = decompressor.unconsumed_tail
    except zlib.error:
        pass  # the library, too, takes what comes before the damage
    return InflatedStream(b"".join(parts), length)


def _ascii85(packed: bytes, most: int) -> InflatedStream:
    try:
        plain = a85decode(packed[: 2 * most].split(b"~>")[0].strip().removeprefix(b"<~"))
    except ValueError:
        plain = packed
    return InflatedStream(plain, len(plain))


def _assumed(packed: bytes, _: int) -> InflatedStream:
    return InflatedStream(packed, len(packed) * _ASSUMED_RATIO)


_DECODERS: Mapping[bytes, Callable[[bytes, int], InflatedStream]] = {
    b"FlateDecode": _flate,
    b"Fl": _flate,
    b"ASCII85Decode": _ascii85,
    b"A85": _ascii85,
    b"RunLengthDecode": _assumed,
    b"RL": _assumed,
    b"LZWDecode": _assumed,
    b"LZW": _assumed,
}
