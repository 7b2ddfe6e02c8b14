"""What is before the first heading: title, preface, and what a page has around them; with the unit and the year.

Input: the lines before the first heading, the first lines after it, the last lines of the report. Output: `Preface`.
Invariant: from any place but the title, unit and year are taken with a doubt; what is nowhere is left open, "" and 0.

1. The title, the best one (title). Lines above it are noted.
2. A unit or year that the title lacks, from what is known of the page (发布机构：河东街道办事处), from the preface
   (现将河东街道办事处2024年…, 统计期限自2024年1月1日起) or from who signed (mentions); doubtful. The other units
   that are named are offered to the clerk.
3. What is left is the preface, without the lines that only a page has (page_noise).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import UNIT, YEAR
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.structure.mentions import find_likeliest_year, find_units
from disclosure_desk.readers.structure.page_noise import NumberedLine, sift_preface
from disclosure_desk.readers.structure.title import Mention, Title, best_title, other_titles, read_year, unit_in
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_LETTERS = 20_000
"""So much of a text is searched for unit and year; a report has them in its first sentences."""

_MOST_CHOICES = 5
_LABEL = lazy_pattern(r"^.{2,6}[:：]")


class Preface(NamedTuple):
    """Unit and year, "" and 0 where they are nowhere; the lines of the preface, those removed, and notes on them.

    `other_units` are further ones that are named, the likeliest first.
    """

    unit: str
    year: int
    lines: list[NumberedLine]
    removed: list[NumberedLine]
    notes: list[SourceNote]
    other_units: tuple[str, ...] = ()


def read_preface(form: Form, before: Sequence[NumberedLine], after: str, end: Sequence[str] = ()) -> Preface:
    """The preface in lines before the first heading."""
    lines = [line for _, line in before]
    title = best_title(lines) or Title("", 0, 0, 0)
    number = before[title.start][0] if title.end else 0
    after = after[:_MOST_LETTERS]
    unit, year = title.unit, title.year
    notes = list(_lines_above(before[: title.start]))
    text = "\n".join(lines)[:_MOST_LETTERS]
    mentions = [] if unit else list(islice(find_units(text, after, "\n".join(end)), _MOST_CHOICES))
    if not unit:
        found = _fullest(mentions) if mentions else Mention("", "")
        unit = found.value
        notes.append(_note_on_unit(found, number))
    if not year:
        found = find_likeliest_year(f"{text}\n{after}") or Mention("0", "")
        year = read_year(found.value)
        notes.append(_note_on_year(year, found.words, number))
    notes += (note._replace(item=number) for note in _differences(form, lines, title, unit, year))
    rest = [(before[title.end - 1][0], title.rest)] if title.rest else []
    sifted = sift_preface([*rest, *before[title.end :]])
    naming = [one for one in sifted.kept if not title.unit and unit and _only_names(one[1], unit)]
    kept = [one for one in sifted.kept if one not in naming]
    others = tuple(one.value for one in mentions if one.value != unit)
    return Preface(unit, year, kept, sifted.removed + naming, notes, others)


def _only_names(line: str, unit: str) -> bool:
    """Whether a line says no more than who made the report: 单位名称：某局（盖章）."""
    return unit_in(_LABEL.sub("", "".join(line.split()))) == unit


def _lines_above(before: Sequence[NumberedLine]) -> Iterator[SourceNote]:
    """A note on each line above the title."""
    for number, line in before:
        yield SourceNote("unplaced", "", "标题前面的这一行没有地方放", line, number)


def _fullest(mentions: Sequence[Mention]) -> Mention:
    """The likeliest unit, in its fullest name: 枫桥镇 in the preface is 枫桥镇人民政府 in the page's head."""
    fuller = [one for one in mentions if one.value.startswith(mentions[0].value)]
    return max(fuller, key=lambda one: len(one.value))


def _note_on_unit(found: Mention, number: int) -> SourceNote:
    reason = "没有找到机关名称，请补上机关全称。"
    if found.value:
        reason = f"标题没有写明单位，从“{found.words}”取了“{found.value}”，请核对。"
    return SourceNote("doubtful", UNIT, reason, item=number)


def _note_on_year(year: int, words: str, number: int) -> SourceNote:
    reason = f"标题没有写明年份，从“{words}”取了 {year} 年，请核对。" if year else "没有找到年份，请补上统计年度。"
    return SourceNote("doubtful", YEAR, reason, item=number)


def _differences(form: Form, lines: Sequence[str], title: Title, unit: str, year: int) -> Iterator[SourceNote]:
    """Notes on a missing or unofficial title, and on the titles of other reports."""
    official = form.report_title(unit, year)
    written = "".join(lines[title.start : title.end]).removesuffix(title.rest)
    if not written:
        known = f"，当作“{official}”" if unit and year else ""
        yield SourceNote("title", "", f"没有找到标题{known}。")
    elif unit and year and "".join(written.split()) != "".join(official.split()):
        yield SourceNote("title", "", f"标题与规定的不同，应当是“{official}”", written.strip())
    others = other_titles(lines, title)
    if others:
        named = "、".join(dict.fromkeys("".join("".join(lines[one.start : one.end]).split()) for one in others[:3]))
        yield SourceNote("doubtful", YEAR, "页面上还有别的报告的标题，请核对单位和年份", named)
