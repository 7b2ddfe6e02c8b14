"""Copies: when one is made, what it holds, and which stay."""

import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meddling import sql

from disclosure_desk.core import atomic_file
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.store.backup.backup import list_backups, moments_to_keep, read_backup
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.sqlite_access import read_only_uri
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time


def names(folder: Path) -> list[str]:
    return [one.path.name for one in list_backups(folder / BACKUPS)]


def test_a_copy_is_the_whole_store_verified(folder: Path, desk: Store, forms: Forms) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    assert made == list_backups(folder / BACKUPS)[0]
    assert made.path.name == "desk-20260120-173000.sqlite3"
    assert sorted(path.name for path in made.path.parent.iterdir()) == [made.path.name]
    read = read_backup(made.path)
    read.db.close()
    assert read.state.drafts[1].report(forms("2021")) == desk.load(1, forms)
    assert desk.events()[-1].about["last"] == read.state.last == 2


def test_nothing_new_needs_no_copy(folder: Path, desk: Store) -> None:
    desk.back_up(NOW)
    assert desk.back_up(NOW + timedelta(days=1)) is None
    desk.put_settings({"a": "1"})
    assert desk.back_up(NOW) is not None
    assert names(folder) == ["desk-20260120-173000-2.sqlite3", "desk-20260120-173000.sqlite3"]


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
    (copy,) = list_backups(stick / f"{BACKUPS}-{desk.file_id[:8]}")
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

    monkeypatch.setattr(atomic_file.os, "fsync", fail)
    with pytest.raises(StoreError, match=f"没有备份成.*{said}"):
        desk.back_up(NOW + timedelta(days=400))
    monkeypatch.undo()
    assert names(folder) == before
    assert sorted(path.name for path in (folder / BACKUPS).iterdir()) == before
    assert desk.back_up(NOW + timedelta(days=400)) is not None


@pytest.mark.parametrize(
    ("error", "said"), [(OSError(28, "no", "x"), "x 磁盘满了"), (PermissionError(13, "no", "x"), "x 不能写入")]
)
def test_a_full_stick_leaves_the_copy_here_made_and_entered(
    tmp_path: Path, desk: Store, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    (tmp_path / "U盘").mkdir()
    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(StoreError, match=f"本机的备份做好了.*第二处没有备份成：{said}"):
        desk.back_up(NOW, tmp_path / "U盘")
    assert names(desk.path.parent) == ["desk-20260120-173000.sqlite3"]
    assert (desk.events()[-1].action, desk.events()[-1].about["places"]) == ("backup", 1)
    monkeypatch.undo()
    assert desk.back_up(NOW, tmp_path / "U盘") is not None
    assert desk.events()[-1].about["places"] == 2


def test_a_copy_that_somebody_is_looking_at_goes_with_the_next(
    folder: Path, desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: Path, **__: object) -> None:
        raise PermissionError(13, "no")

    desk.back_up(NOW)
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    monkeypatch.setattr(Path, "unlink", busy)
    assert desk.back_up(NOW + timedelta(minutes=1)) is not None
    assert len(names(folder)) == 2
    monkeypatch.undo()
    desk.apply(1, [Change(CELL, 2, 3)], "edit")
    desk.back_up(NOW + timedelta(minutes=2))
    assert len(names(folder)) == 1


def test_a_copy_from_a_wrong_future_raises_no_alarm_after_going_back(folder: Path, desk: Store) -> None:
    first = desk.back_up(NOW)
    assert first is not None
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    desk.back_up(NOW.replace(year=2035))
    desk.close()
    roll_back(folder, first.path, replay=False)
    with Store.open(folder) as store:
        assert store.startup_messages == ()


def test_data_put_back_behind_the_desk_is_noticed_though_it_went_back_itself_before(folder: Path, desk: Store) -> None:
    first = desk.back_up(NOW)
    assert first is not None
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    desk.close()
    roll_back(folder, first.path, replay=False)
    both = {name: (folder / name).read_bytes() for name in (DATA_FILE, JOURNAL)}
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 3)], "edit")
        store.back_up(datetime.now() + timedelta(seconds=5))  # noqa: DTZ005 - the desk's own time
    for name, content in both.items():
        (folder / name).write_bytes(content)
    with Store.open(folder) as store:
        assert ["数据可能被换成了旧的一份" in said for said in store.startup_messages] == [True]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x")])
def test_a_newest_copy_that_is_gone_or_spoilt_is_made_anew_though_nothing_is_new(
    folder: Path, desk: Store, harm: Callable[[Path], object]
) -> None:
    assert desk.has_newest_backup()
    made = desk.back_up(NOW)
    assert made is not None
    assert desk.has_newest_backup()
    harm(made.path)
    assert not desk.has_newest_backup()
    assert desk.back_up(NOW + timedelta(minutes=1)) is not None
    assert desk.has_newest_backup()
    assert len(names(folder)) == 1


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
    kept = moments_to_keep(made)
    assert kept <= set(made)
    assert not made or max(made) in kept
    assert len(kept) <= 12 + 10 + 9
    assert moments_to_keep(kept) == kept


def test_days_weeks_and_months_each_keep_their_newest() -> None:
    daily = [NOW - timedelta(hours=6 * hours) for hours in range(4 * 400)]
    kept = sorted(moments_to_keep(daily), reverse=True)
    days = [NOW - timedelta(days=days) for days in range(12)]
    assert kept[:12] == [days[0], *[day.replace(hour=23) for day in days[1:]]]
    assert len(kept) == 12 + 8 + 6
    assert NOW - kept[-1] > timedelta(days=230)


def test_what_no_period_keeps_goes(folder: Path, desk: Store) -> None:
    for hour in range(3):
        desk.apply(1, [Change(TEXT, "一" * hour, "一" * (hour + 1))], "edit")
        desk.back_up(NOW.replace(hour=hour + 1))
    assert names(folder) == ["desk-20260120-033000.sqlite3"]


def test_what_was_left_unfinished_goes_with_the_next_copy(folder: Path, desk: Store) -> None:
    (folder / BACKUPS).mkdir()
    (folder / BACKUPS / "desk-20260101-000000.making").touch()
    (folder / BACKUPS / "desk-20260101-000000.making-journal").touch()
    desk.back_up(NOW)
    assert [path.name for path in (folder / BACKUPS).iterdir()] == names(folder)


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
        (lambda path: sql(path, "DROP TRIGGER events_remain", "DELETE FROM events"), "里的修改记录比做备份时少"),
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
        assert [said in sentence for sentence in again.startup_messages] == [True]


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


def test_a_backup_that_is_stopped_leaves_no_file_and_no_event(folder: Path, desk: Store) -> None:
    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    before = desk.events()
    with pytest.raises(StoppedError):
        desk.back_up(NOW, progress=stop, is_asked=True)
    assert [*(folder / BACKUPS).iterdir()] == []
    assert desk.events() == before
    assert desk.back_up(NOW) is not None
