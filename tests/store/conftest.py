"""A store in a folder of its own, and what breaks one from outside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from meddling import without_triggers

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.store.store import Store

CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("empty")
    Store.open(folder).close()
    return (folder / DATA_FILE).read_bytes()


@pytest.fixture
def store(folder: Path, empty_file: bytes) -> Iterator[Store]:
    """An empty store that need not outlive a power cut: that keeps the tests quick."""
    folder.mkdir()
    (folder / DATA_FILE).write_bytes(empty_file)
    with Store.open(folder) as one:
        one.connection_for_tests.execute("PRAGMA synchronous = OFF")
        yield one


@pytest.fixture
def forms(form: Form) -> Callable[[str], Form]:
    """`load_form` without reading the file each time."""
    return {form.id: form}.__getitem__


@pytest.fixture
def tamper(folder: Path) -> Callable[..., None]:
    """Run SQL on the closed file as another program would, the triggers out of the way for that long."""

    def run(*statements: str, values: Iterable[Sequence[object]] = ((),)) -> None:
        with without_triggers(folder / DATA_FILE) as db:
            for statement in statements:
                for row in values:
                    db.execute(statement, row)

    return run


@pytest.fixture
def desk(store: Store, blank_report: Report) -> Store:
    """A store with a report and one change."""
    report_id = store.create(blank_report)
    store.apply(report_id, [Change(CELL, None, 1)], "edit")
    return store


@pytest.fixture
def copied(desk: Store) -> Path:
    """A closed desk whose copy is one change old."""
    made = desk.back_up(NOW)
    assert made is not None
    desk.apply(1, [Change(CELL, 1, 2), Change(TEXT, "", "后来")], "edit")
    desk.close()
    return made.path
