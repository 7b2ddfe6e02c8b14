"""Lists of digests, as `sha256sum --check` and `openssl sm3` read them, and the time that all files of a tree bear.

python -m packages.digests FILE [FILE ...]    prints both digests of finished packages
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from packages.stop import BuildStopped, run_step

LISTS = {"sha256": "SHA256SUMS", "sm3": "SM3SUMS"}


def digest_line(kind: str, path: Path, name: str) -> str:
    """Return a line `digest  name` of one file."""
    if kind not in hashlib.algorithms_available:
        raise BuildStopped(f"This Python has no {kind.upper()}: use one that has OpenSSL, as Debian's")
    with path.open("rb") as stream:
        return f"{hashlib.file_digest(stream, kind).hexdigest()}  {name}\n"


def write_lists(folder: Path) -> None:
    """Write into a folder the digests of all files below it, in both kinds."""
    for kind, name in LISTS.items():
        lines = [digest_line(kind, path, path.relative_to(folder).as_posix()) for path in _files(folder)]
        (folder / name).write_text("".join(lines), encoding="utf-8")


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.parent / path.name not in {folder / name for name in LISTS.values()}:
            yield path


def set_times(folder: Path, moment: int) -> None:
    """Give everything below a folder, and the folder, one time, so that the same tree packs to the same bytes."""
    for path in [*folder.rglob("*"), folder]:
        os.utime(path, (moment, moment), follow_symlinks=False)


def main(arguments: Sequence[str]) -> None:
    """Print the digests of files."""
    for kind in LISTS:
        for one in arguments:
            print(digest_line(kind, Path(one), Path(one).name), end="")


if __name__ == "__main__":
    run_step(main)
