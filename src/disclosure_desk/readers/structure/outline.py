"""Which lines of a stream open which section: the official headings first, else the best of what else may be one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from disclosure_desk.core.form import Form, Section
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph
from disclosure_desk.readers.structure.headings import Head, Headings
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_ENOUGH = 3
"""So many headings one after another, which all come again later, are a table of contents."""

_APART = 3
"""So near to each other, headings in a line are a list of them."""

_MOST = 200
"""So many headings within lines are looked for; a report has six."""

_WEAKEST = 2
"""So weak, a heading counts only where it stands between its neighbours."""

_SHORT = 40
_PAGE = re.compile(r"[\s.．…·•\-—_]*\d{1,3}\s*$")
_LEADS_ON = ("：", ":")


class Outline(NamedTuple):
    """Per number of an item the headings in it, and the numbers of items that are a table of contents."""

    heads: Mapping[int, tuple[Head, ...]]
    contents: frozenset[int]


class _Place(NamedTuple):
    """A heading, or what may be one, in the item of that number."""

    item: int
    head: Head

    @property
    def order(self) -> tuple[int, int]:
        return self.item, self.head.start


def outline(form: Form, items: Sequence[SourceItem]) -> Outline:
    """The headings of a stream."""
    return _Outliner(form, items).outline()


class _Outliner:
    """Finds all that may be a heading, takes lists of headings off, and chooses for each section."""

    def __init__(self, form: Form, items: Sequence[SourceItem]) -> None:
        self._headings = Headings(form)
        self._sections = [section for section in form.sections if section.heading]
        self._numbers = {section.id: number for number, section in enumerate(self._sections)}
        self._lines = [line_of(item) for item in items]
        heads = ((number, self._headings.whole(line)) for number, line in enumerate(self._lines))
        self._whole = [_Place(number, head) for number, head in heads if head]
        self._glued = self._all_glued()
        self._chosen: dict[str, list[_Place]] = {section.id: [] for section in self._sections}

    def outline(self) -> Outline:
        """The headings, once every section has its own."""
        listed, contents = self._listed()
        places = self._by_style([*(place for place in self._whole if place.item not in listed), *self._glued])
        places.sort(key=lambda place: place.order)
        for section in self._sections:
            mine = [place for place in places if place.head.section == section]
            self._chosen[section.id] = [place for place in mine if place.head.official]
        for section in self._open():
            self._chosen[section.id] = self._best(section, [one for one in places if one.head.section == section])
        for section in self._open():
            self._chosen[section.id] = self._likeliest(section, listed)
        return Outline(self._heads(), contents)

    def _open(self) -> Iterator[Section]:
        return (section for section in self._sections if not self._chosen[section.id])

    def _heads(self) -> Mapping[int, tuple[Head, ...]]:
        heads: dict[int, tuple[Head, ...]] = {}
        chosen = [place for places in self._chosen.values() for place in places]
        for place in sorted(chosen, key=lambda place: place.order):
            heads[place.item] = (*heads.get(place.item, ()), place.head)
        return heads

    def _all_glued(self) -> list[_Place]:
        """Headings within lines, but for those that are named one right after the other and stand elsewhere, too."""
        whole = {place.item for place in self._whole}
        loose: list[_Place] = []
        tight: list[_Place] = []
        for number, line in enumerate(self._lines):
            if number not in whole and len(loose) + len(tight) < _MOST:
                heads = list(islice(self._headings.glued(line), _MOST))
                listed = _in_a_row(heads)
                for place, head in enumerate(heads):
                    (tight if place in listed else loose).append(_Place(number, head))
        elsewhere = {place.head.section.id for place in [*self._whole, *loose]}
        return [*loose, *(place for place in tight if place.head.section.id not in elsewhere)]

    def _by_style(self, places: list[_Place]) -> list[_Place]:
        """Numbers in brackets are those of topics, unless the first section has only such a one."""
        plain = [place for place in places if place.head.kind != "bracket"]
        first = self._sections[0]
        if any(place.head.section == first for place in plain):
            return plain
        return places if any(place.head.section == first for place in places) else plain

    def _best(self, section: Section, mine: Sequence[_Place]) -> list[_Place]:
        """The best of what may be the heading: the last before a table, for a topic before may be named like it."""
        low, high = self._bounds(section)
        for rank in sorted({place.head.rank for place in mine}):
            equal = [place for place in mine if place.head.rank == rank]
            inside = [place for place in equal if low < place.order < high]
            if inside or rank < _WEAKEST:
                return [(inside or equal)[-1 if section.grid else 0]]
        return []

    def _bounds(self, section: Section) -> tuple[tuple[int, int], tuple[int, int]]:
        """Behind the headings before it, and before those behind it."""
        number = self._numbers[section.id]
        orders = [[place.order for place in self._chosen[one.id]] for one in self._sections]
        low = max((min(found) for found in orders[:number] if found), default=(-1, 0))
        high = min((max(found) for found in orders[number + 1 :] if found), default=(len(self._lines), 0))
        return low, high

    def _likeliest(self, section: Section, listed: frozenset[int]) -> list[_Place]:
        """A heading glued to its paragraph without a number, or with a slip."""
        low, high = self._bounds(section)
        for number, line in enumerate(self._lines):
            head = self._headings.unnumbered(line)
            if head and head.section == section and low < (number, 0) < high:
                return [_Place(number, head)]
        taken = {place.item for places in self._chosen.values() for place in places} | listed
        free = ((number, line) for number, line in enumerate(self._lines) if number not in taken)
        return [_Place(*found) for found in islice(self._headings.alike(free, section), 1)]

    def _listed(self) -> tuple[frozenset[int], frozenset[int]]:
        """The items of a list of all parts, that open none of them; and those of it that are no prose either."""
        ordered = sorted([*self._glued, *self._whole], key=lambda place: place.order)
        last = {place.head.section.id: place.item for place in ordered}
        listed: set[int] = set()
        contents: set[int] = set()
        for run in (self._without_end(run, last) for run in self._runs()):
            end = max(run)
            if sum(last.get(section, -1) > end for section in run.values()) >= _ENOUGH:
                listed.update(run)
                contents.update(() if self._is_announced(min(run)) else run)
        return frozenset(listed), frozenset(contents)

    def _without_end(self, run: dict[int, str], last: Mapping[str, int]) -> dict[int, str]:
        """Without the last headings of a run, where they do not come again and the first section is not in it.

        So the headings of tables that stand elsewhere, on other sheets, are followed by that of a text.
        """
        again = [number for number, section in run.items() if last.get(section, -1) > max(run)]
        if not again or self._sections[0].id in run.values():
            return run
        return {number: section for number, section in run.items() if number <= max(again)}

    def _runs(self) -> Iterator[dict[int, str]]:
        """Items in a row with the sections they name, or none, as a table of contents has; no section twice in one."""
        whole = {place.item: place.head for place in self._whole}
        run: dict[int, str] = {}
        seen: set[str] = set()
        for number, line in enumerate(self._lines):
            head = whole.get(number) or self._paged(line)
            section = head.section.id if head and head.kind != "bracket" else ""
            is_part = head is not None or _is_small(line)
            if run and (section in seen or not is_part):
                yield run
                run, seen = {}, set()
            if is_part:
                run[number] = section
                seen |= {section} - {""}
        if run:
            yield run

    def _paged(self, line: str) -> Head | None:
        """The heading before the number of its page."""
        found = _PAGE.search(line[-20:])
        return self._headings.whole(line[: len(line) - len(found[0])]) if found else None

    def _is_announced(self, number: int) -> bool:
        return number > 0 and self._lines[number - 1].endswith(_LEADS_ON)


def line_of(item: SourceItem) -> str:
    """The words of an item that may be a heading: a paragraph, or a row of one cell, or of one and a page; else ""."""
    if isinstance(item, SourceParagraph):
        return item.text
    filled = [cell for cell in item.cells if cell.strip()]
    if len(filled) == 1:
        return " ".join(filled[0].split())
    return " ".join(filled) if filled and len(filled) == len((0, 1)) and _PAGE.fullmatch(filled[1]) else ""


def _in_a_row(heads: Sequence[Head]) -> set[int]:
    """Which of the headings of a line are named one right after the other, as a preface does."""
    runs: list[list[int]] = [[]]
    for place, head in enumerate(heads):
        if runs[-1] and head.start - heads[place - 1].end > _APART:
            runs.append([])
        runs[-1].append(place)
    return {place for run in runs if len(run) >= _ENOUGH for place in run}


def _is_small(line: str) -> bool:
    """Whether a table of contents may have the line between headings: a sub-head, or its own name."""
    if not line or len(line) > _SHORT or line.endswith(("。", "；")):
        return False
    lines, number, plain = load_office_variants().lines, leading_number(line), " ".join(line.split())
    is_topic = number is not None and number.kind == "bracket"
    return is_topic or bool(lines.heads.fullmatch(plain) or lines.pages.fullmatch(plain))
