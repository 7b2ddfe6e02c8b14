"""Objects of a PDF file in their written form: reportlab only numbers them and puts them into the file."""

import hashlib
import zlib

from disclosure_desk.writers.pdf.library import PDFObject


class WrittenObject(PDFObject):
    """An object whose written form is known."""

    __RefOnly__ = 1

    def __init__(self, written: bytes) -> None:
        self.written = written

    def format(self, _document: object) -> bytes:
        """The written form; reportlab calls this method by its name."""
        return self.written


class InformationDictionary(WrittenObject):
    """The information dictionary, whose entries are part of the file's identifier."""

    def digest(self, signature: "hashlib._Hash") -> None:
        """Add the entries to the file's identifier; reportlab calls this method by its name."""
        signature.update(self.written)


STREAM_END = b"\r\nendstream\n"
"""How each stream ends: on a line of its own that Length does not count, as ISO 19005 asks."""


def stream(content: bytes, entries: bytes = b"") -> WrittenObject:
    """A stream."""
    return WrittenObject(b"<< %b/Length %d >>\nstream\n%b%b" % (entries, len(content), content, STREAM_END))


def packed(content: bytes, entries: bytes = b"", level: int = 4) -> WrittenObject:
    """A compressed stream; a higher level takes more time."""
    return stream(zlib.compress(content, level), b"/Filter /FlateDecode " + entries)


def packed_outlines(content: bytes) -> WrittenObject:
    """A compressed stream of a font file.

    It is compressed without looking for repetitions: outlines repeat so little that this saves less than a tenth.
    """
    fast = zlib.compressobj(memLevel=9, strategy=zlib.Z_HUFFMAN_ONLY)
    whole = fast.compress(content) + fast.flush()
    return stream(whole, b"/Filter /FlateDecode /Length1 %d " % len(content))
