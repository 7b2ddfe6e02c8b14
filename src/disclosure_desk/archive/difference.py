"""What is different in a new version and the one before: by cell, and by sentence."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.report import HEADER_NAMES, UNIT, YEAR, Report
from disclosure_desk.text.sentences import split_clauses

_NOTHING = "（没有）"


class Difference(NamedTuple):
    """What was at a place and what is there now; for a text, one run of sentences; "" is nothing."""

    place: str
    name: str
    before: str
    after: str


def differences(before: Report, after: Report) -> tuple[Difference, ...]:
    """Where two versions of a report differ: header, cells in the form's order, then texts."""
    return (*_header(before, after), *_cells(before, after), *_texts(before, after))


def _header(before: Report, after: Report) -> Iterator[Difference]:
    for place in (UNIT, YEAR):
        if before.value(place) != after.value(place):
            yield Difference(place, HEADER_NAMES[place], str(before.value(place)), str(after.value(place)))


def _cells(before: Report, after: Report) -> Iterator[Difference]:
    was, now = before.figures(), after.figures()
    for place in after.form.cells:
        if was.get(place) != now[place]:
            yield Difference(place, after.form.place_name(place), _printed(was.get(place)), _printed(now[place]))


def _printed(figure: Figure | None) -> str:
    return "" if figure is None else print_figure(figure)


def _texts(before: Report, after: Report) -> Iterator[Difference]:
    for place in after.form.texts:
        name = after.form.place_name(place)
        was, now = split_clauses(before.texts.get(place, "")), split_clauses(after.texts[place])
        for change, low, high, left, right in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if change != "equal":
                yield Difference(place, name, "".join(was[low:high]).strip(), "".join(now[left:right]).strip())


def as_text(number: int, why: str, found: Iterable[Difference]) -> str:
    """The differences from the version before as a text, with the reason of the correction at its top."""
    return "\n\n".join([f"第 {number} 版和第 {number - 1} 版的不同\n更正的原因：{why}", *map(_paragraph, found)]) + "\n"


def _paragraph(one: Difference) -> str:
    return f"{one.name}\n原来：{one.before or _NOTHING}\n现在：{one.after or _NOTHING}"
