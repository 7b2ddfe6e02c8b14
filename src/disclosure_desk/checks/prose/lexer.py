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
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import NamedTuple, cast

from disclosure_desk.checks.prose.vocabulary import KnownWord, Vocabulary, WordFinder
from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.text.chinese_numerals import CHARACTERS, read_numeral, read_spelt_digits

_YEAR = re.compile(r"(?:19|20)[0-9]{2}年度?")
_DROPPED = re.compile("[“”‘’\"'「」 \t\u3000\xa0\r\u200b]+")
_PUNCTUATION = "，；：（）。！？"
_MARKS = frozenset(f"{_PUNCTUATION}.")
_ARABIC = frozenset("0123456789")
_LONGEST_TITLE = 199
"""An opening 《 that is not closed within so many characters is a slip, and no title."""
_OPENS_TITLE = "《"
_TITLED = rf"{_OPENS_TITLE}[^》]{{0,{_LONGEST_TITLE}}}》"
_SENTENCE = re.compile(rf"(?:[^。！？.{_OPENS_TITLE}]+|{_TITLED}|{_OPENS_TITLE}|\.(?=[^\W_]))*(?:[。！？.]|$)")
_POINT = r"\.(?![^\W_])"
_FIRST_OF_NUMBERS = "0123456789零〇一二三四五六七八九十百千两"
_COMMA = re.compile(",(?![0-9])|(?<![0-9]),")
"""A comma that parts no thousands."""
_ZERO = "零"
_ROUND = "百千"
"""What is written without a digit before these is a mark that is passed, no count: 突破百件."""
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST_NUMBER = 16
"""Longer runs of digits are no count but telephone numbers, ids and noise; the longest figure of a cell has 12."""
_IN_HUNDRED = "百分之"
_NUMBER = re.compile(
    rf"{_IN_HUNDRED}(?P<share>[零〇一二三四五六七八九十百点两]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)(?P<large>(?:[万亿](?!元))?)"
    rf"|(?P<chinese>[{CHARACTERS}]+)"
)

NO_KINDS: Mapping[str, tuple[str, bool]] = {}
_TITLE = {"title": ("", False)}
_AS_WORDS = {mark: KnownWord({"mark": ("", False)}, is_silent=True) for mark in _MARKS}
SHORT_NIL = 2
"""无 and 没有 may begin other words (无死角): what follows must be known. Longer ones (未收到) stand for themselves."""


_DIGIT = re.compile(f"[0-9{CHARACTERS}]")
_NUMBER_ENDS = re.compile("(?<=[0-9零〇万亿])(?<!（.)(?:[，；：）。！？、和及与或暨]|$)")
"""The 一 of （一）主动公开 and of 统一， counts nothing, but 零 does, and 2万."""
_LEANING = ("subject", "ask", "carry", "keep_on", "pending", "close", "result", "outcome", "grant_bare", "applicant")


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


_token_of = cast("Callable[[tuple[object, ...]], Token]", partial(tuple.__new__, Token))
"""A token of its fields in their order, in half of the time that `Token` takes: a report has some hundred."""


class Sentence:
    """A sentence of a paragraph before it is cut into tokens, which is work that most sentences of a report are spared.

    `has_quantity`: it has a number that counts or a nil word; `leads`: it names a topic; `leans`: it may say
    something of a number before, as 均已办结 does.
    """

    __slots__ = ("_end", "_scanner", "_start")

    def __init__(self, scanner: "_Scanner", start: int, end: int) -> None:
        self._scanner, self._start, self._end = scanner, start, end

    @property
    def has_quantity(self) -> bool:
        return self._scanner.has_quantity(self._start, self._end)

    @property
    def leads(self) -> bool:
        return self._scanner.leads(self._start, self._end)

    @property
    def leans(self) -> bool:
        return self._scanner.leans(self._start, self._end)

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
    return f"{year}年" in plain or any(word in plain for word in _patterns(vocabulary).this_year)


def _kept(text: str) -> str:
    """What is read: no quotation marks, and no blanks but one that keeps two numbers apart (1 2件)."""
    return _DROPPED.sub(lambda dropped: dropped[0][-1] if _is_apart(dropped) else "", text)


def _places(text: str) -> list[int]:
    """The places of the characters that are read."""
    kept: list[int] = []
    start = 0
    for dropped in _DROPPED.finditer(text):
        kept += range(start, dropped.start())
        start = dropped.end() - 1 if _is_apart(dropped) else dropped.end()
    return [*kept, *range(start, len(text))]


def _is_apart(dropped: re.Match[str]) -> bool:
    """Whether what is not read stands between two numbers."""
    text, start, end = dropped.string, *dropped.span()
    return start > 0 and text[start - 1] in _ARABIC and text[end : end + 1] in _ARABIC


class _Patterns(NamedTuple):
    """What a vocabulary makes the lexer look for; each begins with one of certain characters, by which it is found.

    `token`: a word, a mark, a title or the first character of a number. `unit`: what follows a number. `denied`: a nil
    word, or a share in words. `topic`, `this_year`: words for these. `leaning`: a word without which nothing is said of
    a number before.
    """

    token: WordFinder
    unit: WordFinder
    denied: WordFinder
    topic: WordFinder
    this_year: tuple[str, ...]
    leaning: WordFinder


@lru_cache(maxsize=2)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    words = vocabulary.by_kind()
    return _Patterns(
        token=WordFinder(
            [*_PUNCTUATION, *_FIRST_OF_NUMBERS, *vocabulary.words],
            {".": re.compile(_POINT), _OPENS_TITLE: re.compile(_TITLED)},
        ),
        unit=WordFinder(vocabulary.units, {}),
        denied=WordFinder([_IN_HUNDRED, *words["nil"]], {}),
        topic=WordFinder([*words["subject"], *words["ask"]], {}),
        this_year=tuple(words["this"]),
        leaning=WordFinder(chain.from_iterable(words[kind] for kind in _LEANING), {}),
    )


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
        self._given = vocabulary.simplify(paragraph)
        self.text = _COMMA.sub("，", _kept(self._given))
        self._year, self._vocabulary, self._patterns = year, vocabulary, _patterns(vocabulary)

    @cached_property
    def _places(self) -> list[int]:
        return _places(self._given)

    def has_quantity(self, at: int, end: int) -> bool:
        """Whether a number that counts or a nil word stands in a stretch of the text."""
        match = self._patterns.token.match
        return self._has_count(at, end) or any(
            after - start > SHORT_NIL or after == end or match(self.text, after, end)
            for start, after in self._patterns.denied.find_all(self.text, at, end)
        )

    def _has_count(self, at: int, end: int) -> bool:
        """Whether a number with a unit, or at the end of its name, stands in a stretch of the text."""
        text, units, unit_end = self.text, self._vocabulary.units, self._patterns.unit.match
        while digit := _DIGIT.search(text, at, end):
            after = digit.end()
            begin = after + text.startswith(("余", "多"), after, end)
            at = unit_end(text, begin, end)
            if at and units[text[begin:at]] != "other":
                return True
            if not at and _NUMBER_ENDS.match(text, after, end):
                return True
            at = at or after
        return False

    def leads(self, at: int, end: int) -> bool:
        """Whether a stretch of the text names a topic."""
        return self._patterns.topic.search(self.text, at, end) is not None

    def leans(self, at: int, end: int) -> bool:
        """Whether a stretch of the text may speak of a number before it."""
        return self._patterns.leaning.search(self.text, at, end) is not None

    def tokens(self, at: int, end: int) -> Iterator[Token]:
        """The tokens of a stretch of the text."""
        find, text, places, words = self._patterns.token.search, self.text, self._places, self._vocabulary.words
        unknown = at
        found = find(text, at, end)
        while found is not None:
            start, at = found
            written = text[start:at]
            word = words.get(written) or _AS_WORDS.get(written)
            if word is not None and written != _ZERO:
                found = find(text, at, end)
                if at < end and (found is None or found[0] > at) and (cut := self._cut(start, at, end)):
                    at = cut
                    written, found = text[start:at], find(text, at, end)
                    word = words[written]
                token = _token_of(
                    (written, places[start], places[at - 1] + 1, word.kinds, None, "", False, word.is_silent)
                )
            else:
                is_title = written[0] == _OPENS_TITLE
                number, at = (self._token(start, at, _TITLE), at) if is_title else self._number(start)
                found = find(text, at, end)
                if number is None:
                    continue
                token = number
            if unknown < start:
                yield self._token(unknown, start)
            yield token
            unknown = at
        if unknown < end:
            yield self._token(unknown, end)

    def _cut(self, start: int, at: int, end: int) -> int:
        """Where a word before unknown text ends earlier, so that what follows is known; or 0: 共|收取, not 共收|取."""
        text, match, words = self.text, self._patterns.token.match, self._vocabulary.words
        for cut in range(at - 1, start, -1):
            if text[start:cut] in words:
                longer = match(text, cut, end)
                if longer > at and text[cut:longer] in words:
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
        return self._patterns.unit.match(self.text, end, len(self.text)) > 0

    def _with_unit(self, match: re.Match[str], at: int, value: Figure) -> tuple[Token | None, int]:
        end = match.end()
        if match["share"]:
            return self._token(at, end, number=value, unit="percent"), end
        # 突破百件 is no number of requests.
        if match["chinese"] and match[0][0] in _ROUND:
            return None, end
        # A loose number: 20余件, 20多件, 20件余, 3万件.
        more = 1 if self.text[end : end + 1] in {"余", "多"} else 0
        after = self._patterns.unit.match(self.text, end + more, len(self.text))
        if not after:
            # A Chinese numeral without a unit is part of a word (一站式, 三农), but 零 counts: 数量为零 (o010).
            return (None, end) if match["chinese"] and value else (self._token(at, end, number=value, unit="bare"), end)
        over = 1 if self.text[after : after + 1] == "余" else 0
        kind = self._vocabulary.units[self.text[end + more : after]]
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
        return _token_of(
            (self.text[start:end], places[start], places[end - 1] + 1, kinds, number, unit, approx, is_silent)
        )
