"""Inputs of a package: by checked bytes only, and for the machine that it is for."""

from pathlib import Path

import pytest
from packages import fetch
from packages.stop import BuildStopped, run_step


@pytest.mark.parametrize(
    ("machine", "qt"),
    [("linux-amd64", "6.8.3"), ("linux-arm64", "6.8.0.2"), ("windows-amd64", "6.8.3")],
)
def test_each_machine_gets_its_own_qt_and_every_line_has_digests(machine: str, qt: str):
    lines = list(fetch.locked_requirements(machine))
    assert [line.split()[0] for line in lines if line.startswith("pyside6")] == [f"pyside6-essentials=={qt}"]
    assert all(" --hash=sha256:" in line and ";" not in line for line in lines)


def test_a_file_with_other_bytes_is_removed_and_refused(tmp_path: Path):
    path = tmp_path / "input.tar.xz"
    path.write_bytes(b"sound")
    assert fetch.checked(path, fetch.digest(path)) == path
    with pytest.raises(BuildStopped, match=r"input.tar.xz has other bytes than locked: [0-9a-f]{64}\. "):
        fetch.checked(path, "0" * 64)
    assert not path.exists()


def test_every_input_has_a_digest_and_a_licence():
    for entry in fetch.INPUTS["sources"]:
        assert entry["licence"]
        assert all(len(bytes.fromhex(one)) == 32 for one in entry["files"].values())
    assert all(len(bytes.fromhex(one["sha256"])) == 32 for one in fetch.INPUTS["wheels"])


def test_what_a_program_said_last_and_what_is_not_installed_stop_the_build_in_one_line(tmp_path: Path):
    with pytest.raises(BuildStopped, match=r"^It could not be listed\. \(.*absent.*\)$"):
        fetch.run(["ls", tmp_path / "absent"], "It could not be listed.")
    with pytest.raises(BuildStopped, match=r"^The program no-such-program is not installed\. Install it\.$"):
        fetch.run(["no-such-program"], "Install it.")


def test_a_step_that_stops_says_its_line_and_ends_with_1(capsys: pytest.CaptureFixture[str]):
    def step(_arguments: object) -> None:
        raise BuildStopped("Something is missing: do this.")

    with pytest.raises(SystemExit, match="1"):
        run_step(step)
    assert capsys.readouterr().err == "==> Something is missing: do this.\n"
