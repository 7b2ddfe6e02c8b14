"""Official words as keys: two spellings of one label differ in spaces, brackets and punctuation, never in letters."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.vocabulary.office_variants import load_usage

_LONGEST = 200
"""No official label is nearly as long; a longer text is none, and is neither folded nor compared."""

_NUMBER = re.compile(
    r"\s*(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，]|\d+\s*[、.．,，])\s*"
)
_REMARK = re.compile(r"\s*([^（(]+)[（(].+[）)]\s*", re.DOTALL)
_ALIKE, _APART = 0.72, 0.06
"""A slip leaves a label so alike to its official words, of 1, and so much less alike to any other."""

_PARTED = re.compile(r"[\s|｜│┃]+")
_SHORTEST = 4
"""In shorter labels one other letter makes another word."""


def keys_in(stream: Iterable[SourceItem]) -> frozenset[str]:
    """The keys of cells, and of what blanks and strokes part."""
    cells = (
        cell for item in stream for cell in (item.cells if isinstance(item, SourceRow) else _PARTED.split(item.text))
    )
    return frozenset(map(label_key, cells))


def label_key(text: str) -> str:
    """Letters and digits of a text in their plain form; "" if it has none or is too long for a label.

    （单位：万元） and （万元） are one, and so are 本年制发件数 and 本年（2024）制发件数.
    """
    return "" if len(text) > _LONGEST else _key(text)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = load_usage().idle.sub("", plain)
    return "".join(character for character in plain if character.isalnum())


def without_remark(text: str) -> str:
    """The key of a text without the remark in brackets at its end; "" if it has none."""
    return label_key(unremarked(text))


def unremarked(text: str) -> str:
    """What stands before the remark at the end of a text, with its number; "" if it has none."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    found = _REMARK.fullmatch(text, start) if len(text) <= _LONGEST else None
    return text[:start] + found[1] if found else ""


def bare_key(label: str) -> str:
    """The key of a label without its leading number, for Word loses automatic numbers; "" if it has no number."""
    found = _NUMBER.match(label)
    return label_key(label[found.end() :]) if found else ""


def nearest(key: str, known: Iterable[str]) -> str:
    """The one known key that this one is a slip of; "" if none is near, or more than one."""
    if not _SHORTEST <= len(key) <= _LONGEST:
        return ""
    matcher = SequenceMatcher(None, b=key, autojunk=False)
    ratios: list[tuple[float, str]] = []
    for one in known:
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() >= _ALIKE - _APART and matcher.quick_ratio() >= _ALIKE - _APART:
            ratios.append((matcher.ratio(), one))
    ratios.sort(reverse=True)
    if not ratios or ratios[0][0] < _ALIKE or (len(ratios) > 1 and ratios[0][0] - ratios[1][0] < _APART):
        return ""
    return ratios[0][1]
