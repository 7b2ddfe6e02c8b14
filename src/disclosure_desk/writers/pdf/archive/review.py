"""The review sheet: a row for each who has to agree, with room for an opinion, a name and a seal of 42 mm."""

from collections.abc import Iterator
from datetime import datetime

from disclosure_desk.writers.archive_copy import Signature
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import Block, lines_of, put_line, space
from disclosure_desk.writers.pdf.archive.change_record import printable
from disclosure_desk.writers.pdf.archive.front import Front
from disclosure_desk.writers.pdf.archive.rows import Box, row, under
from disclosure_desk.writers.pdf.page import MM, Sheet

_LEAST = 38 * MM
"""A row is 42 mm high where the report's name takes one line, and not much less where it takes more."""
_SHARES = (22 * MM, 50 * MM, 46 * MM, 38 * MM)
_HEADS = 22.0
_FOOT, _BEFORE_FOOT = 24.0, 6.0
_RULE = 0.5


def review(front: Front, depth: float) -> list[Block]:
    """The review sheet on a page of that depth, which its rows fill."""
    words = wording().review
    head = list(front.head("review"))
    heads = row([Box(text, front.label, centred=True) for text in words.columns], _SHARES, _HEADS)
    taken = sum(block.depth for block in head) + heads.depth + _BEFORE_FOOT + _FOOT
    room = (depth - taken) / len(words.stages)
    stages = under(heads, list(_stages(front, max(_LEAST, room))))
    return [*head, *stages, space(_BEFORE_FOOT), _foot(front)]


def _stages(front: Front, depth: float) -> Iterator[Block]:
    given = {signature.step: _signed(signature) for signature in front.dossier.signatures}
    words = wording().review
    without = dict.fromkeys(front.dossier.waived, (words.waived, "", ""))
    for stage in words.stages:
        opinion, name, day = {**without, **given}.get(stage.replace("\n", ""), ("", "", words.date))
        boxes = [
            Box(stage, front.label, centred=True),
            Box(printable(opinion, front.body.chain), front.body),
            Box(printable(name, front.body.chain), front.body, centred=True),
            Box(day, front.small, in_corner=True),
        ]
        yield row(boxes, _SHARES, depth)


def _signed(signature: Signature) -> tuple[str, str, str]:
    """Opinion, name and day of an approval; who approved what they filled themselves says why."""
    words, at = wording().review, datetime.fromisoformat(signature.at)
    opinion = words.own.format(opinion=signature.opinion, why=signature.why) if signature.why else signature.opinion
    return opinion, signature.name, words.day.format(year=at.year, month=at.month, day=at.day)


def _foot(front: Front) -> Block:
    """Who filled the report, when, and how to reach them: labels, each with a rule to write on."""
    labels = [lines_of(text, front.body, front.measure)[0] for text in wording().review.foot]
    width = front.measure / len(labels)

    def draw(sheet: Sheet, top: float) -> None:
        low = top + _FOOT - 4
        for number, label in enumerate(labels):
            left = number * width
            put_line(sheet, label, front.body, left, top + _FOOT - front.body.leading)
            sheet.rules(_RULE, [(left + label.width, low, left + width - 10, low)])

    return Block(_FOOT, draw)
