"""What a text must hold: something at all, the topics, the words it owes, neither too few nor too many characters."""

import re
from functools import lru_cache

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.wording.dictionary import entries
from disclosure_desk.checks.kinds.wording.text_match import KEPT
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule


def empty_text(rule: Rule, subject: Subject) -> list[Finding]:
    """The text is written, and not only with words that say nothing."""
    text = subject.texts[rule.text]
    bare = "".join(character for character in text if character.isalnum())
    marks = [TextMark(rule.text, 0, len(text))] if bare else []
    return [subject.finding(rule, [rule.text], marks)] if not bare or bare in rule.words else []


def unmentioned(rule: Rule, subject: Subject) -> list[Finding]:
    """In units of the rule's kinds the text, once written, speaks of everything in its dictionary."""
    text = subject.texts[rule.text]
    asked = text.strip() and subject.unit_kind.id in rule.unit_kinds
    missing = _missing(rule.dictionary, text) if asked else ()
    marks = [TextMark(rule.text, 0, len(text))]
    return [subject.finding(rule, [rule.text], marks, missing="、".join(missing))] if missing else []


@lru_cache(KEPT)
def _missing(dictionary: str, text: str) -> tuple[str, ...]:
    return tuple(entry.name for entry in entries(dictionary) if not entry.pattern.search(text))


def missing_topics(rule: Rule, subject: Subject) -> list[Finding]:
    """Every topic is written; undecided while none is."""
    missing = [text for text in rule.texts if not subject.report.texts[text].strip()]
    if not missing or len(missing) == len(rule.texts):
        return []
    names = "、".join(subject.form.place_name(text) for text in missing)
    return [subject.finding(rule, missing, missing=names)]


def length(rule: Rule, subject: Subject) -> list[Finding]:
    """The texts together have neither too few nor too many characters; undecided while none is written."""
    count = sum(characters(subject.report.texts[text]) for text in rule.texts)
    low, high = int(rule.limits["low"]), subject.given.length_limit
    if count > high:
        expected = f"不超过 {high} 字，请压缩"
    elif 0 < count < low:
        expected = f"不少于 {low} 字，请补充"
    else:
        return []
    return [subject.finding(rule, rule.texts, count=count, expected=expected)]


def overlong(rule: Rule, subject: Subject) -> list[Finding]:
    """No text has more characters than the rules read: what stands behind them is not checked."""
    read = subject.given.most_read
    long = [(text, len(subject.report.texts[text])) for text in rule.texts if len(subject.report.texts[text]) > read]
    return [
        subject.finding(rule, [text], [TextMark(text, read, count)], count=count, read=read) for text, count in long
    ]


@lru_cache(KEPT)
def characters(text: str) -> int:
    """How many characters a text has, without blanks."""
    return len("".join(re.split(r"\s+", text)))


KINDS = {
    "empty_text": empty_text,
    "unmentioned": unmentioned,
    "missing_topics": missing_topics,
    "length": length,
    "overlong": overlong,
}
