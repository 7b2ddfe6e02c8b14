"""Unpacks wheels and takes out of a tree what the program does not need, by the lists in trim.toml.

A list that names nothing any more stops the build: it would hide that an input has changed.
"""

import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from packages.elf import read_elf
from packages.stop import BuildStopped

_HERE = Path(__file__).resolve().parent
TRIM = tomllib.loads((_HERE / "trim.toml").read_text(encoding="utf-8"))
STUBS = _HERE / "stubs"


def unpack_wheels(wheels: Iterable[Path], site: Path, left_out: Iterable[str]) -> None:
    """Unpack each wheel into site-packages, but for those left out by the name of their project."""
    unwanted = {name.lower() for name in left_out}
    for wheel in sorted(wheels):
        if wheel.name.partition("-")[0].lower() not in unwanted:
            with ZipFile(wheel) as archive:
                archive.extractall(site)


def remove(folder: Path, patterns: Iterable[str], *, strict: bool = True) -> None:
    """Remove what the patterns name below a folder, and the folders that this leaves empty."""
    for pattern in patterns:
        all_below = f"{pattern}/*" if pattern.endswith("**") else pattern  # by itself it means folders only
        found = [path for path in folder.glob(all_below) if path.is_file()]
        if not found and strict:
            raise BuildStopped(f"trim.toml names {pattern}, which is not there: an input has changed")
        for path in found:
            path.unlink()
    remove_empty_folders(folder)


def remove_empty_folders(folder: Path) -> None:
    """Remove folders in which nothing is left."""
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()


def trim_stdlib(lib: Path) -> None:
    """Take out of Python's own library what the program does not need, and put the stubs in."""
    remove(lib, TRIM["stdlib"]["left_out"], strict=False)
    shutil.copytree(STUBS / "stdlib", lib, dirs_exist_ok=True)


def trim_wheels(site: Path, system: str) -> None:
    """Take out of the other packages what the program does not need; system: `linux` or `windows`."""
    remove(site, TRIM["wheels"]["files_left_out"], strict=False)
    remove(
        site,
        ["*.dist-info/RECORD", "*.dist-info/INSTALLER", "*.dist-info/WHEEL", "*.dist-info/top_level.txt"],
        strict=False,
    )
    shutil.copytree(STUBS / "PIL", site / "PIL", dirs_exist_ok=True)
    keep_of_qt(site, TRIM["qt"], TRIM["qt"][system])


def keep_of_qt(site: Path, kept: Mapping[str, Any], of_system: Mapping[str, Any]) -> None:
    """Remove from PySide6 what is not wanted of it."""
    qt, wanted = site / "PySide6", wanted_of_qt(site, kept, of_system)
    for path in sorted(qt.rglob("*")):
        if path.is_file() and path not in wanted:
            path.unlink()
    remove_empty_folders(qt)


def wanted_of_qt(site: Path, kept: Mapping[str, Any], of_system: Mapping[str, Any]) -> set[Path]:
    """Return the bindings, plugins and translations kept, and the libraries that those need."""
    qt = site / "PySide6"
    bindings = [f"{name}{of_system['binding_ending']}" for name in kept["bindings"]]
    roots = {
        *_named(qt, [*kept["files"], *bindings, *of_system.get("libraries", ())]),
        *_named(qt / of_system["translations_folder"], kept["translations"]),
        *_named(qt / of_system["plugins_folder"], of_system["plugins"]),
    }
    return roots | set(_needed_libraries(roots, [qt, qt / "Qt" / "lib", site / "shiboken6"]))


def _named(folder: Path, patterns: Iterable[str]) -> Iterator[Path]:
    for pattern in patterns:
        found = [path for path in folder.glob(pattern) if path.is_file()]
        if not found:
            raise BuildStopped(f"trim.toml wants {pattern} of {folder.name}, which is not there: Qt has changed")
        yield from found


def _needed_libraries(roots: Iterable[Path], folders: Iterable[Path]) -> Iterator[Path]:
    """Yield the libraries in the folders that the files need, and those that these need."""
    there = {path.name: path for folder in folders for path in folder.glob("*.so*")}
    asked, seen = list(roots), set()
    while asked:
        elf = read_elf(asked.pop())
        for name in elf.needed if elf else ():
            if name in there and name not in seen:
                seen.add(name)
                asked.append(there[name])
                yield there[name]
