"""What of a pasted text is not this text's own: the heading that is printed anyway, and parts for other texts."""

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.core.form import Section
from disclosure_desk.core.report import Report
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST = 20_000
"""A text of more characters is no section of a report."""
_LEAST = 2
"""So many topics make a text more than one of them."""
_OFFICIAL = 1
"""The rank of headings up to which a line is one, and no sub-heading of the text: 存在的问题 alone has 2."""
_TITLE_LINES = 4
_BEHIND = lazy_pattern(r"[。：: \u3000\t]*(?:\n(?:[ \u3000\t]*\n)*)?")
"""What stands between a heading and its text; the indent of the paragraph is the paragraph's."""


class PastedSection(NamedTuple):
    """Words that were pasted into a text, from `start` on, with the heading they begin with and where they belong.

    `heading` has all up to the first word behind it, "" for none; `parts` is empty where all stays in this text.
    """

    place: str
    start: int
    words: str
    heading: str
    parts: Mapping[str, str]

    @property
    def rest(self) -> str:
        """What was pasted, without the heading."""
        return self.words[len(self.heading) :]

    def found_in(self, text: str) -> int | None:
        """Where what was pasted stands, the likeliest place first; None where it was changed since."""
        if text.startswith(self.words, self.start):
            return self.start
        found = text.find(self.words)
        return found if found >= 0 else None


def pasted_section(report: Report, place: str, start: int, words: str) -> PastedSection | None:
    """What there is to ask about words that were pasted into a text; None if nothing."""
    if len(words) > _MOST or not words.strip():
        return None
    section = report.form.section(report.form.texts[place].section)
    heading = words[: _heading_end(report, section, place, words)]
    parts = _parts(section, words[len(heading) :]) if len(section.texts) > 1 else {}
    return PastedSection(place, start, words, heading, parts) if heading or parts else None


def _parts(section: Section, words: str) -> Mapping[str, str]:
    """What of a text belongs to each of a section's texts; nothing where it is about fewer than two topics."""
    from disclosure_desk.readers.structure.topics import split_topics  # noqa: PLC0415 - only pasting needs the readers

    lines = [(number, line) for number, line in enumerate(words.split("\n")) if line.strip()]
    parts: dict[str, list[str]] = {}
    for part in split_topics(section, lines):
        if part.line[1]:
            parts.setdefault(part.text.id, []).append(part.line[1])
    topics = [place for place in parts if place != section.texts[0].id]
    return {place: "\n".join(found) for place, found in parts.items()} if len(topics) >= _LEAST else {}


def _heading_end(report: Report, section: Section, place: str, words: str) -> int:
    """Where a text goes on behind the heading that is printed over it anyway; 0 where it begins with none."""
    begin = len(words) - len(words.lstrip())
    end = _title_end(words) if not section.heading else _line_end(report, section, words[begin:].partition("\n")[0])
    if not end:
        end = _topic_end(report.form.texts[place].heading, words[begin:].partition("\n")[0])
    if not end:
        return 0
    end += begin if section.heading else 0
    behind = _BEHIND.match(words, end)
    return behind.end() if behind else end


def _line_end(report: Report, section: Section, line: str) -> int:
    """Where the heading of a section ends in the first line."""
    from disclosure_desk.readers.structure.headings import Headings  # noqa: PLC0415 - as above

    headings = Headings(report.form)
    whole = headings.match_line(line)
    if whole is not None and whole.section == section and whole.rank <= _OFFICIAL:
        return whole.end
    within = [one for one in headings.match_within(line) if not one.start and one.rank <= _OFFICIAL]
    glued = [*within, *filter(None, (headings.match_unnumbered(line),))]
    return next((one.end for one in glued if one.section == section), 0)


def _title_end(words: str) -> int:
    """Where the title of a report ends that a preface begins with."""
    from disclosure_desk.readers.structure.title import best_title  # noqa: PLC0415 - as above

    lines = words.split("\n")
    written = [number for number, line in enumerate(lines) if line.strip()][:_TITLE_LINES]
    title = best_title([lines[number].strip() for number in written])
    if title is None or title.start or not title.end:
        return 0
    last = written[title.end - 1]
    return len("\n".join(lines[: last + 1]).rstrip()) - len(title.rest)


def _topic_end(heading: str, line: str) -> int:
    """Where the words of a topic end before 。or ：, without its number: with it they are not printed again."""
    from disclosure_desk.readers.vocabulary.label_key import key_without_number  # noqa: PLC0415 - as above

    words = key_without_number(heading) if heading else ""
    rest = line[len(words) :].strip()
    is_head = bool(words) and line.startswith(words) and (not rest or rest[0] in "。：:")
    return len(words) if is_head else 0
