"""What is before the first heading: title, preface, and what a page has around them; with the unit and the year.

Input: the lines before the first heading, and the first lines after it. Output: `Preface`.
Invariant: unit and year are found or the source is refused; from any place but the title they are taken with a doubt.

1. The title, the best one (title). Lines above it are listed in one note.
2. A unit or year that the title lacks, from what is known of the page (发布机构：河东街道办事处) or from the preface
   (现将河东街道办事处2024年…, 统计期限自2024年1月1日起); doubtful.
3. What is left is the preface, without the lines that only a page has (page_noise).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.structure.page_noise import NumberedLine, sift_preface
from disclosure_desk.readers.structure.title import Title, best_title, find_unit, find_year, other_titles, read_year

_EXAMPLE_YEAR = 2025
_MOST_LETTERS = 20_000
"""So much of a text is searched for unit and year; a report has them in its first sentences."""


class Preface(NamedTuple):
    """Unit and year, the lines of the preface, those removed, and notes on them."""

    unit: str
    year: int
    lines: list[NumberedLine]
    removed: list[NumberedLine]
    notes: list[SourceNote]


def read_preface(form: Form, before: Sequence[NumberedLine], after: str) -> Preface:
    """The preface in lines before the first heading; raises ReadError where they and `after` lack unit or year."""
    lines = [line for _, line in before]
    title = best_title(lines) or Title("", 0, 0, 0)
    number = before[title.start][0] if title.end else 0
    text = "\n".join(lines)[:_MOST_LETTERS]
    unit, year = title.unit, title.year
    notes = list(_lines_above(before[: title.start]))
    if not unit:
        unit, note = _unit(form, text, year)
        notes.append(note._replace(item=number))
    if not year:
        year, note = _year(form, f"{text}\n{after[:_MOST_LETTERS]}", unit)
        notes.append(note._replace(item=number))
    notes += (note._replace(item=number) for note in _differences(form, lines, title, unit, year))
    rest = [(before[title.end - 1][0], title.rest)] if title.rest else []
    sifted = sift_preface([*rest, *before[title.end :]])
    return Preface(unit, year, sifted.kept, sifted.removed, notes)


def _lines_above(before: Sequence[NumberedLine]) -> Iterator[SourceNote]:
    """A note on each line above the title."""
    for number, line in before:
        yield SourceNote("unplaced", "", "标题前面的这一行没有地方放", line, number)


def _unit(form: Form, text: str, year: int) -> tuple[str, SourceNote]:
    found = find_unit(text)
    if found is None:
        raise ReadError(_title_wanted(form, "单位" if year else "单位和年份"))
    return found.value, SourceNote(
        "doubtful", "unit", f"标题没有写明单位，从“{found.words}”取了“{found.value}”，请核对。"
    )


def _year(form: Form, text: str, unit: str) -> tuple[int, SourceNote]:
    found = find_year(text)
    year = read_year(found.value) if found else 0
    if found is None or not year:
        raise ReadError(_title_wanted(form, "年份" if unit else "单位和年份"))
    return year, SourceNote("doubtful", "year", f"标题没有写明年份，从“{found.words}”取了 {year} 年，请核对。")


def _title_wanted(form: Form, missing: str) -> str:
    example = form.report_title("某某单位", _EXAMPLE_YEAR)
    return f"没有找到写明{missing}的标题，请在最前面加上一行标题再导入，例如“{example}”。"


def _differences(form: Form, lines: Sequence[str], title: Title, unit: str, year: int) -> Iterator[SourceNote]:
    """Notes on a missing or unofficial title, and on the titles of other reports."""
    official = form.report_title(unit, year)
    written = "".join(lines[title.start : title.end]).removesuffix(title.rest)
    if not written:
        yield SourceNote("title", "", f"没有找到标题，当作“{official}”。")
    elif "".join(written.split()) != "".join(official.split()):
        yield SourceNote("title", "", f"标题与规定的不同，应当是“{official}”", written.strip())
    others = other_titles(lines, title)
    if others:
        named = "、".join(dict.fromkeys("".join("".join(lines[one.start : one.end]).split()) for one in others[:3]))
        yield SourceNote("doubtful", "year", "页面上还有别的报告的标题，请核对单位和年份", named)
