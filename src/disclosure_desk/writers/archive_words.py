"""The fixed words of the archive copy, read from resources/templates/archive.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from disclosure_desk.core.resources import resource


@dataclass(frozen=True)
class HeadWords:
    """The rows at the head of a sheet."""

    title: str
    unit: str
    year: str
    year_value: str
    digest: str


@dataclass(frozen=True)
class RegisterWords:
    """What stands on cover and review sheet of the digests of the whole package."""

    sealed: str
    later: str


@dataclass(frozen=True)
class CoverWords:
    """The cover's lines and their labels."""

    kind: str
    unit: str
    year: str
    year_value: str
    term: str
    file: str
    piece: str
    pages: str
    pages_value: str
    digest: str
    digest_note: str


@dataclass(frozen=True)
class ReviewWords:
    """The table of the review sheet: its columns, a row for each stage, its dates, and what is written at its foot."""

    columns: list[str]
    stages: list[str]
    date: str
    day: str
    own: str
    waived: str
    others: str
    foot: list[str]


@dataclass(frozen=True)
class CheckWords:
    """The sentences of the check report."""

    rules: str
    verdict: str
    counts: str
    nothing: str
    basis: str
    explanation: str


@dataclass(frozen=True)
class ChangeWords:
    """The sentences and columns of the change record."""

    columns: list[str]
    why: str
    summary: str
    none: str
    unknown: str
    note: str
    begin: str
    blank: str


@dataclass(frozen=True)
class Wording:
    """Every fixed word of the archive copy.

    names: each sheet's by its id; by_hand: what a rule to write on says to who hears the page.
    """

    document: str
    foot: str
    by_hand: str
    unnamed: str
    names: dict[str, str]
    head: HeadWords
    register: RegisterWords
    cover: CoverWords
    review: ReviewWords
    checks: CheckWords
    changes: ChangeWords


_PARTS = {
    "head": HeadWords,
    "register": RegisterWords,
    "cover": CoverWords,
    "review": ReviewWords,
    "checks": CheckWords,
    "changes": ChangeWords,
}


@cache
def wording() -> Wording:
    """The words of the template; a key that is missing or unknown raises TypeError."""
    entries: dict[str, Any] = tomllib.loads(resource("templates", "archive.toml").read_text("utf-8"))
    return Wording(**{key: _PARTS[key](**value) if key in _PARTS else value for key, value in entries.items()})
