"""A write that fails leaves what was there before, says so, and the store goes on."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Note, Report
from disclosure_desk.store.errors import NOT_SAVED, StoreError, explain
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, LOCK, LOCK_OWNER
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
CELL, TEXT = "requests.received.business", "problems"
BATCH = (
    Change(CELL, None, 1),
    Change(TEXT, "", "一"),
    Change("unit", "涿河区金牛山办事处", "新办事处"),
    Change(CELL, 1, 0),
)


@contextmanager
def refusal(said: str) -> Iterator[None]:
    with pytest.raises(StoreError, match=said) as caught:
        yield
    words = str(caught.value)
    assert NOT_SAVED in words
    assert "请" in words.partition(NOT_SAVED)[2]
    assert re.search(r"[a-z]{3}", words.replace(str(DATA_FILE), "").split("（代码")[0].split("/")[0]) is None


def assert_as_before(store: Store, report_id: int, before: Report, forms: Forms) -> None:
    assert store.load(report_id, forms) == store.replay(report_id, forms) == before
    assert len(store.events(report_id)) == 1


@pytest.mark.parametrize("table", ["reports", "figures", "texts", "events"])
def test_any_failing_statement_takes_the_whole_batch_back(
    store: Store, blank_report: Report, table: str, forms: Forms
) -> None:
    report_id = store.create(blank_report)
    kind = "INSERT" if table == "events" else "UPDATE"
    store.connection_for_tests.execute(
        f"CREATE TEMP TRIGGER no BEFORE {kind} ON main.{table} BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with refusal("代码 SQLITE_CONSTRAINT_TRIGGER"):
        store.apply(report_id, BATCH, "paste")
    assert_as_before(store, report_id, blank_report, forms)
    store.connection_for_tests.execute("DROP TRIGGER no")
    store.apply(report_id, BATCH, "paste")
    blank_report.apply(BATCH)
    assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report


@pytest.mark.parametrize("table", ["reports", "figures", "texts", "notes", "events"])
def test_any_failing_statement_leaves_no_new_report(
    store: Store, full_report: Report, table: str, forms: Forms
) -> None:
    full_report.notes = (Note("unplaced", "", "一行"),)
    store.connection_for_tests.execute(
        f"CREATE TEMP TRIGGER no BEFORE INSERT ON main.{table} BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with refusal("代码 SQLITE_CONSTRAINT_TRIGGER"):
        store.create(full_report, "import")
    assert store.reports() == ()
    store.connection_for_tests.execute("DROP TRIGGER no")
    assert store.load(store.create(full_report), forms) == full_report


def test_a_write_broken_off_anywhere_leaves_all_or_nothing(
    folder: Path, store: Store, blank_report: Report, forms: Forms
) -> None:
    report_id = store.create(blank_report)
    step, broken_off = 0, 0
    # SQLite looks up once more when the commit itself is done: broken off there, all of it is stored.
    while not interrupted_after(store, step := step + 11, lambda: store.apply(report_id, BATCH, "paste")):
        if store.load(report_id, forms) != blank_report:
            break
        assert_as_before(store, report_id, blank_report, forms)
        broken_off += 1
    assert broken_off > 15
    blank_report.apply(BATCH)
    assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report
    store.close()
    with Store.open(folder) as again:
        assert again.load(report_id, forms) == again.replay(report_id, forms) == blank_report


def interrupted_after(store: Store, steps: int, write: Callable[[], None]) -> bool:
    """Break SQLite's program off after so many of its steps; whether the write was done before."""
    left = iter(range(steps, -1, -1))
    store.connection_for_tests.set_progress_handler(lambda: next(left, 1) == 0, 1)
    try:
        with refusal("代码 SQLITE_INTERRUPT"):
            write()
    except pytest.fail.Exception:
        return True
    finally:
        store.connection_for_tests.set_progress_handler(None, 0)
    return False


def test_a_full_disk_is_named_and_the_store_goes_on(store: Store, blank_report: Report, forms: Forms) -> None:
    report_id = store.create(blank_report)
    (pages,) = store.connection_for_tests.execute("PRAGMA page_count").fetchone()
    store.connection_for_tests.execute(f"PRAGMA max_page_count = {pages}").fetchone()
    with refusal("磁盘满了"):
        store.apply(report_id, [Change(TEXT, "", "长" * 10**5)], "edit")
    assert_as_before(store, report_id, blank_report, forms)
    store.connection_for_tests.execute("PRAGMA max_page_count = 1073741823").fetchone()
    store.apply(report_id, [Change(TEXT, "", "长" * 10**5)], "edit")
    assert store.replay(report_id, forms).texts[TEXT] == "长" * 10**5


def test_a_disk_error_is_named_and_the_store_goes_on(store: Store, blank_report: Report, forms: Forms) -> None:
    resource = pytest.importorskip("resource")
    report_id = store.create(blank_report)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    # The system refuses to let the file grow: SQLite is given a real error, in the middle of its commit.
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size, limits[1]))
    try:
        with refusal("磁盘出错"):
            store.apply(report_id, [Change(TEXT, "", "长" * 10**5)], "edit")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert_as_before(store, report_id, blank_report, forms)
    store.apply(report_id, BATCH, "paste")
    blank_report.apply(BATCH)
    assert store.load(report_id, forms) == store.replay(report_id, forms) == blank_report


def test_a_file_that_became_read_only_is_named(store: Store, blank_report: Report, forms: Forms) -> None:
    report_id = store.create(blank_report)
    store.connection_for_tests.execute("PRAGMA query_only = ON")
    with refusal("不能写入"):
        store.apply(report_id, BATCH, "paste")
    assert_as_before(store, report_id, blank_report, forms)


def test_a_closed_store_refuses_in_words(store: Store, blank_report: Report) -> None:
    report_id = store.create(blank_report)
    store.close()
    with refusal("代码 ProgrammingError"):
        store.apply(report_id, BATCH, "paste")


def test_a_program_that_dies_in_the_middle_leaves_what_was_there(
    folder: Path, blank_report: Report, forms: Forms
) -> None:
    with Store.open(folder) as store:
        report_id = store.create(blank_report)
    # A tiny cache makes SQLite write into the file long before the commit.
    script = (
        "import os, sys; from pathlib import Path; from disclosure_desk.store.store import Store\n"
        "from disclosure_desk.core.report import Change\n"
        "store = Store.open(Path(sys.argv[1])); db = store.connection_for_tests\n"
        "db.execute('PRAGMA cache_size = 1'); db.create_function('die', 0, lambda: os._exit(7))\n"
        "db.execute('CREATE TEMP TRIGGER die BEFORE UPDATE ON main.reports BEGIN SELECT die(); END')\n"
        f"store.apply({report_id}, [Change('{TEXT}', '', '长' * 10**6)], 'edit')"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == 7
    assert {path.name for path in folder.iterdir()} == {DATA_FILE, f"{DATA_FILE}-journal", JOURNAL, LOCK_OWNER, LOCK}
    assert (folder / DATA_FILE).stat().st_size > 10**6
    with Store.open(folder) as store:
        assert_as_before(store, report_id, blank_report, forms)


def erring_after_the_commit(store: Store, monkeypatch: pytest.MonkeyPatch, *, is_unreadable: bool = False) -> None:
    """From now on the disk errs once everything is in the file, as where syncing the folder fails."""

    @contextmanager
    def atomic() -> Iterator[None]:
        with whole():
            yield
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC"
        if is_unreadable:
            store.connection_for_tests.close()
        raise error

    whole = store._db.atomic
    monkeypatch.setattr(store._db, "atomic", atomic)


def test_a_step_that_is_in_the_file_though_the_disk_erred_is_called_saved(
    folder: Path, store: Store, blank_report: Report, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = store.create(blank_report)
    erring_after_the_commit(store, monkeypatch)
    store.apply(report_id, [Change(CELL, None, 1)], "edit")
    assert "已经保存" in store.disk_warning
    assert "断电后不一定还在" in store.disk_warning
    store.record_act(report_id, "seal", {"file": "a.zip", "sha256": "x", "digest": ""})
    store.record_act(report_id, "correct", {}, "写错了")
    assert not store.is_sealed(report_id)
    monkeypatch.undo()
    store.apply(report_id, [Change(CELL, 1, 2)], "edit")
    assert (folder / JOURNAL).read_bytes() == store.audit_trail()
    store.close()
    with Store.open(folder) as again:
        assert again.load(report_id, forms).cells[CELL] == 2
        assert not again.is_sealed(report_id)


def test_where_nobody_can_tell_whether_it_is_saved_it_is_said_so(
    store: Store, blank_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = store.create(blank_report)
    erring_after_the_commit(store, monkeypatch, is_unreadable=True)
    with pytest.raises(StoreError, match="看不出刚才这一步保存了没有") as caught:
        store.apply(report_id, [Change(CELL, None, 1)], "edit")
    assert NOT_SAVED not in str(caught.value)


def test_a_transaction_that_could_not_be_taken_back_at_once_is_no_saved_step(
    store: Store, blank_report: Report, forms: Forms, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = store.create(blank_report)

    @contextmanager
    def atomic() -> Iterator[None]:
        store.connection_for_tests.execute("BEGIN")
        yield
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR_WRITE, "SQLITE_IOERR_WRITE"
        raise error

    monkeypatch.setattr(store._db, "atomic", atomic)
    with refusal("磁盘出错"):
        store.apply(report_id, [Change(CELL, None, 1)], "edit")
    assert_as_before(store, report_id, blank_report, forms)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_BUSY, "另一个窗口正在使用"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "不能写入"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "不能写入"),
        (sqlite3.SQLITE_PERM, "不能写入"),
        (sqlite3.SQLITE_AUTH, "不能写入"),
        (sqlite3.SQLITE_FULL, "磁盘满了"),
        (sqlite3.SQLITE_IOERR_FSYNC, "磁盘出错"),
        (sqlite3.SQLITE_CORRUPT_INDEX, "已经损坏"),
        (sqlite3.SQLITE_NOTADB, "不是数据文件"),
        (sqlite3.SQLITE_TOOBIG, "内容太长"),
        (sqlite3.SQLITE_NOMEM, "代码 SQLITE_X"),
    ],
)
def test_each_error_has_its_own_words(code: int, said: str) -> None:
    error = sqlite3.OperationalError("some English")
    error.sqlite_errorcode, error.sqlite_errorname = code, "SQLITE_X"
    words = str(explain(error, Path("/数据/desk.sqlite3"), NOT_SAVED))
    assert said in words
    assert words.index("desk.sqlite3") < words.index(NOT_SAVED) < words.rindex("请")
    assert "English" not in words
