"""What is being typed and is not stored yet, in a small file beside the data file: it outlives a crash of the desk."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import rfc8785

from disclosure_desk.core.atomic_file import replace_file
from disclosure_desk.store.paths import UNSAVED_INPUT

_FORM = 1
"""The form of the file; one of another form is not read."""


class Unstored(NamedTuple):
    """What is typed at a place, and what was stored there while it was typed: figures in their digits."""

    text: str
    stood: str


class Typed(NamedTuple):
    """Where the clerk stands in which report, and what is typed there and not stored, by place; `at` a local time."""

    report: int
    section: str
    place: str
    unstored: Mapping[str, Unstored]
    at: datetime


def keep_typed(folder: Path, desk: str, typed: Typed) -> None:
    """Put the file in place, on disk when this returns; raises OSError, and ValueError for text that no file holds."""
    typing: dict[str, Any] = {
        "form": _FORM,
        "desk": desk,
        "report": typed.report,
        "section": typed.section,
        "place": typed.place,
        "unstored": {place: one._asdict() for place, one in typed.unstored.items()},
        "at": typed.at.isoformat(timespec="seconds"),
    }
    replace_file(folder / UNSAVED_INPUT, rfc8785.dumps({"digest": _digest(typing), "typing": typing}))


def typed_before(folder: Path, desk: str) -> Typed | None:
    """What the desk of that file id was left with, None where it was left in order.

    A file that is broken, of another desk or of another form is put aside, and counts for nothing.
    """
    path = folder / UNSAVED_INPUT
    if not path.exists():
        return None
    try:
        return _read(json.loads(path.read_bytes()), desk)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        put_typed_aside(folder)
        return None


def put_typed_aside(folder: Path) -> None:
    """Keep the file under another name, for whoever looks for what was in it."""
    path = folder / UNSAVED_INPUT
    with suppress(OSError):
        path.replace(path.with_name(f"{UNSAVED_INPUT}-{datetime.now():%Y%m%d-%H%M%S-%f}"))  # noqa: DTZ005 - the desk's own clock


def forget_typed(folder: Path) -> None:
    """Nothing is being typed any more."""
    with suppress(OSError):
        (folder / UNSAVED_INPUT).unlink(missing_ok=True)


def _read(content: Mapping[str, Any], desk: str) -> Typed:
    typing = content["typing"]
    if (typing["form"], typing["desk"], _digest(typing)) != (_FORM, desk, content["digest"]):
        raise ValueError(typing["form"])
    unstored = {place: Unstored(str(one["text"]), str(one["stood"])) for place, one in typing["unstored"].items()}
    at = datetime.fromisoformat(typing["at"]).astimezone()
    return Typed(int(typing["report"]), str(typing["section"]), str(typing["place"]), unstored, at)


def _digest(typing: Mapping[str, Any]) -> str:
    return hashlib.sha256(rfc8785.dumps(typing)).hexdigest()
