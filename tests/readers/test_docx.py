from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from office_files import filled, table, word_file
from own_files import plain_reports, printed_figures, printed_texts, read_figures, read_texts

from disclosure_desk.form_file import load_form
from disclosure_desk.readers import read_content
from disclosure_desk.readers.docx import docx_items
from disclosure_desk.readers.progress import unheard
from disclosure_desk.readers.stream import Paragraph, Row
from disclosure_desk.writers.docx import render

FORM = load_form("2021")
CASE = {cell: str(number) for number, cell in enumerate(FORM.cells, 1001)}
WORDS = {
    "政府信息公开工作年度报告格式模板": "云溪街道办事处2025年政府信息公开工作年度报告",
    "（文字描述）": "这里写了文字。",
    "（文字描述，收取信息处理费情况在此处报告。）": "本年未收取信息处理费。",
}


def items(body: str, **parts: str) -> list[Paragraph | Row]:
    return list(docx_items(word_file(body, **parts), unheard))


def lines(body: str, **parts: str) -> list[str]:
    return [item.text for item in items(body, **parts)]


def rows(*made: str) -> list[tuple[str, ...]]:
    return [item.cells for item in items(table(*made)) if isinstance(item, Row)]


def test_filled_official_grids_give_every_figure_back(seed_path):
    blank = seed_path.parent / "blank-2021.docx"

    reading = read_content(FORM, filled(FORM, blank, WORDS, CASE), ".docx")

    assert {cell: str(value) for cell, value in reading.report.cells.items()} == CASE
    assert reading.report.title == "云溪街道办事处2025年政府信息公开工作年度报告"
    assert reading.report.texts["other_matters"] == "本年未收取信息处理费。"
    assert {note.place for note in reading.remarks} == {"overview.lead"}


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_own_word_file_gives_the_report_back(data):
    report = data.draw(plain_reports(FORM))

    reading = read_content(FORM, render(report), ".docx")

    assert read_figures(reading.report) == printed_figures(report)
    assert read_texts(reading.report) == printed_texts(report)
    assert reading.report.title == report.title
    assert reading.remarks == ()
