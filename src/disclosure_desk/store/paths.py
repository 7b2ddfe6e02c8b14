"""Where the data lies, apart from the store so that asking for it costs nothing else."""

from pathlib import Path

FILE = "desk.sqlite3"
"""The data file in a data folder."""

JOURNAL = "desk.journal"
"""The second record beside it: a line for every event."""

BACKUPS = "backups"
"""Where in a data folder the backups lie."""

PACKAGES = "archive"
"""Where in a data folder the packages of sealed versions lie, and beside the copies theirs."""

LOCK = "desk.lock"
"""An empty file that is locked by whoever opens or replaces the others."""

LOCK_OWNER = "desk.holder"
"""Who has the folder open, while it is."""

TYPED = "desk.typing"
"""What is being typed and is not stored yet, while the desk is open."""


def default_folder() -> Path:
    """The folder for the user's own data, whether it is there or not."""
    import platformdirs  # noqa: PLC0415 - the window may be told another folder

    return Path(platformdirs.user_data_dir("disclosure-desk", appauthor=False))
