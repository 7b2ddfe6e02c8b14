"""Who has a data folder open: written beside the data file while it is, for the one who finds it locked."""

import json
import platform
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from disclosure_desk.store.event_meta import Who
from disclosure_desk.store.paths import HOLDER


def hold(folder: Path, who: Who) -> None:
    """Say that the desk is open from now on; where that cannot be written, the lock alone must do."""
    told = {"who": who.operator or who.user, "since": f"{datetime.now():%Y-%m-%d %H:%M}", "machine": platform.node()}  # noqa: DTZ005 - for people beside the desk
    with suppress(OSError):
        (folder / HOLDER).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def let_go(folder: Path) -> None:
    """The desk is closed."""
    with suppress(OSError):
        (folder / HOLDER).unlink(missing_ok=True)


def held_by(folder: Path) -> str:
    """Who has the desk open, in words that go on after its file's name; "" where nothing tells."""
    try:
        told = json.loads((folder / HOLDER).read_text("utf-8"))
        return f"，{told['who']} 在 {told['machine']} 上从 {told['since']} 打开的"
    except (OSError, ValueError, LookupError, TypeError):
        return ""
