"""Files -> a BagIt bag (RFC 8493) in a zip: the same files give the same bytes, and any BagIt tool can check them."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ALWAYS = "sha256"
_IF_KNOWN = "sm3"
"""The national digest (GB/T 32905), used where the platform's OpenSSL has it."""

_PLAIN_FILE = 0o100644 << 16
_MADE_ON_UNIX = 3

Digest = Callable[[bytes], str]


def make_bag(name: str, payload: Mapping[str, bytes], tags: Mapping[str, bytes], info: Mapping[str, str]) -> bytes:
    """The zip of a bag in a folder of that name: `payload` in data/, `tags` at the top, `info` in bag-info.txt."""
    inside = {f"data/{path}": content for path, content in payload.items()}
    oxum = f"{sum(map(len, inside.values()))}.{len(inside)}"
    tag_files = {**tags, "bagit.txt": _DECLARATION, "bag-info.txt": _info({**info, "Payload-Oxum": oxum})}
    for algorithm, digest in digests().items():
        tag_files[f"manifest-{algorithm}.txt"] = _manifest(inside, digest)
    for algorithm, digest in digests().items():
        inside[f"tagmanifest-{algorithm}.txt"] = _manifest(tag_files, digest)
    return zip_folder(name, {**tag_files, **inside})


def digests() -> Mapping[str, Digest]:
    """The digest functions by their names in the manifests' file names."""
    names = [_ALWAYS, *([_IF_KNOWN] if _is_known(_IF_KNOWN) else [])]
    return {name: partial(_digest, name) for name in names}


def zip_folder(folder: str, files: Mapping[str, bytes]) -> bytes:
    """A zip of files in a folder, in the order of their names, without times and without compression.

    Nothing is compressed because what deflate writes differs between libraries, and because a reader in thirty years
    then needs one thing less.
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
    """A line for each entry; blanks are folded, because a line break in a value would begin another entry."""
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in sorted(entries.items())).encode()


def _is_known(algorithm: str) -> bool:
    try:
        hashlib.new(algorithm)
    except ValueError:
        return False
    return True
