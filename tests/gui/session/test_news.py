"""What the first page tells of lately: backups once, recovery, approvals with their report, a second place left out."""

from datetime import UTC, datetime, timedelta

import pytest

from disclosure_desk.gui.session.news import news_lines
from disclosure_desk.store.database.audit_trail import ActRecord
from disclosure_desk.store.database.rows import ReportEntry

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC).astimezone()
REPORTS = [ReportEntry(1, "某街道办事处", 2025, "")]
STEPS = {"first_review": "部门初核"}


def act(action, about=(), *, days=0, report=1, by=""):
    return ActRecord(report, (NOW - timedelta(days=days)).isoformat(), action, dict(about), by)


def told(*acts, second=""):
    return [(line.icon, line.words) for line in news_lines(acts, REPORTS, STEPS, second, NOW)]


@pytest.mark.parametrize(
    ("action", "about", "icon", "words"),
    [
        ("approve", {"step": "first_review", "name": "王某"}, "approval-news", "王某同意了部门初核"),
        ("approve", {"step": "gone", "name": "王某"}, "approval-news", "王某同意了审核"),
        ("return", {"name": "王某"}, "send-back", "王某退回了"),
        ("seal", {"version": 2}, "seal", "定稿，第 2 版"),
        ("correct", {}, "correct", "开始更正"),
        ("publish", {}, "publish", "登记了公布"),
        ("restore", {"from": "desk-1.sqlite3"}, "restore", "恢复了备份 desk-1.sqlite3"),
        ("restore", {"from": "desk-20260112-082000.sqlite3"}, "restore", "恢复了 2026-01-12 08:20 的备份"),
        ("recover", {}, "restore", "打开时自动找回了数据"),
        ("backup", {}, "backup", "已备份到本机"),
        ("backup", {"places": 2}, "backup", "已备份到本机和第二处"),
    ],
)
def test_each_kind_of_news_has_its_words_and_icon(action, about, icon, words):
    assert told(act(action, about)) == [(icon, words)]


def test_the_newest_come_first_a_backup_only_once_and_no_more_than_four():
    acts = [act("backup"), act("backup", days=1), *(act("return", {"name": str(n)}, days=2) for n in range(9))]
    assert [words for _, words in told(*acts)] == ["已备份到本机", "0退回了", "1退回了", "2退回了"]
    (line,) = news_lines([act("seal", {"version": 1}, days=1)], REPORTS, STEPS, "", NOW)
    assert line.when == "昨天 " + f"{NOW:%H:%M}　某街道办事处 2025 年"


def test_what_was_done_with_a_deleted_report_or_is_no_news_is_left_out():
    assert told(act("approve", report=9), act("print"), act("pin", report=None)) == []


def test_a_second_place_that_was_left_out_for_a_week_comes_before_all():
    acts = [act("backup"), act("backup", {"places": 2}, days=9)]
    (line, *_) = news_lines(acts, REPORTS, STEPS, "/media/U盘", NOW)
    assert (line.words, line.when, line.is_warning) == ("第二处备份 9 天没有做了", "接上 /media/U盘 后自动做", True)
    never = [act("backup"), act("backup", days=8), act("backup", days=12)]  # none of those that are known reached it
    assert told(*never, second="/media/U盘")[0] == ("warning", "第二处备份 12 天没有做了")
    assert told(act("backup", {"places": 2}, days=6), second="/media/U盘") == [("backup", "已备份到本机和第二处")]
    assert told(act("seal", {"version": 1}), second="/media/U盘") == [("seal", "定稿，第 1 版")]
