"""What is inside a file and not on its page is seen, and what only looks like it is not."""

import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from raw_pdf import loosened

from disclosure_desk.archive.content_scan import (
    has_foreign_parts,
    has_other_parts,
    is_active_page,
    is_active_pdf,
    pdf_fault,
)
from disclosure_desk.core.report import Report
from disclosure_desk.writers import render_file

Change = Callable[[bytes], bytes]
LINK = (
    b'<Relationships><Relationship Id="r" Type="t" Target="https://x.example" TargetMode="External"/></Relationships>'
)
FETCHING = b"</style><style>p { background: URL(https://x.example) }</style>"


def put(old: bytes, new: bytes) -> Change:
    return lambda content: content.replace(old, new)


def add(more: bytes) -> Change:
    return lambda content: content + more


def add_packed(
    objects: bytes,
    entries: bytes = b"/Type /ObjStm",
    packing: bytes = b"/Filter /FlateDecode",
    *,
    is_whole: bool = True,
    times: int = 1,
) -> Change:
    def changed(content: bytes) -> bytes:
        packed = zlib.compress(objects * times)[: None if is_whole else 0]
        return content + b"9 0 obj\n<< %b %b >>\nstream\n%b\r\nendstream\nendobj\n" % (entries, packing, packed)

    return changed


def member(name: str, inside: bytes = b"", times: int = 1) -> Change:
    def changed(content: bytes) -> bytes:
        target = BytesIO(content)
        with ZipFile(target, "a", ZIP_DEFLATED) as archive:
            archive.writestr(name, inside * times)
        return target.getvalue()

    return changed


CASES = [
    (".pdf", pdf_fault, add(b""), ""),
    (
        ".pdf",
        pdf_fault,
        lambda pdf: put(b"/FontFile", b"/FontFale")(loosened(pdf)),
        "第 1、2、3、4、5 页的字体不在里面",
    ),
    (".pdf", pdf_fault, put(b"pdfaid:part", b"pdfaid:xxxx"), "不是 PDF/A"),
    (".pdf", pdf_fault, lambda _: b"", "不是 PDF/A"),
    (".pdf", pdf_fault, lambda _: b"%PDF-1.7 pdfaid:part %%EOF", "打不开"),
    (".pdf", is_active_pdf, add(b""), False),
    (".pdf", is_active_pdf, add(b"<< /OpenAction 3 0 R >>"), True),
    (".pdf", is_active_pdf, add(b"<< /J#61vaScript 3 0 R >>"), True),
    (".pdf", is_active_pdf, add(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"), True),
    (".pdf", is_active_pdf, add(b"<< /Type /ObjStm >>"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>"), False),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /JS 3 0 R >>"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /J#53 3 0 R >>"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /JS 3 0 R >>", b"/Type /Obj#53tm"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", b"/Type /ObjStm /DecodeParms << /Predictor 12 >>"), True),
    (
        ".pdf",
        is_active_pdf,
        add_packed(zlib.compress(b"9 0 << /JS 3 0 R >>"), packing=b"/Filter [/FlateDecode /Fl]"),
        True,
    ),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", packing=b"/Filter 8 0 R"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", packing=b"/Filter /FlateDecode /Filter /A85"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", packing=b""), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", packing=b"/Filter [] % obj /Filter /FlateDecode\n"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", packing=b"/Filter /FlateDecode /F (other)"), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /K 3 >>", is_whole=False), True),
    (".pdf", is_active_pdf, add_packed(b" ", times=4_000_001), True),
    (".pdf", is_active_pdf, add_packed(b"9 0 << /JS 3 0 R >>", b"/Type /Other"), False),
    (".pdf", is_active_pdf, add(b"stream\n/JS \nendstream"), False),
    (".pdf", is_active_pdf, add(b" stream\n<< /JS 1 0 R >>"), True),
    (".pdf", is_active_pdf, lambda content: content + b"<< >> " * 1_000_000, True),
    (".pdf", is_active_pdf, add(b"<< /JSX /AAA >>"), False),
    (".docx", has_foreign_parts, add(b""), False),
    (".xlsx", has_foreign_parts, add(b""), False),
    (".docx", has_foreign_parts, member("word/vbaProject.bin"), True),
    (".docx", has_foreign_parts, member("word/embeddings/oleObject1.bin"), True),
    (".xlsx", has_foreign_parts, member("xl/externalLinks/externalLink1.xml"), True),
    (".xlsx", has_foreign_parts, member("xl/worksheets/_rels/sheet9.xml.rels", LINK), True),
    (".xlsx", has_foreign_parts, member("a.rels", b" ", times=20_000_000), True),
    (".docx", has_foreign_parts, lambda content: content[:-99], True),
    (".ofd", has_other_parts, add(b""), False),
    (".ofd", has_other_parts, member("Doc_0/Attachs/a.exe"), True),
    (".ofd", has_other_parts, member("Doc_0/More.xml", b"<ofd:Attachments/>"), True),
    (".ofd", has_other_parts, member("Doc_0/More.xml", b"<x:URI URI='https://x.example'/>"), True),
    (".ofd", has_other_parts, lambda content: content[:-99], True),
    (".html", is_active_page, add(b""), False),
    (".html", is_active_page, put(b"<h1", b"<script>1</script><h1"), True),
    (".html", is_active_page, put(b"<h1", b'<h1 onclick="x()"'), True),
    (".html", is_active_page, put(b"<meta ", b'<meta http-equiv="refresh" content="0" '), True),
    (".html", is_active_page, put(b"<h1", b'<a href="javascript:x()">x</a><h1'), True),
    (".html", is_active_page, put(b"<h1", b'<a href="#x">onclick=x</a><h1'), False),
    (".html", is_active_page, put(b"</style>", FETCHING), True),
]


@pytest.mark.parametrize(("ending", "look", "change", "found"), CASES)
def test_it_is_seen(
    full_report: Report, ending: str, look: Callable[[bytes], object], change: Change, found: object
) -> None:
    if ending not in WRITTEN:
        WRITTEN[ending] = render_file(full_report, ending)
    assert look(change(WRITTEN[ending])) == found


WRITTEN: dict[str, bytes] = {}
"""The full report in each format, written once."""
