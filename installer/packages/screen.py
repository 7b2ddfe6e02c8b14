"""Turns the screen of an Xvfb into a PNG: what `Xvfb -fbdir FOLDER` keeps in FOLDER/Xvfb_screen0.

    python -m packages.screen FOLDER/Xvfb_screen0 TARGET.png

The file is an X window dump (XWD 7): a header, a table of colours, and rows of blue, green, red and a spare byte.
"""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from packages.stop import BuildStopped, run_step

_COLOUR_BYTES = 12


def png_of(dump: bytes) -> bytes:
    """Return the picture of a dump of 24 or 32 bits a point."""
    fields = struct.unpack_from(">25I", dump)
    header, width, height, bits, row_bytes, colours = (
        fields[0],
        fields[4],
        fields[5],
        fields[11],
        fields[12],
        fields[19],
    )
    if bits != 32:  # noqa: PLR2004 - what Xvfb has for a depth of 24
        raise BuildStopped("The screen has not 24 bits of colour: start it as Xvfb -screen 0 1366x768x24")
    start = header + colours * _COLOUR_BYTES
    rows = bytearray()
    for number in range(height):
        row = dump[start + number * row_bytes :][: width * 4]
        points = bytearray(width * 3)
        points[0::3], points[1::3], points[2::3] = row[2::4], row[1::4], row[0::4]
        rows += b"\0" + points
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in ((b"IHDR", size), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    )


def main(arguments: Sequence[str]) -> None:
    """Write one picture."""
    dump, target = arguments
    Path(target).write_bytes(png_of(Path(dump).read_bytes()))


if __name__ == "__main__":
    run_step(main)
