"""What can be the full name of a unit, and what a clerk is told of what cannot."""

import pytest

from disclosure_desk.core.unit_name import once, unit_name_problem

_NAMES = (
    "某某区某某街道办事处",
    "本溪市人民政府",
    "本溪满族自治县自然资源局",
    "贵阳市云岩区人民政府",
    "贵州省民政厅",
    "各莫镇人民政府",
    "该镇人民政府"[1:],
    "新疆生产建设兵团第八师",
    "中共某某区委宣传部（某某区新闻出版局、某某区版权局）",
    "某某市“一带一路”服务中心",
    "某某区12345热线服务中心",
    "呼和浩特市新城区人民政府",
    "某某",
    "某" * 60,
)


@pytest.mark.parametrize("name", _NAMES)
def test_a_name_can_be(name):
    assert unit_name_problem(name) == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "请写机关全称"),
        (" \u3000", "请写机关全称"),
        ("某某区\n某某街道", "换行"),
        ("某某\u200b街道办事处", "看不见的字符"),
        ("某某街道\x07办事处", "看不见的字符"),
        ("某" * 61, "最多 60 个字，现在有 61 个"),
        ("本地目录：某某县", "不会有“：”"),
        ("年报/某某县", "不会有“/”"),
        ("C:\\年报\\某某县", "不会有“:”"),
        ("公开_某某县", "不会有“_”"),
        ("经研究，某某街道办事处", "不会有“，”"),
        ("2024", "没有文字"),
        ("（２０２４）", "没有文字"),
        ("某某街道2024年年度报告", "不写年度和报告名称"),
        ("某某街道政府信息公开", "不写年度和报告名称"),
        ("我办", "“我办”是代称"),
        ("我乡人民政府", "“我乡”是代称"),
        ("本机关", "“本机关”是代称"),
        ("本局", "“本局”是代称"),
        ("本镇人民政府", "是代称"),
        ("贵单位", "是代称"),
        ("该街道", "是代称"),
        ("各单位", "是代称"),
        ("你们", "是代称"),
        ("有关部门", "是代称"),
        ("某某街道办事处某某街道办事处", "“某某街道办事处”写了两遍"),
    ],
)
def test_what_can_be_no_name_is_told(name, words):
    assert words in unit_name_problem(name)


def test_a_name_written_twice_is_written_once():
    assert once("某某街道办事处某某街道办事处") == "某某街道办事处"
    assert once("某某") == "某某"
    assert once("某某区某某街道办事处") == "某某区某某街道办事处"
