"""Which face prints which character: one chain of faces per kind of text, the widest face at the end of each."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.font import installed
from disclosure_desk.writers.pdf.font.composite import sound
from disclosure_desk.writers.pdf.font.font_file import FontFile

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
_WIDEST = 4
"""No character is so many em wide."""
_NEVER_BORROWED = frozenset({"Cc", "Co", "Cs"})
"""Characters that stand for something else in each face: no face that happens to have them is asked."""


class MissingGlyph(ValueError):  # noqa: N818 - named by what is wrong, like the other refusals
    """No face has a character; the message names it, its code point and its place."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character in one face; `advance` in em."""

    face: str
    number: int
    character: str
    advance: float


def font_file(face: str) -> FontFile:
    """The file of a face, bundled or installed, opened once per process."""
    return _bundled(face) or installed.open_installed(face, installed.folders())


@cache
def _bundled(face: str) -> FontFile | None:
    path = resource("fonts", f"{face}.ttf")
    return FontFile(path) if path.is_file() else None


@dataclass(frozen=True, eq=False)
class Chain:
    """Faces in the order in which they are asked for a character; Latin letters and figures go to `latin` first.

    beyond: the folders of the desk's own fonts; the first that has a character is taken where no face of ours has it.
    """

    faces: tuple[str, ...]
    latin: str = LATIN
    beyond: installed.Folders = ()
    _known: dict[str, Glyph | None] = field(default_factory=dict, repr=False)

    def glyph(self, character: str) -> Glyph | None:
        """How a character is printed; None if no face has it."""
        try:
            return self._known[character]
        except KeyError:
            found = self._known[character] = self._find(character)
            return found

    def _find(self, character: str) -> Glyph | None:
        order = (self.latin, *self.faces) if is_latin(character) else (*self.faces, self.latin)
        narrow = None
        for face in order:
            glyph = _in_face(face, character)
            if glyph and (character not in FULL_WIDTH_SIGNS or glyph.advance == 1):
                return glyph
            narrow = narrow or glyph
        return narrow or self._borrowed(character)

    def _borrowed(self, character: str) -> Glyph | None:
        if unicodedata.category(character) in _NEVER_BORROWED or prints_nothing(character):
            return None
        face = installed.having(character, self.beyond)
        return _in_face(face, character) if face else None


def _in_face(face: str, character: str) -> Glyph | None:
    ours = _bundled(face)
    font = ours or font_file(face)
    number = font.glyph(ord(character))
    if not number or not (ours or _usable(font, number, character)):
        return None
    if character in FULL_WIDTH_SIGNS:
        number = font.full_width(number)
    return Glyph(face, number, character, font.advance(number))


def _usable(font: FontFile, number: int, character: str) -> bool:
    """Whether a glyph of a face that is not ours is whole, and no wider than any character is."""
    return (sound(font, number) or character.isspace()) and font.advance(number) <= _WIDEST


@cache
def is_latin(character: str) -> bool:
    """Whether a character belongs to Latin script, figures and their signs, and keeps its own width."""
    return character < "\x7f" or (character < "\u0250" and unicodedata.category(character)[0] in "LN")


def prints_nothing(character: str) -> bool:
    """Whether a character is one that steers text and has no shape, such as a zero-width space."""
    return (
        unicodedata.category(character) == "Cf"
        or "\ufe00" <= character <= "\ufe0f"
        or "\U000e0100" <= character <= "\U000e01ef"
    )


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """The face that a kind of text is printed in: whether it is the desk's own, and why better ones were passed by."""

    kind: str
    face: str
    office: bool = False
    skipped: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The choice as the clerk reads it."""
        whose = "本机字体" if self.office else "自带"
        return "；".join((f"{self.kind}：{self.face}（{whose}）", *self.skipped))


@dataclass(frozen=True, eq=False)
class Faces:
    """The chains a document is printed in, one for each kind of text, and how they were chosen."""

    title: Chain
    heading: Chain
    subhead: Chain
    body: Chain
    table: Chain
    used: tuple[FaceChoice, ...] = ()

    @cached_property
    def keywords(self) -> str:
        """The faces for a document's properties."""
        return "；".join(f"{choice.kind}：{choice.face}" for choice in self.used)


BUNDLED = Faces(
    title=Chain((TITLE, SONG), latin=TITLE),
    heading=Chain((HEI, SONG)),
    subhead=Chain((KAI, SONG)),
    body=Chain((FANGSONG, SONG)),
    table=Chain((SONG,)),
)
"""The program's own faces: the same on every desk."""


def unprintable(chain: Chain, text: str) -> str:
    """The characters of a text that cannot be printed, each once, in the order of their numbers."""
    characters = sorted(set(text) - {"\t"})
    return "".join(one for one in characters if chain.glyph(one) is None and not prints_nothing(one))


def require(chain: Chain, text: str, place: str) -> None:
    """Raise MissingGlyph if a character of the text cannot be printed; `place` is how the clerk calls the place."""
    for character in unprintable(chain, text)[:1]:
        shown = f"“{character}”" if character.isprintable() else "一个看不见的字符"
        before, _, after = text.partition(character)
        raise MissingGlyph(
            f"{place}里有{shown}（U+{ord(character):04X}），自带的字体和这台电脑装的字体里都没有这个字，印不出来。"
            f"它在“{before[-8:]}”和“{after[:8]}”之间，请换一个字，或者装上有这个字的 TrueType 字体，再打开本程序。"
        )
