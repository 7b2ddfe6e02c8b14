"""Where a report stands: approvals fall with every change, and what is sealed opens only for a correction."""

from collections.abc import Callable

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.database import audit_trail
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.approvals import (
    ApprovalState,
    approval_needs_reason,
    approval_progress,
    change_needs_reason,
    next_step,
)
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.sqlite_access import Database
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL = "requests.received.business"
STEPS = ("first_review", "office_review", "final_review", "secrecy_review")
SEALED = {"version": 1, "file": "a.zip", "sha256": "0" * 64, "digest": "d"}


@pytest.fixture
def desk(store: Store, blank_report: Report) -> Store:
    """A store with a report that 李某 has begun."""
    store.actor = Actor("李某", "clerk")
    store.create(blank_report)
    return store


def approve(store: Store, step: str, name: str, why: str = "") -> None:
    store.actor = Actor(name, "clerk")
    store.record_act(1, "approve", {"step": step, "name": name, "opinion": "同意", "digest": "d"}, why)


def stands(store: Store) -> ApprovalState:
    """As its events tell, which is what the store remembers, and what it knows when it is opened again."""
    told = approval_state(store.events(1))
    db = Database(store.connection_for_tests)
    assert store.approval_state(1) == told == audit_trail.verify(db, store.path).approval_states[1]
    return told


def test_what_is_answered_stays_when_the_report_goes_on(desk: Store) -> None:
    before = desk.approval_state(1)
    approve(desk, STEPS[0], "甲")
    assert before.approvals == []
    assert desk.approval_state(2) == ApprovalState()


def test_steps_come_in_the_offices_order(desk: Store) -> None:
    assert next_step(stands(desk), STEPS) == "first_review"
    for step, name in zip(STEPS, "甲乙丙丁", strict=True):
        assert next_step(stands(desk), STEPS) == step
        approve(desk, step, name)
    assert next_step(stands(desk), STEPS) is None
    assert stands(desk).steps == STEPS
    assert [(one.name, one.opinion, one.digest) for one in stands(desk).approvals][3] == ("丁", "同意", "d")


def test_who_filled_the_report_approves_it_only_with_a_reason(desk: Store) -> None:
    assert approval_needs_reason(stands(desk), "李某")
    assert not approval_needs_reason(stands(desk), "甲")
    approve(desk, STEPS[0], "李某", "全办只有两个人")
    assert stands(desk).approvals[0].why == "全办只有两个人"


def test_a_change_takes_every_approval_back_visibly(desk: Store) -> None:
    approve(desk, STEPS[0], "甲")
    approve(desk, STEPS[1], "乙")
    desk.apply(1, [Change(CELL, None, 1)], "edit", why="漏了一件")
    assert stands(desk).steps == ()
    assert [one.step for one in stands(desk).lapsed] == [*STEPS[:2]]
    approve(desk, STEPS[0], "甲")
    assert [one.step for one in stands(desk).lapsed] == [STEPS[1]]


@pytest.mark.parametrize("action", ["print", "export", "verify"])
def test_what_changes_nothing_takes_no_approval_back(desk: Store, action: str) -> None:
    approve(desk, STEPS[0], "甲")
    desk.record_act(1, action, {})
    assert stands(desk).steps == (STEPS[0],)


def test_a_report_handed_back_says_why_until_it_is_approved_again(desk: Store) -> None:
    approve(desk, STEPS[0], "甲")
    desk.record_act(1, "return", {"step": STEPS[1], "name": "乙"}, why="表三合计不对")
    returned = stands(desk).returned
    assert returned is not None
    assert (returned.name, returned.why) == ("乙", "表三合计不对")
    assert stands(desk).steps == ()
    approve(desk, STEPS[0], "甲")
    assert stands(desk).returned is None


def test_a_sealed_report_refuses_changes_until_a_correction_is_begun(desk: Store) -> None:
    desk.record_act(1, "seal", SEALED)
    with pytest.raises(StoreError, match=r"已经定稿，不能再改.*更正"):
        desk.apply(1, [Change(CELL, None, 1)], "edit")
    with pytest.raises(ValueError, match="seal"):
        desk.record_act(1, "seal", SEALED)
    desk.record_act(1, "publish", {"date": "2026-01-20", "address": "http://example.gov.cn/a.html"})
    assert stands(desk).is_sealed
    assert desk.is_sealed(1)
    assert stands(desk).published[0] == "2026-01-20"
    desk.record_act(1, "correct", {}, why="上年结转更正")
    assert stands(desk).correcting == "上年结转更正"
    assert stands(desk).published == ("", "")
    desk.apply(1, [Change(CELL, None, 1)], "edit")
    desk.record_act(1, "seal", SEALED | {"version": 2})
    assert [(one.version, one.why) for one in stands(desk).versions] == [(1, ""), (2, "上年结转更正")]


def test_only_a_sealed_report_can_be_corrected(desk: Store) -> None:
    with pytest.raises(ValueError, match="correct"):
        desk.record_act(1, "correct", {})


def test_the_seal_outlives_the_program(desk: Store) -> None:
    desk.record_act(1, "seal", SEALED)
    desk.close()
    with (
        Store.open(desk.path.parent) as again,
        pytest.raises(StoreError, match="已经定稿"),
    ):
        again.apply(1, [Change(CELL, None, 1)], "edit")


def test_a_desk_that_knows_no_operator_has_no_filler(store: Store, blank_report: Report) -> None:
    store.create(blank_report)
    assert stands(store).fillers == set()


def test_every_step_tells_where_it_stands(desk: Store) -> None:
    steps = dict(zip(STEPS[:3], ("初核", "复核", "终审"), strict=True))
    assert not change_needs_reason(stands(desk))
    approve(desk, "first_review", "甲")
    assert change_needs_reason(stands(desk))
    first, second, third = approval_progress(stands(desk), steps)
    assert (first.name, first.approval.name if first.approval else "", first.is_next) == ("初核", "甲", False)
    assert (second.is_next, third.is_next) == (True, False)
    desk.apply(1, [Change(CELL, None, 7)], "edit", why="漏报")
    first, second, _ = approval_progress(stands(desk), steps)
    assert first.approval is None
    assert first.lapsed is not None
    assert (first.is_next, second.is_next) == (True, False)
    assert change_needs_reason(stands(desk))


def test_a_sealed_report_waits_for_nobody(desk: Store) -> None:
    desk.record_act(1, "seal", SEALED)
    assert not any(step.is_next for step in approval_progress(stands(desk), {"first_review": "初核"}))
