"""Stores that earlier versions wrote, kept as files: they open, nothing is lost, half a migration leaves the old one.

v1: what the first program wrote, one report with a step of every kind, one that was imported with a note and updated.
v2: the same file after the version that first kept settings.
v3: the same with two settings, after the version that first kept explanations.
v4: the same file after the version that first recorded settings and kept a second record, which is not beside it.
v5: the same file after the version that first changed notes in a step.

The next is the last one here, copied and opened once by the program as it is before the next migration.
"""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note, new_report
from disclosure_desk.store.database.schema import MIGRATIONS
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.actions import STARTS, STEPS
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.store.store import Store

Forms = Callable[[str], Form]
RELEASED = Path(__file__).resolve().parents[1] / "data" / "stores"
UNIT = "涿河区金牛山街道办事处"
BUSINESS, RESEARCH = "requests.received.business", "requests.received.research"
OLD_TABLES = ("desk", "reports", "figures", "texts", "notes", "events")
KEPT = OLD_TABLES[1:5]
"""What no migration adds to."""
_SETTINGS = {"page.tint": "no", "checks.words": "台帐→台账"}
WITHOUT_SETTINGS = {"v1", "v2"}


@pytest.fixture(params=sorted(RELEASED.iterdir()), ids=lambda path: path.stem)
def released(request: pytest.FixtureRequest, folder: Path) -> Path:
    """A data folder as an earlier version left it."""
    folder.mkdir()
    (folder / "version").write_text(request.param.stem)
    (folder / DATA_FILE).write_bytes(request.param.read_bytes())
    return folder


def columns(folder: Path) -> dict[str, str]:
    """The columns of the tables that the first version stored; what else `desk` has moves with each event."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        found = {one: db.execute("SELECT name FROM pragma_table_info(?)", [one]).fetchall() for one in OLD_TABLES}
        return {table: ", ".join(name for (name,) in names) for table, names in found.items()} | {"desk": "file_id"}


def rows(folder: Path, wanted: Mapping[str, str]) -> dict[str, list[tuple[object, ...]]]:
    """What these columns have."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        return {table: sorted(db.execute(f"SELECT {what} FROM {table}"), key=repr) for table, what in wanted.items()}  # noqa: S608


def version(folder: Path) -> int:
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_there_is_a_file_of_every_earlier_version() -> None:
    assert [path.stem for path in sorted(RELEASED.iterdir())] == [f"v{number}" for number in range(1, len(MIGRATIONS))]


def test_it_is_migrated_and_no_row_is_lost(released: Path) -> None:
    wanted = columns(released)
    before = rows(released, wanted)
    assert version(released) < len(MIGRATIONS)
    Store.open(released).close()
    assert version(released) == len(MIGRATIONS)
    after = rows(released, wanted)
    assert all(set(before[table]) <= set(after[table]) for table in OLD_TABLES)
    assert {table: after[table] for table in KEPT} == {table: before[table] for table in KEPT}


def test_its_reports_are_what_was_keyed(released: Path, forms: Forms, form: Form) -> None:
    keyed = {
        RESEARCH: 0,
        BUSINESS: 0,
        "proactive.fee.amount": Decimal("1.500001"),
        "problems": "一是公开不够主动。\n二是目录不够细。",
    }
    taken = {BUSINESS: 8, RESEARCH: 10**12 - 1, "problems": "无。"}
    with Store.open(released) as store:
        ids = [one.id for one in store.reports()]
        wanted = [
            new_report(form, UNIT, 2024, keyed),
            new_report(form, UNIT, 2023, taken, (Note("unplaced", "", "联系电话"),)),
        ]
        assert [store.load(one, forms) for one in ids] == [store.replay(one, forms) for one in ids] == wanted
        assert {event.action for one in ids for event in store.events(one)} == STARTS | STEPS


def test_it_is_worked_on_like_any_other(released: Path, forms: Forms, form: Form) -> None:
    chosen = {} if (released / "version").read_text() in WITHOUT_SETTINGS else _SETTINGS
    with Store.open(released) as store:
        assert store.settings() == chosen
        store.put_settings({"page.cover": "no"})
        new = store.create(new_report(form, UNIT, 2025))
    with Store.open(released) as store:
        assert store.settings() == chosen | {"page.cover": "no"}
        assert store.load(new, forms) == new_report(form, UNIT, 2025)


def test_half_a_migration_leaves_the_old_file(released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, *steps = (released / DATA_FILE).read_bytes(), *MIGRATIONS[:-1]

    def half(db: sqlite3.Connection) -> None:
        MIGRATIONS[-1](db)  # type: ignore[arg-type] # sqlite-utils' database in truth
        db.execute("SELECT no_such_function()")

    for module in ("schema", "connection"):
        monkeypatch.setattr(f"disclosure_desk.store.database.{module}.MIGRATIONS", (*steps, half))
    with pytest.raises(StoreError, match="程序没有改动里面的任何内容"):
        Store.open(released)
    assert (released / DATA_FILE).read_bytes() == content
    monkeypatch.undo()
    with Store.open(released) as store:
        assert len(store.reports()) == 2
