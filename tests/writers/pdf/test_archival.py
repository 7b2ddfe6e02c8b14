"""The finished file against the clauses of PDF/A-2 that touch it, and each check against a file that breaks it."""

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest
from archival_clauses import CLAUSES, faults, fonts_of
from pikepdf import Dictionary, Name, Pdf, Stream

from disclosure_desk.checks import check
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy
from disclosure_desk.writers.archive_record import ArchiveRecord, ChangeRecordEntry
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.chains import BUNDLED, FontChain
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry
from disclosure_desk.writers.pdf.xmp import DocumentInfo


def set_line(text: str, chain: FontChain = BUNDLED.table) -> TextLine:
    glyphs = [chain.glyph(character) for character in text]
    return TextLine(tuple((12.0 * place, glyph) for place, glyph in enumerate(glyphs)), 12.0 * len(text))


def sheet(title: str = "年度报告", **more: object) -> PageCanvas:
    area = PageGeometry()
    output = PdfOutput(DocumentInfo(title, "某街道办事处", 2025, **more), area.width, area.height)
    return PageCanvas(output, area, BUNDLED.table)


@pytest.fixture
def small() -> bytes:
    """All that a page can hold, once."""
    made = sheet(keywords="公开", fonts="标题：DeskSong")
    made.bookmark("一、总体情况", "overview")
    text = made.element("P")
    made.text(set_line("公开 2025"), 12, (0, 20), text)
    made.text(set_line("〇", BUNDLED.body), 16, (0, 60), text, squeeze=0.9)
    made.tint(0, 70, 50, 20)
    made.rules(0.5, [(0, 70, 50, 70), (0, 90, 50, 90)])
    return made.finish()


def test_a_report_keeps_to_every_clause(full_report, blank_report):
    assert faults(render(full_report)) == {}
    assert faults(render(blank_report)) == {}


@pytest.fixture(scope="module")
def record(form) -> ArchiveRecord:
    """A report with findings, and changes among which is a character that no font has."""
    report = new_report(form, "涿河区金牛山办事处", 2025, dict.fromkeys(form.cells, 7))
    changes = [
        ChangeRecordEntry("2026-01-08T09:00:00+08:00", action, "整份报告", "字\U0010fffd", "𠮷")
        for action in ("新建", "填写")
    ]
    return ArchiveRecord(report, check(report), tuple(changes))


@pytest.mark.parametrize("settings", [PageSettings(), PageSettings(double_sided=False, tint=False, signed=True)])
@pytest.mark.parametrize("sheets", [SHEETS, *((sheet,) for sheet in SHEETS)], ids=",".join)
def test_an_archive_copy_keeps_to_every_clause_whole_and_sheet_by_sheet(record, sheets, settings):
    copy = archive_copy(record, sheets, settings)
    assert faults(copy) == {}
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert all(page.Resources.get("/Font") for page in pdf.pages if page.Contents.read_bytes().strip())


def test_no_reader_complains(full_report):
    good = render(full_report)
    with pikepdf.open(BytesIO(good)) as pdf:
        assert pdf.check_pdf_syntax() == []
        pages = len(pdf.pages)
    strict = pypdf.PdfReader(BytesIO(good), strict=True)
    document = pypdfium2.PdfDocument(good)
    assert len(strict.pages) == len(document) == pages
    assert strict.metadata.title == document.get_metadata_dict()["Title"] == full_report.title
    document.close()


Damage = Callable[[Pdf], None]


def _font(pdf: Pdf, number: int = 0) -> Dictionary:
    return list(fonts_of(pdf).values())[number]


def _draw(written: bytes) -> Damage:
    def draw(pdf: Pdf) -> None:
        pdf.pages[0].contents_add(written)

    return draw


def _retitle(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace("年度报告".encode(), "年度汇报".encode(), 1))


def _describe_nothing(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"rdf:about", b"rdf:info"))


def _tell_bytes(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"?xpacket begin=", b"?xpacket begin='' bytes=", 1))


def _claim_part_one(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b"part>2<", b"part>1<"))


def _turn_bit(pdf: Pdf) -> None:
    program = bytearray(_font(pdf).DescendantFonts[0].FontDescriptor.FontFile2.read_bytes())
    program[-9] ^= 1
    _font(pdf).DescendantFonts[0].FontDescriptor.FontFile2.write(bytes(program))


def _cut_profile(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    profile.write(profile.read_bytes()[:-4])


def _drop_code(pdf: Pdf) -> None:
    glyphs = _font(pdf).DescendantFonts[0].CIDToGIDMap
    glyphs.write(glyphs.read_bytes()[:-2] + b"\0\0")


def _wrong_width(pdf: Pdf) -> None:
    _font(pdf).DescendantFonts[0].DW = 999


def _external(pdf: Pdf) -> None:
    pdf.Root.Spare = pdf.make_indirect(Stream(pdf, b"", F="elsewhere.xml"))


def _script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _see_through(pdf: Pdf) -> None:
    pdf.pages[0].Resources.ExtGState = Dictionary(G1=Dictionary(ca=0.5))


def _long_name(pdf: Pdf) -> None:
    pdf.Root[Name("/" + "n" * 128)] = 1


def _lzw(pdf: Pdf) -> None:
    pdf.Root.Spare = pdf.make_indirect(Stream(pdf, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", Filter=Name.LZWDecode))


DAMAGES: list[tuple[str, Damage]] = [
    ("6.1.7 filters", _lzw),
    ("6.1.7 filters", _external),
    ("6.1.13 limits", _long_name),
    ("6.1.13 limits", lambda pdf: setattr(pdf.Root, "Spare", pikepdf.String("x" * 32768))),
    ("6.1.13 limits", _draw(b" q" * 29 + b" Q" * 29)),
    ("6.2.2 content", _draw(b" 1 0 0 rg")),
    ("6.2.3 output intent", lambda pdf: pdf.Root.__delattr__("OutputIntents")),
    ("6.2.3 output intent", _cut_profile),
    ("6.2.3 output intent", lambda pdf: setattr(pdf.Root.OutputIntents[0].DestOutputProfile, "N", 4)),
    ("6.2.10 transparency", _see_through),
    ("6.2.11.2 programs", _turn_bit),
    ("6.2.11.4 embedding", lambda pdf: _font(pdf).DescendantFonts[0].FontDescriptor.__delattr__("FontFile2")),
    ("6.2.11.4 embedding", _draw(b" BT /Helvetica 12 Tf ET")),
    ("6.2.11.5 widths", _wrong_width),
    ("6.2.11.7 meaning", lambda pdf: _font(pdf).__delattr__("ToUnicode")),
    ("6.2.11.8 no .notdef", _drop_code),
    ("6.5 actions and files", _script),
    ("6.6.2 metadata", _retitle),
    ("6.6.2 metadata", _tell_bytes),
    ("6.6.2 metadata", _describe_nothing),
    ("6.6.2 metadata", lambda pdf: setattr(pdf.docinfo, "Author", "别的单位")),
    ("6.6.2 metadata", lambda pdf: setattr(pdf.docinfo, "ModDate", "D:20260101000000+08'00'")),
    ("6.6.4 identification", _claim_part_one),
]


def _saved(pdf: Pdf, **options: object) -> bytes:
    target = BytesIO()
    options |= {"compress_streams": False, "fix_metadata_version": False}
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, **options)
    return target.getvalue()


def test_saving_alone_breaks_nothing(small):
    with pikepdf.open(BytesIO(small)) as pdf:
        assert faults(small) == faults(_saved(pdf)) == {}


@pytest.mark.parametrize(("number", "damage"), DAMAGES)
def test_a_damaged_file_breaks_its_clause_and_no_other(small, number, damage):
    with pikepdf.open(BytesIO(small)) as pdf:
        damage(pdf)
        assert list(faults(_saved(pdf))) == [number]


def test_an_encrypted_file_breaks_the_clause_on_trailers(small):
    with pikepdf.open(BytesIO(small)) as pdf:
        assert "encrypted" in faults(_saved(pdf, encryption=pikepdf.Encryption(owner="x")))["6.1.3 trailer"]


@pytest.mark.parametrize(
    ("number", "before", "after"),
    [
        ("6.1.2 header", rb"(%PDF-1.7\n%)....", rb"\1abcd"),
        ("6.1.3 trailer", rb"/ID ", rb"/IX "),
        ("6.1.3 trailer", rb"\Z", rb" more"),
        ("6.1.7 streams", rb"(/Length )\d(\d+ >>\nstream)", rb"\g<1>9\2"),
        ("6.1.7 streams", rb"\r\nendstream", rb"  endstream"),
        ("6.1.9 objects", rb" obj\n", rb" obj "),
        ("6.6.2 metadata", rb"/Type /Metadata", rb"/Filter []     "),
    ],
)
def test_a_file_written_carelessly_breaks_its_clause(small, number, before, after):
    broken = re.sub(before, after, small, count=1, flags=re.DOTALL)
    assert broken != small
    with pikepdf.open(BytesIO(small)) as pdf:  # for what is read from the bytes, the objects are the good ones
        assert list(CLAUSES[number](broken, pdf)) or number in faults(broken)
        others = {other for other, check in CLAUSES.items() if list(check(broken, pdf))}
    assert others <= {number}
