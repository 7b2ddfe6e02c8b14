"""The word lists of the wording rules: patterns, each with a name or what to write instead."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_table
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.strange_letters import has_rare_letter

_RANGE = re.compile("(.)-(.)")


class DictionaryEntry(NamedTuple):
    """A pattern, how messages call it, and what to write instead; None where only a person can decide.

    `kinds`: the kinds of unit it is for, none for all. `unquoted`: it does not count in quotation marks and titles.
    `whole`: it is the pattern of a whole paragraph. `signs`: the characters or words of which one stands wherever the
    pattern matches, `is_rare`: only where a letter is rare; without either it is always to be tried.
    """

    pattern: re.Pattern[str]
    name: str
    instead: str | None
    kinds: tuple[str, ...]
    unquoted: bool
    whole: bool
    signs: frozenset[str]
    is_rare: bool

    def matches(self, text: str) -> Iterable[re.Match[str]]:
        """What matches in a text, in its order."""
        if not self.whole:
            return self.pattern.finditer(text)
        found = self.pattern.fullmatch(text)
        return (found,) if found else ()


@lru_cache
def entries(name: str) -> tuple[DictionaryEntry, ...]:
    """Every entry of a dictionary."""
    table = load_table(resource("dictionaries", f"{name}.toml"))
    read = []
    for entry in table.tables("entries"):
        pattern = entry.take("pattern", str)
        read.append(
            DictionaryEntry(
                pattern=lazy_pattern(pattern),
                name=entry.take("name", str, ""),
                instead=entry.take("instead", str, "") or None,
                kinds=entry.words("kinds", optional=True),
                unquoted=entry.take("unquoted", bool, default=False),
                whole=entry.take("whole", bool, default=False),
                signs=_signs(entry.take("signs", str, ""), entry.words("words", optional=True), pattern),
                is_rare=entry.take("rare", bool, default=False),
            )
        )
        entry.done()
    table.done()
    return tuple(read)


class _Finder(NamedTuple):
    """Finds the entries of some dictionaries that may match in a text, by the signs that stand in it.

    Sets of entries are whole numbers, a bit for each. `signs`: the signs that begin with a character, each with its
    entries. `always`: the entries without a sign; `rare`: those for rare letters.
    """

    every: Sequence[tuple[str, DictionaryEntry]]
    signs: Mapping[str, Sequence[tuple[str, int]]]
    always: int
    rare: int


def possible_entries(names: tuple[str, ...], text: str) -> Iterator[tuple[str, DictionaryEntry]]:
    """The entries of some dictionaries that may match in a text, in their order, each with its dictionary.

    Trying all patterns of all dictionaries in every paragraph took a fifth of the time of all checks. A pattern of all
    signs finds them no sooner than `in` does, but takes 8 ms to compile.
    """
    finder = _finder(names)
    possible = finder.always | (finder.rare if has_rare_letter(text) else 0)
    for first in finder.signs.keys() & set(text):
        for sign, numbers in finder.signs[first]:
            if numbers & ~possible and sign in text:
                possible |= numbers
    while possible:
        lowest = possible & -possible
        yield finder.every[lowest.bit_length() - 1]
        possible ^= lowest


@lru_cache
def _finder(names: tuple[str, ...]) -> _Finder:
    every = [(name, entry) for name in names for entry in entries(name)]
    own: dict[str, int] = {}
    always = rare = 0
    for number, (_, entry) in enumerate(every):
        for sign in entry.signs:
            own[sign] = own.get(sign, 0) | 1 << number
        always |= 0 if entry.signs or entry.is_rare else 1 << number
        rare |= 1 << number if entry.is_rare else 0
    signs: dict[str, list[tuple[str, int]]] = {}
    for sign, numbers in own.items():
        signs.setdefault(sign[0], []).append((sign, numbers))
    return _Finder(every, signs, always, rare)


def _signs(written: str, words: Collection[str], pattern: str) -> frozenset[str]:
    """The signs of an entry: characters, in whose list A-Z stands for all between, words, or a pattern that is one."""
    if not (written or words):
        return frozenset({pattern}) if re.escape(pattern) == pattern else frozenset()
    ranges = [range(ord(first), ord(last) + 1) for first, last in _RANGE.findall(written)]
    return frozenset(_RANGE.sub("", written)) | {chr(one) for run in ranges for one in run} | frozenset(words)
