"""Sentences that the rules about words must object to, and sentences they must leave alone."""

import pytest
from cases import case

from disclosure_desk.checks import check
from disclosure_desk.core.form_file import load_form

FORM = load_form("2021")


def found(rule, text, place="overview.lead", **more):
    report, context = case(FORM, {place: text} | more)
    return [one for one in check(report, context) if one.rule == rule]


def proposals(rule, text, **more):
    """What stands at each mark, and what is proposed."""
    return [(text[m.start : m.end], m.proposal) for one in found(rule, text, **more) for m in one.marks]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("上年转结一件。", "转结", "结转"),
        ("建立台帐。", "帐", "账"),
        ("截止2025年12月31日。", "截止", "截至"),
        ("我们的的工作。", "的的", "的"),
        ("工作有序。。", "。。", "。"),
        ("加强学习,提高能力。", ",", "，"),
        ("政 府信息。", "政 ", "政"),
        ("网址：http：//www.a.gov.cn。", "http：//", "http://"),
        ("网址：www。a.gov.cn。", "www。", "www."),
        ("2O25年有序推进。", "2O", "20"),
        ("共２5条。", "２5", None),
        ("落实落实到位。", "落实落实", "落实"),
        ("坚持“公开为常态。", "“", None),
        ("条例》规定。", "》", None),
        ("本年度没有收取任何信息处理费，", "，", "。"),
        ("一是甲。二是乙。四是丙。", "四", "三"),
        ("（一）甲。\n（三）乙。", "三", "二"),
        ("1. 甲。\n3. 乙。", "3", "2"),
        ("（九十九）甲。\n（三）乙。", "三", "100"),
        ("十是甲。十一是乙。十三是丙。", "十三", "十二"),
        ("十九是甲。二十三是乙。", "二十三", "二十"),
        ("一是甲。十十是乙。五是丙。", "十十", "二"),
        ("二十是甲。二十是乙。", "二十", "二十一"),
        ("本年度没有收取任何政府信息公开信息处理费", "费", "费。"),
    ],
)
def test_a_slip_is_marked_with_what_to_write(text, wrong, right):
    assert proposals("F-TYPO", text) == [(wrong, right)]


@pytest.mark.parametrize("end", ["信息处理费", "信息处理费（元）", "信息处理费2", "信息处理费％"])
def test_one_full_stop_is_proposed_in_place_of_one_of_half_a_width(end):
    """It is half as wide as it should be, and no full stop: two findings had one proposal, at the same place."""
    assert proposals("F-TYPO", f"本年度没有收取任何政府信息公开{end}.") == [(".", "。")]


@pytest.mark.parametrize(
    "text",
    [
        "天天更新，常常检查，一一落实，一条一条核对。",
        "的的确确，为了了解情况。",
        "推动政务公开公开透明。",
        "自查：1）制度；2）落实。",
        "一是甲。二是乙。\n一是丙。二是丁。",
        "依据第二十条第（一）项、第（五）项。",
        "共收到 1 件，2025 年办结。",
        "改进措施：",
        "网址：https://www.zhuohe.gov.cn。",
        "他说：“都办好了。”",
        "主要做法：\n第一，建立制度；\n第二，抓好落实。",
        "推进“互联网+政务”，得分3.5分。",
    ],
)
def test_good_chinese_is_left_alone(text):
    assert found("F-TYPO", text) == []


@pytest.mark.parametrize(
    ("unit", "text", "alarms"),
    [
        ("涿河区金牛山办事处", "我局扎实推进。", 1),
        ("涿河区金牛山办事处", "克服自我局限。我委托律师。我区、我街道。", 0),
        ("青石镇人民政府", "我镇扎实推进。", 0),
        ("青石镇人民政府", "我局扎实推进。", 1),
        ("青石区司法局", "我镇扎实推进，我局配合。", 1),
        ("涿河区金牛山办事处", "青石区金牛山办事处。", 1),
        ("涿河区金牛山办事处", "涿河区金牛山办事处，金牛山办事处。", 0),
        ("金牛山办事处", "青石区金牛山办事处。", 0),
    ],
)
def test_a_body_calls_itself_by_its_own_kind_and_district(unit, text, alarms):
    assert len(found("F-SELF", text, unit=unit)) == alarms


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("根据《条例》（国务院令第492号）。", ["国务院令第711号"]),
        ("国办公开办涵〔2021〕30号。", ["国办公开办函"]),
        ("国办公开办函[2021]30号。", ["国办公开办函〔2021〕"]),
        ("政务公开办函〔2021〕30号。", ["国办公开办函"]),
        ("国办公开办函〔2021〕30号、国务院令第711号、国办函〔2020〕109号。", []),
    ],
)
def test_the_law_in_force_is_cited_with_its_number(text, right):
    assert [proposal for _, proposal in proposals("F-LAW", text)] == right


@pytest.mark.parametrize(
    "text", ["秘密★5年", "机密", "【内部资料】公开。", "内部资料，注意保存。", "密级：机密。", "工作秘密 不得外传。"]
)
def test_a_marking_of_secrecy_alarms(text):
    assert len(found("F-SECRECY", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "涉及国家秘密的不予公开。",
        "严格保密审查，保护商业秘密。",
        "属于国家秘密的不得公开。",
        "开展保守国家秘密、工作秘密教育。",
        "没有出现泄露秘密、机密的情形。",
    ],
)
def test_to_speak_of_secrets_is_no_marking(text):
    assert found("F-SECRECY", text) == []


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("证号11010519491231002X。", 1),
        ("证号110105194912310021。", 0),
        ("证号110105199913310021。", 0),
        ("卡号4111111111111111。", 1),
        ("卡号4111111111111112。", 0),
        ("编号1234567890123456。", 0),
        ("电话13800138000。", 1),
        ("电话010-12345678、12345。", 0),
        ("申请人张某某提出申请。", 1),
        ("申请人王建国向我街道提出申请。", 1),
        ("张某来电。", 0),
        ("申请人向办事处提出，申请人无异议，申请人满意，申请人许可。", 0),
    ],
)
def test_what_belongs_to_a_person_is_not_published(text, alarms):
    assert len(found("F-PRIVACY", text)) == alarms


def test_a_mobile_number_in_the_contact_block_is_only_asked_about():
    (one,) = found("F-PRIVACY", "联系电话：13800138000。", place="preface")

    assert one.severity == "warning"


def test_the_offices_own_words_and_what_cannot_be_printed_are_told():
    words = {"given.words": "公示→公开\n老词\n→空"}
    assert proposals("F-DICTIONARY", "公示了老词。", **words) == [("公示", "公开"), ("老词", None)]
    assert found("F-DICTIONARY", "公示。", **{"given.words": "→空"}) == []
    assert found("F-GLYPH", "甲。") == []
    assert [word for word, _ in proposals("F-GLYPH", "甲㐂乙㐂。", **{"given.unprintable": "㐂"})] == ["㐂", "㐂"]
    (missing,) = found("F-GLYPH", "甲㐂乙𠮷。", **{"given.unprintable": "㐂𠮷"})
    assert "有“㐂（U+3402）”、“𠮷（U+20BB7）”" in missing.message
    assert "装一种有这个字的字体" in missing.message


@pytest.mark.parametrize(
    ("text", "listed", "words"),
    [
        ("做为台帐。", "做为→做为", ["帐"]),
        ("做为台帐。", "做为→做为\n台帐→台帐", []),
        ("做为台帐。", "台→台\n为台→为台", ["做为", "帐"]),
        ("落实落实到位。", "落实落实→落实落实", []),
        ("转结又转结。", "又转结→又转结", ["转结"]),
        ("转结又转结。", "转结又→转结又", ["转结"]),
    ],
)
def test_what_the_offices_list_gives_for_itself_may_stand(text, listed, words):
    assert [word for word, _ in proposals("F-TYPO", text, **{"given.words": listed})] == words
    assert found("F-DICTIONARY", text, **{"given.words": listed}) == []


def test_the_offices_list_lets_no_error_stand():
    words = {"given.words": "绝密★十年→绝密★十年"}
    assert [one.severity for one in found("F-SECRECY", "绝密★十年", **words)] == ["error"]


def test_many_slips_of_a_paragraph_are_one_finding():
    (one,) = found("F-TYPO", "转结、做为、以予、报导、既使、按排。")

    assert len(one.marks) == 6
    assert "等 6 处" in one.message


def test_a_paragraph_of_nothing_but_slips_gets_no_flood_of_marks():
    (one,) = found("F-TYPO", "（" * 5000 + "。")

    assert len(one.marks) == 100


def test_a_long_stretch_is_told_short():
    (one,) = found("F-TYPO", f'“他说"{"公开内容甲乙丙丁" * 5}"”。')

    assert "…" in one.message
