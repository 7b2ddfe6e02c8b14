"""What the list of reports says of each: its path, its state in few words, when it was changed."""

from datetime import datetime

import pytest

from disclosure_desk.core.report import Change
from disclosure_desk.gui.session.listed_report import moment_words

NOW = datetime.fromisoformat("2026-01-12T09:00:00+08:00")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-01-12T08:31:00+08:00", "今天 08:31"),
        ("2026-01-11T17:02:00+08:00", "昨天 17:02"),
        ("2026-01-10T17:02:00+08:00", "2026-01-10"),
        ("2025-01-12T09:00:00+08:00", "2025-01-12"),
    ],
)
def test_a_moment_is_told_as_one_says_it(moment, words):
    assert moment_words(datetime.fromisoformat(moment), NOW) == words


def listed(session, report, *changes):
    report.apply([Change(place, report.value(place), value) for place, value in changes])
    session.take_in(report)
    (one,) = session.listed()
    return one


def test_a_blank_report_is_a_draft_that_waits(session, blank_report):
    one = listed(session, blank_report)
    assert (one.label, one.tone, one.next_words) == ("草稿　0 / 166 格", "hint", "开始填写")
    assert one.marks == ("here", "ahead", "ahead", "ahead", "ahead")
    assert one.progress == "已填 0 / 166 格。"


def test_a_report_of_which_only_a_text_is_missing_says_so_in_a_sentence(session, full_report):
    one = listed(session, full_report, ("problems", ""))
    assert one.progress == "各格已填齐，还差 1 部分文字。"


def test_a_right_report_waits_for_its_approvals(session, full_report):
    one = listed(session, full_report)
    assert (one.label, one.tone, one.next_words) == ("草稿　核对无误", "done", "送审…")
    assert one.marks == ("done", "done", "here", "ahead", "ahead")
    assert one.progress.startswith("166 格已填齐，规定的文字都有了。核对无误，还差部门初核")


def test_a_wrong_report_says_how_wrong(session, full_report):
    one = listed(session, full_report, ("disputes.litigation_after.total", 77))
    assert (one.label, one.tone, one.next_words) == ("草稿　1 处必须改", "error", "改这 1 处")
    assert one.marks[:2] == ("done", "error")


def test_approvals_and_the_seal_are_told(session, full_report):
    full_report_id = session.take_in(full_report)
    session.store.record_act(full_report_id, "approve", {"step": "first_review", "name": "甲", "opinion": "同意"})
    (one,) = session.listed()
    assert (one.label, one.tone, one.next_words) == ("审核中　1 / 4 人", "hint", "办公室复核…")
    session.store.record_act(full_report_id, "seal", {"file": "a.zip", "sha256": "0", "digest": "0"})
    (one,) = session.listed()
    assert one.label.startswith("已定稿　第 1 版 · ")
    assert one.marks[:3] == ("done",) * 3
