"""What nobody sees in a source is taken out whatever its format, and told once."""

import json

import pytest

from disclosure_desk.core.report import new_report
from disclosure_desk.readers import read_content, read_items
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRemark, SourceRow
from disclosure_desk.readers.visible_contents import visible_contents, visible_report
from disclosure_desk.writers.json import render


def remarks(reading):
    return [remark.text for remark in reading.remarks if "看不见" in remark.text]


def test_a_text_is_read_as_one_sees_it(form, pasted_path):
    text = pasted_path.read_text(encoding="utf-8")
    plain = read_content(form, text.encode(), ".txt").report
    spoiled = (
        text.replace("街道", "街\u200b道").replace("行政许可\t", "行政\xad许可\t").replace("办事处", "办事\u2060处")
    )
    reading = read_content(form, spoiled.replace("金牛山", "金牛\u202e山").encode(), ".txt")

    assert (reading.report.unit, reading.report.texts, reading.report.cells) == (plain.unit, plain.texts, plain.cells)
    (told,) = remarks(reading)
    assert "零宽" in told
    assert "软连字符（U+00AD） 1 个" in told
    assert remarks(read_content(form, text.encode(), ".txt")) == []


def test_items_of_every_kind_lose_them():
    contents = [
        SourceParagraph("\u200b"),
        SourceParagraph("甲\u2028乙\x0b"),
        SourceRow(("规\u200b章", "1\xad")),
        SourceRemark("有批注\u200b没有读。"),
        SourceParagraph("丙"),
    ]
    *items, remark = visible_contents(contents)

    assert [item.text for item in items] == ["甲", "乙", "规章\t1", "有批注没有读。", "丙"]
    assert remark.text == "原文里有看不见的字符，已经去掉：零宽空格（U+200B） 3 个、软连字符（U+00AD） 1 个。"
    assert [*visible_contents([SourceParagraph("甲\x0b乙")])] == [SourceParagraph("甲"), SourceParagraph("乙")]


def test_a_report_kept_as_json_loses_them_too(form, full_report):
    text = full_report.texts["problems"]
    spoiled = json.loads(render(full_report))
    spoiled["texts"]["problems"] = text.replace("工作", "工\u200b作").replace("\n", "\r\n")
    spoiled["unit"] = "涿河区\ufeff金牛山办事处"
    reading = read_content(form, json.dumps(spoiled).encode(), ".json")

    assert reading.report.texts["problems"] == text
    assert reading.report.unit == full_report.unit
    assert len(remarks(reading)) == 1
    assert remarks(read_content(form, render(full_report), ".json")) == []


@pytest.mark.parametrize(("text", "told"), [("甲\r\n乙", "换行"), ("甲\u200b", "零宽空格")])
def test_a_kept_report_is_told_what_was_done(form, text, told):
    report = visible_report(new_report(form, "某区某街道办事处", 2025, {"problems": text}))

    assert told in report.notes[0].text


def test_a_sentence_of_items_is_cleaned_for_whoever_reads_items(form, pasted_path):
    lines = [SourceParagraph(line) for line in pasted_path.read_text(encoding="utf-8").split("\n") if line.strip()]
    reading = read_items(form, [*lines[:3], SourceParagraph("\u200b"), *lines[3:]])

    assert len(remarks(reading)) == 1
