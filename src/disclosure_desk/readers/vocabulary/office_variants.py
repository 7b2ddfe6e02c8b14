"""What offices and web pages write around and instead of the official words, from dictionaries/reading.toml."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table
from disclosure_desk.text.lazy_pattern import lazy_pattern

Pattern = re.Pattern[str]
_Value = TypeVar("_Value")


class TopicWords(NamedTuple):
    """Patterns of the keys of a topic's sub-headings: how they start, and what a short one contains."""

    starts: Pattern
    within: Pattern


class SignedPattern(NamedTuple):
    """A pattern of lines each of which has one of some signs: one without is not tried, nor the pattern compiled.

    A sign that begins with ^ stands at the beginning of the line.
    """

    signs: tuple[str, ...]
    pattern: Pattern

    def fits(self, line: str) -> bool:
        """Whether a whole line is as the pattern says."""
        begun = f"^{line}"
        return any(sign in begun for sign in self.signs) and self.pattern.fullmatch(line) is not None


class HeadingWords(NamedTuple):
    """Patterns of the keys of a section's headings; `numbered` counts only behind the section's own number."""

    words: SignedPattern
    numbered: Pattern


class LineWords(NamedTuple):
    """Patterns of whole lines that are no part of a report; the dictionary explains each."""

    pages: SignedPattern
    page: SignedPattern
    labels: Pattern
    end: SignedPattern
    signature: Pattern
    heads: Pattern


class UnheadedWords(NamedTuple):
    """What the texts around the tables speak of, by which they are known where their headings are gone."""

    preface: Pattern
    problems: Pattern
    other: Pattern


class TitleWords(NamedTuple):
    """How a title names the report, which words are no unit, and where else unit and year are found."""

    name: str
    around: Pattern
    not_units: Pattern
    units: Pattern
    generic: Pattern
    sources: tuple[Pattern, ...]
    doers: tuple[Pattern, ...]
    years: tuple[Pattern, ...]


class RejectionWords(NamedTuple):
    """How one line shows that a source is no report, and the message then; both patterns must be found in it."""

    words: Pattern
    also: Pattern
    message: str


class CellWords(NamedTuple):
    """Marks that a cell has instead of a figure, and units of counts, which all mean the same."""

    marks: frozenset[str]
    units: frozenset[str]


class TraditionalWords(NamedTuple):
    """Words in traditional characters, and the same in simplified ones."""

    words: tuple[str, ...]
    plain: tuple[str, ...]


class OfficeVariants(NamedTuple):
    """The whole dictionary; headings by the ids of sections, topics by those of texts.

    `usual_words` map words at the end of labels to the official word that they replace; `idle` is what adds nothing to
    a label.
    """

    headings: Mapping[str, HeadingWords]
    topics: Mapping[str, TopicWords]
    topic_endings: Pattern
    lines: LineWords
    unheaded: UnheadedWords
    title: TitleWords
    refusals: tuple[RejectionWords, ...]
    subtotals: tuple[str, ...]
    usual_words: Mapping[str, str]
    idle: Pattern
    cells: CellWords
    traditional: TraditionalWords


@lru_cache(maxsize=1)
def load_office_variants() -> OfficeVariants:
    """The dictionary; raises FormError that names the key where the file is wrong."""
    table = load_table(resource("dictionaries", "reading.toml"))
    subtotals, cells, traditional = (_inner(table, key) for key in ("subtotals", "cells", "traditional"))
    usual_words = [_usual(usual) for usual in table.tables("usual_words")]
    variants = OfficeVariants(
        dict(map(_heading, table.tables("headings"))),
        dict(map(_topic, table.tables("topics"))),
        _pattern(_inner(table, "topic_endings")),
        _lines(_inner(table, "lines")),
        _unheaded(_inner(table, "unheaded")),
        _title(_inner(table, "title")),
        tuple(map(_rejection, table.tables("refusals"))),
        _closed(subtotals, subtotals.words("words")),
        {word: official for words in usual_words for word, official in words.items()},
        _pattern(_inner(table, "idle")),
        _closed(cells, CellWords(frozenset(cells.words("marks")), frozenset(cells.words("units")))),
        _closed(traditional, TraditionalWords(traditional.words("words"), traditional.words("plain"))),
    )
    return _closed(table, variants)


def _inner(table: StrictTable, key: str) -> StrictTable:
    return StrictTable(table.take(key, dict), f"{table.where}{key}.")


def _closed(table: StrictTable, value: _Value) -> _Value:
    """The value read from a table, of which no key may be left."""
    table.done()
    return value


def _any(words: Iterable[str]) -> Pattern:
    """One pattern that matches what any of the words matches."""
    return lazy_pattern("|".join(f"(?:{word})" for word in words))


def _signed(table: StrictTable, key: str) -> SignedPattern:
    return SignedPattern(table.words(f"{key}_signs"), _any(table.words(key)))


def _heading(table: StrictTable) -> tuple[str, HeadingWords]:
    section: str = table.take("section", str)
    return _closed(table, (section, HeadingWords(_signed(table, "words"), _any(table.words("numbered")))))


def _topic(table: StrictTable) -> tuple[str, TopicWords]:
    text: str = table.take("text", str)
    return _closed(table, (text, TopicWords(_any(table.words("starts")), _any(table.words("within")))))


def _pattern(table: StrictTable) -> Pattern:
    return _closed(table, _any(table.words("words")))


def _lines(table: StrictTable) -> LineWords:
    pages, page, end = (_signed(table, key) for key in ("pages", "page", "end"))
    labels, signature, heads = (_any(table.words(key)) for key in ("labels", "signature", "heads"))
    return _closed(table, LineWords(pages, page, labels, end, signature, heads))


def _unheaded(table: StrictTable) -> UnheadedWords:
    return _closed(table, UnheadedWords(*(_any(table.words(key)) for key in UnheadedWords._fields)))


def _title(table: StrictTable) -> TitleWords:
    words = TitleWords(
        table.take("name", str),
        _any(table.words("before")),
        _any(table.words("not_units")),
        _any(f"{ending}$" for ending in table.words("units")),
        _any(table.words("generic")),
        tuple(map(lazy_pattern, table.words("sources"))),
        tuple(lazy_pattern(doer, re.MULTILINE) for doer in table.words("doers")),
        tuple(lazy_pattern(year, re.MULTILINE) for year in table.words("years")),
    )
    return _closed(table, words)


def _rejection(table: StrictTable) -> RejectionWords:
    words, also = _any(table.words("words")), lazy_pattern(table.take("also", str))
    return _closed(table, RejectionWords(words, also, table.take("says", str)))


def _usual(table: StrictTable) -> dict[str, str]:
    return _closed(table, dict.fromkeys(table.words("words"), table.take("means", str)))
