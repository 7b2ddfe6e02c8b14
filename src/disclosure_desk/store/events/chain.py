"""The chain of digests: each event's digest is taken over the one before, so that no event can be changed alone."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from disclosure_desk.store.errors import damaged_file

EventRow = tuple[int, int | None, bytes, str]
"""seq, report, content as UTF-8, digest."""


def genesis(of_file: str) -> str:
    """The digest before the first event. No two data files share it, so no event fits into another file."""
    return hashlib.sha256(f"disclosure-desk {of_file}".encode()).hexdigest()


def digest_after(previous: str, content: bytes) -> str:
    """The digest of an event's canonical JSON that follows another event's digest."""
    return hashlib.sha256(previous.encode() + content).hexdigest()


def check_chain(rows: Sequence[EventRow], first: int, previous: str, path: Path) -> None:
    """Raise StoreError at the first row that is missing or whose digest is not taken over the one before."""
    for number, (seq, _, content, digest) in enumerate(rows, first):
        if seq != number:
            raise damaged_file(path, f"第 {number} 条修改记录不见了")
        if digest_after(previous, content) != digest:
            raise damaged_file(path, f"第 {number} 条修改记录和它的校验码不符")
        previous = digest


def parse_contents(rows: Sequence[EventRow], path: Path) -> list[Any]:
    """The rows' contents out of their JSON; raises StoreError where one is not JSON."""
    try:
        contents: list[Any] = json.loads(b"[" + b",".join(row[2] for row in rows) + b"]")
    except ValueError as error:
        raise damaged_file(path, f"第 {rows[0][0]} 至 {rows[-1][0]} 条修改记录里有看不懂的") from error
    return contents
