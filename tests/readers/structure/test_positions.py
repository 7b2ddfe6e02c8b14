"""Texts whose heading or sub-heading is not the form's: where they stand decides, and it is told."""

import pytest
from shared_cases import shared_case

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read, read_content
from disclosure_desk.readers.review.import_review import ImportReview

FORM = load_form("2021")
TABLES = """二、主动公开政府信息情况
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t1007
三、收到和处理政府信息公开申请情况
四、政府信息公开行政复议、行政诉讼情况
行政复议\t行政诉讼
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t复议后起诉
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
2\t1\t3\t1\t7\t0\t0\t0\t0\t0\t13\t2\t4\t0\t19
"""
TITLE = "某某区某某街道办事处2024年政府信息公开工作年度报告\n"
PREFACE = "根据条例要求，制作本报告。\n"
HEADS = (
    "（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障",
)  # fmt: skip
BODIES = (
    "全年公布信息80条。", "全年办理18件。", "专人负责，及时更新。", "改版一次，维护良好。", "定期检查，举办培训。",
)  # fmt: skip
TOPICS = ("proactive", "on_request", "management", "platform", "supervision")
END = "五、存在的主要问题及改进情况\n仍有不足。下一步改进。\n六、其他需要报告的事项\n无。\n"


def overview(heads=HEADS, sign="\n"):
    return "".join(f"{head}{sign}{body}\n" for head, body in zip(heads, BODIES, strict=True))


def texts_of(text):
    reading = read_content(FORM, text.encode(), ".txt")
    return reading, {place: words for place, words in reading.report.texts.items() if words}


FIRST_HEADINGS = [
    "一、2023年政务公开总体情况",
    "一、2024年度工作回顾",
    "一、基本工作开展情况",
    "一、全年重点工作",
    "一、政务公开工作推进情况",
    "第一部分 全年工作",
    "一、本年度政府信息公开工作主要做法和成效",
    "一、概    览",
    "",
]


@pytest.mark.parametrize("heading", FIRST_HEADINGS)
def test_the_topics_stand_in_section_one_whatever_its_heading_is(heading):
    reading, texts = texts_of(f"{TITLE}{PREFACE}{heading}\n{overview()}{TABLES}{END}")

    assert texts["preface"] == PREFACE.strip()
    for topic, head, body in zip(TOPICS, HEADS, BODIES, strict=True):
        assert texts[f"overview.{topic}"] == f"{head}\n{body}"
    assert texts["problems"] == "仍有不足。下一步改进。"
    assert any(note.kind == "heading" for note in reading.notes)


FIFTH = [
    ("（一）主要问题\n工作中还有不足，栏目更新不够及时。\n（二）改进情况\n下一步将加强培训，提高质量。\n", True),
    ("工作中还有不足，栏目更新不够及时。下一步将加强培训。\n", True),
    ("五、工作展望\n工作中还有不足，栏目更新不够及时。\n", True),
    ("五、不足之处与努力方向\n一是更新不够及时。\n二是培训不多。\n", True),
    ("五、今后打算\n1.加强学习，提高认识。\n2.强化督查，抓好落实。\n", True),
    ("仍有五点不足。\n一、更新较慢\n二、培训不多\n三、人手不足\n四、渠道较少\n五、宣传不广\n明年改进。\n", True),
]


@pytest.mark.parametrize(("text", "is_told"), FIFTH)
def test_what_stands_behind_the_tables_is_section_five(text, is_told):
    after = END[END.index("六、") :]
    reading, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview()}{TABLES}{text}{after}")

    body = text.partition("\n")[2] if text.startswith("五、") else text
    assert texts["problems"] == body.strip()
    assert texts["other_matters"] == "无。"
    assert any(note.kind == "heading" for note in reading.notes) is is_told


@pytest.mark.parametrize("end", [END, END.partition("\n")[2]], ids=["with its heading", "without"])
@pytest.mark.parametrize("note", ["注：以上数据含下属单位。", "说明：数据来自台账。", "＊含下属单位的数。"])
def test_a_note_under_the_last_table_is_no_section_five(note, end):
    reading, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview()}{TABLES}{note}\n{end}")

    assert texts["problems"] == "仍有不足。下一步改进。"
    assert note in [one.words for one in reading.notes if one.kind == "unplaced"]


LEAD = "一年来，街道把公开落实到办事的全过程。"
PROBLEMS, CHANGES, FEE = "主要问题：更新不够及时。", "改进情况：按月检查。", "本年度没有收取信息处理费。"
ONE, TWO, THREE, FOUR, FIVE, SIX = (section.heading for section in FORM.sections if section.heading)
WHOLE = f"{TITLE}{PREFACE}{ONE}\n{LEAD}\n{overview()}{TABLES}{FIVE}\n{PROBLEMS}\n{CHANGES}\n{SIX}\n{FEE}\n"
OF_ONE = {"preface", "overview.lead", *(f"overview.{topic}" for topic in TOPICS)}
OF_END = {"problems", "other_matters"}
WITHOUT = [
    ((ONE, TWO, THREE, FOUR, FIVE, SIX), OF_ONE | OF_END),
    ((TWO, THREE, FOUR, FIVE, SIX), OF_END),
    ((ONE, TWO, FOUR, FIVE, SIX), OF_ONE | OF_END),
    ((ONE, TWO), OF_ONE),
    ((ONE,), OF_ONE),
    ((FOUR, FIVE), {"problems"}),
    ((SIX,), OF_END),
    ((THREE,), set()),
]


@pytest.mark.parametrize(("gone", "marked"), WITHOUT)
def test_the_tables_show_where_texts_belong_whose_headings_are_gone(gone, marked):
    reading, texts = texts_of("".join(line for line in WHOLE.splitlines(keepends=True) if line.strip() not in gone))

    assert texts == texts_of(WHOLE)[1]
    assert reading.unsure >= marked
    assert not (OF_ONE | OF_END) - marked & reading.unsure
    assert reading.report.cells == texts_of(WHOLE)[0].report.cells
    assert [remark.cause for remark in reading.remarks if "没有找到标题" in remark.notes[0].reason] == [
        "heading-missing"
    ]


ENDS = [
    ([PROBLEMS], {"problems": PROBLEMS}),
    ([FEE], {"other_matters": FEE}),
    ([FEE, PROBLEMS], {"problems": f"{FEE}\n{PROBLEMS}"}),
    (["全年开展培训两次。", "另有建议两件。"], {"problems": "全年开展培训两次。\n另有建议两件。"}),
    (["注：以上数据含下属单位。"], {}),
    (["暂无"], {}),
]


@pytest.mark.parametrize(("lines", "ends"), ENDS)
def test_a_text_behind_the_tables_is_section_five_unless_it_speaks_of_other_matters(lines, ends):
    reading, texts = texts_of(WHOLE.partition(FIVE)[0] + "\n".join(lines) + "\n")

    assert {place: words for place, words in texts.items() if place in OF_END} == ends
    assert reading.unsure & OF_END == ends.keys()


def test_a_preface_without_a_word_of_the_report_ends_at_the_first_topic():
    reading, texts = texts_of(f"{TITLE}{LEAD}\n{overview()}{TABLES}{END}")

    assert texts["preface"] == LEAD
    assert "preface" in reading.unsure


SLIPS = [(ONE, TWO), (ONE, THREE), (ONE, FIVE), (FIVE, FOUR), (FIVE, SIX), (SIX, FIVE)]


@pytest.mark.parametrize(("right", "slip"), SLIPS)
def test_a_heading_printed_twice_by_a_slip_is_the_one_that_is_missing(right, slip):
    reading, texts = texts_of(WHOLE.replace(right, slip))

    assert texts == texts_of(WHOLE)[1]
    assert [note.reason for note in reading.notes if note.words == slip] == [f"标题与规定的不同，当作“{right}”"]


AGAIN = [
    (WHOLE.replace(f"{SIX}\n{FEE}\n", "").replace(FIVE, f"{FIVE}\n{FIVE}"), None),
    (WHOLE.replace(f"{SIX}\n{FEE}\n", f"{FEE}\n{FIVE}\n"), FEE),
]


@pytest.mark.parametrize(("text", "other"), AGAIN, ids=["at once", "behind all"])
def test_a_heading_that_comes_again_without_a_text_of_its_own_is_no_slip(text, other):
    reading, texts = texts_of(text)

    assert (texts["problems"], texts.get("other_matters")) == (f"{PROBLEMS}\n{CHANGES}", other)
    assert "标题出现了不止一次" in [note.reason for note in reading.notes]


@pytest.mark.parametrize(("lines", "is_marked"), [([PROBLEMS, "另有建议两件。"], True), ([PROBLEMS], False)])
def test_a_text_of_several_lines_may_have_taken_the_section_without_a_heading_behind_it(lines, is_marked):
    reading, texts = texts_of(WHOLE.partition(FIVE)[0] + "\n".join([FIVE, *lines]) + "\n")

    assert texts["problems"] == "\n".join(lines)
    assert ("problems" in reading.unsure) is is_marked


SLOGANS = {
    "comma": (
        "（一）坚持以公开为常态，深化主动公开", "（二）畅通渠道，规范依申请公开", "（三）严把关口，加强政府信息管理",
        "（四）优化功能，推进平台建设", "（五）压实责任，强化监督保障",
    ),
    "comma and stop": (
        "（一）聚焦重点领域，做好主动公开工作。", "（二）依法依规，办好依申请公开。", "（三）健全制度，抓好信息管理。",
        "（四）拓宽渠道，用好公开平台。", "（五）加强考核，落实监督保障。",
    ),
    "own words": (
        "（一）主动公开", "（二）严格规范依申请办理", "（三）政府信息管理", "（四）用好政务新媒体", "（五）监督保障",
    ),
    "no word of one topic": (
        "（一）主动公开", "（二）依申请公开", "（三）夯实工作基础", "（四）平台建设", "（五）监督保障",
    ),
    "no word of two": (
        "（一）主动公开", "（二）依申请公开", "（三）夯实工作基础", "（四）拓展宣传阵地", "（五）监督保障",
    ),
    "another topic's word in a slogan": (
        "（一）依托网站平台，扩大主动公开", "（二）加强管理，规范依申请公开", "（三）强化监督，做好政府信息管理",
        "（四）围绕主动公开，完善平台建设", "（五）提升管理水平，健全监督保障机制",
    ),
    "arabic": (
        "1.坚持常态化，深化主动公开", "2.畅通渠道，规范依申请公开", "3.严把关口，加强政府信息管理",
        "4.优化功能，推进平台建设", "5.压实责任，强化监督保障",
    ),
    "two commas": (
        "（一）提高认识，加强领导，扩大主动公开", "（二）明确时限，优化流程，规范依申请公开",
        "（三）完善制度，落实审查，加强政府信息管理", "（四）整合资源，更新栏目，建好公开平台",
        "（五）定期通报，严格考核，做好监督保障",
    ),
    "one by one": (
        "一是深化主动公开", "二是规范依申请公开", "三是加强政府信息管理", "四是推进平台建设", "五是强化监督保障",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLOGANS)
@pytest.mark.parametrize("sign", ["\n", ""])
def test_a_slogan_before_the_official_words_opens_its_topic(name, sign):
    heads = SLOGANS[name]
    if not sign:
        heads = tuple(head if head.endswith("。") else f"{head}。" for head in heads)
    _, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview(heads, sign)}{TABLES}{END}")

    for topic, head, body in zip(TOPICS, heads, BODIES, strict=True):
        assert texts.get(f"overview.{topic}") == f"{head}{sign}{body}"


def test_a_numbered_sentence_with_a_figure_is_no_slogan():
    sentence = "（四）全年在政府网站、政务新媒体等公开平台上累计发布各类信息共计1216条。"
    heads = (*HEADS[:3], sentence, HEADS[4])
    _, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview(heads)}{TABLES}{END}")

    assert texts["overview.management"] == f"{HEADS[2]}\n{BODIES[2]}\n{sentence}\n{BODIES[3]}"


def test_the_number_of_one_topic_alone_says_nothing_of_the_others():
    heads = ("（一）主动公开", "（二）组织领导", "（三）宣传引导", "（四）队伍建设", "（五）安全保密")
    _, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview(heads)}{TABLES}{END}")

    assert texts["overview.proactive"] == overview(heads).strip()


def test_a_sixth_sub_heading_stays_where_it_is():
    heads = (*HEADS[:4], "（五）监督保障")
    more = "（六）组织领导\n书记主抓。\n"
    reading, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview(heads)}{more}{TABLES}{END}")

    assert texts["overview.supervision"] == f"（五）监督保障\n{BODIES[4]}\n{more.strip()}"
    assert any("这个小标题不是规定的" in note.reason for note in reading.notes)


def test_numbers_decide_nothing_where_no_topic_has_its_own():
    heads = ("（一）组织领导", "（二）主动公开", "（三）依申请公开", "（四）政府信息管理", "（五）宣传引导")
    _, texts = texts_of(f"{TITLE}{PREFACE}一、总体情况\n{overview(heads)}{TABLES}{END}")

    assert texts["overview.proactive"] == f"（二）主动公开\n{BODIES[1]}"
    assert texts["overview.management"] == f"（四）政府信息管理\n{BODIES[3]}\n（五）宣传引导\n{BODIES[4]}"
    assert "overview.supervision" not in texts


WRAPPED = "本单位深入贯彻有关规定认真落实上级关于政务公开工作的各项部署紧密围绕重点工作任务扎实推进本部门政务公开工作"
CASES = [
    *shared_case("readers/03-no-title.txt", "", {"overview.proactive": "（一）主动公开。"}),
    *shared_case("readers/03b-no-title-unit-in-preface.txt", "某某区某某街道办事处", {"problems": "仍有不足。"}),
    *shared_case("readers/04-unit-pronoun.txt", "", {"preface": "结合实际，现公布我乡2024年"}),
    *shared_case(
        "readers/05-heading-one-reworded.txt", "某某区某某街道办事处", {"overview.supervision": "（五）监督保障。"}
    ),
    *shared_case("readers/06-heading-five-absent.txt", "某某区某某街道办事处", {"problems": "（一）主要问题\n工作中"}),
    *shared_case(
        "readers/10-hard-wrapped-one-wide-line.txt",
        "某某区某某街道办事处",
        {"overview.management": f"（三）政府信息管理情况\n{WRAPPED}不断提升政务服务水平"},
    ),
]


@pytest.mark.parametrize(("path", "unit", "texts"), CASES)
def test_the_handed_reports_have_their_texts_in_place(path, unit, texts):
    reading = read(FORM, path)

    assert (reading.report.unit, reading.report.year) == (unit, 2024)
    assert {place: reading.report.texts[place][: len(text)] for place, text in texts.items()} == texts
    assert len(reading.remarks) == 1


def test_a_row_that_stands_for_three_is_told_once():
    rows = "（六）其他处理\t1\t0\t0\t0\t0\t0\t1\n（七）总计\t1\t0\t0\t0\t0\t0\t1\n"
    head = "\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
    three = "三、收到和处理政府信息公开申请情况\n"
    text = f"{TITLE}{PREFACE}一、总体情况\n{overview()}{TABLES.replace(three, three + head + rows)}{END}"
    review = ImportReview(read_content(FORM, text.encode(), ".txt"))

    about = [item for item in review.items if any("其他处理" in reason for reason in item.reasons) and not item.place]
    assert [(item.kind, item.size) for item in about] == [("doubt", 7)]
    missing = [note.reason for note in review.reading.notes if "没有找到" in note.reason and "（六）" in note.reason]
    assert missing == []


def test_few_lines_that_break_off_are_not_joined_but_told():
    lines = (
        "本街道围绕区委区政府中心工作，坚持以公开为常态，",
        "不断拓展公开的渠道和内容，全年通过政府网站公",
        "开各类信息1744条，群众对政府信息公开工作的满",
        "意度不断提高。",
    )
    reading, texts = texts_of(
        f"{TITLE}{PREFACE}一、总体情况\n{overview()}{TABLES}五、存在的主要问题及改进情况\n" + "\n".join(lines) + "\n"
    )

    assert texts["problems"] == "\n".join(lines)
    (remark,) = (one for one in reading.remarks if one.cause == "broken-lines")
    assert [note.words for note in remark.notes] == list(lines[:3])


def test_the_other_units_that_a_source_names_are_offered():
    preface = "发布机构：某某区人民政府办公室\n本报告由某某区司法局编制，统计期限自2024年1月1日起。\n"
    review = ImportReview(texts_of(f"{preface}一、总体情况\n{overview()}{TABLES}{END}")[0])

    assert (review.report.unit, review.unit_choices) == ("某某区司法局", ("某某区人民政府办公室",))
