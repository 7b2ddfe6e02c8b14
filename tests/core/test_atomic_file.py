import errno
import os
import stat
from pathlib import Path

import pytest

from disclosure_desk.core import atomic_file
from disclosure_desk.core.atomic_file import create_file, replace_file


def test_a_new_file_is_written_whole_with_the_usual_mode(tmp_path: Path):
    target = tmp_path / "报告.pdf"
    mask = os.umask(0o022)
    try:
        replace_file(target, b"content")
    finally:
        os.umask(mask)

    assert target.read_bytes() == b"content"
    assert stat.S_IMODE(target.stat().st_mode) == 0o644
    assert list(tmp_path.iterdir()) == [target]


def test_an_existing_file_keeps_its_mode(tmp_path: Path):
    target = tmp_path / "a"
    target.write_bytes(b"old")
    target.chmod(0o600)
    replace_file(target, b"new")

    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_when_the_disk_refuses_the_old_file_stays_and_nothing_is_left_beside_it(tmp_path, monkeypatch, call):
    target = tmp_path / "a"
    target.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os if call == "fsync" else Path, call, refuse)
    with pytest.raises(OSError, match="full"):
        replace_file(target, b"new")

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_is_not_synced_where_the_system_has_no_such_call(tmp_path, monkeypatch):
    opened: list[Path] = []
    monkeypatch.setattr(atomic_file.os, "name", "nt")
    monkeypatch.setattr(atomic_file.os, "open", lambda path, *_: opened.append(path))
    atomic_file.sync_folder(tmp_path)

    assert not opened


@pytest.mark.parametrize(("number", "fails"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_stick_that_cannot_sync_a_folder_is_good_enough_and_a_failing_disk_is_not(
    tmp_path, monkeypatch, number, fails
):
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(atomic_file.os, "fsync", refuse)
    if fails:
        with pytest.raises(OSError, match="no"):
            atomic_file.sync_folder(tmp_path)
    else:
        atomic_file.sync_folder(tmp_path)


def test_folders_are_made_as_durable_as_what_goes_into_them(tmp_path, monkeypatch):
    synced: list[Path] = []
    monkeypatch.setattr(atomic_file, "sync_folder", synced.append)
    atomic_file.make_folder(tmp_path / "一" / "二")
    assert synced == [tmp_path / "一", tmp_path]
    atomic_file.make_folder(tmp_path / "一" / "二")
    assert len(synced) == 2


@pytest.mark.parametrize("links", [True, False])
def test_a_file_is_created_only_where_there_is_none(tmp_path: Path, monkeypatch, links: bool):  # noqa: FBT001 - a table
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "a"
    create_file(target, b"first")
    with pytest.raises(FileExistsError):
        create_file(target, b"second")
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "link", b"second")

    assert target.read_bytes() == b"first"
    assert target.stat().st_nlink == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "link"]


def test_a_name_that_is_taken_beside_the_file_is_not_written_over(tmp_path, monkeypatch):
    names = iter([b"1" * 6, b"1" * 6, b"2" * 6])
    monkeypatch.setattr(os, "urandom", lambda _: next(names))
    taken = tmp_path / f".年报.json.{(b'1' * 6).hex()}.tmp"
    taken.write_bytes(b"other")
    replace_file(tmp_path / "年报.json", b"new")
    assert (taken.read_bytes(), (tmp_path / "年报.json").read_bytes()) == (b"other", b"new")

    monkeypatch.setattr(os, "urandom", lambda _: b"1" * 6)
    with pytest.raises(FileExistsError):
        replace_file(tmp_path / "年报.json", b"newer")
    assert (tmp_path / "年报.json").read_bytes() == b"new"
