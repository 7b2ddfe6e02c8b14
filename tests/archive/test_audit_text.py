"""The trail in words says every kind of event, finds what is looked for, and is handed out whole."""

import csv
from io import StringIO

import pytest

from disclosure_desk.archive.audit_text import (
    ACTIONS,
    COLUMNS,
    AuditFilter,
    AuditLine,
    actors,
    as_csv,
    as_text,
    audit_lines,
    matching_lines,
)
from disclosure_desk.archive.report_history import moments, report_after
from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import NOTES, UNIT, YEAR, Change, Note, Report, notes_to_text
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.actions import ACTS, SETTING, STARTS, STEPS
from disclosure_desk.store.store import Store

CELL, TEXT = "requests.received.business", "problems"
NOTE = EXPLANATION + "F-LENGTH.overview.0123456789ab"


@pytest.fixture
def told(desk: Store, blank_report: Report) -> Store:
    """A desk with something of every kind; 王某 does what comes last."""
    desk.create(blank_report)
    desk.apply(1, [Change(CELL, None, 7), Change(TEXT, "", "不足。")], "edit")
    desk.apply(1, [Change(NOTE, "", "情况属实")], "edit")
    desk.apply(1, [Change(NOTE, "情况属实", "")], "edit")
    desk.put_settings({"pin.李某": "scrypt:1", "operators": "李某"})
    desk.actor = Actor("王某", "clerk")
    desk.record_act(1, "approve", {"step": "first_review", "name": "王某", "opinion": "同意", "digest": "d"})
    desk.apply(1, [Change(CELL, 7, None)], "clear", why="填错了")
    desk.apply(1, [Change(UNIT, blank_report.unit, "新镇"), Change(YEAR, 2025, 2024)], "rename")
    desk.record_act(None, "backup", {"file": "desk-1.sqlite3", "sha256": "x", "last": 3, "places": 1})
    desk.record_act(1, "export", {"file": "a.pdf", "digest": "d"})
    return desk


@pytest.fixture
def lines(told: Store, form: Form) -> tuple[AuditLine, ...]:
    return audit_lines(told.events(), lambda _: form)


def test_notes_that_gave_way_to_others_are_told_by_their_words(desk: Store, blank_report: Report, form: Form) -> None:
    desk.create(blank_report)
    notes = notes_to_text([Note("doubtful", CELL, "读作 3"), Note("label", "", "旧的")])
    desk.apply(1, [Change(NOTES, "", notes)], "update")
    assert audit_lines(desk.events(), lambda _: form)[-1][5:8] == ("导入时的提示", "", "读作 3；旧的")
    assert [note.text for note in report_after(desk.events(), 2, form).notes] == ["读作 3", "旧的"]
    assert not report_after(desk.events(), 1, form).notes


def test_every_action_has_its_word() -> None:
    assert ACTIONS.keys() == STARTS | STEPS | ACTS | {SETTING}


def test_each_event_is_a_line_in_words(lines: tuple[AuditLine, ...], blank_report: Report) -> None:
    said = [(line.action, line.report.partition(" 年 ")[2], line.place, line.before, line.after) for line in lines]
    unit = blank_report.unit
    assert said == [
        ("新建", unit, "整份报告", "", f"{unit}2025年政府信息公开工作年度报告"),
        ("填写", unit, "表三“一、本年新收政府信息公开申请数量”“商业企业”", "", "7"),
        ("填写", unit, "“五、存在的主要问题及改进情况”", "", "不足。"),
        ("填写", unit, "对“总体情况的字数”的说明", "", "情况属实"),
        ("填写", unit, "对“总体情况的字数”的说明", "情况属实", ""),
        ("改设置", "", "李某的口令", "", "（不显示）"),
        ("改设置", "", "操作人", "", "李某"),
        ("同意", unit, "部门初核（王某）", "", "同意，内容摘要 d"),
        ("清空", unit, "表三“一、本年新收政府信息公开申请数量”“商业企业”", "7", ""),
        ("改名称", unit, "机关全称", unit, "新镇"),
        ("改名称", "新镇", "统计年度", "2025", "2024"),
        ("备份", "", "整个数据", "", "文件 desk-1.sqlite3，文件摘要 x"),
        ("导出", "新镇", "整份报告", "", "文件 a.pdf，内容摘要 d"),
    ]
    assert [line.seq for line in lines] == list(range(1, 14))
    assert actors(lines) == ("李某", "王某")


@pytest.mark.parametrize(
    ("wanted", "seqs"),
    [
        (AuditFilter("商业企业"), [2, 9]),
        (AuditFilter("填错"), [9]),
        (AuditFilter("总体情况的字数"), [4, 5]),
        (AuditFilter("A.PDF"), [13]),
        (AuditFilter(who="王某"), [8, 9, 10, 11, 12, 13]),
        (AuditFilter("商业", "王某"), [9]),
        (AuditFilter(day="1999"), []),
        (AuditFilter("没有这些字"), []),
        (AuditFilter(), [*range(1, 14)]),
    ],
)
def test_what_is_looked_for_is_found(lines: tuple[AuditLine, ...], wanted: AuditFilter, seqs: list[int]) -> None:
    assert [line.seq for line in matching_lines(lines, wanted)] == seqs


def test_a_day_is_found_by_its_beginning(lines: tuple[AuditLine, ...]) -> None:
    assert matching_lines(lines, AuditFilter(day=lines[0].day[:7])) == lines


def test_the_whole_is_handed_out(lines: tuple[AuditLine, ...]) -> None:
    rows = list(csv.reader(StringIO(as_csv(lines).decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert [tuple(row) for row in rows[1:]] == [(str(line.seq), *line[1:]) for line in lines]
    paragraphs = as_text(lines).decode("utf-8-sig").split("\n\n")
    assert len(paragraphs) == len(lines)
    assert paragraphs[8].splitlines()[1:] == ["原来：7", "原因：填错了"]


def test_a_report_is_shown_as_it_was_at_any_moment(told: Store, form: Form) -> None:
    events = told.events(1)
    assert [event.seq for event in moments(events)] == [1, 3, 4, 5, 9, 11]
    assert report_after(events, 1, form).value(CELL) is None
    then = report_after(events, 4, form)
    assert (then.value(CELL), then.value(TEXT), then.value(NOTE)) == (7, "不足。", "情况属实")
    assert not report_after(events, 5, form).explanations
    last = report_after(events, 99, form)
    assert (last.unit, last.year, last.value(CELL)) == ("新镇", 2024, None)
    with pytest.raises(ValueError, match="0"):
        report_after(events, 0, form)
