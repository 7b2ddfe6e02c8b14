"""Cuts a paragraph into sentences of tokens: words of the vocabulary, numbers, marks, and what is none of them.

In: a paragraph, the year its report is about, the vocabulary. Out: for each sentence its tokens; each has either kinds
(the vocabulary's, with a value where the kind has one), or a number with its unit, or neither: unknown text.
Holds: tokens do not overlap and keep their order; `start` and `end` are places in the paragraph as it was given, though
it is read with simplified characters, half-width digits, and without quotation marks and blanks.

Tried at each place, in this order: a mark; a book title in 《》; the longest known word; a number (a year, an ordinal,
a lone 零, or a count with its unit); else the character belongs to unknown text.

    新收申请12件。      -> 新收 (receive_new), 申请 (ask, vague), 12 件 (number 12, unit count), 。 (mark)
    第3季度共6件       -> 第3 (unknown: an ordinal), 季度 (period), 共 (total, particle), 6 件 (number 6, unit count)
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from disclosure_desk.checks.prose.vocabulary import Vocabulary
from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.text.chinese_numerals import CHARACTERS, read_numeral, read_spelt_digits

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_DROPPED = frozenset("“”‘’\"'「」 \t\u3000\xa0\r\u200b")
_MARKS = frozenset("，；：（）。！？.")
_ENDS = frozenset("。！？.")
_ARABIC = frozenset("0123456789")
_NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百千两")
_LONGEST_TITLE = 200
"""An opening 《 that is not closed within so many characters is a slip, and no title."""
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST_NUMBER = 16
"""Longer runs of digits are no count but telephone numbers, ids and noise; the longest figure of a cell has 12."""
_NUMBER = re.compile(
    r"百分之(?P<share>[零〇一二三四五六七八九十百点两]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)(?P<large>(?:[万亿](?!元))?)"
    rf"|(?P<chinese>[{CHARACTERS}]+)"
)

NO_KINDS: Mapping[str, tuple[str, bool]] = {}


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its kinds and their values, or a number with its unit; neither for unknown text.

    A value stands with whether it is doubtful. `start` and `end` are places in the paragraph as it was given.
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
    """The places of what is read: no quotation marks, no blanks but one that keeps two numbers apart (1 2件)."""
    kept: list[int] = []
    for place, char in enumerate(text):
        if char not in _DROPPED:
            apart = kept and place - kept[-1] > 1 and char in _ARABIC and text[kept[-1]] in _ARABIC
            kept += [place - 1, place] if apart else [place]
    return kept


def _value_of(match: re.Match[str]) -> Figure | None:
    """The number that _NUMBER matched; None if no count is written so."""
    if match["arabic"]:
        if len(match["arabic"]) > _LONGEST_NUMBER:
            return None
        return figure(Decimal(match["arabic"].replace(",", "")) * _LARGE.get(match["large"], 1))
    text = match["share"] or match["chinese"]
    if len(text) > _LONGEST_NUMBER:
        return None
    whole, point, fraction = text.partition("点")
    digits = read_spelt_digits(fraction)
    if point and not digits.isdecimal():
        return None
    value = read_numeral(whole)
    return None if value is None else figure(Decimal(f"{value}.{digits or 0}"))


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
        if word and word.text != "零":  # which may be a number: see _number
            return self._token(at, at + len(word.text), word.kinds), at + len(word.text)
        if char in _NUMERALS and (match := _NUMBER.match(self._text, at)):
            return self._number(match, at)
        return None, at + 1

    def _title(self, at: int) -> tuple[Token | None, int]:
        end = self._text.find("》", at, at + _LONGEST_TITLE) + 1
        return (self._token(at, end, {"title": ("", False)}), end) if end else (None, at + 1)

    def _number(self, match: re.Match[str], at: int) -> tuple[Token | None, int]:
        # 结转2025年1件 (o122): a year is a time, last, this or next year of the report.
        year = _YEAR.match(self._text, at)
        if year and not self._text.startswith(("报", "鉴"), year.end()):
            return self._token(at, year.end(), {self._when(int(year[0][:4])): ("year", False)}), year.end()
        end = match.end()
        value = _value_of(match)
        # 零复议、零诉讼 (o177): 零 before a word is the word for "none", not the number of something.
        if self._text[at] == "零" and end == at + 1 and not self._counted(end):
            kinds = self._vocabulary.words["零"][-1].kinds
            return self._token(at, end, kinds), end
        if value is None or self._text.endswith(self._vocabulary.ordinals, 0, at):
            return None, end
        return self._with_unit(match, at, value)

    def _counted(self, end: int) -> bool:
        """Whether 零 at this place is a number: a unit or nothing at all follows."""
        if end == len(self._text) or self._text[end] in _MARKS:
            return True
        return self._vocabulary.find(self._vocabulary.units, self._text, end) is not None

    def _with_unit(self, match: re.Match[str], at: int, value: Figure) -> tuple[Token | None, int]:
        end = match.end()
        if match["share"]:
            return self._token(at, end, number=value, unit="percent"), end
        # A loose number: 20余件, 20多件, 20件余, 3万件.
        more = 1 if self._text[end : end + 1] in {"余", "多"} else 0
        unit = self._vocabulary.find(self._vocabulary.units, self._text, end + more)
        if unit is None:
            # A Chinese numeral without a unit is part of a word (一站式, 三农), but 零 counts: 数量为零 (o010).
            return (None, end) if match["chinese"] and value else (self._token(at, end, number=value, unit="bare"), end)
        after = end + more + len(unit.text)
        over = 1 if self._text[after : after + 1] == "余" else 0
        kind = next(iter(unit.kinds))
        if kind == "tenths":  # 占四成 (s033)
            return self._token(at, end, number=value * 10, unit="percent"), after
        token = self._token(at, end, number=value, unit=kind, approx=bool(more or over or match["large"]))
        return token, after + over

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
