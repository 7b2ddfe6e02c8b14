"""What a machine that stopped has left half written: it never had its name, and goes at the next start."""

from contextlib import suppress
from pathlib import Path

from disclosure_desk.store.backup.backup import FOLDER
from disclosure_desk.store.paths import FILE, PACKAGES

_LEFT = (
    (".", ".desk*.tmp"),
    (".", f"{FILE}.rebuilding*"),
    (FOLDER, "desk-*.making*"),
    (FOLDER, ".desk-*.tmp"),
    (f"{FOLDER}/{PACKAGES}", ".*.zip.*.tmp"),
    (PACKAGES, ".*.zip.*.tmp"),
)
"""Where it lies in a data folder, and what it is called."""


def clear_unfinished(folder: Path) -> None:
    """Remove it; whoever calls has the folder alone."""
    for place, pattern in _LEFT:
        for path in (folder / place).glob(pattern):
            with suppress(OSError):
                path.unlink()
