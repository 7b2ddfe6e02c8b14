"""The program starts itself in the mode it was started in."""

import sys
from types import SimpleNamespace

import pytest

from disclosure_desk.__main__ import main
from disclosure_desk.core.own_program import WORKER, own_command


def test_the_program_starts_itself_as_it_was_started(monkeypatch):
    class Flags:
        isolated, utf8_mode = 0, 0

    monkeypatch.setattr("sys.executable", "python")
    monkeypatch.setattr("sys.flags", Flags)
    assert own_command(WORKER, "read") == ("python", "-P", "-m", "disclosure_desk", "--worker", "read")
    Flags.isolated = Flags.utf8_mode = 1
    assert own_command() == ("python", "-I", "-X", "utf8", "-m", "disclosure_desk")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert own_command(WORKER, "read") == ("python", "--worker", "read")


@pytest.mark.parametrize(
    ("typed", "does", "given"),
    [
        ([WORKER, "kills"], "acceptance.kill_work.serve_kills", ()),
        ([WORKER, "read"], "readers.worker.main.serve", ("read", "")),
        ([WORKER, "read", ".txt"], "readers.worker.main.serve", ("read", ".txt")),
    ],
)
def test_each_work_of_another_process_is_handed_what_it_is_about_and_both_streams(monkeypatch, typed, does, given):
    handed = []
    monkeypatch.setattr(f"disclosure_desk.{does}", lambda *parts: handed.append(parts) or 7)
    monkeypatch.setattr("sys.argv", ["disclosure-desk", *typed])
    assert main() == 7
    ((*about, requests, responses),) = handed
    assert tuple(about) == given
    assert (requests.mode, responses.mode) == ("rb", "wb")


def test_what_the_desktop_has_is_looked_for_in_a_process_of_its_own(monkeypatch):
    search = SimpleNamespace(print_desktop=lambda: 7)
    monkeypatch.setitem(sys.modules, "disclosure_desk.gui.acceptance.desktop_search", search)
    monkeypatch.setattr("sys.argv", ["disclosure-desk", WORKER, "desktop"])
    assert main() == 7
