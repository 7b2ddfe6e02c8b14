"""The clauses of PDF/A-2 that touch our files, each a check of a finished one."""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Pdf, Stream

Clause = Callable[[bytes, Pdf], Iterator[str]]
"""Tells every fault that a file has under one clause; the file as bytes and as objects."""
CLAUSES: dict[str, Clause] = {}
"""The checks under the numbers that ISO 19005-2 gives their clauses."""


def clause(number: str) -> Callable[[Clause], Clause]:
    def keep(check: Clause) -> Clause:
        CLAUSES[number] = check
        return check

    return keep


def faults(content: bytes) -> dict[str, list[str]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        found = {number: list(check(content, pdf)) for number, check in CLAUSES.items()}
    return {number: told for number, told in found.items() if told}


def _dictionaries(pdf: Pdf) -> Iterator[Dictionary | Stream]:
    """All dictionaries of the file, those within others too."""
    waiting = [*pdf.objects, pdf.trailer]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Dictionary | Stream):
            yield thing
        if isinstance(thing, Dictionary | Stream | Array):
            inner = thing if isinstance(thing, Array) else [value for _, value in thing.items()]
            waiting += [each for each in inner if isinstance(each, Dictionary | Array) and not each.is_indirect]


def _values(pdf: Pdf) -> Iterator[object]:
    for thing in _dictionaries(pdf):
        for key, value in thing.items():
            yield Name(key)
            yield from value if isinstance(value, Array) else [value]


@clause("6.1.2 header")
def _header(content: bytes, _pdf: Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", content):
        yield "no header of two lines, the second with four bytes beyond 127"


@clause("6.1.3 trailer")
def _trailer(content: bytes, pdf: Pdf) -> Iterator[str]:
    if len([part for part in pdf.trailer.get("/ID", ()) if bytes(part)]) != 2:
        yield "no identifier"
    if "/Encrypt" in pdf.trailer:
        yield "encrypted"
    if not re.search(rb"%%EOF\r?\n?\Z", content):
        yield "something follows the end"


def _written(content: bytes) -> Iterator[bytes]:
    """Each object that is in no stream as it stands in the file, found by the cross-references."""
    start = int(re.search(rb"startxref\s+(\d+)", content)[1])
    places = _table(content[start:]) if content[start:].startswith(b"xref") else [*_stream(content[start:])]
    for first, last in pairwise([*sorted({*places} - {start}), start]):
        yield content[first:last]


def _table(table: bytes) -> list[int]:
    return [int(place) for place in re.findall(rb"(\d{10}) \d{5} n", table)]


def _stream(stream: bytes) -> Iterator[int]:
    """The places in a cross-reference stream: entries of a kind, four bytes of a place and two more.

    Each is written as its difference from the one before, in a row that begins with a 2.
    """
    head, _, packed = stream.partition(b"stream\n")
    assert b"/W [1 4 2]" in head
    assert b"/Predictor 12 /Columns 7" in head
    entry = bytes(7)
    for row in struct.iter_unpack("8B", zlib.decompressobj().decompress(packed)):
        assert row[0] == 2
        entry = bytes((then + more) & 0xFF for then, more in zip(entry, row[1:], strict=True))
        kind, place, _ = struct.unpack(">BLH", entry)
        if kind == 1:
            yield place


@clause("6.1.7 streams")
def _streams(content: bytes, _pdf: Pdf) -> Iterator[str]:
    for written in _written(content):
        head, keyword, rest = written.partition(b"stream\n")
        length = re.search(rb"/Length (\d+)", head)
        if keyword and not re.match(rb"\r?\nendstream\n", rest[int(length[1]) :]):
            yield f"wrong length or no line end before endstream: {head[:40]!r}"


@clause("6.1.7 filters")
def _filters(_content: bytes, pdf: Pdf) -> Iterator[str]:
    for thing in (thing for thing in pdf.objects if isinstance(thing, Stream)):
        if thing.get("/Filter", Name.FlateDecode) != Name.FlateDecode:
            yield f"filter {thing.Filter}"
        yield from (f"external {key}" for key in ("/F", "/FFilter", "/FDecodeParms") if key in thing)


@clause("6.1.9 objects")
def _objects(content: bytes, _pdf: Pdf) -> Iterator[str]:
    for written in _written(content):
        if not re.match(rb"\d+ \d+ obj\n.*\nendobj\s+\Z", written, re.DOTALL):
            yield f"spacing of {written[:20]!r}"


@clause("6.1.13 limits")
def _limits(_content: bytes, pdf: Pdf) -> Iterator[str]:
    for value in _values(pdf):
        if isinstance(value, pikepdf.String) and len(bytes(value)) > 32767:
            yield "string too long"
        if isinstance(value, Name) and len(str(value).encode()) > 1 + 127:
            yield f"name too long: {value}"
    for page in pdf.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            depth += {"q": 1, "Q": -1}.get(str(operator), 0)
            if not 0 <= depth <= 28:
                yield "graphics states nested too deep"


@clause("6.2.2 content")
def _content(_content: bytes, pdf: Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for _, operator in pikepdf.parse_content_stream(page):
            if str(operator) not in {
                "BT",
                "ET",
                "Tf",
                "Tm",
                "TJ",
                "Tj",
                "w",
                "J",
                "m",
                "l",
                "S",
                "re",
                "f",
                "q",
                "Q",
                "g",
                "BDC",
                "EMC",
            }:
                yield f"operator {operator}"


@clause("6.2.3 output intent")
def _output_intent(_content: bytes, pdf: Pdf) -> Iterator[str]:
    intents = [each for each in pdf.Root.get("/OutputIntents", ()) if each.S == Name.GTS_PDFA1]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "no output intent with a profile"
        return
    profile = intents[0].DestOutputProfile
    head = struct.unpack(">L4sB3x4s4s", profile.read_bytes()[:20])
    if profile.N != 3 or head[2:] not in {(2, b"mntr", b"RGB "), (4, b"mntr", b"RGB ")}:
        yield f"not a profile of a screen's colours: {head}"
    if head[0] != len(profile.read_bytes()) or profile.read_bytes()[36:40] != b"acsp":
        yield "profile is no ICC profile"


@clause("6.2.10 transparency")
def _transparency(_content: bytes, pdf: Pdf) -> Iterator[str]:
    for thing in _dictionaries(pdf):
        yield from (key for key in ("/SMask", "/ca", "/CA", "/BM", "/Group", "/ExtGState") if key in thing)


class _Font:
    """An embedded face as a reader takes it apart."""

    def __init__(self, font: Dictionary) -> None:
        self.descendant = font.DescendantFonts[0]
        self.program = self.descendant.FontDescriptor.FontFile2.read_bytes()
        (count,) = struct.unpack_from(">H", self.program, 4)
        directory = struct.iter_unpack(">4sLLL", self.program[12 : 12 + 16 * count])
        self.tables = {tag: (total, self.program[at : at + size]) for tag, total, at, size in directory}
        glyphs = self.descendant.CIDToGIDMap.read_bytes()
        self.glyphs = struct.unpack(f">{len(glyphs) // 2}H", glyphs)
        pairs = re.findall(r"<(\w{4})> <(\w+)>", font.ToUnicode.read_bytes().decode()) if "/ToUnicode" in font else ()
        self.characters = {int(code, 16): bytes.fromhex(letter).decode("utf-16-be") for code, letter in pairs}
        listed = list(self.descendant.W)
        self.widths = {
            int(first) + number: float(width)
            for first, widths in zip(listed[::2], listed[1::2], strict=True)
            for number, width in enumerate(widths)
        }

    def told_width(self, code: int) -> float:
        return self.widths.get(code, float(self.descendant.DW))

    def true_width(self, code: int) -> float:
        (units,) = struct.unpack_from(">H", self.tables[b"head"][1], 18)
        return struct.unpack_from(">H", self.tables[b"hmtx"][1], 4 * self.glyphs[code])[0] * 1000 / units


def fonts_of(pdf: Pdf) -> dict[str, Dictionary]:
    return {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}


def codes_shown(pdf: Pdf) -> dict[str, set[int]]:
    """The codes that the pages show in each face that they select."""
    shown: dict[str, set[int]] = {}
    for page in pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "Tf":
                codes = shown.setdefault(str(operands[0]), set())
            elif str(operator) in {"TJ", "Tj"}:
                strings = operands[0] if isinstance(operands[0], Array) else operands
                for each in strings:
                    if isinstance(each, pikepdf.String):
                        codes.update(code for (code,) in struct.iter_unpack(">H", bytes(each)))
    return shown


def _sound(pdf: Pdf) -> dict[str, _Font]:
    """The faces that can be taken apart."""
    fonts = fonts_of(pdf)
    return {name: _Font(fonts[name]) for name in fonts if _is_embedded(fonts[name])}


def _is_embedded(font: Dictionary) -> bool:
    descendant = font.get("/DescendantFonts", [Dictionary()])[0]
    return "/FontFile2" in descendant.get("/FontDescriptor", Dictionary()) and "/CIDToGIDMap" in descendant


@clause("6.2.11.2 programs")
def _programs(_content: bytes, pdf: Pdf) -> Iterator[str]:
    for name, font in _sound(pdf).items():
        if not set(font.tables) >= {b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"}:
            yield f"{name} lacks tables"
        words = struct.unpack(f">{len(font.program) // 4}L", font.program)
        if sum(words) & 0xFFFFFFFF != 0xB1B0AFBA:
            yield f"{name} does not add up"
        (count,) = struct.unpack_from(">H", font.tables[b"maxp"][1], 4)
        if max(font.glyphs) >= count or len(font.tables[b"hmtx"][1]) != 4 * count:
            yield f"{name} points beyond its glyphs"


@clause("6.2.11.4 embedding")
def _embedding(_content: bytes, pdf: Pdf) -> Iterator[str]:
    fonts = fonts_of(pdf)
    yield from (f"{name} is not embedded" for name, font in fonts.items() if not _is_embedded(font))
    yield from (f"{name} is selected and not there" for name in codes_shown(pdf) if name not in fonts)


@clause("6.2.11.5 widths")
def _widths(_content: bytes, pdf: Pdf) -> Iterator[str]:
    shown = codes_shown(pdf)
    for name, font in _sound(pdf).items():
        for code in shown.get(name, ()):
            if abs(font.told_width(code) - font.true_width(code)) > 0.01:
                yield f"{name} {code:04X}: {font.told_width(code)} is {font.true_width(code)}"


@clause("6.2.11.7 meaning")
def _meaning(_content: bytes, pdf: Pdf) -> Iterator[str]:
    shown = codes_shown(pdf)
    for name, font in _sound(pdf).items():
        for code in shown.get(name, ()):
            if font.characters.get(code, "\0") in {"\0", "\ufeff", "\ufffe"}:
                yield f"{name} {code:04X} means nothing"


@clause("6.2.11.8 no .notdef")
def _notdef(_content: bytes, pdf: Pdf) -> Iterator[str]:
    shown = codes_shown(pdf)
    for name, font in _sound(pdf).items():
        yield from (f"{name} {code:04X}" for code in shown.get(name, ()) if not font.glyphs[code])


@clause("6.5 actions and files")
def _actions(_content: bytes, pdf: Pdf) -> Iterator[str]:
    forbidden = ("/JS", "/JavaScript", "/AA", "/OpenAction", "/EF", "/EmbeddedFiles", "/AcroForm", "/Annots")
    for thing in _dictionaries(pdf):
        yield from (key for key in forbidden if key in thing)


_SPACES = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@clause("6.6.2 metadata")
def _metadata(_content: bytes, pdf: Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None or "/Filter" in stream or stream.get("/Subtype") != Name.XML:
        yield "none, or not plain to read"
        return
    packet = stream.read_bytes().decode()
    if re.search(r"<\?xpacket begin=[^?]*(bytes|encoding)=", packet):
        yield "a header that says too much"
    told = etree.fromstring(packet.encode())
    if any(f"{{{_SPACES['rdf']}}}about" not in one.attrib for one in told.iterfind(".//rdf:Description", _SPACES)):
        yield "a description that does not say of what"

    def said(path: str) -> str | None:
        return told.findtext(f".//{path}", namespaces=_SPACES)

    places = {
        "/Title": "dc:title/rdf:Alt/rdf:li",
        "/Author": "dc:creator/rdf:Seq/rdf:li",
        "/Subject": "dc:description/rdf:Alt/rdf:li",
        "/Keywords": "pdf:Keywords",
        "/Producer": "pdf:Producer",
        "/Creator": "xmp:CreatorTool",
    }
    for key, place in places.items():
        inside = str(pdf.docinfo[key]) if key in pdf.docinfo else None
        if said(place) != inside:
            yield f"{key} is {inside!r} and {said(place)!r}"
    for key, place in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
        if re.sub(r"\D", "", str(pdf.docinfo[key])) != re.sub(r"\D", "", said(place) or ""):
            yield f"{key} is {pdf.docinfo[key]} and {said(place)}"


@clause("6.6.4 identification")
def _identification(_content: bytes, pdf: Pdf) -> Iterator[str]:
    packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
    if b"<pdfaid:part>2</pdfaid:part>" not in packet or b"<pdfaid:conformance>A</pdfaid:conformance>" not in packet:
        yield "part or level not told"
