"""Backups whose history the open data file does not have: never removed, and told wherever they lie."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from meddling import sql

from disclosure_desk.archive import verification
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.backup.targets import SECOND_FOLDER
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 9, 30)  # noqa: DTZ001 - the desk's own time
LATER = NOW + timedelta(hours=2)
OLDER = "数据可能被换成了旧的一份"


def put_back(folder: Path, image: Path) -> None:
    """The data file and the second record as they were when the folder's image was taken."""
    for name in (DATA_FILE, JOURNAL):
        shutil.copyfile(image / name, folder / name)


def imaged(folder: Path, place: Path) -> Path:
    return Path(shutil.copytree(folder, place, ignore=shutil.ignore_patterns("desk.lock", "desk.holder")))


def told(folder: Path) -> str:
    """What opening says."""
    with Store.open(folder) as store:
        return "\n".join(store.startup_messages)


def faults(folder: Path) -> str:
    return "\n".join(verification.verify(folder).faults)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A second place for backups."""
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


@pytest.fixture
def worked(folder: Path, desk: Store, stick: Path, tmp_path: Path) -> Path:
    """A desk put back to its image, after a day's work that only a backup has, here and on the stick."""
    desk.put_settings({SECOND_FOLDER: str(stick)})
    desk.back_up(NOW, stick)
    desk.close()
    image = imaged(folder, tmp_path / "image")
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 4321)], "edit")
        store.back_up(LATER, stick)
    put_back(folder, image)
    return folder


def values(folder: Path, cell: str = CELL) -> set[object]:
    """What the backups of a folder have in a cell."""
    from disclosure_desk.store.backup.backup import read_backup  # noqa: PLC0415 - one of two that need it

    found = set()
    for backup in list_backups(folder):
        read = read_backup(backup.path)
        read.db.close()
        found |= {draft.cells[cell] for draft in read.state.drafts.values()}
    return found


@pytest.mark.parametrize("days", [0, 1, 40, 800])
def test_the_only_copy_of_a_days_work_is_not_removed_after_the_folder_was_put_back(
    worked: Path, stick: Path, days: int
) -> None:
    there = next(stick.iterdir())
    with Store.open(worked) as store:
        for number in range(3):
            before = store.load(1, lambda _: _form()).cells[CELL]
            store.apply(1, [Change(CELL, before, 100 + number)], "edit")
            store.back_up(LATER + timedelta(days=days, hours=number + 1), stick)
    assert "4321" in values(worked / BACKUPS)
    assert "4321" in values(there)


def _form():
    from disclosure_desk.core.form_file import load_form  # noqa: PLC0415 - the report is loaded in one test

    return load_form("2021")


def test_a_copy_that_knows_more_than_the_desk_is_told_at_every_opening_and_by_verify(worked: Path) -> None:
    for _ in range(2):
        assert OLDER in told(worked)
        assert OLDER in faults(worked)
    with Store.open(worked) as store:
        store.apply(1, [Change(CELL, 1, 2), Change(CELL, 2, 3), Change(CELL, 3, 4)], "edit")
        store.back_up(LATER + timedelta(days=1))
    assert "和数据里的不一样" in told(worked)
    assert "和数据里的不一样" in faults(worked)


def test_the_second_place_is_asked_too(worked: Path, stick: Path) -> None:
    shutil.rmtree(worked / BACKUPS)
    assert OLDER in told(worked)
    assert OLDER in faults(worked)
    assert str(stick) in faults(worked)


def test_a_copy_with_a_date_to_come_hides_nothing_and_is_named(worked: Path) -> None:
    shutil.copyfile(worked / DATA_FILE, worked / BACKUPS / "desk-29990101-000000.sqlite3")
    assert OLDER in told(worked)
    for said in (told(worked), faults(worked)):
        assert "desk-29990101-000000.sqlite3" in said
        assert "还没有到" in said


def test_another_offices_copy_does_not_hide_ours_and_is_named(
    worked: Path, tmp_path: Path, blank_report: Report
) -> None:
    with Store.open(tmp_path / "别处") as other:
        other.create(blank_report)
        made = other.back_up(NOW.replace(year=2027))
    assert made is not None
    shutil.copyfile(made.path, worked / BACKUPS / made.path.name)
    for said in (told(worked), faults(worked)):
        assert OLDER in said
        assert "不是这份数据的" in said
    with Store.open(worked) as store:
        store.apply(1, [Change(CELL, 1, 2)], "edit")
        store.back_up(NOW.replace(year=2027, hour=17))
    assert (worked / BACKUPS / made.path.name).exists()


def test_a_damaged_copy_is_not_removed_and_keeps_no_other_from_its_turn(folder: Path, desk: Store) -> None:
    made = desk.back_up(NOW)
    assert made is not None
    made.path.write_bytes(b"x" * 5000)
    for hour in range(1, 4):
        desk.apply(1, [Change(CELL, hour, hour + 1)], "edit")
        desk.back_up(NOW + timedelta(hours=hour))
    left = [backup.path for backup in list_backups(folder / BACKUPS)]
    assert made.path in left
    assert len(left) == 2


def test_a_copy_is_removed_only_once_the_trail_names_a_newer_one(folder: Path, desk: Store) -> None:
    first = desk.back_up(NOW)
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    record = desk.record_act

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    desk.record_act = stopped  # type: ignore[method-assign] # the computer stops between the two
    with pytest.raises(KeyboardInterrupt):
        desk.back_up(LATER)
    desk.record_act = record  # type: ignore[method-assign] # as it was
    assert first is not None
    assert first.path.exists()
    desk.close()
    assert told(folder) == faults(folder) == ""


def test_a_copy_that_took_the_place_of_the_named_one_is_as_good(folder: Path, desk: Store) -> None:
    """Between removing the day's older backup and recording the newer one an earlier version could be stopped."""
    first = desk.back_up(NOW)
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    record = desk.record_act
    desk.record_act = lambda *_: None  # type: ignore[method-assign] # stopped before it is recorded
    desk.back_up(LATER)
    desk.record_act = record  # type: ignore[method-assign] # as it was
    desk.close()
    assert first is not None
    first.path.unlink(missing_ok=True)
    assert told(folder) == faults(folder) == ""


@pytest.mark.parametrize("replay", [True, False])
@pytest.mark.parametrize("which", [0, 1])
def test_two_copies_a_day_and_going_back_to_either_is_no_fault(
    folder: Path,
    desk: Store,
    which: int,
    replay: bool,  # noqa: FBT001 - one of two ways
) -> None:
    made = []
    for hour in (0, 2):
        desk.apply(1, [Change(CELL, desk.load(1, lambda _: _form()).cells[CELL], 50 + hour)], "edit")
        backup = desk.back_up(NOW + timedelta(hours=hour))
        assert backup is not None
        made.append((backup.path, backup.path.read_bytes()))
    desk.close()
    path, content = made[which]
    path.write_bytes(content)
    roll_back(folder, path, replay=replay)
    assert told(folder) == faults(folder) == ""
    with Store.open(folder) as store:
        store.apply(1, [Change(TEXT, "", "后来")], "edit")
        store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
    assert told(folder) == faults(folder) == ""


def test_what_was_given_up_is_no_fault_but_what_is_put_back_behind_the_desk_afterwards_is(
    folder: Path, desk: Store, tmp_path: Path
) -> None:
    first = desk.back_up(NOW)
    desk.apply(1, [Change(CELL, 1, 2)], "edit")
    desk.back_up(NOW + timedelta(days=1))
    desk.close()
    assert first is not None
    roll_back(folder, first.path, replay=False)
    assert told(folder) == faults(folder) == ""
    image = imaged(folder, tmp_path / "image")
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 9)], "edit")
        store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
    put_back(folder, image)
    assert OLDER in told(folder)


def test_what_came_after_going_back_in_a_folder_that_did_not_open_is_not_given_up(
    folder: Path, desk: Store, tmp_path: Path
) -> None:
    """The event cannot say there what was given up, as those of earlier versions do not."""
    first = desk.back_up(NOW)
    desk.close()
    assert first is not None
    sql(folder / DATA_FILE, "UPDATE figures SET figure = '5'")
    roll_back(folder, first.path, replay=False)
    assert told(folder) == faults(folder) == ""
    image = imaged(folder, tmp_path / "image")
    with Store.open(folder) as store:
        assert "left" not in store.events()[-1].about
        store.apply(1, [Change(CELL, 1, 9)], "edit")
        store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
    put_back(folder, image)
    assert OLDER in told(folder)


def test_going_back_gives_up_only_what_the_desk_then_had(folder: Path, desk: Store, tmp_path: Path) -> None:
    """A copy of work that the desk had lost before is told after going back as well."""
    first = desk.back_up(NOW)
    desk.close()
    image = imaged(folder, tmp_path / "image")
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 4321)], "edit")
        store.back_up(NOW + timedelta(days=1))
    put_back(folder, image)
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 5)], "edit")
    assert first is not None
    roll_back(folder, first.path, replay=False)
    assert OLDER in told(folder)


def test_a_copy_asked_for_stays_beside_the_others_of_its_day(folder: Path, desk: Store) -> None:
    def make(hour: int, *, asked: bool) -> None:
        desk.apply(1, [Change(CELL, desk.load(1, lambda _: _form()).cells[CELL], hour)], "edit")
        desk.back_up(NOW + timedelta(hours=hour), is_asked=asked)

    make(1, asked=False)
    make(2, asked=True)
    assert len(list_backups(folder / BACKUPS)) == 2
    make(3, asked=True)
    make(4, asked=False)
    make(5, asked=False)
    assert values(folder / BACKUPS) == {"2", "3", "5"}
    for day in range(1, 14):
        desk.apply(1, [Change(TEXT, "字" * (day - 1), "字" * day)], "edit")
        desk.back_up(NOW + timedelta(days=day))
    assert not {"2", "3"} & values(folder / BACKUPS)
