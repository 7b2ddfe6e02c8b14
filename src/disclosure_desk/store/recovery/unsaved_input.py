"""What is being typed and is not stored yet, in a small file of the data folder, so that it outlives a crash."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import rfc8785

from disclosure_desk.core.atomic_file import move_over, replace_file
from disclosure_desk.store.paths import UNSAVED_INPUT
from disclosure_desk.store.sqlite_access import is_fit

_FORMAT = 1
"""The number of the file's format; a file of another format is not read."""


class UnsavedText(NamedTuple):
    """What is typed at a place, and what was stored there when typing began; figures in their digits."""

    text: str
    stored: str


class UnsavedInput(NamedTuple):
    """Where the clerk is in which report, and what is typed there and not stored, by place; `at` is local time."""

    report: int
    section: str
    place: str
    texts: Mapping[str, UnsavedText]
    at: datetime


def write_unsaved_input(folder: Path, file_id: str, unsaved: UnsavedInput) -> None:
    """Write the file, on disk when this returns; raises OSError, and ValueError for a text that cannot be written."""
    typing: dict[str, Any] = {
        "form": _FORMAT,
        "desk": file_id,
        "report": unsaved.report,
        "section": unsaved.section,
        "place": unsaved.place,
        "unstored": {place: {"text": one.text, "stood": one.stored} for place, one in unsaved.texts.items()},
        "at": unsaved.at.isoformat(timespec="seconds"),
    }
    replace_file(folder / UNSAVED_INPUT, rfc8785.dumps({"digest": _digest(typing), "typing": typing}))


def has_unsaved_input(folder: Path) -> bool:
    """Whether something was left unsaved, whatever it is worth."""
    return (folder / UNSAVED_INPUT).exists()


def read_unsaved_input(folder: Path, file_id: str) -> UnsavedInput | None:
    """What was left unsaved in the data file of that id; None where it was closed in order.

    A file that is broken, of another data file or of another format is renamed and counts for nothing.
    """
    path = folder / UNSAVED_INPUT
    if not has_unsaved_input(folder):
        return None
    try:
        if not is_fit(path):
            raise ValueError(path.name)  # noqa: TRY301 - put aside as what is broken
        return _parse(json.loads(path.read_bytes()), file_id)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        retire_unsaved_input(folder)
        return None


def retire_unsaved_input(folder: Path) -> None:
    """Keep the file under another name, where somebody can look for what was in it."""
    path = folder / UNSAVED_INPUT
    now = datetime.now()  # noqa: DTZ005 - the computer's own time
    with suppress(OSError):
        move_over(path, path.with_name(f"{UNSAVED_INPUT}-{now:%Y%m%d-%H%M%S-%f}"))


def remove_unsaved_input(folder: Path) -> None:
    """Remove the file, because nothing is being typed any more."""
    with suppress(OSError):
        (folder / UNSAVED_INPUT).unlink(missing_ok=True)


def _parse(content: Mapping[str, Any], file_id: str) -> UnsavedInput:
    typing = content["typing"]
    if (typing["form"], typing["desk"], _digest(typing)) != (_FORMAT, file_id, content["digest"]):
        raise ValueError(typing["form"])
    texts = {place: UnsavedText(str(one["text"]), str(one["stood"])) for place, one in typing["unstored"].items()}
    at = datetime.fromisoformat(typing["at"]).astimezone()
    return UnsavedInput(int(typing["report"]), str(typing["section"]), str(typing["place"]), texts, at)


def _digest(typing: Mapping[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(typing)).hexdigest()
