"""Beginnings of pages and files without a title line: the report is read, unit and year are found or left open."""

import tomllib
from pathlib import Path

import pytest

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read

FORM = load_form("2021")
DATA = Path(__file__).parents[2] / "data/reading"
BEGINNINGS = tomllib.loads((DATA / "beginnings.toml").read_text("utf-8"))["beginnings"]
_WITH_YEAR = "2024年，街道围绕居民关心的事公开信息，共发布216条。"
_FIRST = "街道围绕居民关心的事公开信息，共发布216条。"


def report_text(case):
    """The report of a small office with another beginning, and what is behind it."""
    text = (DATA / "hedong-2024.txt").read_text("utf-8")
    head, _, rest = text.partition("一、总体情况\n")
    assert head
    assert _WITH_YEAR in rest
    rest = rest.replace(_WITH_YEAR, case.get("first", _FIRST), 1)
    return f"{case['before'].strip()}\n一、总体情况\n{rest.rstrip()}\n{case.get('after', '')}\n"


@pytest.mark.parametrize("case", BEGINNINGS, ids=[case["name"] for case in BEGINNINGS])
def test_unit_and_year_are_found_or_left_open(tmp_path, case):
    path = tmp_path / case.get("file", "a.txt")
    path.write_text(report_text(case), encoding="utf-8")

    reading = read(FORM, path)

    assert (reading.report.unit, reading.report.year) == (case["unit"], case["year"])
    assert case.get("preface", "") in reading.report.texts["preface"]
    assert sum(value is not None for value in reading.report.cells.values()) > 150


@pytest.mark.parametrize(
    ("above", "region"),
    [
        ("永宁市", "永宁市"),
        ("延边朝鲜族自治州", "延边朝鲜族自治州"),
        ("双江拉祜族佤族布朗族傣族自治县", "双江拉祜族佤族布朗族傣族自治县"),
        ("广西壮族自治区政府信息公开专区", ""),
    ],
)
def test_the_place_over_the_name_of_a_unit_belongs_to_it(tmp_path, above, region):
    path = tmp_path / "a.txt"
    before = f"{above}\n解放路街道办事处\n2024年政府信息公开工作年度报告"
    path.write_text(report_text({"before": before}), encoding="utf-8")

    assert read(FORM, path).report.unit == f"{region}解放路街道办事处"
