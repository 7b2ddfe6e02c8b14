"""Reading a PDF back as its reader sees it, and small fonts to be found on a computer."""

import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pypdfium2
import pytest

from disclosure_desk.writers.pdf.font import installed
from disclosure_desk.writers.pdf.font.chains import font_file
from disclosure_desk.writers.pdf.font.sfnt import directory
from disclosure_desk.writers.pdf.font.subset import subset

_NUMBER = re.compile(r"^— \d+ —$", re.MULTILINE)


def _pages(pdf: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_bounded().replace("\r\n", "\n")
            text.close()
            page.close()
    finally:
        document.close()


@pytest.fixture
def pages() -> Callable[[bytes], list[str]]:
    """The text of each page."""
    return lambda pdf: list(_pages(pdf))


@pytest.fixture
def solid() -> Callable[[bytes], str]:
    """The text of a document without page numbers and blanks."""
    return lambda pdf: "".join("".join(_NUMBER.sub("", page) for page in _pages(pdf)).split())


def _shell(tables: Mapping[bytes, bytes], start: int = 0) -> bytes:
    """The tables of one font as they stand in a file from `start` on."""
    entries, body = b"", b""
    top = start + 12 + 16 * len(tables)
    for tag, table in tables.items():
        entries += struct.pack(">4s3L", tag, 0, top + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    return struct.pack(">4s4H", b"\0\1\0\0", len(tables), 0, 0, 0) + entries + body


def _names(*listed: tuple[int, str]) -> bytes:
    """A table of names, each with its kind, for Windows in Chinese."""
    records, texts = b"", b""
    for kind, name in listed:
        text = name.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x804, kind, len(text), len(texts))
        texts += text
    return struct.pack(">3H", 0, len(listed), 6 + len(records)) + records + texts


def _font_tables(
    characters: str,
    *names: str,
    source: str = "DeskSong",
    family: str = "",
    allowed: int = 8,
    others: Mapping[int, str] | None = None,
) -> dict[bytes, bytes]:
    """The tables of a small font: its characters, then its names, the last of them the PostScript name.

    source: the font it is cut from; family: a name it shares with others; allowed: what its maker says about embedding;
    others: code points that are printed as other characters are.
    """
    font = font_file(source)
    drawn = {ord(character): font.glyph(ord(character)) for character in characters}
    drawn |= {code: font.glyph(ord(character)) for code, character in (others or {}).items()}
    small = subset(font, [0, *drawn.values()])
    tables = {
        tag: small[start : start + length]
        for tag, (start, length) in directory(lambda start, length: small[start : start + length], 0).items()
    }
    groups = b"".join(struct.pack(">3L", code, code, 1 + list(drawn).index(code)) for code in sorted(drawn))
    tables[b"cmap"] = struct.pack(">4HL", 0, 1, 3, 10, 12) + struct.pack(">2H3L", 12, 0, 16, 0, len(drawn)) + groups
    tables[b"OS/2"] = struct.pack(">H2hHH", 4, 1000, 400, 5, allowed) + b"\0" * 86
    families = [family] if family else names
    tables[b"name"] = _names(*((1, name) for name in families), *((4, name) for name in names), (6, names[-1]))
    return tables


@pytest.fixture(scope="session")
def font_tables() -> Callable[..., dict[bytes, bytes]]:
    """Makes the tables of a small font: its characters, then its names, the last of them the PostScript name."""
    return _font_tables


@pytest.fixture(scope="session")
def shell() -> Callable[..., bytes]:
    """Puts tables together to a font file."""
    return _shell


@pytest.fixture(scope="session")
def collection() -> Callable[[Sequence[Mapping[bytes, bytes]]], bytes]:
    """Puts fonts together to one file."""

    def made(fonts: Sequence[Mapping[bytes, bytes]]) -> bytes:
        offsets, body, top = [], b"", 12 + 4 * len(fonts)
        for tables in fonts:
            offsets.append(top + len(body))
            body += _shell(tables, offsets[-1])
        return struct.pack(f">4s2L{len(fonts)}L", b"ttcf", 0x10000, len(fonts), *offsets) + body

    return made


@pytest.fixture
def install_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Install a font on a computer without others; its file is as large as those of Chinese fonts if `large`."""
    monkeypatch.setattr(installed, "folders", lambda: (tmp_path,))

    def install(file_name: str, content: bytes, *, large: bool = True) -> Path:
        path = tmp_path / file_name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.ljust(installed.CHINESE_SIZE, b"\0") if large else content)
        return path

    return install
