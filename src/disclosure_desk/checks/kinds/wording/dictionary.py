"""The word lists of the wording rules: patterns, each with a name or what to write instead."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_table
from disclosure_desk.text.lazy_pattern import lazy_pattern

_RANGE = re.compile("(.)-(.)")


class DictionaryEntry(NamedTuple):
    """A pattern, how messages call it, and what to write instead; None where only a person can decide.

    `kinds`: the kinds of unit it is for, none for all. `unquoted`: it does not count in quotation marks and titles.
    `signs`: the characters of which every match has one; none where the pattern is always to be tried. `also`: more of
    which every match has one besides; none where that says nothing.
    """

    pattern: re.Pattern[str]
    name: str
    instead: str | None
    kinds: tuple[str, ...]
    unquoted: bool
    signs: frozenset[str]
    also: frozenset[str]


@lru_cache
def entries(name: str) -> tuple[DictionaryEntry, ...]:
    """Every entry of a dictionary."""
    table = load_table(resource("dictionaries", f"{name}.toml"))
    read = []
    for entry in table.tables("entries"):
        read.append(
            DictionaryEntry(
                pattern=lazy_pattern(entry.take("pattern", str)),
                name=entry.take("name", str, ""),
                instead=entry.take("instead", str, "") or None,
                kinds=entry.words("kinds", optional=True),
                unquoted=entry.take("unquoted", bool, default=False),
                signs=_signs(entry.take("signs", str, "")),
                also=_signs(entry.take("also", str, "")),
            )
        )
        entry.done()
    table.done()
    return tuple(read)


def possible_entries(name: str, text: str) -> list[DictionaryEntry]:
    """The entries of a dictionary that may match in a text, in their order.

    They are found by its characters: trying all patterns in every paragraph took a seventh of the time of all checks.
    """
    every, by_sign, characters = entries(name), _entries_by_sign(name), _characters(text)
    found = set(by_sign[""]).union(*(by_sign[sign] for sign in by_sign.keys() & characters))
    possible = map(every.__getitem__, sorted(found))
    return [entry for entry in possible if not entry.also or not entry.also.isdisjoint(characters)]


@lru_cache(maxsize=128)
def _characters(text: str) -> frozenset[str]:
    """The characters of a paragraph, for one dictionary after the other: each goes through all paragraphs of a text."""
    return frozenset(text)


@lru_cache
def _entries_by_sign(name: str) -> Mapping[str, Collection[int]]:
    """Of each sign the numbers of the entries that have it; under "" those that have none."""
    numbers: dict[str, list[int]] = {"": []}
    for number, entry in enumerate(entries(name)):
        for sign in entry.signs or {""}:
            numbers.setdefault(sign, []).append(number)
    return numbers


def _signs(written: str) -> frozenset[str]:
    """The characters of a list of them, in which A-Z stands for all between."""
    ranges = [range(ord(first), ord(last) + 1) for first, last in _RANGE.findall(written)]
    return frozenset(_RANGE.sub("", written)) | {chr(one) for run in ranges for one in run}
