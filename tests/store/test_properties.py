"""Whatever is edited, pasted, cleared, undone and redone, memory, rows and trail say the same."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.figure import figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Note, Report, Value, new_report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store

FORM = load_form("2021")
CELLS = ("proactive.fee.amount", "requests.received.business", "requests.received.total")
TEXTS = (
    "problems",
    "overview.lead",
    "explanation.T3-PENDING-HIGH.0123456789ab",
    "explanation.Y-COPIED.high.ba9876543210",
)

figures = st.one_of(
    st.none(),
    st.sampled_from([0, 10**12 - 1]),
    st.integers(0, 10**8),
    st.decimals(0, 10**6, places=6, allow_nan=False).map(figure),
)
prose = st.one_of(st.sampled_from(["", "1.5", "0", "👩‍👩‍👧", "一\n二"]), st.text(max_size=20))
values: st.SearchStrategy[dict[str, Value]] = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(CELLS, figures),
        **dict.fromkeys(TEXTS, prose),
        "unit": prose,
        "year": st.integers(1000, 9999),
    },
)
moves = st.one_of(
    st.tuples(st.sampled_from(["edit", "paste", "fill_zero", "rename"]), values),
    st.tuples(st.just("clear"), st.just(dict.fromkeys(CELLS, None))),
    st.tuples(st.sampled_from(["undo", "undo", "redo", "reopen"]), st.just({})),
)
"""What a clerk does, and the places it sets."""


@dataclass
class Clerk:
    """Works as the window does: first the store, then memory, then the undo stack."""

    folder: Path
    store: Store
    report_id: int
    report: Report
    done: list[Sequence[Change]] = field(default_factory=list)
    undone: list[Sequence[Change]] = field(default_factory=list)
    changes: int = 0

    def move(self, action: str, places: dict[str, Value]) -> None:
        if action == "reopen":
            self.store.close()
            self.store = open_fast(self.folder)
        elif action == "undo":
            self.turn(self.done, self.undone, "undo")
        elif action == "redo":
            self.turn(self.undone, self.done, "redo")
        else:
            batch = [Change(place, self.report.value(place), value) for place, value in places.items()]
            self.write(batch, action)
            self.done.append(batch)
            self.undone.clear()

    def turn(self, source: list[Sequence[Change]], target: list[Sequence[Change]], action: str) -> None:
        if source:
            back = [change.inverse() for change in reversed(source[-1])]
            self.write(back, action)
            target.append(back)
            source.pop()

    def write(self, batch: Sequence[Change], action: str) -> None:
        self.store.apply(self.report_id, batch, action)
        self.report.apply(batch)
        self.changes += len(batch)


def fails(clerk: Clerk, work: Callable[[], None]) -> None:
    """The move with a disk that takes nothing: it fails, or writes nothing in the first place."""
    clerk.store.connection_for_tests.execute("PRAGMA query_only = ON")
    before = clerk.changes
    try:
        work()
    except StoreError:
        pass
    else:
        assert clerk.changes == before
    clerk.store.connection_for_tests.execute("PRAGMA query_only = OFF")


def open_fast(folder: Path) -> Store:
    """The store of a folder that need not outlive a power cut."""
    store = Store.open(folder)
    store.connection_for_tests.execute("PRAGMA synchronous = OFF")
    return store


def forms(_: str) -> Form:
    return FORM


@pytest.mark.slow
@settings(max_examples=examples(40), deadline=None)
@given(st.lists(st.tuples(moves, st.booleans()), max_size=12))
def test_undo_everything_gives_the_blank_report_also_when_some_writes_fail(
    steps: list[tuple[tuple[str, dict[str, Value]], bool]],
) -> None:
    blank = new_report(FORM, "甲街道办事处", 2025)
    with tempfile.TemporaryDirectory() as name:
        store = open_fast(Path(name))
        report = new_report(FORM, "甲街道办事处", 2025)
        clerk = Clerk(Path(name), store, store.create(report), report)
        for (action, places), disk_fails in steps:
            if disk_fails and action != "reopen":
                fails(clerk, lambda: clerk.move(action, places))  # noqa: B023 - called at once
            else:
                clerk.move(action, places)
            assert clerk.store.load(clerk.report_id, forms) == clerk.report
        assert clerk.store.replay(clerk.report_id, forms) == clerk.report
        assert len(clerk.store.events(clerk.report_id)) == clerk.changes + 1
        while clerk.done:
            clerk.move("undo", {})
        clerk.move("reopen", {})
        assert clerk.store.load(clerk.report_id, forms) == clerk.store.replay(clerk.report_id, forms) == blank
        clerk.store.close()


@settings(max_examples=examples(25), deadline=None)
@given(values, st.lists(st.text(max_size=10), max_size=3))
def test_any_report_is_stored_as_it_is(places: dict[str, Value], remarks: list[str]) -> None:

    unit, year = str(places.pop("unit", "")), places.pop("year", 2025)
    report = new_report(FORM, unit, year, places, [Note("unplaced", "", remark) for remark in remarks])
    with tempfile.TemporaryDirectory() as name:
        with Store.open(Path(name)) as store:
            report_id = store.create(report, "import")
        with Store.open(Path(name)) as store:
            assert store.load(report_id, forms) == store.replay(report_id, forms) == report
