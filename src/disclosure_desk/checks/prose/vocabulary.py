"""The words the reader knows, from resources/dictionaries/statements.toml: by their text, with their kinds.

In: the dictionary, where words of one kind stand together. Out: words by their text; the same of units. A word may be
of several kinds, each with a value where the kind has one (subject, result, outcome, applicant, fault, organ) and with
whether that value is doubtful.
Holds: the longest word that stands at a place wins, so 未收到 is never read as 收到 (the lexer sees to it).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table

_KINDS = (
    *("receive", "receive_new", "close", "handle", "carry", "pending", "keep_on", "ask", "info", "thing", "particle"),
    *("and", "and_so", "approx", "all", "each", "parts", "respectively", "total", "nil", "some", "without", "among"),
    *("compare", "up", "down", "share", "subscope", "agent", "body", "period", "plan", "channel", "foreign"),
    *("unrelated", "publish", "promulgate", "grant_bare", "document", "issue", "repeal", "in_force", "amend", "decide"),
    *("decision_doubt", "cause", "then", "upon", "every", "fee_received", "fee_charged", "fee_notice", "last", "this"),
    *("next", "other", "vague", "denial", "step", "until", "is", "done", "from", "rest"),
    *("level", "reach", "new", "rank", "drops", "limit", "touch", "wants", "heard", "instance", "moved"),
    *("principle", "since", "cumulative", "asks_back"),
)
_VALUED = ("subject", "result", "outcome", "applicant", "fault", "organ")
_WIDE, _NARROW = "０１２３４５６７８９．％:;,()!?", "0123456789.%：；,（）！？"
"""Digits are read in half width, punctuation in full width; each character stands for one, so places stay the same."""

GROUPS = ("legal_person", "disputes.litigation")
_UNITS = ("count", "times", "tenths", "percent", "yuan", "ten_thousand_yuan", "hundred_million_yuan", "some", "other")


_SILENT = {
    *("particle", "thing", "approx", "this", "parts", "total", "and", "all", "each", "among", "cause", "without"),
    *("every", "then", "upon", "until", "is", "done", "from", "rest", "reach"),
    *("heard", "instance", "moved", "organ", "touch", "limit"),
    *("principle", "cumulative"),
}
"""The kinds of words that say nothing of what is counted."""


class KnownWord(NamedTuple):
    """What is known of a word: each kind it may be of, with the value it then has and whether that is doubtful.

    `is_silent`: it says nothing of what is counted. Words that may be of the same kinds share it.
    """

    kinds: Mapping[str, tuple[str, bool]]
    is_silent: bool = False


class Vocabulary(NamedTuple):
    """The words and units by their text, and what else the lexer knows.

    `ordinals`: what stands before a number that counts nothing; `body_endings`: how names of bodies end. `groups`: sums
    of cells that the form names. `simplified`: what a character is read as, and the pattern of those.
    """

    words: Mapping[str, KnownWord]
    units: Mapping[str, str]
    ordinals: tuple[str, ...]
    body_endings: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    simplified: Mapping[str, str]
    not_simplified: re.Pattern[str]

    def __hash__(self) -> int:
        """Of what can be hashed of it: patterns are remembered by vocabulary."""
        return hash(self.ordinals)

    def by_kind(self) -> Mapping[str, Sequence[str]]:
        """The words that may be of each kind."""
        found = defaultdict[str, list[str]](list)
        for text, word in self.words.items():
            for kind in word.kinds:
                found[kind].append(text)
        return found

    def simplify(self, text: str) -> str:
        """The text in simplified characters, digits half as wide and marks as wide as they are read; few are not."""
        return self.not_simplified.sub(lambda found: self.simplified[found[0]], text)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary as it is shipped."""
    return read_vocabulary(resource("dictionaries", "statements.toml"))


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in a file; raises FormError that names the file and the key."""
    entry = load_table(path)
    pairs = entry.take("traditional", str)
    if len(pairs) % 2:
        entry.refuse("traditional", "每个繁体字后面要有一个简体字")
    units, groups = _table(entry, "units"), _table(entry, "groups")
    simplified = dict(zip(pairs[::2] + _WIDE, pairs[1::2] + _NARROW, strict=True))
    vocabulary = Vocabulary(
        words=_by_text(_read_words(entry)),
        units={word: unit for unit in _UNITS for word in units.words(unit)},
        ordinals=units.words("ordinal"),
        body_endings=entry.words("body_endings"),
        groups={name: groups.words(name) for name in GROUPS},
        simplified=simplified,
        not_simplified=re.compile(f"[{re.escape(''.join(simplified))}]"),
    )
    for table in (units, groups, entry):
        table.done()
    return vocabulary


_Sense = tuple[str, str, bool]
"""A kind that a word may be of, the value it then has, and whether that is doubtful."""


def _read_words(entry: StrictTable) -> list[tuple[_Sense, Sequence[str]]]:
    plain = _table(entry, "words")
    found: list[tuple[_Sense, Sequence[str]]] = [((kind, "", False), plain.words(kind)) for kind in _KINDS]
    plain.done()
    for name, doubtful in (("values", False), ("doubtful", True)):
        tables = _table(entry, name)
        for kind in _VALUED:
            values = tables.take(kind, dict, {})
            table = StrictTable(values, f"{tables.where}{kind}.")
            found += [((kind, value, doubtful), table.words(value)) for value in values]
        tables.done()
    return found


def _table(entry: StrictTable, key: str) -> StrictTable:
    return StrictTable(entry.take(key, dict), f"{entry.where}{key}.")


def _by_text(entries: Iterable[tuple[_Sense, Sequence[str]]]) -> Mapping[str, KnownWord]:
    senses: dict[str, tuple[_Sense, ...]] = {}
    for sense, words in entries:
        alone = (sense,)
        for word in words:
            senses[word] = (*senses[word], sense) if word in senses else alone
    known = {own: _known_word(own) for own in set(senses.values())}
    return {word: known[own] for word, own in senses.items()}


def _known_word(senses: Iterable[_Sense]) -> KnownWord:
    kinds = {kind: (value, doubtful) for kind, value, doubtful in senses}
    return KnownWord(kinds, kinds.keys() <= _SILENT)


@lru_cache
def _bits(number: int) -> Sequence[int]:
    """Which bits of a number are set, the highest first: most first characters have the same few lengths of words."""
    return tuple(bit for bit in range(number.bit_length() - 1, -1, -1) if number >> bit & 1)


class WordFinder:
    """Finds the longest of many words; others: characters at which a pattern says instead what stands there.

    A pattern of so many words would be as fast, but it takes a fifteenth of a whole conversion to compile.
    """

    def __init__(self, words: Iterable[str], others: Mapping[str, re.Pattern[str]]) -> None:
        self._words, self._others = frozenset(words), others
        lengths = dict.fromkeys(others, 0)
        for word in self._words:
            lengths[word[0]] = lengths.get(word[0], 0) | 1 << len(word)
        self._lengths = {first: _bits(found) for first, found in lengths.items()}

    def search(self, text: str, at: int, end: int) -> tuple[int, int] | None:
        """Where the first one in a stretch of a text starts and ends."""
        words, lengths = self._words, self._lengths
        for start in range(at, end):
            possible = lengths.get(text[start])
            if possible is None:
                continue
            for length in possible:
                after = start + length
                if after <= end and text[start:after] in words:
                    return start, after
            if not possible and (after := self._other(text, start, end)):
                return start, after
        return None

    def find_all(self, text: str, at: int, end: int) -> Iterator[tuple[int, int]]:
        """Where each one in a stretch of a text starts and ends; none overlaps the one before."""
        while found := self.search(text, at, end):
            yield found
            at = found[1]

    def match(self, text: str, at: int, end: int) -> int:
        """Where the one ends that stands at a place; 0 where there is none."""
        possible = self._lengths.get(text[at], ()) if at < end else ()
        for length in possible:
            if at + length <= end and text[at : at + length] in self._words:
                return at + length
        return self._other(text, at, end) if at < end and text[at] in self._others else 0

    def _other(self, text: str, at: int, end: int) -> int:
        found = self._others[text[at]].match(text, at, end)
        return found.end() if found else 0
