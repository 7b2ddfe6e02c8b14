"""The small files that fuzzing starts from, and the words that are dangerous to each reader."""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

sys.path.insert(0, str(Path(__file__).parents[1] / "field"))

import make_mht
import make_text
import make_wps
import make_xlsx
import markup
import portals
from drawn import Way, drawn
from paper import Line, Plan, paper
from sheets import Manner
from truth import Truth, truth

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.json import render
from disclosure_desk.writers.ofd import render as write_ofd

_PLAN = Plan(topics="own", manner=Manner(one_row_other=True))
_ROWS = 12
ENDINGS: Mapping[str, str] = {
    "text": ".txt",
    "html": ".html",
    "mht": ".mht",
    "docx": ".docx",
    "xlsx": ".xlsx",
    "pdf": ".pdf",
    "ofd": ".ofd",
    "zip": ".zip",
    "json": ".json",
    "office": ".doc",
}
"""The readers by name, and the ending their files have."""

TOKENS: Mapping[str, tuple[str, ...]] = {
    "text": (
        *(
            "\t",
            "\n\n",
            "第二十条第（一）项",
            "一、总体情况",
            "行政复议",
            "|",
            "/",
            "件",
            "\u3000",
            "\0",
            "\ufeff",
            "（",
        ),
        "1" * 40,
    ),
    "html": (
        *("<table>", "</table>", "<tr>", "<td", "<td rowspan=99999999>", "<td colspan=-1>", "<!--", "<script>", "]]>"),
        *("&#1114112;", "&#xd800;", "&nbsp;", "<meta charset=utf-16>", "<div>" * 90, "<table><tr><td>" * 90),
    ),
    "mht": (
        *("--b0", "Content-Transfer-Encoding: base64\r\n", 'charset="x-unknown"', "\r\n\r\n", "=\r\n", "=ZZ", "=?"),
        *("Content-Type: multipart/mixed; boundary=b0\r\n", "MIME-Version: 1.0\r\n", "boundary=", "<table>"),
    ),
    "docx": (
        *(
            "<w:tbl>",
            "</w:tbl>",
            '<w:gridSpan w:val="99999999"/>',
            "<w:vMerge/>",
            "<w:p>",
            "&b;",
            '<w:ilvl w:val="-9"/>',
        ),
        *("<!DOCTYPE a [<!ENTITY b 'c'>]>", "<w:sdt>" * 60, "<w:tbl><w:tr><w:tc>" * 60, '<w:gridBefore w:val="7"/>'),
    ),
    "xlsx": (
        *('<c r="XFD1048576"><v>1</v></c>', '<mergeCell ref="A1:XFD1048576"/>', 't="s"', "<v>1e308</v>", "NaN"),
        *("<f>SUM(A1)</f>", '<row r="-1">', "<!DOCTYPE a>", 'ref="A1:"', 't="e"', 's="99"', "<v>99999</v>"),
    ),
    "pdf": (
        *("/Kids [2 0 R]", "/Count 99999999", "/MediaBox [0 0 0 0]", "1e30 ", "-99999999 ", "BT ", " Tj", "/Length 0"),
        *("/Encrypt 9 0 R", "endobj", "q " * 300, "/Rotate 90", "2 0 R", "<< " * 200, "[" * 200, "<d800>"),
    ),
    "ofd": (
        *('<ofd:TextCode X="0" Y="5" DeltaX="g 99999999 3">1</ofd:TextCode>', "M 0 0 L 1e308 9 C", 'CTM="0 0 0 0 0 0"'),
        *('Boundary="-1 -1 0 0"', "<ofd:Layer>" * 60, 'BaseLoc="../../x.xml"', "<!DOCTYPE a>", 'Size="NaN"', "&#0;"),
        *("<ofd:PageBlock>" * 60, '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>', "M L C Q B A", 'Alpha="-9"'),
    ),
    "zip": ("report.json", "../", "PK\x05\x06", "word/document.xml", "{}", "\xff\xff\xff\xff"),
    "office": ("\xfe\xff\xff\xff", "\xff\xff\xff\xff", "\x01\0\0\0", "\0\0", "W\0o\0r\0d\0", "mimetype"),
    "json": ("{", "[" * 400, "null", "1e999", '"', "\\ud800", "NaN", "-0", '"cells":', "9" * 400, "true", "\\u0000"),
}
"""What is put in anywhere; with numbers at their limits, which every reader gets."""


@cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """The files to start from, which the reader reads; those of `office` it refuses with what to do."""
    return tuple(_MAKERS[reader]())


def _facts(number: int) -> Truth:
    return truth(number, "sparse" if number % 2 else "distinct")


def _report(number: int, plan: Plan = _PLAN):
    """A report with some rows of table three, so that a run takes little."""
    facts = _facts(number)
    blocks = [block if isinstance(block, Line) else block[:_ROWS] for block in paper(facts, plan)]
    return facts, [*blocks[:7], *blocks[-11:]]


def _texts():
    for number, table in enumerate(
        (make_text.tabbed, make_text.of_browser, make_text.one_by_one, make_text.spaced_out)
    ):
        yield make_text.text_of(_report(number)[1], table).encode("gbk" if number == 1 else "utf-8")


def _pages():
    for number, around in enumerate((portals.article, portals.directory, portals.layout_tables)):
        facts, blocks = _report(number)
        yield around(facts, markup.body(blocks)).encode("gbk" if number == 2 else "utf-8")


def _archives():
    for number, packed in enumerate((make_mht.gbk_base64, make_mht.word, make_mht.framed)):
        facts, blocks = _report(number)
        yield packed(portals.article(facts, markup.body(blocks)))


def _documents():
    for number in range(2):
        yield make_wps.packed(_report(number)[1], numbered=bool(number), boxed=bool(number))


def _workbooks():
    for number in range(2):
        yield _without(make_xlsx.saved(make_xlsx.whole(_report(number)[1])), "docProps")  # which has the time


def _without(content: bytes, left_out: str) -> bytes:
    """An archive without the files whose names have this in them."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w") as packed:
        for name in old.namelist():
            if left_out not in name:
                packed.writestr(ZipInfo(name), old.read(name), ZIP_DEFLATED)
    return stream.getvalue()


def _pdfs():
    blocks = _report(1)[1]
    yield drawn(blocks)
    yield drawn([blocks[0], blocks[1], *blocks[-6:]], Way(has_rules=False))


def _ofds():
    """Our own writer's, without its fonts, which no reader opens: a seed is to be small."""
    for number in range(2):
        facts = _facts(number)
        cells = {cell: int(figure) for cell, figure in facts.cells.items() if figure.isdigit()}
        report = new_report(load_form("2021"), facts.unit, facts.year, {**cells, **facts.texts})
        yield _without(write_ofd(report), ".ttf")


def _packages():
    """An archive with a report among other things, and a Word file in a folder of an archive."""
    document = next(iter(_documents()))
    report = next(iter(_reports()))
    for files in (
        {"年报.docx": document, "1.jpg": b"1"},
        {"report.json": report},
        {"a/b.html": next(iter(_pages()))},
    ):
        stream = BytesIO()
        with ZipFile(stream, "w") as packed:
            for name, content in files.items():
                packed.writestr(ZipInfo(name), content)
        yield stream.getvalue()


def _reports():
    for number in range(2):
        facts = _facts(number)
        cells = {cell: int(figure) for cell, figure in facts.cells.items() if figure.isdigit()}
        yield render(new_report(load_form("2021"), facts.unit, facts.year, {**cells, **facts.texts}))


def _old_files():
    """A compound file with a document's stream, an RTF file, flat XML; none is opened, for the worker has no office."""
    yield _compound("WordDocument")
    yield _compound("Workbook", "EncryptedPackage")
    yield b"{\\rtf1\\ansi 2024}"
    yield b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Worksheet/></Workbook>'


def _compound(*names: str) -> bytes:
    """The least compound file: a header, the table of sectors, the directory."""
    header = pack("<8s16x5H6x9I", _COMPOUND, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += pack("<109I", 0, *[_FREE] * 108)
    sectors = pack("<128I", _END - 1, _END, *[_FREE] * 126)
    entries = [_entry("Root Entry", 5, 1), *(_entry(name, 2, _FREE) for name in names)]
    return (header + sectors + b"".join(entries)).ljust(2048, b"\0")


def _entry(name: str, kind: int, child: int) -> bytes:
    letters = name.encode("utf-16-le")
    return pack("<64sHBB3I36xIQ", letters, len(letters) + 2, kind, 1, _FREE, _FREE, child, _END, 0)


_COMPOUND, _END, _FREE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0xFFFFFFFE, 0xFFFFFFFF
_MAKERS: Mapping[str, Callable] = {
    "text": _texts,
    "html": _pages,
    "mht": _archives,
    "docx": _documents,
    "xlsx": _workbooks,
    "pdf": _pdfs,
    "ofd": _ofds,
    "zip": _packages,
    "json": _reports,
    "office": _old_files,
}
