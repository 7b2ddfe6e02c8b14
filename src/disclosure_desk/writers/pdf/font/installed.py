"""The fonts of this computer: where their files are, what they are called, and which of them has a rare character."""

import os
import sys
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_entries
from disclosure_desk.writers.pdf.font.composite import is_drawable
from disclosure_desk.writers.pdf.font.font_file import FontFile, OtherOutlinesError
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.font.names import FontNames

_ENDINGS = (".ttf", ".ttc", ".otf")
CHINESE_SIZE = 1 << 20
"""No font with all common Chinese characters has a smaller file: smaller ones need not be searched for a name."""
Folders = tuple[Path, ...]


class InstalledFont(NamedTuple):
    """A font of this computer: its file, its number in the file, and its names."""

    path: str
    number: int
    names: "FontNames"


@cache
def folders() -> Folders:
    """The folders in which this computer keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", "C:\\Windows")
        return Path(windows) / "Fonts", Path(local) / "Microsoft" / "Windows" / "Fonts"
    shared = Path("/usr/share/fonts"), Path("/usr/local/share/fonts")
    return *shared, home / ".local" / "share" / "fonts", home / ".fonts"


@cache
def large_fonts(places: Folders) -> Mapping[str, InstalledFont]:
    """The fonts of large files by their keys; every Chinese font is among them."""
    bundled = {path.stem for path in resource("fonts").glob("*.ttf")}
    return _fonts_in([path for path, size in _font_files(places) if size >= CHINESE_SIZE], bundled)


@cache
def all_fonts(places: Folders) -> Mapping[str, InstalledFont]:
    """Every font by its key, those of large files first."""
    large = large_fonts(places)
    bundled = {path.stem for path in resource("fonts").glob("*.ttf")}
    small = _fonts_in([path for path, size in _font_files(places) if size < CHINESE_SIZE], bundled | set(large))
    return MappingProxyType({**large, **small})


def _fonts_in(paths: Iterable[str], taken: AbstractSet[str]) -> Mapping[str, InstalledFont]:
    """The fonts of these files by their keys, none of which is taken."""
    from disclosure_desk.writers.pdf.font.names import names_in  # noqa: PLC0415 - many computers have no font to read

    found: dict[str, InstalledFont] = {}
    used = set(taken)
    for path in paths:
        for number, names in enumerate(names_in(path)):
            key = _free_key(names.key, used)
            used.add(key)
            found[key] = InstalledFont(path, number, names)
    return MappingProxyType(found)


@cache
def _font_files(places: Folders) -> tuple[tuple[str, int], ...]:
    """The font files in these folders with their sizes, in order."""
    return tuple(sorted({file for folder in places for file in _font_files_under(str(folder))}))


def _font_files_under(folder: str) -> Iterator[tuple[str, int]]:
    """The font files in a folder and those within it."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    yield from _font_files_under(entry.path)
                elif entry.name.lower().endswith(_ENDINGS) and entry.is_file():
                    yield entry.path, entry.stat().st_size
    except OSError:  # not there, or not ours to read
        return


def _free_key(name: str, taken: AbstractSet[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    return free


def fonts_named(name: str, places: Folders) -> tuple[str, ...]:
    """The keys of the fonts with that name, first those that share the name with no other style of their family."""
    return tuple(dict.fromkeys(_keys_by_name(places).get(name.casefold(), ())))


@cache
def _keys_by_name(places: Folders) -> Mapping[str, list[str]]:
    """The keys of the fonts by each of their names."""
    found: dict[str, list[str]] = defaultdict(list)
    fonts = large_fonts(places).items()
    for key, name in [(key, name) for key, font in fonts for name in font.names.whole]:
        found[name].append(key)
    for key, name in [(key, name) for key, font in fonts for name in font.names.families]:
        found[name].append(key)
    return MappingProxyType(found)


@cache
def open_installed(key: str, places: Folders) -> FontFile:
    """The file of an installed font, opened once; raises UnusableFont."""
    return _open(large_fonts(places).get(key) or all_fonts(places)[key])


def open_official(key: str, places: Folders) -> FontFile:
    """The file of an installed font that a whole document is to be printed in; raises UnusableFont."""
    font = open_installed(key, places)
    if font.outlines_table != FontFile.outlines_table:
        raise OtherOutlinesError
    return font


def _open(installed: InstalledFont) -> FontFile:
    """The file of a font; raises UnusableFont, also where it has no map of characters."""
    place = Path(installed.path), installed.number
    try:
        font = FontFile(*place)
    except OtherOutlinesError:
        from disclosure_desk.writers.pdf.font.cff_font import CffFontFile  # noqa: PLC0415 - few documents need one

        font = CffFontFile(*place)
    font.characters  # noqa: B018 - read now, because it may be missing
    return font


def font_with(character: str, places: Folders) -> str | None:
    """The key of the best installed font that can print a character; None if none can."""
    code = ord(character)
    for key, (firsts, lasts) in _character_ranges(places).items():
        number = bisect_right(firsts, code) - 1
        if number >= 0 and code <= lasts[number] and _prints(key, code, places):
            return key
    return None


def _prints(key: str, code: int, places: Folders) -> bool:
    """Whether an installed font prints something for a code point; one whose file is gone by now does not."""
    try:
        font = open_installed(key, places)
    except UnusableFont:
        return False
    glyph = font.glyph(code)
    return bool(glyph) and is_drawable(font, glyph)


def _rank(key: str) -> tuple[bool, int]:
    """How well the characters of a font go with those of a report, by its name: the lower, the better."""
    words, name = _borrowing(), key.casefold()
    better = (number for number, word in enumerate(words["first"]) if word in name)
    return any(word in name for word in words["last"]), next(better, len(words["first"]))


@cache
def _borrowing() -> Mapping[str, list[str]]:
    """Words of the names of fonts from which a rare character is taken first, and last."""
    words: dict[str, list[str]] = load_entries(resource("fonts", "fonts.toml"))["borrowing"]
    return words


@cache
def _character_ranges(places: Folders) -> Mapping[str, tuple["array[int]", "array[int]"]]:
    """The ranges of code points that each usable font says it has, as their first and last ones; the best font first.

    The fonts' files are closed again: a computer may have hundreds.
    """
    found = {}
    for key, font in sorted(all_fonts(places).items(), key=lambda one: _rank(one[0])):
        try:
            characters = _open(font).characters
        except UnusableFont:
            continue
        found[key] = characters.firsts, characters.lasts
    return MappingProxyType(found)
