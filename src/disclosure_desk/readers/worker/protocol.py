"""How the desk and its reading process talk: frames of a kind, a length and so many bytes."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEAD = struct.Struct(">cQ")
_MOST_BYTES = 400_000_000

CONTENT, FETCH, DRAW = b"C", b"F", b"D"
"""What the desk sends: the bytes of a file, or where it lies; a page to draw, as number and dots an inch."""
PROGRESS, READING, REFUSED, SIZES, IMAGE, NO_IMAGE = b"P", b"R", b"E", b"S", b"I", b"N"
"""What comes back, beside the CONTENT that was fetched."""
ORDER, SIZE, PICTURE = struct.Struct(">Id"), struct.Struct(">dd"), struct.Struct(">IdIII")
"""What is in DRAW: page and dots an inch; in SIZES for each page: width and height in points; in IMAGE: page, dots an
inch, width, height and bytes a line, which blue, green, red follow."""


class FrameError(ValueError):
    """What came is no frame: the other side is out of its mind."""


class Frame(NamedTuple):
    """One message."""

    kind: bytes
    body: bytes


def write_frame(stream: BinaryIO, kind: bytes, body: bytes = b"") -> None:
    """Send a message at once."""
    stream.write(framed(kind, body))
    stream.flush()


def framed(kind: bytes, body: bytes = b"") -> bytes:
    """A message as bytes."""
    return _HEAD.pack(kind, len(body)) + body


def read_frame(stream: BinaryIO) -> Frame | None:
    """The next message of a stream that waits; None where it ends."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    body = stream.read(length)
    return Frame(kind, body) if len(body) == length else None


class Frames:
    """Messages out of bytes that come piece by piece."""

    def __init__(self) -> None:
        self._held = bytearray()

    def take(self, piece: bytes) -> Iterator[Frame]:
        """The messages that are whole now; raises FrameError for what is none."""
        self._held += piece
        while len(self._held) >= _HEAD.size:
            kind, length = _HEAD.unpack_from(self._held)
            if length > _MOST_BYTES:
                raise FrameError(length)
            end = _HEAD.size + length
            if len(self._held) < end:
                return
            frame = Frame(kind, bytes(self._held[_HEAD.size : end]))
            del self._held[:end]
            yield frame
