"""The words the reader knows, from resources/dictionaries/statements.toml, ready to be looked up longest first.

In: the dictionary, where words of one kind stand together. Out: words and units by their first character; a word may be
of several kinds, each with a value where the kind has one (subject, result, outcome, applicant, fault) and with whether
that value is doubtful. Holds: the longest word that stands at a place wins, so 未收到 is never read as 收到.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table

_KINDS = (
    *("receive", "receive_new", "close", "handle", "carry", "pending", "keep_on", "ask", "info", "thing", "particle"),
    *("and", "and_so", "approx", "all", "each", "parts", "respectively", "total", "nil", "some", "without", "among"),
    *("compare", "up", "down", "share", "subscope", "agent", "body", "period", "channel", "foreign", "unrelated"),
    *("publish", "grant_bare", "document", "issue", "repeal", "in_force", "decide", "decision_doubt", "cause"),
    *(
        "fee_received",
        "fee_charged",
        "fee_notice",
        "last",
        "this",
        "next",
        "other",
        "vague",
        "denial",
        "amend",
        "step",
        "promulgate",
        "every",
    ),
)
_VALUED = ("subject", "result", "outcome", "applicant", "fault")
_WIDE, _NARROW = "０１２３４５６７８９．％:;,()!?", "0123456789.%：；,（）！？"
"""Digits are read in half width, punctuation in full width; each character stands for one, so places stay the same."""

GROUPS = ("legal_person", "disputes.litigation")
_UNITS = ("count", "times", "tenths", "percent", "yuan", "ten_thousand_yuan", "hundred_million_yuan", "other")


@dataclass(frozen=True, slots=True)
class KnownWord:
    """One word: each kind it may be of, with the value it then has and whether that is doubtful."""

    text: str
    kinds: Mapping[str, tuple[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and units by their first characters, the longest first; the groups of cells; what is not simplified."""

    words: Mapping[str, tuple[KnownWord, ...]]
    units: Mapping[str, tuple[KnownWord, ...]]
    ordinals: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]
    simplified: Mapping[int, int]

    @staticmethod
    def find(among: Mapping[str, tuple[KnownWord, ...]], text: str, at: int) -> KnownWord | None:
        """The longest of some words that stands at a place of the text."""
        return next((word for word in among.get(text[at : at + 1], ()) if text.startswith(word.text, at)), None)


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
    vocabulary = Vocabulary(
        words=_by_first(_read_words(entry)),
        units=_by_first([(word, unit, "", False) for unit in _UNITS for word in units.words(unit)]),
        ordinals=units.words("ordinal"),
        groups={name: groups.words(name) for name in GROUPS},
        simplified=str.maketrans(pairs[::2] + _WIDE, pairs[1::2] + _NARROW),
    )
    for table in (units, groups, entry):
        table.done()
    return vocabulary


_Entry = tuple[str, str, str, bool]


def _read_words(entry: StrictTable) -> list[_Entry]:
    plain = _table(entry, "words")
    found = [(word, kind, "", False) for kind in _KINDS for word in plain.words(kind)]
    plain.done()
    for name, doubtful in (("values", False), ("doubtful", True)):
        tables = _table(entry, name)
        for kind in _VALUED:
            values = tables.take(kind, dict, {})
            table = StrictTable(values, f"{tables.where}{kind}.")
            found += [(word, kind, value, doubtful) for value in values for word in table.words(value)]
        tables.done()
    return found


def _table(entry: StrictTable, key: str) -> StrictTable:
    return StrictTable(entry.take(key, dict), f"{entry.where}{key}.")


def _by_first(entries: Iterable[_Entry]) -> Mapping[str, tuple[KnownWord, ...]]:
    kinds: dict[str, dict[str, tuple[str, bool]]] = {}
    for text, kind, value, doubtful in entries:
        kinds.setdefault(text, {})[kind] = (value, doubtful)
    found: dict[str, list[KnownWord]] = {}
    for text in sorted(kinds, key=len, reverse=True):
        found.setdefault(text[0], []).append(KnownWord(text, kinds[text]))
    return {first: tuple(words) for first, words in found.items()}
