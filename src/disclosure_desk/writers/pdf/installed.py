"""The desk's own fonts: where they lie, what they are called, and which of them has a rare character."""

import os
import sys
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from disclosure_desk.resources import resource
from disclosure_desk.writers.pdf.composite import sound
from disclosure_desk.writers.pdf.font_names import Names, names_in
from disclosure_desk.writers.pdf.fontfile import FontFile
from disclosure_desk.writers.pdf.sfnt import UnusableFont

_ENDINGS = (".ttf", ".ttc", ".otf")
Folders = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Installed:
    """A face on this desk: its file, its number in it, and its names."""

    path: Path
    number: int
    names: Names


@cache
def folders() -> Folders:
    """The folders in which this desk keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", "C:\\Windows")
        return Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"
    shared = Path("/usr/share/fonts"), Path("/usr/local/share/fonts")
    return *shared, home / ".local" / "share" / "fonts", home / ".fonts"


@cache
def installed_faces(places: Folders) -> Mapping[str, Installed]:
    """Every face in these folders, each under a name of its own; read once, the files' names only."""
    taken = {path.stem for path in resource("fonts").glob("*.ttf")}
    found: dict[str, Installed] = {}
    for path in sorted({path for folder in places for path in _files(str(folder))}):
        for number, names in enumerate(names_in(path)):
            key = _free(names.key, taken)
            taken.add(key)
            found[key] = Installed(Path(path), number, names)
    return MappingProxyType(found)


def _files(folder: str) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        yield from (os.path.join(place, name) for name in names if name.lower().endswith(_ENDINGS))  # noqa: PTH118


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def named(name: str, places: Folders) -> tuple[str, ...]:
    """The keys of the faces with that name, those first that share it with no other style."""
    return tuple(dict.fromkeys(_called(places).get(name.casefold(), ())))


@cache
def _called(places: Folders) -> Mapping[str, list[str]]:
    """The keys of the faces by each of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    faces = installed_faces(places).items()
    for key, names in [*((key, face.names.whole) for key, face in faces), *((k, f.names.families) for k, f in faces)]:
        for name in names:
            found[name].append(key)
    return found


@cache
def open_installed(key: str, places: Folders) -> FontFile:
    """The file of an installed face, opened once; raises UnusableFont."""
    return _opened(installed_faces(places)[key])


def _opened(face: Installed) -> FontFile:
    """The file of a face, once it is sure that characters can be looked up in it."""
    font = FontFile(face.path, face.number)
    font.characters  # noqa: B018 - read now, for it may be missing
    return font


def having(character: str, places: Folders) -> str | None:
    """The first installed face that can print a character."""
    code = ord(character)
    for key, (firsts, lasts) in _stretches(places).items():
        number = bisect_right(firsts, code) - 1
        if number >= 0 and code <= lasts[number]:
            font = open_installed(key, places)
            if sound(font, font.glyph(code)):
                return key
    return None


@cache
def _stretches(places: Folders) -> Mapping[str, tuple["array[int]", "array[int]"]]:
    """The stretches of code points that each usable face says it has; their files are let go again."""
    found = {}
    for key, face in installed_faces(places).items():
        try:
            characters = _opened(face).characters
        except UnusableFont:
            continue
        found[key] = characters.firsts, characters.lasts
    return MappingProxyType(found)
