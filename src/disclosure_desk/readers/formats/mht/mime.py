"""Splits a MIME message into its parts, without recursion: an archive may be broken, huge or nested on purpose."""

import binascii
import quopri
import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesHeaderParser
from typing import NamedTuple

_LONGEST_HEADERS = 65_536
_MOST_PARTS, _MOST_NESTED = 5_000, 20
"""Parts of an archive, and parts that have parts: no archive of one page has nearly as many."""

_HEADERS_END = re.compile(rb"(?:\A|\r?\n)\r?\n")


class MimeError(ValueError):
    """What was split is no message, or far larger than any."""


class MimePart(NamedTuple):
    """A part as it was sent, its headers, and where its body starts."""

    source: bytes
    headers: Message
    start: int

    @property
    def type(self) -> str:
        """The type of its content, such as text/html."""
        return self.headers.get_content_type()

    def content(self) -> bytes:
        """Return the decoded body. Raise MimeError where it is damaged."""
        body = self.source[self.start :]
        encoding = str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding == "quoted-printable":
            return quopri.decodestring(body)
        if encoding == "base64":
            try:
                return binascii.a2b_base64(body + b"==")
            except binascii.Error as error:
                raise MimeError from error
        return body


def message_parts(message: bytes) -> Iterator[MimePart]:
    """Yield the message itself, then all parts in it that have no parts of their own, itself if it has none.

    Raise MimeError.
    """
    waiting = [message]
    found = nested = 0
    while waiting:
        part = _parsed(waiting.pop())
        if not found:
            yield part
        sources = _part_sources(part)
        found += 1
        nested += bool(sources)
        if found + len(sources) > _MOST_PARTS or nested > _MOST_NESTED:
            raise MimeError
        waiting.extend(reversed(sources))
        if not sources:
            yield part


def _parsed(source: bytes) -> MimePart:
    found = _HEADERS_END.search(source, 0, _LONGEST_HEADERS)
    headers, start = (source[: found.start()], found.end()) if found else (b"", 0)
    # The old policy takes any header as it is; the new one raises for some.
    return MimePart(source, BytesHeaderParser(policy=policy.compat32).parsebytes(headers), start)


def _part_sources(part: MimePart) -> list[bytes]:
    """Return what follows each of the part's boundaries; nothing if it has none."""
    boundary = part.headers.get_boundary()
    if part.headers.get_content_maintype() != "multipart" or not boundary:
        return []
    try:
        delimiter = b"\n--" + boundary.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as error:  # half a character, which a boundary may spell in a character set of its own
        raise MimeError from error
    sources: list[list[bytes]] = []
    for chunk in part.source.split(delimiter, _MOST_PARTS)[1:]:
        rest, _, source = chunk.partition(b"\n")
        if rest.strip() in {b"", b"--"}:
            sources.append([source])
        elif sources:  # the boundary of an inner part may begin as this one does
            sources[-1] += (delimiter, chunk)
    return [b"".join(source) for source in sources]
