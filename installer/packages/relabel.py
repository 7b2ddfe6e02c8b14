"""Lets the arm64 libraries of Qt run on glibc 2.28, though they were linked on 2.31: changes labels, never code.

    python -m packages.relabel FOLDER COMPANION

Five libraries ask for pow, log, log2 of glibc 2.29 and for pthread_cond_clockwait of 2.30, and for four things of the
C++ library of GCC 9. Of the mathematical functions every glibc has the older twins, which differ in how they tell
errors (errno) and in nothing that Qt looks at: the label is set to the oldest. The others are asked for without a
version and come from COMPANION, a library of ours (linux/old_systems.cpp), where the system has none.
"""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from struct import pack_into

from packages.elf import ElfFile, SymbolNeed, elf_files
from packages.glibc_audit import OLDEST, too_new, version_of
from packages.stop import BuildStopped, run_step

_TWINS = {"pow", "log", "log2", "exp", "exp2", "powf", "logf", "log2f", "expf", "exp2f"}
"""Functions of which glibc keeps the older twin."""
_BROUGHT = {
    "pthread_cond_clockwait",
    "_ZNSt3pmr20get_default_resourceEv",
    "_ZNSt3pmr25monotonic_buffer_resource13_M_new_bufferEmm",
    "_ZNSt3pmr25monotonic_buffer_resourceD1Ev",
    "_ZTVNSt3pmr25monotonic_buffer_resourceE",
}
"""What the companion brings."""
_ANY_VERSION = 1
_LABEL_NAME = 8
"""Where in a label's entry stands the place of its name, after hash, flags and index."""


def relabelled(data: bytes) -> bytes:
    """Return a library's bytes with its labels changed; stop at a function that nobody knows."""
    elf, changed = ElfFile(data), bytearray(data)
    new = {need.version for need in elf.versions if _is_new(need.version)}
    asked = [symbol for symbol in elf.symbols if symbol.version in new]
    unknown = sorted({one.name for one in asked} - _TWINS - _BROUGHT)
    if unknown:
        raise BuildStopped(f"{elf.soname} asks for what packages/relabel.py does not know: {', '.join(unknown)}")
    for symbol in asked:
        if symbol.name in _BROUGHT:
            pack_into("<H", changed, symbol.place, _ANY_VERSION)
    # the oldest of each family, which every library of that family has, newest first so that the oldest stays
    by_age = sorted(elf.versions, key=lambda need: version_of(need.version), reverse=True)
    old = {version_of(need.version)[0]: need for need in by_age}
    for need in elf.versions:
        if need.version in new:
            known = old[version_of(need.version)[0]].place
            changed[need.place : need.place + 4] = data[known : known + 4]  # the hash of the name
            name = slice(need.place + _LABEL_NAME, need.place + _LABEL_NAME + 4)
            changed[name] = data[known + _LABEL_NAME : known + _LABEL_NAME + 4]
    return bytes(changed)


def _is_new(version: str) -> bool:
    family, figures = version_of(version)
    return figures > OLDEST.get(family, (999,))


def brought(elf: ElfFile) -> list[SymbolNeed]:
    """Return what a library takes from the companion."""
    return [symbol for symbol in elf.symbols if symbol.name in _BROUGHT]


def relabel_tree(folder: Path, companion: Path) -> list[str]:
    """Change every library below a folder that needs it; return their names."""
    changed = []
    for path, elf in list(elf_files(folder)):
        if not too_new(elf):
            continue
        path.write_bytes(relabelled(path.read_bytes()))
        if brought(elf):
            subprocess.run(["patchelf", "--add-needed", companion.name, path], check=True)
        changed.append(path.name)
    return changed


def main(arguments: Sequence[str]) -> None:
    """Change one tree."""
    folder, companion = arguments
    print(*relabel_tree(Path(folder), Path(companion)), sep="\n")


if __name__ == "__main__":
    run_step(main)
