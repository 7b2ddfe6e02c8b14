"""The packages of sealed versions: whether each is as it was sealed, copying them, and restoring them from a copy."""

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from disclosure_desk.core.atomic_file import make_folder, move_over, sync_file, sync_folder
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.store.backup.backup import file_digest
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.replay import SealedPackage
from disclosure_desk.store.old_files import rename_to_old
from disclosure_desk.store.paths import PACKAGES

_READ_ONLY = 0o444
"""A sealed file cannot be overwritten by mistake."""

PackageFault = tuple[SealedPackage, str]


def package_fault(path: Path, sha256: str) -> str:
    """What is wrong with a sealed file, "" if it is as it was sealed."""
    try:
        return "" if file_digest(path) == sha256 else f"定稿的档案包 {path} 被改过：和定稿时的摘要不符"
    except OSError:
        return f"定稿的档案包 {path} 不见了，或者读不出来"


def is_there(path: Path) -> bool:
    """Whether a file is there and its folder may be looked into."""
    return os.path.exists(path)  # noqa: PTH110 - Path's own raises where the folder may not be looked into


def package_faults(folder: Path, packages: Iterable[SealedPackage], copies: Sequence[Path]) -> Iterator[PackageFault]:
    """The packages of a data folder that are not as they were sealed, and where among the backups an intact copy is."""
    for one in packages:
        fault = package_fault(folder / PACKAGES / one.file, one.sha256)
        if fault:
            intact = intact_copy(one, copies)
            advice = f"完好的一份在 {intact}" if intact else "备份里也没有完好的一份，请从光盘或者纸质档案找回"
            yield one, f"{fault}。{advice}"


def intact_copy(package: SealedPackage, copies: Sequence[Path]) -> Path | None:
    """A copy of the package as it was sealed in one of those folders of backups."""
    paths = (folder / PACKAGES / package.file for folder in copies)
    return next((path for path in paths if not package_fault(path, package.sha256)), None)


def copy_packages(
    folder: Path, packages: Iterable[SealedPackage], backups: Path, progress: WorkProgress = no_progress
) -> int:
    """Copy into a folder of backups every package that it lacks or has otherwise; how many these were.

    A package that is itself not as it was sealed is left out, and a file that is in its place is kept under its old
    name. Raises OSError and StoreError; where `progress` stops it, those that are copied are whole.
    """
    lacking = [one for one in packages if intact_copy(one, [backups]) is None]
    intact = [one for one in lacking if not package_fault(folder / PACKAGES / one.file, one.sha256)]
    for number, one in enumerate(intact):
        progress(number, len(intact))
        _copy(folder / PACKAGES / one.file, backups / PACKAGES, one)
    return len(intact)


def restore_packages(
    folder: Path, packages: Iterable[SealedPackage], copies: Sequence[Path]
) -> Iterator[tuple[SealedPackage, Path]]:
    """Restore each package that is not there or not as it was sealed; which it was, and from which copy.

    What was in its place is kept under its old name. Raises OSError and StoreError.
    """
    for one in packages:
        is_broken = package_fault(folder / PACKAGES / one.file, one.sha256)
        intact = intact_copy(one, copies) if is_broken else None
        if intact is not None:
            _copy(intact, folder / PACKAGES, one)
            yield one, intact


def _copy(source: Path, folder: Path, package: SealedPackage) -> None:
    """A copy of a package, on disk and read back before it gets its name; raises OSError and StoreError."""
    make_folder(folder)
    path = folder / package.file
    temporary = folder / f".{package.file}.copying.tmp"
    try:
        shutil.copyfile(source, temporary)
        sync_file(temporary)
        if package_fault(temporary, package.sha256):
            what = f"没有复制成档案包 {package.file}：写到 {folder} 的和原来的不一样。原来的都在。"
            raise StoreError(what)  # noqa: TRY301 - removed as on any other error
        temporary.chmod(_READ_ONLY)
        if path.exists():
            rename_to_old(path)
        move_over(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(folder)
