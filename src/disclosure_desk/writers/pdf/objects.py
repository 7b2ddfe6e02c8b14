"""Objects of a PDF file written as they stand: reportlab numbers them, and need not take them apart again."""

import hashlib
import zlib

from disclosure_desk.writers.pdf.library import PDFObject

_PLAIN = (" ", "~"), ("\xa0", "\ud7ff"), ("\ue000", "\ufffd"), ("\U00010000", "\U0010ffff")
"""The first and last of the characters that XML can hold and a line of text may have."""
_SIGNS_IN_NAMES = b"+,._-"
_LONGEST_NAME = 127
"""No name may have more bytes in an archived file."""


class Plain(PDFObject):
    """An object whose written form is known."""

    __RefOnly__ = 1

    def __init__(self, written: bytes) -> None:
        self.written = written

    def format(self, _document: object) -> bytes:
        """What stands in the file; reportlab calls it so."""
        return self.written


class Information(Plain):
    """What a document says about itself, which is part of its fingerprint."""

    def digest(self, signature: "hashlib._Hash") -> None:
        """Take part in the fingerprint; reportlab calls it so."""
        signature.update(self.written)


def stream(content: bytes, entries: bytes = b"") -> Plain:
    """A stream whose length is told right and whose end stands on its own line, as archives ask."""
    return Plain(b"<< %b/Length %d >>\nstream\n%b\nendstream\n" % (entries, len(content), content))


def packed(content: bytes, entries: bytes = b"") -> Plain:
    """A stream with its content packed."""
    return stream(zlib.compress(content, 4), b"/Filter /FlateDecode " + entries)


def packed_outlines(content: bytes) -> Plain:
    """A font file packed as fast as can be: outlines repeat so little that looking for it saves not a tenth."""
    fast = zlib.compressobj(memLevel=9, strategy=zlib.Z_HUFFMAN_ONLY)
    whole = fast.compress(content) + fast.flush()
    return stream(whole, b"/Filter /FlateDecode /Length1 %d " % len(content))


def plain(text: str) -> str:
    """Text without the characters that XML, and so a document's description of itself, cannot hold."""
    return "".join(sign if any(first <= sign <= last for first, last in _PLAIN) else " " for sign in text)


def text_string(text: str) -> bytes:
    """Text in any script as a string object."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()


def name(text: str) -> bytes:
    """A name object; one that is too long loses its end."""
    written, length = "/", 0
    for letter in text:
        length += len(letter.encode())
        if length > _LONGEST_NAME:
            break
        written += "".join(map(_in_name, letter.encode()))
    return written.encode()


def _in_name(byte: int) -> str:
    return chr(byte) if bytes([byte]).isalnum() or byte in _SIGNS_IN_NAMES else f"#{byte:02X}"
