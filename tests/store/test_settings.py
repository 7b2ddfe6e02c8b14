"""An office's choices are kept beside its reports: whole, apart from other offices', and without touching the trail."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.store.errors import NOT_SAVED, StoreError
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
texts = st.text(st.characters(exclude_categories=["Cs"]))


def test_no_table_is_made_to_store_a_setting(store: Store) -> None:
    """The library's upsert makes one to learn what SQLite can do; where that write fails, it drops new settings."""

    def refuse_tables(action: int, *_: object) -> int:
        return sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_CREATE_TABLE else sqlite3.SQLITE_OK

    store.connection_for_tests.set_authorizer(refuse_tables)
    store.put_settings({"a": "x", "b": "y"})
    store.connection_for_tests.set_authorizer(None)
    assert store.settings() == {"a": "x", "b": "y"}
    store.verify()


def test_an_office_has_chosen_nothing_at_first(store: Store) -> None:
    assert store.settings() == {}


def test_choices_outlive_the_program(folder: Path) -> None:
    with Store.open(folder) as store:
        store.put_settings({"page.tint": "no", "print.printer": "一楼 \x00 打印机"})
    with Store.open(folder) as store:
        assert store.settings() == {"page.tint": "no", "print.printer": "一楼 \x00 打印机"}


def test_a_new_choice_replaces_its_own_name_only(store: Store) -> None:
    store.put_settings({"a": "1", "b": "1"})
    store.put_settings({"b": "2", "c": ""})
    assert store.settings() == {"a": "1", "b": "2", "c": ""}
    store.put_settings({})
    assert store.settings() == {"a": "1", "b": "2", "c": ""}


def test_each_folder_keeps_its_own(tmp_path: Path) -> None:
    with Store.open(tmp_path / "一办") as one, Store.open(tmp_path / "二办") as other:
        one.put_settings({"page.cover": "no"})
        other.put_settings({"page.cover": "yes"})
        assert (one.settings(), other.settings()) == ({"page.cover": "no"}, {"page.cover": "yes"})


def test_reports_and_trail_do_not_move(store: Store, full_report: Report, forms: Forms) -> None:
    report_id = store.create(full_report)
    before = store.events(report_id)
    store.put_settings({"page.tint": "no"})
    assert store.events(report_id) == before
    assert store.load(report_id, forms) == store.replay(report_id, forms) == full_report


@settings(deadline=None, max_examples=examples(30))
@given(st.lists(st.dictionaries(texts, texts)))
def test_the_last_word_holds(tmp_path_factory: pytest.TempPathFactory, writes: list[dict[str, str]]) -> None:
    with Store.open(tmp_path_factory.mktemp("settings")) as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        told: dict[str, str] = {}
        for values in writes:
            store.put_settings(values)
            told |= values
        assert store.settings() == told


def test_a_failing_write_takes_all_of_it_back_and_says_so(store: Store) -> None:
    store.put_settings({"a": "1", "b": "1"})
    store.connection_for_tests.execute(
        "CREATE TEMP TRIGGER no BEFORE UPDATE ON main.settings WHEN NEW.name = 'b' BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(StoreError, match=NOT_SAVED):
        store.put_settings({"a": "2", "b": "2", "c": "2"})
    assert store.settings() == {"a": "1", "b": "1"}


def test_a_file_that_became_read_only_is_named(store: Store) -> None:
    store.connection_for_tests.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match=f"不能写入.*{NOT_SAVED}"):
        store.put_settings({"a": "1"})


def test_a_full_disk_is_named(store: Store) -> None:
    (pages,) = store.connection_for_tests.execute("PRAGMA page_count").fetchone()
    store.connection_for_tests.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with pytest.raises(StoreError, match=f"磁盘满了.*{NOT_SAVED}"):
        store.put_settings({"a": "长" * 10**5})
    assert store.settings() == {}


def test_half_a_character_is_refused_in_words(store: Store) -> None:
    with pytest.raises(StoreError, match="残缺的乱码字"):
        store.put_settings({"a": "\ud83c"})


def test_a_closed_store_refuses_in_words(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="代码 ProgrammingError"):
        store.settings()
