"""Answers to findings: stored, told, taken back and refused like any other place, but without a row while unsaid."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report, new_report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
PLACE = "explanation.T3-PENDING-HIGH.0123456789ab"
SAID = Change(PLACE, "", "两件在十二月下旬收到。")


def explained(folder: Path) -> list[tuple[str, str]]:
    """The rows of explanations in the closed file."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        return db.execute("SELECT place, text FROM texts WHERE place LIKE 'explanation.%'").fetchall()


def test_an_explanation_is_a_row_and_an_event(folder: Path, forms: Forms, blank_report: Report) -> None:
    with Store.open(folder) as store:
        report_id = store.create(blank_report)
        store.apply(report_id, [SAID], "edit")
        assert store.events(report_id)[-1].change == SAID
    assert explained(folder) == [(PLACE, SAID.after)]
    with Store.open(folder) as store:
        loaded = store.load(report_id, forms)
        assert loaded == store.replay(report_id, forms)
        assert loaded.explanations == {PLACE: SAID.after}


def test_one_that_is_taken_back_leaves_only_its_events(folder: Path, forms: Forms, blank_report: Report) -> None:
    with Store.open(folder) as store:
        report_id = store.create(blank_report)
        store.apply(report_id, [SAID], "edit")
        store.apply(report_id, [SAID.inverse()], "undo")
        assert [event.change for event in store.events(report_id)[1:]] == [SAID, SAID.inverse()]
        assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report
    assert explained(folder) == []
    Store.open(folder).close()


def test_a_report_that_comes_with_explanations_keeps_them(folder: Path, forms: Forms, form: Form) -> None:
    report = new_report(form, "甲街道办事处", 2025, {PLACE: "已经核实。"})
    with Store.open(folder) as store:
        report_id = store.create(report, "import")
    with Store.open(folder) as store:
        assert store.load(report_id, forms) == store.replay(report_id, forms) == report
        start = store.events(report_id)[0].start
        assert start is not None
        assert start.values[PLACE] == "已经核实。"


@pytest.mark.parametrize(
    "change", [Change(PLACE, "别的", "一句"), Change(PLACE, "别的", ""), Change(PLACE, None, 3), Change(PLACE, "", 3)]
)
def test_one_that_does_not_start_from_what_is_stored_is_refused_by_its_rule(
    folder: Path, forms: Forms, blank_report: Report, change: Change
) -> None:
    with Store.open(folder) as store:
        report_id = store.create(blank_report)
        with pytest.raises(StoreError, match="对“结转下年度的件数”的说明里存着的内容和窗口里的不一样"):
            store.apply(report_id, [change], "edit")
        assert store.load(report_id, forms) == blank_report
    assert explained(folder) == []


def test_one_of_no_report_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="第 7 份报告"):
        store.apply(7, [SAID], "edit")


def test_one_that_was_changed_from_outside_is_named(
    folder: Path, blank_report: Report, tamper: Callable[..., None]
) -> None:
    with Store.open(folder) as store:
        store.apply(store.create(blank_report), [SAID], "edit")
    tamper(f"UPDATE texts SET text = '没有' WHERE place = '{PLACE}'")  # noqa: S608 - our own file
    with pytest.raises(StoreError, match="对“结转下年度的件数”的说明和修改记录里的不一样"):
        Store.open(folder)
