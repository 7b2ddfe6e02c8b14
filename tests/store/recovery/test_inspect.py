"""Reading a data folder from a copy, also while somebody writes in it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosure_desk.core.report import Change
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.store.recovery import inspect
from disclosure_desk.store.store import Store

Act = Callable[[], object]


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return the names of all files that are copied from now on, and do something in the middle of the first."""
    copy = shutil.copyfile

    def during(act: Act = lambda: None) -> list[str]:
        names: list[str] = []

        def half_before_and_half_after(source: Path, target: Path) -> None:
            names.append(source.name)
            begun = source.read_bytes()
            if len(names) == 1:
                act()
            copy(source, target)
            if source.read_bytes() != begun:
                target.write_bytes(begun[: len(begun) // 2])

        monkeypatch.setattr(inspect.shutil, "copyfile", half_before_and_half_after)
        return names

    monkeypatch.setattr(inspect, "_PAUSE", 0)
    return during


def test_a_file_that_is_written_while_it_is_copied_is_copied_again(desk: Store, folder: Path, copies) -> None:
    newest = desk.events()[-1].seq
    copied = copies(lambda: desk.apply(1, [Change("problems", "", "后来写的。")], "edit"))

    looked = inspect.inspect_data_file(folder / DATA_FILE)

    assert (looked.faults, looked.state.last) == ([], newest + 1)
    assert copied.count(DATA_FILE) == 2


@pytest.mark.usefixtures("desk")
def test_a_file_that_nobody_writes_is_copied_once(folder: Path, copies) -> None:
    copied = copies()

    assert inspect.inspect_data_file(folder / DATA_FILE).faults == []
    assert copied.count(DATA_FILE) == 1
