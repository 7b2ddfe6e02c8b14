"""A reading that wants too much memory or time is refused, in the window's process and in the command alike."""

import signal
import sys
from functools import partial
from pathlib import Path
from threading import Thread

import pytest

from disclosure_desk.cli import source
from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import reading_limits as limits
from disclosure_desk.readers.child_process import memory_limit
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.reading_limits import reading_limits

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")


@on_linux
@pytest.mark.parametrize("status", ["/proc/self/status", "/no root/has this"], ids=["", "without /proc"])
def test_reading_that_wants_more_memory_is_refused_and_the_process_goes_on(monkeypatch, tmp_path, status):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(memory_limit, "_STATUS", tmp_path / "none" if "no root" in status else memory_limit._STATUS)
    before = resource.getrlimit(resource.RLIMIT_DATA)

    with pytest.raises(ReadError, match="要用的内存太多"), reading_limits(memory=50_000_000):
        bytearray(4_000_000_000)

    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    assert len(bytearray(90_000_000)) == 90_000_000


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the limit is that of POSIX systems")
def test_reading_that_never_ends_is_refused_and_no_alarm_is_left():
    before = signal.getsignal(signal.SIGALRM)

    def wait_for_ever():
        while True:
            pass

    with pytest.raises(ReadError, match="用的时间太长"), reading_limits(seconds=0.02):
        wait_for_ever()

    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGALRM) == before


def test_reading_within_the_limits_is_not_hindered_in_any_thread():
    done: list[int] = []

    def work():
        with reading_limits():
            done.append(len(bytearray(1000)))

    work()
    thread = Thread(target=work)
    thread.start()
    thread.join()

    assert done == [1000, 1000]


def test_a_system_without_such_limits_reads_all_the_same(monkeypatch):
    monkeypatch.setattr(memory_limit.sys, "platform", "win32")
    monkeypatch.delattr(limits.signal, "setitimer", raising=False)

    with reading_limits(memory=1, seconds=0.0):
        done = len(bytearray(1000))

    assert done == 1000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="without /proc all that was ever taken counts")
def test_command_holds_to_the_limits_and_names_the_file(monkeypatch, tmp_path):
    path = tmp_path / "年报.txt"
    path.write_bytes(b"a" * 40_000_000)
    monkeypatch.setattr(source, "reading_limits", partial(reading_limits, memory=10_000_000))

    with pytest.raises(ReadError, match=r"^年报\.txt：读这份文件要用的内存太多"):
        source.read_source(load_form("2021"), str(path))
