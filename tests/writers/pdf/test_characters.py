"""The characters of a report: every one of the standards is printed, and can be read back."""

import hashlib
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.chains import font_file
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts

KINDS = ("title", "heading", "subhead", "body", "table")
LEVELS = (Path(__file__).parents[2] / "data" / "tongyong-8105.txt").read_text("utf-8").split()
"""The three levels of 通用规范汉字表 (2013); tests/data/README.md says where it is from."""
AS_MADE = "7a74be6ba0e31be97d5ccc3c93acc6a1329a8b97d99f3f476c18c93ca66dba9f"
"""The SHA-256 of its characters in the order of Unihan's numbers 1 to 8105."""


def gb2312(*rows: int) -> str:
    """The characters of these rows of GB 2312."""
    cells = (bytes((0xA0 + row, 0xA0 + cell)) for row in rows for cell in range(1, 95))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)


HAN, SIGNS = gb2312(*range(16, 88)), gb2312(*range(1, 10))
EXTENSION_A = "".join(map(chr, range(0x3400, 0x4DB6)))


def test_the_lists_are_whole():
    assert [len(level) for level in LEVELS] == [3500, 3000, 1605]
    assert len(set("".join(LEVELS))) == 8105
    assert [level[0] + level[-1] for level in LEVELS] == ["一矗", "乂齉", "亍蠼"]
    assert hashlib.sha256("".join(LEVELS).encode()).hexdigest() == AS_MADE
    assert (len(HAN), len(SIGNS)) == (6763, 682)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "characters", [HAN, SIGNS, "".join(LEVELS), EXTENSION_A], ids=["GB 2312", "signs", "8105", "A"]
)
def test_every_chain_prints_every_character_of_the_standards(kind, characters):
    chain = getattr(document_fonts(office=False), kind)
    assert "".join(character for character in characters if chain.glyph(character) is None) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_every_chinese_character_has_an_outline_and_is_one_em_wide(kind):
    chain = getattr(document_fonts(office=False), kind)
    glyphs = [chain.glyph(character) for character in HAN + "".join(LEVELS)]
    assert {glyph.advance for glyph in glyphs} == {1}
    assert all(font_file(glyph.font).outline(glyph.number) for glyph in glyphs)


@pytest.mark.slow
def test_a_report_with_every_character_is_printed_and_read_back(form: Form, pages):
    text = next(iter(form.texts))
    listed = "".join(LEVELS)
    pdf = render(new_report(form, "金牛山街道办事处", 2025, {text: listed}), PageSettings(office_fonts=False))
    read = "".join("".join(page.splitlines()[:-1]) for page in pages(pdf))
    start = read.index(listed[0] + listed[1])
    assert read[start : start + len(listed)] == listed
