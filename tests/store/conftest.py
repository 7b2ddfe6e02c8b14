"""A store in a folder of its own, and what breaks one from outside."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from disclosure_desk.form import Form
from disclosure_desk.store import FILE, Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("empty")
    Store.open(folder).close()
    return (folder / FILE).read_bytes()


@pytest.fixture
def store(folder: Path, empty_file: bytes) -> Iterator[Store]:
    """An empty store that need not outlive a power cut: that keeps the tests quick."""
    folder.mkdir()
    (folder / FILE).write_bytes(empty_file)
    with Store.open(folder) as one:
        one._db.execute("PRAGMA synchronous = OFF")
        yield one


@pytest.fixture
def forms(form: Form) -> Callable[[str], Form]:
    """`load_form` without reading the file each time."""
    return {form.id: form}.__getitem__


@pytest.fixture
def tamper(folder: Path) -> Callable[..., None]:
    """Run SQL on the closed file as another program would, the triggers out of the way for that long."""

    def run(*statements: str, values: Iterable[Sequence[object]] = ((),)) -> None:
        with closing(sqlite3.connect(folder / FILE)) as db, db:
            db.execute("PRAGMA synchronous = OFF")
            db.execute("BEGIN")
            triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _ in triggers:
                db.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                for row in values:
                    db.execute(statement, row)
            for _, sql in triggers:
                db.execute(sql)

    return run
