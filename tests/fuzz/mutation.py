"""What is done to a file: bytes flipped, cut, doubled, spliced, words put in; archives also from within."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from random import Random
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from seeds import TOKENS, seeds

_LIMITS = (b"0", b"-1", b"99999999999", b"2147483648", b"65536", b"1e400", b"0.0000001", b"-", b"")
_RAW = frozenset(("zip", "office"))
_PACKED = frozenset(("docx", "xlsx", "ofd", "zip"))


class Run(NamedTuple):
    """One run: the file, and after how many calls of progress it is called off (None: never)."""

    content: bytes
    calls: int | None


def run(reader: str, seed: int, number: int) -> Run:
    """The run of that number; the same for the same three."""
    random = Random(f"{reader} {seed} {number}")  # noqa: S311 - the same file for the same number
    content = random.choice(seeds(reader))
    change = _packed if reader in _PACKED and random.random() < 0.85 else _bytes
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        content = change(content, reader, random)
    return Run(content, random.randrange(4) if random.random() < 0.05 else None)


def _bytes(content: bytes, reader: str, random: Random) -> bytes:
    return random.choice(_CHANGES)(content, reader, random)


def _span(content: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    longest = random.choice((1, 4, 40, 400, 4000))
    return start, min(len(content), start + random.randrange(1, longest + 1))


def _flip(content: bytes, _: str, random: Random) -> bytes:
    changed = bytearray(content)
    for _place in range(random.choice((1, 2, 8, 30)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(content: bytes, _: str, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:start] + content[end:]


def _end(content: bytes, _: str, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _double(content: bytes, _: str, random: Random) -> bytes:
    start, end = _span(content, random)
    return content[:end] + content[start:end] * random.choice((1, 1, 2, 20)) + content[end:]


def _move(content: bytes, _: str, random: Random) -> bytes:
    start, end = _span(content, random)
    rest = content[:start] + content[end:]
    place = random.randrange(len(rest) + 1)
    return rest[:place] + content[start:end] + rest[place:]


def _splice(content: bytes, reader: str, random: Random) -> bytes:
    other = random.choice(seeds(reader))
    start, end = _span(other, random)
    place, until = _span(content, random)
    return content[:place] + other[start:end] + content[until if random.random() < 0.5 else place :]


def _token(content: bytes, reader: str, random: Random) -> bytes:
    token = random.choice(TOKENS[reader])
    place = random.randrange(len(content) + 1)
    return content[:place] + token.encode("latin-1" if reader in _RAW else "utf-8") + content[place:]


def _number(content: bytes, _: str, random: Random) -> bytes:
    found = list(re.finditer(rb"\d+", content))
    if not found:
        return content
    one = random.choice(found)
    return content[: one.start()] + random.choice(_LIMITS) + content[one.end() :]


_Change = Callable[[bytes, str, Random], bytes]
_CHANGES: tuple[_Change, ...] = (_flip, _cut, _end, _double, _move, _splice, _token, _token, _number, _number)


def _packed(content: bytes, reader: str, random: Random) -> bytes:
    """An archive with one of its files changed, gone, twice there, or swollen."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            files = [(name, packed.read(name)) for name in packed.namelist()]
    except (BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return _bytes(content, reader, random)
    if not files:
        return content
    place = random.randrange(len(files))
    name, inside = files[place]
    kind = random.random()
    if kind < 0.85:
        files[place] = (name, _bytes(inside, reader, random))
    elif kind < 0.9:
        del files[place]
    elif kind < 0.94:
        files[place] = (random.choice(("../x", "word/document.xml", "xl/workbook.xml", "a" * 300)), inside)
    elif kind < 0.98:
        files[place] = (name, random.choice(seeds("text")))
    else:
        files[place] = (name, inside + random.choice((b" ", b"\0", b"<a>")) * random.choice((10**5, 3 * 10**6)))
    return _zip(files, random.choice((ZIP_STORED, ZIP_DEFLATED)))


def _zip(files: list[tuple[str, bytes]], method: int) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", method) as packed:
        for name, content in files:
            if name not in packed.namelist():
                packed.writestr(ZipInfo(name), content, method)
    return stream.getvalue()
