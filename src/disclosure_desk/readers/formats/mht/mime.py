"""The parts of a MIME message: split without recursion, for an archive may be broken, huge or nested on purpose."""

import binascii
import quopri
import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

_LONGEST_HEAD = 65_536
_MOST_PARTS, _MOST_NESTED = 5_000, 20
"""Parts of an archive, and parts that have parts: no archive of one page has nearly as many."""

_HEAD_END = re.compile(rb"(?:\A|\r?\n)\r?\n")


class MimeError(ValueError):
    """What was split is no message, or far larger than any."""


class Part(NamedTuple):
    """A part as it was sent, its headers, whatever they say, and where its body starts."""

    sent: bytes
    headers: Message
    start: int

    @property
    def type(self) -> str:
        """The kind of its content, such as text/html."""
        return self.headers.get_content_type()

    def content(self) -> bytes:
        """What was sent; raises MimeError where that is damaged."""
        body = self.sent[self.start :]
        encoding = str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding == "quoted-printable":
            return quopri.decodestring(body)
        if encoding == "base64":
            try:
                return binascii.a2b_base64(body + b"==")
            except binascii.Error as error:
                raise MimeError from error
        return body


def parts(message: bytes) -> Iterator[Part]:
    """The message itself, then all parts in it that have no parts of their own, itself if it has none.

    Raises MimeError.
    """
    waiting = [message]
    found = nested = 0
    while waiting:
        part = _part(waiting.pop())
        if not found:
            yield part
        pieces = _pieces(part)
        found += 1
        nested += bool(pieces)
        if found + len(pieces) > _MOST_PARTS or nested > _MOST_NESTED:
            raise MimeError
        waiting.extend(reversed(pieces))
        if not pieces:
            yield part


def _part(sent: bytes) -> Part:
    """Headers by the old policy, which takes any header as it stands."""
    found = _HEAD_END.search(sent, 0, _LONGEST_HEAD)
    head, start = (sent[: found.start()], found.end()) if found else (b"", 0)
    return Part(sent, BytesHeaderParser(policy=policy.compat32).parsebytes(head), start)


def _pieces(part: Part) -> list[bytes]:
    """What stands behind each of the part's boundaries; nothing if it has none."""
    boundary = part.headers.get_boundary()
    if part.headers.get_content_maintype() != "multipart" or not boundary:
        return []
    try:
        line = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:  # half a character, which a boundary may spell in a character set of its own
        raise MimeError from error
    pieces: list[list[bytes]] = []
    for piece in part.sent.split(line, _MOST_PARTS)[1:]:
        rest, _, sent = piece.partition(b"\n")
        if rest.strip() in {b"", b"--"}:
            pieces.append([sent])
        elif pieces:  # the boundary of an inner part may begin as this one does
            pieces[-1] += (line, piece)
    return [b"".join(piece) for piece in pieces]
