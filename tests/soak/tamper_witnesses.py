"""More of what somebody may do behind a desk's back: to an office with a PIN, a second place for copies, two versions.

`tamper.py` prints these with its own. OUTSIDE lists what nothing in the folder can name, each with what names it then.
"""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import rfc8785
from clerk import CELLS, FORM, NOW, UNIT, small_package
from hostile_data import huge_column, looped, many_ways, sparse
from meddling import endless_view, link_to_device, make_pipe, without_triggers
from tamper import Desks, Tampering, bare_sql, lines, sql

from disclosure_desk.archive import sealing
from disclosure_desk.archive.sealing import SealCandidate
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.backup.targets import SECOND_FOLDER
from disclosure_desk.store.operators import pin_setting
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

Do = Callable[[Path, Desks], object]
OLDER, OTHER = "数据可能被换成了旧的一份", "和数据里的不一样"
SHAPE = "结构被改过"
ONLY_VERIFY = None


def made_office(place: Path) -> Desks:
    """The office's desk, an image of it from before its second version, and another office's desk."""
    package, sealing.package = sealing.package, small_package
    try:
        for name in ("office", "strange"):
            _work(place / name, place / f"{name}-stick")
        return Desks(place / "office", place / "office-image", place / "strange")
    finally:
        sealing.package = package


def _work(folder: Path, stick: Path) -> None:
    stick.mkdir(parents=True)
    with Store.open(folder) as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        people = {"operators": "李某\n王某", **pin_setting("王某", "246810"), **pin_setting("李某", "135790")}
        store.put_settings({**people, SECOND_FOLDER: str(stick)})
        report = new_report(FORM, UNIT, 2025, {**dict.fromkeys(FORM.cells, 7), **dict.fromkeys(FORM.texts, "没有。")})
        store.create(report)
        _approve_and_seal(store, 1)
        store.back_up(NOW, stick)
    shutil.copytree(folder, folder.with_name(f"{folder.name}-image"))
    with Store.open(folder) as store:
        store.record_act(1, "correct", {}, "写错了")
        store.apply(1, [Change(CELLS[1], 7, 8)], "edit")
        _approve_and_seal(store, 1)
        store.back_up(NOW + timedelta(days=1), stick)
        store.try_pin("王某", "1", "登录")
        store.back_up(NOW + timedelta(days=2), stick)


def _approve_and_seal(store: Store, report_id: int) -> None:
    report = store.load(report_id, lambda _: FORM)
    about = {"step": "final_review", "name": "王某", "opinion": "同意", "digest": digest(report)}
    store.record_act(report_id, "approve", about)
    sealing.seal(store, report_id, SealCandidate(report, (), PageSettings()), {}, NOW)


def rewritten(change: Callable[[dict[str, object]], object], *, both: bool = True) -> Do:
    """Change events and make every digest after them anew, in both records or in the data file alone."""

    def run(folder: Path, desks: Desks) -> None:
        with closing(sqlite3.connect(folder / DATA_FILE)) as db:
            (of_file,) = db.execute("SELECT file_id FROM desk").fetchone()
            rows = db.execute("SELECT seq, content FROM events ORDER BY seq").fetchall()
        chain = hashlib.sha256(f"disclosure-desk {of_file}".encode()).hexdigest()
        record, statements = [b'{"desk":"%s","journal":1}\n' % of_file.encode()], []
        for seq, content in rows:
            event = json.loads(content)
            change(event)
            written = rfc8785.dumps(event)
            chain = hashlib.sha256(chain.encode() + written).hexdigest()
            quoted = written.decode().replace("'", "''")
            statements.append(f"UPDATE events SET content = '{quoted}', digest = '{chain}' WHERE seq = {seq}")
            record.append(b'{"digest":"%s","event":%s}\n' % (chain.encode(), written))
        sql(*statements)(folder, desks)
        if both:
            (folder / JOURNAL).write_bytes(b"".join(record))

    return run


def appended(event: Mapping[str, object], *statements: str) -> Do:
    """Add an event with its right digest to the data file alone, and what follows from it to the rows."""

    def run(folder: Path, desks: Desks) -> None:
        with closing(sqlite3.connect(folder / DATA_FILE)) as db:
            seq, chain, last = db.execute(
                "SELECT seq, digest, content FROM events ORDER BY seq DESC LIMIT 1"
            ).fetchone()
        head = {key: json.loads(last)[key] for key in ("at", "by", "clock", "program", "user", "why")}
        content = rfc8785.dumps({**head, "seq": seq + 1, "batch": seq + 1, "report": None, **event}).decode()
        new = hashlib.sha256((chain + content).encode()).hexdigest()
        row = "INSERT INTO events VALUES ({}, {}, '{}', '{}')"
        report = event.get("report") or "NULL"
        added = row.format(seq + 1, report, content.replace("'", "''"), new)
        sql(added, f"UPDATE desk SET last = {seq + 1}", *statements)(folder, desks)

    return run


def put_back(folder: Path, desks: Desks) -> None:
    """Both records as they were before the second version."""
    for name in (DATA_FILE, JOURNAL):
        shutil.copyfile(desks.younger / name, folder / name)


def then(*acts: Do) -> Do:
    def run(folder: Path, desks: Desks) -> None:
        for act in acts:
            act(folder, desks)

    return run


def stick_of(folder: Path) -> Path:
    """The second place: `tampered` has one of its own, a copy of the office's."""
    return next(folder.with_name("office-stick").glob(f"{BACKUPS}-*"))


def no_copies(folder: Path, _desks: Desks) -> None:
    for path in (folder / BACKUPS).glob("*.sqlite3"):
        path.unlink()


def no_second_place(folder: Path, _desks: Desks) -> None:
    for path in stick_of(folder).rglob("*.*"):
        path.unlink()


def no_packages(folder: Path, _desks: Desks) -> None:
    for place in (folder, folder / BACKUPS, stick_of(folder)):
        for path in (place / PACKAGES).glob("*.zip"):
            path.unlink()


def newest_copy(folder: Path) -> Path:
    return list_backups(folder / BACKUPS)[0].path


def to_newest(do: Callable[[Path], object]) -> Do:
    return lambda folder, _: do(newest_copy(folder))


def to_copy(*statements: str) -> Do:
    """Run SQL on the newest copy, its triggers out of the way."""

    def run(folder: Path, _desks: Desks) -> None:
        with without_triggers(newest_copy(folder)) as db:
            for statement in statements:
                db.execute(statement)

    return run


def planted(name: str, source: str = "desk") -> Do:
    """A data file under the name of a copy."""
    return lambda folder, desks: shutil.copyfile(getattr(desks, source) / DATA_FILE, folder / BACKUPS / name)


def lost_pin(folder: Path, desks: Desks) -> None:
    """The digest out of the second record in the settings row."""
    content = (folder / JOURNAL).read_text("utf-8")
    after = next(
        json.loads(line)["event"]["after"] for line in content.splitlines()[1:] if '"place":"pin.王某"' in line
    )
    sql(f"UPDATE settings SET value = '{after}' WHERE name = 'pin.王某'")(folder, desks)


def schema_words(table: str, before: str, after: str) -> Do:
    def run(folder: Path, _desks: Desks) -> None:
        with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
            db.execute("PRAGMA writable_schema = ON")
            db.execute(f"UPDATE sqlite_schema SET sql = replace(sql, '{before}', '{after}') WHERE name = '{table}'")

    return run


def repacked(change: Callable[[dict[str, bytes]], object], number: int = 2) -> Do:
    def run(folder: Path, _desks: Desks) -> None:
        path = folder / PACKAGES / f"1-2025-v{number}.zip"
        with ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        change(files)
        path.chmod(0o644)
        with ZipFile(path, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)

    return run


def renamed_approver(event: dict[str, object]) -> None:
    if event["action"] == "approve":
        event["about"] = {**event["about"], "name": "赵某"}  # type: ignore[dict-item]


def unsealed(event: dict[str, object]) -> None:
    if event["action"] == "seal":
        event["action"], event["about"] = "print", {}


def shifted(event: dict[str, object]) -> None:
    if event["seq"] == 5:
        event["at"] = "2020-01-01T00:00:00.000+08:00"


def _write(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def to_file(name: str, do: Callable[[Path], object]) -> Do:
    return lambda folder, _: do(folder / name)


MORE = (
    # copies and lineage
    Tampering("both put back, copies left", put_back, OLDER),
    Tampering("both put back, only the second place left", then(put_back, no_copies), OLDER),
    Tampering("both put back, only packages left", then(put_back, no_copies, no_second_place), "v2.zip 里有"),
    Tampering(
        "both put back, the newest copy under a date to come",
        then(put_back, planted("desk-29990101-000000.sqlite3", "younger")),
        OLDER,
    ),
    Tampering("an own copy under a date to come", planted("desk-29990101-000000.sqlite3"), "还没有到"),
    Tampering("another office's copy among ours", planted("desk-20270101-000000.sqlite3", "other"), "不是这份数据的"),
    Tampering("an older copy under the newest's name", to_newest(lambda path: shutil.copyfile(
        list_backups(path.parent)[-1].path, path)), "比做备份时少"),
    Tampering("the newest copy without events", to_copy("DELETE FROM events"), "比做备份时少"),
    Tampering("the newest copy with an event more", to_copy(
        "INSERT INTO events SELECT MAX(seq) + 9, report, content, digest FROM events"), OLDER),
    Tampering("the newest copy with another end", to_copy(
        "UPDATE events SET digest = 'x' WHERE seq = (SELECT MAX(seq) FROM events)"), OTHER),
    Tampering("the newest copy with another id", to_copy("UPDATE desk SET file_id = 'x'"), "不是这份数据的"),
    Tampering("the newest copy with another figure", to_copy("UPDATE figures SET figure = '5'"), "被改过", ONLY_VERIFY),
    Tampering("an endless view in the newest copy", to_newest(lambda path: endless_view(path, "events")), "已经损坏"),
    Tampering("pages in circles in the newest copy", to_newest(lambda path: many_ways(path, "desk")), "已经损坏"),
    Tampering("the newest copy linked to a device", to_newest(link_to_device), "已经损坏"),
    Tampering("a pipe as the newest copy", to_newest(make_pipe), "已经损坏"),
    Tampering("three gigabytes as the newest copy", to_newest(sparse), "已经损坏"),
    Tampering("the newest copy cut off", to_newest(lambda path: _write(path, lambda all_: all_[:5000])), "已经损坏"),
    Tampering("all copies removed here", no_copies, r"最新的备份 \S+ 不见了"),
    Tampering("copies may not be looked at", lambda folder, _: (
        shutil.rmtree(folder / BACKUPS), (folder / BACKUPS).write_bytes(b"")), r"最新的备份 \S+ 不见了"),
    Tampering("the copy in the second place changed", lambda folder, _: _write(
        list_backups(stick_of(folder))[0].path, lambda all_: all_[:-1] + b"x"), "被改过", ONLY_VERIFY),
    # PINs and people
    Tampering("a PIN switched off by its digest", lost_pin, "不用口令也能进"),
    Tampering("a PIN row removed", sql("DELETE FROM settings WHERE name = 'pin.王某'"), "设置“pin.王某”"),
    Tampering("a PIN row emptied", sql("UPDATE settings SET value = '' WHERE name = 'pin.王某'"), "设置“pin.王某”"),
    Tampering("another's PIN in the row", sql(
        "UPDATE settings SET value = (SELECT value FROM settings WHERE name = 'pin.李某') WHERE name = 'pin.王某'"),
        "设置“pin.王某”"),
    Tampering("somebody named in the settings row", sql(
        "UPDATE settings SET value = '李某' WHERE name = 'operators'"), "设置“operators”"),
    Tampering("a PIN emptied by an event in the data file alone", appended(
        {"action": "setting", "place": "pin.王某", "before": "x", "after": ""}), "接不上"),
    Tampering("a recovery invented in the data file alone", appended(
        {"action": "print", "about": {"pages": 1}}), "从第 .* 条起少了", "少了最后 1 条"),
    Tampering("a wrong PIN taken out of the data file", sql(
        "DELETE FROM events WHERE content LIKE '%\"pin\"%'"), r"第 \d+ 条修改记录不见了|最后的不见了"),
    Tampering("the second place in the settings row", sql(
        "UPDATE settings SET value = '/x' WHERE name = 'backup.place'"), "设置“backup.place”"),
    # the chain rewritten by one who knows how it is made
    Tampering("an approver renamed in both records", rewritten(renamed_approver), OTHER),
    Tampering("an approver renamed, copies removed", then(
        rewritten(renamed_approver), no_copies, no_second_place), "zip 里的修改记录.*和数据里的不一样"),
    Tampering("an approver renamed in the data file", rewritten(renamed_approver, both=False), "和数据文件不一样"),
    Tampering("a seal turned into a print", rewritten(unsealed), "接不上"),
    Tampering("a moment changed in both records", rewritten(shifted), f"{OTHER}|时间"),
    Tampering("an unknown act", rewritten(lambda event: event.update(action="burn")), "接不上"),
    Tampering("an event of no report", rewritten(lambda event: event.update(report=9)), "接不上"),
    Tampering("a sealed report edited by an event", appended({
        "action": "edit", "report": 1, "place": CELLS[1], "before": 8, "after": 9},
        f"UPDATE figures SET figure = '9' WHERE place = '{CELLS[1]}'", "UPDATE reports SET last = last + 1"), "接不上"),
    # rows and shape
    Tampering("the id of the data file", sql("UPDATE desk SET file_id = 'x'"), "第 1 条"),
    Tampering("the noted end", sql("UPDATE desk SET last = 99"), "应当有 99 条"),
    Tampering("a report's unit", sql("UPDATE reports SET unit = '别处'"), "机关全称"),
    Tampering("a report's year", sql("UPDATE reports SET year = 1999"), "统计年度"),
    Tampering("a report's form", sql("UPDATE reports SET form = '2019'"), "和修改记录里的不一样"),
    Tampering("a report's moment", sql("UPDATE reports SET changed = '2020-01-01'"), "和修改记录里的不一样"),
    Tampering("a note", sql("INSERT INTO notes VALUES (1, 1, 'original', '', 'x')"), "和修改记录里的不一样"),
    Tampering("a text", sql("UPDATE texts SET text = '好。'"), "和修改记录里的不一样"),
    Tampering("a figure removed", sql(f"DELETE FROM figures WHERE place = '{CELLS[1]}'"), "“商业企业”"),
    Tampering("a figure of no place", sql("INSERT INTO figures VALUES (1, 'more', '1')"), "“more”"),
    Tampering("rows of no report", sql("INSERT INTO texts VALUES (7, 'x', 'y')"), "不属于任何报告"),
    Tampering("a table emptied", sql("DELETE FROM settings"), "设置“"),
    Tampering("a view in the place of a table", to_file(DATA_FILE, lambda path: endless_view(path, "texts")), SHAPE),
    Tampering("a column worked out", to_file(DATA_FILE, lambda path: huge_column(path, "events")), SHAPE),
    Tampering("an index more", bare_sql("CREATE INDEX i ON texts (text)"), SHAPE),
    Tampering("a view more", bare_sql("CREATE VIEW v AS SELECT 1"), SHAPE),
    Tampering("a strict table made loose", schema_words("texts", ") STRICT", ")"), SHAPE),
    Tampering("another trigger's body", schema_words("events_stay", "RAISE", "raise"), SHAPE),
    Tampering("a younger schema", bare_sql("PRAGMA user_version = 99"), "更新的程序写的"),
    Tampering("an older schema", bare_sql("PRAGMA user_version = 3"), SHAPE),
    Tampering("another program's mark", bare_sql("PRAGMA application_id = 1"), "不是本程序的"),
    Tampering("pages in circles", to_file(DATA_FILE, lambda path: many_ways(path, "reports")), "不是数据文件",
              "已经损坏"),
    # files
    Tampering("the second record linked to a device", to_file(JOURNAL, link_to_device), "不是普通的文件", "已经损坏"),
    Tampering("a pipe as the second record", to_file(JOURNAL, make_pipe), "不是普通的文件", "已经损坏"),
    Tampering("the second record linked to itself", to_file(JOURNAL, looped), "不是普通的文件", "已经损坏|重新写好"),
    Tampering("the data file linked to a device", to_file(DATA_FILE, link_to_device), "不是普通的文件", "已经损坏"),
    Tampering("the header of the second record", lines(lambda all_: all_.__setitem__(0, b"x\n")), "已经损坏"),
    Tampering("another id in its header", lines(lambda all_: all_.__setitem__(0, b'{"desk":"x","journal":1}\n')),
              "不是这份数据文件的"),
    Tampering("lines with a carriage return", to_file(JOURNAL, lambda path: _write(
        path, lambda all_: all_.replace(b"\n", b"\r\n"))), "已经损坏|不是这份|不一样"),
    Tampering("a blank line in it", lines(lambda all_: all_.insert(3, b"\n")), "从第 3 条起"),
    Tampering("a line more at its end", lines(lambda all_: all_.append(all_[-1])), "比数据文件多"),
    # packages
    Tampering("a package removed everywhere", no_packages, "不见了，或者读不出来"),
    Tampering("a file more in a package", repacked(lambda files: files.update(more=b"x")), "被改过"),
    Tampering("a trail replaced in a package", repacked(
        lambda files: files.update({name: b"" for name in files if name.endswith("trail.jsonl")})), "被改过"),
    Tampering("the first version in the second's place", lambda folder, _: (
        (folder / PACKAGES / "1-2025-v2.zip").chmod(0o644), shutil.copyfile(
            folder / PACKAGES / "1-2025-v1.zip", folder / PACKAGES / "1-2025-v2.zip")), "被改过"),
    Tampering("a pipe as a package", to_file(f"{PACKAGES}/1-2025-v2.zip", make_pipe), r"v2\.zip 不见了，或者读不出来"),
    Tampering("a package that no seal names", lambda folder, desks: shutil.copyfile(
        desks.other / PACKAGES / "1-2025-v1.zip", folder / PACKAGES / "9-2025-v1.zip"),
        "不是定稿的档案包", ONLY_VERIFY),
)  # fmt: skip

OUTSIDE = {
    "both records, every copy and every package rewritten alike": (
        then(rewritten(renamed_approver), no_copies, no_second_place, no_packages),
        "nothing in the folder: the seal's digest on paper, or a copy or package kept elsewhere",
    ),
    "both records put back, every copy and package since removed": (
        then(put_back, no_copies, no_second_place, no_packages),
        "nothing in the folder: a copy or package kept elsewhere, which tells at once",
    ),
}
"""What nobody can see who has only the folder; that the missing files are named all the same is a bonus."""
