"""What the store offers for each way in which a data folder does not open."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from meddling import sql

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.database import connection, location_policy
from disclosure_desk.store.errors import RecoveryWay, StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.restore import trust_data_file, trust_journal
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the time on the clerk's clock
WAY = RecoveryWay
Forms = Callable[[str], Form]


def ways(folder: Path) -> tuple[RecoveryWay, ...]:
    with pytest.raises(StoreError) as caught:
        Store.open(folder)
    return caught.value.ways


def alter_row(folder: Path) -> None:
    sql(folder / DATA_FILE, "UPDATE figures SET figure = '99' WHERE figure IS NOT NULL")


def alter_event(folder: Path) -> None:
    sql(folder / DATA_FILE, "DROP TRIGGER events_stay", "UPDATE events SET digest = 'no' WHERE seq = 2")


def drop_trigger(folder: Path) -> None:
    sql(folder / DATA_FILE, "DROP TRIGGER events_stay")


def drop_table(folder: Path) -> None:
    sql(folder / DATA_FILE, "DROP TABLE settings")


def put_other_file(folder: Path) -> None:
    (folder / DATA_FILE).unlink()
    sql(folder / DATA_FILE, "CREATE TABLE photos (id)")


def alter_line(folder: Path) -> None:
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    lines[2] = lines[2].replace(b'"by":""', b'"by":"x"')
    (folder / JOURNAL).write_bytes(b"".join(lines))


def cut_journal(folder: Path) -> None:
    (folder / JOURNAL).write_bytes(b"".join((folder / JOURNAL).read_bytes().splitlines(keepends=True)[:-2]))


def spoil_copy(folder: Path) -> None:
    (copy,) = (folder / BACKUPS).iterdir()
    copy.write_bytes(b"noise" * 999)


def alter_copy(folder: Path) -> None:
    (copy,) = (folder / BACKUPS).iterdir()
    sql(copy, "UPDATE figures SET figure = '7' WHERE figure IS NOT NULL")


DAMAGES = pytest.mark.parametrize(
    "damage", [alter_row, alter_event, drop_trigger, drop_table, put_other_file], ids=lambda one: one.__name__
)


@pytest.fixture
def closed(desk: Store, folder: Path) -> Path:
    """A data folder with a report and no backup."""
    desk.close()
    return folder


@DAMAGES
def test_a_damaged_data_file_without_a_backup_comes_back_by_the_journal(
    closed: Path, forms: Forms, damage: Callable[[Path], None]
) -> None:
    damage(closed)
    spoilt = (closed / DATA_FILE).read_bytes()
    assert ways(closed) == (WAY.JOURNAL, WAY.OTHER_FOLDER)
    assert (closed / DATA_FILE).read_bytes() == spoilt

    trust_journal(closed)
    with Store.open(closed) as store:
        assert store.startup_messages == ()
        assert store.load(1, forms).cells[CELL] == 1
    assert [path.read_bytes() for path in closed.glob(f"{DATA_FILE}.*.old")] == [spoilt]


@pytest.mark.usefixtures("copied")
@DAMAGES
def test_with_a_backup_that_holds_both_are_offered(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    assert ways(folder) == (WAY.JOURNAL, WAY.BACKUP, WAY.OTHER_FOLDER)


@pytest.mark.parametrize("harm", [alter_line, lambda folder: (folder / JOURNAL).unlink()])
def test_a_journal_that_does_not_hold_is_not_offered(
    folder: Path, copied: Path, forms: Forms, harm: Callable[[Path], None]
) -> None:
    alter_row(folder)
    harm(folder)
    assert ways(folder) == (WAY.BACKUP, WAY.OTHER_FOLDER)
    roll_back(folder, copied, replay=False)
    with Store.open(folder) as store:
        assert store.load(1, forms).cells[CELL] == 1


def test_a_journal_of_a_header_alone_is_not_offered(closed: Path) -> None:
    alter_row(closed)
    (closed / JOURNAL).write_bytes((closed / JOURNAL).read_bytes().splitlines(keepends=True)[0])
    assert ways(closed) == (WAY.OTHER_FOLDER,)


def test_a_journal_that_ends_before_the_newest_backup_does_is_not_offered(desk: Store, folder: Path) -> None:
    desk.apply(1, [Change(CELL, 1, 2), Change(TEXT, "", "后来")], "edit")
    desk.back_up(NOW)
    desk.close()
    alter_row(folder)
    cut_journal(folder)
    cut_journal(folder)
    assert ways(folder) == (WAY.BACKUP, WAY.OTHER_FOLDER)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("harm", [spoil_copy, alter_copy])
def test_a_backup_that_does_not_hold_is_not_offered(folder: Path, harm: Callable[[Path], None]) -> None:
    harm(folder)
    alter_row(folder)
    assert ways(folder) == (WAY.JOURNAL, WAY.OTHER_FOLDER)


def test_an_older_backup_that_holds_is_offered(folder: Path, copied: Path) -> None:
    (copied.parent / "desk-20260121-080000.sqlite3").write_bytes(b"broken" * 999)
    alter_row(folder)
    assert ways(folder) == (WAY.JOURNAL, WAY.BACKUP, WAY.OTHER_FOLDER)


def test_where_both_records_hold_and_part_each_may_be_trusted(folder: Path, copied: Path) -> None:
    (folder / DATA_FILE).write_bytes(copied.read_bytes())
    assert ways(folder) == (WAY.JOURNAL, WAY.DATA_FILE, WAY.BACKUP, WAY.OTHER_FOLDER)


def test_where_the_journal_was_altered_the_data_file_may_be_trusted(closed: Path, forms: Forms) -> None:
    alter_line(closed)
    assert ways(closed) == (WAY.DATA_FILE, WAY.OTHER_FOLDER)
    trust_data_file(closed)
    with Store.open(closed) as store:
        assert store.load(1, forms).cells[CELL] == 1


def test_a_lost_data_file_beside_a_journal_and_a_backup_that_do_not_hold(folder: Path, copied: Path) -> None:
    (folder / DATA_FILE).unlink()
    (folder / JOURNAL).write_bytes(b"{}\n{}\n")
    copied.write_bytes(b"broken" * 999)
    assert ways(folder) == (WAY.OTHER_FOLDER,)


def test_while_the_folder_is_open_elsewhere_nothing_in_it_is_replaced(desk: Store, folder: Path) -> None:
    desk.back_up(NOW)
    assert ways(folder) == (WAY.OTHER_FOLDER,)


@pytest.mark.usefixtures("copied")
def test_a_newer_programs_file_is_not_replaced(folder: Path) -> None:
    sql(folder / DATA_FILE, "PRAGMA user_version = 99")
    assert ways(folder) == (WAY.OTHER_FOLDER,)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY])
def test_a_disk_that_fails_is_no_reason_to_replace_anything(
    folder: Path, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        error = sqlite3.OperationalError("no")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(connection, "migrate", fail)
    assert ways(folder) == (WAY.OTHER_FOLDER,)


@pytest.mark.usefixtures("copied")
def test_where_nothing_may_run_there_is_another_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location_policy, "location_kind", lambda *_: "网络盘")
    assert ways(folder) == (WAY.OTHER_FOLDER,)


def test_a_folder_that_cannot_be_made_leaves_another(tmp_path: Path) -> None:
    (tmp_path / "数据").write_text("我是文件")
    assert ways(tmp_path / "数据") == (WAY.OTHER_FOLDER,)


def test_an_error_after_the_opening_names_no_ways(desk: Store, blank_report: Report) -> None:
    with pytest.raises(StoreError) as caught:
        desk.apply(1, [Change(CELL, 7, 8)], "edit")
    assert caught.value.ways == ()
    assert desk.create(blank_report) == 2


def test_ways_are_computed_from_what_is_there_now(closed: Path) -> None:
    alter_row(closed)
    assert WAY.JOURNAL in ways(closed)
    sql(closed / DATA_FILE, "UPDATE figures SET figure = '1' WHERE figure IS NOT NULL")
    Store.open(closed).close()
