"""Which lines of a source open which section: the official headings first, else the best of what may be one.

Input: the items of a source. Output: `Outline`, the headings by item and the items of a table of contents.
Invariant: a section has the official heading if the source has it at all; anything weaker is taken only for sections
that are still without one, and the weakest only between the headings of the neighbouring sections.

1. All lines that are a heading, and all headings within lines, are collected (headings).
2. Lists of headings are taken off, because none of them opens a section: a table of contents, or a preface such as
   本报告由一、总体情况 二、主动公开政府信息情况…六部分组成.
3. Headings numbered in brackets are topics of section one, unless the first section has only such a one.
4. Per section: the official headings, all of them, so that a repetition is seen; else the best rank, the last before
   a table, because a topic before may have the same words (（二）依申请公开 before 三、依申请公开情况); else a heading
   without a number glued to its paragraph; else a line with the number and nearly the words.
5. Where that leaves a section without a heading, a line with its number in other words between the headings of its
   neighbours (一、全年重点工作); else another section's heading that comes twice, printed here by a slip; else the line
   from which on the section must be (unheaded), which the tables show also where their headings are gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise
from typing import NamedTuple

from disclosure_desk.core.form import Form, Section
from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph
from disclosure_desk.readers.structure.headings import HeadingMatch, Headings
from disclosure_desk.readers.structure.unheaded import begin_of_other, begin_of_overview, begin_of_problems, table_range
from disclosure_desk.readers.vocabulary.label_key import normalise_label
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_LEAST_LISTED = 3
"""So many headings one after another that come again later are a table of contents.

With 5, workbooks with texts on one sheet and tables on others lose theirs: the headings of the three tables that follow
each other there open no section.
"""

_NEAR = 3
"""Headings in a line with no more characters between them are a list: one has at most 、 or blanks there."""

_MOST_WITHIN_LINES = 200
"""So many headings within lines are looked at; a report has six, and a hostile line thousands."""

_RANK_IN_ORDER_ONLY = 2
"""From this rank on a heading counts only between those of the sections before and behind it."""

_RANK_BY_POSITION = 4
"""The rank of a heading that nothing but its number and place, or its place alone, makes one."""

_LONGEST_OWN_HEADING = 30
"""A heading in an office's own words has no more letters: 一、本年度政府信息公开工作主要做法和成效 has 20."""

_LONGEST_CONTENTS_LINE = 40
_PAGE = lazy_pattern(r"[\s.．…·•\-—_]*\d{1,3}\s*$")
_ANNOUNCES_LIST = ("：", ":")


class Outline(NamedTuple):
    """The headings in each item by its number, and the numbers of the items of a table of contents."""

    headings: Mapping[int, tuple[HeadingMatch, ...]]
    contents: frozenset[int]


class _Candidate(NamedTuple):
    """A heading, or what may be one, and the number of its item."""

    item: int
    match: HeadingMatch

    @property
    def position(self) -> tuple[int, int]:
        return self.item, self.match.start


def outline(form: Form, items: Sequence[SourceItem]) -> Outline:
    """The headings of a source."""
    return _Outliner(form, items).outline()


class _Outliner:
    """Finds all that may be a heading, takes lists of headings off, and chooses for each section."""

    def __init__(self, form: Form, items: Sequence[SourceItem]) -> None:
        self._headings = Headings(form)
        self._sections = [section for section in form.sections if section.heading]
        self._numbers = {section.id: number for number, section in enumerate(self._sections)}
        self._lines = [heading_line(item) for item in items]
        self._tables = table_range(form, items)
        matches = ((number, self._headings.match_line(line)) for number, line in enumerate(self._lines))
        self._whole_lines = [_Candidate(number, match) for number, match in matches if match]
        self._within_lines = self._all_within_lines()
        self._chosen: dict[str, list[_Candidate]] = {section.id: [] for section in self._sections}

    def outline(self) -> Outline:
        """The headings, once each section has its own."""
        listed, contents = self._listed()
        unlisted = (candidate for candidate in self._whole_lines if candidate.item not in listed)
        candidates = self._without_topics([*unlisted, *self._within_lines])
        candidates.sort(key=lambda candidate: candidate.position)
        by_section = {
            section.id: [one for one in candidates if one.match.section == section] for section in self._sections
        }
        for section in self._sections:
            self._chosen[section.id] = [one for one in by_section[section.id] if one.match.is_official]
        for section in self._sections_without():
            self._chosen[section.id] = self._best(section, by_section[section.id])
        for section in self._sections_without():
            self._chosen[section.id] = self._likeliest(section, listed)
        for section in self._sections_without():
            self._chosen[section.id] = self._numbered(section, listed) or self._slipped(section)
        for section in self._sections_without():
            self._chosen[section.id] = self._unheaded(section)
        return Outline(self._by_item(), contents)

    def _sections_without(self) -> Iterator[Section]:
        return (section for section in self._sections if not self._chosen[section.id])

    def _by_item(self) -> Mapping[int, tuple[HeadingMatch, ...]]:
        headings: dict[int, tuple[HeadingMatch, ...]] = {}
        chosen = [candidate for candidates in self._chosen.values() for candidate in candidates]
        for candidate in sorted(chosen, key=lambda candidate: candidate.position):
            headings[candidate.item] = (*headings.get(candidate.item, ()), candidate.match)
        return headings

    def _all_within_lines(self) -> list[_Candidate]:
        """Headings within lines; of those in a list only the sections that have no heading elsewhere."""
        whole = {candidate.item for candidate in self._whole_lines}
        single: list[_Candidate] = []
        listed: list[_Candidate] = []
        for number, line in enumerate(self._lines):
            if number not in whole and len(single) + len(listed) < _MOST_WITHIN_LINES:
                matches = list(islice(self._headings.match_within(line), _MOST_WITHIN_LINES))
                in_list = _places_in_list(matches)
                for place, match in enumerate(matches):
                    (listed if place in in_list else single).append(_Candidate(number, match))
        elsewhere = {candidate.match.section.id for candidate in [*self._whole_lines, *single]}
        return [*single, *(candidate for candidate in listed if candidate.match.section.id not in elsewhere)]

    def _without_topics(self, candidates: list[_Candidate]) -> list[_Candidate]:
        """The candidates without those numbered in brackets, unless the first section has only such a one."""
        plain = [candidate for candidate in candidates if candidate.match.kind != "bracket"]
        first = self._sections[0]
        if any(candidate.match.section == first for candidate in plain):
            return plain
        return candidates if any(candidate.match.section == first for candidate in candidates) else plain

    def _best(self, section: Section, own: Sequence[_Candidate]) -> list[_Candidate]:
        """The best of what may be the section's heading."""
        low, high = self._bounds(section)
        for rank in sorted({candidate.match.rank for candidate in own}):
            equal = [candidate for candidate in own if candidate.match.rank == rank]
            inside = [candidate for candidate in equal if low < candidate.position < high]
            if inside or rank < _RANK_IN_ORDER_ONLY:
                return [(inside or equal)[-1 if section.grid else 0]]
        return []

    def _bounds(self, section: Section) -> tuple[tuple[int, int], tuple[int, int]]:
        """The positions behind the headings before the section, and before those behind it."""
        number = self._numbers[section.id]
        positions = [[candidate.position for candidate in self._chosen[one.id]] for one in self._sections]
        low = max((min(found) for found in positions[:number] if found), default=(-1, 0))
        high = min((max(found) for found in positions[number + 1 :] if found), default=(len(self._lines), 0))
        return low, high

    def _likeliest(self, section: Section, listed: frozenset[int]) -> list[_Candidate]:
        """A heading glued to its paragraph without a number, or a misspelt one."""
        low, high = self._bounds(section)
        for number, line in enumerate(self._lines):
            match = self._headings.match_unnumbered(line)
            if match and match.section == section and low < (number, 0) < high:
                return [_Candidate(number, match)]
        taken = {candidate.item for candidates in self._chosen.values() for candidate in candidates} | listed
        free = ((number, line) for number, line in enumerate(self._lines) if number not in taken)
        return [_Candidate(*found) for found in islice(self._headings.match_similar(free, section), 1)]

    def _free_lines(self, section: Section, taken: AbstractSet[int] = frozenset()) -> list[tuple[int, str]]:
        """The lines between the headings of the neighbours, with the numbers of their items."""
        low, high = self._bounds(section)
        numbers = range(max(low[0] + 1, 0), min(high[0], len(self._lines)))
        return [(number, self._lines[number]) for number in numbers if self._lines[number] and number not in taken]

    def _numbered(self, section: Section, listed: frozenset[int]) -> list[_Candidate]:
        """A line with the section's number and other words, short as a heading, the only one of its kind there."""
        value = self._numbers[section.id] + 1
        numbered = [(item, line, leading_number(line)) for item, line in self._free_lines(section, listed)]
        heads = [(item, line, found) for item, line, found in numbered if found and found.kind in ("top", "part")]
        # In a list of points 五、 stands before 六、.
        if any(found.value == value - 1 for _, _, found in heads):
            return []
        own = [(item, line) for item, line, found in heads if found.value == value and _is_short_head(line)]
        if not own or not all(self._chosen[one.id] for one in self._neighbours(section)):
            return []
        item, line = own[0]
        return [_Candidate(item, HeadingMatch(section, 0, len(line), _RANK_BY_POSITION, kind="top"))]

    def _neighbours(self, section: Section) -> list[Section]:
        """The sections before and behind."""
        number = self._numbers[section.id]
        return [one for one in self._sections[max(number - 1, 0) : number + 2] if one is not section]

    def _slipped(self, section: Section) -> list[_Candidate]:
        """The heading of another section that comes twice, once where only the texts of this section can follow it."""
        if section.grid:
            return []
        for other in self._sections:
            twice = self._chosen[other.id]
            is_doubled = any(behind.item - before.item <= 1 for before, behind in pairwise(twice))
            for candidate in twice if len(twice) > 1 and not is_doubled else ():
                self._chosen[other.id] = [one for one in twice if one != candidate]
                low, high = self._bounds(section)
                if low < candidate.position < high and self._is_before_texts(candidate.item):
                    match = candidate.match._replace(section=section, rank=_RANK_BY_POSITION, is_official=False)
                    return [_Candidate(candidate.item, match)]
                self._chosen[other.id] = twice
        return []

    def _is_before_texts(self, item: int) -> bool:
        """Whether sentences and no rows stand between an item and the next heading."""
        items = [one.item for chosen in self._chosen.values() for one in chosen if one.item > item]
        lines = self._lines[item + 1 : min(items, default=len(self._lines))]
        return all(lines) and any("。" in line for line in lines)

    def _unheaded(self, section: Section) -> list[_Candidate]:
        """The line from which on a section without any heading must be."""
        number = self._numbers[section.id]
        is_known = self._tables is not None or any(self._chosen[one.id] for one in self._neighbours(section))
        if section.grid or not is_known:
            return []
        lines = self._free_lines(section)
        if number == 0:
            tables = self._tables or range(len(self._lines), len(self._lines))
            first = begin_of_overview(section, [one for one in lines if one[0] < tables.start])
        elif self._sections[number - 1].grid:
            has_other = any(self._chosen[one.id] for one in self._sections[number + 1 :])
            first = begin_of_problems(self._behind_rows(lines), is_last=not has_other)
        else:
            has_problems = bool(self._chosen[self._sections[number - 1].id])
            first = begin_of_other(self._behind_rows(lines), has_problems=has_problems)
        return [_Candidate(first, HeadingMatch(section, 0, 0, _RANK_BY_POSITION, is_absent=True))] if first else []

    def _behind_rows(self, lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """The lines behind the last row of a table among them; none where no row was before."""
        if not lines:
            return []
        rows = [number for number in range(max(lines[0][0] - 1, 0), lines[-1][0]) if not self._lines[number]]
        last = max([*rows, self._tables.stop - 1] if self._tables else rows, default=len(self._lines))
        return [(number, line) for number, line in lines if number > last]

    def _listed(self) -> tuple[frozenset[int], frozenset[int]]:
        """The items of lists of headings, and those of them that are a table of contents.

        A list that a line with a colon announces (本报告包括以下六个部分：) is prose, and stays in the text.
        """
        ordered = sorted([*self._within_lines, *self._whole_lines], key=lambda candidate: candidate.position)
        last = {candidate.match.section.id: candidate.item for candidate in ordered}
        listed: set[int] = set()
        contents: set[int] = set()
        for run in (self._without_end(run, last) for run in self._runs()):
            end = max(run)
            if sum(last.get(section, -1) > end for section in run.values()) >= _LEAST_LISTED:
                listed.update(run)
                contents.update(() if self._is_announced(min(run)) else run)
        return frozenset(listed), frozenset(contents)

    def _without_end(self, run: dict[int, str], last: Mapping[str, int]) -> dict[int, str]:
        """A run without its last headings, where they do not come again and the first section is not in it.

        In a workbook the headings of tables on other sheets are followed so by that of a text.
        """
        again = [number for number, section in run.items() if last.get(section, -1) > max(run)]
        if not again or self._sections[0].id in run.values():
            return run
        return {number: section for number, section in run.items() if number <= max(again)}

    def _runs(self) -> Iterator[dict[int, str]]:
        """Runs of items that a table of contents may be, with the section that each names or ""; none twice in one."""
        whole = {candidate.item: candidate.match for candidate in self._whole_lines}
        run: dict[int, str] = {}
        seen: set[str] = set()
        for number, line in enumerate(self._lines):
            match = whole.get(number) or self._with_page_number(line)
            section = match.section.id if match and match.kind != "bracket" else ""
            is_part = match is not None or _may_be_in_contents(line)
            if run and (section in seen or not is_part):
                yield run
                run, seen = {}, set()
            if is_part:
                run[number] = section
                seen |= {section} - {""}
        if run:
            yield run

    def _with_page_number(self, line: str) -> HeadingMatch | None:
        """The heading before the number of its page."""
        found = _PAGE.search(line[-20:])
        return self._headings.match_line(line[: len(line) - len(found[0])]) if found else None

    def _is_announced(self, number: int) -> bool:
        return number > 0 and self._lines[number - 1].endswith(_ANNOUNCES_LIST)


def _is_short_head(line: str) -> bool:
    return len(normalise_label(line)) <= _LONGEST_OWN_HEADING and not any(stop in line for stop in "。，；")


def heading_line(item: SourceItem) -> str:
    """The words of an item that may be a heading: a paragraph, or a row of one cell, or of one and a page; else ""."""
    if isinstance(item, SourceParagraph):
        return item.text
    match [cell for cell in item.cells if cell.strip()]:
        case [words]:
            return " ".join(words.split())
        case [words, page] if _PAGE.fullmatch(page):
            return f"{words} {page}"
        case _:
            return ""


def _places_in_list(matches: Sequence[HeadingMatch]) -> set[int]:
    """Which of the headings of a line follow each other directly, as a preface lists them."""
    runs: list[list[int]] = [[]]
    for place, match in enumerate(matches):
        if runs[-1] and match.start - matches[place - 1].end > _NEAR:
            runs.append([])
        runs[-1].append(place)
    return {place for run in runs if len(run) >= _LEAST_LISTED for place in run}


def _may_be_in_contents(line: str) -> bool:
    """Whether a table of contents may have the line between headings: a topic, a page number, or its own name."""
    if not line or len(line) > _LONGEST_CONTENTS_LINE or line.endswith(("。", "；")):
        return False
    lines, number, plain = load_office_variants().lines, leading_number(line), " ".join(line.split())
    is_topic = number is not None and number.kind == "bracket"
    return is_topic or bool(lines.heads.fullmatch(plain) or lines.pages.fits(plain))
