"""The year's sentence on the fee takes the place of the one that stands there, and of nothing else."""

import pytest

from disclosure_desk.checks.prose.fee_sentence import fee_sentences, with_fee_sentence

NEW = "2025年，本机关发出信息处理费收费通知0件，涉及金额0元，实际收取0元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NEW),
        (" \n", NEW),
        ("无其他需要报告的事项。", f"无其他需要报告的事项。\n{NEW}"),
        ("没有其他事项。\n本年度未收取信息处理费。", f"没有其他事项。\n{NEW}"),
        ("本年度收取信息处理费0元，发出收费通知0件。其他无。", f"{NEW}其他无。"),
        ("本年度未收取信息处理费", NEW),
        ("本年度未收取信息处理费。收取信息处理费0元。", f"本年度未收取信息处理费。收取信息处理费0元。\n{NEW}"),
    ],
)
def test_the_sentence_finds_its_place(text, expected):
    assert with_fee_sentence(text, 2025, NEW) == expected


def test_written_twice_it_stands_once():
    once = with_fee_sentence("没有其他事项。", 2025, NEW)
    assert with_fee_sentence(once, 2025, NEW) == once
    assert fee_sentences(once, 2025) == ((len("没有其他事项。\n"), len(once)),)
