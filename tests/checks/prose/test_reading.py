"""What the reader makes of official prose, and what it leaves alone."""

import json
from decimal import Decimal

import pytest

from disclosure_desk.checks.prose import Statement, read_statements

YEAR = 2024
R = "requests.received"
DISPUTES = "disputes.reconsideration.total"
T = "requests.outcome.total.total"
IN, OUT = "requests.pending_at_start.total", "requests.pending_at_end.total"


def sure(text: str) -> list[tuple[str, object]]:
    return [(each.quantity, each.value) for each in read_statements(text, YEAR) if not each.uncertain]


def unsure(text: str) -> list[str]:
    return [each.quantity for each in read_statements(text, YEAR) if each.uncertain]


def only(text: str) -> Statement:
    [statement] = read_statements(text, YEAR)
    return statement


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("12", 12),
        ("１２", 12),
        ("1,204", 1204),
        ("十二", 12),
        ("二十", 20),
        ("一百零三", 103),
        ("一万二千", 12000),
        ("两", 2),
        ("二〇", 20),
        ("零", 0),
        ("1.5万", 15000),
    ],
)
def test_numbers_are_read_in_every_writing(number: str, value: int) -> None:
    statement = only(f"新收到政府信息公开申请{number}件。")
    assert (statement.quantity, statement.value) == (f"{R}.total", value)


@pytest.mark.parametrize("number", ["二一十", "1" * 17, "一" * 17, "第3", "〔3", "二十三十一", "十点", "一三点"])
def test_what_is_no_number_is_left_alone(number: str) -> None:
    assert sure(f"新收到政府信息公开申请{number}件。") == []


def test_a_number_is_where_it_stands() -> None:
    text = "全年\n 共 收到政府信息公开申请 1,204 件。"
    statement = read_statements(text, YEAR)[0]
    assert text[statement.start : statement.end] == "1,204"


def test_a_loose_number_is_loose() -> None:
    assert only("共收到政府信息公开申请约40件。").approx
    assert only("共收到政府信息公开申请40余件。").approx
    assert only("共收到政府信息公开申请40多件。").approx
    assert only("共收到政府信息公开申请40件余。").approx
    assert not only("共收到政府信息公开申请40件。").approx


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("收到、办结、结转下年度的申请分别为6件、5件、1件。", [(f"{R}.total", 6), (T, 5), (OUT, 1)]),
        ("收到、网络分别为6件、5件。", []),
        ("依申请公开方面，收到：6件，办结数为5。", [(f"{R}.total", 6), (T, 5)]),
        ("行政复议和行政诉讼案件共5件。", [("disputes.reconsideration.total+disputes.litigation.total", 5)]),
        ("行政复议、行政诉讼各2件。", [("disputes.reconsideration.total", 2), ("disputes.litigation.total", 2)]),
        ("政策文件、规范性文件20件。", []),
        ("新收到政府信息公开申请6件，上年结转1件，共计7件。", [(f"{R}.total", 6), (IN, 1), (f"{R}.total+{IN}", 7)]),
        ("收到政府信息公开申请6件，网络5件，共计11件。", [(f"{R}.total", 6)]),
        ("办理政府信息公开申请9件，其中新收到8件，上年结转1件。", [(f"{R}.total+{IN}", 9), (f"{R}.total", 8), (IN, 1)]),
        (
            "涉及行政复议0件，行政诉讼0件，无纠错。",
            [
                ("disputes.reconsideration.total", 0),
                ("disputes.litigation.total", 0),
                ("disputes.reconsideration.overturned", 0),
            ],
        ),
        ("全年无行政诉讼和行政应诉案件。", [("disputes.litigation.total", 0)]),
        ("收到行政许可申请30件，受理28件。", []),
        (
            "全年作出行政处罚决定3件，行政强制1件。",
            [
                ("proactive.penalty.decisions", 3),
                ("proactive.compulsion.decisions", 1),
            ],
        ),
        ("行政事业性收费12.5万元。", [("proactive.fee.amount", Decimal("12.5"))]),
        ("行政事业性收费12项。", []),
        (
            "发出收费通知2件，产生信息处理费300元，收取信息处理费200元。",
            [
                ("information_fee.notices", 2),
                ("information_fee.charged", 300),
                ("information_fee.received", 200),
            ],
        ),
        ("收到政府信息公开申请300元。", []),
        ("共收到政府信息公开申请9件。均已办结。", [(f"{R}.total", 9), (T, 9)]),
        ("共收到政府信息公开申请9件，尚未全部办结。", [(f"{R}.total", 9)]),
        ("共收到政府信息公开申请9件，已办理完毕，结转下年度1件。", [(f"{R}.total", 9), (T, 9), (OUT, 1)]),
        ("共收到政府信息公开申请9件，结转下年度1件，其余均已答复。", [(f"{R}.total", 9), (OUT, 1), (T, 8)]),
        (
            "共收到政府信息公开申请9件，均予以公开并办结。",
            [
                (f"{R}.total", 9),
                ("requests.outcome.granted.total", 9),
                (T, 9),
            ],
        ),
        ("收到政府信息公开申请9件，均为有效申请。", [(f"{R}.total", 9)]),
        ("收到政府信息公开申请9件，均为企业申请。", [(f"{R}.total", 9), (f"{R}.business", 9)]),
        ("行政复议2件，均予以维持。", [("disputes.reconsideration.total", 2), ("disputes.reconsideration.upheld", 2)]),
        ("行政复议2件，均已通报。", [("disputes.reconsideration.total", 2)]),
        (
            "行政诉讼2件，均为复议后起诉。",
            [("disputes.litigation_after.total", 2), ("disputes.litigation_direct.total", 0)],
        ),
        ("行政强制2件，均已公示。", []),
        ("结转下年度2件，均正在办理。", [(OUT, 2)]),
        ("无锡市政府信息公开申请办理规范。", []),
        ("未收到《关于5件申请的通知》。", []),
        ("未收到群众异议。", []),
        ("上年未收到政府信息公开申请。", []),
        ("未收到政府信息公开申请和投诉举报。", [(f"{R}.total", 0)]),
        ("2024年收到政府信息公开申请4件，2023年收到9件，办结9件，今年办结4件。", [(f"{R}.total", 4), (T, 4)]),
        ("上半年收到政府信息公开申请4件。", []),
        ("收到政府信息公开申请4件，占全区的3%。", [(f"{R}.total", 4)]),
        ("区政府办代表区政府受理政府信息公开申请17件，均已在法定期限内予以答复。", []),
        ("通过网络收到政府信息公开申请3件，信函5件。", []),
        ("收到自然人政府信息公开申请3件，企业申请5件。", [(f"{R}.natural_person", 3), (f"{R}.business", 5)]),
        ("公民提出政府信息公开申请3件，其中要求公开规划信息2件。", [(f"{R}.natural_person", 3)]),
        ("访问www.gov.cn. 收到政府信息公开申请3件.", [(f"{R}.total", 3)]),
        ("《未写完的书名，收到政府信息公开申请3件。", [(f"{R}.total", 3)]),
        ("2024年报收到政府信息公开申请3件。", [(f"{R}.total", 3)]),
        ("结转3件。", []),
        ("收到政府信息公开申请5件，结转3件。", [(f"{R}.total", 5), (OUT, 3)]),
        ("未制发规范性文件。", [("proactive.normative_document.issued", 0)]),
        ("未解读规范性文件，未公开行政处罚目录。", []),
        ("百分之五十的申请已办结。", []),
        ("本年度收取信息处理费1.8万元。", [("information_fee.received", 18000)]),
        ("行政事业性收费合计35000元。", [("proactive.fee.amount", Decimal("3.5"))]),
        ("收取信息处理费3件，金额200元。", [("information_fee.notices", 3), ("information_fee.charged", 200)]),
        ("收到政府信息公开申请1件，正在办理中。", [(f"{R}.total", 1), (OUT, 1)]),
        ("收到书面申请8件，网上申请11件，共19件。", [(f"{R}.total", 19)]),
        ("结果维持3件，其他结果2件。", []),
        (
            "行政复议结果维持3件、结果纠正1件，共4件。",
            [
                ("disputes.reconsideration.upheld", 3),
                ("disputes.reconsideration.overturned", 1),
                ("disputes.reconsideration.total", 4),
            ],
        ),
        (
            "予以公开3件，部分公开1件，共计4件。",
            [
                ("requests.outcome.granted.total", 3),
                ("requests.outcome.partially_granted.total", 1),
                (T, 4),
            ],
        ),
        (
            "行政复议3件，结果维持3件，共计3件。",
            [
                ("disputes.reconsideration.total", 3),
                ("disputes.reconsideration.upheld", 3),
            ],
        ),
        ("收到政府信息公开申请，共计5件。", [(f"{R}.total", 5)]),
        ("及时回复网友提出的问题，共129条。", []),
        ("四、政府信息公开行政复议、行政诉讼情况等六部分组成。", []),
        ("收到政府信息公开申请3件，均公开了信息。", [(f"{R}.total", 3)]),
        ("行政处罚案卷评查3件。", []),
        ("予以公开18件，占百分之十点。", [("requests.outcome.granted.total", 18)]),
        ("收到政府信息公开申请9件（结转下年度1件），均已答复。", [(f"{R}.total", 9), (OUT, 1)]),
        (
            "制定规范性文件2件，修订1件，废止5件。",
            [
                ("proactive.normative_document.issued", 2),
                ("proactive.normative_document.repealed", 5),
            ],
        ),
        ("受理政府信息公开申请8件，补正3件，答复5件。", [(f"{R}.total", 8), (T, 5)]),
        ("无复议诉讼。", [("disputes.reconsideration.total", 0), ("disputes.litigation.total", 0)]),
        ("收到政府信息公开申请5件。全年办理事项30件。", [(f"{R}.total", 5)]),
        ("复议85件，其中涉及信息公开的6件。", [("disputes.reconsideration.total", 6)]),
        ("新收到政府信息公开申请85件，其中街道受理6件。", [(f"{R}.total", 85)]),
        ("2025年计划制定规范性文件3件。", []),
        ("行政机关负责人出庭应诉4件，民事诉讼3件。", []),
        ("收到政府信息公开申请5件，全年公开信息120条，办结事项30件。", [(f"{R}.total", 5)]),
        ("收到政府信息公开申请5件，3件由下年度继续办理。", [(f"{R}.total", 5), (OUT, 3)]),
        ("行政处罚信息公开栏目发布动态的数量为3件。", []),
        ("清理行政处罚3件。", []),
        ("2025年制定规范性文件3件。", []),
        ("无因政府信息公开申请引发的纠纷。", []),
        ("受理低保申请5件，办结5件。", []),
        ("新收到政府信息公开申请1 2件。", []),
        ("其中公开3件，不予公开2件。", [("requests.outcome.granted.total", 3), ("requests.outcome.denied.total", 2)]),
        ("政府信息公开申请2件答复申请人。", [(f"{R}.total", 2)]),
        ("3、收到政府信息公开申请5件", [(f"{R}.total", 5)]),
        (
            "部门受理政府信息公开申请2件，政府受理政府信息公开申请4件。",
            [(f"{R}.total", 2), (f"{R}.total", 4)],
        ),
        ("印发《关于收到政府信息公开申请3件的说明》。", []),
        ("受理的第12件政府信息公开申请。", []),
        (
            "政府信息公开行政诉讼8件，其中开庭审理期间调解息诉4件，结果维持3件。",
            [("disputes.litigation.total", 8), ("disputes.litigation.upheld", 3)],
        ),
        (
            "政府信息公开行政复议2件。上年结转3件，结转下年1件。",
            [("disputes.reconsideration.total", 2), (IN, 3), (OUT, 1)],
        ),
        ("未收到公民、法人或其他组织的政府信息公开申请。", [(f"{R}.total", 0)]),
        ("制发规范性文件5件，占60%。", [("proactive.normative_document.issued", 5)]),
        ("本年度行政许可事项20件。", []),
        ("收到、办结申请分别为6件。", [(f"{R}.total", 6), (T, 6)]),
        ("受理政府信息公开申请3次。", []),
        ("全区累计办理许可事项46件。", [("proactive.licence.decisions", 46)]),
        ("公示办理的许可事项46件。", []),
        ("免收房屋登记费用6.8万元。", []),
        ("新收申请31件（不含上年结转2件），办结33件。", [(f"{R}.total", 31), (IN, 2), (T, 33)]),
        ("收到申请31件（另有2件为上年结转）。", [(f"{R}.total", 31), (IN, 2)]),
        (
            "行政复议6件，行政诉讼2件（维持2件）。",
            [
                ("disputes.reconsideration.total", 6),
                ("disputes.litigation.total", 2),
                ("disputes.litigation.upheld", 2),
            ],
        ),
        (
            "行政复议6件、行政诉讼2件，其中7件结果维持。",
            [
                ("disputes.reconsideration.total", 6),
                ("disputes.litigation.total", 2),
                ("disputes.reconsideration.upheld+disputes.litigation.upheld", 7),
            ],
        ),
        ("共计办理政府信息公开申请5件，均正在办理。", [(T, 5)]),
        (
            "制发规范性文件5件，公开解读材料5件；废止2件。",
            [("proactive.normative_document.issued", 5), ("proactive.normative_document.repealed", 2)],
        ),
        ("收到并答复政府信息公开申请28件（含上年结转2件）。", [(T, 28), (IN, 2)]),
        (
            "全年办理61件（新收58件，结转3件），均在年内办结。",
            [(f"{R}.total+{IN}", 61), (f"{R}.total", 58), (IN, 3), (T, 61)],
        ),
        ("、".join(f"制定规范性文件{number}件" for number in range(2, 9)), []),
        (
            "不予公开11件（均属内部事务信息）。",
            [("requests.outcome.denied.total", 11), ("requests.outcome.denied.internal_affairs.total", 11)],
        ),
        ("收到申请75宗，70宗均已按期办毕，另外5宗顺延至下年度。", [(f"{R}.total", 75), (T, 70), (OUT, 5)]),
        ("办理政府信息公开申请19件，已答复18件。", [(f"{R}.total", 19), (T, 18)]),
        (
            "因2023年的答复引发行政复议2件、行政诉讼1件，均维持。",
            [
                ("disputes.reconsideration.total", 2),
                ("disputes.litigation.total", 1),
                ("disputes.reconsideration.upheld", 2),
                ("disputes.litigation.upheld", 1),
            ],
        ),
        ("收到政府信息公开申请36件，大部分已答复。", [(f"{R}.total", 36)]),
        ("建成69个政务公开专区，更新公开目录71次。", []),
        ("3件申请收取信息处理费共计1140元。", [("information_fee.notices", 3), ("information_fee.received", 1140)]),
        ("新收申请31件，不含上年结转2件。", [(f"{R}.total", 31), (IN, 2)]),
        ("历年均未收取信息处理费。", [("information_fee.received", 0)]),
        (
            "无规章、规范性文件制发。",
            [
                ("proactive.rule_document.issued", 0),
                ("proactive.normative_document.issued", 0),
            ],
        ),
        ("各类行政复议应诉案件118件，与政府信息公开无关。", []),
    ],
)
def test_sentences(sentence: str, stated: list[tuple[str, object]]) -> None:
    assert sure(sentence) == stated


def test_an_office_speaks_for_its_government_where_the_sentence_says_that_it_is_all() -> None:
    assert sure("市政府办公厅代表市政府受理政府信息公开申请17件。") == []
    assert sure("市政府办公厅代表市政府共受理政府信息公开申请17件。") == [(f"{R}.total", 17)]


def test_what_is_made_public_is_doubtful() -> None:
    assert unsure("公示行政处罚信息25条、行政许可6条。") == [
        "proactive.penalty.decisions",
        "proactive.licence.decisions",
    ]
    assert unsure("主动公开规章39件（含新制定15件）。") == ["proactive.rule_document.issued"] * 2


def test_what_only_follows_from_a_number_may_be_doubtful() -> None:
    assert unsure("收到政府信息公开申请9件，已予以公开。") == ["requests.outcome.granted.total"]
    assert sure("收到政府信息公开申请9件，全部予以公开。")[-1] == ("requests.outcome.granted.total", 9)


def test_answers_beside_withdrawals_are_doubtful() -> None:
    assert unsure("收到政府信息公开申请33件，答复21件，申请人撤回12件。") == [T, "requests.outcome.other.other.total"]
    assert T not in unsure("办结政府信息公开申请33件，予以公开21件，申请人撤回12件。")


def test_shares_are_claims_where_their_whole_is_shown() -> None:
    granted = "requests.outcome.granted.total"
    assert sure("办结政府信息公开申请30件，其中予以公开18件，占60%。")[-1] == (f"{granted}/{T}", 60)
    assert sure("予以公开18件，占百分之六十；部分公开12件，占40.0%。") == [
        (granted, 18),
        (f"{granted}/{T}", 60),
        ("requests.outcome.partially_granted.total", 12),
        (f"requests.outcome.partially_granted.total/{T}", 40),
    ]
    assert f"{granted}/{T}" in unsure("予以公开18件，占33.9%；部分公开12件。")
    assert sure("新收到政府信息公开申请9件，占40%。")[0] == (f"{R}.total", 9)


@pytest.mark.parametrize(
    ("tail", "kind", "value"),
    [
        ("同比增长60%", "trend_percent", 60),
        ("较上年下降3.5%", "trend_percent", Decimal("-3.5")),
        ("比上年增加3件", "trend_count", 3),
        ("比2023年（93起）减少27起", "trend_count", -27),
        ("比上年略有增加，增长约7%", "trend_percent", 7),
        ("同比增加5件，增幅8.2%", "trend_percent", Decimal("8.2")),
    ],
)
def test_changes_from_last_year(tail: str, kind: str, value: object) -> None:
    statement = read_statements(f"2024年收到政府信息公开申请66件，{tail}。", YEAR)[-1]
    assert (statement.quantity, statement.kind, statement.value) == (f"{R}.total", kind, value)


def test_a_change_of_something_else_is_none() -> None:
    assert read_statements("访问量同比增长60%。发布信息60条，同比增长20%。", YEAR) == ()
    assert sure("收到政府信息公开申请6件，较上年同期的9件少。") == [(f"{R}.total", 6)]


def test_parts_know_their_whole() -> None:
    text = "第一段。\n收到政府信息公开申请9件，其中自然人8件，企业1件。"
    whole, *parts = read_statements(text, YEAR)
    assert [part.part_of for part in parts] == [whole.start] * 2
    assert {each.sentence for each in (whole, *parts)} == {1}


def test_numbers_in_brackets_are_parts_of_the_number_before() -> None:
    whole, part, other = read_statements("收到政府信息公开申请9件（自然人8件），办结7件。", YEAR)
    assert (part.part_of, other.part_of) == (whole.start, None)


def test_all_that_were_closed_may_include_those_carried_in() -> None:
    _, closed = read_statements("收到政府信息公开申请9件，均已办结。", YEAR)
    assert closed.implied
    assert closed.readings == ((T, 9), (f"{T}-{IN}", 9))


def test_alternatives_are_as_legitimate() -> None:
    statement = only("受理政府信息公开申请9件。")
    assert statement.readings == ((f"{R}.total", 9), (f"{R}.total+{IN}", 9))
    assert json.dumps([str(each) for each in statement.readings])


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("收到申请19件，除1件不再处理外，其余18件均作出答复。", [(f"{R}.total", 19)]),
        ("主动撤回2件，按其他方式处理；其余的15件里，予以公开9件。", [("requests.outcome.granted.total", 9)]),
        (
            "与2023年相比，新收申请量由40件降至26件，行政复议由5件降至1件。",
            [(f"{R}.total", 26), ("disputes.reconsideration.total", 1)],
        ),
        ("通过当面、邮寄两种渠道分别收到申请2件、5件，累计7件。", [(f"{R}.total", 7)]),
        ("印发公文310件，其中主动公开88件、依申请公开12件、不予公开210件。", []),
        (
            "行政许可决定0件；行政处罚较上年增加12件，达到49件。",
            [("proactive.licence.decisions", 0), ("proactive.penalty.decisions", 49)],
        ),
        (
            "新收申请36件、上年结转申请4件，合计40件已办结38件。",
            [(f"{R}.total", 36), (IN, 4), (f"{R}.total+{IN}", 40), (T, 38)],
        ),
        ("对6件内容不明确的申请发出补正通知。", []),
        (
            "复议、诉讼共5件，分别为3件、2件。",
            [(f"{DISPUTES}+disputes.litigation.total", 5), (DISPUTES, 3), ("disputes.litigation.total", 2)],
        ),
        (
            "予以公开和部分公开共12件，分别为10件、1件、1件。",
            [("requests.outcome.granted.total+requests.outcome.partially_granted.total", 12)],
        ),
        ("新收申请较2023年减少4件，降至9件，其中自然人8件。", [(f"{R}.total", 9), (f"{R}.natural_person", 8)]),
        ("依申请公开收费通知0件，收取金额0元。", [("information_fee.notices", 0), ("information_fee.received", 0)]),
        ("因信息不存在无法提供3件。", [("requests.outcome.unable.total", 3)]),
        ("收到申请25件，其中17件为征收信息，8件为物业信息，均已办结。", [(f"{R}.total", 25), (T, 25)]),
        ("收到申请25件，其中17件为征收信息，7件为物业信息，均已办结。", [(f"{R}.total", 25)]),
        ("本机关不掌握11件，无法提供2件。", [("requests.outcome.unable.not_held.total", 11)]),
        ("全年收到和办理申请14件。", [(f"{R}.total", 14)]),
        (
            "本机关不掌握2件，无法提供11件。",
            [("requests.outcome.unable.not_held.total", 2), ("requests.outcome.unable.total", 11)],
        ),
    ],
)
def test_a_number_is_told_of_what_its_sentence_leaves_it(text: str, stated: list[tuple[str, object]]) -> None:
    assert sure(text) == stated


def test_a_result_after_several_kinds_of_dispute_is_of_each_of_them() -> None:
    assert sure("全年无一起因政府信息公开引发的复议、诉讼被纠正或败诉。") == [
        ("disputes.reconsideration.overturned", 0),
        ("disputes.litigation.overturned", 0),
    ]


def test_a_rise_that_names_what_was_not_told_before_is_of_no_number() -> None:
    statements = read_statements("行政许可决定9件；行政处罚较上年增加12件。", YEAR)
    assert [each.quantity for each in statements] == ["proactive.licence.decisions"]


def test_a_rise_is_of_the_number_that_its_words_name() -> None:
    statements = read_statements("行政复议9件、行政诉讼3件，行政复议较上年增加2件，增长28%。", YEAR)
    assert [(each.quantity, each.value) for each in statements if each.kind.startswith("trend")] == [
        (DISPUTES, 2),
        (DISPUTES, 28),
    ]
