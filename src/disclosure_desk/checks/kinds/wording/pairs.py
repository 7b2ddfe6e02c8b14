"""Quotation marks, brackets and book marks come in pairs; paragraphs end with a full stop; list numbers run on."""

import re
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.wording.text_match import KEPT, MOST, Spot, paragraphs, spotted
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

_LIST_NUMBER = re.compile(r"(?:^|(?<=[\s。；：，、]))[0-9０-９a-zA-Z一二三四五六七八九十]{1,3}[）)]")
_ENDED = re.compile(r"[。！？][”’）》〉」』)]*\s*$")
_GOES_ON = re.compile(r"[：；:;，、,]\s*$")
_DIGITS = "一二三四五六七八九"


def lopsided(rule: Rule, subject: Subject) -> list[Finding]:
    """What opens is closed within the paragraph, and nothing closes that was not opened."""
    return spotted(rule, subject, partial(_lopsided, rule.words))


@lru_cache(KEPT)
def _lopsided(pairs: tuple[str, ...], paragraph: str) -> tuple[Spot, ...]:
    skipped = {found.end() - 1 for found in _LIST_NUMBER.finditer(paragraph)}
    opening = {one: pair for pair in pairs for one in pair[: len(pair) // 2]}
    closing = {one: pair for pair in pairs for one in pair[len(pair) // 2 :]}
    waiting: dict[str, list[int]] = {pair: [] for pair in pairs}
    alone = []
    for place, one in enumerate(paragraph):
        if one in opening:
            waiting[opening[one]].append(place)
        elif one in closing and waiting[closing[one]]:
            waiting[closing[one]].pop()
        elif one in closing and place not in skipped:
            alone.append(place)
    alone += [place for places in waiting.values() for place in places]
    return tuple(Spot(place, place + 1, paragraph[place]) for place in sorted(alone)[:MOST])


def unfinished(rule: Rule, subject: Subject) -> list[Finding]:
    """Every paragraph but a heading or a line of a list ends with a full stop."""
    findings = []
    for text in rule.texts:
        written = [(start, one) for start, one in paragraphs(subject.texts[text]) if one.strip()]
        for number, (start, paragraph) in enumerate(written, 1):
            if _open_end(rule.words, paragraph, number == len(written)):
                end = start + len(paragraph.rstrip())
                mark = TextMark(text, end - 1, end, f"{paragraph.rstrip()[-1]}。")
                findings.append(subject.finding(rule, [text], [mark], number=number, words=paragraph.strip()[-10:]))
    return findings


@lru_cache(KEPT)
def _open_end(headings: tuple[str, ...], paragraph: str, is_last: bool) -> bool:  # noqa: FBT001 (part of a cache's key)
    if _ENDED.search(paragraph[-20:]) or (_GOES_ON.search(paragraph[-20:]) and not is_last):
        return False
    return not any(re.fullmatch(heading, paragraph.strip()) for heading in headings)


def numbering(rule: Rule, subject: Subject) -> list[Finding]:
    """Numbers of one kind of list run on by one, or begin anew."""
    findings = []
    for text in rule.texts:
        if spots := _out_of_order(rule.words, subject.texts[text]):
            marks = [TextMark(text, spot.start, spot.end, spot.proposal) for spot in spots]
            words = "、".join(f"“{spot.stands}”（应为“{spot.proposal}”）" for spot in spots[:5])
            findings.append(subject.finding(rule, [text], marks, words=words))
    return findings


@lru_cache(KEPT)
def _out_of_order(patterns: tuple[str, ...], text: str) -> tuple[Spot, ...]:
    return tuple(spot for pattern in patterns for spot in _breaks(pattern, text))


def _breaks(pattern: str, text: str) -> list[Spot]:
    spots, last = [], 0
    for found in re.finditer(pattern, text, re.MULTILINE):
        number = _number(found[1])
        if last and number not in {1, last + 1}:
            spots.append(Spot(found.start(1), found.end(1), found[1], _written(last + 1, like=found[1])))
        last = number
    return spots


def _number(written: str) -> int:
    """An Arabic or Chinese number below a hundred."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (10 * (_digit(tens) or 1) if ten else 0) + _digit(ones)


def _digit(written: str) -> int:
    return _DIGITS.find(written[:1]) + 1 if written else 0


def _written(number: int, *, like: str) -> str:
    """A number in the script of another one."""
    tens, ones = divmod(number, 10)
    if like.isdecimal() or number >= 100:  # noqa: PLR2004 (Chinese numbers are written below a hundred here)
        return str(number)
    ten = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return ten + (_DIGITS[ones - 1] if ones else "")


KINDS = {"lopsided": lopsided, "unfinished": unfinished, "numbering": numbering}
