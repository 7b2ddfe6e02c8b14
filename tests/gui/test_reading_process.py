import os
import stat

import pytest

from disclosure_desk.form_file import load_form
from disclosure_desk.gui import reading_process
from disclosure_desk.gui.reading_process import ReadingProcess


@pytest.fixture
def process(qapp):  # noqa: ARG001 - a process needs the application
    process = ReadingProcess(load_form, ".txt")
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
        monkeypatch.setattr(reading_process.sys, "executable", str(path))
        return ReadingProcess(load_form, ".txt")

    return act


def test_a_file_is_read_in_another_process(qtbot, process, seed_path):
    with qtbot.waitSignal(process.done) as told:
        process.start(seed_path.read_bytes())
    assert told.args[0].report.value("requests.received.total") == 1
    assert len(told.args[0].items) > 50


def test_what_cannot_be_read_is_told_in_a_sentence(qtbot, process):
    with qtbot.waitSignal(process.refused) as told:
        process.start(bytes(range(256)) * 40)
    assert told.args[0].endswith("。")


@pytest.mark.parametrize(
    "script",
    ["kill -9 $$", "kill -SEGV $$", "exit 0", "head -c 9 >/dev/null; exit 3", "echo Traceback; exec cat", "printf P"],
)
def test_a_process_that_dies_is_told_in_one_sentence(qtbot, acts_as, script, seed_path):
    process = acts_as(script)
    with qtbot.waitSignal(process.refused) as told:
        process.start(seed_path.read_bytes())
    assert told.args == [reading_process._BROKEN]
    process.stop()


def test_a_program_that_cannot_be_started_is_told(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr(reading_process.sys, "executable", str(tmp_path / "none"))
    process = ReadingProcess(load_form, ".txt")
    with qtbot.waitSignal(process.refused) as told:
        process.start(b"x")
    assert told.args == [reading_process._NOT_STARTED]


def test_nothing_is_heard_after_a_stop(qtbot, process, seed_path):
    with qtbot.assertNotEmitted(process.done, wait=300), qtbot.assertNotEmitted(process.refused):
        process.start(seed_path.read_bytes())
        process.stop()


def test_a_packed_program_is_called_by_itself(monkeypatch):
    assert reading_process._before_arguments() == ["-P", "-m", "disclosure_desk"]
    monkeypatch.setattr(reading_process.sys, "frozen", True, raising=False)
    assert reading_process._before_arguments() == []


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
