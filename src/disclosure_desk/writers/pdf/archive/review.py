"""The review sheet: a row for each approval step, with room for an opinion, a name and a seal of 42 mm."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import accumulate, pairwise

from disclosure_desk.writers.archive_record import Signature
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import PageBlock, draw_line, lines_of, space
from disclosure_desk.writers.pdf.archive.change_record import printable, printable_cell
from disclosure_desk.writers.pdf.archive.rows import RowCell, row, rows, with_head, without_blanks
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext, by_hand
from disclosure_desk.writers.pdf.page import MM, PageCanvas
from disclosure_desk.writers.pdf.structure import Artifact, StructureElement

_LEAST = 38 * MM
"""The height of a row where the rows need more than a page; four rows fill a page with 42 mm each."""
_SHARES = (22 * MM, 50 * MM, 46 * MM, 38 * MM)
_HEADS = 22.0
_FOOT, _BEFORE_FOOT, _BEFORE_REGISTER = 24.0, 6.0, 6.0
_RULE, _APART = 0.5, 10.0
_FOOT_SHARES = (0.36, 0.34, 0.3)
_NAMED, _SMALL, _ENDLESS = 2, (9.0, 7.5, 6.0), 1e6


def review(context: SheetContext, depth: float) -> list[PageBlock]:
    """The blocks of the review sheet; its rows fill a page of that depth."""
    words = wording().review
    head = list(context.head("review"))
    heads = row([RowCell(text, context.label, centred=True, heads="Column") for text in words.columns], _SHARES, _HEADS)
    # Before there is a package, the room is needed for seals.
    register = [space(_BEFORE_REGISTER), *context.register()] if context.record.register else []
    taken = sum(block.depth for block in (*head, *register)) + heads.depth + _BEFORE_FOOT + _FOOT
    rows = with_head(heads, list(_rows(context, depth - taken)))
    return [*head, *rows, space(_BEFORE_FOOT), _foot(context), *register]


def _rows(context: SheetContext, room: float) -> Iterator[PageBlock]:
    """A row for each step; those of steps that the office does without are as low as they can be."""
    stages = [list(_stage(context, stage)) for stage in wording().review.stages]
    low = [sum(one.depth for one in rows(boxes, _SHARES)) for boxes in stages]
    is_waived = [boxes[1].text == wording().review.waived for boxes in stages]
    needed = [depth for depth, waived in zip(low, is_waived, strict=True) if not waived]
    level = _level(needed, room - sum(low) + sum(needed))
    for boxes, waived in zip(stages, is_waived, strict=True):
        yield from rows(boxes, _SHARES, 0.0 if waived else level)


def _level(needed: Sequence[float], room: float) -> float:
    """The least depth of the rows with which all of them together fill the room: deeper ones keep their depth."""
    high = sorted(needed, reverse=True)
    for number, deepest in enumerate(high):
        level = (room - sum(high[:number])) / (len(high) - number)
        if deepest <= level:
            return level
    return _LEAST


def _stage(context: SheetContext, stage: str) -> Iterator[RowCell]:
    record, words = context.record, wording().review
    given = {signature.step: _signed(signature) for signature in record.signatures}
    without = dict.fromkeys(record.waived, (words.waived, "", ""))
    opinion, name, day = {**without, **given}.get(stage.replace("\n", ""), ("", "", words.date))
    yield RowCell(stage, context.label, centred=True, heads="Row")
    yield printable_cell(opinion, context.body)
    yield replace(printable_cell(name, context.body), centred=True)
    yield RowCell(day, context.small, in_corner=True)


def _signed(signature: Signature) -> tuple[str, str, str]:
    """Opinion, name and day of an approval; with the reason, where the person who filled the report approved it."""
    words = wording().review
    opinion = words.own.format(opinion=signature.opinion, why=signature.why) if signature.why else signature.opinion
    return opinion, signature.name, _day(signature.at)


def _day(at: str) -> str:
    moment = datetime.fromisoformat(at)
    return wording().review.day.format(year=moment.year, month=moment.month, day=moment.day)


def _foot(context: SheetContext) -> PageBlock:
    """Who filled the report, when, and the telephone: from the change record, or a rule to write on."""
    lefts = [0.0, *accumulate(share * context.measure for share in _FOOT_SHARES)]
    words = wording().review.foot
    labels = [lines_of(text, context.body, context.measure)[0] for text in words]

    def draw(canvas: PageCanvas, top: float) -> None:
        low, high = top + _FOOT - 1.5, top + _FOOT - context.body.leading
        for text, label, value, (left, right) in zip(words, labels, _filled(context), pairwise(lefts), strict=True):
            element = canvas.element("P")
            draw_line(canvas, label, context.body, (left, high), _part(text, without_blanks(text), element))
            mark = Artifact.LAYOUT if value else by_hand(element)
            canvas.rules(_RULE, [(left + label.width, low, right - _APART, low)], mark)
            _write(canvas, context, value, (left + label.width, right - _APART, high), element)

    return PageBlock(_FOOT, draw)


def _write(
    canvas: PageCanvas,
    context: SheetContext,
    value: str,
    place: tuple[float, float, float],
    element: StructureElement,
) -> None:
    """Draw a value on its rule, in small type where it is long; its place is from left to right, and so far down."""
    left, right, top = place
    if not value:
        return
    for kind in (context.body, context.small, *(replace(context.small, size=size) for size in _SMALL)):
        line = lines_of(printable(value, kind.chain), kind, _ENDLESS)[0]
        if line.width <= right - left:
            break
    at = left + max(right - left - line.width, 0) / 2, top
    draw_line(canvas, line, kind, at, _part(printable(value, kind.chain), value, element))


def _part(drawn: str, text: str, element: StructureElement) -> StructureElement:
    """A part of an element in which a text is drawn, and heard where that is another one."""
    part = StructureElement("Span", element)
    if drawn != text:
        part.set_spoken_text(text)
    return part


def _filled(context: SheetContext) -> tuple[str, str, str]:
    """Who filled the report and on which day last, "" where the record does not say; it never has a telephone."""
    changes = [entry for entry in context.record.change_record or () if not entry.is_act]
    names = list(dict.fromkeys(entry.by for entry in changes if entry.by))
    if not names:
        return "", "", ""
    several = wording().review.others.format(name=names[0], count=len(names))
    return "、".join(names) if len(names) <= _NAMED else several, _day(changes[-1].at), ""
