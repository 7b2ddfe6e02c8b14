"""The fee for much information: the official scales, and a sentence that our own reader understands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks import check
from disclosure_desk.checks.prose import read_statements
from disclosure_desk.core import information_fee
from disclosure_desk.core.figure import figure
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.information_fee import FeeError, FeeStep, load_fee_rules
from disclosure_desk.core.report import new_report
from disclosure_desk.core.toml_table import FormError

RULES = load_fee_rules()
FORM = load_form("2021")


@pytest.mark.parametrize(
    ("scale", "fees"),
    [
        ("requests", {0: 0, 10: 0, 11: 100, 30: 2000, 31: 2200, 35: 3000, 40: 4000, 41: 4300, 50: 7000, 51: 7400}),
        ("pages", {0: 0, 30: 0, 31: 10, 100: 700, 101: 720, 120: 1100, 200: 2700, 201: 2740, 250: 4700}),
    ],
)
def test_the_official_scales(scale, fees):
    assert {count: RULES.scales[scale].fee(count).total for count in fees} == fees


@given(scale=st.sampled_from(list(RULES.scales.values())), count=st.integers(0, 10000))
def test_the_steps_cover_the_count_once_and_add_up(scale, count):
    fee = scale.fee(count)
    ends = [0, *(step.last for step in fee.steps)]
    assert [step.first for step in fee.steps] == [end + 1 for end in ends[:-1]]
    assert ends[-1] == count
    assert fee.total == sum(step.amount for step in fee.steps)
    assert count == 0 or fee.total >= scale.fee(count - 1).total


def test_a_step_is_told_as_a_calculation():
    scale = RULES.scales["requests"]
    assert [scale.step_text(step) for step in scale.fee(31).steps] == [
        "第 1–10 件：不收费",
        "第 11–30 件：20 件 × 100 元 ＝ 2000 元",
        "第 31 件：1 件 × 200 元 ＝ 200 元",
    ]
    assert scale.fee(5).steps == (FeeStep(1, 5, 0),)


@pytest.mark.parametrize("count", [-1, 10001])
def test_a_count_that_cannot_be_is_refused(count):
    with pytest.raises(FeeError, match=f"按件：数量应当在 0 和 10000 之间，这里是 {count}。"):
        RULES.scales["requests"].fee(count)


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=9 * 10**8, places=2).map(figure)


@given(notices=st.integers(1, 10**6), charged=AMOUNTS, received=st.one_of(AMOUNTS, st.just(0)))
def test_the_sentence_is_read_back_as_it_was_meant(notices, charged, received):
    assert told(RULES.statement(2025, notices, charged, received)) == (notices, charged, received)


def test_a_year_without_a_fee_is_told_in_noughts_and_raises_no_question():
    sentence = RULES.statement(2025, 0, 0, 0)
    assert told(sentence) == (0, 0, 0)
    report = new_report(FORM, "某街道办事处", 2025, {"proactive.fee.amount": 0, "other_matters": sentence})
    assert not [one for one in check(report) if "other_matters" in one.cells]


def test_a_fee_that_agrees_with_table_two_raises_no_question():
    sentence = RULES.statement(2025, 2, Decimal("800.5"), Decimal("800.5"))
    values = {"proactive.fee.amount": Decimal("0.08005"), "other_matters": sentence}
    report = new_report(FORM, "某街道办事处", 2025, values)
    assert not [one for one in check(report) if "other_matters" in one.cells]
    values["proactive.fee.amount"] = Decimal("0.08")
    assert [one.rule for one in check(new_report(FORM, "某街道办事处", 2025, values)) if "other_matters" in one.cells]


def told(sentence: str) -> tuple[object, ...]:
    found = {one.quantity: one.value for one in read_statements(sentence, 2025)}
    return tuple(found.pop(f"information_fee.{name}") for name in ("notices", "charged", "received"))


@pytest.mark.parametrize(
    ("figures", "problem"),
    [
        ((-1, 0, 0), "收费通知件数应当是不小于 0 的整数，这里是 -1。"),
        ((Decimal("1.5"), 0, 0), "收费通知件数应当是不小于 0 的整数，这里是 1.5。"),
        ((1, -5, 0), "涉及金额应当是"),
        ((1, 5, Decimal("0.001")), "实际收取应当是不小于 0、最多 2 位小数的金额（元），这里是 0.001。"),
        ((1, 0, 0), "要么都是 0"),
        ((0, 5, 0), "要么都是 0"),
    ],
)
def test_figures_that_make_no_statement_are_refused(figures, problem):
    with pytest.raises(FeeError, match=problem):
        RULES.statement(2025, *figures)


def test_money_of_last_years_notices_may_come_in_a_year_without_any():
    assert told(RULES.statement(2025, 0, 0, 300)) == (0, 0, 300)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("basis", "basic", "basis"),
        ('name = "按件"', 'name = "按件"\nsize = 1', "scales.requests.size"),
        ("every = 10", "each = 10", "scales.requests.rest.every"),
        ("more = 100", "more = 100, less = 1", "scales.requests.rest.less"),
        ("{ to = 10, price = 0 }", "{ to = 10 }", "scales.requests.bands[0].price"),
        ("sentence =", "extra = 1\nsentence =", "extra"),
    ],
)
def test_a_wrong_file_is_refused_by_its_key(tmp_path, monkeypatch, old, new, key):
    wrong = tmp_path / "fee.toml"
    source = information_fee.resource("forms", "information-fee.toml").read_text("utf-8")
    wrong.write_text(source.replace(old, new, 1), "utf-8")
    monkeypatch.setattr(information_fee, "resource", lambda *_: wrong)
    with pytest.raises(FormError) as refused:
        load_fee_rules()
    assert str(refused.value).startswith(f"fee.toml：{key}：")
