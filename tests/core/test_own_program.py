"""The program starts itself in the mode it was started in."""

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
