"""Holds every library of a tree against the oldest system it must run on, symbol by symbol.

    python -m packages.glibc_audit FOLDER [FOLDER ...]

UOS 20 and the server editions of 麒麟 have glibc 2.28 and the C++ library of GCC 8 (GLIBCXX 3.4.25).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from packages.elf import ElfFile, elf_files
from packages.stop import BuildStopped, run_step

OLDEST = {"GLIBC": (2, 28), "GLIBCXX": (3, 4, 25), "CXXABI": (1, 3, 11), "GCC": (8, 0, 0)}
"""The newest version of each family that the oldest system has."""


def version_of(name: str) -> tuple[str, tuple[int, ...]]:
    """Split a version such as GLIBC_2.28 into family and figures; those without figures count as old."""
    family, _, figures = name.rpartition("_")
    parts = figures.split(".")
    return family, tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else ()


def newest_of(files: Iterator[tuple[Path, ElfFile]]) -> dict[str, tuple[int, ...]]:
    """Return the newest version of each family that any of the files needs."""
    newest: dict[str, tuple[int, ...]] = defaultdict(tuple)
    for _, elf in files:
        for need in elf.versions:
            family, figures = version_of(need.version)
            newest[family] = max(newest[family], figures)
    return dict(newest)


def too_new(elf: ElfFile, oldest: Mapping[str, tuple[int, ...]] = OLDEST) -> list[str]:
    """Return the symbols, with their versions, that the oldest system does not have."""
    new = set()
    for need in elf.versions:
        family, figures = version_of(need.version)
        if figures > oldest.get(family, (999,)):
            new.add(need.version)
    if not new:
        return []
    named = [f"{symbol.name}@{symbol.version}" for symbol in elf.symbols if symbol.version in new]
    unused = new - {symbol.version for symbol in elf.symbols}
    return sorted(named) + sorted(unused)  # the linker refuses a version also where no symbol uses it


def unmet(folder: Path, system: Sequence[str]) -> dict[str, list[str]]:
    """Return, by file, the libraries that are neither in the tree nor among those that the system has to bring."""
    there = {elf.soname or path.name for path, elf in elf_files(folder)} | {path.name for path in folder.rglob("*.so*")}
    known = there | set(system)
    lacking = {str(path.relative_to(folder)): sorted(set(elf.needed) - known) for path, elf in elf_files(folder)}
    return {name: libraries for name, libraries in lacking.items() if libraries}


def audit(folder: Path, oldest: Mapping[str, tuple[int, ...]] = OLDEST) -> str:
    """Return the table of a tree's newest needs; stop with the symbols that are too new."""
    files = list(elf_files(folder))
    for path, elf in files:
        found = too_new(elf, oldest)
        if found:
            raise BuildStopped(f"{path.relative_to(folder)} needs what the oldest system lacks: {', '.join(found[:8])}")
    newest = newest_of(iter(files))
    words = ", ".join(f"{family} {'.'.join(map(str, newest[family]))}" for family in OLDEST if newest.get(family))
    return f"{len(files)} libraries and programs, newest needs: {words}"


def main(arguments: Sequence[str]) -> None:
    """Audit each folder."""
    for one in arguments:
        print(f"{one}: {audit(Path(one))}")


if __name__ == "__main__":
    run_step(main)
