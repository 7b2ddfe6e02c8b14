"""Lays out the folder that both Linux packages hold: Python, Qt, the program, what it is made of.

    python -m packages.linux_tree MACHINE RUNTIME PLUGIN TARGET

MACHINE is one of inputs.toml, RUNTIME what linux/build-runtime.sh made, PLUGIN what
linux/build-fcitx.sh made. The folder runs where it is put.
"""

import os
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from packages import components, digests, fetch, glibc_audit, icu, licences, relabel, sbom, trim
from packages.elf import elf_files
from packages.fetch import MACHINES, PYTHON, ROOT, run
from packages.program import add_program, version
from packages.stop import BuildStopped, run_step

LAUNCHER = ROOT / "installer" / "linux" / "disclosure-desk"
SYSTEM_LIBRARIES = ROOT / "installer" / "linux" / "system-libraries.txt"
"""What the desktop has to bring; the rest is in the package."""
_OLD_SYSTEMS = ROOT / "installer" / "linux" / "old_systems.cpp"
_IMPORT_ALL = """
import importlib, pkgutil, disclosure_desk
for module in pkgutil.walk_packages(disclosure_desk.__path__, "disclosure_desk."):
    importlib.import_module(module.name)
"""
_SYSCONFIG = (
    "build_time_vars = {'TZPATH': '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo'}\n"
)
"""zoneinfo, and so dateutil and the store, ask where time zones lie; the built file has paths of the build."""


def lay_out(machine: str, runtime: Path, plugin: Path, target: Path) -> None:
    """Make the folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    lib = target / "runtime" / "lib" / f"python{PYTHON}"
    site = lib / "dist-packages"  # where Debian's Python looks
    _copy_python(runtime, target / "runtime", machine)
    wheels = fetch.wheels(machine)
    trim.unpack_wheels(wheels.glob("*.whl"), site, trim.TRIM["wheels"]["left_out"])
    trim.trim_wheels(site, "linux")
    shutil.copyfile(plugin, site / "PySide6" / "Qt" / "plugins" / "platforminputcontexts" / plugin.name)
    trim.remove(site, trim.TRIM["wheels"]["left_out_on_linux"])
    add_program(site)
    _limit_unicode_data(machine, site)
    if MACHINES[machine]["deb"] == "arm64":
        _let_old_systems_run_it(site)
    with TemporaryDirectory() as scratch:
        _add_libraries(machine, site, Path(scratch))
        _write_contents(machine, target, site, list(wheels.glob("*.whl")), Path(scratch))
    _strip(machine, site)
    shutil.copy(LAUNCHER, target / "disclosure-desk")
    (target / "disclosure-desk").chmod(0o755)
    _check(target)
    if MACHINES[machine]["triplet"] == sysconfig.get_config_var("MULTIARCH"):
        _import_everything(target)
    _compile(lib)
    _finish(target)


def _copy_python(runtime: Path, target: Path, machine: str) -> None:
    (target / "bin").mkdir(parents=True)
    shutil.copy(runtime / "bin" / f"python{PYTHON}", target / "bin")
    lib = target / "lib" / f"python{PYTHON}"
    unwanted = shutil.ignore_patterns("__pycache__", "*.a")
    shutil.copytree(runtime / "lib" / f"python{PYTHON}", lib, ignore=unwanted)
    trim.trim_stdlib(lib)
    for path in lib.glob("_sysconfigdata*"):
        path.unlink()
    (lib / f"_sysconfigdata__{MACHINES[machine]['triplet']}.py").write_text(_SYSCONFIG, encoding="ascii")


def _limit_unicode_data(machine: str, site: Path) -> None:
    (library,) = (site / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")
    state = fetch.digest(library)[:12] + fetch.digest(Path(trim.__file__).with_name("trim.toml"))[:12]
    kept = fetch.cache_folder() / "icu" / f"{machine}-{state}" / library.name
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        icu.limit(machine, library, kept)
    shutil.copyfile(kept, library)


def _add_libraries(machine: str, site: Path, scratch: Path) -> None:
    """Put Debian 11's X libraries beside Qt's, where they find each other and nothing else finds them."""
    for package in fetch.libraries(machine):
        name = package.name.partition("_")[0]
        run(["dpkg-deb", "--extract", package, scratch / name], f"{package.name} could not be unpacked.")
        for path in (scratch / name).glob("usr/lib/*/*.so.*"):
            if not path.is_symlink():
                soname = ".".join(path.name.split(".")[:3])
                copy = site / "PySide6" / "Qt" / "lib" / soname
                shutil.copyfile(path, copy)
                run(["patchelf", "--set-rpath", "$ORIGIN", copy], "Install patchelf.")


def _let_old_systems_run_it(site: Path) -> None:
    """Change the libraries that ask for a newer glibc than UOS has, and put beside them what they then lack."""
    companion = site / "PySide6" / "Qt" / "lib" / "libdesk-old-systems.so"
    compiler = ["aarch64-linux-gnu-g++", "-std=c++17", "-O2", "-fPIC", "-shared", "-s", "-fno-exceptions", "-fno-rtti"]
    name = f"-Wl,-soname,{companion.name}"
    run([*compiler, name, "-o", companion, _OLD_SYSTEMS], "Install g++-aarch64-linux-gnu.")
    print("relabelled:", ", ".join(relabel.relabel_tree(site, companion)))


def _strip(machine: str, site: Path) -> None:
    """Take out of the libraries the names that only a debugger reads; some wheels come with them."""
    for path, _ in elf_files(site):
        run([f"{MACHINES[machine]['triplet']}-strip", "--strip-unneeded", path], "Install binutils of that machine.")


def _write_contents(machine: str, target: Path, site: Path, wheels: list[Path], scratch: Path) -> None:
    licences.texts_of_sources(scratch)
    names = [one["package"] for one in [*fetch.INPUTS["sources"], *fetch.INPUTS["libraries"]]]
    parts = [
        *components.own_components(version()),
        *components.wheel_components(site, wheels),
        *components.debian_components(names, scratch),
    ]
    licences.write(parts, target / "licences")
    bill = sbom.bill_of_materials("disclosure-desk", version(), machine, parts)
    (target / "sbom.cdx.json").write_text(bill, encoding="utf-8")


def _check(target: Path) -> None:
    """Hold the libraries against the oldest system, and against what the desktop has to bring."""
    print(glibc_audit.audit(target))
    system = SYSTEM_LIBRARIES.read_text(encoding="ascii").split()
    lacking = glibc_audit.unmet(target, [name for name in system if name.startswith(("lib", "ld-"))])
    if lacking:
        raise BuildStopped(f"Libraries that nothing brings: {lacking}")
    links = [path for path in target.rglob("*") if path.is_symlink()]
    if links:
        raise BuildStopped(f"A stick has no links, and the package has: {links[0]}")


def _import_everything(target: Path) -> None:
    """Import each module of the program by the package's own Python: nothing that it needs may be left out."""
    python = target / "runtime" / "bin" / f"python{PYTHON}"
    run([python, "-I", "-B", "-c", _IMPORT_ALL], "A module of the program cannot be imported from the package.")


def _compile(lib: Path) -> None:
    """Compile all modules: the clerk may not write beside them, and each start would compile the program again."""
    options = ["-q", "--invalidation-mode", "unchecked-hash", "-s", str(lib.parents[2]), "-p", "/opt/disclosure-desk"]
    run([sys.executable, "-m", "compileall", *options, lib], "The modules could not be compiled.")


def _finish(target: Path) -> None:
    for path in target.rglob("*"):
        is_program = path.parent.name == "bin" or path == target / "disclosure-desk"
        path.chmod(0o755 if path.is_dir() or is_program else 0o644)
    digests.write_lists(target)
    for name in digests.LISTS.values():
        (target / name).chmod(0o644)
    digests.set_times(target, int(os.environ["SOURCE_DATE_EPOCH"]))


def main(arguments: Sequence[str]) -> None:
    """Lay out one tree."""
    machine, runtime, plugin, target = arguments
    lay_out(machine, Path(runtime), Path(plugin), Path(target))


if __name__ == "__main__":
    run_step(main)
