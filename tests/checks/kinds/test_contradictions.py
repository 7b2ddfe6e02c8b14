"""A source with the same row twice and other figures in it: an error until the clerk has decided which is right."""

import pytest

from disclosure_desk.checks import CheckContext, Verdict, check
from disclosure_desk.core.report import CONTRADICTED, Change
from disclosure_desk.readers import read_content
from disclosure_desk.readers.review.import_review import ImportReview

TWICE = "行政处罚\t0\n行政处罚\t5"


@pytest.fixture
def reading(form, pasted_path):
    def make(old, new):
        text = pasted_path.read_text(encoding="utf-8")
        assert old in text
        return read_content(form, text.replace(old, new, 1).encode(), ".txt")

    return make


def found(report):
    return [one for one in check(report, CheckContext(imported=True)) if one.rule == "NUM-TWICE"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("行政处罚\t0", TWICE, "本年处理决定数量 0 和 5"),
        ("行政处罚\t0", "行政处罚\t5\n行政处罚\t0", "本年处理决定数量 5 和 0"),
        ("规章\t0\t0\t0", "规章\t0\t0\t0\n规章\t0\t2\t3", "本年废止件数 0 和 2，现行有效件数 0 和 3"),
        ("行政处罚\t0", "行政处罚\t/\n行政处罚\t5", "/ 和 5"),
    ],
)
def test_a_row_that_contradicts_another_is_one_error(reading, old, new, says):
    (finding,) = found(reading(old, new).report)

    assert says in finding.message
    assert (finding.severity, finding.explainable) == ("error", True)
    assert Verdict.over(check(reading(old, new).report)).errors


@pytest.mark.parametrize("new", ["行政处罚\t0\n行政处罚\t0", "行政处罚\t0\n行政处罚\t0件", "行政处罚\t0"])
def test_a_row_that_only_comes_again_is_none(reading, new):
    assert found(reading("行政处罚\t0", new).report) == []


def test_another_figure_or_an_explanation_decides(reading):
    report = reading("行政处罚\t0", TWICE).report
    (finding,) = found(report)
    report.apply([Change(finding.key, "", finding.reasons[0])])
    assert not found(report)[0].is_open

    report.apply([Change("proactive.penalty.decisions", 0, 5)])
    assert found(report) == []


def test_the_review_decides_and_what_still_waits_stays_an_error(reading):
    review = ImportReview(reading("行政处罚\t0", TWICE))
    (item,) = [one for one in review.items if one.place == "proactive.penalty.decisions"]
    assert any("0、5" in reason for reason in item.reasons)
    assert len(found(review.result().report)) == 1

    review.accept([item])
    assert found(review.result().report) == []
    assert CONTRADICTED not in {note.kind for note in review.result().report.notes}
    review.undo()
    review.correct(item, 5)
    assert found(review.result().report) == []
