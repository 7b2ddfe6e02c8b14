"""A file without its compression: what deflate writes differs between libraries, and what was compressed does not.

So a file that was made on another computer can be compared with one that is made here.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

_STREAM = re.compile(rb"/Length (\d+) >>\nstream\n")
"""How the PDF writer begins a stream; another's PDF is compared as it is."""
_IDENTIFIER = re.compile(rb"/ID \[<[0-9a-f]*> <[0-9a-f]*>\]")
_START = re.compile(rb"startxref\n(\d+)\n")
_DIFFERENCES = b"/Predictor 12 /Columns 7 >>"
"""How the PDF writer says that each entry of a table is written as its difference from the one before."""
_PLACE = slice(1, 5)
_ENTRY, _APART, _UP = 7, 1, 2
_MOST_BYTES = 64_000_000
_LOCAL, _LENGTHS, _END = 30, 26, 22
"""How long the head of a member of a zip file is without its name, where in it lengths begin; how long the end is."""


def unpacked(content: bytes, ending: str) -> tuple[bytes, ...]:
    """The parts of a PDF, an OFD, a Word file or a workbook before anything is compressed; of another file the file."""
    try:
        if ending == ".pdf":
            return tuple(_pdf_parts(content))
        if ending in {".docx", ".xlsx", ".ofd"}:
            return tuple(_members(content))
    except (ValueError, LookupError, RuntimeError, OSError, EOFError, BadZipFile, struct.error, zlib.error):
        pass  # it is none, and so not what is made here
    return (content,)


def _members(content: bytes) -> Iterator[bytes]:
    """What a zip file holds; raises ValueError where there is more around it, or it is packed otherwise."""
    with ZipFile(BytesIO(content)) as archive:
        yield archive.comment
        end = 0
        for member in archive.infolist():
            if member.header_offset != end or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise ValueError(member.header_offset, member.compress_type)
            end += _LOCAL + sum(struct.unpack_from("<2H", content, end + _LENGTHS)) + member.compress_size
            yield member.filename.encode()
            if member.file_size > _MOST_BYTES:
                raise ValueError(member.file_size)
            yield archive.read(member)
    *lengths, start, comment = struct.unpack_from("<4x4xHHIIH", content, len(content) - _END)
    if (start, start + lengths[-1] + _END, comment) != (end, len(content), 0):
        raise ValueError(comment)


def _pdf_parts(content: bytes) -> Iterator[bytes]:
    """What stands between the streams, and each stream; for the places of the objects whether they are right."""
    place = 0
    for found in _STREAM.finditer(content):
        if found.start() < place:
            continue  # within a stream
        head = content[place : found.start()]
        end = found.end() + int(found[1])
        entries = head[head.rindex(b" obj\n") :]
        data = content[found.end() : end]
        if b"/FlateDecode" in entries:
            data = _inflated(data)
        if _DIFFERENCES in entries:
            data = _summed_up(data)
        if b"/Type /XRef" in entries:
            head, data = _IDENTIFIER.sub(b"", head), b"".join(_places(content, data))
        yield head
        yield data
        place = end
    yield _START.sub(lambda found: b"%d" % _is_object(content, int(found[1])), content[place:])


def _inflated(data: bytes) -> bytes:
    packed = zlib.decompressobj()
    content = packed.decompress(data, _MOST_BYTES)
    if not packed.eof or packed.unused_data:
        raise ValueError("not one whole stream")
    return content


def _summed_up(rows: bytes) -> bytes:
    """The entries of a table of differences; raises ValueError if a row is written in another way."""
    table, width = bytearray(_ENTRY), _ENTRY + 1
    for start in range(0, len(rows), width):
        way, *apart = rows[start : start + width]
        if way != _UP:
            raise ValueError(f"row of kind {way}")
        table += bytes((then + more) & 0xFF for then, more in zip(table[-_ENTRY:], apart, strict=True))
    return bytes(table[_ENTRY:])


def _places(content: bytes, table: bytes) -> Iterator[bytes]:
    """The entries of a cross-reference stream; of an object apart, whether it is where the entry says."""
    for number, start in enumerate(range(0, len(table), _ENTRY)):
        entry = table[start : start + _ENTRY]
        is_apart = entry[0] == _APART
        right = b"%d 0 obj\n" % number
        yield b"%d" % content.startswith(right, int.from_bytes(entry[_PLACE])) if is_apart else entry


def _is_object(content: bytes, place: int) -> bool:
    return re.match(rb"\d+ 0 obj\n", content[place : place + 20]) is not None
