"""What a document says about itself, its bookmarks, page numbers and colours, and that it is the same everywhere."""

import os
import re
import subprocess
import sys
from io import BytesIO

import pikepdf
import pypdf
import pypdfium2
import pytest
from PIL import Image, ImageCms

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.font.chains import BUNDLED, FontGlyph
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry
from disclosure_desk.writers.pdf.xmp import DocumentInfo


def sheet(title: str = "年度报告", **more: object) -> PageCanvas:
    area = PageGeometry()
    output = PdfOutput(DocumentInfo(title, "某街道办事处", 2025, **more), area.width, area.height)
    return PageCanvas(output, area, BUNDLED.table)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("甲&乙<丙>“丁”", "甲&乙<丙>“丁”"),
        ("þÿ (\\)", "þÿ (\\)"),
        ("😀𠀀街道", "😀𠀀街道"),
        ("甲\x07乙\x1b丙\ufffe丁\ud800", "甲 乙 丙 丁 "),
        ("two\r\nlines", "two  lines"),
        ("", None),
    ],
)
def test_any_title_is_stated_twice_in_the_same_words(title, kept):
    pdf = sheet(title).finish()
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as metadata:
        inside = document.docinfo.get("/Title")
        assert metadata.get("dc:title") == kept == (inside and str(inside))
        assert metadata.get("dc:description") == kept
        assert metadata["dc:creator"] == [str(document.docinfo.Author)] == ["某街道办事处"]


def test_keywords_are_stated_and_fonts_in_a_note_of_the_producer():
    with pikepdf.open(BytesIO(sheet(keywords="公开；年报", fonts="标题：DeskSong").finish())) as document:
        assert str(document.docinfo.Keywords) == "公开；年报"
        assert str(document.docinfo.Producer) == "ReportLab PDF Library（标题：DeskSong）"


def test_characters_beyond_two_bytes_are_read_back():
    number = BUNDLED.table.glyph("一").number
    made = sheet()
    glyphs = [FontGlyph("DeskSong", number, character, 1.0) for character in "𠀀一𠀁𠀀"]
    made.text(
        TextLine(tuple((16.0 * place, glyph) for place, glyph in enumerate(glyphs)), 64.0),
        16,
        (0, 50),
        made.element("P"),
    )
    pdf = made.finish()
    assert "𠀀一𠀁𠀀" in pypdf.PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_a_line_of_nothing_draws_nothing():
    made = sheet()
    made.text(TextLine((), 0.0), 16, (0, 50), made.element("P"))
    made.numbered = False
    with pikepdf.open(BytesIO(made.finish())) as document:
        assert not pikepdf.parse_content_stream(document.pages[0])


def test_page_numbers_can_be_left_out_and_begin_again(pages):
    made = sheet()
    made.numbered = False
    made.restart_numbers()
    made.new_page()
    made.numbered = True
    made.new_page()
    made.restart_numbers()
    made.new_page()
    assert made.page == 3
    assert [re.findall(r"\d+", page) for page in pages(made.finish())] == [[], ["1"], ["2"], ["1"]]


def test_bookmarks_lie_under_one_another():
    made = sheet()
    for title, level in (("封面", 0), ("报告", 0), ("一、总体情况", 1), ("二、情况", 1), ("审核流转单", 0)):
        made.bookmark(title, title, level)
    document = pypdfium2.PdfDocument(made.finish())
    assert [(mark.get_title(), mark.level) for mark in document.get_toc()] == [
        ("封面", 0),
        ("报告", 0),
        ("一、总体情况", 1),
        ("二、情况", 1),
        ("审核流转单", 0),
    ]
    document.close()


def test_colours_are_those_of_srgb():
    profile = ImageCms.getOpenProfile(str(resource("icc", "sRGB.icc"))).profile
    assert (profile.version, profile.xcolor_space, profile.device_class) == (2.1, "RGB ", "mntr")
    ours, theirs = (
        ImageCms.buildTransform(each, ImageCms.createProfile("LAB"), "RGB", "LAB")
        for each in (str(resource("icc", "sRGB.icc")), ImageCms.createProfile("sRGB"))
    )
    colours = Image.frombytes("RGB", (64, 64), bytes(7 * number % 256 for number in range(3 * 64 * 64)))
    pairs = zip(
        ImageCms.applyTransform(colours, ours).tobytes(),
        ImageCms.applyTransform(colours, theirs).tobytes(),
        strict=True,
    )
    assert max(abs(one - other) for one, other in pairs) <= 1


_PLACE = """
import sys, time
time.time = lambda: {clock}
from pathlib import Path
from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read
from disclosure_desk.writers.pdf.flow import render
sys.stdout.buffer.write(render(read(load_form("2021"), Path(sys.argv[1])).report))
"""


def test_same_report_gives_the_same_bytes_anywhere_and_at_any_time(pasted_path):
    places = [
        (0, {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}),
        (4e9, {"TZ": "America/Lima", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "77"}),
    ]
    running = [
        subprocess.Popen(
            # Without site, which reads its files in that language, and cannot where the checkout's path is Chinese.
            [sys.executable, "-S", "-c", _PLACE.format(clock=clock), pasted_path],
            env=os.environ | place | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.PIPE,
        )
        for clock, place in places
    ]
    one, other = (process.communicate(timeout=60)[0] for process in running)
    assert one.startswith(b"%PDF")
    assert one == other


@pytest.mark.parametrize(("double_sided", "edges"), [(True, ("right", "left")), (False, ("middle", "middle"))])
def test_page_numbers_stand_outside_or_in_the_middle(double_sided, edges):
    area = PageGeometry()
    made = PageCanvas(
        PdfOutput(DocumentInfo("", "", 2025), area.width, area.height), area, BUNDLED.table, double_sided=double_sided
    )
    made.new_page()
    document = pypdfium2.PdfDocument(made.finish())
    for page, edge in zip(document, edges, strict=True):
        bounds = [shape.get_bounds() for shape in page.get_objects()]
        left = min(bound[0] for bound in bounds) - area.left
        right = area.left + area.measure - max(bound[2] for bound in bounds)
        found = "middle" if abs(left - right) < 3 else "left" if left < right else "right"
        assert found == edge
        page.close()
    document.close()


def test_a_viewer_learns_how_to_show_and_print_the_document():
    made = sheet()
    made.bookmark("一、总体情况", "overview")
    with pikepdf.open(BytesIO(made.finish())) as document:
        assert document.Root.ViewerPreferences.DisplayDocTitle is True
        assert document.Root.ViewerPreferences.PrintScaling == "/None"
        assert document.Root.PageMode == "/UseOutlines"
        assert document.Root.Lang == "zh-CN"
        assert document.Root.MarkInfo.Marked is True
    with pikepdf.open(BytesIO(sheet().finish())) as document:
        assert document.Root.PageMode == "/UseNone"
