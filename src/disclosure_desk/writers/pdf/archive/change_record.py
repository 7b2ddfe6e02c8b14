"""The change record: how the report began and every change since, one row each, the newest last."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from disclosure_desk.writers.archive_copy import Record
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import Block, Type, paragraph, space
from disclosure_desk.writers.pdf.archive.front import Front
from disclosure_desk.writers.pdf.archive.rows import Box, row, under
from disclosure_desk.writers.pdf.fonts import Chain, prints_nothing

_SHARES = (0.065, 0.18, 0.09, 0.295, 0.185, 0.185)
_LONGEST = 20
_LEAD = 4
"""So many characters before the place where two texts part are printed."""
_MINUTES = 16
"""How much of an ISO time tells the minute."""


def change_record(front: Front) -> Iterator[Block]:
    """The change record of a dossier, or why there is none."""
    records, words = front.dossier.records, wording().changes
    yield from front.head("changes")
    yield space(12.0)
    if records is None:
        yield from paragraph(words.unknown, front.body, front.measure)
        return
    yield from paragraph(_summary(records), front.body, front.measure)
    yield from paragraph(words.note, front.small, front.measure)
    yield space(6.0)
    yield from _table(front, records)


def _summary(records: Sequence[Record]) -> str:
    """How the report began, and how often it was changed since."""
    words, (begun, *changes) = wording().changes, records
    told = words.summary if changes else words.none
    return told.format(begun=_minute(begun.at), action=begun.action, count=len(changes), last=_minute(records[-1].at))


def _table(front: Front, records: Sequence[Record]) -> list[Block]:
    widths = [share * front.measure for share in _SHARES]
    naming, kind = Type(front.faces.heading, 9.0, 12.5), Type(front.faces.table, 9.0, 12.5)
    head = row([Box(text, naming, centred=True) for text in wording().changes.columns], widths)
    return under(head, [row(_boxes(number, record, kind), widths) for number, record in enumerate(records)])


def _boxes(number: int, record: Record, kind: Type) -> list[Box]:
    before, after = excerpts(record.before, record.after)
    texts = [printable(text, kind.chain) for text in (record.action, record.place, before, after)]
    action, place, *values = texts
    words = wording().changes
    return [
        Box(str(number) if number else words.begin, kind, centred=True),
        Box(_minute(record.at), kind, centred=True),
        Box(action, kind, centred=True),
        Box(place, kind),
        *(Box(value or words.blank, kind) for value in values),
    ]


def _minute(at: str) -> str:
    return at[:_MINUTES].replace("T", " ")


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Two texts on one line each, long ones cut to where they begin to differ."""
    one, other = (" ".join(text.split()) for text in (before, after))
    apart = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return _excerpt(one, apart), _excerpt(other, apart)


def _excerpt(text: str, apart: int) -> str:
    if len(text) <= _LONGEST:
        return text
    start = min(max(0, apart - _LEAD), len(text) - _LONGEST)
    end = start + _LONGEST
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def printable(text: str, chain: Chain) -> str:
    """The text with the code of each character that no face has: what once stood there cannot be mended any more."""
    return "".join(
        character if chain.glyph(character) or prints_nothing(character) else f"〔U+{ord(character):04X}〕"
        for character in text
    )
