import os
import signal
import stat
import sys
from pathlib import Path

import pytest
from processes import is_running

from disclosure_desk.core.form_file import load_form
from disclosure_desk.gui.importing import import_process
from disclosure_desk.gui.importing.import_process import ImportProcess

pytestmark = pytest.mark.usefixtures("read_by_a_process")


@pytest.fixture
def process(qapp):  # noqa: ARG001 - a process needs the application
    process = ImportProcess(load_form, ".txt")
    yield process
    process.stop()


@pytest.fixture
def acts_as(monkeypatch, tmp_path):
    """Let another program stand for this one."""
    if os.name != "posix":
        pytest.skip("needs a shell")

    def act(script):
        path = tmp_path / "other.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(import_process.sys, "executable", str(path))
        return ImportProcess(load_form, ".txt")

    return act


def test_a_file_is_read_in_another_process(qtbot, process, pasted_path):
    with qtbot.waitSignal(process.done) as told:
        process.start(pasted_path.read_bytes())
    assert told.args[0].report.value("requests.received.total") == 3
    assert len(told.args[0].items) > 50


def test_what_cannot_be_read_is_told_in_a_sentence(qtbot, process):
    with qtbot.waitSignal(process.refused) as told:
        process.start(bytes(range(256)) * 40)
    assert told.args[0].endswith("。")


@pytest.mark.parametrize(
    "script",
    ["kill -9 $$", "kill -SEGV $$", "exit 0", "head -c 9 >/dev/null; exit 3", "echo Traceback; exec cat", "printf P"],
)
def test_a_process_that_dies_is_told_in_one_sentence(qtbot, acts_as, script, pasted_path):
    process = acts_as(script)
    with qtbot.waitSignal(process.refused) as told:
        process.start(pasted_path.read_bytes())
    assert told.args == [import_process._BROKEN]
    process.stop()


def test_a_program_that_cannot_be_started_is_told(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(import_process.sys, "executable", str(tmp_path / "none"))
    process = ImportProcess(load_form, ".txt")
    with qtbot.waitSignal(process.refused) as told:
        process.start(b"x")
    assert told.args == [import_process._NOT_STARTED]


def test_nothing_is_heard_after_a_stop(qtbot, process, pasted_path):
    with qtbot.assertNotEmitted(process.done, wait=300), qtbot.assertNotEmitted(process.refused):
        process.start(pasted_path.read_bytes())
        process.stop()


def test_an_office_program_ends_with_the_reading(qtbot, process, monkeypatch, tmp_path):
    if os.name != "posix":
        pytest.skip("needs a shell")
    office, started = tmp_path / "soffice", tmp_path / "started"
    office.write_text(f"#!/bin/sh\necho $$ > {started}\nexec sleep 600\n")
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    process.start(b"{\\rtf1 x}")
    qtbot.waitUntil(lambda: started.exists() and started.read_text().strip().isdecimal())
    process.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


OFFICE = """#!/usr/bin/env python3
import os, pathlib, subprocess
child = subprocess.Popen(["sleep", "600"])
pathlib.Path({told!r}).write_text(f"{{os.getppid()}} {{os.getpid()}} {{child.pid}} {{os.getcwd()}}")
child.wait()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="sessions are looked up as Linux lists them in /proc")
def test_a_reading_that_is_killed_leaves_no_program_and_no_file_behind(qtbot, process, monkeypatch, tmp_path):
    office, told = tmp_path / "soffice", tmp_path / "told"
    office.write_text(OFFICE.format(told=str(told)))
    office.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    process.start(b"{\\rtf1 x}")
    qtbot.waitUntil(lambda: told.exists() and told.read_text().count(" ") == 3)
    reader, *programs, folder = told.read_text().split(" ")
    assert Path(folder).is_dir()
    with qtbot.waitSignal(process.refused):
        os.kill(int(reader), signal.SIGKILL)
    qtbot.waitUntil(lambda: not any(is_running(int(program)) for program in programs))
    assert not Path(folder).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs signals")
def test_a_process_that_hangs_on_a_share_that_does_not_answer_is_ended(qtbot, process, monkeypatch, pasted_path):
    monkeypatch.setattr(import_process, "_FAREWELL", 10)
    with qtbot.waitSignal(process._process._process.started):
        process.fetch(pasted_path)
    os.kill(process._process._number, signal.SIGSTOP)
    process.stop()
    assert not is_running(process._process._number)


def test_a_file_is_fetched_by_the_process_and_its_bytes_come_back(qtbot, process, pasted_path):
    fetched = []
    process.fetched.connect(fetched.append)
    with qtbot.waitSignal(process.done):
        process.fetch(pasted_path)
    assert fetched == [pasted_path.read_bytes()]
