"""Sealed packages: looked at when the desk opens, copied with every backup, put back from a copy."""

import hashlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from disclosure_desk.core.atomic_file import replace_file
from disclosure_desk.core.report import Change, Report
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.store.backup import packages
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.backup.targets import SECOND_FOLDER, second_backup_folder
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, PACKAGES
from disclosure_desk.store.store import Store

CELL = "requests.received.business"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time
DATA_FILE, CONTENT = "1-2025-v1.zip", "PK 档案包".encode()


def seal(store: Store, file: str, content: bytes, report: int = 1) -> None:
    """As the archive does it: the file first, then the event with its digest."""
    place = store.path.parent / PACKAGES
    place.mkdir(exist_ok=True)
    replace_file(place / file, content)
    (place / file).chmod(0o444)
    sha256 = hashlib.sha256(content).hexdigest()
    store.record_act(report, "seal", {"version": 1, "file": file, "sha256": sha256, "digest": "d", "form": "2021"})


@pytest.fixture
def desk(store: Store, blank_report: Report) -> Store:
    """A store with a sealed report and one that is at work."""
    store.create(blank_report)
    store.create(blank_report)
    seal(store, DATA_FILE, CONTENT)
    return store


def copies_of(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (place / PACKAGES).iterdir()}


def stick(tmp_path: Path, desk: Store) -> Path:
    """Where on a stick that has just been put in this desk's copies lie."""
    (tmp_path / "U 盘").mkdir(exist_ok=True)
    return tmp_path / "U 盘" / f"{BACKUPS}-{desk.file_id[:8]}"


def test_a_backup_has_the_packages_in_both_places(tmp_path: Path, folder: Path, desk: Store) -> None:
    there = stick(tmp_path, desk)
    desk.back_up(NOW, there.parent)
    assert copies_of(folder / BACKUPS) == copies_of(there) == {DATA_FILE: CONTENT}
    assert desk.events()[-1].about["packages"] == 1
    assert desk.back_up(NOW + timedelta(days=1), there.parent) is None


def test_only_what_is_missing_is_copied(folder: Path, desk: Store) -> None:
    desk.back_up(NOW)
    before = (folder / BACKUPS / PACKAGES / DATA_FILE).stat().st_ino
    seal(desk, "2-2025-v1.zip", b"other", report=2)
    desk.back_up(NOW + timedelta(days=1))
    assert copies_of(folder / BACKUPS) == {DATA_FILE: CONTENT, "2-2025-v1.zip": b"other"}
    assert (folder / BACKUPS / PACKAGES / DATA_FILE).stat().st_ino == before
    assert desk.events()[-1].about["packages"] == 1


def test_a_stick_that_comes_late_gets_the_newest_copy_though_nothing_is_new(tmp_path: Path, desk: Store) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    there = stick(tmp_path, desk)
    assert desk.back_up(NOW + timedelta(days=1), there.parent) == made
    assert [one.path.name for one in list_backups(there)] == [made.path.name]
    assert desk.events()[-1].about["places"] == 2


def test_desks_on_one_stick_keep_out_of_each_others_way(tmp_path: Path, desk: Store, blank_report: Report) -> None:
    there = stick(tmp_path, desk)
    with Store.open(tmp_path / "别处") as other:
        other.create(blank_report)
        seal(other, DATA_FILE, b"other office")
        other.back_up(NOW, there.parent)
        desk.back_up(NOW, there.parent)
        assert copies_of(stick(tmp_path, other)) == {DATA_FILE: b"other office"}
    assert copies_of(there) == {DATA_FILE: CONTENT}


def test_a_copy_that_was_changed_is_put_aside_and_made_anew(folder: Path, desk: Store) -> None:
    desk.back_up(NOW)
    copy = folder / BACKUPS / PACKAGES / DATA_FILE
    copy.chmod(0o644)
    copy.write_bytes(b"changed")
    assert desk.back_up(NOW + timedelta(days=1)) is not None
    assert copy.read_bytes() == CONTENT
    assert sorted(copies_of(folder / BACKUPS).values()) == [CONTENT, b"changed"]


def test_a_package_that_is_not_as_sealed_is_not_copied_over_the_whole_one(folder: Path, desk: Store) -> None:
    desk.back_up(NOW)
    (folder / PACKAGES / DATA_FILE).chmod(0o644)
    (folder / PACKAGES / DATA_FILE).write_bytes(b"changed")
    desk.apply(2, [Change(CELL, None, 1)], "edit")
    desk.back_up(NOW + timedelta(days=1))
    assert copies_of(folder / BACKUPS) == {DATA_FILE: CONTENT}


def reopened(desk: Store) -> Store:
    desk.close()
    return Store.open(desk.path.parent)


@pytest.mark.parametrize("where", ["here", "away"])
def test_a_folder_of_packages_that_is_gone_comes_back_by_itself_and_it_is_said(
    tmp_path: Path, folder: Path, desk: Store, where: str
) -> None:
    there = stick(tmp_path, desk)
    desk.put_settings({SECOND_FOLDER: str(there.parent)})
    desk.back_up(NOW, there.parent)
    shutil.rmtree(folder / PACKAGES)
    source = folder / BACKUPS if where == "here" else there
    if where == "away":
        shutil.rmtree(folder / BACKUPS / PACKAGES)
    with reopened(desk) as again:
        assert [
            f"{DATA_FILE} 不见了，已从 {source / PACKAGES} 换回" in sentence for sentence in again.startup_messages
        ] == [True]
        event = again.events()[-1]
        assert (event.action, event.report) == ("recover", 1)
        assert event.about == {"from": str(source / PACKAGES), "file": DATA_FILE}
        assert again.package_faults() == ()
    assert (folder / PACKAGES / DATA_FILE).read_bytes() == CONTENT
    with Store.open(folder) as at_last:
        assert at_last.startup_messages == ()


def test_a_package_that_was_changed_is_named_with_its_whole_copy_and_stays_until_somebody_says_so(
    folder: Path, desk: Store
) -> None:
    desk.back_up(NOW)
    (folder / PACKAGES / DATA_FILE).chmod(0o644)
    (folder / PACKAGES / DATA_FILE).write_bytes(b"changed")
    with reopened(desk) as again:
        (said,) = again.startup_messages
        assert "被改过：和定稿时的摘要不符。完好的一份在" in said
        assert str(folder / BACKUPS / PACKAGES / DATA_FILE) in said
        assert (folder / PACKAGES / DATA_FILE).read_bytes() == b"changed"
        assert again.can_restore_packages
        assert again.package_faults(2) == ()
        assert len(again.package_faults(1)) == 1
        assert again.restore_packages() == (f"{DATA_FILE} 已换成 {folder / BACKUPS / PACKAGES} 里完好的一份。",)
        assert again.package_faults() == ()
        assert again.events()[-1].action == "recover"
    assert copies_of(folder).keys() > {DATA_FILE}
    assert sorted(copies_of(folder).values()) == [CONTENT, b"changed"]


def test_a_package_without_any_copy_is_named(folder: Path, desk: Store) -> None:
    shutil.rmtree(folder / PACKAGES)
    with reopened(desk) as again:
        (said,) = again.startup_messages
        assert "不见了，或者读不出来。备份里也没有完好的一份" in said
        assert not again.can_restore_packages
        assert again.restore_packages() == (said,)


def test_a_full_disk_keeps_no_desk_from_opening_and_the_package_is_named(
    desk: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.back_up(NOW)
    shutil.rmtree(folder / PACKAGES)

    def full(*_: object) -> None:
        raise OSError(28, "no", "x")

    monkeypatch.setattr(packages.shutil, "copyfile", full)
    with reopened(desk) as again:
        assert ["完好的一份在" in sentence for sentence in again.startup_messages] == [True]
        with pytest.raises(StoreError, match="磁盘满了"):
            again.restore_packages()
    assert list((folder / PACKAGES).iterdir()) == []


def test_a_copy_that_comes_out_otherwise_is_no_copy(desk: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "copyfile", lambda _, target: target.write_bytes(b"half"))
    with pytest.raises(StoreError, match="没有复制成档案包"):
        desk.back_up(NOW)
    assert list((folder / BACKUPS / PACKAGES).iterdir()) == []


def test_no_trail_leads_out_of_the_folder_of_packages(folder: Path, desk: Store) -> None:
    (folder / "desk.txt").write_bytes(b"x")
    sha256 = hashlib.sha256(b"x").hexdigest()
    desk.record_act(2, "seal", {"version": 1, "file": "../desk.txt", "sha256": sha256})
    assert ["archive/desk.txt 不见了" in fault for fault in desk.package_faults(2)] == [True]


def test_a_second_place_that_may_not_be_looked_at_counts_as_away(
    tmp_path: Path, desk: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.put_settings({SECOND_FOLDER: str(tmp_path / "锁着")})

    def denied(_: Path) -> bool:
        raise PermissionError(13, "no")

    desk.back_up(NOW)
    monkeypatch.setattr(Path, "is_dir", denied)
    assert desk.package_faults() == ()
    assert second_backup_folder(desk.file_id, tmp_path / "锁着") is None


@pytest.mark.parametrize("is_new", [True, False], ids=["with a new backup", "with the last one"])
def test_stopped_among_the_packages_only_what_is_whole_is_there(folder: Path, desk: Store, *, is_new: bool) -> None:
    told: list[tuple[int, int]] = []

    def stop_at_the_packages(done: int, of: int) -> None:
        told.append((done, of))
        if (done, of) == (0, 1):
            raise StoppedError

    if not is_new:
        desk.back_up(NOW)
        for one in (folder / BACKUPS / PACKAGES).iterdir():
            one.unlink()
    backups = list_backups(folder / BACKUPS)
    with pytest.raises(StoppedError):
        desk.back_up(NOW + timedelta(days=1), progress=stop_at_the_packages)
    assert list_backups(folder / BACKUPS) == backups
    assert not any(path.is_file() for path in (folder / BACKUPS).rglob("*.zip"))
    assert told[-1] == (0, 1)
