"""The kinds of rule about what a text or a source must hold: words at all, topics, official words, a fair length."""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import islice

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.wording.dictionary import entries
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, TextMatch, paragraph_findings
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import Dictionary, TextId, TextIds, UnitKinds
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.strange_letters import is_han

_ITEM = lazy_pattern(r"[（(]?[一二三四五六七八九十]+[）)、.．：:。]|[一二三四五六七八九十]+是?(?=\W*$)")
"""The number that an item begins with: （一）, 一、, or 一是 that nothing follows."""
_MOST_DIFFERENCES = 3
"""How many differences from the official words a message names before it only counts them."""


@rule_kind("empty_text")
class EmptyText(RuleKind):
    """The text is not written, or has only one of the phrases that say nothing."""

    text: TextId
    phrases: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding; marks, blanks and the text's own heading do not count as text."""
        text = context.texts[self.text]
        words = _own_words(text, (context.form.section_of(self.text).heading,), _longest(self.phrases))
        if not words or words in self.phrases:
            yield context.finding(self, [self.text], [TextMark(self.text, 0, len(text))] if text.strip() else [])


@rule_kind("empty_sections")
class EmptySections(RuleKind):
    """Every section of prose that the form requires is written; of those of which an `empty_text` speaks, it does.

    phrases: what, alone, says nothing.
    """

    phrases: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each section that has no words but its own headings, or only such a phrase."""
        spoken_of = {rule.text for rule in context.rules_of(EmptyText)}
        most = _longest(self.phrases)
        for section in context.form.sections:
            texts = [text for text in section.texts if not text.optional and text.id not in spoken_of]
            headings = (section.heading, *(text.heading for text in section.texts))
            words = "".join(_own_words(context.texts[text.id], headings, most) for text in texts)
            if texts and (not words or words in self.phrases):
                yield context.finding(self, [text.id for text in texts])


def _longest(phrases: tuple[str, ...]) -> int:
    return max(map(len, phrases), default=0)


@lru_cache(REMEMBERED)
def _own_words(text: str, headings: tuple[str, ...], most: int) -> str:
    """The Chinese characters of a text without those headings on lines of their own, and without numbers of items.

    Once there are more than `most`, what follows is left out.
    """
    words = ""
    for line in map(str.strip, text.split("\n")):
        if line.rstrip("：:。 —…-－") not in headings:
            words += "".join(
                islice(filter(is_han, line[found.end() :] if (found := _ITEM.match(line)) else line), most + 1)
            )
        if len(words) > most:
            break
    return words


@rule_kind("unmentioned")
class Unmentioned(RuleKind):
    """In units of these kinds the text, once written, speaks of everything in the dictionary."""

    text: TextId
    dictionary: Dictionary
    unit_kinds: UnitKinds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, which names all that is missing."""
        text = context.texts[self.text]
        is_asked = text.strip() and context.unit_kind.id in self.unit_kinds
        if is_asked and (missing := _missing(self.dictionary, text)):
            marks = [TextMark(self.text, 0, len(text))]
            yield context.finding(self, [self.text], marks, missing="、".join(missing))


@lru_cache(REMEMBERED)
def _missing(dictionary: str, text: str) -> tuple[str, ...]:
    return tuple(entry.name for entry in entries(dictionary) if not entry.pattern.search(text))


@rule_kind("missing_topics")
class MissingTopics(RuleKind):
    """Every topic is written, beside its own heading; undecided while none is."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about all missing topics."""
        missing = [text for text in self.texts if not self._is_written(text, context)]
        if missing and len(missing) < len(self.texts):
            names = "、".join(context.form.place_name(text) for text in missing)
            yield context.finding(self, missing, missing=names)

    def _is_written(self, text_id: str, context: RuleContext) -> bool:
        """Whether a topic has more than its heading: （三）政府信息管理： alone leaves it open."""
        return bool(_own_words(context.report.texts[text_id], (context.form.texts[text_id].heading,), 0))


@rule_kind("heading_within")
class HeadingWithin(RuleKind):
    """No paragraph begins with the official heading of a section, which is printed over that section anyway."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph that does; the heading is marked, to be left out."""
        headings = tuple(section.heading for section in context.form.sections if section.heading)
        return paragraph_findings(self, context, self.texts, partial(_headings, headings))


@lru_cache(REMEMBERED)
def _headings(headings: tuple[str, ...], paragraph: str) -> tuple[TextMatch, ...]:
    written = paragraph.lstrip()
    start = len(paragraph) - len(written)
    return tuple(TextMatch(start, start + len(one), one, "") for one in headings if written.startswith(one))


@rule_kind("length")
class TextLength(RuleKind):
    """The texts together have at least `low` characters and no more than the office's limit; undecided if empty."""

    texts: TextIds
    low: int

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about all texts."""
        count = sum(characters(context.report.texts[text]) for text in self.texts)
        high = context.given.length_limit
        if count > high:
            yield context.finding(self, self.texts, count=count, expected=f"不超过 {high} 字，请压缩")
        elif 0 < count < self.low:
            yield context.finding(self, self.texts, count=count, expected=f"不少于 {self.low} 字，请补充")


@rule_kind("overlong")
class OverlongText(RuleKind):
    """No text has more characters than the rules read: what stands behind them is not checked."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each text that is too long, with a mark on what is not read."""
        read = context.given.most_read
        for text in self.texts:
            count = len(context.report.texts[text])
            if count > read:
                yield context.finding(self, [text], [TextMark(text, read, count)], count=count, read=read)


@lru_cache(REMEMBERED)
def characters(text: str) -> int:
    """How many characters a text has, without blanks."""
    return len("".join(text.split()))


@rule_kind("source_differs")
class SourceDiffers(RuleKind):
    """The source of a report has the official words: the reader took no note of these kinds.

    A report that is at work prints the official words whatever its source had, so only a source itself is judged.
    """

    note_kinds: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the report as a whole."""
        notes = [note.text for note in context.report.notes if note.kind in self.note_kinds]
        if notes and context.given.imported:
            more = f"等 {len(notes)} 处" if len(notes) > _MOST_DIFFERENCES else ""
            differences = "；".join(text.rstrip("。") for text in notes[:_MOST_DIFFERENCES]) + more
            yield context.finding(self, (), differences=differences)
