"""Which font prints which character.

Each kind of text (title, heading, body and so on) has a chain of fonts in which a character is looked up. The font with
the most characters is the last of each chain; after it come all fonts of this computer.
"""

import errno
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.font import installed
from disclosure_desk.writers.pdf.font.composite import is_drawable
from disclosure_desk.writers.pdf.font.font_file import FontFile
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

SONG, FANGSONG, KAI, HEI, TITLE, LATIN = (
    "DeskSong",
    "ZhuqueFangsong-Regular",
    "gkai00mp",
    "DeskHei",
    "DeskXiaoBiaoSong",
    "DeskLatin",
)
FULL_WIDTH_SIGNS = frozenset("“”‘’·…—")
"""Signs of Chinese text that some fonts print narrow; the full-width form is taken where there is one."""
_WIDEST = 4
"""An installed font that says a character is wider, in em, is broken."""
_NEVER_BORROWED = frozenset({"Cc", "Co", "Cs"})
"""Control characters, private use and surrogates: each font means something else by them."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
"""Hebrew and Arabic, whose letters a line that is set from left to right would print in reverse, and not joined."""


class MissingGlyph(ValueError):  # noqa: N818 - named by what is wrong, like the other refusals
    """No font has a character; the message names the character, its code point and its place."""


class FontGlyph(NamedTuple):
    """A character as a font prints it: the key of the font, the number of the glyph there, its width in em."""

    font: str
    number: int
    character: str
    advance: float


def font_file(key: str) -> FontFile:
    """The file of the font of that key, bundled or installed, opened once per process."""
    return _bundled(key) or installed.open_installed(key, installed.folders())


@cache
def _bundled(key: str) -> FontFile | None:
    """One of the program's own fonts, None where it has none of that key; raises OSError for one it cannot read."""
    path = resource("fonts", f"{key}.ttf")
    try:
        return FontFile(path) if path.is_file() else None
    except UnusableFont as error:
        raise OSError(errno.EIO, str(error), str(path)) from error


class FontChain:
    """The keys of fonts in the order in which a character is looked up; Latin letters and figures go to `latin` first.

    folders: where this computer keeps its fonts; one of them is taken for a character that no font of the chain has.
    """

    def __init__(self, fonts: tuple[str, ...], latin: str = LATIN, folders: installed.Folders = ()) -> None:
        self.fonts, self.latin, self.folders = fonts, latin, folders
        self._known: dict[str, FontGlyph | None] = {}

    def glyph(self, character: str) -> FontGlyph | None:
        """The glyph that prints a character; None if no font has it."""
        try:
            return self._known[character]
        except KeyError:
            found = self._known[character] = self._find(character)
            return found

    def _find(self, character: str) -> FontGlyph | None:
        order = (self.latin, *self.fonts) if is_latin(character) else (*self.fonts, self.latin)
        narrow = None
        for key in order:
            glyph = _glyph_in(key, character)
            if glyph and (character not in FULL_WIDTH_SIGNS or glyph.advance == 1):
                return glyph
            narrow = narrow or glyph
        return narrow or self._borrowed(character)

    def _borrowed(self, character: str) -> FontGlyph | None:
        if unicodedata.category(character) in _NEVER_BORROWED or prints_nothing(character):
            return None
        if _is_right_to_left(character):
            return None
        key = installed.font_with(character, self.folders)
        return _glyph_in(key, character) if key else None


def _is_right_to_left(character: str) -> bool:
    return unicodedata.bidirectional(character) in _RIGHT_TO_LEFT


def _glyph_in(key: str, character: str) -> FontGlyph | None:
    bundled = _bundled(key)
    font = bundled or font_file(key)
    number = font.glyph(ord(character))
    if not number or not (bundled or _usable(font, number, character)):
        return None
    if character in FULL_WIDTH_SIGNS:
        number = font.full_width(number)
    return FontGlyph(key, number, character, font.advance(number))


def _usable(font: FontFile, number: int, character: str) -> bool:
    """Whether a glyph of an installed font is whole and not wider than any character is."""
    return (is_drawable(font, number) or character.isspace()) and font.advance(number) <= _WIDEST


@cache
def is_latin(character: str) -> bool:
    """Whether a character belongs to Latin script, figures and their signs, and keeps its own width."""
    return character < "\x7f" or (character < "\u0250" and unicodedata.category(character)[0] in "LN")


def prints_nothing(character: str) -> bool:
    """Whether a character only controls text and has no shape, such as a zero-width space."""
    return (
        unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


class FontChoice(NamedTuple):
    """The font that a kind of text is printed in, both by their Chinese names.

    office: it is an official font of this computer, not a bundled one; skipped: why better ones were not taken.
    """

    kind: str
    font: str
    office: bool = False
    skipped: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The choice as the clerk reads it."""
        whose = "本机字体" if self.office else "自带"
        return "；".join((f"{self.kind}：{self.font}（{whose}）", *self.skipped))


class DocumentFonts(NamedTuple):
    """The chains a document is printed in, one for each kind of text, and how their first fonts were chosen."""

    title: FontChain
    heading: FontChain
    subhead: FontChain
    body: FontChain
    table: FontChain
    used: tuple[FontChoice, ...] = ()

    @property
    def note(self) -> str:
        """The fonts as a note in the document says them."""
        return "；".join(f"{choice.kind}：{choice.font}" for choice in self.used)


BUNDLED = DocumentFonts(
    title=FontChain((TITLE, SONG), latin=TITLE),
    heading=FontChain((HEI, SONG)),
    subhead=FontChain((KAI, SONG)),
    body=FontChain((FANGSONG, SONG)),
    table=FontChain((SONG,)),
)
"""The program's own fonts, the same on every computer."""


@lru_cache(maxsize=256)
def unprintable(chain: FontChain, text: str) -> str:
    """The characters of a text that cannot be printed, each once, in the order of their numbers.

    Cached, because an edit leaves nearly all texts of a report as they are.
    """
    characters = sorted(set(text) - {"\t"})
    return "".join(one for one in characters if chain.glyph(one) is None and not prints_nothing(one))


def require(chain: FontChain, text: str, place: str) -> None:
    """Raise MissingGlyph if a character of the text cannot be printed; `place` is the clerk's name of the place."""
    for character in unprintable(chain, text)[:1]:
        shown = f"“{character}”" if character.isprintable() else "一个看不见的字符"
        before, _, after = text.partition(character)
        named, where = f"{place}里有{shown}（U+{ord(character):04X}）", f"它在“{before[-8:]}”和“{after[:8]}”之间"
        if _is_right_to_left(character):
            raise MissingGlyph(f"{named}，是从右往左写的字，本程序印不出来。{where}，请改用中文写。")
        raise MissingGlyph(
            f"{named}，自带的字体和这台电脑装的字体里都没有这个字，印不出来。"
            f"{where}，请换一个字，或者装上有这个字的字体，再打开本程序。"
        )
