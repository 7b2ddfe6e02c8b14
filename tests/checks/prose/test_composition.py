"""What the reader makes of the way a sentence is put together: where a number's words stand, and what it leans on."""

import pytest

from disclosure_desk.checks.prose import read_statements

YEAR = 2024
R, T = "requests.received", "requests.outcome.total.total"
IN, OUT = "requests.pending_at_start.total", "requests.pending_at_end.total"
GRANTED, DENIED = "requests.outcome.granted.total", "requests.outcome.denied.total"
REVIEW, COURT = "disputes.reconsideration", "disputes.litigation"
INTERNAL, DELIBERATIVE = (f"requests.outcome.denied.{one}.total" for one in ("internal_affairs", "deliberative"))
PETITION = "requests.outcome.not_processed.petition.total"
DIRECT, AFTER = "disputes.litigation_direct", "disputes.litigation_after"


def sure(text: str) -> list[tuple[str, object]]:
    return [(each.quantity, each.value) for each in read_statements(text, YEAR) if not each.uncertain]


SENTENCES: dict[str, list[tuple[str, object]]] = {
    # Work of every day that has the name of a result is none, and says nothing of requests.
    "全年受理信访事项46件，办结45件。": [],
    "办理行政查询46件，办结45件。": [],
    "收到申请5件，均已答复；受理信访事项46件，办结45件。": [(f"{R}.total", 5), (T, 5)],
    "属于行政查询事项7件，公开5件。": [("requests.outcome.denied.administrative_query.total", 7), (GRANTED, 5)],
    # Several years in one 分别; without one for each number nobody can tell.
    "2023年、2024年分别收到申请9件、12件。": [(f"{R}.total", 12)],
    "去年、今年分别办结政府信息公开申请8件和9件。": [(T, 9)],
    "2022年、2023年分别收到申请9件、12件。": [],
    "2023年、2024年分别为9件、12件。": [],
    # Parts of several wholes, each of its own; what was done with a request is told behind it.
    "行政复议17件、行政诉讼9件，其中信息公开类复议3件、诉讼2件，均获维持。": [
        (f"{REVIEW}.total", 3),
        (f"{COURT}.total", 2),
        (f"{REVIEW}.upheld", 3),
        (f"{COURT}.upheld", 2),
    ],
    "对1件内容不明确的申请，一次性告知申请人补正。": [],
    "收到申请9件，予以公开3件，其余6件分别作不予公开、不予处理等答复。": [(f"{R}.total", 9), (GRANTED, 3)],
    "全年18件申请得到满足。": [(GRANTED, 18)],
    # All of those that came in, told by who applied; of columns of one group the group alone.
    "收到自然人申请14件、律师事务所申请1件，全部予以答复。": [
        (f"{R}.natural_person", 14),
        (f"{R}.legal_services", 1),
        (T, 15),
    ],
    "收到自然人申请14件、法人申请3件、企业申请2件，均已答复。": [
        (f"{R}.natural_person", 14),
        (f"{R}.legal_person", 3),
        (f"{R}.business", 2),
        (T, 17),
    ],
    "书面申请8件，网上申请11件，上年结转2件，均已办结。": [(IN, 2)],
    "信息公开申请共13件，其中，公开类5件，部分公开类2件，均已依法答复。": [
        (GRANTED, 5),
        ("requests.outcome.partially_granted.total", 2),
        (T, 13),
    ],
    "收到申请5件，上年结转1件，均已办结。": [(f"{R}.total", 5), (IN, 1), (T, 6)],
    "行政复议1件，结转1件，行政诉讼已判决维持。": [(f"{REVIEW}.total", 1)],
    "行政诉讼被纠错（败诉）2件。": [(f"{COURT}.overturned", 2)],
    "依申请公开邮件12封。": [],
    # Letters of several kinds of people are no requests.
    "收到个人来信14封、企业来函1件，全部予以答复。": [],
    "按申请方式分，自然人书面申请4件，商业企业书面申请1件。": [(f"{R}.natural_person", 4), (f"{R}.business", 1)],
    # Reasons that share a number behind which they stand, dealt out by 分别; but one request has one.
    "有5件申请因属于三类内部事务信息和四类过程性信息未予公开，分别为2件和3件。": [
        (f"{INTERNAL}+{DELIBERATIVE}", 5),
        (INTERNAL, 2),
        (DELIBERATIVE, 3),
    ],
    "1件申请因属于内部事务信息、过程性信息不予公开。": [(DELIBERATIVE, 1)],
    "3件申请属于信访事项、不予处理。": [(PETITION, 3)],
    # The reason before the comma; but not what is denied, or only spoken of.
    "因保护第三方合法权益，不予公开1件。": [("requests.outcome.denied.third_party_rights.total", 1)],
    "未涉及国家秘密，不予公开3件。": [(DENIED, 3)],
    "做好行政执法案卷管理，收到申请8件，不予公开3件。": [(f"{R}.total", 8), (DENIED, 3)],
    "本机关不掌握的告知申请人，不予公开3件。": [(DENIED, 3)],
    # What was done is told once, behind several numbers.
    "对1件信访类申请和2件重复申请依法作不予处理。": [
        (PETITION, 1),
        ("requests.outcome.not_processed.duplicate.total", 2),
    ],
    "对3件信访件和2件投诉件依法答复。": [],
    "对信访举报6件、投诉2件不予处理。": [],
    "对2份涉及国家秘密和内部事务信息的文件不予公开。": [],
    "涉及个人隐私的，街道办理时不予公开，全年公开信息32条。": [],
    "复议纠错率、诉讼败诉率均为零。": [(f"{REVIEW}.overturned", 0), (f"{COURT}.overturned", 0)],
    # A number with its result behind it, in a list.
    "复议5件，3件维持、2件纠正。": [(f"{REVIEW}.total", 5), (f"{REVIEW}.upheld", 3), (f"{REVIEW}.overturned", 2)],
    "收到申请2件，1件因内容不属于政府信息范畴不予处理。": [
        (f"{R}.total", 2),
        ("requests.outcome.not_processed.total", 1),
    ],
    # 其余 are those that do not go on.
    "收到申请40件，除2件结转下年外，其余均已办结。": [(f"{R}.total", 40), (OUT, 2), (T, 38)],
    "收到申请40件，2件结转下年，均已答复。": [(f"{R}.total", 40), (OUT, 2)],
    "收到申请2件，2件结转下年，其余均已答复。": [(f"{R}.total", 2), (OUT, 2)],
    # Parts by channel, and their sum.
    "通过当面、信函、在线平台等渠道收到政府信息公开申请，分别为1件、3件、6件，共10件，均已答复。": [
        (f"{R}.total", 10),
        (T, 10),
    ],
    # The principle of all disclosure is no result, and what is made public no number of one.
    "坚持以公开为常态、不公开为例外，在网站主动公开各类信息412条。": [],
    "坚持公开为原则、不公开为例外，全年共12件。": [],
    "依法不予公开的说明理由，主动公开信息412条。": [],
    # Counted over several years, unless this one is named.
    "自2020年推进标准化建设以来，累计收到政府信息公开申请37件，均已答复。": [],
    "近年来，我镇累计收到政府信息公开申请37件。": [],
    "今年以来，我镇累计收到政府信息公开申请7件。": [(f"{R}.total", 7)],
    "2024年以来，我镇累计收到政府信息公开申请7件。": [(f"{R}.total", 7)],
    "近年来，我镇重视公开，2024年累计收到申请7件。": [(f"{R}.total", 7)],
    # Of a whole of all disputes and its part about disclosure 均 speaks of the part.
    "全局复议案件共17件，其中信息公开类4件，均获维持。": [(f"{REVIEW}.total", 4), (f"{REVIEW}.upheld", 4)],
    # What is asked back is on the way, what is still unclear afterwards is a result.
    "答复申请9件，其中1件因申请内容不明确告知补正。": [(T, 9)],
    "申请经补正后内容仍不明确的1件。": [("requests.outcome.unable.still_unclear.total", 1)],
    "属于行政查询事项告知另行查询的7件，重复申请1件。": [
        ("requests.outcome.denied.administrative_query.total", 7),
        ("requests.outcome.not_processed.duplicate.total", 1),
    ],
    # 结转 without a direction is told by what else the sentence says, else it may be either.
    "新收申请20件，结转3件，转下年1件。": [(f"{R}.total", 20), (IN, 3), (OUT, 1)],
    "新收申请33件，结转4件，共办理37件，已办35件。": [
        (f"{R}.total", 33),
        (IN, 4),
        (f"{R}.total+{IN}", 37),
        (T, 35),
    ],
    "新收申请9件，结转1件，办结8件，结转2件。": [(f"{R}.total", 9), (IN, 1), (T, 8), (OUT, 2)],
    "上年结转申请1件，新收9件，办结8件，结转2件。": [(IN, 1), (f"{R}.total", 9), (T, 8), (OUT, 2)],
    "收到县长信箱转来的政府信息公开申请1件。": [],
    # What was closed of this year's requests leaves those carried in out.
    "上年结转的2件已办结，本年新收的6件中办结5件，尚余1件。": [(IN, 2), (f"{R}.total", 6), (T, 5), (OUT, 1)],
    "除2件结转下年外，其余27件均已答复。": [(OUT, 2), (T, 27)],
    # The form's own words say what a sentence is about that does not name requests.
    "当年收到11件，当年办结10件，跨年结转1件。": [(f"{R}.total", 11), (T, 10), (OUT, 1)],
    "截至年底，有3件处于法定答复期内，结转至2025年办理，工作平稳有序。": [(OUT, 3)],
    "收到工单11件，办结10件，结转1件。": [],
    # A number without words has those of what is said of it before.
    "今年依申请公开数量突破百件，达到117件。": [(f"{R}.total", 117)],
    "新收申请90件，自然人申请约占九成，为81件。": [
        (f"{R}.total", 90),
        (f"{R}.natural_person/{R}.total", 90),
        (f"{R}.natural_person", 81),
    ],
    "2024年较2023年申请量减少9件，为17件。": [(f"{R}.total", 17)],
    "受理申请数比去年增加2件，共11件；办结数比去年增加1件，共10件。": [(f"{R}.total", 11), (T, 10)],
    "申请人撤回申请，涉及申请3件。": [],
    # The words that say among which are not those of the number.
    "答复的政府信息公开申请中公开9件、不公开2件。": [(GRANTED, 9), (DENIED, 2)],
    "自然人申请中予以公开3件。": [("requests.outcome.granted.natural_person", 3)],
    "在47件已办结申请中，全部或部分公开的有22件。": [
        (T, 47),
        ("requests.outcome.granted.total+requests.outcome.partially_granted.total", 22),
    ],
    "办结申请20件，其中要求公开征地信息的申请8件。": [(T, 20)],
    # The last of a list of results, and a result told by its reasons.
    "予以公开12件；不予公开4件（国家秘密1件、其他3件）；其他2件。": [
        (GRANTED, 12),
        (DENIED, 4),
        ("requests.outcome.denied.state_secret.total", 1),
        ("requests.outcome.other.total", 2),
    ],
    "办结申请61件，因不掌握、需加工等无法提供61件。": [(T, 61), ("requests.outcome.unable.total", 61)],
    "不予处理的申请共8件：信访类5件，重复申请3件。": [
        ("requests.outcome.not_processed.total", 8),
        ("requests.outcome.not_processed.petition.total", 5),
        ("requests.outcome.not_processed.duplicate.total", 3),
    ],
    "信访类12件。": [],
    "发出信息处理费收费通知3件，申请人逾期未缴费3件。": [
        ("information_fee.notices", 3),
        ("requests.outcome.other.fee_unpaid.total", 3),
    ],
    "受理自然人申请17件，受理法人申请1件，合计18件。": [
        (f"{R}.natural_person", 17),
        (f"{R}.legal_person", 1),
        (f"{R}.total", 18),
    ],
    "上年结转申请1件、本年度新增11件。": [(IN, 1), (f"{R}.total", 11)],
    # Disputes: a part alone, who decides, and how often a case is told.
    "行政诉讼3件，其中1件直接起诉，尚在审理；2件为复议后起诉，均维持。": [
        (f"{COURT}.total", 3),
        (f"{DIRECT}.total", 1),
        (f"{DIRECT}.pending", 1),
        (f"{AFTER}.total", 2),
        (f"{AFTER}.upheld", 2),
    ],
    "行政复议、诉讼均有发生，其中复议2件、诉讼1件，均为维持。": [
        (f"{REVIEW}.total", 2),
        (f"{COURT}.total", 1),
        (f"{REVIEW}.upheld", 2),
        (f"{COURT}.upheld", 1),
    ],
    "行政复议0件、行政诉讼1件，已判决维持。": [
        (f"{REVIEW}.total", 0),
        (f"{COURT}.total", 1),
        (f"{COURT}.upheld", 1),
    ],
    "行政复议2件，已审结1件（维持），未审结1件。": [
        (f"{REVIEW}.total", 2),
        (f"{REVIEW}.upheld", 1),
        (f"{REVIEW}.pending", 1),
    ],
    "行政复议2件，已审结1件（由法制机构牵头）。": [(f"{REVIEW}.total", 2)],
    "没有被复议机关撤销的案件。": [(f"{REVIEW}.overturned", 0)],
    "行政复议6件、行政诉讼2件，法院维持1件。": [
        (f"{REVIEW}.total", 6),
        (f"{COURT}.total", 2),
        (f"{COURT}.upheld", 1),
    ],
    "行政诉讼零败诉、行政复议零纠错。": [(f"{COURT}.overturned", 0), (f"{REVIEW}.overturned", 0)],
    "行政诉讼一审12件、二审5件。": [],
    "我镇被起诉1次，胜诉。": [(f"{COURT}.total", 1), (f"{COURT}.upheld", 1)],
    "全年行政诉讼出庭1次。": [],
    # Words are cut where what follows them is known, too.
    "行政事业性收费共收取10,280元。": [("proactive.fee.amount", 1.028)],
    "发出信息处理费收费通知书1份。": [("information_fee.notices", 1)],
    "办理行政复议答复书31份。": [],
    "行政许可受理并办结86件。": [("proactive.licence.decisions", 86)],
    # A verb or a name that several numbers share, and rises in one clause with their number.
    "本年度受理1件、答复1件政府信息公开申请。": [(f"{R}.total", 1), (T, 1)],
    "收到申请9件、同比下降3件，答复9件、同比下降2件。": [(f"{R}.total", 9), (f"{R}.total", -3), (T, 9), (T, -2)],
    "有12个收到过申请，共收到164件。": [(f"{R}.total", 164)],
    "按申请人性质分，自然人33件，商业企业3件，行业协会1件；予以公开14件。": [
        (f"{R}.natural_person", 33),
        (f"{R}.business", 3),
        (GRANTED, 14),
    ],
    "尚有4件申请未到答复期限。": [(OUT, 4)],
    "收到申请6件，剩余1件在法定期限内。": [(f"{R}.total", 6), (OUT, 1)],
    "剩余1件在法定期限内。": [],
    "结转到2024年办理的申请2件。": [(IN, 2)],
    # What is about disputes, documents or their reasons, and no request or result.
    "行政复议4件（上年结转1件、本年新增3件）。": [(f"{REVIEW}.total", 4)],
    "被复议11件：维持7件，尚未办结4件。": [
        (f"{REVIEW}.total", 11),
        (f"{REVIEW}.upheld", 7),
        (f"{REVIEW}.pending", 4),
    ],
    "行政诉讼直接起诉2件。": [(f"{DIRECT}.total", 2)],
    "行政复议9件，审结6件，均维持。": [(f"{REVIEW}.total", 9), (f"{REVIEW}.upheld", 6)],
    "认定公文12件，其中主动公开3件，依申请公开4件，不予公开5件。": [],
    "印发规范性文件6件，对4件失效文件予以标注。": [("proactive.normative_document.issued", 6)],
    "涉及第三方权益的申请3件，予以公开2件。": [(GRANTED, 2)],
    "出具补正告知书7份，其中1件逾期未补正。": [("requests.outcome.other.not_clarified.total", 1)],
    "行政许可：受理12件，办结11件。": [("proactive.licence.decisions", 11)],
    # A body that nobody knows at the head, a list after a colon, and what only another row makes public.
    "区住建局有4件申请被予以公开，1件被不予公开。": [(GRANTED, 4), (DENIED, 1)],
    "收到申请34件，其中区住建局12件申请予以公开。": [(f"{R}.total", 34)],
    "办理结果为：8件予以公开、9件不予公开。": [(GRANTED, 8), (DENIED, 9)],
    "依申请公开件数量达到77件；公开权力清单53项。": [(f"{R}.total", 77)],
    "收到申请18件，1件因案情复杂依法延期，延至2025年1月答复。": [(f"{R}.total", 18), (OUT, 1)],
    "另有4件于年底收到。": [],
    "收到申请1件，因内容不明确，已告知补正。": [(f"{R}.total", 1)],
    "行政复议方面，本年度新增案件6件。": [(f"{REVIEW}.total", 6)],
    "县自然资源局受理的申请量居全县之首，达61件。": [],
    "行政复议维持3件、行政诉讼维持1件，没有被纠错的案件。": [
        (f"{REVIEW}.upheld", 3),
        (f"{COURT}.upheld", 1),
        (f"{REVIEW}.overturned", 0),
    ],
    "申请人主要为自然人（26件），法人和其他组织较少（3件）。": [
        (f"{R}.natural_person", 26),
        (f"{R}.legal_person", 3),
    ],
    "依法按“信访举报投诉类申请”不予处理3件。": [("requests.outcome.not_processed.petition.total", 3)],
    "行政许可办理量为12件，行政处罚立案9件、结案8件。": [
        ("proactive.licence.decisions", 12),
        ("proactive.penalty.decisions", 8),
    ],
    "接受咨询42次，其中涉及行政许可20次、行政处罚8次。": [],
    "申请中涉及行政处罚类3件。": [],
    "共计办理53件（新收50件，结转3件），均在年内办结。": [
        (f"{R}.total+{IN}", 53),
        (f"{R}.total", 50),
        (IN, 3),
        (T, 53),
    ],
    "印发规范性文件5件，报备5件，清理后废止2件。": [
        ("proactive.normative_document.issued", 5),
        ("proactive.normative_document.repealed", 2),
    ],
    "征收行政事业性收费3项，合计56.8万元。": [("proactive.fee.amount", 56.8)],
    "行政诉讼收案6件，维持4件。": [(f"{COURT}.total", 6), (f"{COURT}.upheld", 4)],
    # Some of the body or of the year did not.
    "全年共有3个月未收到申请。": [],
    "全街道12个社区均未收到公开申请。": [],
    "全街道12个网格均未收到公开申请。": [],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_read_by_how_it_is_put_together(text: str) -> None:
    assert [(quantity, float(str(value))) for quantity, value in sure(text)] == SENTENCES[text]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("收到申请29件，自然人申请23件、占比为79.3%。", (f"{R}.natural_person/{R}.total", "79.3")),
        ("办结申请88件，予以公开54件，达61.4%。", (f"{GRANTED}/{T}", "61.4")),
        ("办结申请108件，其中不予公开类比重下降到5.6%，为6件。", (f"{DENIED}/{T}", "5.6")),
        ("新收申请40件，自然人申请占比最高，达92.5%。", (f"{R}.natural_person/{R}.total", "92.5")),
        ("办结申请20件，其中未予公开类占5%。", None),
    ],
)
def test_a_share_is_of_what_its_own_words_name(text: str, share: tuple[str, str] | None) -> None:
    found = [(each.quantity, str(each.value)) for each in read_statements(text, YEAR) if each.kind == "percent"]
    assert found == ([share] if share else [])
