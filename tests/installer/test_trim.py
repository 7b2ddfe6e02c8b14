"""What is left out of a package: never what the program imports, and of Qt all that is not needed."""

import os
import re
import sys
import sysconfig
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packages import trim
from packages.stop import BuildStopped

ROOT = Path(__file__).resolve().parents[2]
SITE = Path(sysconfig.get_path("purelib"))
X86_LINUX = sys.platform == "linux" and (SITE / "PySide6" / "Qt" / "lib").is_dir()


_IMPORT = re.compile(r"^ *(?:import ([\w.]+)|from ([\w.]+) import \(?(\w*))", re.MULTILINE)


def imported_modules() -> set[str]:
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for plain, package, first in _IMPORT.findall(path.read_text(encoding="utf-8")):
            found |= {plain or package, f"{package}.{first}"}
    return found


def test_what_the_program_imports_is_in_the_package():
    files = {f"{name.replace('.', '/')}.py" for name in imported_modules()}
    files |= {f"{name.removesuffix('.py')}/__init__.py" for name in files}
    patterns = trim.TRIM["stdlib"]["left_out"]
    stubs = {path.relative_to(trim.STUBS / "stdlib").as_posix() for path in (trim.STUBS / "stdlib").rglob("*.py")}
    lost = {name for name in files - stubs for pattern in patterns if fnmatch(name, pattern.replace("**", "*"))}
    assert lost == set()
    bindings = {name.split(".")[1] for name in imported_modules() if name.startswith("PySide6.Qt")}
    assert bindings <= {*trim.TRIM["qt"]["bindings"]} | {name for name in bindings if name[2:3].islower()}


@pytest.mark.skipif(not X86_LINUX, reason="the wheel of Qt for Linux is not here")
def test_qt_keeps_what_its_plugins_need_and_nothing_that_opens_connections():
    wanted = trim.wanted_of_qt(SITE, trim.TRIM["qt"], trim.TRIM["qt"]["linux"])
    names = {path.name for path in wanted}
    assert {"libQt6XcbQpa.so.6", "libQt6Svg.so.6", "libQt6DBus.so.6", "libqxcb.so", "qtbase_zh_CN.qm"} <= names
    assert {name for name in names if "Network" in name or "Qml" in name or "OpenGL" in name} == set()
    assert sum(name.startswith("libQt6") for name in names) == 7


def test_what_is_named_is_removed_with_the_folders_it_leaves_empty(tmp_path: Path):
    for name in ("a/b/one.py", "a/two.pyi", "three.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    trim.remove(tmp_path, ["a/b/**", "**/*.pyi"])
    assert [path.name for path in tmp_path.rglob("*")] == ["three.py"]
    with pytest.raises(BuildStopped, match="names four"):
        trim.remove(tmp_path, ["four*"])


def test_stubs_take_the_place_of_what_would_open_connections(tmp_path: Path):
    trim.trim_stdlib(tmp_path)
    scope: dict[str, object] = {}
    exec((tmp_path / "socket.py").read_text(), scope)  # noqa: S102 - our own file
    assert scope["gethostname"]() == os.environ.get("COMPUTERNAME", "localhost")
    assert "socket" not in scope
    exec((tmp_path / "urllib" / "request.py").read_text(), scope)  # noqa: S102 - our own file
    with pytest.raises(OSError, match="no network"):
        scope["urlopen"]("address")
