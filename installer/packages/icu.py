"""Makes Qt's library of Unicode data anew with only the languages that trim.toml keeps: 8.5 MB in place of 32.

    python -m packages.icu MACHINE LIBRARY TARGET

The library holds one table. `icupkg` (Debian's icu-devtools) takes items out of it, and zig makes the library of what
stays.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from packages.elf import read_elf
from packages.fetch import MACHINES, run
from packages.stop import BuildStopped, run_step
from packages.trim import TRIM
from packages.zig import zig

_LOCALE = re.compile(r"[a-z]{2,3}(_\w+)?")
_SOURCE = """.section .rodata
.balign 16
.global {symbol}
.type {symbol}, %object
.size {symbol}, {size}
{symbol}:
.incbin "{file}"
.section .note.GNU-stack,"",%progbits
"""


def is_kept(item: str) -> bool:
    """Whether an item of the table, such as `coll/zh.res`, stays."""
    kept = TRIM["icu"]
    name, _, ending = item.rpartition("/")[2].rpartition(".")
    if ending == "cnv":
        return name in kept["converters"]
    if ending == "dict":
        return name in kept["dictionaries"]
    if item.startswith("brkitr/") and ending == "res" and not _LOCALE.fullmatch(name):
        return name in kept["locales"]  # models of languages that are written without spaces
    return ending != "res" or name in kept["locales"] or not _LOCALE.fullmatch(name)


def limit(machine: str, library: Path, target: Path) -> None:
    """Write the library with the items kept to `target`; stop where it is another than known."""
    elf = read_elf(library)
    number = library.name.rpartition(".")[2]
    if elf is None or not number.isdigit():
        raise BuildStopped(f"{library.name} is not the library of Unicode data that Qt had: look at packages/icu.py")
    symbol, table = f"icudt{number}_dat", f"icudt{number}l.dat"
    with TemporaryDirectory() as scratch:
        whole, small = (
            Path(scratch, "whole", table),
            Path(scratch, "small", table),
        )  # icupkg takes the file's name as prefix
        for path in (whole, small):
            path.parent.mkdir()
        whole.write_bytes(elf.content_of(symbol))
        tool = "Install icu-devtools."
        items = run(["icupkg", "--list", whole], tool).split()
        unwanted = Path(scratch, "unwanted.txt")
        unwanted.write_text("".join(f"{item}\n" for item in items if not is_kept(item)), encoding="ascii")
        run(["icupkg", "--ignore-deps", "--remove", unwanted, whole, small], tool)
        source = Path(scratch, "data.s")
        source.write_text(_SOURCE.format(symbol=symbol, size=small.stat().st_size, file=small), encoding="ascii")
        goal = MACHINES[machine]["zig_target"]
        made = target.with_suffix(".part")
        link = ["-shared", "-nostdlib", "-s", f"-Wl,-soname,{library.name}"]
        run([zig(), "cc", "-target", goal, *link, "-o", made, source], "The library of Unicode data could not be made.")
        made.replace(target)


def main(arguments: Sequence[str]) -> None:
    """Limit one library."""
    machine, library, target = arguments
    limit(machine, Path(library), Path(target))


if __name__ == "__main__":
    run_step(main)
