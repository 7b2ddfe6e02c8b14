"""What a killed reading process started is ended, what it wrote is removed, and nothing of anybody else's."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from processes import is_running

from disclosure_desk.readers.child_process import cleanup
from disclosure_desk.readers.child_process.cleanup import clean_up_after, temp_folder_prefix

listed = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="sessions are looked up as Linux lists them in /proc"
)

LEADER = "import subprocess; print(subprocess.Popen(['sleep', '600'], process_group=0).pid, flush=True); input()"


@pytest.fixture
def leader():
    """A process that began a session and started another one in a group of its own; and that one."""
    command = [sys.executable, "-c", LEADER]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        started = int(process.stdout.readline())
        yield process, started
        process.kill()
        clean_up_after(process.pid)


@listed
def test_what_a_killed_process_started_is_ended(leader):
    process, started = leader
    process.kill()
    process.wait()
    assert is_running(started)
    clean_up_after(process.pid)
    assert not is_running(started)


def test_its_folders_are_removed_and_no_others(tmp_path, monkeypatch):
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = Path(tempfile.mkdtemp(prefix=temp_folder_prefix(process.pid)))
    (own / "source.doc").touch()
    others = tempfile.mkdtemp(prefix=temp_folder_prefix(int(f"{process.pid}0")))
    clean_up_after(process.pid)
    assert list(tmp_path.iterdir()) == [Path(others)]


def test_one_that_cannot_be_ended_is_not_waited_for_without_end(monkeypatch):
    tries = []
    monkeypatch.setattr(cleanup.os, "kill", lambda *asked: tries.append(asked))
    monkeypatch.setattr(cleanup, "_session_members", lambda _: [1])
    monkeypatch.setattr(cleanup, "_PAUSE", 0)
    clean_up_after(99999999)
    assert len(tries) == cleanup._TRIES


def test_members_of_a_session_are_told_by_the_fields_behind_the_name(monkeypatch, tmp_path):
    listed = {
        "11": "11 (soffice) S 9 11 700 0",
        "12": "12 (a) b (c) R 9 12 700 0",  # names have brackets and blanks of their own
        "13": "13 (ended) Z 9 13 700 0",
        "14": "14 (another) S 9 14 701 0",
    }
    for number, status in listed.items():
        (tmp_path / number).mkdir()
        (tmp_path / number / "stat").write_text(status)
    (tmp_path / "15").mkdir()
    (tmp_path / "15" / "stat").mkdir()  # cannot be read: it ended meanwhile
    monkeypatch.setattr(cleanup, "_PROCESSES", tmp_path)
    assert sorted(cleanup._session_members(700)) == [11, 12]
