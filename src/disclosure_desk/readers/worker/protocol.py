"""The messages between the window and the reading process: frames of a kind (one byte), a length and so many bytes.

The window sends CONTENT or FETCH first, and after that, to a process that draws, a DRAW for each page it wants. The
process answers with PROGRESS and at last READING or REFUSED; or with SIZES, and an IMAGE or NO_IMAGE for each DRAW.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_HEADER = struct.Struct(">cQ")
_MOST_BYTES = 400_000_000

CONTENT, FETCH, DRAW = b"C", b"F", b"D"
"""From the window: the bytes of a file, or its path; a page to draw, as PAGE_REQUEST."""

PROGRESS, READING, REFUSED, SIZES, IMAGE, NO_IMAGE = b"P", b"R", b"E", b"S", b"I", b"N"
"""From the process, which also answers a FETCH with the CONTENT of the file."""

PAGE_REQUEST = struct.Struct(">Id")
"""What is in DRAW: the page (from 0), and dots an inch."""

PAGE_SIZE = struct.Struct(">dd")
"""What is in SIZES for each page: width and height in points."""

IMAGE_HEADER = struct.Struct(">IdIII")
"""What is in IMAGE before the pixels: the page, dots an inch, width, height and bytes a line; pixels are BGR."""


class ProtocolError(ValueError):
    """What came is no frame."""


class ProtocolFrame(NamedTuple):
    """One message."""

    kind: bytes
    body: bytes


def write_frame(stream: BinaryIO, kind: bytes, body: bytes = b"") -> None:
    """Send a message at once."""
    stream.write(encode_frame(kind, body))
    stream.flush()


def encode_frame(kind: bytes, body: bytes = b"") -> bytes:
    """Return a message as bytes."""
    return _HEADER.pack(kind, len(body)) + body


def read_frame(stream: BinaryIO) -> ProtocolFrame | None:
    """Wait for the next message of a stream and return it; None where the stream ends."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    kind, length = _HEADER.unpack(header)
    body = stream.read(length)
    return ProtocolFrame(kind, body) if len(body) == length else None


class FrameDecoder:
    """Puts messages together from bytes that come in chunks."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> Iterator[ProtocolFrame]:
        """Take a chunk, and yield the messages that are complete now. Raise ProtocolError for what is none."""
        self._buffer += chunk
        while len(self._buffer) >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._buffer)
            if length > _MOST_BYTES:
                raise ProtocolError(length)
            end = _HEADER.size + length
            if len(self._buffer) < end:
                return
            frame = ProtocolFrame(kind, bytes(self._buffer[_HEADER.size : end]))
            del self._buffer[:end]
            yield frame
