"""Cuts a paragraph into sentences of tokens: words of the vocabulary, numbers, marks, and what is none of them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from disclosure_desk.checks.prose.numerals import NUMBER, number
from disclosure_desk.checks.prose.vocabulary import Vocabulary
from disclosure_desk.core.figure import Figure

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_DROPPED = frozenset("“”‘’\"'「」 \t\u3000\xa0\r\u200b")
_MARKS = frozenset("，；：（）。！？.")
_ENDS = frozenset("。！？.")
_ARABIC = frozenset("0123456789")
_NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百千两")
_NEAR = 4
"""How many characters before a number may make it one that counts nothing."""

NO_KINDS: Mapping[str, tuple[str, bool]] = {}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence: its kinds with their values, or a number with its unit; neither for unknown text.

    `start` and `end` are places in the paragraph as it was given.
    """

    text: str
    start: int
    end: int
    kinds: Mapping[str, tuple[str, bool]] = field(default_factory=dict)
    number: Figure | None = None
    unit: str = ""
    approx: bool = False

    @property
    def unknown(self) -> bool:
        """Whether the token is text that the vocabulary does not have."""
        return not self.kinds and self.number is None


def sentences(paragraph: str, year: int, vocabulary: Vocabulary) -> Iterator[list[Token]]:
    """The sentences of a paragraph, each as its tokens."""
    tokens: list[Token] = []
    for token in _Scanner(paragraph, year, vocabulary).tokens():
        tokens.append(token)
        if token.text in _ENDS:
            yield tokens
            tokens = []
    if tokens:
        yield tokens


def _kept(text: str) -> list[int]:
    """The places of what is read: not quotation marks and blanks, but for one blank that keeps two numbers apart."""
    kept: list[int] = []
    for place, char in enumerate(text):
        if char not in _DROPPED:
            apart = kept and place - kept[-1] > 1 and char in _ARABIC and text[kept[-1]] in _ARABIC
            kept += [place - 1, place] if apart else [place]
    return kept


class _Scanner:
    def __init__(self, paragraph: str, year: int, vocabulary: Vocabulary) -> None:
        plain = paragraph.translate(vocabulary.simplified)
        self._places = _kept(plain)
        self._text = "".join(plain[place] for place in self._places)
        self._year, self._vocabulary = year, vocabulary

    def tokens(self) -> Iterator[Token]:
        at = unknown = 0
        while at < len(self._text):
            token, end = self._read(at)
            if token is None:
                at = end
                continue
            if unknown < at:
                yield self._token(unknown, at)
            yield token
            at = unknown = end
        if unknown < at:
            yield self._token(unknown, at)

    def _read(self, at: int) -> tuple[Token | None, int]:
        char = self._text[at]
        if char in _MARKS and not (char == "." and self._text[at + 1 : at + 2].isalnum()):
            return self._token(at, at + 1, {"mark": ("", False)}), at + 1
        if char == "《":
            return self._title(at)
        word = self._vocabulary.find(self._vocabulary.words, self._text, at)
        if word and word.text != "零":
            return self._token(at, at + len(word.text), word.kinds), at + len(word.text)
        if char in _NUMERALS and (match := NUMBER.match(self._text, at)):
            return self._number(match, at)
        return None, at + 1

    def _title(self, at: int) -> tuple[Token | None, int]:
        end = self._text.find("》", at, at + 200) + 1
        return (self._token(at, end, {"title": ("", False)}), end) if end else (None, at + 1)

    def _number(self, match: re.Match[str], at: int) -> tuple[Token | None, int]:
        year = _YEAR.match(self._text, at)
        if year and not self._text.startswith(("报", "鉴"), year.end()):
            return self._token(at, year.end(), {self._when(int(year[0][:4])): ("year", False)}), year.end()
        end = match.end()
        value = number(match)
        if self._text[at] == "零" and end == at + 1 and not self._counted(end):
            kinds = self._vocabulary.words["零"][-1].kinds
            return self._token(at, end, kinds), end
        if value is None or self._text[max(at - _NEAR, 0) : at].endswith(self._vocabulary.ordinals):
            return None, end
        return self._with_unit(match, at, value)

    def _counted(self, end: int) -> bool:
        """Whether 零 at this place is a number: a unit or nothing at all follows."""
        return end == len(self._text) or self._text[end] in _MARKS or bool(self._unit(end))

    def _with_unit(self, match: re.Match[str], at: int, value: Figure) -> tuple[Token | None, int]:
        end = match.end()
        if match["share"]:
            return self._token(at, end, number=value, unit="percent"), end
        more = 1 if self._text[end : end + 1] in {"余", "多"} else 0
        unit = self._vocabulary.find(self._vocabulary.units, self._text, end + more)
        if unit is None:
            return (None, end) if match["chinese"] and value else (self._token(at, end, number=value, unit="bare"), end)
        after = end + more + len(unit.text)
        over = 1 if self._text[after : after + 1] == "余" else 0
        kind = next(iter(unit.kinds))
        token = self._token(at, end, number=value, unit=kind, approx=bool(more or over or match["large"]))
        return token, after + over

    def _unit(self, at: int) -> bool:
        return self._vocabulary.find(self._vocabulary.units, self._text, at) is not None

    def _when(self, year: int) -> str:
        return {self._year - 1: "last", self._year: "this", self._year + 1: "next"}.get(year, "period")

    def _token(  # noqa: PLR0913
        self,
        start: int,
        end: int,
        kinds: Mapping[str, tuple[str, bool]] = NO_KINDS,
        number: Figure | None = None,
        unit: str = "",
        *,
        approx: bool = False,
    ) -> Token:
        places = self._places
        return Token(self._text[start:end], places[start], places[end - 1] + 1, kinds, number, unit, approx)
