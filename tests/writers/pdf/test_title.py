"""Titles broken by sense."""

import pytest

from disclosure_desk.writers.pdf.title import title_lines

REST = "2025年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("涿河区金牛山办事处", ["涿河区金牛山办事处"]),
        (
            "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府办公室",
            ["新疆维吾尔自治区伊犁哈萨克自治州", "察布查尔锡伯自治县人民政府办公室"],
        ),
        ("北京市海淀区人民政府海淀街道办事处综合行政执法队", ["北京市海淀区人民政府", "海淀街道办事处综合行政执法队"]),
        ("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥", ["甲乙丙丁戊己庚辛壬癸子", "丑寅卯辰巳午未申酉戌亥"]),
        ("", []),
    ],
)
def test_title_is_broken_after_the_unit_and_a_long_unit_after_a_place(unit, lines):
    assert title_lines(unit, unit + REST, 20) == [*lines, REST]


def test_short_title_has_one_line():
    assert title_lines("市局", "市局" + REST, 20) == ["市局" + REST]


def test_unit_of_many_places_takes_as_many_lines_as_it_needs():
    unit = "".join(f"第{number}街道联合管理委员会" for number in "一二三四五六")
    lines = title_lines(unit, unit + REST, 20)
    assert "".join(lines) == unit + REST
    assert all(len(line) <= 20 for line in lines[:-1])
    assert all(line.endswith(("街道", "委员会")) for line in lines[:-1])


def test_title_without_its_unit_in_front_is_halved_and_keeps_figures_whole():
    assert title_lines("甲", "公开2025公开公开", 4) == ["公开2025", "公开公开"]


def test_very_long_unit_is_broken_all_the_same():
    unit = "中" * 3000
    lines = title_lines(unit, unit + REST, 20)
    assert "".join(lines) == unit + REST
    assert max(map(len, lines)) <= 20
