"""A report whose source names no unit or no year is named on the command line."""

import json

import pytest

from disclosure_desk.checks import check
from disclosure_desk.cli import main as cli
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read

UNIT = "青石区望江街道办事处"


def run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments], lambda *_: 1)


@pytest.fixture
def untitled(tmp_path):
    """The example without a word of its unit and year."""
    text = resource("examples", "wangjiang-2025.txt").read_text("utf-8")
    body = text[text.index("一、总体情况") :].replace(UNIT, "街道").replace("2025年", "全年").replace("2026年", "今年")
    path = tmp_path / "a.txt"
    path.write_text(body.replace("2024年", "上年"), encoding="utf-8")
    return path


def test_without_a_year_it_is_told_which_option_to_add(untitled, tmp_path, capsys):
    assert run("convert", untitled, tmp_path / "b.json") == 2
    assert run("check", untitled) == 2
    told = capsys.readouterr().err
    assert told.count("没有找到统计年度，请加上 --year 年份，例如 --year 2024。") == 2
    assert not (tmp_path / "b.json").exists()


def test_without_a_unit_it_is_written_and_told(untitled, tmp_path, capsys):
    assert run("convert", untitled, tmp_path / "b.json", "--year", "2025") == 0
    assert "没有写明机关全称，先空着；请加上 --unit 机关全称。" in capsys.readouterr().err
    written = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert (written["unit"], written["year"]) == ("", 2025)


def test_named_on_the_line_nothing_is_doubtful_any_more(untitled, tmp_path, capsys):
    assert run("convert", untitled, tmp_path / "b.json", "--year", "2025", "--unit", UNIT) == 0
    assert "机关" not in capsys.readouterr().err
    written = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert (written["unit"], written["year"]) == (UNIT, 2025)
    assert not [note for note in written["notes"] if note["place"] in {"unit", "year"}]


def test_what_is_typed_stands_over_what_was_read_and_is_noted(tmp_path):
    source = resource("examples", "wangjiang-2025.txt")
    assert run("convert", source, tmp_path / "b.json", "--unit", "某区某街道办事处", "--year", "2024") == 0
    written = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert (written["unit"], written["year"]) == ("某区某街道办事处", 2024)
    assert [note["text"] for note in written["notes"]] == [
        f"原文的机关名称是“{UNIT}”，记作“某区某街道办事处”",
        "原文的年份是 2025 年，记作 2024 年",
    ]


@pytest.mark.parametrize(
    ("option", "typed", "words"),
    [
        ("--unit", "我办", "“我办”是代称"),
        ("--unit", " ", "请写机关全称"),
        ("--year", "24", "“24”不是统计年度"),
        ("--year", "2007", "要写 2008 到 2099 之间的年份"),
        ("--year", "二〇二四", "不是统计年度"),
    ],
)
def test_what_can_be_no_name_or_year_is_refused(untitled, capsys, option, typed, words):
    assert run("check", untitled, option, typed) == 2
    assert words in capsys.readouterr().err


def test_a_report_without_unit_and_year_can_be_checked(untitled):
    report = read(load_form("2021"), untitled).report

    assert (report.unit, report.year) == ("", 0)
    assert [one.message for one in check(report) if one.rule == "F-UNIT"] == [
        "请写机关全称。标题和每一页都要用它，请在“改名称”里改正。"
    ]


def test_a_report_comes_into_the_data_folder_under_the_name_that_is_typed(untitled, tmp_path, capsys):
    store = ("--data", tmp_path / "data", "--operator", "李某")
    assert run("import", untitled, "--year", "2025", "--as-read", *store) == 2
    assert "没有写明机关全称，没有存；请加上 --unit 机关全称。" in capsys.readouterr().err
    assert run("import", untitled, "--year", "2025", "--unit", UNIT, "--as-read", *store) == 0
    assert f"{UNIT}2025年政府信息公开工作年度报告" in capsys.readouterr().out


def test_a_doubtful_name_is_not_stored_unseen(untitled, tmp_path, capsys):
    untitled.write_text(f"现公布{UNIT}2025年度报告。\n{untitled.read_text('utf-8')}", encoding="utf-8")
    store = ("--data", tmp_path / "data", "--operator", "李某")
    assert run("import", untitled, *store) == 2
    assert "处没有把握，没有存" in capsys.readouterr().err
    assert run("import", untitled, *store, "--as-read") == 0
