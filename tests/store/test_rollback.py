"""Going back to a copy: what it would change, what is kept, and how a lost desk comes back from one."""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.backup.backup import make_backup, read_backup
from disclosure_desk.store.deleted_drafts import delete_draft
from disclosure_desk.store.errors import BusyError, StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.old_files import rename_to_old
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.recovery import rebuild
from disclosure_desk.store.recovery.restore import (
    KeptReports,
    ReportDifference,
    operators_in_remains,
    report_differences,
    restore_backup,
    trust_data_file,
    trust_journal,
)
from disclosure_desk.store.rollback import foreign_units, preview_rollback, roll_back
from disclosure_desk.store.sqlite_access import Database
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time


def drafts_in(path: Path):
    read = read_backup(path)
    read.db.close()
    return read.state.drafts


def test_the_preview_names_what_would_change(folder: Path, copied: Path) -> None:
    now, then = (KeptReports(drafts_in(path)) for path in (folder / DATA_FILE, copied))
    none = KeptReports({})
    (one,) = report_differences(now, then)
    assert {*one.changes} == {Change(CELL, 2, 1), Change(TEXT, "后来", "")}
    assert one.is_there
    assert one.was_there
    assert report_differences(now, now) == ()
    assert [(gone.is_there, gone.was_there) for gone in report_differences(now, none)] == [(True, False)]
    assert [(new.is_there, new.was_there) for new in report_differences(none, then)] == [(False, True)]


def test_a_draft_that_was_deleted_or_found_again_since_is_told_by_every_way_back(folder: Path, desk: Store) -> None:
    before = desk.back_up(NOW)
    delete_draft(desk, 1, "建错了")
    after = desk.back_up(NOW + timedelta(days=1))
    assert before is not None
    assert after is not None
    assert listings(desk.differences_from(before.path)) == [(False, True)]
    assert desk.differences_from(after.path) == ()
    desk.close()
    assert listings(preview_rollback(folder, before.path, replay=False)) == [(False, True)]
    assert listings(roll_back(folder, before.path, replay=False).changed) == [(False, True)]
    assert listings(roll_back(folder, after.path, replay=False).changed) == [(True, False)]


def listings(differences: Iterable[ReportDifference]) -> list[tuple[bool, bool]]:
    """Whether each is on the list and was; nothing else is different."""
    assert all(one.is_there and one.was_there and not one.changes for one in differences)
    return [(one.is_listed, one.was_listed) for one in differences]


def test_going_back_loses_nothing_when_later_changes_happen_again(folder: Path, copied: Path, forms: Forms) -> None:
    before = (folder / DATA_FILE).read_bytes()
    (folder / DATA_FILE).write_bytes(b"")
    (folder / DATA_FILE).unlink()
    assert restore_backup(folder, copied, replay=True) == 5
    with Store.open(folder) as store:
        assert store.startup_messages == ()
        assert store.load(1, forms).cells[CELL] == 2
    (folder / DATA_FILE).write_bytes(before)
    Store.open(folder).close()


def test_going_back_to_a_day_keeps_what_was_there_aside(folder: Path, copied: Path, forms: Forms) -> None:
    now, told = (folder / DATA_FILE).read_bytes(), (folder / JOURNAL).read_bytes()
    restore_backup(folder, copied, replay=False)
    with Store.open(folder) as store:
        assert store.load(1, forms).cells[CELL] == 1
    kept = {path.read_bytes() for path in folder.glob("*.old")}
    assert kept == {now, told}


def test_an_open_desk_tells_what_a_copy_would_change(desk: Store) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    assert desk.differences_from(made.path) == ()
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    assert [one.changes for one in desk.differences_from(made.path)] == [(Change(CELL, 2, 1),)]
    made.path.write_bytes(b"noise" * 999)
    with pytest.raises(StoreError, match=made.path.name):
        desk.differences_from(made.path)


@pytest.mark.parametrize("age", [timedelta(seconds=2), timedelta(days=40)])
def test_going_back_within_a_day_does_not_lose_the_copy_to_the_one_made_before(
    folder: Path, desk: Store, forms: Forms, age: timedelta
) -> None:
    made = desk.back_up(datetime.now() - age)  # noqa: DTZ005 - the desk's own time
    assert made is not None
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    desk.close()
    gone = roll_back(folder, made.path, replay=False)
    assert [one.changes for one in gone.changed] == [(Change(CELL, 2, 1),)]
    with Store.open(folder) as again:
        assert again.load(1, forms).value(CELL) == 1
        assert again.events()[-1].action == "restore"


def test_the_trail_says_who_went_back(folder: Path, copied: Path) -> None:
    roll_back(folder, copied, replay=True, actor=Actor("李某", "clerk"))
    with Store.open(folder) as store:
        event = store.events()[-1]
    assert (event.action, event.by, event.user) == ("restore", "李某", "clerk")


def test_going_back_to_another_way_is_refused_before_anything_moves(folder: Path, desk: Store) -> None:
    first = desk.back_up(NOW)
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    second = desk.back_up(NOW + timedelta(days=1))
    assert first is not None
    assert second is not None
    assert desk.differences_from(first.path, replay=True) == desk.differences_from(second.path, replay=True) == ()
    desk.close()
    roll_back(folder, first.path, replay=False)
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 3)], "edit")
        with pytest.raises(StoreError, match="之后的修改接不上"):
            store.differences_from(second.path, replay=True)
        assert store.differences_from(first.path, replay=True) == ()
    before = (folder / DATA_FILE).read_bytes()
    for later in range(3):
        with pytest.raises(StoreError, match="之后的修改接不上"):
            restore_backup(folder, second.path, replay=True)
        assert (folder / DATA_FILE).read_bytes() == before
        with Store.open(folder) as store:
            store.put_settings({"a": str(later)})
        before = (folder / DATA_FILE).read_bytes()


def test_going_back_swaps_the_data_file_last(folder: Path, copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine may stop at any moment: then the desk is as before, or as it will be."""
    before = (folder / DATA_FILE).read_bytes()

    def stopped(path: Path) -> None:
        rename_to_old(path)
        raise OSError(5, "no", "x")

    monkeypatch.setattr(rebuild, "rename_to_old", stopped)
    with pytest.raises(OSError, match="no"):
        restore_backup(folder, copied, replay=False)
    monkeypatch.undo()
    assert not (folder / JOURNAL).exists()
    assert (folder / DATA_FILE).read_bytes() == before
    with Store.open(folder) as store:
        assert [event.action for event in store.events()] == ["create", "edit", "backup", "edit", "edit"]


def test_an_empty_copy_can_be_gone_back_to(folder: Path, store: Store, blank_report: Report) -> None:
    made = make_backup(Database(store.connection_for_tests), folder / BACKUPS, NOW)
    store.create(blank_report)
    assert store.differences_from(made.path, replay=True) == ()
    store.close()
    assert restore_backup(folder, made.path, replay=True) == 1


def test_a_new_machine_gets_the_packages_with_the_copy(tmp_path: Path, folder: Path, desk: Store) -> None:
    (folder / PACKAGES).mkdir()
    (folder / PACKAGES / "a.zip").write_bytes(b"PK")
    desk.record_act(1, "seal", {"file": "a.zip", "sha256": hashlib.sha256(b"PK").hexdigest()})
    made = desk.back_up(NOW)
    assert made is not None
    Store.open(tmp_path / "新").close()
    roll_back(tmp_path / "新", made.path, replay=False)
    assert (tmp_path / "新" / PACKAGES / "a.zip").read_bytes() == b"PK"
    with Store.open(tmp_path / "新") as store:
        *_, restored, brought = store.events()
        assert (restored.action, restored.about["events"]) == ("restore", 3)
        assert (brought.action, brought.report, brought.about["file"]) == ("recover", 1, "a.zip")
        assert store.startup_messages == ()


@pytest.mark.parametrize(
    ("harm", "value"),
    [
        (lambda lines: lines.__setitem__(5, b"noise\n"), 2),
        (lambda lines: lines.__setitem__(2, b"noise\n"), 3),
        (lambda lines: lines.__delitem__(slice(2, None)), 1),
        (lambda lines: lines.__delitem__(slice(1, None)), 1),
    ],
    ids=["after the copy", "within the copy", "shorter than the copy", "the header alone"],
)
def test_of_store_and_journal_both_destroyed_all_that_holds_comes_back_and_from_when_it_is_lost_is_said(
    folder: Path, desk: Store, forms: Forms, harm: Callable[[list[bytes]], object], value: int
) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    desk.apply(1, [Change(CELL, 2, 3)], "edit")
    desk.close()
    (folder / DATA_FILE).write_bytes(b"noise" * 999)
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    harm(lines)
    (folder / JOURNAL).write_bytes(b"".join(lines))
    with Store.open(folder) as store:
        assert store.load(1, forms).cells[CELL] == value
        assert ("一条没少" in store.startup_messages[0]) == (value == 3)
        assert ("为止，这以后的修改不在里面，请核对、补填" in store.startup_messages[0]) == (value != 3)
    with Store.open(folder) as store:
        assert store.startup_messages == ()


def test_a_copy_of_another_desk_takes_nothing_from_this_journal(tmp_path: Path, copied: Path) -> None:
    other = tmp_path / "别处"
    with Store.open(other) as store:
        store.put_settings({"a": "1"})
    shutil.copy(copied, other)
    with pytest.raises(StoreError, match="之后的修改接不上"):
        restore_backup(other, copied, replay=True)
    restore_backup(other, copied, replay=False)
    with Store.open(other) as store:
        assert store.settings() == {}


@pytest.mark.parametrize("content", [b"", b"noise" * 999])
def test_a_copy_that_is_none_is_refused_and_nothing_moves(folder: Path, copied: Path, content: bytes) -> None:
    before = (folder / DATA_FILE).read_bytes()
    copied.write_bytes(content)
    with pytest.raises((StoreError, sqlite3.Error)):
        restore_backup(folder, copied, replay=False)
    assert (folder / DATA_FILE).read_bytes() == before
    assert list(folder.glob("*.old")) == []


def test_a_changed_copy_is_refused(copied: Path, folder: Path) -> None:
    with closing(sqlite3.connect(copied)) as db, db:
        db.execute("UPDATE figures SET figure = '7' WHERE figure = '1'")
    with pytest.raises(StoreError, match="和修改记录里的不一样"):
        restore_backup(folder, copied, replay=False)


def test_a_store_that_is_gone_with_its_journal_comes_back_from_the_newest_copy_that_holds(
    folder: Path, copied: Path, forms: Forms
) -> None:
    (folder / DATA_FILE).unlink()
    (folder / JOURNAL).unlink()
    (copied.parent / "desk-20260121-080000.sqlite3").write_bytes(b"broken" * 999)
    with Store.open(folder) as store:
        assert "2026-01-20 17:30 的备份恢复，到 20" in store.startup_messages[0]
        assert store.load(1, forms).cells[CELL] == 1
        assert store.events()[-1].about == {"from": copied.name, "lost": ""}


@pytest.mark.usefixtures("copied")
def test_a_broken_journal_does_not_keep_a_copy_from_coming_back(folder: Path, forms: Forms) -> None:
    (folder / DATA_FILE).unlink()
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    (folder / JOURNAL).write_bytes(b"".join([lines[0], lines[1].replace(b"2025", b"2024"), *lines[2:]]))
    with Store.open(folder) as store:
        assert "备份和第二份记录恢复，一条没少" in store.startup_messages[0]
        assert store.load(1, forms).cells[CELL] == 2


@pytest.fixture
def parted(folder: Path, copied: Path) -> Iterator[Path]:
    """A closed desk whose data file is older than its journal."""
    (folder / DATA_FILE).write_bytes(copied.read_bytes())
    with pytest.raises(StoreError, match="比数据文件多"):
        Store.open(folder)
    yield folder
    Store.open(folder).close()


@pytest.mark.usefixtures("copied")
@pytest.mark.parametrize("trust", [trust_journal, trust_data_file])
def test_who_trusts_a_record_is_recorded_and_one_of_the_office(folder: Path, trust) -> None:
    assert operators_in_remains(folder) == Operators()
    with Store.open(folder) as store:
        store.put_settings({"operators": "李某"})
        named = store.back_up(datetime(2026, 1, 21))  # noqa: DTZ001 - the computer's own time
        store.put_settings({"operators": "李某\n王某"})
    assert operators_in_remains(folder).names == ("李某", "王某")
    trust(folder, Actor("李某", "clerk"))
    with Store.open(folder) as store:
        last = store.events()[-1]
        assert (last.action, last.by, last.user) == ("recover", "李某", "clerk")
    (folder / DATA_FILE).write_bytes(b"noise")
    assert named.path.exists()
    assert operators_in_remains(folder).names == ("李某",)


def test_people_may_trust_the_journal(parted: Path, forms: Forms) -> None:
    trust_journal(parted)
    with Store.open(parted) as store:
        assert store.load(1, forms).cells[CELL] == 2
    assert len(list(parted.glob("*.old"))) == 1


def test_people_may_trust_the_store(parted: Path, forms: Forms) -> None:
    trust_data_file(parted)
    with Store.open(parted) as store:
        assert store.load(1, forms).cells[CELL] == 1
    assert len(list(parted.glob("*.old"))) == 1


@pytest.mark.parametrize(
    ("spoiling", "before"), [("SET figure = '9'", 9), ("SET figure = 'neun'", None), ("SET report = 7", None)]
)
def test_what_a_copy_would_change_of_a_file_that_does_not_hold_is_told_as_far_as_it_can_be_read(
    folder: Path, copied: Path, spoiling: str, before: int | None
) -> None:
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        db.execute(f"UPDATE figures {spoiling} WHERE place = ?", [CELL])
    for replay, after in ((True, 2), (False, 1)):
        (one,) = preview_rollback(folder, copied, replay=replay)
        assert one.is_there == (before is not None)
        if before is not None:
            assert one.changes[0] == Change(CELL, before, after)


@pytest.mark.parametrize("kind", ["nothing", "a folder", "no database"])
def test_a_copy_that_cannot_be_read_would_change_nothing_and_says_so(folder: Path, copied: Path, kind: str) -> None:
    copied.unlink()
    if kind == "a folder":
        copied.mkdir()
    if kind == "no database":
        copied.write_bytes(b"x" * 5000)
    with pytest.raises(StoreError, match=copied.name):
        preview_rollback(folder, copied, replay=False)


def test_a_second_record_that_cannot_be_read_is_named_before_it_is_gone_by(folder: Path, copied: Path) -> None:
    (folder / JOURNAL).unlink()
    (folder / JOURNAL).mkdir()
    with pytest.raises(StoreError, match="读不了"):
        preview_rollback(folder, copied, replay=True)


def test_changes_that_do_not_follow_on_a_copy_are_named_before_it_is_gone_back_to(folder: Path, copied: Path) -> None:
    journal = folder / JOURNAL
    journal.write_bytes(journal.read_bytes().replace("后来".encode(), "先前".encode()))
    with pytest.raises(StoreError, match="之后的修改接不上"):
        preview_rollback(folder, copied, replay=True)


def test_another_offices_copy_is_named_as_such_before_it_is_taken(
    tmp_path: Path, copied: Path, folder: Path, blank_report: Report
) -> None:
    with Store.open(tmp_path / "别处") as other:
        other.create(blank_report)
        other.apply(1, [Change("unit", blank_report.unit, "石塔镇")], "rename")
        made = other.back_up(NOW)
    assert made is not None
    before = (folder / DATA_FILE).read_bytes()
    assert foreign_units(folder, made.path) == "石塔镇"
    assert foreign_units(folder, copied) == ""
    with pytest.raises(StoreError, match=r"不是这份数据的，是别处的，里面是：石塔镇。.*--foreign"):
        roll_back(folder, made.path, replay=False)
    assert (folder / DATA_FILE).read_bytes() == before
    (folder / DATA_FILE).write_bytes(b"x" * 999)  # the second record knows whose it is
    assert foreign_units(folder, made.path) == "石塔镇"
    roll_back(folder, made.path, replay=False, accept_foreign=True)
    with Store.open(folder) as store:
        assert [one.unit for one in store.reports()] == ["石塔镇"]


def test_a_copy_without_reports_is_foreign_too_and_an_empty_desk_takes_any(
    tmp_path: Path, copied: Path, folder: Path
) -> None:
    with Store.open(tmp_path / "空") as other:
        other.put_settings({"a": "1"})
        made = other.back_up(NOW)
    assert made is not None
    assert foreign_units(folder, made.path) == "没有报告"
    assert foreign_units(tmp_path / "空", copied) == ""
    assert foreign_units(tmp_path / "没有", copied) == ""


def cut_two_lines(path: Path) -> None:
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-2]))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (cut_two_lines, "少了最后 2 条，已按数据文件补上"),
        (lambda path: path.write_bytes(b"x" * 99), "已经损坏（原样留作 "),
    ],
)
def test_a_journal_that_lacks_more_than_the_going_back_is_told(
    folder: Path, copied: Path, harm: Callable[[Path], None], words: str
) -> None:
    roll_back(folder, copied, replay=False)
    harm(folder / JOURNAL)
    with Store.open(folder) as store:
        assert words in store.startup_messages[0]


def test_nothing_is_gone_back_to_while_the_desk_is_open(folder: Path, desk: Store) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    with pytest.raises(BusyError):
        roll_back(folder, made.path, replay=False)
