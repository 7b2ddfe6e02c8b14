"""A file is whole or it is the old one: written beside its place, synced to disk, then renamed over it."""

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_NO_SUCH_CALL = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What file systems of sticks and shares answer that cannot sync a folder; what they can, they have done."""

_PATIENCE, _PAUSE = 2.0, 0.05
"""For how many seconds a refused rename is tried again, and how long between two tries."""


_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_TRIES = 100


class NotSyncedError(OSError):
    """The new file is whole and in its place, but the disk erred when it was told to keep that."""


def replace_file(target: Path, content: bytes) -> None:
    """Put content at target in one step; on any error the old file stays as it was and nothing is left beside it.

    But for NotSyncedError, which says that the new one is there.
    """
    _put(target, content, lambda temporary: move_over(temporary, target))


def create_file(target: Path, content: bytes) -> None:
    """Put content at target in one step; raises FileExistsError where there is something, which stays as it was."""
    _put(target, content, lambda temporary: _move_to_free_place(temporary, target))


def _put(target: Path, content: bytes, move: Callable[[Path], object]) -> None:
    handle, temporary = _new_file_beside(target)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(target))
        move(temporary)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    try:
        sync_folder(target.parent)
    except OSError as error:
        raise NotSyncedError(error.errno, error.strerror, str(target)) from error


def _new_file_beside(target: Path) -> tuple[int, Path]:
    """A new file that only its owner may read, open for writing; the library's own takes 3 ms to import."""
    for _ in range(_TRIES):
        path = target.parent / f".{target.name[:40]}.{os.urandom(6).hex()}.tmp"
        with suppress(FileExistsError):
            return os.open(path, _NEW, 0o600), path
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))


def _move_to_free_place(temporary: Path, target: Path) -> None:
    """Rename a file to a name that nothing has; a second name for it cannot be given where one is there already."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:
        # Sticks and some shares have no second names: there somebody who makes the file in this very moment loses it.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from error
        move_over(temporary, target)
    else:
        with suppress(OSError):  # the file has its name, and keeps it whether or not it loses the other
            temporary.unlink()


def move_over(source: Path, target: Path) -> None:
    """Rename a file over another; a refusal is tried again for two seconds before it is told.

    A virus scanner that looks into a new file holds it for moments, and Windows refuses to rename it meanwhile.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            source.replace(target)
        except PermissionError:
            if time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _mode_for(target: Path) -> int:
    """The mode of the file to be replaced; for a new file what the user's mask leaves of rw-rw-rw-."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def sync_file(path: Path) -> None:
    """Make what somebody else has written into a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the rename itself durable; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder with those above it, where they are not there, as durable as what will be put into it."""
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in made:
        sync_folder(one.parent)
