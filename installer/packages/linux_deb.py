"""Makes of a laid out tree the Debian package and the folder to unpack anywhere; the same tree gives the same bytes.

    python -m packages.linux_deb deb MACHINE TREE FOLDER
    python -m packages.linux_deb portable MACHINE TREE FOLDER

prints the file that was made.
"""

import gzip
import hashlib
import lzma
import os
import shutil
from collections.abc import Iterator, Sequence
from email.utils import formatdate
from pathlib import Path
from tempfile import TemporaryDirectory

from packages import digests, glibc_audit
from packages.elf import elf_files
from packages.fetch import MACHINES, ROOT, run
from packages.linux_tree import SYSTEM_LIBRARIES
from packages.program import version
from packages.stop import BuildStopped, run_step

_FILES = ROOT / "installer" / "linux" / "deb"
_PORTABLE_README = ROOT / "installer" / "linux" / "portable-readme.txt"
_RESOURCES = ROOT / "resources"
_NAME = "disclosure-desk"


def system_packages() -> dict[str, str]:
    """Return the Debian package, or the alternatives, that bring each library; `?` before those that may be missing."""
    lines = SYSTEM_LIBRARIES.read_text(encoding="ascii").splitlines()
    return dict(line.split() for line in lines)


def dependencies(tree: Path) -> tuple[str, str]:
    """Return what the libraries of a tree need of the system (Depends), and what they may do without (Recommends)."""
    packages, files = system_packages(), list(elf_files(tree))
    wanted = {packages[name] for _, elf in files for name in elf.needed if name in packages}
    newest = glibc_audit.newest_of(iter(files))
    least = {"libc6": f"libc6 (>= {'.'.join(map(str, newest['GLIBC']))})", "libstdc++6": "libstdc++6 (>= 7)"}
    depends = sorted(least.get(one, one.replace("|", " | ")) for one in wanted if not one.startswith("?"))
    recommends = sorted(one[1:].replace("|", " | ") for one in wanted if one.startswith("?"))
    return ", ".join(depends), ", ".join([*recommends, "shared-mime-info", "desktop-file-utils"])


def make_deb(machine: str, tree: Path, folder: Path) -> Path:
    """Return the package of a tree, made in a folder."""
    architecture = MACHINES[machine]["deb"]
    target = folder / f"{_NAME}_{version()}_{architecture}.deb"
    with TemporaryDirectory(dir=folder) as scratch:
        root = Path(scratch, "root")
        shutil.copytree(tree, root / "opt" / _NAME, copy_function=os.link)
        _put_into_system(root)
        _write_control(root, tree, architecture)
        _even_out(root)
        build: list[str | Path] = [
            "dpkg-deb",
            "--root-owner-group",
            "-Zxz",
            "-z9",
            "--threads-max=1",
            "--build",
            root,
            Path(scratch, "made.deb"),
        ]
        run(build, "The package could not be made.")
        Path(scratch, "made.deb").replace(target)
    return target


def _put_into_system(root: Path) -> None:
    """Put what belongs into the system's own folders: command, menu entry, icon, types, manual, completion, notes."""
    share = root / "usr" / "share"
    _copy(_FILES / "disclosure-desk.desktop", share / "applications" / "disclosure-desk.desktop")
    _copy(_FILES / "disclosure-desk.xml", share / "mime" / "packages" / "disclosure-desk.xml")
    icons = share / "icons" / "hicolor"
    _copy(_RESOURCES / "icons" / "desk.png", icons / "256x256" / "apps" / "disclosure-desk.png")
    _copy(_RESOURCES / "icons" / "desk.svg", icons / "scalable" / "apps" / "disclosure-desk.svg")
    _copy(_RESOURCES / "completion" / _NAME, share / "bash-completion" / "completions" / _NAME)
    _copy(_FILES / "lintian-overrides", share / "lintian" / "overrides" / _NAME)
    _zip(
        (_RESOURCES / "man" / "disclosure-desk.1").read_text(encoding="utf-8"), share / "man" / "man1" / f"{_NAME}.1.gz"
    )
    _zip(_changelog(), share / "doc" / _NAME / "changelog.gz")
    notes = share / "doc" / _NAME / "copyright"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8").partition("\n\n")[2].partition("\n\n")[2]
    lines = "\n".join(f" {line or '.'}" for line in licence.strip().splitlines())
    words = (_FILES / "copyright.in").read_text(encoding="utf-8").replace("{licence}", lines)
    notes.write_text(words, encoding="utf-8")
    command = root / "usr" / "bin" / _NAME
    command.parent.mkdir(parents=True)
    command.symlink_to(f"/opt/{_NAME}/{_NAME}")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _zip(text: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _changelog() -> str:
    moment = formatdate(int(os.environ["SOURCE_DATE_EPOCH"]))
    author = next(line.partition(": ")[2] for line in _control_lines() if line.startswith("Maintainer"))
    return f"{_NAME} ({version()}) stable; urgency=medium\n\n  * 见程序的更新说明。\n\n -- {author}  {moment}\n"


def _control_lines() -> list[str]:
    return (_FILES / "control.in").read_text(encoding="utf-8").splitlines()


def _write_control(root: Path, tree: Path, architecture: str) -> None:
    depends, recommends = dependencies(tree)
    control = root / "DEBIAN"
    control.mkdir()
    size = sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and not path.is_symlink()) // 1024
    fields = {"version": version(), "architecture": architecture, "size": size, "depends": depends}
    text = (_FILES / "control.in").read_text(encoding="utf-8").format(**fields, recommends=recommends)
    (control / "control").write_text(text, encoding="utf-8")
    for name in ("prerm", "postrm"):
        _copy(_FILES / name, control / name)
    (control / "md5sums").write_text("".join(_md5_lines(root)), encoding="utf-8")


def _md5_lines(root: Path) -> Iterator[str]:
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith("DEBIAN/"):
            with path.open("rb") as stream:
                yield f"{hashlib.file_digest(stream, 'md5').hexdigest()}  {name}\n"


def _even_out(root: Path) -> None:
    """Give all files the rights and the time that they are to have; those of the tree have them."""
    for path in root.rglob("*"):
        if not path.is_symlink() and "opt" not in path.relative_to(root).parts[:1]:
            is_script = path.parent.name == "DEBIAN" and path.name in {"prerm", "postrm"}
            path.chmod(0o755 if path.is_dir() or is_script else 0o644)
    (root / "opt").chmod(0o755)
    digests.set_times(root, int(os.environ["SOURCE_DATE_EPOCH"]))


def make_portable(machine: str, tree: Path, folder: Path) -> Path:
    """Return a .tar.xz of a folder that runs where it is unpacked."""
    name = f"{_NAME}-{version()}-{machine}"
    moment = os.environ["SOURCE_DATE_EPOCH"]
    with TemporaryDirectory(dir=folder) as scratch:
        shutil.copytree(tree, Path(scratch, name), copy_function=os.link)
        _copy(_PORTABLE_README, Path(scratch, name, "使用说明.txt"))
        made = Path(scratch, "made.tar")
        order = ["--sort=name", f"--mtime=@{moment}", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"]
        run(["tar", *order, "--mode=u+rw,go+r", "-cf", made, "-C", scratch, name], "The folder could not be packed.")
        packed = made.with_suffix(".tar.xz")
        with made.open("rb") as content, lzma.open(packed, "wb", preset=9) as archive:
            shutil.copyfileobj(content, archive)
        return packed.replace(folder / f"{name}.tar.xz")


def main(arguments: Sequence[str]) -> None:
    """Make one package."""
    kind, machine, tree, folder = arguments
    makers = {"deb": make_deb, "portable": make_portable}
    if kind not in makers:
        raise BuildStopped(f"There is no package of the kind {kind}; there are: {', '.join(makers)}")
    print(makers[kind](machine, Path(tree), Path(folder)))


if __name__ == "__main__":
    run_step(main)
