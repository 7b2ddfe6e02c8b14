"""Name and date under the report, by their places in points and on the page."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.report import new_report
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import print_report, render, signature
from disclosure_desk.writers.pdf.font.chains import BUNDLED, MissingGlyph
from disclosure_desk.writers.pdf.page import PageGeometry

FORM = PageGeometry()
DAY = date(2026, 1, 20)
UNIT = "涿河区金牛山办事处"
LONG = "新疆维吾尔自治区伊犁哈萨克自治州霍尔果斯经济开发区兵团分区卡拉苏街道办事处"


def _set(unit, on=DAY):
    """The texts of the lines, where each begins and where it ends, in characters from the right and left edge."""
    return [
        (
            "".join(glyph.character for _, glyph in line.glyphs),
            round(x / FORM.pitch, 2),
            round((FORM.measure - x - line.width) / FORM.pitch, 2),
        )
        for line, x in signature(unit, on, BUNDLED.body, FORM)
    ]


def test_name_ends_two_characters_from_the_edge_and_the_date_begins_two_later():
    blank, (name, left, free), (day, day_left, _) = _set(UNIT)
    assert blank[0] == ""
    assert (name, free, day) == (UNIT, 2, "2026年1月20日")
    assert day_left == pytest.approx(left + 2, abs=0.01)


def test_date_longer_than_the_name_ends_two_characters_from_the_edge():
    _, (name, left, _), (day, day_left, free) = _set("办事处", date(2026, 12, 30))
    assert (name, day, free) == ("办事处", "2026年12月30日", 2)
    assert left == pytest.approx(day_left - 2, abs=0.01)


def test_date_that_is_not_set_leaves_room_to_write_it():
    *_, (_, left, _), (day, day_left, free) = _set(UNIT, None)
    assert day == "年　　月　　日"
    assert day_left == pytest.approx(left + 2 + 3, abs=0.01)
    assert free >= 0


def test_long_name_is_broken_by_sense_and_its_lines_share_a_middle():
    _, first, second, (_, left, _) = _set(LONG)
    assert (first[0], second[0]) == (LONG[:16], LONG[16:])
    assert first[1] - first[2] == pytest.approx(second[1] - second[2], abs=0.02)
    assert min(first[2], second[2]) == 2
    assert left == pytest.approx(min(first[1], second[1]) + 2, abs=0.01)


def test_report_without_unit_has_a_date_alone():
    assert [text for text, _, _ in _set("")] == ["", "2026年1月20日"]


@given(st.text(st.sampled_from("市区街道办事处Ab1"), max_size=80), st.none() | st.dates())
def test_every_line_stands_within_the_measure(unit, on):
    assert all(left > -0.01 and right > -0.01 for text, left, right in _set(unit, on) if text)


def test_only_a_report_that_is_to_be_signed_is_signed(full_report, solid):
    ending = UNIT + "2026年1月20日"
    assert solid(render(full_report, PageSettings(signed=True, signed_on=DAY))).endswith(ending)
    assert not solid(render(full_report, PageSettings(signed_on=DAY))).endswith(ending)


def test_a_click_on_the_signature_leads_to_the_unit(full_report):
    assert print_report(full_report, PageSettings(signed=True)).places[-1].place == "unit"


def test_a_last_paragraph_of_one_line_goes_along_with_name_and_date(form, pages):
    seen = set()
    for count in range(1, 24):
        other = "\n".join(["第一行。"] * count)
        report = new_report(form, UNIT, 2025, {"other_matters": other})
        text = pages(render(report, PageSettings(signed=True, signed_on=DAY)))
        lines = re.sub(r"— \d+ —", "", text[-1]).split()
        assert lines[-3:] == ["第一行。", UNIT, "2026年1月20日"], count
        seen.add(len(text))
    assert len(seen) > 1


def test_last_two_lines_of_a_long_paragraph_go_along(form, pages):
    seen = set()
    for count in range(250, 420, 14):
        report = new_report(form, UNIT, 2025, {"other_matters": "写" * count + "。"})
        text = pages(render(report, PageSettings(signed=True, signed_on=DAY)))
        lines = re.sub(r"— \d+ —", "", text[-1]).split()
        assert len(lines[:-2]) >= 2, count
        seen.add(len(text))
    assert len(seen) > 1


def test_heading_without_text_goes_along_with_the_signature(form, pages):
    for count in range(8, 16):
        report = new_report(form, UNIT, 2025, {"problems": "\n".join(["第一行。"] * count)})
        last = pages(render(report, PageSettings(signed=True, signed_on=DAY)))[-1]
        assert "六、其他需要报告的事项" in last


def test_character_missing_in_the_signature_is_named(form):
    report = new_report(form, UNIT, 2025)
    report.unit = "\U00020000街道"
    with pytest.raises(MissingGlyph):
        render(report, PageSettings(signed=True))


@pytest.mark.parametrize("unit", ["\u200f", "\u200b\u200b", " ", "\t"])
def test_a_name_that_nobody_sees_has_an_empty_line(form, unit):
    assert [text for text, *_ in _set(unit)] == ["", "", "2026年1月20日"]
    assert render(new_report(form, unit, 2025), PageSettings(signed=True))
