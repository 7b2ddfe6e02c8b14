"""The prose of a section with topics -> their texts, by sub-heads in whatever form offices number them."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from disclosure_desk.core.form import Section, Text
from disclosure_desk.readers.structure.page_noise import Line
from disclosure_desk.readers.vocabulary.label_key import key_without_number, normalise_label, normalised_text
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_WINDOW = 60
_LONGEST_HEAD = 24
_STYLES = {"bracket": 1, "arabic": 2, "top": 2, "listed": 2, "inner": 2}
"""The kinds of numbers topics may have, and how many topics must have them; the first that fits is the section's."""

_STOP = re.compile(r"[。：:；;，,！？\s]")
_WITHIN = {
    "bracket": re.compile(r"(?<=[。；;！？\s])[（(]\s?[一二三四五六七八九]\s?[）)]"),
    "arabic": re.compile(r"(?<=[。；;！？\s])[1-9１-９]\s?[.．、]"),
}
_MOST = 200
"""So many numbers within lines are looked at; a report has five topics."""


class Piece(NamedTuple):
    """A line or a part of one, the topic it belongs to, and what is doubtful about that, "" if nothing."""

    text: Text
    line: Line
    doubt: str = ""


class _Head(NamedTuple):
    """A sub-head: the kind of its number, the topic it names, None if none, and if it does so in its first words."""

    kind: str
    text: Text | None
    plain: bool


def split_topics(section: Section, lines: Sequence[Line]) -> Iterator[Piece]:
    """The lines of a section in their order, each with its topic."""
    heads = [_head(section, line) for _, line in lines]
    style = _style(heads)
    parts = list(_parts(section, lines, style))
    return _pieces(section, parts, style)


def _style(heads: Sequence[_Head]) -> str:
    for kind, fewest in _STYLES.items():
        if len({head.text.id for head in heads if head.text and head.plain and head.kind == kind}) >= fewest:
            return kind
    return ""


def _parts(section: Section, lines: Sequence[Line], style: str) -> Iterator[Line]:
    """The lines, cut before each sub-head of a topic within them."""
    pattern = _WITHIN.get(style or "bracket")
    looked = 0
    for number, line in lines:
        start = 0
        for found in islice(pattern.finditer(line), max(0, _MOST - looked)) if pattern else ():
            looked += 1
            head = _head(section, line[found.start() : found.start() + _WINDOW])
            if head.text and head.plain:
                yield number, line[start : found.start()].strip()
                start = found.start()
        yield number, line[start:].strip()


def _pieces(section: Section, parts: Sequence[Line], style: str) -> Iterator[Piece]:
    """The parts with their topics; one without a sub-head belongs to the topic before it."""
    heads = [_head(section, line) for _, line in parts]
    plain = {head.text.id for head in heads if head.text and head.plain and head.kind}
    text, opened = section.texts[0], set[str]()
    for part, head in zip(parts, heads, strict=True):
        doubt = ""
        if head.text and _opens(head, head.text, style or "bracket", plain, opened):
            text, doubt = head.text, _doubt(head, head.text, part[1], opened)
            opened.add(text.id)
        elif head.kind == style == "bracket" and not head.plain:
            doubt = f"这个小标题不是规定的，接在“{text.name}”里了：{part[1][:_LONGEST_HEAD]}"
        yield Piece(text, part, doubt)


def _opens(head: _Head, text: Text, style: str, plain: set[str], opened: set[str]) -> bool:
    """Whether a sub-head opens its topic: one of the section's style does, a vaguer one where there is no other."""
    if head.kind == style and head.plain:
        return True
    return head.kind in ("", style) and text.id not in plain | opened


def _doubt(head: _Head, text: Text, line: str, opened: set[str]) -> str:
    if text.id in opened:
        return f"“{text.heading}”出现了不止一次，接在一起了：{line}"
    return "" if head.plain else f"小标题与规定的不同，当作“{text.heading}”：{line[:_LONGEST_HEAD]}"


def _head(section: Section, line: str) -> _Head:
    """What a line is as a sub-head."""
    number = leading_number(line)
    start = number.end if number else 0
    key = normalised_text(line, start, _WINDOW).key
    stop = _STOP.search(
        line, min(start + len(line[start : start + _WINDOW]) - len(line[start : start + _WINDOW].lstrip()), len(line))
    )
    end = stop.start() if stop else len(line)
    words = normalise_label(line[start:end]) if end - start <= _WINDOW else ""
    is_short = 0 < len(words) <= _LONGEST_HEAD
    if number is None:
        return _Head("", _whole(section, words) if is_short else None, plain=True)
    text = _starting(section, key)
    if text:
        return _Head(number.kind, text, plain=True)
    return _Head(number.kind, _having(section, words) if is_short else None, plain=not is_short)


def _starting(section: Section, key: str) -> Text | None:
    """The topic whose sub-head a numbered line starts with."""
    variants = load_office_variants().topics
    for text in section.texts[1:]:
        official = key_without_number(text.heading)
        if key.startswith(official) or (text.id in variants and variants[text.id].starts.match(key)):
            return text
    return None


def _whole(section: Section, words: str) -> Text | None:
    """The topic whose sub-head words without a number are, and nothing but."""
    variants = load_office_variants()
    for text in section.texts[1:]:
        found = variants.topics[text.id].starts.match(words) if text.id in variants.topics else None
        if found and variants.topic_endings.fullmatch(words, found.end()):
            return text
    return None


def _having(section: Section, words: str) -> Text | None:
    """The topic of which a short sub-head speaks."""
    variants = load_office_variants().topics
    texts = [text for text in section.texts[1:] if text.id in variants and variants[text.id].within.search(words)]
    return texts[0] if texts else None
