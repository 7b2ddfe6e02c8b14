"""The word lists of the wording rules: patterns, each with a name or what to write instead."""

import re
from dataclasses import dataclass
from functools import lru_cache

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_table


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """A pattern, how messages call it, and what to write instead; None where only a person can decide.

    `kinds`: the kinds of unit it is for, none for all.
    """

    pattern: re.Pattern[str]
    name: str
    instead: str | None
    kinds: tuple[str, ...]


@lru_cache
def entries(name: str) -> tuple[DictionaryEntry, ...]:
    """Every entry of a dictionary."""
    table = load_table(resource("dictionaries", f"{name}.toml"))
    read = []
    for entry in table.tables("entries"):
        pattern = re.compile(entry.take("pattern", str))
        instead, called = entry.take("instead", str, "") or None, entry.take("name", str, "")
        read.append(DictionaryEntry(pattern, called, instead, entry.words("kinds", optional=True)))
        entry.done()
    table.done()
    return tuple(read)
