"""A short run of each long one: kills, failing writes, tampering, things destroyed, and bits turned over."""

import os
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import pytest
from tamper import (
    DESTROYED,
    MATRIX,
    Desks,
    folder_says,
    lost,
    made,
    missed,
    missed_in_office,
    opening_says,
    verify_says,
)
from tamper_witnesses import MORE, made_office

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    return made(tmp_path_factory.mktemp("desks"))


def test_a_desk_nobody_tampered_with_is_whole(desks: Desks) -> None:
    assert verify_says(desks.desk) == opening_says(desks.desk) == ""


@pytest.mark.parametrize("tampering", MATRIX, ids=lambda one: one.name)
def test_tampering_is_named(tampering, desks: Desks, tmp_path: Path) -> None:
    assert missed(tampering, desks, tmp_path) == ""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desks:
    return made_office(tmp_path_factory.mktemp("office"))


@pytest.mark.skipif(sys.platform != "linux", reason="devices and pipes are Linux's")
@pytest.mark.parametrize("tampering", MORE[::3], ids=lambda one: one.name)
def test_tampering_with_an_office_is_named(tampering, office: Desks) -> None:
    assert missed_in_office(tampering, office, office.desk.parent) == ""


@pytest.mark.skipif(sys.platform != "linux", reason="devices and pipes are Linux's")
def test_an_office_nobody_tampered_with_is_whole(office: Desks) -> None:
    assert folder_says(office.desk) == opening_says(office.desk) == ""


@pytest.mark.parametrize("what", DESTROYED)
def test_nothing_is_lost_with_any_one_thing_destroyed(what: str, desks: Desks, tmp_path: Path) -> None:
    assert lost(DESTROYED[what], desks, tmp_path) == 0


def said(*arguments: str) -> str:
    """What a long run says that is made short; it fails where it finds a fault."""
    script, *options = arguments
    ran = subprocess.run([sys.executable, HERE / script, *options], capture_output=True, check=False, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked to be many")
def test_nothing_acknowledged_is_lost_by_kills() -> None:
    assert "kills 40 " in said("kills.py", "--kills", "40", "--jobs", "1")


@pytest.mark.skipif(
    os.name != "posix" or not find_library("sqlite3"), reason="SQLite is no library of the system's here"
)
def test_a_write_that_fails_leaves_what_was_before_or_comes_after() -> None:
    assert ", 0 wrong" in said("failing_writes.py", "--every", "61")


@pytest.mark.skipif(sys.platform != "linux", reason="memory and devices are Linux's")
def test_a_folder_made_to_do_harm_keeps_nothing_busy() -> None:
    assert ", 0 wrong" in said("hostile_data.py", "--every", "9")


def test_a_bit_turned_over_is_noticed_before_it_is_shown() -> None:
    assert "lost 0" in said("flips.py", "--flips", "60")


def test_a_report_that_is_closed_leaves_the_memory() -> None:
    assert "pages alive 0" in said("openings.py", "--openings", "30")


def test_a_monkey_finds_no_fault_in_the_window(tmp_path: Path) -> None:
    script = (
        "from monkey import *; import sys; found = alone(60, 3, Path(sys.argv[1])); print(found.exceptions, found.lost)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=HERE,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.stdout.splitlines()[-1:], done.returncode) == (["[] []"], 0), done.stdout + done.stderr
