"""What can be undone after a restart is what could be undone before it."""

from collections.abc import Sequence
from cProfile import Profile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.report import Change, Value, new_report
from disclosure_desk.store import undo_history
from disclosure_desk.store.events.event import Event, ReportStart
from disclosure_desk.store.undo_history import LIMIT, UndoHistory, UndoStep, undo_steps

CELL, OTHER = "requests.received.business", "requests.pending_at_start.business"


class Trail:
    """The events of a report as a session makes them, and beside them the stack that the session has in memory."""

    def __init__(self, *starts: str) -> None:
        self.events: list[Event] = []
        self.values: dict[str, Value] = {}
        self.done: list[UndoStep] = []
        self.undone: list[UndoStep] = []
        for action in starts:
            self.act(action)

    def act(self, action: str) -> None:
        start = ReportStart("2021", {}, ()) if action in {"create", "import"} else None
        seq = len(self.events) + 1
        self.events.append(Event(seq, 1, seq, "", action, None, start, "", ""))
        if start or action == "seal":
            self.done, self.undone = [], []

    def write(self, action: str, changes: Sequence[Change]) -> None:
        batch = len(self.events) + 1
        for seq, change in enumerate(changes, batch):
            assert self.values.get(change.place) == change.before
            self.values[change.place] = change.after
            self.events.append(Event(seq, 1, batch, "", action, change, None, "", ""))

    def edit(self, action: str, values: dict[str, Value]) -> None:
        changes = tuple(Change(place, self.values.get(place), value) for place, value in values.items())
        self.write(action, changes)
        self.done.append(UndoStep(action, changes))
        self.undone = []

    def undo(self) -> None:
        if self.done:
            step = self.done.pop()
            self.write("undo", [change.inverse() for change in reversed(step.changes)])
            self.undone.append(step)

    def redo(self) -> None:
        if self.undone:
            step = self.undone.pop()
            self.write("redo", step.changes)
            self.done.append(step)

    def do(self, move: tuple[str, dict[str, Value]]) -> None:
        action, values = move
        if action in {"undo", "redo"}:
            getattr(self, action)()
        elif values:
            self.edit(action, values)
        else:
            self.act(action)


VALUES = st.dictionaries(st.sampled_from([CELL, OTHER, "problems"]), st.none() | st.integers(0, 2), min_size=1)
MOVES = st.one_of(
    st.tuples(st.sampled_from(["undo", "undo", "redo"]), st.just({})),
    st.tuples(st.sampled_from(["edit", "paste", "clear", "fill_zero", "rename", "update"]), VALUES),
    st.tuples(st.sampled_from(["approve", "print", "seal", "correct"]), st.just({})),
)


@given(moves=st.lists(MOVES, max_size=40))
def test_a_restart_leaves_the_stack_of_an_uninterrupted_session(moves):
    trail = Trail("create")
    for move in moves:
        trail.do(move)
    again = undo_steps(trail.events)
    assert (list(again.done), list(again.undone)) == (trail.done, trail.undone)


@pytest.mark.parametrize("floor", ["create", "import", "seal"])
def test_what_came_before_a_beginning_or_a_seal_stays(floor):
    trail = Trail("create")
    trail.edit("edit", {CELL: 1})
    trail.edit("edit", {CELL: 2})
    trail.undo()
    trail.act(floor)
    assert undo_steps(trail.events) == UndoHistory.empty()


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_an_undo_of_something_else_is_a_step_of_its_own(action):
    trail = Trail("create")
    trail.edit("edit", {CELL: 1})
    trail.edit("edit", {CELL: 2})
    trail.undo()
    trail.write(action, [Change(OTHER, None, 5)])
    again = undo_steps(trail.events)
    assert [step.action for step in again.done] == ["edit", action]
    assert not again.undone
    assert again.done[-1].inverse == (Change(OTHER, 5, None),)


@pytest.mark.parametrize("action", ["undo", "redo"])
def test_an_undo_of_nothing_is_a_step_of_its_own(action):
    trail = Trail("create")
    trail.write(action, [Change(OTHER, None, 5)])
    assert list(undo_steps(trail.events).done) == [UndoStep(action, (Change(OTHER, None, 5),))]


def test_the_oldest_steps_beyond_the_limit_are_kept_no_longer(monkeypatch):
    monkeypatch.setattr(undo_history, "LIMIT", 3)
    trail = Trail("create")
    for figure in range(5):
        trail.edit("edit", {CELL: figure, OTHER: figure})
    trail.undo()
    again = undo_steps(trail.events)
    assert list(again.done) == trail.done[-2:]
    again.redo()
    assert [step.changes[0].after for step in again.done] == [2, 3, 4]
    again.do(UndoStep("edit", (Change(CELL, 4, 9),)))
    assert [step.changes[0].after for step in again.done] == [3, 4, 9]


def test_what_was_brought_back_can_be_taken_back_again():
    trail = Trail("create", "print")
    trail.edit("edit", {CELL: 1})
    trail.undo()
    trail.redo()
    assert list(undo_steps(trail.events).done) == trail.done


def test_ten_thousand_steps_are_kept():
    assert LIMIT == 10_000


def test_a_store_s_own_events_give_the_steps_back(store, form, forms):
    number = store.create(new_report(form, "甲街道办事处", 2025))
    other = store.create(new_report(form, "乙街道办事处", 2025))
    pasted = (Change(CELL, None, 1), Change(OTHER, None, 2))
    store.apply(number, pasted, "paste")
    store.apply(other, [Change(CELL, None, 7)], "edit")
    explained = Change("explanation.T3-PENDING-HIGH.0123456789ab", "", "核对过")
    store.apply(number, [explained], "edit")
    store.apply(number, [explained.inverse()], "undo")
    again = undo_steps(store.events(number))
    assert list(again.done) == [UndoStep("paste", pasted)]
    assert list(again.undone) == [UndoStep("edit", (explained,))]
    store.apply(number, again.done[-1].inverse, "undo")
    assert store.load(number, forms).value(CELL) is None


def test_events_are_gone_through_once_and_twice_as_many_are_twice_the_work():
    trail = Trail("create")
    for figure in range(2_000):
        trail.edit("edit", {CELL: figure})
        trail.undo()
    whole, half = calls(trail.events), calls(trail.events[: len(trail.events) // 2])
    assert whole <= 2.1 * half


def calls(events: Sequence[Event]) -> int:
    """How many functions are called to go through events, which come one by one and only once."""
    profile = Profile()
    profile.runcall(undo_steps, iter(events))
    return sum(entry.callcount for entry in profile.getstats())
