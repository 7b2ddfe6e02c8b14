"""Files that are swapped, deleted or overwritten while the desk is open: nothing is called saved that is not there."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change
from disclosure_desk.store.backup.backup import list_backups, read_backup
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, JOURNAL
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL, TEXT = "requests.received.business", "problems"
Harm = Callable[[Path, Path], object]


def swap(path: Path, other: Path) -> None:
    """Another file takes its place, as a program that puts back a folder does it."""
    shutil.copyfile(other, path.with_name("new"))
    path.with_name("new").replace(path)


def overwrite(path: Path, other: Path) -> None:
    """Its content is overwritten in its place, as `cp` does it."""
    path.write_bytes(other.read_bytes())


def take_away(path: Path, _other: Path) -> None:
    path.rename(path.with_name("taken"))


HARMS = pytest.mark.parametrize(
    "harm", [swap, overwrite, take_away, lambda path, _: path.unlink()], ids=["swap", "overwrite", "rename", "delete"]
)


@pytest.fixture
def image(desk: Store, tmp_path: Path) -> Path:
    """The data file as it was a change ago."""
    shutil.copyfile(desk.path, tmp_path / "image")
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    return tmp_path / "image"


def in_backups(folder: Path) -> set[str | None]:
    found = set()
    for backup in list_backups(folder / BACKUPS):
        read = read_backup(backup.path)
        read.db.close()
        found.add(read.state.drafts[1].cells[CELL])
    return found


@HARMS
@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.apply(1, [Change(CELL, 2, 3)], "edit"),
        lambda store: store.put_settings({"a": "1"}),
        lambda store: store.record_act(1, "print", {"pages": 6}),
    ],
    ids=["apply", "setting", "act"],
)
def test_a_step_is_refused_where_the_file_is_another(
    folder: Path, desk: Store, image: Path, harm: Harm, write: Callable[[Store], object]
) -> None:
    harm(desk.path, image)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"已经不是打开时的那一个.*刚才这一步没有保存.*另存为备份"):
            write(desk)
    assert in_backups(folder) == {"2"}
    assert len(list_backups(folder / BACKUPS)) == 1


@HARMS
def test_what_was_saved_before_comes_back_after_it_was_swapped(
    folder: Path, desk: Store, image: Path, harm: Harm, forms: Forms
) -> None:
    harm(desk.path, image)
    with pytest.raises(StoreError):
        desk.apply(1, [Change(CELL, 2, 3)], "edit")
    desk.close()
    (folder / JOURNAL).unlink()
    with Store.open(folder) as again:
        stands = again.load(1, forms).cells[CELL]
        said = " ".join(again.startup_messages)
    assert stands == 2 or "数据可能被换成了旧的一份" in said


@pytest.fixture
def swap_at_write(
    desk: Store, image: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., AbstractContextManager[None]]:
    """While it lasts the file is swapped just before a step is written, which may then be refused with an error."""

    @contextmanager
    def swapped(refusal: Exception | None = None) -> Iterator[None]:
        execute = desk._db.execute

        def swapping(statement: str, *values: object) -> object:
            if statement.startswith("UPDATE reports SET last"):
                swap(desk.path, image)
                if refusal:
                    raise refusal
            return execute(statement, *values)

        with monkeypatch.context() as patch:
            patch.setattr(desk._db, "execute", swapping)
            yield

    return swapped


def test_a_file_swapped_between_the_look_and_the_write_is_noticed_after_it(
    folder: Path, desk: Store, swap_at_write
) -> None:
    with swap_at_write(), pytest.raises(StoreError, match=r"已经不是打开时的那一个.*连同刚才这一步.*另存为备份"):
        desk.apply(1, [Change(CELL, 2, 3)], "edit")
    assert in_backups(folder) == {"3"}


def test_a_file_swapped_while_a_step_is_refused_is_noticed_at_the_next(
    folder: Path, desk: Store, swap_at_write
) -> None:
    """The mark that is taken after the refused step is that of the file that is there now: only its end is another."""
    with swap_at_write(ValueError("refused")), pytest.raises(StoreError):
        desk.apply(1, [Change(CELL, 2, 3)], "edit")
    with pytest.raises(StoreError, match=r"已经不是打开时的那一个.*另存为备份"):
        desk.apply(1, [Change(CELL, 2, 4)], "edit")
    assert in_backups(folder) == {"4"}


def test_a_folder_that_was_moved_gets_no_other_in_its_place(folder: Path, desk: Store) -> None:
    folder.rename(folder.with_name("搬走"))
    with pytest.raises(StoreError, match=r"已经不是打开时的那一个.*刚才这一步没有保存"):
        desk.apply(1, [Change(CELL, 1, 2)], "edit")
    assert not folder.exists()
    folder.with_name("搬走").rename(folder)


def test_a_file_that_was_only_touched_is_worked_on(desk: Store, forms: Forms) -> None:
    os.utime(desk.path, (0, 0))
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    assert desk.load(1, forms).cells[CELL] == 2


def test_a_write_that_failed_is_no_swap(desk: Store, forms: Forms) -> None:
    desk.connection_for_tests.execute("PRAGMA cache_size = 1")
    desk.connection_for_tests.execute(
        "CREATE TEMP TRIGGER no BEFORE UPDATE ON main.reports BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(StoreError, match="SQLITE_CONSTRAINT_TRIGGER"):
        desk.apply(1, [Change(TEXT, "", "长" * 10**5)], "edit")
    desk.connection_for_tests.execute("DROP TRIGGER no")
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    assert desk.load(1, forms).cells[CELL] == 2


def test_no_copy_is_made_of_a_file_that_was_swapped_as_if_nothing_had_happened(desk: Store, image: Path) -> None:
    swap(desk.path, image)
    with pytest.raises(StoreError, match="已经不是打开时的那一个"):
        desk.back_up(datetime(2026, 1, 20))  # noqa: DTZ001 - the desk's own time


@HARMS
def test_a_second_record_that_is_another_is_written_anew_and_told(
    folder: Path, desk: Store, tmp_path: Path, harm: Harm
) -> None:
    shutil.copyfile(folder / JOURNAL, tmp_path / "journal")
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    harm(folder / JOURNAL, tmp_path / "journal")
    desk.apply(1, [Change(CELL, 2, 3)], "edit")
    assert "重新写好" in desk.journal.note
    assert desk.journal.warning == ""
    assert (folder / JOURNAL).read_bytes() == desk.audit_trail()
    desk.close()
    with Store.open(folder) as again:
        assert again.startup_messages == ()


def test_a_second_record_swapped_before_the_first_write_is_noticed(folder: Path, desk: Store, tmp_path: Path) -> None:
    desk.close()
    with Store.open(folder) as again:
        content = (folder / JOURNAL).read_bytes()
        (tmp_path / "other").write_bytes(content[:-9] + b"x" * 9)
        swap(folder / JOURNAL, tmp_path / "other")
        again.apply(1, [Change(CELL, 1, 2)], "edit")
        assert (folder / JOURNAL).read_bytes() == again.audit_trail()
        assert "重新写好" in again.journal.note
    assert len(list(folder.glob(f"{JOURNAL}.*.old"))) == 1


def test_a_second_record_that_was_only_touched_is_gone_on_with(folder: Path, desk: Store) -> None:
    os.utime(folder / JOURNAL, (0, 0))
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    assert desk.journal.note == ""
    assert (folder / JOURNAL).read_bytes() == desk.audit_trail()
    assert list(folder.glob("*.old")) == []
