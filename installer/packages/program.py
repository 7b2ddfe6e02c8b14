"""The program itself, as every package of it holds it."""

import shutil
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.build import build

from packages.fetch import ROOT, run
from packages.trim import unpack_wheels


def version() -> str:
    """Return the program's version, as pyproject.toml has it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def add_program(site: Path) -> None:
    """Put the program into site-packages, as its own wheel has it, with the handbook."""
    build(ROOT / "resources" / "handbook")
    with TemporaryDirectory() as scratch:
        pack = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", scratch]
        run(pack, "The program's own wheel could not be built.", cwd=ROOT)
        (wheel,) = Path(scratch).glob("*.whl")
        unpack_wheels([wheel], site, ())
    for folder in site.glob("*.data"):
        shutil.rmtree(folder)


if __name__ == "__main__":
    print(version())
