"""Makes of the program's picture in PNG the icon of Windows, in all its sizes, and the side of the setup.

    python -m packages.icon PNG ICO    or    PNG BMP

Smaller pictures are averages of the large one; those up to 48 dots are uncompressed, as old readers of icons want them.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from packages.stop import BuildStopped, run_step

SIZES = (16, 24, 32, 48, 64, 256)
_LARGEST_PLAIN = 48
_GROUND = (232, 238, 247)
"""The ground of the setup's side, a light tone of the picture's blue."""
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
Picture = list[list[tuple[float, float, float, float]]]
"""Rows of dots: red, green, blue and opacity from 0 to 255."""


def icon(path: Path) -> bytes:
    """Return the icon of a square PNG with opacity."""
    content = path.read_bytes()
    picture = read_png(content)
    images = [_image(shrink(picture, size), size) if size != len(picture) else content for size in SIZES]
    start, entries = 6 + 16 * len(images), b""
    for size, image in zip(SIZES, images, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(image), start)
        start += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)


def read_png(content: bytes) -> Picture:
    """Return the dots of a PNG of 8 bits with opacity and without interlacing."""
    parts = dict[bytes, bytes]()
    for kind, data in _chunks(content):
        parts[kind] = parts.get(kind, b"") + data
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if (depth, colour, interlaced) != (8, 6, 0) or width != height:
        raise BuildStopped("resources/icons/desk.png has to be square, 8 bits with opacity, not interlaced")
    data, rows, before = zlib.decompress(parts[b"IDAT"]), [], bytes(4 * width)
    for number in range(height):
        start = number * (4 * width + 1)
        before = _unfiltered(data[start], data[start + 1 : start + 1 + 4 * width], before)
        rows.append([tuple(map(float, before[at : at + 4])) for at in range(0, 4 * width, 4)])
    return rows  # type: ignore[return-value]


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        yield content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        at += length + 12


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    """Undo the filter of one line of a PNG."""
    made = bytearray(line)
    for at, value in enumerate(line):
        left = made[at - 4] if at >= 4 else 0  # noqa: PLR2004 - four bytes a dot
        corner = above[at - 4] if at >= 4 else 0  # noqa: PLR2004 - the same
        guess = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))[kind]
        made[at] = (value + guess) & 0xFF
    return bytes(made)


def _paeth(left: int, above: int, corner: int) -> int:
    estimate = left + above - corner
    return min((left, above, corner), key=lambda one: abs(estimate - one))


def shrink(picture: Picture, size: int) -> Picture:
    """Return a smaller picture whose dots are averages, weighted by opacity, so that no edge gets dark."""
    scale = len(picture) / size
    edges = [round(number * scale) for number in range(size + 1)]
    return [
        [_average([dot for line in picture[top:low] for dot in line[left:right]]) for left, right in pairwise(edges)]
        for top, low in pairwise(edges)
    ]


def _average(dots: Sequence[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    opacity = sum(dot[3] for dot in dots)
    if not opacity:
        return 0.0, 0.0, 0.0, 0.0
    red, green, blue = (sum(dot[part] * dot[3] for dot in dots) / opacity for part in range(3))
    return red, green, blue, opacity / len(dots)


def _image(picture: Picture, size: int) -> bytes:
    return _plain(picture, size) if size <= _LARGEST_PLAIN else _png(picture, size)


def _plain(picture: Picture, size: int) -> bytes:
    """The picture as a bitmap from bottom to top, and an empty mask, for opacity does its work."""
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    dots = b"".join(bytes(round(dot[part]) for part in (2, 1, 0, 3)) for row in reversed(picture) for dot in row)
    return header + dots + bytes((size + 31) // 32 * 4 * size)


def _png(picture: Picture, size: int) -> bytes:
    lines = b"".join(b"\0" + bytes(round(value) for dot in row for value in dot) for row in picture)
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def side(path: Path) -> bytes:
    """Return the bitmap at the left of the setup's first and last page: the picture on its own ground."""
    width, height, large, top = 164, 314, 96, 60
    small = shrink(read_png(path.read_bytes()), large)
    rows = [[_GROUND] * width for _ in range(height)]
    left = (width - large) // 2
    for number, row in enumerate(small):
        rows[top + number][left : left + large] = [_over(dot) for dot in row]
    line = bytes(-3 * width % 4)
    dots = b"".join(b"".join(bytes(reversed(dot)) for dot in row) + line for row in reversed(rows))
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(dots), 0, 0, 0, 0)
    return struct.pack("<2sIII", b"BM", 54 + len(dots), 0, 54) + header + dots


def _over(dot: tuple[float, float, float, float]) -> tuple[int, ...]:
    share = dot[3] / 255
    return tuple(round(dot[part] * share + _GROUND[part] * (1 - share)) for part in range(3))


def main(arguments: Sequence[str]) -> None:
    """Make what the ending of the target says."""
    picture, target = map(Path, arguments)
    target.write_bytes(side(picture) if target.suffix == ".bmp" else icon(picture))


if __name__ == "__main__":
    run_step(main)
