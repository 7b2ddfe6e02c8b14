"""The finished file as two independent readers see it: all 200 figures and all paragraphs, in the order of the page."""

import re
from io import BytesIO
from random import Random

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.layout import lay_out
from disclosure_desk.core.report import new_report
from disclosure_desk.writers.outline import Paragraph, Table, outline
from disclosure_desk.writers.pdf.flow import render

_FIGURE = re.compile(r"(?<!\d)\d{6,8}(?!\d)")
_NUMBER = re.compile(r"^\s*— \d+ —\s*$", re.MULTILINE)
LETTERS = "政府信息公开街道办事处年度报告规范性文件㐂①㎡〔〕《》“”‘’（），。、；：？！…—·％ABCabc é+-/% 12345"


def by_pdfium(content):
    document = pypdfium2.PdfDocument(content)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append(text.get_text_bounded().replace("\r\n", "\n"))
        text.close()
    document.close()
    return found


def by_pypdf(content):
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def report_of(form, seed, paragraphs):
    """Every figure another one of six to eight digits, every text of some paragraphs."""
    figures = Random(seed).sample(range(100_000, 100_000_000), len(form.cells))  # noqa: S311 - an example, no secret
    texts = {text: "\n".join(words) for text, words in zip(form.texts, paragraphs, strict=True)}
    return new_report(form, "涿河区金牛山办事处", 2025, {**dict(zip(form.cells, figures, strict=True)), **texts})


def expected_figures(report):
    return [
        str(report.figure(box.cell))
        for part in outline(report)
        if isinstance(part, Table)
        for box in part.layout.boxes
        if box.cell
    ]


paragraphs = st.lists(
    st.lists(st.text(LETTERS, min_size=1, max_size=120).map(lambda text: f"第{text}。"), max_size=3),
    min_size=9,
    max_size=9,
)


@pytest.mark.slow
@pytest.mark.parametrize("read", [by_pdfium, by_pypdf])
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1 << 32), words=paragraphs)
def test_two_readers_give_every_figure_and_paragraph_back_in_order(form, read, seed, words):
    report = report_of(form, seed, words)
    pages = read(render(report))
    assert _FIGURE.findall("\n".join(pages)) == expected_figures(report)
    solid = "".join("".join(_NUMBER.sub("", page) for page in pages).split())
    position = 0
    for part in outline(report):
        if isinstance(part, Paragraph):
            text = "".join(part.text.split())
            position = solid.index(text, position) + len(text)


@pytest.mark.parametrize("read", [by_pdfium, by_pypdf])
def test_labels_come_before_the_figures_of_their_row(form, read):
    report = report_of(form, 1, [[]] * 9)
    placed = lay_out(form.grids["proactive"]).boxes
    row = next(box.row for box in placed if box.text == "行政许可")
    (cell,) = (box.cell for box in placed if box.row == row and box.cell)
    (line,) = (line for page in read(render(report)) for line in page.splitlines() if "行政许可" in line)
    assert line.split() == ["行政许可", str(report.figure(cell))]
