"""Numbers that belong to a person are found however they are written, and other numbers are left alone."""

import re
from pathlib import Path

import pytest
from cases import case
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks import rules_of
from disclosure_desk.checks.rule import RuleContext
from disclosure_desk.core.form_file import load_form

FORM = load_form("2021")
RULES = [rule for rule in rules_of(FORM) if rule.id == "F-PRIVACY"]
SAMPLES = Path(__file__).resolve().parents[3] / "data" / "wording" / "private-numbers.txt"
LINES = [line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if line[:2] in ("+ ", "- ")]


def found(sentence: str, place: str = "overview.lead"):
    context = RuleContext(*case(FORM, {place: sentence}), RULES)
    return [finding for rule in RULES for finding in rule.check(context)]


@pytest.mark.parametrize("line", LINES)
def test_a_number_of_a_person_is_an_error_and_another_is_none(line):
    assert [one.severity for one in found(line[2:])] == ["error"] * (line[0] == "+")


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("咨询电话：+86 138 0013 8000。", ["86 138 0013 8000"]),
        ("电话0517-87654321 13800138000。", ["13800138000"]),
        ("2025-01-20 １３８－００１３－８０００。", ["１３８－００１３－８０００"]),
        ("13800138000 13900139000", ["13800138000", "13900139000"]),
        ("证号110105 19491231 002X。", ["110105 19491231 002X"]),
    ],
)
def test_what_is_marked_is_the_number_alone(sentence, marked):
    (finding,) = found(sentence)
    assert [sentence[mark.start : mark.end] for mark in finding.marks] == marked


@pytest.mark.parametrize("before", [" ".join(["138 0013 8000"] * 5), " ".join(["2025-01-20"] * 7)])
def test_a_number_is_found_however_many_digits_stand_before_it(before):
    sentence = f"{before} 139 0013 9000"
    (finding,) = found(sentence)
    assert sentence[finding.marks[-1].start : finding.marks[-1].end] == "139 0013 9000"


def test_the_contact_block_is_only_asked_about_however_it_is_written():
    assert [one.severity for one in found("联系电话：138-0013-8000。", "preface")] == ["warning"]
    assert [one.severity for one in found("证号110105 19491231 002X。", "preface")] == ["error"]


@given(st.lists(st.sampled_from(["", " ", "-", "－", "\u3000", "\u200b"]), min_size=10, max_size=10), st.booleans())
def test_gaps_and_width_hide_nothing(gaps, wide):
    digits = "１３８００１３８０００" if wide else "13800138000"
    number = "".join(f"{digit}{gap}" for digit, gap in zip(digits, [*gaps, ""], strict=True))
    groups = re.findall(r"\d+", number)
    is_amount = len(groups) > 1 and all(len(group) == 3 for group in groups[1:])
    assert bool(found(f"电话{number}。")) is not is_amount


@given(st.text(alphabet="0123456789-－ 一二三〇Xx().", max_size=80))
def test_no_run_of_digits_makes_it_fall_over(digits):
    assert len(found(f"编号{digits}。")) <= 2
