"""Two at once: whoever opens, brings back or replaces the files of a data folder has it alone."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.core.report import Report
from disclosure_desk.store.database import lock
from disclosure_desk.store.errors import BusyError, StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, LOCK, PACKAGES
from disclosure_desk.store.recovery.restore import restore_backup, trust_data_file, trust_journal
from disclosure_desk.store.store import Store

NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time


@pytest.mark.parametrize(
    "replace",
    [
        trust_journal,
        trust_data_file,
        lambda folder: restore_backup(folder, next((folder / BACKUPS).glob("*.sqlite3")), replay=True),
    ],
)
def test_nothing_takes_the_place_of_a_file_that_a_window_has_open(
    folder: Path, store: Store, blank_report: Report, replace: Callable[[Path], object]
) -> None:
    store.create(blank_report)
    store.back_up(NOW)
    before = {name: (folder / name).read_bytes() for name in (DATA_FILE, JOURNAL)}
    with pytest.raises(BusyError, match="另一个窗口正在使用这份数据"):
        replace(folder)
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_a_lost_file_is_not_made_under_a_window_that_still_works_with_it(
    folder: Path, store: Store, blank_report: Report
) -> None:
    store.create(blank_report)
    (folder / DATA_FILE).rename(folder / "taken away")
    with pytest.raises(BusyError):
        Store.open(folder)
    assert not (folder / DATA_FILE).exists()


def test_two_starts_at_once_do_not_both_bring_a_lost_file_back(
    folder: Path, store: Store, blank_report: Report
) -> None:
    store.create(blank_report)
    store.close()
    (folder / DATA_FILE).unlink()
    with closing(lock.acquire_lock(folder)), pytest.raises(BusyError):
        Store.open(folder)
    with Store.open(folder) as again:
        assert len(again.reports()) == 1


def test_a_lock_that_was_filled_with_something_is_made_anew(folder: Path, store: Store) -> None:
    store.close()
    (folder / LOCK).write_bytes(b"noise" * 999)
    with Store.open(folder), pytest.raises(BusyError):
        Store.open(folder)


def test_a_lock_that_cannot_be_made_is_told(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.close()
    (folder / LOCK).write_bytes(b"noise")

    def denied(_: Path, **__: object) -> None:
        raise PermissionError(13, "no", "x")

    monkeypatch.setattr(Path, "unlink", denied)
    with pytest.raises(StoreError, match="打不开数据"):
        Store.open(folder)


def test_what_a_stopped_machine_left_half_written_goes_at_the_next_start(folder: Path, store: Store) -> None:
    store.close()
    left = [
        folder / ".desk.typing.abc.tmp",
        folder / f"{DATA_FILE}.rebuilding",
        folder / f"{DATA_FILE}.rebuilding-journal",
        folder / BACKUPS / "desk-20260101-000000.making",
        folder / BACKUPS / ".desk-20260101-000000.sqlite3.abc.tmp",
        folder / BACKUPS / PACKAGES / ".1-2025-v1.zip.copying.tmp",
        folder / PACKAGES / ".1-2025-v1.zip.abc.tmp",
    ]
    stays = [
        folder / "notes.tmp",
        folder / f"{DATA_FILE}.20260101-000000-000000.old",
        folder / PACKAGES / "1-2025-v1.zip",
    ]
    for path in (*left, *stays):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    Store.open(folder).close()
    assert [path.exists() for path in left] == [False] * len(left)
    assert all(path.exists() for path in stays)


def test_what_is_left_and_cannot_go_keeps_nobody_from_working(
    folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    (folder / ".desk.typing.abc.tmp").mkdir()
    with Store.open(folder) as again:
        assert again.reports() == ()
    monkeypatch.undo()


def test_an_older_file_is_copied_before_it_is_brought_up(folder: Path) -> None:
    folder.mkdir()
    old = (Path(__file__).parents[2] / "data" / "stores" / "v3.sqlite3").read_bytes()
    (folder / DATA_FILE).write_bytes(old)
    with Store.open(folder) as store:
        (copy,) = (folder / BACKUPS).glob("*.sqlite3")
        event = next(event for event in store.events() if event.action == "backup")
        assert event.about["file"] == copy.name
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (3,)
    with Store.open(folder) as store:
        assert store.startup_messages == ()
        assert store.has_newest_backup()
