"""Lays out the folder that Setup.exe and the portable folder of Windows hold: Python, Qt, the program, its launchers.

    python -m packages.windows_tree TARGET
    python -m packages.windows_tree --pack TREE ZIP    makes the portable zip of a folder that is laid out

Runs on Linux; the folder runs where it is put.
"""

import compileall
import os
import shutil
import tarfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from packages import components, digests, fetch, icon, licences, sbom, trim
from packages.components import Component
from packages.fetch import INPUTS, ROOT, cache_folder, checked, digest, run
from packages.program import add_program, version
from packages.stop import BuildStopped, run_step
from packages.zig import zig

MACHINE = "windows-amd64"
LAUNCHERS = {"disclosure-desk": (), "disclosure-desk-window": ("-DWINDOW", "-Wl,--subsystem,windows")}
"""The starter for commands, with a console, and the one for the window, each with what it is compiled with."""
_OURS = ROOT / "installer" / "windows"
_PATH_FILE = "python311.zip\n.\nLib\\site-packages\n"
"""Where Python looks for modules, and nowhere else."""


def lay_out(target: Path) -> None:
    """Make the folder anew."""
    shutil.rmtree(target, ignore_errors=True)
    runtime = target / "runtime"
    site = runtime / "Lib" / "site-packages"
    site.mkdir(parents=True)
    embedded = embedded_python()
    _put_python(embedded, runtime)
    wheels = fetch.wheels(MACHINE)
    trim.unpack_wheels(wheels.glob("*.whl"), site, trim.TRIM["wheels"]["left_out"])
    trim.trim_wheels(site, "windows")
    trim.remove(site, trim.TRIM["embedded"]["wheels_left_out"], strict=False)
    add_program(site)
    with TemporaryDirectory() as scratch:
        parts = _components(site, list(wheels.glob("*.whl")), embedded, Path(scratch))
        licences.write(parts, target / "licences")
        bill = sbom.bill_of_materials("disclosure-desk", version(), MACHINE, parts)
        (target / "sbom.cdx.json").write_text(bill, encoding="utf-8")
    _compile(site)
    shutil.copy(_OURS / "start.py", runtime)
    shutil.copy(_OURS / "说明.txt", target)
    for name, options in LAUNCHERS.items():
        _build_launcher(name, options, target)
    digests.write_lists(target)
    digests.set_times(target, int(os.environ["SOURCE_DATE_EPOCH"]))


def embedded_python() -> Path:
    """Return the checked zip of Python for Windows, fetched by pip's own client without running its set-up."""
    told, inputs = INPUTS["embedded"], cache_folder() / "inputs"
    path, member = inputs / told["file"], inputs / f"{told['file']}.data.zip"
    if not path.is_file():
        inputs.mkdir(parents=True, exist_ok=True)
        _download(told["requirement"], inputs)
    checked(path, told["sha256"])
    if not member.is_file():
        with tarfile.open(path) as archive:
            content = archive.extractfile(told["member"])
            member.write_bytes(content.read() if content else b"")
    return checked(member, told["member_sha256"])


def _download(requirement: str, folder: Path) -> None:
    """Fetch a source package as pip would, which has no way to be told not to run it."""
    from pip._internal.commands import create_command  # noqa: PLC0415 - only where it is not in the cache
    from pip._internal.network.download import Downloader  # noqa: PLC0415 - the same
    from pip._vendor.packaging.specifiers import SpecifierSet  # noqa: PLC0415 - the same

    name, _, wanted = requirement.partition("==")
    command = create_command("download")
    with command.main_context():
        options, _ = command.parse_args(["--quiet", "--no-binary=:all:", name])
        session = command.get_default_session(options)
        finder = command._build_package_finder(options, session)  # noqa: SLF001 - pip has no other way
        best = finder.find_best_candidate(name, specifier=SpecifierSet(f"=={wanted}")).best_candidate
        if best is None:
            raise BuildStopped(f"{requirement} is not to be had any more; put another one into inputs.toml")
        Downloader(session, "off")(best.link, str(folder))


def _put_python(embedded: Path, runtime: Path) -> None:
    """Unpack Python, leave out what the program does not need, and pack its own library anew without packing twice."""
    with TemporaryDirectory() as scratch:
        with ZipFile(embedded) as archive:
            archive.extractall(scratch)  # noqa: S202 - checked by digest
        (folder,) = Path(scratch).iterdir()
        shutil.copytree(folder, runtime, dirs_exist_ok=True)
        trim.remove(runtime, trim.TRIM["embedded"]["left_out"])
        library, modules = runtime / "python311.zip", Path(scratch) / "modules"
        with ZipFile(library) as archive:
            archive.extractall(modules)  # noqa: S202 - checked by digest
        compiled = [pattern.replace(".py", ".pyc") for pattern in trim.TRIM["stdlib"]["left_out"]]
        trim.remove(modules, compiled, strict=False)
        shutil.copytree(trim.STUBS / "stdlib", modules, dirs_exist_ok=True)
        _compile(modules)
        library.unlink()
        pack(modules, library)
    (runtime / "python311._pth").write_text(_PATH_FILE, encoding="ascii")


def pack(folder: Path, target: Path, prefix: str = "", kind: int = ZIP_STORED) -> None:
    """Put a folder into a zip, in the order of the names and with one time: same files, same bytes."""
    with ZipFile(target, "w", kind, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = ZipInfo(f"{prefix}{path.relative_to(folder).as_posix()}", (2026, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = kind, 0o644 << 16, 3
            archive.writestr(entry, path.read_bytes())


def _compile(folder: Path) -> None:
    """Leave only compiled modules: they start at once, and nothing is written beside them.

    What lies in `_resources` is data: `verify.py` goes out with each package as it is.
    """
    for path in sorted(folder.rglob("*.py")):
        if "_resources" not in path.parts:
            name = path.relative_to(folder).as_posix()
            done = compileall.compile_file(path, ddir=str(Path(name).parent), quiet=2, legacy=True, force=True)
            if not done:
                raise BuildStopped(f"{name} could not be compiled by this Python")
            path.unlink()


def _components(site: Path, wheels: list[Path], embedded: Path, scratch: Path) -> list[Component]:
    with ZipFile(embedded) as archive:
        archive.extract("cp311/LICENSE.txt", scratch)
    told = INPUTS["embedded"]
    came_in, text = {embedded.name: digest(embedded)}, scratch / "cp311" / "LICENSE.txt"
    python = Component("cpython", told["version"], told["licence"], "generic", came_in, (text,))
    nsis = Path("/usr/share/doc/nsis/copyright")
    made_with = Component("nsis", _nsis_version(), "Zlib AND CPL-1.0", "generic", {}, (nsis,) if nsis.is_file() else ())
    return [*components.own_components(version()), *components.wheel_components(site, wheels), python, made_with]


def _nsis_version() -> str:
    return run(["makensis", "-VERSION"], "Install nsis.").strip().removeprefix("v")


def _build_launcher(name: str, options: Sequence[str], target: Path) -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "desk.ico").write_bytes(icon.icon(ROOT / "resources" / "icons" / "desk.png"))
        shutil.copy(_OURS / "launcher.manifest", folder)
        numbers = ",".join([*version().split("."), "0", "0", "0"][:4])
        words = (_OURS / "launcher.rc.in").read_text(encoding="utf-8")
        for key, value in {"{numbers}": numbers, "{version}": version(), "{name}": name}.items():
            words = words.replace(key, value)
        (folder / "launcher.rc").write_text(words, encoding="utf-8")
        resources = [zig(), "rc", "/c65001", "/fo", "launcher.res", "launcher.rc"]
        run(resources, "The icon and version could not be compiled.", folder)
        compile_ = [zig(), "cc", "-target", "x86_64-windows-gnu", "-Os", "-s", "-municode", "-Wall", *options]
        made = ["-o", target / f"{name}.exe", _OURS / "launcher.c", "launcher.res"]
        run([*compile_, *made], f"{name}.exe could not be compiled.", folder)
    for leftover in target.glob("*.pdb"):
        leftover.unlink()


def main(arguments: Sequence[str]) -> None:
    """Lay out the folder, or pack it."""
    if arguments[0] == "--pack":
        _, tree, target = arguments
        pack(Path(tree), Path(target), f"disclosure-desk-{version()}/", ZIP_DEFLATED)
    else:
        lay_out(Path(arguments[0]))


if __name__ == "__main__":
    run_step(main)
