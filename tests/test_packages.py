"""Wheel and source package: made from this checkout, one out of the other, and the program run out of the wheel.

Not marked as slow, though it takes some seconds: what cannot be installed is found by the quick run, too.
"""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
from configparser import ConfigParser
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("judge", ["page-validation", "ofdkit", "openxml-audit", "pikepdf"])
def test_the_test_command_installs_the_judges_without_which_tests_are_skipped(judge: str):
    assert re.search(rf"^{judge}==", (ROOT / "requirements-test.lock").read_text(encoding="utf-8"), re.MULTILINE)


def run(command: list[str], folder: Path, **more: str) -> str:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
    environment.pop("COV_CORE_DATAFILE", None)  # what runs out of the wheel is another program
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built out of the source package, which is built here."""
    folder = tmp_path_factory.mktemp("packages")
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder)], ROOT)
    (source,) = folder.glob("*.tar.gz")
    with tarfile.open(source) as archive:
        checked = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}  # Debian 12's Python has none yet
        archive.extractall(folder, **checked)  # noqa: S202 - our own
    (unpacked,) = folder.glob("*/pyproject.toml")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], unpacked.parent)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.mark.slow
def test_the_wheel_has_what_the_program_needs_and_says_what_it_is(wheel: Path, tmp_path: Path):
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)  # noqa: S202 - what was built here
        names = archive.namelist()
        (metadata, scripts) = (
            archive.read(next(name for name in names if name.endswith(f".dist-info/{one}"))).decode("utf-8")
            for one in ("METADATA", "entry_points.txt")
        )
    about = Parser().parsestr(metadata)
    assert (about["Name"], about["Author"]) == ("disclosure-desk", "the disclosure_desk authors")
    assert about["License-Expression"] == PROJECT["license"]
    assert about.get_all("Classifier") == PROJECT["classifiers"]
    told = about.get_all("License-File")
    assert all(any(name.endswith(f"/licenses/{one}") for name in names) for one in told)
    assert {Path(one).name for one in told} >= {"LICENSE", "LICENSES.md", "ARPHICPL.TXT"}
    entries = ConfigParser()
    entries.read_string(scripts)
    assert set(entries["console_scripts"]) == {"disclosure-desk"}
    assert set(entries["gui_scripts"]) == {"disclosure-desk-window"}
    shared = {name.partition(".data/data/")[2] for name in names if ".data/data/" in name}
    assert shared == {"share/man/man1/disclosure-desk.1", "share/bash-completion/completions/disclosure-desk"}
    kept = {
        path.relative_to(ROOT / "resources").as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    assert kept <= {name.partition("disclosure_desk/_resources/")[2] for name in names}

    example = tmp_path / "disclosure_desk" / "_resources" / "examples" / "wangjiang-2025.txt"
    command = [sys.executable, "-P", "-m", "disclosure_desk"]
    assert run([*command, "--version"], tmp_path, PYTHONPATH=str(tmp_path)).split() == [
        "disclosure-desk",
        PROJECT["version"],
    ]
    out = run([*command, "convert", str(example), "a.pdf", "a.docx", "--quiet"], tmp_path, PYTHONPATH=str(tmp_path))
    assert out == "结论：可以定稿\n"
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="scripts lie in another folder there")
def test_the_wheel_is_installed_and_its_commands_run(wheel: Path, tmp_path: Path):
    """By pip, into an environment of its own; what it depends on comes from this one, but not what is edited here."""
    fresh, around = tmp_path / "fresh", Path(sysconfig.get_path("purelib"))
    run([sys.executable, "-m", "venv", "--without-pip", str(fresh)], tmp_path)
    pip = [sys.executable, "-m", "pip", "--python", str(fresh / "bin" / "python")]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], tmp_path)
    command = str(fresh / "bin" / "disclosure-desk")
    (example,) = fresh.glob("lib/*/site-packages/disclosure_desk/_resources/examples/wangjiang-2025.txt")
    told = run([command, "convert", str(example), "a.json", "a.html", "--quiet"], tmp_path, PYTHONPATH=str(around))
    assert told == "结论：可以定稿\n"
    assert (tmp_path / "a.json").read_bytes().startswith(b"{")
    assert (fresh / "bin" / "disclosure-desk-window").exists()
    assert (fresh / "share" / "man" / "man1" / "disclosure-desk.1").exists()
