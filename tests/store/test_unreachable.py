"""What the system does not let the store read or write is told in the clerk's words, with the right file in them."""

import ctypes
import errno
import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.archive import verification
from disclosure_desk.archive.verification import UnreadableError
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.database.lock import MOST_PATH_BYTES
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, LOCK, PACKAGES
from disclosure_desk.store.recovery import inspect
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions and lengths are those of POSIX")

_NOT_FOR_ROOT = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, with which root reads and writes everything."""


@pytest.fixture
def as_anybody() -> Iterator[None]:
    """For a test that root runs: what somebody else may not read, this process may not either."""
    if os.geteuid():
        yield
        return
    system = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    had = (ctypes.c_uint32 * 6)()
    assert system.capget(head, had) == 0
    less = (ctypes.c_uint32 * 6)(had[0] & ~_NOT_FOR_ROOT, *had[1:])
    assert system.capset(head, less) == 0
    try:
        yield
    finally:
        assert system.capset(head, had) == 0


@pytest.fixture
def shut(desk: Store, folder: Path) -> Path:
    """A closed data folder with a package and a backup, of somebody who is not root and need not be."""
    (folder / PACKAGES).mkdir()
    (folder / PACKAGES / "1-2025-v1.zip").write_bytes(b"PK")
    digest = "4d9e55a0b83f9ba9a4af2ad2c3ac3d31bb4ffaa2f1f2bb6d2dd2e6a8d6a9b0c1"
    desk.record_act(1, "seal", {"file": "1-2025-v1.zip", "sha256": digest})
    desk.back_up(datetime(2026, 1, 20))  # noqa: DTZ001 - the desk's own time
    desk.close()
    return folder


def opening(folder: Path) -> str:
    try:
        with Store.open(folder) as store:
            return " ".join(store.startup_messages)
    except StoreError as error:
        return str(error)


def verifying(folder: Path) -> str:
    try:
        return " ".join(verification.verify(folder).faults)
    except UnreadableError as error:
        return str(error)


@pytest.mark.parametrize(
    ("name", "opened", "verified"),
    [
        (LOCK, f"{LOCK} 打不开，没有权限", ""),
        (PACKAGES, "1-2025-v1.zip 不见了，或者读不出来", "1-2025-v1.zip 不见了，或者读不出来"),
        (BACKUPS, "backups 打不开，没有权限，里面的备份没有核对", "backups 打不开，没有权限，里面的备份没有核对"),
        (DATA_FILE, f"{DATA_FILE}：文件或者它所在的文件夹是只读的，或者没有权限", f"读不出 ~/{DATA_FILE}"),
        (JOURNAL, f"{JOURNAL} 读写不了，没有权限", f"读不出 ~/{JOURNAL}"),
        (".", "desk.lock 打不开，没有权限", "读不出 ~"),
    ],
)
@pytest.mark.usefixtures("as_anybody")
def test_what_may_not_be_read_is_named(shut: Path, name: str, opened: str, verified: str) -> None:
    (shut / name).chmod(0)
    try:
        assert opened in opening(shut)
        assert all(part in verifying(shut) for part in verified.split("~"))
    finally:
        (shut / name).chmod(0o700)


def test_a_lock_that_is_a_folder_is_named(shut: Path) -> None:
    (shut / LOCK).unlink()
    (shut / LOCK).mkdir()
    with pytest.raises(StoreError, match=r"desk\.lock 打不开，没有权限，或者那里是别的东西") as caught:
        Store.open(shut)
    assert DATA_FILE not in str(caught.value)


@pytest.mark.parametrize("letters", [MOST_PATH_BYTES, 480, 512, 600])
def test_a_path_that_sqlite_does_not_take_is_told(tmp_path: Path, desk: Store, letters: int) -> None:
    desk.close()
    long = tmp_path
    while len(os.fsencode(long)) < letters - 50:
        long /= "长" * 12
    long /= "x" * max(1, letters - len(os.fsencode(long)))
    long.parent.mkdir(parents=True)
    shutil.copytree(desk.path.parent, long)
    for call in (Store.open, verification.verify):
        with pytest.raises((StoreError, UnreadableError), match="路径太长"):
            call(long)


def test_the_longest_path_that_is_taken_is_worked_in(tmp_path: Path, desk: Store) -> None:
    desk.close()
    long = tmp_path
    while len(os.fsencode(long)) < MOST_PATH_BYTES - 60:
        long /= "x" * 50
    long /= "x" * (MOST_PATH_BYTES - len(os.fsencode(long)) - 1)
    shutil.copytree(desk.path.parent, long)
    assert len(os.fsencode(long)) == MOST_PATH_BYTES
    with Store.open(long) as store:
        store.put_settings({"a": "1"})
        store.back_up(datetime(2026, 1, 20))  # noqa: DTZ001 - the desk's own time
        store.put_settings({"a": "2"})
    assert verification.verify(long).faults == ()
    (long / DATA_FILE).unlink()
    with Store.open(long) as store:
        assert "一条没少" in store.startup_messages[0]
    assert list_backups(long / BACKUPS)


@pytest.mark.parametrize("length", [300, 5000])
def test_a_path_that_no_system_takes_is_told(tmp_path: Path, length: int) -> None:
    folder = tmp_path / ("x" * length)
    for call in (Store.open, verification.verify):
        with pytest.raises((StoreError, UnreadableError)):
            call(folder)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("where", ["copy", "folder"])
def test_a_full_temporary_disk_is_no_fault_of_the_file(
    shut: Path, monkeypatch: pytest.MonkeyPatch, error: int, where: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(error, "no", "x")

    if where == "copy":
        monkeypatch.setattr(shutil, "copyfile", full)
    else:
        monkeypatch.setattr(inspect.tempfile, "TemporaryDirectory", full)
    for path in (shut, shut / DATA_FILE):
        with pytest.raises(UnreadableError, match=r"临时文件夹 .*满了.*不是文件本身的问题"):
            verification.verify(path)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
def test_a_used_up_quota_is_called_full_wherever_something_is_written(
    desk: Store, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def full(_: int) -> None:
        raise OSError(error, "no", "x")

    monkeypatch.setattr("disclosure_desk.core.atomic_file.os.fsync", full)
    with pytest.raises(StoreError, match="没有备份成：x 磁盘满了"):
        desk.back_up(datetime(2026, 1, 20))  # noqa: DTZ001 - the desk's own time
    desk.put_settings({"a": "1"})
    assert "磁盘满了" in desk.journal.warning
