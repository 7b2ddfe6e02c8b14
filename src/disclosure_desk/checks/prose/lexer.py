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
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.checks.prose.vocabulary import Vocabulary
from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.text.chinese_numerals import CHARACTERS, read_numeral, read_spelt_digits

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_DROPPED = re.compile("[“”‘’\"'「」 \t\u3000\xa0\r\u200b]+")
_MARKS = frozenset("，；：（）。！？.")
_ARABIC = frozenset("0123456789")
_LONGEST_TITLE = 199
"""An opening 《 that is not closed within so many characters is a slip, and no title."""
_SENTENCE = re.compile(rf"(?:《[^》]{{0,{_LONGEST_TITLE}}}》|[^。！？.]|\.(?=[^\W_]))*(?:[。！？.]|$)")
_TOKEN = (
    r"(?P<mark>[，；：（）。！？]|\.(?![^\W_]))"
    rf"|(?P<title>《[^》]{{0,{_LONGEST_TITLE}}}》)"
    r"|(?P<word>%s)"
    r"|(?P<number>[0-9零〇一二三四五六七八九十百千两])"
)
_COMMA = re.compile(",(?![0-9])|(?<![0-9]),")
"""A comma that parts no thousands."""
_ZERO = "零"
_ROUND = "百千"
"""What is written without a digit before these is a mark that is passed, no count: 突破百件."""
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST_NUMBER = 16
"""Longer runs of digits are no count but telephone numbers, ids and noise; the longest figure of a cell has 12."""
_NUMBER = re.compile(
    r"百分之(?P<share>[零〇一二三四五六七八九十百点两]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)(?P<large>(?:[万亿](?!元))?)"
    rf"|(?P<chinese>[{CHARACTERS}]+)"
)

NO_KINDS: Mapping[str, tuple[str, bool]] = {}
_MARK, _TITLE = {"mark": ("", False)}, {"title": ("", False)}


class Token(NamedTuple):
    """A word with its kinds and their values, or a number with its unit; neither for unknown text.

    A value stands with whether it is doubtful. `start` and `end` are places in the paragraph as it was given.
    `is_silent`: it is no unknown text, and says nothing of its own.
    """

    text: str
    start: int
    end: int
    kinds: Mapping[str, tuple[str, bool]] = NO_KINDS
    number: Figure | None = None
    unit: str = ""
    approx: bool = False
    is_silent: bool = False

    @property
    def unknown(self) -> bool:
        """Whether the token is text that the vocabulary does not have."""
        return not self.kinds and self.number is None


class Sentence:
    """A sentence of a paragraph before it is cut into tokens, which is work that most sentences of a report are spared.

    `tells`: it has a number that counts or a nil word; `leads`: it names a topic.
    """

    __slots__ = ("_end", "_scanner", "_start", "leads", "tells")

    def __init__(self, scanner: "_Scanner", start: int, end: int) -> None:
        self._scanner, self._start, self._end = scanner, start, end
        self.tells = scanner.may_tell(scanner.text, start, end) is not None
        self.leads = scanner.may_lead(scanner.text, start, end) is not None

    def tokens(self) -> list[Token]:
        """Its tokens in their order."""
        return list(self._scanner.tokens(self._start, self._end))


def sentences(paragraph: str, year: int, vocabulary: Vocabulary) -> Iterator[Sentence]:
    """The sentences of a paragraph."""
    scanner = _Scanner(paragraph, year, vocabulary)
    for sentence in _SENTENCE.finditer(scanner.text):
        if sentence[0]:
            yield Sentence(scanner, *sentence.span())


def names_year(paragraph: str, year: int, vocabulary: Vocabulary) -> bool:
    """Whether a paragraph names the year of its report: 2025年, 本年度."""
    plain = vocabulary.simplify(paragraph)
    return f"{year}年" in plain or _this_year(vocabulary.this_year_words).search(plain) is not None


def _kept(text: str) -> tuple[str, range | list[int]]:
    """What is read, and the places of its characters.

    No quotation marks are, and no blanks but one that keeps two numbers apart (1 2件).
    """
    kept: list[int] = []
    pieces: list[str] = []
    start = 0
    for dropped in _DROPPED.finditer(text):
        end = dropped.start()
        is_apart = end > start and text[end - 1] in _ARABIC and text[dropped.end() : dropped.end() + 1] in _ARABIC
        pieces.append(text[start:end])
        kept += range(start, end)
        start = dropped.end() - 1 if is_apart else dropped.end()
    return "".join([*pieces, text[start:]]), [*kept, *range(start, len(text))]


@lru_cache(maxsize=2)
def _first_patterns(units: str, nil: str, topics: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands in a sentence that tells something, a number that counts or a nil word; and a word for a topic."""
    number, ends = rf"[0-9{CHARACTERS}万亿]", "[，；：）。！？、和及与或暨]|$"
    # The 一 of （一）主动公开 counts nothing.
    tells = rf"{number}[余多]?(?:{units})|(?<!（){number}(?:{ends})|{nil}"
    return re.compile(tells), re.compile(topics)


@lru_cache(maxsize=2)
def _this_year(words: str) -> re.Pattern[str]:
    return re.compile(words)


@lru_cache(maxsize=2)
def _token_pattern(words: str) -> re.Pattern[str]:
    """One pattern for the beginnings of all tokens: the engine of re walks over unknown text by itself."""
    return re.compile(_TOKEN % words)


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
        kept, self._places = _kept(vocabulary.simplify(paragraph))
        self.text = _COMMA.sub("，", kept)
        self._year, self._vocabulary = year, vocabulary
        tokens = _token_pattern(vocabulary.word_pattern)
        self._find, self._match = tokens.search, tokens.match
        tells, leads = _first_patterns(vocabulary.unit_words, vocabulary.nil_words, vocabulary.topic_words)
        self.may_tell, self.may_lead = tells.search, leads.search

    def tokens(self, at: int, end: int) -> Iterator[Token]:
        """The tokens of a stretch of the text."""
        find, text, places, words = self._find, self.text, self._places, self._vocabulary.words
        unknown = at
        found = find(text, at, end)
        while found is not None:
            start, at = found.span()
            kind, said = found.lastgroup, found[0]
            token: Token | None
            if kind == "word" and said != _ZERO:
                found = find(text, at, end)
                if at < end and (found is None or found.start() > at) and (cut := self._cut(start, at, end)):
                    at = cut
                    said, found = text[start:at], find(text, at, end)
                word = words[said]
                token = Token(said, places[start], places[at - 1] + 1, word.kinds, is_silent=word.is_silent)
            else:
                token, at = self._mark_or_number(start, at, kind)
                found = find(text, at, end)
            if token is None:
                continue
            if unknown < start:
                yield self._token(unknown, start)
            yield token
            unknown = at
        if unknown < end:
            yield self._token(unknown, end)

    def _mark_or_number(self, start: int, at: int, kind: str | None) -> tuple[Token | None, int]:
        if kind == "mark":
            place = self._places[start]
            return Token(self.text[start:at], place, place + 1, _MARK, is_silent=True), at
        return (self._token(start, at, _TITLE), at) if kind == "title" else self._number(start)

    def _cut(self, start: int, at: int, end: int) -> int:
        """Where a word before unknown text ends earlier, so that what follows is known; or 0: 共|收取, not 共收|取."""
        text, match, words = self.text, self._match, self._vocabulary.words
        for cut in range(at - 1, start, -1):
            if text[start:cut] in words:
                longer = match(text, cut, end)
                if longer is not None and longer.end() > at and longer.lastgroup == "word":
                    return cut
        return 0

    def _number(self, at: int) -> tuple[Token | None, int]:
        text = self.text
        # 结转2025年1件 (o122): a year is a time, last, this or next year of the report.
        year = _YEAR.match(text, at)
        if year and not text.startswith(("报", "鉴"), year.end()):
            when = self._when(int(year[0][:4]))
            return self._token(at, year.end(), {when: ("year", False)}, is_silent=when == "this"), year.end()
        match = _NUMBER.match(text, at)
        value, end = (_value_of(match), match.end()) if match else (None, at + 1)
        # 零复议、零诉讼 (o177): 零 before a word is the word for "none", not the number of something.
        if text[at] == _ZERO and end == at + 1 and not self._counted(end):
            return self._token(at, end, self._vocabulary.words[_ZERO].kinds), end
        if match is None or value is None or text.endswith(self._vocabulary.ordinals, 0, at):
            return None, end
        return self._with_unit(match, at, value)

    def _counted(self, end: int) -> bool:
        """Whether 零 at this place is a number: a unit or nothing at all follows."""
        if end == len(self.text) or self.text[end] in _MARKS:
            return True
        return self._vocabulary.unit_pattern.match(self.text, end) is not None

    def _with_unit(self, match: re.Match[str], at: int, value: Figure) -> tuple[Token | None, int]:
        end = match.end()
        if match["share"]:
            return self._token(at, end, number=value, unit="percent"), end
        # 突破百件 is no number of requests.
        if match["chinese"] and match[0][0] in _ROUND:
            return None, end
        # A loose number: 20余件, 20多件, 20件余, 3万件.
        more = 1 if self.text[end : end + 1] in {"余", "多"} else 0
        unit = self._vocabulary.unit_pattern.match(self.text, end + more)
        if unit is None:
            # A Chinese numeral without a unit is part of a word (一站式, 三农), but 零 counts: 数量为零 (o010).
            return (None, end) if match["chinese"] and value else (self._token(at, end, number=value, unit="bare"), end)
        after = unit.end()
        over = 1 if self.text[after : after + 1] == "余" else 0
        kind = self._vocabulary.units[unit[0]]
        if kind == "tenths":  # 占四成 (s033)
            return self._token(at, after, number=value * 10, unit="tenths"), after
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
        is_silent: bool = False,
    ) -> Token:
        is_silent = is_silent or number is not None
        places = self._places
        return Token(self.text[start:end], places[start], places[end - 1] + 1, kinds, number, unit, approx, is_silent)
