"""The bytes of a file: reportlab's objects one by one, those of the structure packed, and where each of them lies.

A report has some five hundred elements of structure. Written like other objects they would take 90 kB; in compressed
object streams (ISO 32000-1, 7.5.7) they take 5. All other objects stay readable without unpacking anything.
"""

from collections.abc import Sequence
from typing import Any

from disclosure_desk.writers.pdf.objects import packed

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PER_STREAM = 1000
"""How many objects are packed into one stream."""
_FREE, _APART, _PACKED = b"\0%b\xff\xff" % bytes(4), b"\1%b\0\0", b"\2%b%b"
"""Entries of the cross-reference stream: a kind, four bytes of a place or a number, two of an index."""


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
    number = 0
    while number < document.objectcounter:  # which grows while objects are written
        number += 1
        if number in document.numberToId:
            body.add(number, document.idToObject[document.numberToId[number]].format(document))
    for start in range(0, len(structure), _PER_STREAM):
        number += 1
        body.add_packed(number, first + start, structure[start : start + _PER_STREAM])
    root, info = (document.Reference(one).format(document) for one in (document.Catalog, document.info))
    return body.finish(number + 1, root, info, document.signature.hexdigest().encode())


class _FileBody:
    """A file while it is written."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._length = len(_HEADER)
        self._places = [_FREE]
        """The entry of each number in the cross-reference stream."""

    def add(self, number: int, content: bytes) -> None:
        """Write an object of its own."""
        self._note(number, _APART % self._length.to_bytes(4))
        self._write(b"%d 0 obj\n%b%bendobj\n" % (number, content, b"" if content.endswith(b"\n") else b"\n"))

    def add_packed(self, number: int, first: int, objects: Sequence[bytes]) -> None:
        """Write objects numbered from `first` on into one stream, which begins with the number and place of each."""
        index, place = [], 0
        for within, content in enumerate(objects):
            index.append(b"%d %d" % (first + within, place))
            place += len(content) + 1
            self._note(first + within, _PACKED % (number.to_bytes(4), within.to_bytes(2)))
        head = b" ".join(index) + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d " % (len(objects), len(head))
        self.add(number, packed(head + b"\n".join(objects), entries, level=7).written)

    def finish(self, number: int, root: bytes, info: bytes, identifier: bytes) -> bytes:
        """Write the cross-reference stream, which says where to begin, and return the whole."""
        start = self._length
        self._note(number, _APART % start.to_bytes(4))
        entries = b"/Type /XRef /Size %d /W [1 4 2] /Root %b /Info %b /ID [<%b> <%b>] " % (
            *(number + 1, root, info),
            *(identifier, identifier),
        )
        self._write(b"%d 0 obj\n%bendobj\n" % (number, packed(b"".join(self._places), entries).written))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _note(self, number: int, entry: bytes) -> None:
        self._places += [_FREE] * (number + 1 - len(self._places))
        self._places[number] = entry

    def _write(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)
