"""The prose of a section with topics -> its texts, by sub-headings in whatever way offices number them.

Input: the lines of the section, and the section of the form with its topics. Output: `TopicLine`s, each line or part of
a line with its topic.
Invariant: every line goes into one text, in its order; a line without a sub-heading belongs to the topic before it, and
what comes before the first one to the section's first text.

1. The style of the section is found: （一） where one topic has it, else 1. or 一、 or 一是 or (1) where two have.
2. Lines are cut before a sub-heading of that style within them, as pages without line breaks have them:
   …圆满完成。（二）依申请公开。全年收到….
3. A sub-heading opens its topic if it starts with the topic's words in the section's style: （一）主动公开情况. A short
   one that only contains them (（一）做好主动公开工作), one with a slogan before them (（一）坚持常态化，做好主动公开)
   or one without a number opens it where no better one does; of two topics in it the one of its number counts.
4. A sub-heading with none of their words, （四）创新方式, is the topic of its number where the others have theirs.
A sub-heading in brackets that is none of the form's stays in the text before it, with a doubt.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from disclosure_desk.core.form import Section, Text
from disclosure_desk.readers.structure.page_noise import NumberedLine
from disclosure_desk.readers.vocabulary.label_key import key_without_number, normalise_label, normalised_text
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_SEARCHED_LETTERS = 60
"""So many letters behind a number are searched for a sub-heading; it ends with the first punctuation in them."""

_LONGEST_SUBHEADING = 24
"""A longer sub-heading is a sentence that mentions a topic: 我街道高度重视主动公开工作并纳入年度重点任务统一部署."""

_LONGEST_SLOGAN = 40
"""A slogan before the official words: 坚持以公开为常态、不公开为例外，扎实做好主动公开工作 has 24 letters."""

_LEAST_NUMBERED = 2
"""So many topics with their own numbers show that the numbers of the section are those of the topics."""

_QUOTED_LETTERS = 24

_LEAST_TOPICS = {"bracket": 1, "arabic": 2, "top": 2, "listed": 2, "inner": 2}
"""The styles of numbers and how many topics must have each; the first that fits is the section's.

（一） is the official style; 1. or 一是 may just number points of one topic, so a single one says nothing.
"""

_STOP = lazy_pattern(r"[。：:；;，,！？\s]")
_SLOGAN_END = lazy_pattern(r"[。：:；;！？]|\s{2,}")
_WITHIN_LINES = {
    "bracket": lazy_pattern(r"(?<=[。；;！？\s])[（(]\s?[一二三四五六七八九]\s?[）)]"),
    "arabic": lazy_pattern(r"(?<=[。；;！？\s])[1-9１-９]\s?[.．、]"),
}
_MOST_WITHIN_LINES = 200
"""So many numbers within lines are looked at; a report has five topics, and a hostile line thousands."""


class TopicLine(NamedTuple):
    """A line or a part of one, the text it belongs to, and what is doubtful about that, "" if nothing."""

    text: Text
    line: NumberedLine
    doubt: str = ""


class _Subheading(NamedTuple):
    """A sub-heading: its number's kind, "" for none, the topic it names, if any, if its first words do, and its value.

    `is_head`: it has no more words than a heading or a slogan.
    """

    kind: str
    topic: Text | None
    is_plain: bool
    value: int = 0
    is_head: bool = False


def split_topics(section: Section, lines: Sequence[NumberedLine]) -> Iterator[TopicLine]:
    """The lines of a section in their order, each with its topic."""
    style = _style([_subheading(section, line) for _, line in lines])
    return _topic_lines(section, list(_parts(section, lines, style)), style)


def _style(subheadings: Sequence[_Subheading]) -> str:
    for only_plain in (True, False):
        for kind, least in _LEAST_TOPICS.items():
            same = (one for one in subheadings if one.topic and one.kind == kind and (one.is_plain or not only_plain))
            if len({one.topic for one in same}) >= least:
                return kind
    return ""


def _parts(section: Section, lines: Sequence[NumberedLine], style: str) -> Iterator[NumberedLine]:
    """The lines, cut before each sub-heading of a topic within them."""
    pattern = _WITHIN_LINES.get(style or "bracket")
    looked_at = 0
    for number, line in lines:
        start = 0
        left = max(0, _MOST_WITHIN_LINES - looked_at)
        for found in islice(pattern.finditer(line), left) if pattern else ():
            looked_at += 1
            subheading = _subheading(section, line[found.start() : found.start() + _SEARCHED_LETTERS])
            if subheading.topic and subheading.is_plain:
                yield number, line[start : found.start()].strip()
                start = found.start()
        yield number, line[start:].strip()


def _topic_lines(section: Section, parts: Sequence[NumberedLine], style: str) -> Iterator[TopicLine]:
    """The parts with their topics."""
    subheadings = _by_number(section, [_subheading(section, line) for _, line in parts], style or "bracket")
    plain = {one.topic.id for one in subheadings if one.topic and one.is_plain and one.kind}
    text, opened = section.texts[0], set[str]()
    for part, one in zip(parts, subheadings, strict=True):
        doubt = ""
        if one.topic and _opens(one, one.topic, style or "bracket", plain | opened):
            text, doubt = one.topic, _doubt(one, one.topic, part[1], opened)
            opened.add(text.id)
        elif one.kind == style == "bracket" and not one.is_plain:
            doubt = f"这个小标题不是规定的，接在“{text.name}”里了：{part[1][:_QUOTED_LETTERS]}"
        yield TopicLine(text, part, doubt)


def _by_number(section: Section, subheadings: Sequence[_Subheading], style: str) -> list[_Subheading]:
    """The sub-headings; those that name no topic have that of their number where all others have their own's."""
    numbers = {topic: number for number, topic in enumerate(section.texts[1:], 1)}
    known = {one.topic: one.value for one in subheadings if one.topic and one.kind == style}
    if len(known) < _LEAST_NUMBERED or any(numbers[topic] != value for topic, value in known.items()):
        return list(subheadings)
    free = {number: topic for topic, number in numbers.items() if topic not in known}
    return [
        one._replace(topic=free.get(one.value)) if one.is_head and one.kind == style and not one.topic else one
        for one in subheadings
    ]


def _opens(subheading: _Subheading, topic: Text, style: str, taken: set[str]) -> bool:
    """Whether a sub-heading opens its topic: one of the section's style does, a vaguer one only a free topic."""
    if subheading.kind == style and subheading.is_plain:
        return True
    return subheading.kind in ("", style) and topic.id not in taken


def _doubt(subheading: _Subheading, topic: Text, line: str, opened: set[str]) -> str:
    if topic.id in opened:
        return f"“{topic.heading}”出现了不止一次，接在一起了：{line}"
    return "" if subheading.is_plain else f"小标题与规定的不同，当作“{topic.heading}”：{line[:_QUOTED_LETTERS]}"


def _subheading(section: Section, line: str) -> _Subheading:
    """The line as a sub-heading."""
    number = leading_number(line)
    start = number.end if number else 0
    searched = line[start : start + _SEARCHED_LETTERS]
    stop = _STOP.search(line, min(start + len(searched) - len(searched.lstrip()), len(line)))
    end = stop.start() if stop else len(line)
    words = normalise_label(line[start:end]) if end - start <= _SEARCHED_LETTERS else ""
    is_short = 0 < len(words) <= _LONGEST_SUBHEADING
    if number is None:
        return _Subheading("", _topic_named(section, words) if is_short else None, is_plain=True)
    topic = _topic_at_start(section, normalised_text(line, start, _SEARCHED_LETTERS).key)
    if topic:
        return _Subheading(number.kind, topic, is_plain=True, value=number.value)
    slogan = _slogan(searched)
    topic = _topic_within(section, slogan or words, number.value) if is_short or slogan else None
    return _Subheading(number.kind, topic, not is_short, number.value, is_head=bool(slogan) or is_short)


def _slogan(words: str) -> str:
    """The key of words up to their first full stop or colon, if they are no longer than a slogan and have no figure."""
    slogan = _SLOGAN_END.split(words.strip(), maxsplit=1)[0]
    key = normalise_label(slogan)
    return key if 0 < len(key) <= _LONGEST_SLOGAN and not any(map(str.isdecimal, key)) else ""


def _topic_at_start(section: Section, key: str) -> Text | None:
    """The topic whose sub-heading a numbered line starts with."""
    variants = load_office_variants().topics
    topics = section.texts[1:]
    official = next((text for text in topics if key.startswith(key_without_number(text.heading))), None)
    return official or next((one for one in topics if one.id in variants and variants[one.id].starts.match(key)), None)


def _topic_named(section: Section, words: str) -> Text | None:
    """The topic whose sub-heading words without a number are, and nothing but."""
    variants = load_office_variants()
    topics = () if words.isdecimal() else section.texts[1:]  # a year on a line of its own
    for text in topics:
        found = variants.topics[text.id].starts.match(words) if text.id in variants.topics else None
        if found and variants.topic_endings.fullmatch(words, found.end()):
            return text
    return None


def _topic_within(section: Section, words: str, number: int) -> Text | None:
    """The topic whose words a short sub-heading contains: that of its number, else the one that it names last."""
    variants = load_office_variants().topics
    found: list[tuple[bool, int, Text]] = []
    for value, text in enumerate(section.texts[1:], 1):
        places = [one.start() for one in variants[text.id].within.finditer(words)] if text.id in variants else []
        if places:
            found.append((value == number, places[-1], text))
    return max(found, key=lambda one: one[:2])[2] if found else None
