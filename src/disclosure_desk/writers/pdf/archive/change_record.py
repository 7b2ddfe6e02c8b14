"""The change record: how the report began, then each change and each approval, a row each, the newest last."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from disclosure_desk.writers.archive_record import ChangeRecordEntry
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import PageBlock, TypeStyle, paragraph, space
from disclosure_desk.writers.pdf.archive.rows import RowCell, row, rows, with_head
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext
from disclosure_desk.writers.pdf.font.chains import FontChain, prints_nothing

_SHARES = (0.06, 0.13, 0.11, 0.1, 0.24, 0.18, 0.18)
_LONGEST = 20
_LEAD = 4
"""How many characters are printed before the one where two texts begin to differ."""
_MINUTES = 16
"""How much of an ISO time is needed for the minute."""


def change_record(context: SheetContext) -> Iterator[PageBlock]:
    """The blocks of the change record, or of the sentence why there is none."""
    entries, words = context.record.change_record, wording().changes
    yield from context.head("changes")
    yield space(12.0)
    if entries is None:
        yield from paragraph(words.unknown, context.body, context.measure)
        return
    yield from paragraph(_summary(entries), context.body, context.measure)
    yield from paragraph(words.note, context.small, context.measure)
    yield space(6.0)
    yield from _table(context, entries)


def _summary(entries: Sequence[ChangeRecordEntry]) -> str:
    """The sentence that says how the report began and how often it was changed."""
    words, (begun, *changes) = wording().changes, [entry for entry in entries if not entry.is_act]
    sentence, last = (words.summary, changes[-1]) if changes else (words.none, begun)
    return sentence.format(begun=_minute(begun.at), action=begun.action, count=len(changes), last=_minute(last.at))


def _table(context: SheetContext, entries: Sequence[ChangeRecordEntry]) -> list[PageBlock]:
    widths = [share * context.measure for share in _SHARES]
    naming, kind = TypeStyle(context.fonts.heading, 9.0, 12.5), TypeStyle(context.fonts.table, 9.0, 12.5)
    head = row([RowCell(text, naming, centred=True, heads="Column") for text in wording().changes.columns], widths)
    listed = [one for number, entry in enumerate(entries) for one in rows(_boxes(number, entry, kind), widths)]
    return with_head(head, listed)


def _boxes(number: int, entry: ChangeRecordEntry, kind: TypeStyle) -> list[RowCell]:
    before, after = (entry.before, entry.after) if entry.is_act else excerpts(entry.before, entry.after)
    words = wording().changes
    place = words.why.format(place=entry.place, why=entry.why) if entry.why else entry.place
    blank = "" if entry.is_act else words.blank
    texts = entry.by, entry.action, place, before or blank, after or blank
    by, action, *values = (printable_cell(text, kind) for text in texts)
    return [
        RowCell(str(number) if number else words.begin, kind, centred=True, heads="Row"),
        RowCell(_minute(entry.at), kind, centred=True),
        replace(by, centred=True),
        replace(action, centred=True),
        *values,
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


def printable_cell(text: str, kind: TypeStyle) -> RowCell:
    """A text of the past in a cell; a character that no font has is printed as its code, but heard as it is."""
    printed = printable(text, kind.chain)
    return RowCell(printed, kind, spoken="" if printed == text else text)


def printable(text: str, chain: FontChain) -> str:
    """The text with the code of each character that no font has: a value of the past cannot be corrected any more."""
    return "".join(
        char if char == "\n" or chain.glyph(char) or prints_nothing(char) else f"〔U+{ord(char):04X}〕" for char in text
    )
