"""A report as OFD: its structure, its text as another library reads it, and its pages beside those of the PDF."""

import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
import pytest
from ofd_file import OfdFile, outside
from PIL import ImageChops

from disclosure_desk.core.report import new_report
from disclosure_desk.writers import WriteError, ofd, render_file
from disclosure_desk.writers.ofd.output import OfdOutput
from disclosure_desk.writers.outline import Heading, Paragraph, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.font.chains import BUNDLED, FontGlyph, font_file
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageGeometry
from disclosure_desk.writers.pdf.structure import Artifact
from disclosure_desk.writers.pdf.xmp import DocumentInfo

AREA = PageGeometry()
DOTS, FINER = 100, 2
HOSTILE = "<b>&amp;\"'</b>]]>，_x0041_ 与全角　空格，和  两个空格；\t制表符"


def output(title: str = "年度报告", **more: object) -> OfdOutput:
    return OfdOutput(DocumentInfo(title, "某街道办事处", 2025, **more), AREA.width, AREA.height)


def line(text: str, font: str = "DeskSong") -> TextLine:
    number = BUNDLED.table.glyph("一").number
    return TextLine(tuple((16.0 * place, FontGlyph(font, number, one, 1.0)) for place, one in enumerate(text)), 16.0)


def solid(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(scope="module")
def report(form, full_places):
    return new_report(form, "涿河区金牛山办事处", 2025, full_places)


@pytest.fixture(scope="module")
def made(report) -> bytes:
    return ofd.render(report)


@pytest.fixture(scope="module")
def file(made) -> OfdFile:
    return OfdFile(made)


@pytest.fixture(scope="module")
def printed(report) -> bytes:
    return render_file(report, ".pdf")


@pytest.fixture
def wide_report(form):
    """Figures that have to be narrowed."""
    return new_report(form, "涿河区金牛山办事处", 2025, dict.fromkeys(form.cells, 888_888_888_888))


def test_the_structure_is_that_of_the_standard(file):
    assert file.faults() == []


@pytest.mark.parametrize(
    ("name", "was", "becomes", "fault"),
    [
        ("OFD.xml", ' DocType="OFD"', "", "has no DocType"),
        ("OFD.xml", "ofd:Author>", "ofd:Writer>", "holds DocID Title Writer"),
        ("OFD.xml", "<ofd:Title>年度报告</ofd:Title>", "", None),
        ("OFD.xml", "-12-31", "-31", "CreationDate holds 2025-31"),
        ("OFD.xml", "2016", "2017", "a part cannot be found"),
        ("Doc_0/Document.xml", "<ofd:MaxUnitID>6", "<ofd:MaxUnitID>3", "4 is above MaxUnitID"),
        ("Doc_0/Document.xml", 'ID="1"', "", "has no ID"),
        ("Doc_0/Document.xml", '<ofd:Page ID="1"', '<ofd:Page ID="2"', "2 is given twice"),
        ("Doc_0/Pages/Page_0/Content.xml", 'Font="3"', 'Font="4"', "no font 4"),
        ("Doc_0/Pages/Page_0/Content.xml", ' Size="', ' Depth="', "has no Size"),
        ("Doc_0/Pages/Page_0/Content.xml", ' X="0"', ' X="0,1"', "has X=0,1"),
        ("Doc_0/PublicRes.xml", ' BaseLoc="Res"', "", "a part cannot be found"),
    ],
)
def test_a_structure_that_is_not_is_found(name, was, becomes, fault):
    made = output()
    made.text(line("甲"), 16, (100, 100), 1.0, Artifact.FOOT)
    made.end_page()
    packed = BytesIO()
    with ZipFile(BytesIO(made.finish())) as source, ZipFile(packed, "w") as target:
        for one in source.namelist():
            content = source.read(one)
            if one == name:
                assert was.encode() in content
                content = content.replace(was.encode(), becomes.encode())
            target.writestr(one, content)
    found = faults(packed.getvalue())
    assert fault in found if fault else not found


def faults(content: bytes) -> str:
    try:
        return "\n".join(OfdFile(content).faults())
    except (KeyError, AttributeError):
        return "a part cannot be found"


def test_nothing_else_is_in_the_file(file):
    expected = r"OFD\.xml|Doc_0/(Document|PublicRes|Pages/Page_\d+/Content)\.xml|Doc_0/Res/[\w.-]+\.ttf"
    assert [name for name in file.files if not re.fullmatch(expected, name)] == []
    assert next(iter(file.files)) == "OFD.xml"
    assert len(file.fonts) == sum(name.endswith(".ttf") for name in file.files)


def test_the_file_is_small_enough_to_upload(made):
    assert len(made) <= 300_000


@pytest.fixture
def ofdkit():
    """The library that reads back what was written."""
    return pytest.importorskip("ofdkit", reason="ofdkit, which reads OFD, is installed by installer/test.sh")


def test_another_library_reads_the_pages_of_the_pdf_in_their_order(report, made, printed, ofdkit):
    pdf = pypdfium2.PdfDocument(printed)
    with ofdkit.open(made) as read:
        assert read.warnings == []
        assert (read.info.title, read.info.author) == (report.title, report.unit)
        assert read.info.creation_date == "2025-12-31"
        assert len(read.pages) == len(pdf)
        for page, paper in zip(read.pages, pdf, strict=True):
            text = paper.get_textpage()
            assert solid("".join(run.text for run in page.runs)) == solid(text.get_text_range())
            text.close()
            paper.close()
    pdf.close()


def test_it_reads_headings_and_paragraphs_in_their_order(report, made, ofdkit):
    with ofdkit.open(made) as read:
        text = re.sub(r"—\d+—", "", solid(read.text()))
    place = 0
    for part in outline(report):
        if isinstance(part, Heading | Paragraph):
            place = text.index(solid(part.text), place)


@pytest.mark.parametrize("page", [0, 2, 3])
def test_the_pages_look_as_those_of_the_pdf(file, printed, page):
    looks_alike(file, printed, page)


@pytest.mark.parametrize("dots", [50, DOTS])
def test_a_page_can_be_drawn_coarsely(file, dots):
    """Rules are thinner than a dot there."""
    assert file.draw(2, dots).getextrema() == (0, 255)


def test_a_narrowed_figure_looks_as_in_the_pdf(wide_report):
    file = OfdFile(ofd.render(wide_report))
    assert b"CTM=" in file.files["Doc_0/Pages/Page_1/Content.xml"]
    looks_alike(file, render_file(wide_report, ".pdf"), 1)


def looks_alike(file: OfdFile, pdf: bytes, page: int) -> None:
    """Whatever is drawn on the page of one file is within a dot of it in the other, at a hundred dots an inch."""
    drawn = file.draw(page, DOTS * FINER)
    document = pypdfium2.PdfDocument(pdf)
    printed = document[page].render(scale=DOTS * FINER / 72, grayscale=True).to_pil().convert("L")
    document.close()
    assert drawn.size == printed.size
    ours, theirs = drawn.reduce(FINER), printed.reduce(FINER)
    assert outside(ours, theirs) == outside(theirs, ours) == 0
    assert outside(ImageChops.offset(ours, 2, 0), theirs) > 0 < outside(ImageChops.offset(ours, 0, 2), theirs)


def test_the_same_report_gives_the_same_bytes_and_another_other_ones(report, made, blank_report):
    assert made == render_file(report, ".ofd")
    assert len({made, ofd.render(blank_report), ofd.render(report, PageSettings(tint=False))}) == 3


def test_bookmarks_lead_to_the_six_sections(file, form):
    listed = re.findall(r'Title="([^"]*)".*?PageID="(\d+)"', file.files["Doc_0/Document.xml"].decode())
    assert [title for title, _ in listed] == [section.heading for section in form.sections if section.heading]
    numbers = re.findall(r'<ofd:Page ID="(\d+)"', file.files["Doc_0/Document.xml"].decode())
    for title, page in listed:
        assert title in "".join(file.texts(numbers.index(page)))


def test_bookmarks_lie_within_one_another():
    made = output()
    for number, (title, level) in enumerate((("己", 1), ("甲", 0), ("乙", 1), ("丙", 2), ("丁", 1), ("戊", 0))):
        made.bookmark(title, title, AREA.height - 72 * number, level)
    made.end_page()
    file = OfdFile(made.finish())
    assert file.faults() == []
    document = file.files["Doc_0/Document.xml"].decode()
    found = re.findall(r'Title="(.)"|<(/)ofd:OutlineElem>', document)
    assert "".join(title or end for title, end in found) == "己/甲乙丙//丁//戊/"
    assert re.findall(r'Top="(.*?)"', document) == ["0", "25.4", "50.8", "76.2", "101.6", "127"]


def test_a_document_without_text_or_name_is_whole():
    made = OfdOutput(DocumentInfo("", "", 2025), AREA.width, AREA.height)
    made.rules(0.5, [], Artifact.LAYOUT)
    made.end_page()
    file = OfdFile(made.finish())
    assert file.faults() == []
    assert file.texts(0) == []
    assert b"Title>" not in file.files["OFD.xml"]


def test_what_xml_would_read_as_its_own_is_read_back(form, full_places):
    report = new_report(form, "=街道<&>办事处", 2025, {**full_places, "overview.lead": HOSTILE})
    file = OfdFile(ofd.render(report))
    assert file.faults() == []
    pages = range(len(file.pages))
    assert solid(HOSTILE) in "".join(solid(text) for page in pages for text in file.texts(page))
    assert report.title in file.files["OFD.xml"].decode().replace("&lt;", "<").replace("&gt;", ">").replace(
        "&amp;", "&"
    )


def test_what_xml_cannot_hold_is_a_space():
    made = output("甲\x07乙\x1b丙\ufffe丁")
    made.text(line("子\x07丑"), 16, (100, 100), 1.0, Artifact.FOOT)
    made.bookmark("甲\x07乙", "key", 100, 0)
    made.end_page()
    file = OfdFile(made.finish())
    assert file.texts(0) == ["子 丑"]
    assert file.roots["OFD.xml"].findtext(".//{*}Title") == "甲 乙 丙 丁"


def test_a_character_beyond_two_bytes_has_an_object_of_its_own():
    made = output()
    made.text(line("甲𠀀𠀁乙丙"), 16, (72, 720), 1.0, Artifact.FOOT)
    made.end_page()
    file = OfdFile(made.finish())
    assert file.texts(0) == ["甲", "𠀀", "𠀁", "乙丙"]
    (left, *_), *others = [box.split() for box in re.findall(r'Boundary="(.*?)"', str(file.files))]
    step = 16 * 25.4 / 72
    assert [float(one) - float(left) for one, *_ in others] == pytest.approx([step, 2 * step, 3 * step], abs=0.002)


def test_spaces_before_a_text_have_an_object_of_their_own():
    made = output()
    for text in ("  4 页 ", " ", "4 "):
        made.text(line(text), 16, (72, 720), 1.0, Artifact.FOOT)
    made.end_page()
    assert OfdFile(made.finish()).texts(0) == ["  ", "4 页 ", " ", "4 "]


def test_a_boundary_holds_all_that_its_text_draws():
    made = output()
    font = font_file("DeskSong")
    words = [FontGlyph("DeskSong", font.glyph(ord(one)), one, font.advance(font.glyph(ord(one)))) for one in "jÅfÇ龘"]
    for glyph in words:
        made.text(TextLine(((0.0, glyph),), 16.0), 72, (72, 720), 0.5, Artifact.FOOT)
    made.end_page()
    boxes = re.findall(r'Boundary="(.*?)"', OfdFile(made.finish()).files["Doc_0/Pages/Page_0/Content.xml"].decode())
    reached = [False] * 4
    for glyph, box in zip(words, boxes, strict=True):
        left, low, right, high = font.outline_box(glyph.number)
        x, y, width, depth = [float(one) / 25.4 * 72 for one in box.split()]
        assert x <= 72 + left * 36 + 0.01
        assert x + width >= 72 + right * 36 - 0.01
        assert y <= AREA.height - 720 - high * 72 + 0.01
        assert y + depth >= AREA.height - 720 - low * 72 - 0.01
        beyond = left < 0, high > 0.88, low < -0.12, right > glyph.advance
        reached = [before or now for before, now in zip(reached, beyond, strict=True)]
    assert all(reached)


def test_a_narrowed_line_goes_on_in_another_font():
    made = output()
    glyphs = (*line("一").glyphs, (32.0, FontGlyph("DeskHei", 1, "二", 1.0)))
    made.text(TextLine(glyphs, 48.0), 16, (72, 720), 0.5, Artifact.FOOT)
    made.end_page()
    boxes = re.findall(r'Boundary="(\S+)', OfdFile(made.finish()).files["Doc_0/Pages/Page_0/Content.xml"].decode())
    assert [float(one) / 25.4 * 72 for one in boxes] == pytest.approx([72, 72 + 16], abs=2)


def test_a_rule_has_square_ends_within_its_boundary():
    made = output()
    made.rules(2.0, [(72, AREA.height - 72, 144, AREA.height - 72)], Artifact.LAYOUT)
    made.end_page()
    written = OfdFile(made.finish()).files["Doc_0/Pages/Page_0/Content.xml"].decode()
    assert 'Boundary="25.047 25.047 26.106 0.706" LineWidth="0.706" Cap="Square"' in written
    assert ">M 0.353 0.353 L 25.753 0.353<" in written


def test_roundings_do_not_add_up():
    made = output()
    made.text(line("一" * 27), 16, (72, 720), 1.0, Artifact.FOOT)
    made.end_page()
    (steps,) = re.findall(r'DeltaX="(.*?)"', OfdFile(made.finish()).files["Doc_0/Pages/Page_0/Content.xml"].decode())
    assert sum(map(float, steps.split())) == pytest.approx(26 * 16 * 25.4 / 72, abs=0.0011)


def test_a_character_that_no_font_has_is_named(form, full_places):
    report = new_report(form, "某街道办事处", 2025, {**full_places, "overview.lead": "甲\U0002ffff乙"})
    with pytest.raises(WriteError, match=r"U\+2FFFF"):
        render_file(report, ".ofd")


def test_the_pdf_library_is_not_loaded():
    code = "import sys, disclosure_desk.writers.ofd; print('reportlab' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split() == ["False"]
