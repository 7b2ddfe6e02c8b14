"""Copies: when one is made, what it holds, which stay, and how the desk comes back from one."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.form import Form
from disclosure_desk.report import Change, Report
from disclosure_desk.store import FILE, JOURNAL, Store, StoreError, backup
from disclosure_desk.store.backup import FOLDER, backups, keep, read_backup, read_only_uri
from disclosure_desk.store.going_back import go_back
from disclosure_desk.store.restore import differing, restore, trust_journal, trust_store

Forms = Callable[[str], Form]
CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time


@pytest.fixture
def desk(store: Store, blank_report: Report) -> Store:
    """A store with a report and one change."""
    report_id = store.create(blank_report)
    store.apply(report_id, [Change(CELL, None, 1)], "edit")
    return store


def names(folder: Path) -> list[str]:
    return [one.path.name for one in backups(folder / FOLDER)]


def test_a_copy_is_the_whole_store_verified(folder: Path, desk: Store, forms: Forms) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    assert made == backups(folder / FOLDER)[0]
    assert made.path.name == "desk-20260120-173000.sqlite3"
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name]
    read = read_backup(made.path)
    assert read.state.drafts[1].report(forms("2021")) == desk.load(1, forms)
    assert desk.events()[-1].about["last"] == read.state.last == 2


def test_nothing_new_needs_no_copy(folder: Path, desk: Store) -> None:
    desk.back_up(NOW)
    assert desk.back_up(NOW + timedelta(days=1)) is None
    desk.put_settings({"a": "1"})
    assert desk.back_up(NOW) is not None
    assert names(folder) == ["desk-20260120-173000.sqlite3", "desk-20260120-173000-2.sqlite3"][::1] or len(
        names(folder)
    )


def test_an_empty_desk_needs_no_copy(store: Store) -> None:
    assert store.back_up(NOW) is None


def test_a_second_place_gets_the_same_copy_while_it_is_there(tmp_path: Path, desk: Store) -> None:
    stick = tmp_path / "U盘"
    desk.back_up(NOW, stick)
    assert not stick.exists()
    stick.mkdir()
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    made = desk.back_up(NOW + timedelta(days=1), stick)
    assert made is not None
    (copy,) = backups(stick / f"{FOLDER}-{desk.id[:8]}")
    assert copy.path.read_bytes() == made.path.read_bytes()
    assert desk.events()[-1].about["places"] == 2


@pytest.mark.parametrize(("error", "said"), [(28, "磁盘满了"), (5, "不能写入，或者那个磁盘已经拔掉")])
def test_a_copy_that_cannot_be_written_is_told_and_no_other_goes(
    folder: Path, desk: Store, monkeypatch: pytest.MonkeyPatch, error: int, said: str
) -> None:
    desk.back_up(NOW)
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    before = names(folder)

    def fail(_: int) -> None:
        raise OSError(error, "no", "x")

    monkeypatch.setattr(backup.os, "fsync", fail)
    with pytest.raises(StoreError, match=f"没有备份成.*{said}"):
        desk.back_up(NOW + timedelta(days=400))
    monkeypatch.undo()
    assert names(folder) == before
    assert sorted(path.name for path in (folder / FOLDER).iterdir()) == before
    assert desk.back_up(NOW + timedelta(days=400)) is not None


def test_a_second_copy_that_differs_is_refused(tmp_path: Path, desk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def badly(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:-1])

    monkeypatch.setattr(shutil, "copyfile", badly)
    (tmp_path / "U盘").mkdir()
    with pytest.raises(StoreError, match="写到第二处的备份和原来的不一样"):
        desk.back_up(NOW, tmp_path / "U盘")
    assert list((tmp_path / "U盘").rglob("desk-*")) == []


moments = st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=60)  # noqa: DTZ001 - as above


@given(moments)
def test_the_newest_stays_and_no_more_than_thirty_one(made: list[datetime]) -> None:
    kept = keep(made)
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert len(kept) <= 12 + 10 + 9
    assert keep(kept) == kept


def test_days_weeks_and_months_each_keep_their_newest() -> None:
    daily = [NOW - timedelta(hours=6 * hours) for hours in range(4 * 400)]
    kept = sorted(keep(daily), reverse=True)
    days = [NOW - timedelta(days=days) for days in range(12)]
    assert kept[:12] == [days[0], *[day.replace(hour=23) for day in days[1:]]]
    assert len(kept) == 12 + 8 + 6
    assert NOW - kept[-1] > timedelta(days=230)


def test_what_no_period_keeps_goes(folder: Path, desk: Store) -> None:
    for hour in range(3):
        desk.apply(1, [Change(TEXT, "一" * hour, "一" * (hour + 1))], "edit")
        desk.back_up(NOW.replace(hour=hour + 1))
    assert names(folder) == ["desk-20260120-033000.sqlite3"]


@pytest.fixture
def copied(desk: Store) -> Path:
    """A closed desk whose copy is one change old."""
    made = desk.back_up(NOW)
    assert made is not None
    desk.apply(1, [Change(CELL, 1, 2), Change(TEXT, "", "后来")], "edit")
    desk.close()
    return made.path


def test_the_preview_names_what_would_change(folder: Path, copied: Path) -> None:
    now, then = read_backup(folder / FILE).state.drafts, read_backup(copied).state.drafts
    (one,) = differing(now, then)
    assert {*one.changes} == {Change(CELL, 2, 1), Change(TEXT, "后来", "")}
    assert one.is_there
    assert one.was_there
    assert differing(now, now) == ()
    assert [(gone.is_there, gone.was_there) for gone in differing(now, {})] == [(True, False)]
    assert [(new.is_there, new.was_there) for new in differing({}, then)] == [(False, True)]


def test_going_back_loses_nothing_when_later_changes_happen_again(folder: Path, copied: Path, forms: Forms) -> None:
    before = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(b"")
    (folder / FILE).unlink()
    assert restore(folder, copied, replay=True) == 5
    with Store.open(folder) as store:
        assert store.news == ()
        assert store.load(1, forms).cells[CELL] == 2
    (folder / FILE).write_bytes(before)
    Store.open(folder).close()


def test_going_back_to_a_day_keeps_what_was_there_aside(folder: Path, copied: Path, forms: Forms) -> None:
    now, told = (folder / FILE).read_bytes(), (folder / JOURNAL).read_bytes()
    restore(folder, copied, replay=False)
    with Store.open(folder) as store:
        assert store.load(1, forms).cells[CELL] == 1
    kept = {path.read_bytes() for path in folder.glob("*.old")}
    assert kept == {now, told}


def test_an_open_desk_tells_what_a_copy_would_change(desk: Store) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    assert desk.differing(made.path) == ()
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    assert [one.changes for one in desk.differing(made.path)] == [(Change(CELL, 2, 1),)]
    made.path.write_bytes(b"noise" * 999)
    with pytest.raises(StoreError, match=made.path.name):
        desk.differing(made.path)


@pytest.mark.parametrize("age", [timedelta(seconds=2), timedelta(days=40)])
def test_going_back_within_a_day_does_not_lose_the_copy_to_the_one_made_before(
    folder: Path, desk: Store, forms: Forms, age: timedelta
) -> None:
    made = desk.back_up(datetime.now() - age)  # noqa: DTZ005 - the desk's own time
    assert made is not None
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    desk.close()
    gone = go_back(folder, made.path, replay=False)
    assert [one.changes for one in gone.changed] == [(Change(CELL, 2, 1),)]
    with Store.open(folder) as again:
        assert again.load(1, forms).value(CELL) == 1
        assert again.events()[-1].action == "restore"


def test_a_copy_of_another_desk_takes_nothing_from_this_journal(tmp_path: Path, copied: Path) -> None:
    other = tmp_path / "别处"
    with Store.open(other) as store:
        store.put_settings({"a": "1"})
    shutil.copy(copied, other)
    restore(other, copied, replay=True)
    assert read_backup(other / FILE).state.settings == {}


@pytest.mark.parametrize("content", [b"", b"noise" * 999])
def test_a_copy_that_is_none_is_refused_and_nothing_moves(folder: Path, copied: Path, content: bytes) -> None:
    before = (folder / FILE).read_bytes()
    copied.write_bytes(content)
    with pytest.raises((StoreError, sqlite3.Error)):
        restore(folder, copied, replay=False)
    assert (folder / FILE).read_bytes() == before
    assert list(folder.glob("*.old")) == []


def test_a_changed_copy_is_refused(copied: Path, folder: Path) -> None:
    with sqlite3.connect(copied) as db:
        db.execute("UPDATE figures SET figure = '7' WHERE figure = '1'")
    with pytest.raises(StoreError, match="和修改记录里的不一样"):
        restore(folder, copied, replay=False)


def test_a_store_that_is_gone_with_its_journal_comes_back_from_the_newest_copy_that_holds(
    folder: Path, copied: Path, forms: Forms
) -> None:
    (folder / FILE).unlink()
    (folder / JOURNAL).unlink()
    (copied.parent / "desk-20260121-080000.sqlite3").write_bytes(b"broken" * 999)
    with Store.open(folder) as store:
        assert "2026-01-20 17:30 的备份恢复，之后的修改不在里面" in store.news[0]
        assert store.load(1, forms).cells[CELL] == 1
        assert store.events()[-1].about == {"from": copied.name}


@pytest.mark.usefixtures("copied")
def test_a_broken_journal_does_not_keep_a_copy_from_coming_back(folder: Path, forms: Forms) -> None:
    (folder / FILE).unlink()
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    (folder / JOURNAL).write_bytes(b"".join([lines[0], lines[1].replace(b"2025", b"2024"), *lines[2:]]))
    with Store.open(folder) as store:
        assert "备份和第二份记录恢复，一条没少" in store.news[0]
        assert store.load(1, forms).cells[CELL] == 2


@pytest.fixture
def parted(folder: Path, copied: Path) -> Iterator[Path]:
    """A closed desk whose data file is older than its journal."""
    (folder / FILE).write_bytes(copied.read_bytes())
    with pytest.raises(StoreError, match="比数据文件多"):
        Store.open(folder)
    yield folder
    Store.open(folder).close()


def test_people_may_trust_the_journal(parted: Path, forms: Forms) -> None:
    trust_journal(parted)
    with Store.open(parted) as store:
        assert store.load(1, forms).cells[CELL] == 2
    assert len(list(parted.glob("*.old"))) == 1


def test_people_may_trust_the_store(parted: Path, forms: Forms) -> None:
    trust_store(parted)
    with Store.open(parted) as store:
        assert store.load(1, forms).cells[CELL] == 1
    assert len(list(parted.glob("*.old"))) == 1


def test_what_was_left_unfinished_goes_with_the_next_copy(folder: Path, desk: Store) -> None:
    (folder / FOLDER).mkdir()
    (folder / FOLDER / "desk-20260101-000000.making").touch()
    (folder / FOLDER / "desk-20260101-000000.making-journal").touch()
    desk.back_up(NOW)
    assert [path.name for path in (folder / FOLDER).iterdir()] == names(folder)


def test_a_copy_that_is_gone_is_made_again_though_nothing_is_new(desk: Store) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    made.path.unlink()
    assert desk.back_up(NOW + timedelta(days=1)) is not None


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (Path.unlink, "最新的备份 desk-20260120-173000.sqlite3 不见了"),
        (lambda path: path.write_bytes(b"noise"), "最新的备份 desk-20260120-173000.sqlite3 已经损坏"),
        (lambda path: sql(path, "UPDATE desk SET file_id = 'x'"), "不是这份数据的"),
        (lambda path: sql(path, "DROP TRIGGER events_stay", "UPDATE events SET digest = 'x'"), "里的第 2 条修改记录和"),
        (lambda path: sql(path, "DROP TRIGGER events_stay", "UPDATE events SET seq = 9 WHERE seq = 2"), "有 9 条"),
        (lambda path: sql(path, "DROP TRIGGER events_remain", "DELETE FROM events"), ""),
    ],
)
def test_the_newest_copy_is_held_against_the_data_at_each_start(
    folder: Path, desk: Store, harm: Callable[[Path], object], said: str
) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    desk.close()
    harm(made.path)
    with Store.open(folder) as again:
        assert [said in sentence for sentence in again.news] == ([True] if said else [])


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def test_the_copy_made_last_stays_though_the_clock_was_years_ahead_before(folder: Path, desk: Store) -> None:
    for month in range(12):
        desk.apply(1, [Change(TEXT, "一" * month, "一" * (month + 1))], "edit")
        desk.back_up(datetime(2035, month + 1, 3))  # noqa: DTZ001 - the desk's own time
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    made = desk.back_up(NOW)
    assert made is not None
    assert made.path.name in names(folder)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PurePosixPath("/数 据/100%#?.sqlite3"), "file:///%E6%95%B0%20%E6%8D%AE/100%25%23%3F.sqlite3"),
        (PureWindowsPath("D:\\数据\\a b.sqlite3"), "file:///D:/%E6%95%B0%E6%8D%AE/a%20b.sqlite3"),
        (PureWindowsPath("\\\\nas\\备份\\a.sqlite3"), "file:////nas/%E5%A4%87%E4%BB%BD/a.sqlite3"),
    ],
)
def test_a_copy_is_read_wherever_it_lies(path: PurePath, uri: str) -> None:
    assert read_only_uri(path) == f"{uri}?mode=ro&immutable=1"
