"""Small PDFs with a text layer and ruled tables, in plain bytes: a mutation meets structure and not compression."""

from collections.abc import Iterable
from itertools import count
from typing import NamedTuple

Item = tuple[float, float, str]
"""A piece of text at a place of the page."""
Box = tuple[float, float, float, float]
"""Left, bottom, width and height of a ruled rectangle."""


class Ink(NamedTuple):
    """How all pages are drawn: turned by so many degrees, texts in a mode (3: unseen), a mark across each page."""

    rotation: int = 0
    mode: int = 0
    mark: str = ""


def pdf(pages: Iterable[tuple[list[Item], list[Box]]], ink: Ink = Ink()) -> bytes:  # noqa: B008 - a value
    """Pages of texts and ruled rectangles."""
    parts = list(pages)
    letters = sorted({letter for texts, _ in parts for _, _, text in texts for letter in text} | set(ink.mark))
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    numbers = count(6)
    objects: dict[int, bytes] = {}
    kids = []
    for texts, boxes in parts:
        page, content = next(numbers), next(numbers)
        kids.append(page)
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {ink.rotation} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
        ).encode()
        objects[content] = _stream(_content(texts, boxes, codes, ink))
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    objects[3] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    narrow = " ".join(f"{code} [500]" for letter, code in codes.items() if letter.isascii()).encode()
    objects[4] = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /W ["
        + narrow
        + b"] /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 4 "
        b"/FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >> >>"
    )
    objects[5] = _stream(_map(codes))
    return _file(objects)


def _content(texts: list[Item], boxes, codes: dict[str, int], ink: Ink) -> bytes:
    lines = [f"{left} {bottom} {width} {height} re S" for left, bottom, width, height in boxes]
    if ink.mark:
        lines.append(f"0.8 g BT /F1 48 Tf 0.7 0.7 -0.7 0.7 150 250 Tm <{_coded(ink.mark, codes)}> Tj ET 0 g")
    for left, bottom, text in texts:
        lines.append(f"BT /F1 7 Tf {ink.mode} Tr 1 0 0 1 {left} {bottom} Tm <{_coded(text, codes)}> Tj ET")
    return "\n".join(lines).encode()


def _coded(text: str, codes: dict[str, int]) -> str:
    return "".join(f"{codes[letter]:04x}" for letter in text)


def _map(codes: dict[str, int]) -> bytes:
    lines = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in codes.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    pairs = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{pairs}\nendcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: dict[int, bytes]) -> bytes:
    content = b"%PDF-1.5\n"
    places = {}
    for number in sorted(objects):
        places[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(content)
    table = b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(places))
    size = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, start)
    )
