"""`disclosure-desk fee` as typed."""

import pytest

from disclosure_desk.cli.main import run


def fee(*arguments: str) -> int:
    return run(["fee", *arguments], lambda *_: 0)


def test_a_fee_is_worked_out_step_by_step(capsys):
    assert fee("--requests", "35") == 0
    assert capsys.readouterr().out.splitlines() == [
        "第 1–10 件：不收费",
        "第 11–30 件：20 件 × 100 元 ＝ 2000 元",
        "第 31–35 件：5 件 × 200 元 ＝ 1000 元",
        "合计 3000 元",
    ]
    assert fee("--pages", "２５０") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "合计 4700 元"


def test_the_sentence_of_section_six(capsys):
    assert fee("--notices", "2", "--charged", "800.50", "--received", "0", "--year", "2025") == 0
    sentence = "2025年，本机关发出信息处理费收费通知2件，涉及金额800.5元，实际收取0元。\n"
    assert capsys.readouterr().out == sentence
    assert fee("--notices", "0", "--charged", "0", "--received", "0") == 0
    assert "收费通知0件" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("charged", "received", "is_told"), [("10", "20", True), ("0", "5", True), ("10", "10", False)]
)
def test_more_received_than_charged_is_told(capsys, charged, received, is_told):
    assert fee("--notices", "0" if charged == "0" else "1", "--charged", charged, "--received", received) == 0
    answered = capsys.readouterr()
    assert f"实际收取{received}元" in answered.out
    assert (f"实际收取 {received} 元，多于涉及金额 {charged} 元" in answered.err) is is_told


def test_help(capsys):
    assert fee("--help") == 0
    assert "--requests" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "三个都写"),
        (["--notices", "1"], "三个都写"),
        (["--requests", "1.5"], "“1.5”应当是整数。"),
        (["--requests", ""], "少了一个数字。"),
        (["--pages", "多"], "不是数字"),
        (["--requests", "-1"], "应当在 0 和"),
        (["--notices", "1", "--charged", "0", "--received", "0"], "要么都是 0"),
        (["--requests", "3", "--pages", "9"], "--requests 和 --pages 不能一起写"),
        (["--pages", "9", "--charged", "5", "--year", "2025"], "--pages 和 --charged、--year 不能一起写"),
        (["--notices", "1", "--charged", "5", "--received", "5", "--year", "25"], "年度要写四位数"),
        (["--notices", "1", "--charged", "5", "--received", "5", "--year", "20255"], "年度要写四位数"),
        (["--notices", "1", "--charged", "5", "--received", "5", "--year", ""], "少了一个数字"),
    ],
)
def test_what_makes_no_fee_is_refused_in_chinese(capsys, arguments, problem):
    assert fee(*arguments) == 2
    assert problem in capsys.readouterr().err
