"""The word lists of the wording rules: patterns, each with a name or what to write instead."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_table

_RANGE = re.compile("(.)-(.)")


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """A pattern, how messages call it, and what to write instead; None where only a person can decide.

    `kinds`: the kinds of unit it is for, none for all. `unquoted`: it does not count in quotation marks and titles.
    `signs`: the characters of which every match has one; none where the pattern is always to be tried.
    """

    pattern: re.Pattern[str]
    name: str
    instead: str | None
    kinds: tuple[str, ...]
    unquoted: bool
    signs: frozenset[str]

    def may_match(self, characters: Collection[str]) -> bool:
        """Whether a text of these characters may have a match: finding none this way is ten times as fast."""
        return not self.signs or not self.signs.isdisjoint(characters)


@lru_cache
def entries(name: str) -> tuple[DictionaryEntry, ...]:
    """Every entry of a dictionary."""
    table = load_table(resource("dictionaries", f"{name}.toml"))
    read = []
    for entry in table.tables("entries"):
        read.append(
            DictionaryEntry(
                pattern=re.compile(entry.take("pattern", str)),
                name=entry.take("name", str, ""),
                instead=entry.take("instead", str, "") or None,
                kinds=entry.words("kinds", optional=True),
                unquoted=entry.take("unquoted", bool, default=False),
                signs=_signs(entry.take("signs", str, "")),
            )
        )
        entry.done()
    table.done()
    return tuple(read)


def _signs(written: str) -> frozenset[str]:
    """The characters of a list of them, in which A-Z stands for all between."""
    ranges = [range(ord(first), ord(last) + 1) for first, last in _RANGE.findall(written)]
    return frozenset(_RANGE.sub("", written)) | {chr(one) for run in ranges for one in run}
