"""Where a data folder may be: on a disk of this computer, not on a share, a removable disk or in a synced folder."""

import os
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePath, PureWindowsPath
from typing import Any, NamedTuple

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_entries
from disclosure_desk.store.errors import wrong_location
from disclosure_desk.text.lazy_pattern import lazy_pattern

_REMOVABLE_DRIVE, _REMOTE_DRIVE = 2, 4
"""What GetDriveTypeW answers."""

_ESCAPED = lazy_pattern(r"\\([0-7]{3})")
_BEFORE_MORE = " -（("
"""With one of these begins what the makers of synced folders add to their names."""


class Computer(NamedTuple):
    """What the computer says of its disks.

    mounts: the text of /proc/self/mountinfo, "" where there is none. device: the folder under /sys of a disk, by its
    number there. drive: the type of a drive by its root, as Windows has it.
    """

    mounts: Callable[[], str]
    device: Callable[[str], Path]
    drive: Callable[[str], int]


class Mount(NamedTuple):
    """A mounted file system: its number, its folder and its kind."""

    number: str
    folder: PurePath
    kind: str


def check_location(folder: Path) -> None:
    """Raise StoreError where the program must not store in that folder, whether the folder is there or not."""
    kind = location_kind(Path(os.path.realpath(folder)), THIS_COMPUTER)
    if kind:
        raise wrong_location(folder, kind)


def location_kind(folder: PurePath, computer: "Computer") -> str:
    """What the clerk calls the place where the program must not store, "" where it may; `folder` has no links in it."""
    kinds = _kinds()
    if any(_is_synced(part) for part in folder.parts):
        return str(kinds["synced"]["name"])
    return _kind_of_drive(folder, computer) if isinstance(folder, PureWindowsPath) else _kind_of_mount(folder, computer)


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, Any]:
    return load_entries(resource("dictionaries", "places.toml"))


def _is_synced(part: str) -> bool:
    name = part.casefold()
    known = [one.casefold() for one in _kinds()["synced"]["folders"]]
    return any(name == one or (name.startswith(one) and name[len(one)] in _BEFORE_MORE) for one in known)


def _kind_of_drive(folder: PureWindowsPath, computer: Computer) -> str:
    kinds = _kinds()
    drive = computer.drive(folder.anchor)
    if folder.drive.startswith("\\\\") or drive == _REMOTE_DRIVE:
        return str(kinds["network"]["name"])
    return str(kinds["removable"]["name"]) if drive == _REMOVABLE_DRIVE else ""


def _kind_of_mount(folder: PurePath, computer: Computer) -> str:
    """The kind of the mount; "" for the root, because a computer whose root is on a network has no other place."""
    kinds = _kinds()
    within = [mount for mount in parse_mounts(computer.mounts()) if folder.is_relative_to(mount.folder)]
    mount = max(reversed(within), key=lambda one: len(one.folder.parts), default=None)
    if mount is None or mount.folder == PurePath("/"):
        return ""
    if mount.kind.removeprefix("fuse.") in kinds["network"]["file_systems"]:
        return str(kinds["network"]["name"])
    return str(kinds["removable"]["name"]) if _is_removable(mount, computer) else ""


def _is_removable(mount: Mount, computer: Computer) -> bool:
    removable = _kinds()["removable"]
    mounted_by_user = any(mount.folder.is_relative_to(folder) for folder in removable["folders"])
    if mounted_by_user and mount.kind in removable["file_systems"]:
        return True
    device = computer.device(mount.number)
    # A partition's disk is the folder above it.
    return any(_is_marked_removable(folder / "removable") for folder in (device, device.parent))


def _is_marked_removable(path: Path) -> bool:
    try:
        return path.read_text("ascii").strip() == "1"
    except (OSError, UnicodeDecodeError):
        return False


def parse_mounts(text: str) -> Iterator[Mount]:
    """The file systems in the text of mountinfo; of those on one folder, the one on top is last."""
    for line in text.splitlines():
        fields, _, behind = line.partition(" - ")
        words = fields.split(" ")
        if behind and len(words) > _FOLDER:
            folder = words[_FOLDER]
            if "\\" in folder:
                folder = _ESCAPED.sub(lambda found: chr(int(found[1], 8)), folder)
            yield Mount(words[_NUMBER], PurePath(folder), behind.split(" ")[0])


_NUMBER, _FOLDER = 2, 4
"""Where the fields stand in a line of mountinfo."""


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def _device(number: str) -> Path:
    return Path(os.path.realpath(f"/sys/dev/block/{number}"))


def _drive(root: str) -> int:
    import ctypes  # noqa: PLC0415 - only Windows has drives

    windows = getattr(ctypes, "windll", None)
    return int(windows.kernel32.GetDriveTypeW(root)) if windows is not None else 0


THIS_COMPUTER = Computer(_mounts, _device, _drive)
