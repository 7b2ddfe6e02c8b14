"""What a source should have had in official words is expected of the source, and of no report at work."""

import pytest
from cases import case

from disclosure_desk.checks import check
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Note

FORM = load_form("2021")


@pytest.mark.parametrize(("imported", "expected"), [("yes", ["F-HEADINGS", "F-LABELS"]), ("", [])])
def test_only_a_source_is_judged_by_its_official_words(imported, expected):
    notes = {"given.note.heading": "没有找到标题“一、总体情况”。", "given.note.label": "表格缺失。"}
    found = check(*case(FORM, {"given.imported": imported, **notes}))

    assert [finding.rule for finding in found if finding.rule in {"F-TITLE", "F-HEADINGS", "F-LABELS"}] == expected


def test_many_differences_are_counted():
    report, context = case(FORM, {"given.imported": "yes"})
    report.notes = tuple(Note("label", "", f"少了第 {number} 行。") for number in range(5))
    (finding,) = [finding for finding in check(report, context) if finding.rule == "F-LABELS"]

    assert finding.message.startswith("少了第 0 行；少了第 1 行；少了第 2 行等 5 处。")
