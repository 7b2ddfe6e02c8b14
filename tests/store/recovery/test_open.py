"""What is opened, and what is refused with its bytes left as they were."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.core.report import Report
from disclosure_desk.store.database import connection
from disclosure_desk.store.database.schema import MIGRATIONS
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import system_user
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, LOCK
from disclosure_desk.store.store import Store


def write_foreign(path: Path, *statements: str) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)
    return path.read_bytes()


def refusal(folder: Path) -> str:
    """What opening the folder says; nothing beside the file and its witness is left behind."""
    with pytest.raises(StoreError) as caught:
        Store.open(folder)
    assert {path.name for path in folder.iterdir()} - {JOURNAL, LOCK, BACKUPS} == {DATA_FILE}
    return str(caught.value)


def test_folders_that_are_not_there_are_made(tmp_path: Path) -> None:
    with Store.open(tmp_path / "一" / "二") as store:
        assert store.reports() == ()


def test_an_empty_file_becomes_a_store(folder: Path, blank_report: Report) -> None:
    folder.mkdir()
    (folder / DATA_FILE).touch()
    with Store.open(folder) as store:
        assert store.create(blank_report) == 1


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE reports (id INTEGER)",),
        ("PRAGMA application_id = 5",),
        ("PRAGMA user_version = 1",),
        ("PRAGMA journal_mode = WAL", "CREATE TABLE photos (id)", "PRAGMA user_version = 1"),
    ],
)
def test_another_programs_file_is_refused_untouched(folder: Path, statements: tuple[str, ...]) -> None:
    content = write_foreign(folder / DATA_FILE, *statements)
    assert "不是本程序的数据文件" in refusal(folder)
    assert (folder / DATA_FILE).read_bytes() == content


def test_a_newer_programs_file_is_refused_untouched(folder: Path, blank_report: Report) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    content = write_foreign(folder / DATA_FILE, "PRAGMA user_version = 9")
    assert "更新的程序写的（数据格式第 9 版" in refusal(folder)
    assert (folder / DATA_FILE).read_bytes() == content


@pytest.mark.parametrize("content", [b"PK\x03\x04" * 4000, b"\x00" * 5000, "年度报告".encode("gb18030") * 999])
def test_garbage_is_refused_untouched(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / DATA_FILE).write_bytes(content)
    assert "不是数据文件，或者已经损坏" in refusal(folder)
    assert (folder / DATA_FILE).read_bytes() == content


def test_a_damaged_page_is_refused_untouched(folder: Path, full_report: Report) -> None:
    with Store.open(folder) as store:
        store.create(full_report)
    content = bytearray((folder / DATA_FILE).read_bytes())
    content[4096 : 4096 * 14] = b"\xa5" * (4096 * 13)
    (folder / DATA_FILE).write_bytes(content)
    (folder / JOURNAL).unlink()
    assert "损坏" in refusal(folder)
    assert (folder / DATA_FILE).read_bytes() == content


def test_a_table_of_broken_name_is_damage(folder: Path) -> None:
    """SQLite quotes the damage in its message, which then is no text itself."""
    Store.open(folder).close()
    content = (folder / DATA_FILE).read_bytes()
    (folder / DATA_FILE).write_bytes(content.replace(b"CREATE TABLE notes", b"CREA\xd4E TABLE notes"))
    (folder / JOURNAL).unlink()
    assert "已经损坏，读不出来" in refusal(folder)


@pytest.mark.parametrize("table", ["notes", "settings"])
def test_a_missing_table_is_named(folder: Path, table: str) -> None:
    Store.open(folder).close()
    write_foreign(folder / DATA_FILE, f"DROP TABLE {table}")
    assert f"结构被改过（table {table}）" in refusal(folder)


def test_a_folder_in_place_of_the_file_is_refused(folder: Path) -> None:
    (folder / DATA_FILE).mkdir(parents=True)
    assert "不能写入" in refusal(folder)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "数据").write_text("我是文件")
    with pytest.raises(StoreError, match=r"建不了数据文件夹.*已经有同名的文件"):
        Store.open(tmp_path / "数据")


def test_a_full_disk_is_named_when_the_folder_cannot_be_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(StoreError, match="磁盘满了"):
        Store.open(folder)


def test_a_read_only_file_is_refused_at_once(
    folder: Path, blank_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    connect = sqlite3.connect
    # Tests may run as root, whom no mode of a file keeps from writing.
    monkeypatch.setattr(
        connection.sqlite3, "connect", lambda path, **more: connect(f"file:{path}?mode=ro", uri=True, **more)
    )
    assert "不能写入" in refusal(folder)


def test_a_second_opening_is_refused_and_the_first_goes_on(folder: Path, blank_report: Report) -> None:
    with Store.open(folder) as store:
        with pytest.raises(StoreError, match=r"另一个窗口正在使用这份数据.*请回到"):
            Store.open(folder)
        assert store.create(blank_report) == 1
    Store.open(folder).close()


def test_a_second_process_is_refused(folder: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from disclosure_desk.store.errors import StoreError\n"
        "from disclosure_desk.store.store import Store\n"
        "try: Store.open(Path(sys.argv[1]))\n"
        "except StoreError as error: sys.exit('另一个窗口' not in str(error))\n"
        "sys.exit(2)"
    )
    with Store.open(folder):
        assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == 0


def test_opening_a_sound_store_leaves_its_bytes(folder: Path, full_report: Report) -> None:
    with Store.open(folder) as store:
        store.create(full_report)
    content = (folder / DATA_FILE).read_bytes()
    Store.open(folder).close()
    assert (folder / DATA_FILE).read_bytes() == content


def test_an_old_sqlite_is_named_before_a_file_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.sqlite3, "sqlite_version_info", (3, 31, 1))
    with pytest.raises(StoreError, match=r"本程序要 3\.37\.0 版以上"):
        Store.open(folder)
    assert not (folder / DATA_FILE).exists()


def test_a_failing_migration_leaves_the_old_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(folder).close()
    content = (folder / DATA_FILE).read_bytes()

    def half(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE half (done INTEGER) STRICT")
        db.execute("CREATE TABLE half (done INTEGER) STRICT")

    for module in ("schema", "connection"):
        monkeypatch.setattr(f"disclosure_desk.store.database.{module}.MIGRATIONS", (*MIGRATIONS, half))
    assert "代码 SQLITE_ERROR" in refusal(folder)
    assert (folder / DATA_FILE).read_bytes() == content


def test_a_migration_leads_an_old_file_to_the_new_schema(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(folder).close()
    steps = (*MIGRATIONS, lambda db: db.execute("CREATE TABLE seals (number INTEGER PRIMARY KEY) STRICT"))
    for module in ("schema", "connection"):
        monkeypatch.setattr(f"disclosure_desk.store.database.{module}.MIGRATIONS", steps)
    Store.open(folder).close()
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(steps),)
        assert db.execute("SELECT COUNT(*) FROM seals").fetchone() == (0,)


def test_a_broken_trail_is_refused_before_an_old_file_is_migrated(
    folder: Path, blank_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    content = write_foreign(folder / DATA_FILE, "UPDATE reports SET year = 1999")
    steps = (*MIGRATIONS, lambda db: db.execute("CREATE TABLE seals (number INTEGER PRIMARY KEY) STRICT"))
    for module in ("schema", "connection"):
        monkeypatch.setattr(f"disclosure_desk.store.database.{module}.MIGRATIONS", steps)
    assert "统计年度和修改记录里的不一样" in refusal(folder)
    assert (folder / DATA_FILE).read_bytes() == content


def test_what_is_committed_outlives_a_power_cut(folder: Path) -> None:
    wanted = {"synchronous": 3, "journal_mode": "delete", "foreign_keys": 1, "locking_mode": "exclusive"}
    with Store.open(folder) as store:
        for pragma, value in wanted.items():
            assert store.connection_for_tests.execute(f"PRAGMA {pragma}").fetchone() == (value,)


@pytest.mark.parametrize(("error", "said"), [(28, "磁盘满了"), (5, "读写不了")])
def test_a_second_record_that_cannot_be_completed_is_told_and_the_store_left(
    folder: Path, blank_report: Report, monkeypatch: pytest.MonkeyPatch, error: int, said: str
) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes()[:-9])

    def fail(_: int) -> None:
        raise OSError(error, "no")

    monkeypatch.setattr("disclosure_desk.store.journal.os.fsync", fail)
    with pytest.raises(StoreError, match=f"打不开数据：.*{said}.*没有改动"):
        Store.open(folder)
    monkeypatch.undo()
    Store.open(folder).close()


class Killed(BaseException):
    """The process is no more."""


def killed(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize("moment", ["rebuild.sync_folder", "open.connect", "open.open_journal"])
@pytest.mark.parametrize("left", ["journal", "copy"])
def test_a_recovery_is_entered_once_wherever_it_is_broken_off(
    folder: Path, blank_report: Report, monkeypatch: pytest.MonkeyPatch, moment: str, left: str
) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
        copy = store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
    assert copy is not None
    (folder / DATA_FILE).unlink()
    if left == "copy":
        (folder / JOURNAL).unlink()
    monkeypatch.setattr(f"disclosure_desk.store.recovery.{moment}", killed)
    with pytest.raises(Killed):
        Store.open(folder)
    monkeypatch.undo()
    with Store.open(folder) as store:
        (event,) = [event for event in store.events() if event.action == "recover"]
        assert event.about == {"from": JOURNAL if left == "journal" else copy.path.name, "lost": ""}
        assert event.user == system_user()


def test_an_opening_that_fails_at_its_end_leaves_the_store_free(
    folder: Path, blank_report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(folder) as store:
        store.create(blank_report)
    monkeypatch.setattr("disclosure_desk.store.store.package_faults", killed)
    with pytest.raises(Killed):
        Store.open(folder)
    monkeypatch.undo()
    with Store.open(folder) as store:
        assert len(store.reports()) == 1
