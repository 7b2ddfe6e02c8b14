"""The second record: what it holds, and how each of the two brings the other back."""

import getpass
import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store import journal
from disclosure_desk.store.database import audit_trail
from disclosure_desk.store.errors import JournalMismatchError, StoreError
from disclosure_desk.store.event_meta import Actor, EventMeta, new_event_meta, system_user
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, LOCK
from disclosure_desk.store.recovery import rebuild
from disclosure_desk.store.recovery.inspect import inspect_folder
from disclosure_desk.store.sqlite_access import Database
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL, TEXT = "requests.received.business", "problems"


def work(folder: Path, report: Report, more: int = 0) -> None:
    """A report with five changes and a setting, and so many changes more."""
    with Store.open(folder) as store:
        store.actor = Actor("李某", "clerk")
        report_id = store.create(report)
        store.apply(report_id, [Change(CELL, None, 1), Change(TEXT, "", "一\n二")], "edit")
        store.apply(report_id, [Change(TEXT, "一\n二", "三")], "edit", why="领导意见")
        store.put_settings({"page.tint": "no"})
        store.record_act(report_id, "print", {"pages": 6})
        for number in range(1, more + 1):
            store.apply(report_id, [Change(CELL, number, number + 1)], "edit")


def dump(folder: Path) -> list[str]:
    """All that the data file holds, as SQL."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        return sorted(db.iterdump())


def test_each_event_is_a_line_with_who_when_and_why(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    head, *lines = [json.loads(line) for line in (folder / JOURNAL).read_bytes().splitlines()]
    assert head.keys() == {"desk", "journal"}
    assert [line["event"]["action"] for line in lines] == ["create", "edit", "edit", "edit", "setting", "print"]
    assert [line["event"]["why"] for line in lines] == ["", "", "", "领导意见", "", ""]
    assert {(line["event"]["by"], line["event"]["user"]) for line in lines} == {("李某", "clerk")}
    clocks = [line["event"]["clock"] for line in lines]
    assert clocks == sorted(clocks)
    assert clocks[0] > 0


def test_the_events_tell_the_same(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    with Store.open(folder) as store:
        every = store.events()
        assert store.events(1) == tuple(event for event in every if event.report == 1)
    assert [event.action for event in every] == ["create", "edit", "edit", "edit", "setting", "print"]
    assert every[3].why == "领导意见"
    assert every[4].change == Change("page.tint", None, "no")
    assert every[4].report is None
    assert every[5].about == {"pages": 6}
    assert every[5].change is every[5].start is None


def test_settings_that_stay_as_they_are_are_no_event(folder: Path) -> None:
    with Store.open(folder) as store:
        store.put_settings({"a": "1"})
        store.put_settings({"a": "1", "b": "2"})
        assert [event.change for event in store.events()] == [Change("a", None, "1"), Change("b", None, "2")]


@pytest.mark.parametrize("action", ["edit", "burn"])
def test_only_acts_are_noted(folder: Path, action: str) -> None:
    with Store.open(folder) as store, pytest.raises(ValueError, match=action):
        store.record_act(None, action, {})


def write_no_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE texts SET text = CAST(x'ff' AS TEXT)")


@pytest.mark.parametrize(
    "destroy",
    [
        Path.unlink,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(os.urandom(9000)),
        lambda path: path.write_bytes(path.read_bytes()[:-5000]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xa5" * 40960 + path.read_bytes()[45056:]),
        write_no_text,
    ],
    ids=["gone", "empty", "noise", "cut", "pages lost", "no text"],
)
def test_a_destroyed_store_comes_back_from_the_journal_and_says_so(
    folder: Path, blank_report: Report, forms: Forms, destroy: Callable[[Path], object]
) -> None:
    work(folder, blank_report)
    before = dump(folder)
    destroy(folder / DATA_FILE)

    with Store.open(folder) as store:
        assert "按第二份记录" in store.startup_messages[0]
        assert "共 6 条" in store.startup_messages[0]
        assert store.load(1, forms).texts[TEXT] == "三"
        assert store.settings() == {"page.tint": "no"}
        assert [event.action for event in store.events()][6:] == ["recover"]

    after = [line for line in dump(folder) if '"recover"' not in line and '"desk"' not in line]
    assert after == [line for line in before if '"desk"' not in line]
    with Store.open(folder) as store:
        assert store.startup_messages == ()


def test_what_is_left_of_a_destroyed_store_is_kept(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    (folder / DATA_FILE).write_bytes(b"noise" * 2000)
    Store.open(folder).close()
    (aside,) = folder.glob(f"{DATA_FILE}.*.old")
    assert aside.read_bytes() == b"noise" * 2000


def test_a_lost_journal_is_written_anew_and_says_so(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    content = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).unlink()
    with Store.open(folder) as store:
        assert "第二份记录" in store.startup_messages[0]
    assert (folder / JOURNAL).read_bytes() == content


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_journal_that_lacks_its_end_is_completed(folder: Path, blank_report: Report, cut: int) -> None:
    work(folder, blank_report)
    content = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(content[:-cut])
    with Store.open(folder) as store:
        assert "少了最后" in store.startup_messages[0]
    assert (folder / JOURNAL).read_bytes() == content


def test_an_older_store_beside_a_newer_journal_is_named_and_left(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    older = (folder / DATA_FILE).read_bytes()
    with Store.open(folder) as store:
        store.apply(1, [Change(CELL, 1, 2)], "edit")
    (folder / DATA_FILE).write_bytes(older)
    for _ in range(2):
        with pytest.raises(JournalMismatchError, match=r"从第 7 条起：数据文件可能被换成了旧的一份.*没有改动"):
            Store.open(folder)
    assert (folder / DATA_FILE).read_bytes() == older


def test_the_store_of_another_office_is_named(tmp_path: Path, blank_report: Report) -> None:
    one, other = tmp_path / "一", tmp_path / "二"
    work(one, blank_report)
    work(other, blank_report)
    (one / DATA_FILE).write_bytes((other / DATA_FILE).read_bytes())
    with pytest.raises(JournalMismatchError, match="换成了别处的一份"):
        Store.open(one)


@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_changed_line_of_the_journal_is_named(folder: Path, blank_report: Report, number: int) -> None:
    work(folder, blank_report)
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    lines[number] = lines[number].replace(b'"report":', b'"report": ')
    lines[number] = lines[number].replace(b"clerk", b"chief")
    (folder / JOURNAL).write_bytes(b"".join(lines))
    with pytest.raises(JournalMismatchError, match=f"从第 {number} 条起和数据文件不一样"):
        Store.open(folder)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda lines: lines.pop(1), "第 1 条"),
        (lambda lines: lines.__setitem__(0, b"{}\n"), "开头"),
    ],
)
def test_a_journal_that_does_not_hold_brings_nothing_back(
    folder: Path, blank_report: Report, change: Callable[[list[bytes]], object], named: str
) -> None:
    work(folder, blank_report)
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    change(lines)
    (folder / JOURNAL).write_bytes(b"".join(lines))
    (folder / DATA_FILE).unlink()
    with pytest.raises(StoreError, match=f"{named}.*对不上，不能用它恢复"):
        Store.open(folder)
    assert {path.name for path in folder.iterdir()} == {JOURNAL, LOCK}


@pytest.mark.parametrize(
    ("change", "last"),
    [
        (lambda lines: lines.pop(2), 1),
        (lambda lines: lines.insert(2, lines[1]), 1),
        (lambda lines: lines.__setitem__(3, lines[3].replace(b"edit", b"burn")), 2),
        (lambda lines: lines.__setitem__(4, b"no event\n"), 3),
    ],
)
def test_of_a_journal_that_is_all_there_is_what_holds_comes_back_and_it_is_said_what_does_not(
    folder: Path, blank_report: Report, change: Callable[[list[bytes]], object], last: int
) -> None:
    work(folder, blank_report)
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    change(lines)
    (folder / JOURNAL).write_bytes(b"".join(lines))
    (folder / DATA_FILE).unlink()
    with Store.open(folder) as store:
        assert "里还完好的部分恢复，到 20" in store.startup_messages[0]
        assert f"这以后的修改不在里面，请核对、补填，共 {last} 条" in store.startup_messages[0]
        assert len(store.events()) == last + 1
    (aside,) = folder.glob(f"{JOURNAL}.*.old")
    assert aside.read_bytes() == b"".join(lines)
    with Store.open(folder) as store:
        assert store.startup_messages == ()


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:-300] + bytes(300),
        lambda content: content[:-300] + bytes(4096),
        lambda content: content[:-600] + bytes(300) + content[-300:],
        lambda content: content[:-600] + bytes(300) + content[-300:-100],
        lambda content: bytes(len(content)),
    ],
)
def test_holes_of_zeros_that_a_power_cut_leaves_at_the_end_are_filled(
    folder: Path, blank_report: Report, harm: Callable[[bytes], bytes]
) -> None:
    work(folder, blank_report)
    content = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(harm(content))
    with Store.open(folder) as store:
        assert "少了最后" in store.startup_messages[0]
    assert (folder / JOURNAL).read_bytes() == content


@pytest.mark.parametrize("rest", [bytes(9) + b"x" * 99999, b"x" + bytes(300)])
def test_zeros_with_something_else_among_them_are_no_hole(folder: Path, blank_report: Report, rest: bytes) -> None:
    work(folder, blank_report)
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes()[:-300] + rest)
    with pytest.raises(JournalMismatchError):
        Store.open(folder)


@pytest.mark.parametrize("content", [b"\xa5noise" * 999, b"[]\n", b"1\n", b"PK\x03\x04" + bytes(99)])
def test_a_destroyed_journal_is_put_aside_and_written_anew(folder: Path, blank_report: Report, content: bytes) -> None:
    work(folder, blank_report)
    whole = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(content)
    assert any("desk.journal 已经损坏，读不出来" in fault for fault in inspect_folder(folder).faults)
    with Store.open(folder) as store:
        assert "已经损坏（原样留作" in store.startup_messages[0]
        assert "已按数据文件重新写好，共 6 条" in store.startup_messages[0]
    assert (folder / JOURNAL).read_bytes() == whole
    (aside,) = folder.glob(f"{JOURNAL}.*.old")
    assert aside.read_bytes() == content


def test_an_unfinished_transaction_of_a_lost_file_is_not_played_back_into_the_new_one(
    folder: Path, blank_report: Report, forms: Forms
) -> None:
    work(folder, blank_report, more=40)
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("UPDATE texts SET text = 'half'")
        db.execute("CREATE TABLE spill (x)")
        db.executemany("INSERT INTO spill VALUES (?)", [("x" * 3000,)] * 200)
        hot = (folder / f"{DATA_FILE}-journal").read_bytes()
    assert hot
    (folder / f"{DATA_FILE}-journal").write_bytes(hot)
    (folder / DATA_FILE).unlink()
    with Store.open(folder) as store:
        assert store.load(1, forms).cells[CELL] == 41
        store.verify()
    assert len(list(folder.glob(f"{DATA_FILE}-journal.*.old"))) == 1


def test_a_disk_that_fails_after_the_commit_leaves_the_change_stored_and_a_warning(
    store: Store, blank_report: Report, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = store.create(blank_report)

    def fail(*_: object) -> None:
        raise _sqlite_error(sqlite3.SQLITE_IOERR)

    monkeypatch.setattr(journal, "event_lines", fail)
    store.apply(report_id, [Change(CELL, None, 2)], "edit")
    assert "已经保存，但第二份记录" in store.journal.warning
    monkeypatch.undo()
    store.apply(report_id, [Change(CELL, 2, 3)], "edit")
    assert store.journal.warning == ""
    assert store.load(report_id, forms).cells[CELL] == 3


def test_a_full_disk_is_no_reason_to_take_a_worse_source(
    folder: Path, blank_report: Report, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
        store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
        store.apply(1, [Change(CELL, None, 2)], "edit")
    (folder / DATA_FILE).unlink()

    def full(*_: object) -> None:
        raise _sqlite_error(sqlite3.SQLITE_FULL)

    monkeypatch.setattr(rebuild, "insert_trail", full)
    with pytest.raises(StoreError, match="磁盘满了"):
        Store.open(folder)
    monkeypatch.undo()
    with Store.open(folder) as store:
        assert "一条没少" in store.startup_messages[0]
        assert store.load(1, forms).cells[CELL] == 2


def _sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("no")
    error.sqlite_errorcode = code
    return error


def test_a_journal_that_cannot_be_written_is_a_warning_and_no_loss(
    folder: Path, store: Store, blank_report: Report, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = store.create(blank_report)
    fsync = os.fsync

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store.apply(report_id, [Change(CELL, None, 1)], "edit")
    assert "已经保存" in store.journal.warning
    assert "磁盘满了" in store.journal.warning
    monkeypatch.setattr(os, "fsync", fsync)
    store.apply(report_id, [Change(CELL, 1, 2)], "edit")
    assert store.journal.warning == ""
    store.close()
    with Store.open(folder) as again:
        assert again.startup_messages == ()
        assert again.load(report_id, forms).cells[CELL] == 2


def test_an_old_store_gets_a_journal_without_a_word(folder: Path) -> None:
    folder.mkdir()
    old = Path(__file__).resolve().parents[1] / "data" / "stores" / "v2.sqlite3"
    (folder / DATA_FILE).write_bytes(old.read_bytes())
    with Store.open(folder) as store:
        assert store.startup_messages == ()
        count = len(store.events())
    assert len((folder / JOURNAL).read_bytes().splitlines()) == count + 1


def test_a_user_without_a_name_is_no_obstacle(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert system_user() == ""


def test_the_last_line_of_a_lone_journal_may_be_cut_off(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes()[:-9])
    (folder / DATA_FILE).unlink()
    with Store.open(folder) as store:
        assert "共 5 条" in store.startup_messages[0]


def test_a_line_that_was_cut_off_is_none(folder: Path, blank_report: Report) -> None:
    work(folder, blank_report)
    whole = list(journal.read_lines(folder / JOURNAL))
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes()[:-9])
    assert list(journal.read_lines(folder / JOURNAL)) == whole[:-1]


def test_a_store_without_events_needs_no_journal_to_come_back(folder: Path) -> None:
    Store.open(folder).close()
    (folder / DATA_FILE).unlink()
    (folder / JOURNAL).unlink()
    with Store.open(folder) as store:
        assert store.startup_messages == ()


def test_moments_before_the_one_before_are_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(["2026-01-02T00:00:00+08:00", "2026-01-01T00:00:00+08:00", "2026-01-01T00:00:00+08:00"])

    def meta_of_then(actor: Actor, why: str = "") -> EventMeta:
        return new_event_meta(actor, why)._replace(at=next(moments))

    monkeypatch.setattr("disclosure_desk.store.store.new_event_meta", meta_of_then)
    for value in "123":
        store.put_settings({"a": value})
    assert audit_trail.replay(Database(store.connection_for_tests), store.path).set_back == [2]
