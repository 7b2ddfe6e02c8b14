"""Whoever changes the file outside the program is noticed at the next opening, and the place is named."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import rfc8785

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.store.store import Store

CELL, TEXT = "requests.received.business", "problems"
Tamper = Callable[..., None]


@pytest.fixture(scope="module")
def content(form: Form, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of two reports and seven events."""
    folder = tmp_path_factory.mktemp("made")
    report = new_report(form, "涿河区金牛山办事处", 2025)
    with Store.open(folder) as store:
        report_id = store.create(report)
        store.apply(report_id, [Change(CELL, None, 1), Change(TEXT, "", "一"), Change(CELL, 1, None)], "edit")
        store.create(report)
        store.apply(report_id, [Change(TEXT, "一", "二")], "edit")
        store.put_settings({"page.tint": "no"})
    return (folder / DATA_FILE).read_bytes()


@pytest.fixture
def closed(folder: Path, content: bytes) -> Path:
    """A folder with that file."""
    folder.mkdir()
    (folder / DATA_FILE).write_bytes(content)
    return folder


@pytest.mark.parametrize("statement", ["UPDATE events SET content = '{}'", "DELETE FROM events WHERE seq = 6"])
def test_the_file_itself_refuses_to_change_events(closed: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(closed / DATA_FILE)) as db,
        pytest.raises(sqlite3.IntegrityError, match="修改记录只能添加"),
    ):
        db.execute(statement)


@pytest.mark.parametrize("seq", [1, 7, 9])
def test_the_file_itself_takes_events_only_at_the_end(closed: Path, seq: int) -> None:
    with (
        closing(sqlite3.connect(closed / DATA_FILE)) as db,
        pytest.raises(sqlite3.IntegrityError, match="修改记录只能接在最后"),
    ):
        db.execute("INSERT OR REPLACE INTO events VALUES (?, 1, '{}', '')", [seq])


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE events SET content = replace(content, '一', '三') WHERE seq = 3", "第 3 条修改记录和它的校验码不符"),
        ("UPDATE events SET digest = 'x' WHERE seq = 6", "第 6 条修改记录和它的校验码不符"),
        ("UPDATE events SET report = 2 WHERE seq = 4", "第 4 条修改记录接不上"),
        ("DELETE FROM events WHERE seq = 4", "第 4 条修改记录不见了"),
        ("DELETE FROM events WHERE seq = 7", "修改记录应当有 7 条，只有 6 条"),
        ("DELETE FROM events", "修改记录应当有 7 条，只有 0 条"),
        ("UPDATE desk SET file_id = 'x'", "第 1 条修改记录和它的校验码不符"),
        ("DELETE FROM desk", "第 1 条修改记录和它的校验码不符"),
        ("UPDATE figures SET figure = '9' WHERE report = 1 AND place = 'requests.received.business'", "“商业企业”"),
        ("UPDATE figures SET figure = 'abc' WHERE report = 2 AND place = 'requests.received.business'", "“商业企业”"),
        ("DELETE FROM figures WHERE report = 1 AND place = 'requests.received.business'", "“商业企业”"),
        ("INSERT INTO figures VALUES (1, 'more', '1')", "“more”"),
        ("UPDATE texts SET text = '三' WHERE report = 1 AND place = 'problems'", "2025 年的报告的“"),
        ("UPDATE settings SET value = 'yes'", "设置“page.tint”和修改记录里的不一样"),
        ("DELETE FROM settings", "设置“page.tint”"),
        ("INSERT INTO settings VALUES ('page.cover', 'no')", "设置“page.cover”"),
        ("UPDATE desk SET last = 9", "修改记录应当有 9 条，只有 7 条"),
        ("CREATE TABLE more (id INTEGER)", "结构被改过（table more）"),
        ("UPDATE reports SET unit = '别处' WHERE id = 2", "机关全称"),
        ("UPDATE reports SET year = 1999 WHERE id = 2", "统计年度"),
        ("UPDATE reports SET form = '2019' WHERE id = 2", "2025 年的报告和修改记录里的不一样"),
        ("UPDATE reports SET changed = '2020-01-01' WHERE id = 2", "2025 年的报告和修改记录里的不一样"),
        ("INSERT INTO notes VALUES (1, 1, 'original', '', '—')", "2025 年的报告和修改记录里的不一样"),
        (
            "INSERT INTO reports (id, form, unit, year, last, changed) VALUES (3, '2021', '甲', 2020, 6, '')",
            "修改记录里没有第 3 份报告",
        ),
        ("INSERT INTO figures VALUES (7, 'more', '1')", "有内容不属于任何报告（第 7 份）"),
    ],
)
def test_tampering_is_named_and_not_repaired(closed: Path, tamper: Tamper, statement: str, named: str) -> None:
    tamper(statement)
    content = (closed / DATA_FILE).read_bytes()
    for _ in range(2):
        with pytest.raises(StoreError, match=f"对不上：.*{named}.*没有改动.*请不要删除"):
            Store.open(closed)
    assert (closed / DATA_FILE).read_bytes() == content


def test_a_report_removed_whole_is_missed(closed: Path, tamper: Tamper) -> None:
    tamper(
        "DELETE FROM figures WHERE report = 2",
        "DELETE FROM texts WHERE report = 2",
        "DELETE FROM reports WHERE id = 2",
    )
    with pytest.raises(StoreError, match="报告列表里没有第 2 份报告"):
        Store.open(closed)


def test_a_place_on_an_unknown_form_is_named_by_its_id(closed: Path, tamper: Tamper) -> None:
    forge(tamper, closed, 5, lambda event: event["draft"].update(form="1999"))
    tamper("UPDATE reports SET form = '1999' WHERE id = 2", "UPDATE texts SET text = 'x' WHERE report = 2")
    with pytest.raises(StoreError, match="的“other_matters”和修改记录里的不一样"):
        Store.open(closed)


def forge(tamper: Tamper, folder: Path, seq: int, change: Callable[[dict], object] | str) -> None:
    """Write an event anew with all digests after it, as one who knows how they are made."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        rows = db.execute("SELECT seq, content, digest FROM events ORDER BY seq").fetchall()
        file_id = db.execute("SELECT file_id FROM desk").fetchone()[0]
    forged = []
    digest = hashlib.sha256(f"disclosure-desk {file_id}".encode()).hexdigest()
    for number, text, _ in rows:
        content = text
        if number == seq and isinstance(change, str):
            content = change
        elif number == seq:
            event = json.loads(text)
            change(event)
            content = rfc8785.dumps(event).decode()
        digest = hashlib.sha256((digest + content).encode()).hexdigest()
        forged.append((content, digest, number))
    tamper("UPDATE events SET content = ?, digest = ? WHERE seq = ?", values=forged)


@pytest.mark.parametrize(
    ("seq", "change", "named"),
    [
        (2, lambda event: event.update(after=7), "第 4 条修改记录接不上"),
        (2, lambda event: event.update(before=7), "第 2 条修改记录接不上"),
        (2, lambda event: event.update(place="nowhere"), "第 2 条修改记录接不上"),
        (2, lambda event: event.update(action="create"), "第 2 条修改记录接不上"),
        (2, lambda event: event.update(action="seal"), "第 2 条修改记录接不上"),
        (2, lambda event: event.update(seq=3), "第 2 条修改记录接不上"),
        (2, lambda event: event.clear(), "第 2 条修改记录接不上"),
        (3, lambda event: event.update(before="零"), "第 3 条修改记录接不上"),
        (6, lambda event: event.update(after=None), "第 6 条修改记录接不上"),
        (6, lambda event: event.update(after="三"), "2025 年的报告的“"),
        (1, lambda event: event.update(draft=[]), "第 1 条修改记录接不上"),
        (1, "不是 JSON", "第 1 至 7 条修改记录里有看不懂的"),
        (2, lambda event: event.update(action="print"), "第 2 条修改记录接不上"),
        (2, lambda event: event.update(action="print", about="六页"), "第 2 条修改记录接不上"),
        (7, lambda event: event.update(action="burn"), "第 7 条修改记录接不上"),
        (7, lambda event: event.update(before="yes"), "第 7 条修改记录接不上"),
        (7, lambda event: event.update(after=None), "第 7 条修改记录接不上"),
        (7, lambda event: event.update(report=1), "第 7 条修改记录接不上"),
        (5, lambda event: event.update(at="昨天"), "第 5 条修改记录接不上"),
        (2, lambda event: event.update(action="correct", about={}), "第 2 条修改记录接不上"),
        (2, lambda event: event.update(action="seal", about={}), "第 3 条修改记录接不上"),
        (1, "[]", "第 1 条修改记录接不上"),
    ],
)
def test_a_forged_event_with_fresh_digests_does_not_fit(
    closed: Path, tamper: Tamper, seq: int, change: Callable[[dict], object] | str, named: str
) -> None:
    forge(tamper, closed, seq, change)
    with pytest.raises(StoreError, match=named):
        Store.open(closed)


def test_forging_without_a_change_is_no_forgery(closed: Path, tamper: Tamper) -> None:
    forge(tamper, closed, 3, lambda event: event)
    Store.open(closed).close()


@pytest.mark.parametrize("trigger", ["events_stay", "events_remain", "events_follow"])
def test_a_trigger_taken_away_is_missed(closed: Path, trigger: str) -> None:
    with closing(sqlite3.connect(closed / DATA_FILE)) as db:
        db.execute(f"DROP TRIGGER {trigger}")
    with pytest.raises(StoreError, match=rf"结构被改过（trigger {trigger}）"):
        Store.open(closed)


def test_a_clock_set_back_is_told(closed: Path, tamper: Tamper) -> None:
    forge(tamper, closed, 7, lambda event: event.update(at="2999-01-01T08:00:00.000+08:00"))
    with Store.open(closed) as store:
        assert "比最后一条修改记录（29" in store.startup_messages[-1]
        assert "请先校正电脑的日期和时间" in store.startup_messages[-1]


def test_a_broken_index_hides_nothing_that_was_verified(closed: Path, forms: Callable[[str], Form]) -> None:
    """One bit of an index is enough to lose a row on the way through it; the row itself is still there."""
    where = "WHERE report = 1 AND place = 'problems'"
    with closing(sqlite3.connect(closed / DATA_FILE)) as db, db:
        schema = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE tbl_name = 'texts'")
        (table, index) = schema.fetchall()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = ?", [index[1]])
        plain = (
            table[4].replace(", PRIMARY KEY (report, place)", "").replace(",\n       PRIMARY KEY (report, place)", "")
        )
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'texts'", [plain])
    with closing(sqlite3.connect(closed / DATA_FILE)) as db, db:
        db.execute(f"UPDATE texts SET rowid = 999 {where}")  # noqa: S608 - the index is not there to follow
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'texts'", [table[4]])
        db.execute("INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, ?, ?)", index)
    with Store.open(closed) as store:
        assert store.load(1, forms) == store.replay(1, forms)
        assert store.load(1, forms).texts[TEXT] == "二"


def loosely(folder: Path, statement: str) -> None:
    """Run a statement on the file while nothing keeps a value of another type out; then all is as it was made."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        made = db.execute("SELECT sql, name FROM sqlite_schema WHERE type = 'table'").fetchall()
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("PRAGMA writable_schema = ON")
        for before, after in ((") STRICT", ")"), ("TEXT", "BLOB"), ("NOT NULL", "")):
            db.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table'", [before, after])
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        db.execute(statement)
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.executemany("UPDATE sqlite_schema SET sql = ? WHERE name = ?", made)
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        for _, sql in triggers:
            db.execute(sql)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE texts SET place = 7 WHERE report = 1 AND place = 'problems'",
        "UPDATE events SET content = NULL WHERE seq = 3",
        "UPDATE settings SET name = 7",
    ],
)
def test_a_value_of_another_type_is_named(closed: Path, statement: str) -> None:
    """SQLite keeps a strict column's type when it writes, and does not look when it reads."""
    loosely(closed, statement)
    with pytest.raises(StoreError, match="成了数"):
        Store.open(closed)


def test_text_that_is_no_text_is_damage(closed: Path, tamper: Tamper) -> None:
    tamper("UPDATE texts SET text = CAST(x'ff' AS TEXT) WHERE report = 1")
    with pytest.raises(StoreError, match="已经损坏，读不出来"):
        Store.open(closed)
