"""Files -> a BagIt bag (RFC 8493) in a zip: the same files give the same bytes, and any tool can check them."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ALWAYS = "sha256"
_WHERE_KNOWN = "sm3"
"""The national digest (GB/T 32905), where the platform's library has it."""

_PLAIN_FILE = 0o100644 << 16
_MADE_ON_UNIX = 3

Digest = Callable[[bytes], str]


def bag(name: str, payload: Mapping[str, bytes], tags: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """The zip of a bag in a folder of that name: `payload` under data/, `tags` beside it, `info` in bag-info.txt."""
    inside = {f"data/{path}": content for path, content in payload.items()}
    oxum = f"{sum(map(len, inside.values()))}.{len(inside)}"
    told = {**tags, "bagit.txt": _DECLARATION, "bag-info.txt": _info({**info, "Payload-Oxum": oxum})}
    for algorithm, digest in digests().items():
        told[f"manifest-{algorithm}.txt"] = _manifest(inside, digest)
    for algorithm, digest in digests().items():
        inside[f"tagmanifest-{algorithm}.txt"] = _manifest(told, digest)
    return packed(name, {**told, **inside})


def digests() -> Mapping[str, Digest]:
    """The digests of a manifest by their name in its file's."""
    names = [_ALWAYS, *([_WHERE_KNOWN] if _is_known(_WHERE_KNOWN) else [])]
    return {name: partial(_digest, name) for name in names}


def packed(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip of files in a folder, in the order of their names, without an hour and without compression.

    Nothing is compressed: what deflate writes differs from one library to the next, and a reader in thirty years needs
    one thing less.
    """
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for path in sorted(files):
            member = ZipInfo(f"{folder}/{path}")
            member.external_attr, member.create_system = _PLAIN_FILE, _MADE_ON_UNIX
            archive.writestr(member, files[path])
    return target.getvalue()


def day(moment: str) -> str:
    """The day of an ISO moment, as bag-info.txt has it."""
    return datetime.fromisoformat(moment).date().isoformat()


def _digest(algorithm: str, content: bytes) -> str:
    return hashlib.new(algorithm, content).hexdigest()


def _manifest(files: Mapping[str, bytes], digest: Digest) -> bytes:
    return "".join(f"{digest(files[path])}  {path}\n" for path in sorted(files)).encode()


def _info(entries: Mapping[str, str]) -> bytes:
    """A line for each entry; a line break within a value would begin another one."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in sorted(entries.items())).encode()


def _is_known(algorithm: str) -> bool:
    try:
        hashlib.new(algorithm)
    except ValueError:
        return False
    return True
