"""The bytes of a file: its streams one by one, all other objects packed, and where each of them lies.

A report has some five hundred objects that are no streams, nearly all of them elements of its structure. One by one
they would take 100 kB; in compressed object streams (ISO 32000-1, 7.5.7) they take 8.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from typing import Any

from disclosure_desk.writers.pdf.objects import STREAM_END, packed

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PER_STREAM = 1000
"""How many objects are packed into one stream."""
_FREE, _APART = b"\0%b\xff\xff" % bytes(4), b"\1%b\0\0"
"""Entries of the cross-reference stream: a kind, four bytes of a place or a number, two of an index."""
_INDEXES = [index.to_bytes(2) for index in range(_PER_STREAM)]
_AS_DIFFERENCES = b"/DecodeParms << /Predictor 12 /Columns 7 >> "
"""Each entry is written as its difference from the one before, which is nearly always the same: it packs to a third."""
_UP = b"\2"
"""Begins a row that is written so."""
_MODULO = bytes(range(256))
"""Each byte, and each negative number of one, at the place of its own value."""


def reserve(document: Any, count: int) -> int:  # noqa: ANN401 - reportlab's document, which its stubs do not name
    """The first of so many numbers of objects, which reportlab's document then gives to no object of its own."""
    first: int = document.objectcounter + 1
    document.objectcounter += count
    return first


def whole_file(document: Any, first: int, structure: Sequence[bytes]) -> bytes:  # noqa: ANN401 - as above
    """The file of reportlab's document, with the objects of the structure under the reserved numbers from `first` on.

    WORKAROUND(reportlab 5.1.0): PDFDocument.format knows no object streams and no cross-reference stream, and breaks
    off at the first number that is reserved.
    """
    body = _FileBody()
    packed_objects = [*enumerate(structure, first)]
    number = 0
    while number < document.objectcounter:  # which grows while objects are written
        number += 1
        if number in document.numberToId:
            content = document.idToObject[document.numberToId[number]].format(document)
            if content.endswith(STREAM_END):
                body.add(number, content)
            else:
                packed_objects.append((number, content))
    for start in range(0, len(packed_objects), _PER_STREAM):
        number += 1
        body.add_packed(number, packed_objects[start : start + _PER_STREAM])
    root, info = (document.Reference(one).format(document) for one in (document.Catalog, document.info))
    return body.finish(number + 1, root, info, document.signature.hexdigest().encode())


class _FileBody:
    """A file while it is written."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._entries: dict[int, bytes] = {}
        """The entry of each number in the cross-reference stream."""

    def add(self, number: int, content: bytes) -> None:
        """Write an object of its own."""
        self._entries[number] = _APART % self._length.to_bytes(4)
        self._write(b"%d 0 obj\n%b%bendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n"))

    def add_packed(self, number: int, objects: Sequence[tuple[int, bytes]]) -> None:
        """Write objects with their numbers into one stream, which begins with the number and place of each."""
        numbers, contents = zip(*objects, strict=True)
        places = accumulate([len(content) + 1 for content in contents], initial=0)
        head = b" ".join([b"%d %d" % one for one in zip(numbers, places, strict=False)]) + b"\n"
        stream = b"\2" + number.to_bytes(4)
        self._entries.update(zip(numbers, [stream + index for index in _INDEXES], strict=False))
        entries = b"/Type /ObjStm /N %d /First %d " % (len(contents), len(head))
        self.add(number, packed(head + b"\n".join(contents), entries, level=5).written)

    def finish(self, number: int, root: bytes, info: bytes, identifier: bytes) -> bytes:
        """Write the cross-reference stream, which says where to begin, and return the whole."""
        start = self._length
        self._entries[number] = _APART % start.to_bytes(4)
        entries = _AS_DIFFERENCES + b"/Type /XRef /Size %d /W [1 4 2] /Root %b /Info %b /ID [<%b> <%b>] " % (
            *(number + 1, root, info),
            *(identifier, identifier),
        )
        rows = _as_differences(b"".join([self._entries.get(one, _FREE) for one in range(number + 1)]))
        self._write(b"%d 0 obj\n%bendobj\n" % (number, packed(rows, entries).written))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)


def _as_differences(entries: bytes) -> bytes:
    """Entries in rows, each as its differences from the row before, byte by byte and modulo 256."""
    width = len(_FREE)
    apart = bytes(map(_MODULO.__getitem__, map(sub, entries, bytes(width) + entries)))
    return b"".join([_UP + apart[start : start + width] for start in range(0, len(apart), width)])
