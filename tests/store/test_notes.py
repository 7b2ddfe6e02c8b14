"""Notes that a file brought along give way to those of another in one step: stored, recorded, taken back."""

import pytest

from disclosure_desk.core.report import NOTES, Change, Note, notes_from_text, notes_to_text
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store
from disclosure_desk.store.undo_history import undo_steps

CELL = "requests.received.business"
OLD = (Note("original", CELL, "—"), Note("unplaced", "", "第 9 行\n“引”"))
NEW = (Note("doubtful", CELL, "原文是“3件”，读作 3"),)


@pytest.fixture
def report(blank_report):
    blank_report.notes = OLD
    return blank_report


@pytest.mark.parametrize("notes", [(), OLD, NEW])
def test_notes_are_the_same_behind_their_text(notes):
    assert notes_from_text(notes_to_text(notes)) == notes


def test_other_notes_are_stored_with_the_figures_and_come_back_with_them(folder, report, forms):
    step = (Change(CELL, None, 3), Change(NOTES, notes_to_text(OLD), notes_to_text(NEW)))
    with Store.open(folder) as store:
        number = store.create(report, "import")
        store.apply(number, step, "update")
        report.apply(step)
    with Store.open(folder) as store:
        assert store.load(number, forms) == store.replay(number, forms) == report
        assert report.notes == NEW
        inverse = undo_steps(store.events(number)).done[-1].inverse
        store.apply(number, inverse, "undo")
        report.apply(inverse)
        assert store.load(number, forms) == store.replay(number, forms) == report
        assert report.notes == OLD


def test_notes_that_do_not_start_from_what_is_stored_are_refused(store, report, forms):
    number = store.create(report, "import")
    with pytest.raises(StoreError, match="导入时的提示里存着的内容和窗口里的不一样"):
        store.apply(number, [Change(CELL, None, 3), Change(NOTES, notes_to_text(NEW), "")], "update")
    assert store.load(number, forms) == report


def test_what_is_no_notes_is_not_stored(store, report, forms):
    number = store.create(report, "import")
    with pytest.raises(StoreError):
        store.apply(number, [Change(NOTES, notes_to_text(OLD), "别的")], "update")
    assert store.load(number, forms) == report
