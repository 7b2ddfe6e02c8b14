"""Files that are replaced stay in the data folder under a name that says when: nothing is ever deleted."""

import shutil
from datetime import datetime
from pathlib import Path

from disclosure_desk.core.atomic_file import move_over, sync_file, sync_folder


def rename_to_old(path: Path) -> Path:
    """Rename a file to its old name; the new path. Raises OSError."""
    old = _old_name(path)
    move_over(path, old)
    sync_folder(path.parent)
    return old


def copy_to_old(path: Path) -> Path:
    """Copy a file to its old name, on disk; the copy. Renamed, there would be a moment without any data file.

    Raises OSError.
    """
    old = _old_name(path)
    shutil.copy2(path, old)
    sync_file(old)
    sync_folder(path.parent)
    return old


def _old_name(path: Path) -> Path:
    return path.with_name(f"{path.name}.{datetime.now():%Y%m%d-%H%M%S-%f}.old")  # noqa: DTZ005 - the computer's own time
