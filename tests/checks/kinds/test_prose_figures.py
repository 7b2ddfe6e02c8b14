"""The words against the tables: what disagrees is one finding, with the number marked; what may agree is left alone."""

from decimal import Decimal

import pytest
from cases import case

from disclosure_desk.checks import Finding, Verdict, check
from disclosure_desk.checks.prose import quantity_name
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Value

FORM = load_form("2021")
TEXT = "overview.on_request"
NEW, START, DONE, END = (
    "requests.received.total",
    "requests.pending_at_start.total",
    "requests.outcome.total.total",
    "requests.pending_at_end.total",
)
FEE = "proactive.fee.amount"
RECONSIDERED = "disputes.reconsideration.total"


def findings(values: dict[str, Value]) -> list[Finding]:
    report, context = case(FORM, values)
    return [finding for finding in check(report, context) if finding.rule.startswith("W-")]


def rules(values: dict[str, Value]) -> list[str]:
    return [finding.rule for finding in findings(values)]


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("全年收到政府信息公开申请3件。", {NEW: 3, START: 0}, []),
        ("全年收到政府信息公开申请3件。", {NEW: 2, START: 1}, []),
        ("全年收到政府信息公开申请3件。", {NEW: 2, START: 2}, ["W-NUMBER"]),
        ("全年收到政府信息公开申请3件。", {NEW: 2}, []),
        ("全年收到政府信息公开申请3件，均已办结。", {NEW: 2, START: 0, DONE: 2}, ["W-NUMBER"]),
        ("全年收到政府信息公开申请3件，均已办结。", {NEW: 3, START: 0, DONE: 2}, ["W-NUMBER"]),
        ("全年收到政府信息公开申请三件。", {NEW: 2, START: 0}, ["W-NUMBER"]),
        ("全年收到政府信息公开申请3件。", {NEW: 0, START: 0}, ["W-NIL"]),
        ("本年度未收到政府信息公开申请。", {NEW: 0}, []),
        ("本年度未收到政府信息公开申请。", {NEW: 5}, ["W-NIL"]),
        ("全年收到政府信息公开申请0件。", {NEW: 5, START: 0}, ["W-NIL"]),
        ("新收政府信息公开申请约100件。", {NEW: 93}, []),
        ("新收政府信息公开申请约100件。", {NEW: 1993}, ["W-NUMBER"]),
        ("新收政府信息公开申请约120件。", {NEW: 108}, []),
        ("新收政府信息公开申请约120件。", {NEW: 107}, ["W-NUMBER"]),
        ("新收政府信息公开申请600余件。", {NEW: 687}, []),
        ("新收政府信息公开申请600余件。", {NEW: 787}, ["W-NUMBER"]),
        ("全年发布信息300条。", {NEW: 2, START: 0}, []),
        ("因政府信息公开引起的行政复议6件。", {RECONSIDERED: 6}, []),
        ("因政府信息公开引起的行政复议6件。", {RECONSIDERED: 4}, ["W-NUMBER"]),
        ("行政事业性收费共47.1万元。", {FEE: Decimal("47.1")}, []),
        ("行政事业性收费共471000元。", {FEE: Decimal("47.1")}, []),
        ("行政事业性收费共471000元。", {FEE: 471000}, ["W-NUMBER"]),
    ],
)
def test_a_number_is_held_against_the_cell_it_speaks_of(text, values, expected):
    assert rules({TEXT: text, **values}) == expected


def test_the_number_is_marked_with_what_the_table_has():
    text = "平稳有序。全年收到政府信息公开申请３件，均已办结。"
    (finding,) = findings({TEXT: text, NEW: 2, START: 0})
    (mark,) = finding.marks

    assert (mark.text, text[mark.start : mark.end], mark.proposal, mark.cell) == (TEXT, "３", "2", NEW)
    assert finding.cells == (TEXT, NEW)
    assert finding.section == "overview"
    assert "全年收到政府信息公开申请３件，均已办结" in finding.message
    assert "平稳有序" not in finding.message
    assert "表三“一、本年新收政府信息公开申请数量”“总计”，表中是 2" in finding.message


def test_a_phrase_without_a_number_is_marked_but_nothing_could_stand_there_instead():
    (finding,) = findings({TEXT: "本年度未收到政府信息公开申请。", NEW: 2})

    assert finding.marks[0].proposal is None


def test_a_fee_in_yuan_is_proposed_in_yuan():
    (finding,) = findings({TEXT: "行政事业性收费共471000元。", FEE: 5})

    assert finding.marks[0].proposal == "50000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新收政府信息公开申请28件，其中自然人申请26件，法人或其他组织申请2件。", []),
        ("新收政府信息公开申请28件，其中自然人申请26件，法人或其他组织申请3件。", ["W-SUM"]),
        ("新收政府信息公开申请28件，其中自然人申请26件，法人或其他组织申请1件。", ["W-SUM"]),
        ("新收政府信息公开申请28件，其中自然人申请26件。", []),
        ("新收政府信息公开申请28件，其中自然人申请25件，商业企业申请3件。", []),
        ("新收政府信息公开申请约28件，其中自然人申请26件，法人或其他组织申请3件。", []),
        ("新收政府信息公开申请28件，其中自然人申请20件，商业企业申请3件。", []),
        ("新收政府信息公开申请28件，其中自然人申请27件，商业企业申请3件。", ["W-SUM"]),
        ("新收政府信息公开申请28件，其中自然人20件、商业企业和自然人合计26件、科研机构2件。", []),
        ("行政复议9件，其中结果维持6件，结果纠正2件，其他结果1件，尚未审结1件。", ["W-SUM"]),
    ],
)
def test_the_parts_of_a_sentence_add_up_to_its_whole(text, expected):
    assert rules({TEXT: text}) == expected


@pytest.mark.parametrize(
    ("text", "whole", "expected"),
    [
        ("全年办结申请294件，其中予以公开126件，占42.86%。", 294, []),
        ("全年办结申请294件，其中予以公开126件，占42.9%。", 294, []),
        ("全年办结申请294件，其中予以公开126件，占43%。", 294, []),
        ("全年办结申请294件，其中予以公开126件，占42.86%。", None, []),
        ("全年办结申请294件，其中予以公开126件，占42.68%。", 294, ["W-SUM"]),
        ("全年办结申请240件，其中予以公开126件，占53%。", 240, []),
    ],
)
def test_a_percentage_is_worked_out_again_to_the_decimals_it_is_printed_with(text, whole, expected):
    assert rules({TEXT: text, "requests.outcome.granted.total": 126, DONE: whole}) == expected


@pytest.mark.parametrize(
    ("share", "claim", "corrected"),
    [
        ("90%", "90%", "60%"),
        ("90.5％", "90.5%", "60％"),
        ("百分之九十", "百分之九十", "60%"),
        ("九成", "九成", None),
        ("近九成", "九成", None),
    ],
)
def test_a_wrong_share_is_told_as_it_is_written_and_corrected_to_a_share(share, claim, corrected):
    text = f"新收申请100件，自然人申请占{share}。"
    values = {TEXT: text, NEW: 100, "requests.received.natural_person": 60, "requests.received.business": 40}
    (finding,) = findings(values)
    (mark,) = finding.marks
    assert f"其中的 {claim} 按表中数字算是 60%" in finding.message
    after = None if mark.proposal is None else text[: mark.start] + mark.proposal + text[mark.end :]
    assert after == (corrected and f"新收申请100件，自然人申请占{corrected}。")


@pytest.mark.parametrize(
    ("text", "now", "before", "expected"),
    [
        ("新收政府信息公开申请30件，同比增长50%。", 30, 20, ""),
        ("新收政府信息公开申请30件，同比增长50%。", 30, None, ""),
        ("新收政府信息公开申请30件，同比增长50%。", 30, 0, ""),
        ("新收政府信息公开申请30件，同比增长50%。", 30, 25, "应当是上升 20%"),
        ("新收政府信息公开申请30件，同比增长50%。", 30, 60, "应当是下降 50%"),
        ("新收政府信息公开申请30件，同比增长50%。", 30, 30, "应当是没有变化。"),
        ("新收政府信息公开申请40件，同比增长33.3%。", 40, 30, ""),
        ("新收政府信息公开申请30件，比上年增加10件。", 30, 20, ""),
        ("新收政府信息公开申请30件，比上年减少10件。", 30, 20, "应当是上升 10。"),
    ],
)
def test_a_trend_is_the_one_from_last_year(text, now, before, expected):
    last = {} if before is None else {f"previous.{NEW}": before}
    found = findings({TEXT: text, NEW: now, **last})

    assert [finding.rule for finding in found] == (["W-TREND"] if expected else [])
    assert all(expected in finding.message for finding in found)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("全年收到申请。", []),
        ("新收政府信息公开申请12件。", []),
        ("新收政府信息公开申请11件。", ["W-TWICE"]),
        ("新收政府信息公开申请约11件。", []),
        ("收到政府信息公开申请11件。", []),
    ],
)
def test_a_quantity_stated_twice_has_one_number(lead, expected):
    assert rules({"overview.lead": lead, TEXT: "新收政府信息公开申请12件。"}) == expected


@pytest.mark.parametrize(
    ("lead", "start", "expected"),
    [
        ("收到政府信息公开申请11件。", 1, ["W-NUMBER"]),
        ("收到政府信息公开申请13件。", 1, []),
        ("收到政府信息公开申请14件。", 1, ["W-NUMBER", "W-TWICE"]),
        ("收到政府信息公开申请14件。", None, []),
    ],
)
def test_two_numbers_contradict_each_other_where_no_readings_of_them_agree(lead, start, expected):
    found = rules({"overview.lead": lead, TEXT: "收到政府信息公开申请12件。", NEW: 12, START: start})
    assert sorted(found) == expected


def test_a_fee_stated_twice_is_compared_in_yuan():
    other = {"other_matters": "本年度收取信息处理费1200元。"}

    assert rules({TEXT: "全年收取信息处理费0.12万元。", **other}) == []
    assert rules({TEXT: "全年收取信息处理费0.1万元。", **other}) == ["W-TWICE"]


def test_what_follows_from_a_wrong_number_is_told_with_it_but_not_counted():
    values: dict[str, Value] = {"overview.lead": "新收政府信息公开申请11件。", TEXT: "新收政府信息公开申请12件。"}
    number, double = sorted(findings({**values, NEW: 12}), key=lambda finding: finding.rule)

    assert (number.rule, double.rule) == ("W-NUMBER", "W-TWICE")
    assert double.follows_from == number.key
    assert Verdict.over([number, double]).warnings == 1


@pytest.mark.parametrize(
    ("text", "table", "expected"),
    [
        ("本年度发出收费通知3件，应收信息处理费1000元，实际收取信息处理费800元。", "0.08", ""),
        ("本年度发出收费通知3件，应收信息处理费1000元，实际收取信息处理费800元。", None, ""),
        ("本年度发出收费通知3件，应收信息处理费1000元，实际收取信息处理费800元。", "0.07", "收取了 800 元，但表二"),
        ("本年度发出收费通知3件，应收信息处理费500元，实际收取信息处理费800元。", 5, "多于应收的 500 元"),
        ("本年度发出收费通知3件，应收信息处理费800元，实际收取信息处理费800元。", 5, ""),
        ("本年度发出收费通知0件，收取信息处理费800元。", 5, "发出收费通知 0 件，却有 800 元"),
        ("本年度发出收费通知0件，收取信息处理费0元。", 0, ""),
        ("本年度没有收取信息处理费。", 0, ""),
        ("全年未收到政府信息公开申请，收取信息处理费800元。", 0, "收取了 800 元，但表二"),
    ],
)
def test_the_fee_agrees_with_itself_and_with_table_two(text, table, expected):
    value = Decimal(table) if isinstance(table, str) else table
    found = [one for one in findings({"other_matters": text, FEE: value}) if one.rule == "W-FEE"]

    assert len(found) == bool(expected)
    assert all(expected in finding.message for finding in found)


@pytest.mark.parametrize(
    ("before", "alarms"), [("上年发出收费通知2件。", 1), ("本年度发出收费通知2件。", 0), ("本年度发出收费通知0件。", 1)]
)
def test_last_years_notices_explain_this_years_money(before, alarms):
    values = {"other_matters": "本年度发出收费通知0件，收取信息处理费800元。", FEE: 5, "previous.other_matters": before}

    assert rules(values).count("W-FEE") == alarms


@pytest.mark.parametrize(
    ("quantity", "name"),
    [
        (NEW, "表三“一、本年新收政府信息公开申请数量”“总计”"),
        ("requests.outcome.denied.total", "表三“（三）不予公开”“总计”"),
        ("requests.received.legal_person", "表三“一、本年新收政府信息公开申请数量”“法人或其他组织”"),
        ("disputes.litigation.total", "表四“行政诉讼 总计”"),
        (
            f"{NEW}+{START}",
            "表三“一、本年新收政府信息公开申请数量”“总计”、表三“二、上年结转政府信息公开申请数量”“总计”",
        ),
        ("information_fee.received", ""),
    ],
)
def test_a_quantity_is_called_by_table_row_and_column(quantity, name):
    assert quantity_name(FORM, quantity) == name
