"""The small files that fuzzing starts from, and the words that are dangerous to each reader."""

import sys
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

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

from disclosure_desk.form_file import load_form
from disclosure_desk.report import new_report
from disclosure_desk.writers.json import render

_PLAN = Plan(topics="own", manner=Manner(one_row_other=True))
ENDINGS: Mapping[str, str] = {
    "text": ".txt",
    "html": ".html",
    "mht": ".mht",
    "docx": ".docx",
    "xlsx": ".xlsx",
    "pdf": ".pdf",
    "zip": ".zip",
    "json": ".json",
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
    "zip": ("report.json", "../", "PK\x05\x06", "word/document.xml", "{}", "\xff\xff\xff\xff"),
    "json": ("{", "[" * 400, "null", "1e999", '"', "\\ud800", "NaN", "-0", '"cells":', "9" * 400, "true", "\\u0000"),
}
"""What is put in anywhere; with numbers at their limits, which every reader gets."""


@cache
def seeds(reader: str) -> tuple[bytes, ...]:
    """The files to start from, all of which the reader reads."""
    return tuple(_MAKERS[reader]())


def _said(number: int) -> Truth:
    return truth(number, "sparse" if number % 2 else "distinct")


def _texts():
    for number, table in enumerate(
        (make_text.tabbed, make_text.of_browser, make_text.one_by_one, make_text.spaced_out)
    ):
        yield make_text.text_of(paper(_said(number), _PLAN), table).encode("gbk" if number == 1 else "utf-8")


def _pages():
    for number, around in enumerate((portals.article, portals.directory, portals.layout_tables)):
        said = _said(number)
        yield around(said, markup.body(paper(said, _PLAN))).encode("gbk" if number == 2 else "utf-8")


def _archives():
    return [case.content for case in make_mht.cases()][1:4]


def _documents():
    for number in range(2):
        yield make_wps.packed(paper(_said(number), _PLAN), numbered=bool(number), boxed=bool(number))


def _workbooks():
    return [case.content for case in make_xlsx.cases() if case.name in {"xlsx-one-sheet-sparse", "xlsx-sheet-a-table"}]


def _pdfs():
    blocks = paper(_said(1), _PLAN)
    yield drawn(blocks)
    yield drawn([block for block in blocks if not isinstance(block, Line)][:1], Way(has_rules=False))


def _packages():
    """An archive with a report among other things, and a Word file in a folder of an archive."""
    document = next(iter(_documents()))
    report = next(iter(_reports()))
    for files in (
        {"年报.docx": document, "说明.txt": b"1"},
        {"report.json": report},
        {"a/b.html": next(iter(_pages()))},
    ):
        stream = BytesIO()
        with ZipFile(stream, "w") as packed:
            for name, content in files.items():
                packed.writestr(name, content)
        yield stream.getvalue()


def _reports():
    for number in range(2):
        said = _said(number)
        cells = {cell: int(figure) for cell, figure in said.cells.items() if figure.isdigit()}
        yield render(new_report(load_form("2021"), said.unit, said.year, {**cells, **said.texts}))


_MAKERS: Mapping[str, Callable] = {
    "text": _texts,
    "html": _pages,
    "mht": _archives,
    "docx": _documents,
    "xlsx": _workbooks,
    "pdf": _pdfs,
    "zip": _packages,
    "json": _reports,
}
