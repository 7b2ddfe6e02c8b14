"""Files in a data folder that are no files, are far too large, or are made so that reading them does not end.

The long run `tests/soak/hostile_data.py` has many more of them.
"""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from meddling import endless_view, link_to_device, make_pipe

from disclosure_desk.archive import verification
from disclosure_desk.core import log_file
from disclosure_desk.store import sqlite_access
from disclosure_desk.store.backup import package_trails
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.backup.lineage import read_end
from disclosure_desk.store.database.presence import has_end
from disclosure_desk.store.database.rows import secrets_in
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.lock_owner import lock_owner_words
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, LOCK, LOCK_OWNER, PACKAGES, UNSAVED_INPUT
from disclosure_desk.store.recovery.unsaved_input import read_unsaved_input
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="devices and pipes are POSIX's")

NOW = datetime(2026, 1, 20)  # noqa: DTZ001 - the desk's own time


@pytest.fixture
def closed(desk: Store, folder: Path) -> Path:
    desk.back_up(NOW)
    desk.close()
    return folder


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, sqlite_access.LARGEST_FILE + 1)


def put_endless_view(path: Path) -> None:
    endless_view(path, "desk")


def copy_of(folder: Path) -> Path:
    return list_backups(folder / BACKUPS)[0].path


@pytest.mark.parametrize("harm", [link_to_device, make_pipe, huge])
def test_a_data_file_that_is_none_is_named_and_rebuilt(closed: Path, harm: Callable[[Path], None]) -> None:
    harm(closed / DATA_FILE)
    assert "不是普通的文件" in verification.verify(closed).faults[0]
    with Store.open(closed) as store:
        assert "已经损坏" in store.startup_messages[0]


def test_a_data_file_with_an_endless_view_is_named_and_refused(closed: Path) -> None:
    put_endless_view(closed / DATA_FILE)
    for path in (closed, closed / DATA_FILE):
        assert "结构被改过（table desk）" in verification.verify(path).faults[0]
    with pytest.raises(StoreError, match="结构被改过（table desk）"):
        Store.open(closed)


@pytest.mark.parametrize("harm", [link_to_device, make_pipe, huge, put_endless_view])
def test_a_copy_that_is_none_is_called_damaged(closed: Path, harm: Callable[[Path], None]) -> None:
    harm(copy_of(closed))
    assert read_end(copy_of(closed)) is None
    assert "已经损坏" in " ".join(verification.verify(closed).faults)
    with Store.open(closed) as store:
        assert "已经损坏" in store.startup_messages[0]


@pytest.mark.parametrize("harm", [link_to_device, make_pipe, huge])
@pytest.mark.parametrize("name", [JOURNAL, f"{DATA_FILE}-journal", LOCK, LOCK_OWNER, UNSAVED_INPUT])
def test_any_other_file_that_is_none_keeps_nobody_waiting(
    closed: Path, name: str, harm: Callable[[Path], None]
) -> None:
    harm(closed / name)
    assert lock_owner_words(closed) == ""
    with Store.open(closed) as store:
        assert read_unsaved_input(closed, store.file_id) is None
        store.put_settings({"a": "1"})
        if name == JOURNAL:
            assert "已经损坏（原样留作" in store.startup_messages[0]
    assert verification.verify(closed).faults == ()


def test_without_a_data_file_a_second_record_that_is_none_brings_nothing_back(closed: Path) -> None:
    (closed / DATA_FILE).unlink()
    link_to_device(closed / JOURNAL)
    with Store.open(closed) as store:
        assert "的备份恢复" in store.startup_messages[0]


def test_reading_ends_by_itself(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_STEPS_AT_LEAST", "_STEPS_PER_BYTE"):
        monkeypatch.setattr(sqlite_access, name, 0)
    monkeypatch.setattr(sqlite_access, "_STEPS_AT_ONCE", 10)
    (closed / JOURNAL).unlink()
    for backup in list_backups(closed / BACKUPS):
        backup.path.unlink()
    with pytest.raises(StoreError, match="不是数据文件，或者已经损坏"):
        Store.open(closed)
    monkeypatch.undo()
    Store.open(closed).close()


def test_what_is_not_there_has_no_end_and_no_secret(tmp_path: Path) -> None:
    assert read_end(tmp_path / "none") is None
    assert secrets_in(tmp_path / "none") == []
    assert not has_end(tmp_path / "none", ("", 0, ""))


def test_a_file_overwritten_with_noise_while_it_is_open_is_another(desk: Store) -> None:
    desk.path.write_bytes(b"noise" * 999)
    with pytest.raises(StoreError, match="已经不是打开时的那一个"):
        desk.put_settings({"a": "1"})


def test_a_trail_that_is_far_too_long_is_no_witness(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (closed / PACKAGES).mkdir()
    with ZipFile(closed / PACKAGES / "1-2025-v1.zip", "w") as archive:
        archive.writestr("x/data/trail.jsonl", "x" * 99)
    monkeypatch.setattr(package_trails, "_LONGEST_TRAIL", 9)
    with Store.open(closed) as store:
        assert store.startup_messages == ()


@pytest.mark.parametrize("packing", [ZIP_DEFLATED, ZIP_LZMA], ids=["as the program packs", "otherwise"])
def test_a_package_with_any_byte_of_its_trail_flipped_keeps_no_desk_from_opening(tmp_path: Path, packing: int) -> None:
    path, name, trail = tmp_path / "1-2025-v1.zip", "x/data/trail.jsonl", b'{"desk": "x"}\n' + b'{"digest": "y"}\n' * 30
    with ZipFile(path, "w", packing) as archive:
        archive.writestr(name, trail)
    whole, start = path.read_bytes(), 30 + len(name)
    assert (package_trails._read_trail(path) is None) == (packing == ZIP_LZMA)
    for place in range(start, whole.index(b"PK\x01\x02")):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert package_trails._read_trail(path) is None


def test_a_pipe_in_the_place_of_the_log_is_not_written_to(tmp_path: Path) -> None:
    folder = log_file.make_log_folder(tmp_path)
    os.mkfifo(folder / log_file.FILE)
    log = log_file.LogFile(tmp_path)
    with pytest.raises(FileExistsError):
        log._open()
    log.close()


def test_a_copy_that_is_noise_is_not_gone_back_to(closed: Path) -> None:
    copy_of(closed).write_bytes(b"noise" * 999)
    with pytest.raises(StoreError, match="不是数据文件，或者已经损坏"):
        roll_back(closed, copy_of(closed), replay=False)


def test_reading_is_bounded_where_the_file_has_gone_meanwhile(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as db, sqlite_access.bounded(db, tmp_path / "gone"):
        assert db.execute("SELECT 1").fetchone() == (1,)
