"""Which face prints which character: one chain of faces per kind of text, the widest face at the end of each."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache

from disclosure_desk.resources import resource
from disclosure_desk.writers.pdf.fontfile import FontFile

SONG, FANGSONG, KAI, HEI, TITLE, LATIN = (
    "DeskSong",
    "ZhuqueFangsong-Regular",
    "gkai00mp",
    "DeskHei",
    "DeskXiaoBiaoSong",
    "DeskLatin",
)
FULL_WIDTH_SIGNS = frozenset("“”‘’·…—")
"""Signs of Chinese text that some faces show narrow."""


class MissingGlyph(ValueError):  # noqa: N818 - named by what is wrong, like the other refusals
    """No face has a character; the message names it, its code point and its place."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character in one face; `advance` in em."""

    face: str
    number: int
    character: str
    advance: float


@cache
def font_file(face: str) -> FontFile:
    """The file of a bundled face, opened once per process."""
    return FontFile(resource("fonts", f"{face}.ttf"))


@dataclass(frozen=True, eq=False)
class Chain:
    """Faces in the order in which they are asked for a character; Latin letters and figures go to `latin` first."""

    faces: tuple[str, ...]
    latin: str = LATIN
    _known: dict[str, Glyph | None] = field(default_factory=dict, repr=False)

    def glyph(self, character: str) -> Glyph | None:
        """How a character is printed; None if no face has it."""
        try:
            return self._known[character]
        except KeyError:
            found = self._known[character] = self._find(character)
            return found

    def _find(self, character: str) -> Glyph | None:
        order = (*self.faces, self.latin)
        if is_latin(character):
            order = (self.latin, *self.faces)
        found = filter(None, (_in_face(face, character) for face in order))
        if character in FULL_WIDTH_SIGNS:
            return min(found, key=lambda glyph: glyph.advance != 1, default=None)
        return next(found, None)


def _in_face(face: str, character: str) -> Glyph | None:
    font = font_file(face)
    number = font.glyph(ord(character))
    if not number:
        return None
    if character in FULL_WIDTH_SIGNS:
        number = font.full_width(number)
    return Glyph(face, number, character, font.advance(number))


@cache
def is_latin(character: str) -> bool:
    """Whether a character belongs to Latin script, figures and their signs, and keeps its own width."""
    return character < "\x7f" or (character < "\u0250" and unicodedata.category(character)[0] in "LN")


def prints_nothing(character: str) -> bool:
    """Whether a character is one that steers text and has no shape, such as a zero-width space."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@dataclass(frozen=True, eq=False)
class Faces:
    """The chains a document is printed in, one for each kind of text."""

    title: Chain
    heading: Chain
    subhead: Chain
    body: Chain
    table: Chain


BUNDLED = Faces(
    title=Chain((TITLE, SONG), latin=TITLE),
    heading=Chain((HEI, SONG)),
    subhead=Chain((KAI, SONG)),
    body=Chain((FANGSONG, SONG)),
    table=Chain((SONG,)),
)
"""The program's own faces: the same on every desk."""


def require(chain: Chain, text: str, place: str) -> None:
    """Raise MissingGlyph if a character of the text cannot be printed; `place` is how the clerk calls the place."""
    for character in sorted(set(text)):
        if chain.glyph(character) is None and character != "\t" and not prints_nothing(character):
            shown = f"“{character}”" if character.isprintable() else "一个看不见的字符"
            before, _, after = text.partition(character)
            raise MissingGlyph(
                f"{place}里有{shown}（U+{ord(character):04X}），自带的字体里都没有这个字，印不出来。"
                f"它在“{before[-8:]}”和“{after[:8]}”之间，请换一个字，或者请装有这个字的字体。"
            )
