"""Headings as offices write them: each form done anew to one report; every figure and every text stays in its place."""

import pytest
from hedong import HEADINGS, PARTS, TEXT, TEXTS, TITLE, notes_of, rewritten, wrong_cells
from pasted_text import read_text

from disclosure_desk.readers.model.source_items import SourceParagraph
from disclosure_desk.readers.structure.headings import Headings
from disclosure_desk.readers.structure.outline import outline
from disclosure_desk.readers.vocabulary.numbering import leading_number

ONE, TWO, THREE, FOUR, FIVE, SIX = HEADINGS


def test_report_as_it_should_be_needs_no_remark(form):
    reading = read_text(form, TEXT)

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    assert reading.report.notes == ()


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("叁、", "top", 3),
        ("VI. ", "top", 6),
        ("Ⅱ．", "top", 2),
        ("一）主动公开", "bracket", 1),
        ("（十二）", "bracket", 12),
        ("IIII.", "top", 0),
    ],
)
def test_number_at_the_start_of_a_line(line, kind, value):
    assert leading_number(line)[:2] == (kind, value)
    assert leading_number("IV期工程") is None


@pytest.mark.parametrize(
    ("official", "written"),
    [
        (ONE, "一、概述"),
        (ONE, "一、总体概况"),
        (ONE, "一、政府信息公开工作的基本情况"),
        (ONE, "总体情况"),
        (ONE, "（一）总体情况"),
        (ONE, "第一部分 总体情况"),
        (ONE, "1.总体情况"),
        (ONE, "壹、总体情况"),
        (THREE, "III. 收到和处理政府信息公开申请情况"),
        (FOUR, "Ⅳ、政府信息公开行政复议、行政诉讼情况"),
        (TWO, "二、行政机关主动公开政府信息的情况"),
        (TWO, "二、政府信息主动公开情况"),
        (TWO, "二、主动公开政府信自清况"),
        (TWO, "二、主动公开情况"),
        (TWO, "主动公开政府信息情况"),
        (TWO, "三、主动公开政府信息情况"),
        (THREE, "三、依申请公开政府信息情况"),
        (THREE, "三、收到及办理政府信息公开申请情况"),
        (THREE, "三、收到和处理政府信息公开申请的情况"),
        (THREE, "三、政府信息公开申请办理情况"),
        (THREE, "收到和处理政府信息公开申请情况"),
        (FOUR, "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        (FOUR, "四、政府信息公开行政复议和行政诉讼情况"),
        (FOUR, "四、政府信息公开工作引起的行政复议、行政诉讼情况"),
        (FOUR, "四、行政复议、诉讼情况"),
        (FOUR, "政府信息公开行政复议行政诉讼情况"),
        (FIVE, "五、政府信息公开工作存在的主要问题及改进情况"),
        (FIVE, "五、存在的问题及改进措施"),
        (FIVE, "五、存在的不足及下一步工作打算"),
        (FIVE, "五、存在问题及整改情况"),
        (FIVE, "存在的主要问题及改进情况"),
        (FIVE, "四、存在的主要问题及改进情况"),
        (SIX, "六、其它报告事项"),
        (SIX, "六、其他需要说明的事项"),
        (SIX, "六、需要说明的其他事项"),
        (SIX, "六、其他"),
        (FIVE, "五、主要问题及下一步打算"),
        (SIX, "六、其它需要报告事项"),
        (SIX, "七、其他需要报告的事项"),
    ],
)
def test_heading_in_other_words_opens_its_section_and_is_told(form, official, written):
    reading = read_text(form, rewritten((f"\n{official}\n", f"\n{written}\n")))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    assert notes_of(reading, "heading") == [f"标题与规定的不同，当作“{official}”：{written}"]
    assert len(reading.report.notes) == 1


@pytest.mark.parametrize(
    "written",
    [
        "一. 总体情况",
        "一 总体情况",
        "一．总体情况",
        "一、 总 体 情 况",
        "一、总体情况。",
        "一，总体情况：",
        "一总体情况",
        "## 一、总体情况",
    ],
)
def test_heading_that_differs_in_blanks_and_stops_is_no_remark(form, written):
    reading = read_text(form, rewritten((ONE, written)))

    assert dict(reading.report.texts) == TEXTS
    assert reading.report.notes == ()


def test_all_headings_without_their_numbers_open_their_sections(form):
    pairs = [(f"\n{heading}\n", f"\n{heading.partition('、')[2]}\n") for heading in HEADINGS]

    reading = read_text(form, rewritten(*pairs))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    assert len(notes_of(reading, "heading")) == 6


def test_headings_in_brackets_are_sections_where_the_first_one_is(form):
    numbers = dict(zip(HEADINGS, "一二三四五六", strict=True))
    pairs = [(f"\n{one}\n", f"\n（{number}）{one.partition('、')[2]}\n") for one, number in numbers.items()]
    arabic = [(f"（{number}）", f"{place}.") for place, number in enumerate("一二三四五", 1)]

    reading = read_text(form, rewritten(*pairs, text=rewritten(*arabic)))

    assert wrong_cells(form, reading) == {}
    assert reading.report.texts["problems"] == TEXTS["problems"]
    assert reading.report.texts["overview.on_request"] == "2.依申请公开。全年收到的申请都在期限内答复。"


@pytest.mark.parametrize("join", ["", "。", "：", " ", "　"])
def test_heading_glued_to_its_paragraph_is_taken_off(form, join):
    reading = read_text(form, rewritten((f"{ONE}\n", f"{ONE}{join}"), (f"{FIVE}\n", f"{FIVE}{join}")))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    assert notes_of(reading, "heading") == [
        f"标题没有单独成行，已和正文分开：{ONE}",
        f"标题没有单独成行，已和正文分开：{FIVE}",
    ]


def test_heading_glued_without_its_number_is_taken_off_at_a_stop(form):
    reading = read_text(form, rewritten((f"{SIX}\n", "其他需要报告的事项。")))

    assert dict(reading.report.texts) == TEXTS
    assert len(notes_of(reading, "heading")) == 2


def test_heading_in_other_words_glued_to_its_paragraph_is_taken_off(form):
    reading = read_text(form, rewritten((f"{FIVE}\n", "五、存在的问题及改进措施。")))

    assert dict(reading.report.texts) == TEXTS
    assert [text[:9] for text in notes_of(reading, "heading")] == ["标题与规定的不同，", "标题没有单独成行，"]


def test_heading_with_a_wrong_number_glued_to_its_paragraph_is_taken_off(form):
    reading = read_text(form, rewritten((f"{FIVE}\n", "四、存在的主要问题及改进情况。")))

    assert dict(reading.report.texts) == TEXTS
    assert len(notes_of(reading, "heading")) == 2


@pytest.mark.parametrize("line", ["六、其他需要报告的事项等内容另行公布。", "其他需要报告的事项没有。"])
def test_words_of_a_heading_in_a_sentence_open_nothing(form, line):
    reading = read_text(form, rewritten((SIX, line)))

    assert reading.report.texts["problems"] == TEXTS["problems"]
    assert reading.report.texts["other_matters"] == f"{line}\n{TEXTS['other_matters']}"
    assert notes_of(reading, "heading") == [f"没有找到标题“{SIX}”，从这一行起当作这一部分：{line}"]
    assert {"problems", "other_matters"} <= reading.unsure


def test_words_of_a_heading_that_stand_before_others_open_nothing(form):
    reading = read_text(form, rewritten((f"{SIX}\n", ""), ("（一）主动公开", "其它报告事项\n（一）主动公开")))

    assert reading.report.texts["overview.lead"] == f"{TEXTS['overview.lead']}\n其它报告事项"
    assert notes_of(reading, "heading") == [f"没有找到标题“{SIX}”，从这一行起当作这一部分：{TEXTS['other_matters']}"]


def test_everything_on_one_line_keeps_its_texts_and_the_tables_whose_heads_mean_one_thing(form):
    line = " ".join(TEXT.split())

    reading = read_text(form, line)

    assert (reading.report.unit, reading.report.year) == ("渌江区河东街道办事处", 2024)
    assert dict(reading.report.texts) == {place: text.replace("\n", " ") for place, text in TEXTS.items()}
    assert all(
        reading.report.cells[cell] == (None if cell.startswith("requests.") else figure)
        for cell, figure in read_text(form, TEXT).report.cells.items()
    )
    assert all(figure in "".join(notes_of(reading, "unplaced")) for figure in ("1011", "1100", "1185"))


def test_everything_on_one_line_without_blanks_keeps_its_texts(form):
    reading = read_text(form, "".join(TEXT.split()))

    assert set(reading.report.cells.values()) == {None}
    assert dict(reading.report.texts) == {place: text.replace("\n", "") for place, text in TEXTS.items()}


@pytest.mark.parametrize(
    "listed",
    [
        f"本报告由{'，'.join(HEADINGS)}六部分组成。",
        "本报告包括以下部分：\n" + "\n".join(HEADINGS),
        "本报告包括以下部分：\n" + "；\n".join(HEADINGS),
    ],
)
def test_list_of_parts_in_the_preface_stays_there(form, listed):
    reading = read_text(form, rewritten((f"{TITLE}\n", f"{TITLE}\n{listed}\n")))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS | {"preface": f"{listed}\n{TEXTS['preface']}"}
    assert reading.report.notes == ()


def test_headings_of_tables_that_stand_elsewhere_are_no_contents_with_the_heading_below_them(form):
    texts, tables = TEXT.split(TWO, 1)[0], TEXT.split(TWO, 1)[1].split(FIVE, 1)
    on_sheets = f"{texts}{TWO}\n{THREE}\n{FOUR}\n{FIVE}{tables[1]}\n{TWO}{tables[0]}"

    reading = read_text(form, on_sheets)

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS


CONTENTS = "\n".join(["目　录", *(f"{heading}{'.' * 20}{place}" for place, heading in enumerate(HEADINGS, 1))])
CONTENTS_WITH_TOPICS = rewritten(
    (f"{HEADINGS[1]}", f"（一）主动公开{'…' * 9}2\n（二）依申请公开{'…' * 9}2\n{HEADINGS[1]}"), text=CONTENTS
)
CONTENTS_IN_CELLS = "\n".join(f"{heading}\t{place}" for place, heading in enumerate(HEADINGS, 1))


@pytest.mark.parametrize("contents", [CONTENTS, CONTENTS_WITH_TOPICS, CONTENTS_IN_CELLS, "\n".join(HEADINGS)])
@pytest.mark.parametrize("where", ["above", "below"])
def test_table_of_contents_opens_no_section_and_is_told_once(form, contents, where):
    lines = {"above": f"{contents}\n{TITLE}\n", "below": f"{TITLE}\n{contents}\n"}[where]

    reading = read_text(form, rewritten((f"{TITLE}\n", lines)))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    (remark,) = reading.remarks
    assert [" ".join(note.words.split()) for note in remark.notes] == [
        " ".join(line.split()) for line in contents.split("\n")
    ]


NAMED_LIKE_SECTIONS = {
    "（一）主动公开。": "（一）主动公开政府信息情况。",
    "（二）依申请公开。": "（二）收到和处理政府信息公开申请情况。",
    "（四）政府信息公开平台建设。": "（四）政府信息公开平台建设情况。",
    "（五）监督保障。": "（五）政府信息公开监督保障情况。",
}


@pytest.mark.parametrize("break_after", ["", "\n"])
@pytest.mark.parametrize("numbered", [True, False])
def test_subheads_named_like_sections_stay_topics(form, break_after, numbered):
    subheads = {old: new[0 if numbered else 3 :] + break_after for old, new in NAMED_LIKE_SECTIONS.items()}

    reading = read_text(form, rewritten(*subheads.items()))

    texts = {place: rewritten_topic(text, subheads) for place, text in TEXTS.items()}
    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == texts
    assert reading.report.notes == ()


def rewritten_topic(text, subheads):
    for old, new in subheads.items():
        text = text.replace(old, new)
    return text


def test_unnumbered_headings_are_told_from_subheads_of_the_same_words(form):
    subheads = {old: new[3:-1] + "\n" for old, new in NAMED_LIKE_SECTIONS.items()}
    unnumbered = [(f"\n{heading}\n", f"\n{heading.partition('、')[2]}\n") for heading in reversed(HEADINGS)]

    reading = read_text(form, rewritten(*subheads.items(), text=rewritten(*unnumbered)))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == {place: rewritten_topic(text, subheads) for place, text in TEXTS.items()}


@pytest.mark.parametrize(
    ("subheads", "doubts"),
    [
        (["1.主动公开。", "2.依申请公开。", "3.政府信息管理。", "4.平台建设。", "5.监督保障。"], 0),
        (["一是主动公开。", "二是依申请公开。", "三是政府信息管理。", "四是平台建设。", "五是监督保障。"], 0),
        (["（1）主动公开。", "（2）依申请公开。", "（3）政府信息管理。", "（4）平台建设。", "（5）监督保障。"], 0),
        (["一、主动公开。", "二、依申请公开。", "三、政府信息管理。", "四、平台建设。", "五、监督保障。"], 0),
        (["主动公开方面。", "依申请公开方面。", "政府信息管理方面。", "平台建设方面。", "监督保障方面。"], 0),
        (
            [
                "（一）主动公开情况：",
                "（三）依申请公开工作：",
                "（二）政府信息管理工作：",
                "（五）平台建设：",
                "（四）监督保障情况：",
            ],
            0,
        ),
        (
            [
                "（一）认真做好法定信息主动公开。",
                "（二）规范办理依申请公开。",
                "（三）加强政府信息管理工作。",
                "（四）不断强化公开平台内容保障。",
                "（五）全力做好监督考核。",
            ],
            5,
        ),
    ],
)
def test_topics_are_found_however_their_subheads_are_written(form, subheads, doubts):
    old = [
        "（一）主动公开。",
        "（二）依申请公开。",
        "（三）政府信息管理。",
        "（四）政府信息公开平台建设。",
        "（五）监督保障。",
    ]
    pairs = dict(zip(old, subheads, strict=True))

    reading = read_text(form, rewritten(*pairs.items()))

    assert dict(reading.report.texts) == {place: rewritten_topic(text, pairs) for place, text in TEXTS.items()}
    assert len(notes_of(reading, "doubtful")) == len(reading.report.notes) == doubts


def test_topics_on_one_line_are_taken_apart(form):
    joined = PARTS[0].replace("\n", "") + "（六）其他。没有。"

    reading = read_text(form, rewritten((PARTS[0], joined)))

    assert dict(reading.report.texts) == TEXTS | {
        "overview.supervision": f"{TEXTS['overview.supervision']}（六）其他。没有。"
    }


def test_numbers_inside_a_topic_are_no_topics(form):
    inner = "（三）政府信息管理。分两步：\n1.主动公开的信息先审查。\n2.平台建设的信息后审查。\n一是监督保障到位。"

    reading = read_text(form, rewritten(("（三）政府信息管理。", f"{inner}\n")))

    assert reading.report.texts["overview.management"].startswith(inner)
    assert reading.report.texts["overview.proactive"] == TEXTS["overview.proactive"]
    assert reading.report.notes == ()


def test_subhead_of_something_else_stays_where_it_is_and_is_told(form):
    reading = read_text(form, rewritten(("（五）监督保障", "（五）组织领导。成立小组。\n（六）监督保障")))

    assert reading.report.texts["overview.platform"].endswith("（五）组织领导。成立小组。")
    assert notes_of(reading, "doubtful") == [
        "这个小标题不是规定的，接在“（四）政府信息公开平台建设”里了：（五）组织领导。成立小组。"
    ]
    assert "overview.platform" in reading.unsure


def test_topics_that_are_missing_are_told(form):
    without = [(f"{TEXTS[f'overview.{topic}']}\n", "") for topic in ("management", "platform")]

    reading = read_text(form, rewritten(*without))

    assert notes_of(reading, "doubtful") == [
        "没有找到“（三）政府信息管理”，先空着。",
        "没有找到“（四）政府信息公开平台建设”，先空着。",
    ]
    assert reading.unsure == {"overview.management", "overview.platform"}


def test_prose_without_topics_is_kept_in_the_lead_and_told(form):
    reading = read_text(form, rewritten((PARTS[0], "全年公开信息216条。")))

    assert reading.report.texts["overview.lead"] == "全年公开信息216条。"
    assert notes_of(reading, "doubtful") == ["“一、总体情况”里没有找到规定的小标题，文字都放在“总述”里了。"]


@pytest.mark.parametrize(("heading", "text"), [(ONE, PARTS[0]), (FIVE, PARTS[4]), (SIX, PARTS[5])])
def test_heading_with_nothing_under_it_is_told(form, heading, text):
    reading = read_text(form, rewritten((f"{heading}\n{text}", heading)))

    assert notes_of(reading, "doubtful") == [f"“{heading}”下面没有文字，先空着。"]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("一、甲", ("top", 1, 2)),
        ("十二、甲", ("top", 12, 3)),
        ("二十、甲", ("top", 20, 3)),
        ("（三）甲", ("bracket", 3, 3)),
        ("㈡甲", ("bracket", 2, 1)),
        ("第四部分：甲", ("part", 4, 5)),
        ("五是甲", ("listed", 5, 2)),
        ("第六，甲", ("listed", 6, 3)),
        ("７．甲", ("arabic", 7, 2)),
        ("8.5 条", None),
        ("(9)甲", ("inner", 9, 3)),
        ("⑩甲", ("inner", 10, 1)),
        ("一甲", None),
        ("甲、乙", None),
    ],
)
def test_number_before_a_heading_is_told_by_its_kind(line, number):
    assert leading_number(line) == number


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("五、存在问题及改进措施", "problems"),
        ("二、主动公开政府信自清况", "proactive"),
        ("三、主动公开政府信自清况", None),
        ("二、政府信息公开工作情况", None),
        ("三、政府信息公开平台建设情况", None),
        ("二、主动公开政府信自清况如下。", None),
    ],
)
def test_line_with_the_number_and_nearly_the_words_of_a_heading_may_be_it(form, line, section):
    headings = Headings(form)
    numbered = [one for one in form.sections if one.heading]

    assert [one.id for one in numbered if [*headings.match_similar(iter([(0, line)]), one)]] == (
        [section] if section else []
    )


def test_headings_apart_in_a_line_are_headings_and_close_together_a_list(form):
    apart = SourceParagraph(f"{ONE}。今年正常。{TWO}。见表。{THREE}。见表。")
    listed = SourceParagraph(f"本报告分为： {ONE} {TWO} {THREE} 等部分。")
    whole = [SourceParagraph(heading) for heading in ("一、基本情况", "二、主动公开情况", "三、依申请公开情况")]

    assert [len(found) for found in outline(form, [apart]).headings.values()] == [3]
    assert [*outline(form, [listed, *whole]).headings] == [1, 2, 3]
