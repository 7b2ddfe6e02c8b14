"""Letters that only look like Chinese ones, or are none: radicals, marks upon characters, codes without a character.

PDF files give radicals for the characters that look the same (⼀ for 一); nobody sees the difference, and no search
finds the word. A mark that belongs upon Latin letters, behind a Chinese character, and a code that Unicode has given to
no character are left by a wrong conversion.

    ⼀、总体情况    -> ⼀, to be 一
    政\u0301务       -> 政 with its mark, to be 政
    政\u0378务       -> U+0378
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003337f"
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LOOKS = lazy_pattern(f"(?P<radical>[\u2e80-\u2fdf\u31c0-\u31ef])|(?P<marked>[{_HAN}][{_MARKS}]+)")
_NONE = lazy_pattern("[\ufdd0-\ufdef]|[^\x00-\ufffd\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0010ffff]")
"""Codes that will never be characters: they stand for what was lost, and are told as that."""
# Radicals that have a code of their own for a simplified form; for the others Unicode itself has the character.
_SIMPLIFIED = dict(
    zip(
        "⺁⺅⺈⺉⺌⺍⺎⺐⺓⺕⺗⺘⺙⺟⺠⺡⺣⺤⺦⺩⺫⺬⺭⺮⺯⺶⺷⺹⺻⺼⺾⺿⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "厂亻刀刂小小兀尢幺彐心扌攵母民氵灬爫丬王目示礻竹糸羊羊耂聿月艹艹虎衤覀西见角讠贝足车辶阝钅長镸长门阝雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


_PLAIN_BLOCKS = bytes((0x00, 0x20, 0x30, *range(0x34, 0xA0), 0xF9, 0xFA, 0xFF))
_RARE_IN_PLAIN_BLOCKS = lazy_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\xb6\xb8-\xff\u2000-\u2013\u2015-\u2017\u201a\u201b\u201e-\u2025\u2027-\u20ff\u3040-\u30ff"
    "\uff00\uff5f-\uffff]"
)


class StrangeLetter(NamedTuple):
    """A stretch of a text, how the clerk reads of it, and what could stand there instead; None where nobody knows."""

    start: int
    end: int
    words: str
    proposal: str | None


def strange_letters(text: str) -> Sequence[StrangeLetter]:
    """Such letters of a text, in their order."""
    return sorted(_found(text)) if has_rare_letter(text) else ()


@lru_cache(maxsize=1024)
def has_rare_letter(text: str) -> bool:
    """Whether a text may have a letter that is none of those that texts are made of; most have none.

    The first byte of each letter tells its block in Unicode; of those with Chinese characters no letter is looked at.
    """
    blocks = text.encode("utf-16-be", "surrogatepass")[::2].translate(None, _PLAIN_BLOCKS)
    return bool(blocks) or _RARE_IN_PLAIN_BLOCKS.search(text) is not None


@lru_cache(maxsize=8192)
def _is_rare(letter: str) -> bool:
    """Whether it is no Chinese character, plain letter, blank or mark of punctuation: a control character is rare."""
    is_plain = (
        "\x20" <= letter <= "\x7e"
        or letter in "\t\n"
        or "\u3000" <= letter <= "\u303f"
        or "\uff01" <= letter <= "\uff5e"
    )
    return not (is_plain or is_han(letter) or letter in "“”‘’—…·")


def is_han(letter: str) -> bool:
    """Whether a letter is a Chinese character."""
    return "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff" or "\U00020000" <= letter <= "\U0003337f"


def _found(text: str) -> Iterator[StrangeLetter]:
    for found in _LOOKS.finditer(text):
        proposal = _character(found[0]) if found["radical"] else found[0][0]
        yield StrangeLetter(*found.span(), f"{found[0]}（{_codes(found[0])}）", proposal)
    for place, letter in enumerate(text):
        if _is_rare(letter) and unicodedata.category(letter) == "Cn" and not _NONE.match(letter):
            yield StrangeLetter(place, place + 1, _codes(letter), None)


def _character(radical: str) -> str | None:
    plain = _SIMPLIFIED.get(radical) or unicodedata.normalize("NFKC", radical)
    return plain if plain != radical else None


def _codes(letters: str) -> str:
    return "、".join(f"U+{ord(one):04X}" for one in letters if not "\u3400" <= one <= "\u9fff")
