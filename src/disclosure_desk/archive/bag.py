"""Files -> a BagIt bag (RFC 8493) in a zip: the same files give the same bytes, and any BagIt tool can check them."""

import runpy
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from disclosure_desk.core.resources import resource

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"

Digest = Callable[[bytes], str]


def make_bag(name: str, payload: Mapping[str, bytes], tags: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """The zip of a bag in a folder of that name: `payload` in data/, `tags` at the top, `info` in bag-info.txt."""
    return zip_folder(name, bag_files(payload, tags, info))


def bag_files(payload: Mapping[str, bytes], tags: Mapping[str, bytes], info: Mapping[str, str]) -> Mapping[str, bytes]:
    """Every file of a bag by its path within the bag's folder."""
    inside = {f"data/{path}": content for path, content in payload.items()}
    oxum = f"{sum(map(len, inside.values()))}.{len(inside)}"
    tag_files = {**tags, "bagit.txt": _DECLARATION, "bag-info.txt": _info({**info, "Payload-Oxum": oxum})}
    for algorithm, digest in digests().items():
        tag_files[f"manifest-{algorithm}.txt"] = _manifest(inside, digest)
    for algorithm, digest in digests().items():
        inside[f"tagmanifest-{algorithm}.txt"] = _manifest(tag_files, digest)
    return {**tag_files, **inside}


def digests() -> Mapping[str, Digest]:
    """The digest functions by their names in the manifests' file names: SHA-256, and the national SM3 (GB/T 32905)."""
    known: Mapping[str, Digest] = _package_file()["DIGESTS"]
    return known


def zip_folder(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip of files in a folder, in the order of their names, without times and without compression.

    Nothing is compressed because what deflate writes differs between libraries, and because a reader in thirty years
    then needs one thing less.
    """
    content: bytes = _package_file()["zipped"](folder, files)
    return content


def whole_digests(content: bytes) -> Mapping[str, str]:
    """The digests of a package as one file, by what they are called on paper."""
    found: Mapping[str, str] = _package_file()["whole_digests"](content)
    return found


def day(moment: str) -> str:
    """The day of an ISO moment, as bag-info.txt has it."""
    return datetime.fromisoformat(moment).date().isoformat()


@lru_cache(maxsize=1)
def _package_file() -> Mapping[str, Any]:
    """The names in the script that goes out with each package, so that both make and check it by one definition."""
    return runpy.run_path(str(resource("archive", "package_file.py")))


def _manifest(files: Mapping[str, bytes], digest: Digest) -> bytes:
    return "".join(f"{digest(files[path])}  {path}\n" for path in sorted(files)).encode()


def _info(entries: Mapping[str, str]) -> bytes:
    """A line for each entry; blanks are folded, because a line break in a value would begin another entry."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in sorted(entries.items())).encode()
