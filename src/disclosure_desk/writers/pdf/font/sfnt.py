"""The outer structure of a font file: which fonts it holds, and where the tables of each font are."""

import struct
from collections.abc import Callable

Reader = Callable[[int, int], bytes]
"""Returns the bytes of a file from a start on, of a length; fewer where the file ends."""

_TRUETYPE, _COLLECTION = (b"\0\1\0\0", b"true", b"OTTO"), b"ttcf"
_MOST_FACES, _MOST_TABLES = 64, 128


class UnusableFont(ValueError):  # noqa: N818 - named by what is wrong, like the other refusals
    """A font that cannot be embedded; the message is the rest of a sentence that begins with the font's name."""

    def __init__(self, reason: str = "的文件已损坏") -> None:
        super().__init__(reason)


def font_starts(read: Reader) -> tuple[int, ...]:
    """Where each font of a file begins; a collection has several."""
    head = read(0, 12)
    if head[:4] != _COLLECTION:
        return (0,)
    if len(head) < 12:  # noqa: PLR2004 - the length just asked for
        raise UnusableFont
    count = min(struct.unpack_from(">L", head, 8)[0], _MOST_FACES)
    offsets = read(12, 4 * count)
    return struct.unpack(f">{len(offsets) // 4}L", offsets[: len(offsets) // 4 * 4])


def directory(read: Reader, start: int) -> dict[bytes, tuple[int, int]]:
    """The start and the length of each table of a font, as the file states them."""
    head = read(start, 12)
    if len(head) < 12 or head[:4] not in _TRUETYPE:  # noqa: PLR2004 - the length just asked for
        raise UnusableFont
    count = min(struct.unpack_from(">H", head, 4)[0], _MOST_TABLES)
    entries = read(start + 12, 16 * count)
    whole = entries[: len(entries) // 16 * 16]
    return {tag: (offset, length) for tag, _, offset, length in struct.iter_unpack(">4sLLL", whole)}
