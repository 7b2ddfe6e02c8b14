"""Each write of each thing a clerk does fails once, or from then on: what is stored is as before or as after.

    python tests/soak/failing_writes.py

SQLite's own calls of the system are taken over through its test interface (xSetSystemCall), Python's where the program
calls them. Needs no root and no other file system.
"""

import argparse
import ctypes
import errno
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from clerk import (
    CELLS,
    NOTHING,
    NOW,
    TEXTS,
    Known,
    beside,
    days_work,
    forms,
    hand_out,
    seen,
    send_back,
    sign,
    small_package,
)
from outcome import print_outcome

from disclosure_desk.archive import sealing
from disclosure_desk.archive.approving import correct, publish
from disclosure_desk.archive.sealing import SealCandidate
from disclosure_desk.core.report import Change
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, JOURNAL
from disclosure_desk.store.recovery.restore import trust_data_file, trust_journal
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.page_settings import PageSettings

DONE = ("数据已经换成备份", "本机的备份做好了", "没有写成", "写好了，但是")
"""Words of an error that say that it is done all the same; who was given a file is recorded before it is written."""
UNKNOWN = ("看不出刚才这一步保存了没有", "没有做完")
"""Words that say that nobody knows before it is opened again."""
ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
_SIZE, _HANDLE = ctypes.c_ssize_t, ctypes.c_int
CALLS: dict[bytes, tuple[Any, ...]] = {
    b"write": (_SIZE, _HANDLE, ctypes.c_void_p, ctypes.c_size_t),
    b"pwrite": (_SIZE, _HANDLE, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    b"pwrite64": (_SIZE, _HANDLE, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64),
    b"ftruncate": (_HANDLE, _HANDLE, ctypes.c_int64),
    b"unlink": (_HANDLE, ctypes.c_char_p),
    b"openDirectory": (_HANDLE, ctypes.c_char_p, ctypes.c_void_p),
}
"""What SQLite writes with: result and arguments."""


class Vfs(ctypes.Structure):
    """sqlite3_vfs, as far as it is needed."""


_Set = ctypes.CFUNCTYPE(_HANDLE, ctypes.POINTER(Vfs), ctypes.c_char_p, ctypes.c_void_p)
_Get = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(Vfs), ctypes.c_char_p)
Vfs._fields_ = [
    ("version", _HANDLE),
    ("size_of_file", _HANDLE),
    ("longest_path", _HANDLE),
    ("next", ctypes.c_void_p),
    ("name", ctypes.c_char_p),
    ("data", ctypes.c_void_p),
    ("methods", ctypes.c_void_p * 13),
    ("set_system_call", _Set),
    ("get_system_call", _Get),
]


class Trouble:
    """Counts the writes, and lets one of them fail: the one at `at` (0: none), or with `lasting` all from there on."""

    def __init__(self) -> None:
        self.count = self.at = 0
        self.error, self.lasting = errno.EIO, False

    def begin(self, at: int = 0, error: int = errno.EIO, *, lasting: bool = False) -> None:
        self.count, self.at, self.error, self.lasting = 0, at, error, lasting

    def strikes(self) -> bool:
        self.count += 1
        return bool(self.at) and (self.count == self.at or (self.lasting and self.count > self.at))

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """A function of Python's that fails when its turn comes."""

        def failing(*arguments: Any, **named: Any) -> Any:
            if self.strikes():
                raise OSError(self.error, os.strerror(self.error), "x")
            return call(*arguments, **named)

        return failing

    def file(self) -> type[io.FileIO]:
        """A file whose writes fail when their turn comes."""
        trouble = self

        class Failing(io.FileIO):
            def write(self, content: Any) -> int:
                return int(trouble.around(super().write)(content))

            def truncate(self, size: int | None = None) -> int:
                return int(trouble.around(super().truncate)(size))

        return Failing


@contextmanager
def sqlite_in_trouble(trouble: Trouble) -> Iterator[None]:
    """SQLite's writes fail when their turn comes, as long as this lasts; LookupError where they cannot be made to."""
    name = find_library("sqlite3")
    if os.name != "posix" or name is None:
        raise LookupError("SQLite is not a library of the system's here")
    library = ctypes.CDLL(name)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
    vfs = library.sqlite3_vfs_find(None)
    kept = []
    for call, (result, *arguments) in CALLS.items():
        address = vfs.contents.get_system_call(vfs, call)
        if address:
            kind = ctypes.CFUNCTYPE(result, *arguments, use_errno=True)
            own = kind(_failing(trouble, kind(address)))
            kept.append((call, own))
            vfs.contents.set_system_call(vfs, call, ctypes.cast(own, ctypes.c_void_p))
    try:
        yield
    finally:
        for call, _ in kept:
            vfs.contents.set_system_call(vfs, call, None)


def _failing(trouble: Trouble, call: Callable[..., int]) -> Callable[..., int]:
    def failing(*arguments: Any) -> int:
        if trouble.strikes():
            ctypes.set_errno(trouble.error)
            return -1
        return call(*arguments)

    return failing


@contextmanager
def in_trouble(trouble: Trouble) -> Iterator[None]:
    """All writes fail when their turn comes."""
    failing = trouble.file()
    calls = {name: trouble.around(getattr(os, name)) for name in ("fsync", "replace", "mkdir", "chmod")}
    with (
        sqlite_in_trouble(trouble),
        patch.multiple(os, **calls),
        patch("disclosure_desk.store.journal.FileIO", failing),
        patch("disclosure_desk.core.atomic_file.os.fdopen", lambda handle, _: io.BufferedWriter(failing(handle, "wb"))),
        patch("disclosure_desk.core.atomic_file.os.open", trouble.around(os.open)),
        patch("shutil.copyfile", trouble.around(shutil.copyfile)),
    ):
        yield


class Action(NamedTuple):
    """Something a clerk does: with an open store, or (`opens`) with a folder whose store is closed; after `first`."""

    name: str
    do: Callable[[Any], object]
    opens: bool = False
    first: Callable[[Store], object] | None = None


def _seal(store: Store) -> None:
    sealing.seal(store, 1, SealCandidate(store.load(1, forms), (), PageSettings()), {}, NOW)


def _correct(store: Store) -> None:
    correct(store, 1, "第三张表写错了")


def _publish(store: Store) -> None:
    publish(store, 1, "2026-01-22", "门户网站")


def _copy_twice(store: Store) -> None:
    store.back_up(NOW, beside(store.path.parent)[0])


def _change(store: Store, action: str, *places: str) -> None:
    report = store.load(1, forms)
    values = {place: "长" * 5000 if place in TEXTS else 4321 for place in places}
    store.apply(1, [Change(place, report.value(place), after) for place, after in values.items()], action)


def _complete(folder: Path) -> None:
    content = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(content[: content.rindex(b"\n", 0, -1) - 20])
    Store.open(folder).close()


def _rebuild(folder: Path) -> None:
    for lost in folder.glob("desk.sqlite3*"):
        lost.unlink()
    Store.open(folder).close()


def _go_back(folder: Path) -> None:
    (copy,) = list((folder / BACKUPS).glob("*.sqlite3"))[:1]
    roll_back(folder, copy, replay=True)


def _go_back_as_it_was(folder: Path) -> None:
    (copy,) = list((folder / BACKUPS).glob("*.sqlite3"))[:1]
    roll_back(folder, copy, replay=False)


ACTIONS = (
    Action("type a figure", lambda store: _change(store, "edit", CELLS[0])),
    Action("type a text", lambda store: _change(store, "edit", TEXTS[0])),
    Action("paste", lambda store: _change(store, "paste", *CELLS, *TEXTS)),
    Action("choose a setting", lambda store: store.put_settings({"a": "x", "b": "y"})),
    Action("print", lambda store: store.record_act(1, "print", {"pages": 6})),
    Action("make a copy", lambda store: store.back_up(NOW)),
    Action("make a copy in two places", _copy_twice),
    Action("sign", sign),
    Action("hand back", send_back),
    Action("hand out", hand_out),
    Action("seal", _seal),
    Action("correct", _correct, first=_seal),
    Action("publish", _publish, first=_seal),
    Action("hand out what is sealed", hand_out, first=_seal),
    Action("open", lambda folder: Store.open(folder).close(), opens=True),
    Action("open with a torn second record", _complete, opens=True),
    Action("open without a data file", _rebuild, opens=True),
    Action("go back to a copy", _go_back, opens=True),
    Action("go back to how it was then", _go_back_as_it_was, opens=True),
    Action("make a copy that is asked for", lambda store: store.back_up(NOW, is_asked=True)),
    Action("set a PIN", lambda store: store.put_settings({"pin.王某": "scrypt:4:8:1:00:00"})),
    Action("try a wrong PIN", lambda store: store.record_act(None, "pin", {"who": "王某", "right": 0, "for": "登录"})),
    Action("trust the second record", trust_journal, opens=True),
    Action("trust the data file", trust_data_file, opens=True),
)


def desk(folder: Path) -> Path:
    """A data folder that has been worked on, with a copy, and nothing sealed."""
    sealing.package = small_package
    with Store.open(folder) as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        work = list(islice(days_work(Random(11), NOTHING), 30))
        for act, _ in work:
            act(store)
        if work[-1][1].is_sealed:
            store.record_act(1, "correct", {}, "x")
        store.back_up(NOW)
        store.apply(1, [Change(CELLS[1], store.load(1, forms).cells[CELLS[1]], 17)], "edit")
    return folder


def held(folder: Path) -> Known:
    with Store.open(folder) as store:
        events = store.events()
        assert not store.package_faults()
        return seen(store, events)


def points(action: Action, source: Path, place: Path) -> tuple[int, Known]:
    """How often an action writes, and what is there when it is done."""
    trouble = Trouble()
    with in_trouble(trouble):
        _said(action, copied(source, place), trouble)
        count = trouble.count
        trouble.begin()
    return count, held(place)


def copied(source: Path, place: Path) -> Path:
    second, handed_out = beside(place)
    for old in (place, second):
        shutil.rmtree(old, ignore_errors=True)
    second.mkdir()
    handed_out.unlink(missing_ok=True)
    return Path(shutil.copytree(source, place))


def _said(action: Action, folder: Path, trouble: Trouble, *strike: int, lasting: bool = False) -> str:
    """What a StoreError said, a proper no, or "" where the action came to its end; anything else is a fault."""
    try:
        if action.opens:
            trouble.begin(*strike, lasting=lasting)
            action.do(folder)
            return ""
        with Store.open(folder) as store:
            trouble.begin(*strike, lasting=lasting)
            try:
                action.do(store)
            finally:
                trouble.at = 0
            _still_works(store)
    except WriteError as error:
        return of_file(str(error), beside(folder)[1])
    except StoreError as error:
        return str(error)
    return ""


def of_file(said: str, path: Path) -> str:
    """What was said of a file that was handed out; AssertionError where it is not so."""
    assert path.exists() is ("写好了，但是" in said), f"it is there or not: {said}"
    return said


def wrong_words(said: str, stands: Known, before: Known, after: Known) -> str:
    """What of the words is not so; "" if nothing. Only who is told that it is done may find it done after an error."""
    if not said:
        return "" if stands.same(after) else f"called done, but stands {stands}"
    if any(claim in said for claim in DONE):
        return "" if stands.same(after) else f"called done, but stands {stands}: {said}"
    if any(claim in said for claim in UNKNOWN):
        return "" if stands.same(before) or stands.same(after) else f"neither before nor after: {stands}: {said}"
    return "" if stands.same(before) else f"called not done, but stands {stands}: {said}"


def _still_works(store: Store) -> None:
    events = store.events()
    assert seen(store, events)


def strike(
    action: Action, source: Path, place: Path, strikes: tuple[int, int, bool], known: tuple[Known, Known]
) -> str:
    """What is wrong after a write failed; "" if nothing is."""
    at, error, lasting = strikes
    before, after = known
    trouble = Trouble()
    try:
        with in_trouble(trouble):
            said = _said(action, copied(source, place), trouble, at, error, lasting=lasting)
        stands = held(place)
    except Exception as fault:  # noqa: BLE001 - each is what is looked for
        return f"{action.name}, write {at}, {errno.errorcode[error]}{', lasting' * lasting}: {fault!r}"
    wrong = wrong_words(said, stands, before, after)
    return f"{action.name}, write {at}, {errno.errorcode[error]}{', lasting' * lasting}: {wrong}" if wrong else ""


def prepared(action: Action, of_all: Path, place: Path) -> Path:
    """The desk as it is before an action."""
    source = copied(of_all, place)
    if action.first:
        with Store.open(source) as store:
            action.first(store)
    return source


def run(folder: Path, every: int = 1) -> tuple[dict[str, int], int, list[str]]:
    """How often each action writes, how many failures were tried (each `every`th), and what was wrong after one."""
    desk_of_all, place = desk(folder / "desk"), folder / "tried"
    counts, tried, wrong = {}, 0, []
    for action in ACTIONS:
        source = prepared(action, desk_of_all, folder / "source")
        before = held(source)
        counts[action.name], after = points(action, source, place)
        strikes = [
            (at, error, lasting)
            for at in range(1, counts[action.name] + 1)
            for error in ERRORS
            for lasting in (False, True)
        ][::every]
        told = [strike(action, source, place, one, (before, after)) for one in strikes]
        tried, wrong = tried + len(told), [*wrong, *(one for one in told if one)]
    return counts, tried, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try each nth failure only")
    memory = Path("/dev/shm")  # noqa: S108 - nothing here waits for a disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        counts, tried, wrong = run(Path(name), parser.parse_args().every)
    for action, count in counts.items():
        sys.stdout.write(f"{count:5} writes: {action}\n")
    total = sum(counts.values())
    return print_outcome(f"{datetime.now(UTC):%Y-%m-%d} {total} writes, {tried} failures, {len(wrong)} wrong", wrong)


if __name__ == "__main__":
    sys.exit(main())
