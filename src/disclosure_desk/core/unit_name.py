"""What a unit's name can be: one definition for whoever asks for a name, reads one from a file, or checks one."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import load_table
from disclosure_desk.text.invisible import INVISIBLE
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.strange_letters import is_han, strange_letters

_LONGEST = 60
_NUMERALS = frozenset("零〇一二三四五六七八九十")
_PAIRS = ("（）", "()", "“”", "【】", "〔〕")
_SYMBOLS = {"So", "Sk", "Sm", "Sc", "Cs", "Co"}
"""Unicode's categories of pictures and signs: no name has any."""
_ZERO = lazy_pattern("(?<=[一二三四五六七八九])[○◯]+")
"""A circle that is written for 〇, as in 第七○一医院: before a street's name it stands for what is not known yet."""
_LEAST_LETTERS = 3
"""So many different letters a name that is written twice has at least: 某某某某 may be a name that repeats itself."""


class _NameWords(NamedTuple):
    """Signs that no name has; words that are of a report and not of its unit, that stand for a name, or for none.

    A name in which the words cannot stand is not searched, because their patterns take 2 ms to compile: each match of
    `report` has one of its signs; one of `pronouns` has one of theirs, or begins the name with one of their beginnings;
    one of `none` begins it so, too, or has a letter that is no Chinese character.
    """

    signs: str
    report_signs: tuple[str, ...]
    report: re.Pattern[str]
    pronoun_signs: str
    pronoun_beginnings: str
    pronouns: re.Pattern[str]
    none_beginnings: str
    none: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _NameWords:
    table = load_table(resource("dictionaries", "unit_names.toml"))
    report, pronouns, none = (lazy_pattern("|".join(table.words(key))) for key in ("report", "pronouns", "none"))
    words = _NameWords(
        signs=table.take("signs", str),
        report_signs=table.words("report_signs"),
        report=report,
        pronoun_signs=table.take("pronoun_signs", str),
        pronoun_beginnings=table.take("pronoun_beginnings", str),
        pronouns=pronouns,
        none_beginnings=table.take("none_beginnings", str),
        none=none,
    )
    table.done()
    return words


@lru_cache(maxsize=64)
def unit_name_problem(name: str) -> str:
    """What is wrong with a name, in one sentence to the clerk; "" where it can be the full name of a unit."""
    if not name.strip():
        return "请写机关全称。"
    if "\n" in name or "\t" in name or INVISIBLE.search(name):
        return "机关全称里有换行或者看不见的字符，请删掉重新写。"
    if len(name) > _LONGEST:
        return f"机关全称最多 {_LONGEST} 个字，现在有 {len(name)} 个。"
    return _problem_of_words("".join(name.split()))


def _problem_of_words(name: str) -> str:
    if strange := strange_letters(name):
        return f"机关全称里的{strange[0].words}看上去像字，却不是正常的文字，请重新写一遍。"
    words = _words()
    letters = _ZERO.sub("〇", name)
    sign = next((letter for letter in letters if letter in words.signs or category(letter) in _SYMBOLS), "")
    if sign:
        return f"机关全称里不会有“{sign}”，请只写机关的名称。"
    if not any(is_han(letter) and letter not in _NUMERALS for letter in name):
        return f"“{name}”里没有文字，不是机关的名称。"
    if any(name.count(pair[0]) != name.count(pair[1]) for pair in _PAIRS):
        return "机关全称里的括号或者引号不成对，请补上或者删去。"
    if any(sign in name for sign in words.report_signs) and words.report.search(name):
        return "这里只写机关全称，不写年度和报告名称。"
    return _problem_of_naming(name)


def _problem_of_naming(name: str) -> str:
    words = _words()
    may_be_pronoun = name[0] in words.pronoun_beginnings or not set(name).isdisjoint(words.pronoun_signs)
    if may_be_pronoun and (pronoun := words.pronouns.search(name)):
        return f"“{pronoun[0]}”是代称，请写机关的全称。"
    may_be_none = name[0] in words.none_beginnings or not all(map(is_han, name))
    if may_be_none and (none := words.none.search(name)):
        return f"“{none[0]}”不是机关的名称，请写机关的全称。"
    if once(name) != name:
        return f"“{once(name)}”写了两遍，请只写一遍。"
    return ""


def once(name: str) -> str:
    """A name that is written twice in a row, written once; any other name as it is."""
    half = name[: len(name) // 2]
    return half if len(set(half)) >= _LEAST_LETTERS and name == half * 2 else name
