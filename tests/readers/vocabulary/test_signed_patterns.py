"""Lines of a page are tried only where one of the signs of their pattern stands: no line may be without one."""

import re

import pytest

from disclosure_desk.core import unit_name
from disclosure_desk.readers.vocabulary.office_variants import SignedPattern, load_office_variants

MOST = 200
"""A set of letters with more of them in a row is as if anything stood there."""


def without_sign(parsed, signs: tuple[str, ...], before: frozenset[str] = frozenset({""})) -> frozenset[str]:
    """How the lines that a parsed pattern matches may end, of which none has a sign so far."""
    for op, argument in parsed:
        before = after(str(op), argument, signs, before)
    return before


def after(name: str, argument, signs, before: frozenset[str]) -> frozenset[str]:
    if name == "BRANCH":
        return frozenset().union(*(without_sign(branch, signs, before) for branch in argument[1]))
    if name == "SUBPATTERN":
        return without_sign(argument[3], signs, before)
    if name in {"MAX_REPEAT", "MIN_REPEAT"}:
        low, high, repeated = argument
        for _ in range(low):
            before = without_sign(repeated, signs, before)
        if high == low + 1:
            return before | without_sign(repeated, signs, before)
        return before | {""} if before and high > low else before
    if name in {"LITERAL", "IN"}:
        letters = letters_of([(name, argument)] if name == "LITERAL" else argument)
        return joined(before, letters, signs) if letters else before and frozenset({""})
    return before and frozenset({""})


def letters_of(members) -> list[str]:
    """The letters of a set; none where it has too many."""
    letters = []
    for op, argument in members:
        if str(op) == "LITERAL":
            letters.append(chr(argument))
        elif str(op) == "RANGE" and argument[1] - argument[0] < MOST:
            letters += map(chr, range(argument[0], argument[1] + 1))
        else:
            return []
    return letters


def joined(before: frozenset[str], letters: list[str], signs) -> frozenset[str]:
    together = {one + letter for one in before for letter in letters}
    return frozenset(begun(one, signs) for one in together if not one.endswith(signs))


def begun(line: str, signs) -> str:
    """The longest end of a line with which a sign may begin; all before it is of no more use to any sign."""
    return next((line[at:] for at in range(len(line)) if any(sign.startswith(line[at:]) for sign in signs)), "")


_VARIANTS = load_office_variants()
_SIGNED = {name: getattr(_VARIANTS.lines, name) for name in ("pages", "page", "end")}
_SIGNED |= {section: heading.words for section, heading in _VARIANTS.headings.items()}


@pytest.mark.parametrize("name", _SIGNED)
def test_no_line_that_a_pattern_fits_is_without_a_sign(name):
    lines = _SIGNED[name]
    parsed = re._parser.parse(lines.pattern.pattern)

    begun = frozenset({"^"})
    assert without_sign(parsed, lines.signs, begun) == frozenset()
    needless = [one for one in lines.signs if not without_sign(parsed, tuple({*lines.signs} - {one}), begun)]
    assert needless == []


def test_no_words_of_a_report_are_without_a_sign():
    words = unit_name._words()

    assert without_sign(re._parser.parse(words.report.pattern), words.report_signs) == frozenset()


def first_letters(parsed) -> set[str]:
    """The letters with which what a parsed pattern matches may begin; "" where it may go on."""
    letters = {""}
    for op, argument in parsed:
        if "" not in letters:
            break
        name = str(op)
        if name == "BRANCH":
            added = set[str]().union(*map(first_letters, argument[1]))
        elif name == "SUBPATTERN":
            added = first_letters(argument[3])
        elif name == "MAX_REPEAT":
            added = first_letters(argument[2]) | ({""} if argument[0] == 0 else set())
        else:
            added = {""} if name == "AT" else {*letters_of([(name, argument)] if name == "LITERAL" else argument)}
        letters = letters - {""} | added
    return letters


@pytest.mark.parametrize("kind", ["pronouns", "none"])
def test_no_words_for_a_name_are_without_a_sign_nor_begin_it_with_another_letter(kind):
    words = unit_name._words()
    latin = tuple(chr(code) for code in range(0xFFFF) if chr(code).isascii() or 0xFF00 < code < 0xFF5F)
    signs = latin if kind == "none" else tuple(words.pronoun_signs)
    begin: set[str] = set()
    for branch in re._parser.parse(getattr(words, kind).pattern)[0][1][1]:
        if without_sign(branch, signs):
            assert str(branch[0][1]) == "AT_BEGINNING"
            begin |= first_letters(branch)

    assert begin == {*getattr(words, f"{kind.removesuffix('s')}_beginnings")}


def test_a_line_without_a_sign_is_not_tried():
    lines = SignedPattern(("甲", "^乙"), re.compile(".{2}"))

    assert [line for line in ("甲丙", "丙甲", "乙丙", "丙乙", "丙丁", "甲丙丁") if lines.fits(line)] == [
        "甲丙",
        "丙甲",
        "乙丙",
    ]
