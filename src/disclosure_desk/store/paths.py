"""What a data folder holds, by the names of its files; a module of its own so that asking for a name loads no store."""

from pathlib import Path

DATA_FILE = "desk.sqlite3"
"""The reports with their audit trail: written by the open store alone."""

JOURNAL = "desk.journal"
"""The second record of the audit trail: a line for every event, written after each commit."""

BACKUPS = "backups"
"""The folder of the data file's backups."""

PACKAGES = "archive"
"""The folder of the sealed versions' packages, in the data folder and in each folder of backups."""

LOCK = "desk.lock"
"""An empty file, locked by whichever program opens or replaces the others."""

LOCK_OWNER = "desk.holder"
"""Who has the folder open, while it is."""

UNSAVED_INPUT = "desk.typing"
"""What is being typed and is not stored yet, while the folder is open."""


def default_folder() -> Path:
    """The folder for the user's own data, whether it is there or not."""
    import platformdirs  # noqa: PLC0415 - the program may be given another folder

    return Path(platformdirs.user_data_dir("disclosure-desk", appauthor=False))
