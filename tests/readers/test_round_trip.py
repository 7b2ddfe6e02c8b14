"""Reading a file that the program wrote gives the report back, whatever is in it, in every format that is written."""

import pytest
from consistent_reports import consistent
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_desk.core.figure import figure
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Value, new_report
from disclosure_desk.readers import ENDINGS, read_content
from disclosure_desk.writers import FORMATS, render_file

FORM = load_form("2021")
WRITTEN = [ending for ending in FORMATS if ending in ENDINGS]

UNITS = (
    "涿河区金牛山办事处",
    "某局（某集团）",
    "呼伦贝尔市鄂伦春自治旗大兴安岭农场管理局阿里河林业开发区管理委员会街道办事处",
    "CBD1号街道办事处",
)
LETTERS = "政府信息公开街道办事处年度规范文件收到申请件条次《条例》“数”（一）第十三条，、：；！％·—…〔〕①ABab09.%-/"

LONG = "本年度街道办事处认真贯彻条例，规范公开内容，拓宽公开渠道，及时回应关切，" * 5
"""A report has some paragraph of several lines: without one a page does not show where its lines begin."""

starts = st.sampled_from(("本年度", "一是", "1.", "2025年，", "按照 GB/T 9704 的要求，"))
sentences = st.builds(lambda start, words: f"{start}{words}。", starts, st.text(LETTERS, min_size=1, max_size=90))
paragraphs = st.lists(sentences, max_size=3)
figures = st.integers(0, 10**12 - 1) | st.integers(0, 99) | st.none()


@st.composite
def values(draw: st.DrawFn) -> dict[str, Value]:
    """What stands in a report, consistent but for some cells; some of them blank, so that totals are worked out."""
    odd = draw(st.dictionaries(st.sampled_from([*FORM.cells]), figures, max_size=20))
    fee = draw(st.none() | st.decimals(0, 10**6, places=6).map(figure))
    texts = {text.id: _under(text.heading, draw(paragraphs)) for text in FORM.texts.values()}
    texts["problems"] = "\n".join(filter(None, [LONG, texts["problems"]]))
    return {**consistent(draw(st.integers(0, 10_000))), **odd, "proactive.fee.amount": fee, **texts}


def _under(heading: str, lines: list[str]) -> str:
    """A topic starts with its sub-head, which every writer would put there."""
    return "\n".join([f"{heading}：{line}" if heading and not number else line for number, line in enumerate(lines)])


@pytest.mark.slow
@pytest.mark.parametrize("ending", WRITTEN)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(unit=st.sampled_from(UNITS), year=st.integers(2021, 2099), given_values=values())
def test_what_is_written_is_read_back(ending, unit, year, given_values):
    report = new_report(FORM, unit, year, given_values)
    told = {text for text, written in report.texts.items() if not written}
    told |= {"overview.lead" for text in told if text.startswith("overview.")}

    reading = read_content(FORM, render_file(report, ending), ending)

    assert (reading.report.unit, reading.report.year) == (unit, year)
    assert reading.report.figures() == report.figures()
    assert dict(reading.report.texts) == dict(report.texts)
    assert {note.place for note in reading.report.notes} <= told
    assert reading.unsure <= told
