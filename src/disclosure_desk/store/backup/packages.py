"""The packages of sealed versions: whether each is as it was sealed, its copies, and bringing it back from one."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from disclosure_desk.core.atomic_file import make_folder, sync_file, sync_folder
from disclosure_desk.store.backup.backup import digest_of
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.replay import SealedPackage
from disclosure_desk.store.old_files import set_aside
from disclosure_desk.store.paths import PACKAGES

_NO_COPY = "备份里也没有完好的一份，请从光盘或者别处的备份上找回原来的档案包"
_READ_ONLY = 0o444
"""A sealed file refuses to be overwritten by mistake."""


def fault_of(path: Path, sha256: str) -> str:
    """What is wrong with a sealed file, "" if it is as it was sealed."""
    try:
        return "" if digest_of(path) == sha256 else f"定稿的档案包 {path} 被改过：和定稿时的摘要不符"
    except OSError:
        return f"定稿的档案包 {path} 不见了，或者读不出来"


def faults(
    folder: Path, packages: Iterable[SealedPackage], copies: Sequence[Path]
) -> Iterator[tuple[SealedPackage, str]]:
    """The packages of a data folder that are not as they were sealed, with what is wrong and which copy is whole."""
    for one in packages:
        fault = fault_of(folder / PACKAGES / one.file, one.sha256)
        if fault:
            whole = whole_copy(one, copies)
            yield (
                one,
                f"{fault}。{f'完好的一份在 {whole}' if whole else '备份里也没有完好的一份，请从光盘或者纸质档案找回'}",
            )


def whole_copy(package: SealedPackage, copies: Sequence[Path]) -> Path | None:
    """The package as it was sealed among the copies in any of those places."""
    paths = (place / PACKAGES / package.file for place in copies)
    return next((path for path in paths if not fault_of(path, package.sha256)), None)


def copy_packages(folder: Path, packages: Iterable[SealedPackage], place: Path) -> int:
    """Put beside the copies of a place every package that it lacks, or has otherwise; answers how many it was.

    A package that is itself not as it was sealed is left out, and one that stands in its place is put aside. Raises
    OSError and StoreError.
    """
    wanted = [one for one in packages if whole_copy(one, [place]) is None]
    whole = [one for one in wanted if not fault_of(folder / PACKAGES / one.file, one.sha256)]
    for one in whole:
        _put(folder / PACKAGES / one.file, place / PACKAGES, one)
    return len(whole)


def bring_back(
    folder: Path, packages: Iterable[SealedPackage], copies: Sequence[Path]
) -> Iterator[tuple[SealedPackage, Path]]:
    """Put back from its copy each package that is not there or not as it was sealed; answers which, and from where.

    What stood there is put aside. Raises OSError and StoreError.
    """
    for one in packages:
        is_broken = fault_of(folder / PACKAGES / one.file, one.sha256)
        whole = whole_copy(one, copies) if is_broken else None
        if whole is not None:
            _put(whole, folder / PACKAGES, one)
            yield one, whole


def _put(source: Path, place: Path, package: SealedPackage) -> None:
    """A copy of a package in a folder, on disk and read back before it has its name; raises OSError and StoreError."""
    make_folder(place)
    path = place / package.file
    temporary = place / f".{package.file}.copying.tmp"
    try:
        shutil.copyfile(source, temporary)
        sync_file(temporary)
        _expect(temporary, package)
        temporary.chmod(_READ_ONLY)
        if path.exists():
            set_aside(path)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(place)


def _expect(path: Path, package: SealedPackage) -> None:
    if fault_of(path, package.sha256):
        raise StoreError(f"没有复制成档案包 {package.file}：写到 {path.parent} 的和原来的不一样。原来的都在。")
