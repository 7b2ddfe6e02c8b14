"""Keys of labels: spellings of one official label differ in blanks, brackets and punctuation, never in letters.

Everything that compares words of a source with words of the form compares their keys: letters and digits in their
plain form (NFKC), without what offices add that says nothing (`idle` in the dictionary of reading). So （单位：万元）
and （万元） have one key, and so have 本年制发件数 and 本年（2024）制发件数.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_LONGEST_LABEL = 200
"""The longest label of the form has 37 characters; a text longer than this is prose and has no key.

It also bounds the work on hostile files: a cell of a million characters is neither normalised nor compared.
"""

_NUMBER = lazy_pattern(
    r"\s*(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，]|\d+\s*[、.．,，])\s*"
)
_REMARK = lazy_pattern(r"\s*([^（(]+)[（(].+[）)]\s*", re.DOTALL)

_LEAST_SIMILARITY, _LEAST_LEAD = 0.72, 0.06
"""How similar a misspelt label must be to its official one, and how much more than to any other.

One wrong letter of four leaves 0.75, two of seven 0.71, which may be another word. With 0.85, 21 figures of tests/field
stay blank. Without the lead a label that lost its middle would be taken for one of two rows of table three, to which
申请人行政机关不再处理其政府信息公开申请 has 0.78 and 0.73.
"""

_CELL_BORDERS = lazy_pattern(r"[\s|｜│┃]+")
_SHORTEST_MISSPELT = 4
"""In shorter labels one other letter makes another word: 总计 is not a misspelt 合计."""


def keys_in(stream: Sequence[SourceItem]) -> frozenset[str]:
    """The keys of all cells, and of the words that blanks and strokes part in paragraphs and in rows of one cell."""
    cells = (cell for item in stream for cell in (item.cells if isinstance(item, SourceRow) else ()))
    lines = (_only_line(item) for item in stream)
    words = (word for line in lines for word in _CELL_BORDERS.split(line))
    return frozenset(map(normalise_label, (*cells, *words)))


def _only_line(item: SourceItem) -> str:
    """The line that an item is, as a paragraph or as the one filled cell of a row; "" if it is a row of several."""
    filled = [cell for cell in item.cells if cell.strip()] if isinstance(item, SourceRow) else [item.text]
    return filled[0] if len(filled) == 1 else ""


def normalise_label(text: str) -> str:
    """The key of a text; "" if it has neither letters nor digits or is too long for a label."""
    return "" if len(text) > _LONGEST_LABEL else _key(text)


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = load_office_variants().idle.sub("", plain)
    return "".join(character for character in plain if character.isalnum())


def key_without_remark(text: str) -> str:
    """The key of a text without the remark in brackets at its end; "" if it has none."""
    return normalise_label(without_remark(text))


def without_remark(text: str) -> str:
    """The text, its number included, up to the remark in brackets at its end; "" if it has none."""
    number = _NUMBER.match(text)
    start = number.end() if number else 0
    found = _REMARK.fullmatch(text, start) if len(text) <= _LONGEST_LABEL else None
    return text[:start] + found[1] if found else ""


def key_without_number(label: str) -> str:
    """The key of a label without its leading number, which copying from Word loses; "" if it has none."""
    found = _NUMBER.match(label)
    return normalise_label(label[found.end() :]) if found else ""


def nearest_key(key: str, known: Iterable[str]) -> str:
    """The one known key that this one is a misspelling of; "" if none is near enough, or more than one."""
    if not _SHORTEST_MISSPELT <= len(key) <= _LONGEST_LABEL:
        return ""
    from difflib import SequenceMatcher  # noqa: PLC0415 - few labels are misspelt

    matcher = SequenceMatcher(None, b=key, autojunk=False)
    ratios: list[tuple[float, str]] = []
    for one in known:
        matcher.set_seq1(one)
        least = _LEAST_SIMILARITY - _LEAST_LEAD
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            ratios.append((matcher.ratio(), one))
    ratios.sort(reverse=True)
    if not ratios or ratios[0][0] < _LEAST_SIMILARITY:
        return ""
    return "" if len(ratios) > 1 and ratios[0][0] - ratios[1][0] < _LEAST_LEAD else ratios[0][1]


class NormalisedText(NamedTuple):
    """The key of the beginning of a text; `ends[n]` is the place in the text behind character n of the key."""

    key: str
    ends: tuple[int, ...]


def normalised_text(text: str, start: int, most: int) -> NormalisedText:
    """Letters and digits of at most `most` characters of a text from a place on, in their plain form."""
    letters: list[str] = []
    ends: list[int] = []
    for place in range(start, min(len(text), start + most)):
        for letter in filter(str.isalnum, unicodedata.normalize("NFKC", text[place])):
            letters.append(letter)
            ends.append(place + 1)
    return NormalisedText("".join(letters), tuple(ends))
