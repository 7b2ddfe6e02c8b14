"""A document stores first: what the store does not take, the report and the undo stack do not show."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import UNIT, YEAR, Change, Report, Value, new_report
from disclosure_desk.gui.session.document import Document
from disclosure_desk.store.errors import StoreError

CELL = "requests.received.business"
OTHER = "requests.pending_at_start.business"


def listen(document: Document) -> list[object]:
    """What the document says, in order."""
    heard: list[object] = []
    document.changed.connect(heard.append)
    document.failed.connect(heard.append)
    document.findings_changed.connect(lambda: heard.append("findings"))
    return heard


def test_an_edit_is_stored_then_applied_then_told(document, saver):
    before = document.report.value(CELL)
    seen_by_listener = []
    document.changed.connect(lambda _: seen_by_listener.append((len(saver.batches), document.report.value(CELL))))
    assert document.set_value(CELL, 5)
    change = Change(CELL, before, 5)
    assert saver.batches == [((change,), "edit")]
    assert seen_by_listener == [(1, 5)]


def test_a_failed_write_changes_nothing_and_says_so(document, saver):
    heard = listen(document)
    before, saver.broken = document.report.value(CELL), "磁盘满了。"
    assert not document.set_value(CELL, 5)
    assert document.report.value(CELL) == before
    assert not document.history.done
    assert heard == ["磁盘满了。"]


def test_a_failed_undo_leaves_report_and_stack_as_they_were(document, saver):
    document.set_value(CELL, 5)
    saver.broken = "磁盘满了。"
    assert not document.undo()
    assert document.report.value(CELL) == 5
    assert document.history.done
    assert not document.history.undone


def test_a_failed_redo_leaves_report_and_stack_as_they_were(document, saver):
    before = document.report.value(CELL)
    document.set_value(CELL, 5)
    document.undo()
    saver.broken = "磁盘满了。"
    assert not document.redo()
    assert document.report.value(CELL) == before
    assert document.history.undone


def test_undo_and_redo_are_stored_under_their_names(document, saver):
    document.edit([Change(CELL, document.report.value(CELL), 5)], "paste")
    assert [step.action for step in document.history.done] == ["paste"]
    document.undo()
    document.redo()
    assert [action for _, action in saver.batches] == ["paste", "undo", "redo"]


def test_nothing_to_undo_or_redo_is_no_failure(document, saver):
    heard = listen(document)
    assert not document.undo()
    assert not document.redo()
    assert heard == saver.batches == []


def test_a_new_edit_after_undo_drops_what_could_be_redone(document):
    for figure in (1, 2, 3):
        document.set_value(CELL, figure)
    document.undo()
    document.undo()
    document.set_value(CELL, 9)
    assert not document.history.undone
    document.undo()
    assert document.report.value(CELL) == 1


@pytest.mark.parametrize("value", [None, 7, Decimal("0.5")])
def test_what_stands_already_is_no_step(document, saver, value):
    document.set_value("proactive.fee.amount", value)
    stored = len(saver.batches)
    assert document.set_value("proactive.fee.amount", value)
    assert len(saver.batches) == stored
    assert len(document.history.done) == stored


def test_a_batch_is_one_step_without_its_idle_changes(document, saver):
    before = {cell: document.report.value(cell) for cell in (CELL, OTHER)}
    document.edit([Change(CELL, before[CELL], 1), Change(OTHER, before[OTHER], before[OTHER])], "clear")
    assert saver.batches == [((Change(CELL, before[CELL], 1),), "clear")]


def test_a_batch_may_change_one_place_twice(document):
    before = document.report.value(CELL)
    document.edit([Change(CELL, before, 1), Change(CELL, 1, None)])
    assert document.report.value(CELL) is None
    document.undo()
    assert document.report.value(CELL) == before


def test_a_stale_change_is_refused_before_the_store_sees_it(document, saver):
    with pytest.raises(ValueError, match="stands here, not -1"):
        document.edit([Change(CELL, -1, 5)])
    assert saver.batches == []


def test_findings_follow_at_once_and_are_told_once_a_turn(qtbot, document):
    heard = listen(document)
    assert document.findings == ()
    assert document.verdict.sentence == "可以定稿"
    document.set_value(CELL, None)
    document.set_value(OTHER, 1)
    assert document.verdict.errors
    assert document.findings_at(CELL)
    assert heard.count("findings") == 0
    qtbot.waitSignal(document.findings_changed).wait()
    assert heard.count("findings") == 1


def test_a_place_without_finding_has_none(document):
    assert document.findings_at(CELL) == ()
    document.set_value(CELL, None)
    assert document.findings_at("proactive.licence.decisions") == ()


def test_name_and_year_are_undone_like_figures(document):
    document.edit([Change(YEAR, 2025, 2024), Change(UNIT, document.report.unit, "甲街道办事处")])
    document.undo()
    assert (document.report.year, document.report.unit) == (2025, "涿河区金牛山办事处")


class FlakySaver:
    """A store that keeps values itself and fails when told to."""

    def __init__(self, report: Report) -> None:
        self.kept = new_report(report.form, report.unit, report.year)
        self.fails = False

    def apply(self, report_id: int, changes: Sequence[Change], action: str, why: str = "") -> None:
        assert (report_id, why) == (7, "")
        assert action in {"edit", "undo", "redo"}
        if self.fails:
            raise StoreError("没有存上。")
        self.kept.apply(changes)


PLACES = (CELL, OTHER, "requests.received.total", "proactive.fee.amount", "problems")
FIGURES: st.SearchStrategy[Value] = st.none() | st.integers(0, 3) | st.just(Decimal("0.5"))
EDITS = st.dictionaries(st.sampled_from(PLACES[:-1]), FIGURES, max_size=3) | st.fixed_dictionaries(
    {"problems": st.sampled_from(["", "一", "二"])}
)
STEPS = st.lists(st.tuples(st.sampled_from(["undo", "redo"]) | EDITS, st.booleans()), max_size=25)


@settings(max_examples=examples(60), deadline=None)
@given(steps=STEPS)
def test_report_and_store_agree_whatever_fails_and_undoing_all_gives_the_start(qapp, form: Form, steps):
    del qapp
    report = new_report(form, "甲街道办事处", 2025)
    start = values(report)
    saver = FlakySaver(report)
    document = Document(saver, 7, report)
    for step, fails in steps:
        saver.fails = fails
        if isinstance(step, str):
            getattr(document, step)()
        else:
            document.edit([Change(place, report.value(place), after) for place, after in step.items()])
        assert values(report) == values(saver.kept)
    saver.fails = False
    while document.undo():
        pass
    assert values(report) == values(saver.kept) == start
    while document.redo():
        pass
    assert values(report) == values(saver.kept)


def values(report: Report) -> dict[str, Value]:
    return {**report.cells, **report.texts}
