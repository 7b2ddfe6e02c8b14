"""Rewrites that keep the meaning of a sentence change nothing of what is read."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest
from narrative_score import cases

from disclosure_desk.checks.prose import read_statements

DATA = Path(__file__).parents[2] / "data"
SETS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "frames")
LABELLED = [case for name in SETS for case in cases(DATA / f"narrative-{name}.jsonl") if case["claims"]]
SILENT = [
    case for name in (*SETS, "own", "second") for case in cases(DATA / f"narrative-{name}.jsonl") if not case["claims"]
]
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
Rewrite = Callable[[str], str]


def said(text: str, year: int) -> list[tuple[object, ...]]:
    """What is stated for sure, in the order of the text, wherever it stands."""
    return [
        (each.quantity, each.value, each.kind, sorted(map(str, each.alternatives)))
        for each in read_statements(text, year)
        if not each.uncertain
    ]


def spelt(text: str) -> str:
    numerals = "零一二三四五六七八九"

    def one(match: re.Match[str]) -> str:
        number = int(match[0])
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else numerals[tens]) + "十" + (numerals[ones] if ones else "")

    return re.sub(r"(?<![0-9.,％%〔])[1-9][0-9](?=[件宗份])", one, text)


REWRITES: dict[str, Rewrite] = {
    "another unit": lambda text: re.sub(r"(?<=[0-9一二三四五六七八九十零])件(?![次])", "宗", text),
    "spelt numbers": spelt,
    "wide digits": lambda text: text.translate(DIGITS),
    "blanks around numbers": lambda text: re.sub(r"(?<=[^0-9.,])([0-9]+)(?=件)", r" \1 ", text),
    "a clause before": lambda text: f"按照上级要求，{text}",
    "a clause behind": lambda text: re.sub(r"。?$", "，工作平稳有序。", text, count=1),
    "a sentence before": lambda text: f"坚持以公开促落实、促规范、促服务。{text}",
    "by law": lambda text: re.sub(r"(?<![的已未核])(?=(?:办结|答复)[0-9]+件)", "依规", text),
    "left for next year": lambda text: re.sub(
        r"结转(?:至|到)?(?:下年度?|下一年度?)(?:继续办理|办理)?", "留待次年", text
    ),
    "quotation marks": lambda text: text.replace("政府信息公开申请", "“政府信息公开申请”"),
    "half brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "half commas": lambda text: text.replace("，", ","),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REWRITES)
def test_a_rewrite_that_keeps_the_meaning_changes_nothing(name: str) -> None:
    rewritten = [(case, REWRITES[name](case["sentence"])) for case in LABELLED]
    changed = [(case, text) for case, text in rewritten if text != case["sentence"]]
    assert len(changed) > 5
    assert [(case["id"], text) for case, text in changed if said(text, case["year"]) != _as_written()[case["id"]]] == []


@lru_cache
def _as_written() -> dict[str, list[tuple[object, ...]]]:
    return {case["id"]: said(case["sentence"], case["year"]) for case in LABELLED}


FLOW = ["新收政府信息公开申请12件", "上年结转1件", "办结10件", "结转下年度3件"]


@pytest.mark.parametrize("mark", ["，", "、", "；", "。"])
def test_a_list_says_the_same_with_any_mark(mark: str) -> None:
    assert said(f"{mark.join(FLOW)}。", 2025) == said(f"{'，'.join(FLOW)}。", 2025)
    assert len(said(f"{mark.join(FLOW)}。", 2025)) == len(FLOW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("收到申请9件，其中自然人8件、企业1件。", "收到申请9件（其中自然人8件、企业1件）。"),
        ("收到申请9件，其中自然人8件、企业1件。", "收到申请9件（自然人8件、企业1件）。"),
        ("行政复议6件，其中维持4件、纠正2件。", "行政复议6件（维持4件、纠正2件）。"),
        ("收到申请9件，均已办结。", "收到申请9件，已全部办结。"),
        ("收到申请9件，均已办结。", "收到申请9件，均已依法依规按期办结。"),
        ("全年未收到政府信息公开申请。", "未收到政府信息公开申请。"),
        ("制发行政规范性文件3件，废止1件。", "行政规范性文件制发3件，废止1件。"),
        ("3件申请予以公开。", "予以公开3件。"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert [each[:2] for each in said(one, 2025)] == [each[:2] for each in said(other, 2025)]


@pytest.mark.parametrize(
    "before",
    [
        "全年收到政府信息公开申请12件，均已办结。",
        "行政复议3件、行政诉讼1件，结果均为维持。",
        "制发行政规范性文件3件。作出行政处罚决定7件。",
    ],
)
def test_what_speaks_of_no_cell_does_not_behind_what_does_either(before: str) -> None:
    """But 本年度受理的政府信息公开申请已全部答复 (h004) does, where a number stands before it."""
    others = [case for case in SILENT if case["id"] != "h004"]
    assert len(others) > 200
    heard = [(case["sentence"], said(before + case["sentence"], case["year"])) for case in others]
    assert [text for text, told in heard if told != said(before, 2024)] == []
