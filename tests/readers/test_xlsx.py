from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from own_files import plain_reports, printed_figures, printed_texts, read_figures, read_texts

from disclosure_desk.form_file import load_form
from disclosure_desk.readers import read_content
from disclosure_desk.writers.xlsx import render

FORM = load_form("2021")


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(data=st.data())
def test_own_workbook_gives_the_report_back(data):
    report = data.draw(plain_reports(FORM))

    reading = read_content(FORM, render(report), ".xlsx")

    assert read_figures(reading.report) == printed_figures(report)
    assert read_texts(reading.report) == printed_texts(report)
    assert reading.report.title == report.title
    assert reading.remarks == ()
