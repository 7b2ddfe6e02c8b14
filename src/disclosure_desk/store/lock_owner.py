"""Who has a data folder open: a note in the folder while it is, read by a program that finds the folder locked."""

import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.paths import LOCK_OWNER

_LONGEST_NOTE = 10_000


def write_lock_owner(folder: Path, actor: Actor) -> None:
    """Note that the actor has the folder open from now on; where that cannot be written, the lock alone must do."""
    now = datetime.now()  # noqa: DTZ005 - read on the same computer, or by its neighbours
    note = {"who": actor.operator or actor.user, "since": f"{now:%Y-%m-%d %H:%M}", "machine": _machine()}
    path = folder / LOCK_OWNER
    with suppress(OSError):
        if path.is_symlink() or (path.exists() and not path.is_file()):
            path.unlink()  # a pipe would wait for somebody who reads it
        path.write_text(json.dumps(note, ensure_ascii=False), "utf-8")


def _machine() -> str:
    """The name of this computer; what else of Python knows it takes a millisecond or more to load."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def remove_lock_owner(folder: Path) -> None:
    """Remove the note when the folder is closed."""
    with suppress(OSError):
        (folder / LOCK_OWNER).unlink(missing_ok=True)


def lock_owner_words(folder: Path) -> str:
    """Who has the folder open, in words that go on after its file's name; "" where no note can be read."""
    try:
        path = folder / LOCK_OWNER
        if not path.is_file() or path.stat().st_size > _LONGEST_NOTE:
            return ""
        note = json.loads(path.read_text("utf-8"))
        return f"，{note['who']} 在 {note['machine']} 上从 {note['since']} 打开的"
    except (OSError, ValueError, LookupError, TypeError):
        return ""
