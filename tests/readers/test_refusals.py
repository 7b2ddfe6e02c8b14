"""What is no report is refused with the reason, in one sentence."""

import re

import pytest
from hedong import HEADINGS, PARTS, TEXT, TITLE, rewritten
from pasted_text import read_text

from disclosure_desk.readers.model.errors import ReadError

BLANK = re.sub(
    r"\t?\b1[0-2]\d\d\b", "\t", "\n".join([TITLE, *(f"{one}\n{two}" for one, two in zip(HEADINGS, PARTS, strict=True))])
)
EMPTY = re.sub(r"(?m)^(?:(（.）[^。]*)。.*|2024年，街.*|存在的问题：.*|改进情况：.*|本年度.*)$", r"\1", BLANK)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "《河东街道2024年政府信息公开工作年度报告》解读\n一、编制背景\n根据条例编制。\n二、主要内容\n六个部分。",
            "解读或图解",
        ),
        ("图解：河东街道2024年政府信息公开工作年度报告\n一、总体情况\n公开信息216条。", "解读或图解"),
        ("一图读懂河东街道2024年政府信息公开年报\n216条", "解读或图解"),
        ("首页\n河东街道办事处政府信息公开指南\n一、公开范围\n机构职能。", "这是政府信息公开指南"),
        ("河东街道办事处政府信息公开目录\n机构\n职能", "这是政府信息公开目录"),
        ("关于做好2024年政府信息公开工作年度报告编制工作的通知\n各街道：\n请按时报送。", "通知或格式"),
        ("今天的会议改期。", "这不是政府信息公开工作年度报告"),
    ],
)
def test_what_is_no_report_is_refused_by_what_it_is(form, text, says):
    with pytest.raises(ReadError) as caught:
        read_text(form, text)

    assert says in str(caught.value)
    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize(
    "text",
    [
        EMPTY,
        EMPTY.replace(TITLE, "某通知的附件"),
        EMPTY.replace("主动公开\n", "主动公开\n（文字描述，请写数字。）\n"),
        f"{EMPTY}\n【打印】\n版权所有",
    ],
)
def test_form_without_a_figure_and_a_text_is_refused_as_blank(form, text):
    with pytest.raises(ReadError, match="这是空白的表样"):
        read_text(form, text)


def test_report_without_figures_but_with_texts_is_none_of_a_blank_form(form):
    assert read_text(form, BLANK).report.texts["problems"] == PARTS[4]


def test_report_without_texts_but_with_figures_is_none_of_a_blank_form(form):
    tables = "\n".join([TITLE, *(f"{one}\n{two}" for one, two in zip(HEADINGS[1:4], PARTS[1:4], strict=True))])

    assert read_text(form, tables).report.cells["proactive.rule_document.issued"] == 1001


TRADITIONAL = str.maketrans("办处务开报总体况动关请诉讼进项业过", "辦處務開報總體況動關請訴訟進項業過")


def test_page_in_traditional_characters_is_refused_with_what_to_use_instead(form):
    with pytest.raises(ReadError) as caught:
        read_text(form, TEXT.translate(TRADITIONAL))

    assert str(caught.value) == "这是繁体字的页面，读不准；请打开它的简体版，重新保存或者复制后再导入。"


def test_report_that_quotes_traditional_characters_is_read(form):
    quoted = rewritten(("216条", "216条，網站也有繁體的公開、報告和申請"))

    assert read_text(form, quoted).report.year == 2024


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("某区政府网\n年报解读\n买菜清单", "这不是政府信息公开工作年度报告"),
        ("年报解读\n买菜清单", "解读或图解"),
        ("某区政府网\n2024年度报告政策解读\n买菜清单", "解读或图解"),
    ],
)
def test_entry_of_a_menu_does_not_say_what_a_page_is(form, text, says):
    with pytest.raises(ReadError, match=says):
        read_text(form, text)


def test_two_words_in_traditional_characters_are_no_page_in_them(form):
    for words, says in (("公開、機關", "这不是政府信息公开工作年度报告"), ("公開、機關、處理", "这是繁体字的页面")):
        with pytest.raises(ReadError, match=says):
            read_text(form, f"某網\n{words}")
