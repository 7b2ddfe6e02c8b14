"""A draft made by mistake leaves the list, with its reason in the trail, and comes back whole."""

import pytest

from disclosure_desk.core.report import Report, new_report
from disclosure_desk.store.deleted_drafts import bring_back, delete_draft, deletion_of, deletion_refusal
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.settings import DELETED
from disclosure_desk.store.store import Store


@pytest.fixture
def two(store: Store, blank_report: Report) -> Store:
    """Drafts of one unit on two years."""
    for year in (2024, 2025):
        store.create(new_report(blank_report.form, "某区某街道办事处", year))
    return store


def test_a_deleted_draft_is_off_the_list_recorded_and_comes_back(two: Store) -> None:
    delete_draft(two, 1, "建错了年度")
    assert [one.id for one in two.reports()] == [2]
    (gone,) = two.deleted_reports()
    assert (gone.id, gone.unit, gone.year) == (1, "某区某街道办事处", 2024)
    event = two.events()[-1]
    assert (event.change.place, event.change.after, event.why) == (DELETED, "1", "建错了年度")
    assert deletion_of(two, gone) == (event.at, "建错了年度")
    delete_draft(two, 2, "也建错了")
    assert two.reports() == ()
    assert deletion_of(two, gone) == (event.at, "建错了年度")
    bring_back(two, 1, "还要用")
    assert [one.id for one in two.reports()] == [1]
    bring_back(two, 2, "也要用")
    assert [one.id for one in two.reports()] == [2, 1]
    assert two.deleted_reports() == ()
    two.verify()


def test_one_that_never_was_deleted_has_no_deletion(two: Store) -> None:
    assert deletion_of(two, two.reports()[0]) == ("", "")


def test_one_whose_name_was_given_to_another_stays_away_until_that_is_gone(two: Store, blank_report: Report) -> None:
    delete_draft(two, 1, "建错了")
    two.create(new_report(blank_report.form, "某区某街道办事处", 2024))
    with pytest.raises(StoreError, match="已经另有一份报告"):
        bring_back(two, 1, "还要用")
    assert two.deleted_ids == {1}


def test_what_was_approved_or_sealed_stays(two: Store) -> None:
    two.record_act(1, "approve", {"step": "first_review", "name": "张三", "opinion": "同意", "digest": "0"})
    assert "正在审核" in deletion_refusal(two, 1)
    two.record_act(1, "seal", {"version": 1, "file": "a.zip", "sha256": "0", "form": "2021", "digest": "0"})
    assert "定过稿" in deletion_refusal(two, 1)
    with pytest.raises(StoreError, match="定过稿"):
        delete_draft(two, 1, "建错了")
    assert deletion_refusal(two, 2) == ""
