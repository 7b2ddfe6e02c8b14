"""Going back to a backup, or trusting one of two records, where the disk errs or whoever waits for it stops it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.store.backup.backup import read_backup
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE
from disclosure_desk.store.recovery import rebuild
from disclosure_desk.store.recovery.restore import restore_backup, trust_data_file, trust_journal
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL = "requests.received.business"


def failing_sync(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let so many syncs of folders in the rebuilding pass; the next fails."""
    left, sync = [number], rebuild.sync_folder

    def fail(folder: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(28, "no", str(folder))
        sync(folder)

    monkeypatch.setattr(rebuild, "sync_folder", fail)


def test_a_disk_that_errs_after_the_swap_is_not_called_not_restored(
    folder: Path, copied: Path, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_sync(monkeypatch, 0)
    with pytest.raises(StoreError, match=r"数据已经换成备份 .*没有做完：磁盘满了") as caught:
        roll_back(folder, copied, replay=False)
    assert "没有恢复成" not in str(caught.value)
    monkeypatch.undo()
    with Store.open(folder) as store:
        assert store.startup_messages == ()
        assert store.load(1, forms).cells[CELL] == 1
        assert store.events()[-1].action == "restore"


def test_a_disk_that_errs_before_the_swap_leaves_what_was_there(
    folder: Path, copied: Path, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(122, "no", "x")

    monkeypatch.setattr(shutil, "copy2", full)
    with pytest.raises(StoreError, match="没有恢复成：x 磁盘满了。原来的数据还在"):
        roll_back(folder, copied, replay=False)
    monkeypatch.undo()
    with Store.open(folder) as store:
        assert store.load(1, forms).cells[CELL] == 2


def test_an_opening_that_fails_after_the_swap_says_that_it_is_swapped(
    folder: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, count = Store.open, []

    def fail(place: Path) -> Store:
        count.append(place)
        if len(count) > 1:
            raise StoreError("打不开数据。请再试一次。")
        return opened(place)

    monkeypatch.setattr(Store, "open", fail)
    with pytest.raises(StoreError, match=r"数据已经换成备份 .*没有做完：打不开数据"):
        roll_back(folder, copied, replay=False)


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("trust", [trust_journal, trust_data_file])
def test_a_disk_that_errs_while_a_record_is_trusted_is_told_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, trust: Callable[[Path], object]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no", "x")

    monkeypatch.setattr(shutil, "copy2", full)
    monkeypatch.setattr("disclosure_desk.store.recovery.restore.rename_to_old", full)
    with pytest.raises(StoreError, match="没有做完：x 磁盘满了"):
        trust(folder)


def drafts_of(folder: Path):
    read = read_backup(folder / DATA_FILE)
    read.db.close()
    return read.state.drafts


@pytest.mark.parametrize(("at", "backups"), [(1, 1), (2, 2)], ids=["as the present is saved", "as it is put back"])
def test_stopped_nothing_has_gone_back(folder: Path, copied: Path, at: int, backups: int) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if len(told) == at:
            raise StoppedError

    names, state = {path.name for path in folder.iterdir()}, drafts_of(folder)
    with pytest.raises(StoppedError):
        roll_back(folder, copied, replay=False, progress=stop)
    assert {path.name for path in folder.iterdir()} == names
    assert drafts_of(folder) == state
    assert len([*(folder / BACKUPS).iterdir()]) == backups
    with Store.open(folder) as store:
        assert not [event for event in store.events() if event.action == "restore"]
    assert roll_back(folder, copied, replay=False).events


def test_stopped_where_there_was_no_data_file_there_is_none(tmp_path: Path, copied: Path) -> None:
    def stop(_done: int, _of: int) -> None:
        raise StoppedError

    (tmp_path / "新").mkdir()
    with pytest.raises(StoppedError):
        restore_backup(tmp_path / "新", copied, replay=False, progress=stop)
    assert not (tmp_path / "新" / DATA_FILE).exists()
    assert not [*(tmp_path / "新").glob("*.rebuilding*")]
