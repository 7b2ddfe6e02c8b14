"""News of the data folder: what was done lately, the newest first, without changes of values."""

from datetime import datetime

from disclosure_desk.core.report import Change
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.store import Store


def test_acts_among_the_newest_events_are_told_newest_first(desk: Store) -> None:
    desk.actor = Actor("李某", "clerk")
    desk.record_act(None, "backup", {"file": "a.sqlite3", "sha256": "0", "last": 1})
    desk.apply(1, [Change("problems", "", "一")], "edit")
    desk.record_act(1, "approve", {"step": "first_review", "name": "李某", "opinion": "同意", "digest": "0"})
    told = desk.newest_acts(100)
    assert [(act.report, act.action, act.by) for act in told] == [(1, "approve", "李某"), (None, "backup", "李某")]
    assert told[0].about["step"] == "first_review"
    assert [act.action for act in desk.newest_acts(2)] == ["approve"]


def test_what_the_trail_says_of_backups_is_found_by_their_files(desk: Store) -> None:
    made = desk.back_up(datetime(2026, 1, 20, 12), is_asked=True)  # noqa: DTZ001 - as backups are named
    assert made is not None
    (record,) = desk.backup_records().values()
    assert (record.name, record.is_asked) == (made.path.name, True)
