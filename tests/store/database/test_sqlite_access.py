"""The database connection: what writes is loaded when it is wanted, and a transaction ends once."""

import sqlite3
from pathlib import Path

import pytest

from disclosure_desk.store.sqlite_access import Database
from disclosure_desk.store.store import Store


def test_the_library_that_writes_is_loaded_ahead_when_that_is_asked(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with Store.open(tmp_path) as store:
        assert "library" not in vars(store._db)
        store.load_writing()
        assert "library" in vars(store._db)


@pytest.mark.parametrize(("end", "kept"), [(Database.commit, [(1,)]), (Database.rollback, [])])
def test_a_transaction_that_sqlite_has_ended_already_is_ended_without_an_error(end, kept) -> None:
    database = Database(sqlite3.connect(":memory:", isolation_level=None))
    database.execute("CREATE TABLE one (id)")
    database.begin()
    database.execute("INSERT INTO one VALUES (1)")
    end(database)
    end(database)
    assert database.execute("SELECT id FROM one").fetchall() == kept
    database.close()
