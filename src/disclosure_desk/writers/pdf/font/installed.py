"""The desk's own fonts: where they lie, what they are called, and which of them has a rare character."""

import os
import sys
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.font.composite import sound
from disclosure_desk.writers.pdf.font.font_file import FontFile
from disclosure_desk.writers.pdf.font.names import Names, names_in
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

_ENDINGS = (".ttf", ".ttc", ".otf")
CHINESE_SIZE = 1 << 20
"""No font with outlines of all common Chinese characters is smaller: to find one, the others need not be opened."""
Folders = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Installed:
    """A face on this desk: its file, its number in it, and its names."""

    path: str
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
def large_faces(places: Folders) -> Mapping[str, Installed]:
    """The faces of large files, each under a name of its own: every Chinese face is among them."""
    bundled = {path.stem for path in resource("fonts").glob("*.ttf")}
    return _faces([path for path, size in _files(places) if size >= CHINESE_SIZE], bundled)


@cache
def all_faces(places: Folders) -> Mapping[str, Installed]:
    """Every face, the large ones first."""
    large = large_faces(places)
    bundled = {path.stem for path in resource("fonts").glob("*.ttf")}
    small = _faces([path for path, size in _files(places) if size < CHINESE_SIZE], bundled | set(large))
    return MappingProxyType({**large, **small})


def _faces(paths: Iterable[str], taken: AbstractSet[str]) -> Mapping[str, Installed]:
    """The faces of these files, none under a name that is taken."""
    found: dict[str, Installed] = {}
    used = set(taken)
    for path in paths:
        for number, names in enumerate(names_in(path)):
            key = _free(names.key, used)
            used.add(key)
            found[key] = Installed(path, number, names)
    return MappingProxyType(found)


@cache
def _files(places: Folders) -> tuple[tuple[str, int], ...]:
    """The font files in these folders with their sizes, in order."""
    return tuple(sorted({file for folder in places for file in _walked(str(folder))}))


def _walked(folder: str) -> Iterator[tuple[str, int]]:
    """The font files in a folder and those within it."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _walked(entry.path)
                elif entry.name.lower().endswith(_ENDINGS) and entry.is_file():
                    yield entry.path, entry.stat().st_size
    except OSError:  # not there, or not ours to read
        return


def _free(name: str, taken: AbstractSet[str]) -> str:
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
    faces = large_faces(places).items()
    for key, name in [(key, name) for key, face in faces for name in face.names.whole]:
        found[name].append(key)
    for key, name in [(key, name) for key, face in faces for name in face.names.families]:
        found[name].append(key)
    return MappingProxyType(found)


@cache
def open_installed(key: str, places: Folders) -> FontFile:
    """The file of an installed face, opened once; raises UnusableFont."""
    return _opened(large_faces(places).get(key) or all_faces(places)[key])


def _opened(face: Installed) -> FontFile:
    """The file of a face, once it is sure that characters can be looked up in it."""
    font = FontFile(Path(face.path), face.number)
    font.characters  # noqa: B018 - read now, for it may be missing
    return font


def having(character: str, places: Folders) -> str | None:
    """The first installed face that can print a character."""
    code = ord(character)
    for key, (firsts, lasts) in _stretches(places).items():
        number = bisect_right(firsts, code) - 1
        if number >= 0 and code <= lasts[number] and _prints(key, code, places):
            return key
    return None


def _prints(key: str, code: int, places: Folders) -> bool:
    """Whether an installed face leaves a mark for a code point; one that has gone since it was found does not."""
    try:
        font = open_installed(key, places)
    except UnusableFont:
        return False
    glyph = font.glyph(code)
    return bool(glyph) and sound(font, glyph)


@cache
def _stretches(places: Folders) -> Mapping[str, tuple["array[int]", "array[int]"]]:
    """The stretches of code points that each usable face says it has; their files are let go again."""
    found = {}
    for key, face in all_faces(places).items():
        try:
            characters = _opened(face).characters
        except UnusableFont:
            continue
        found[key] = characters.firsts, characters.lasts
    return MappingProxyType(found)
