"""What stands before the first heading: title, preface, what the page has around them; unit and year are told."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.structure.page_noise import Line, sift_preface
from disclosure_desk.readers.structure.title import Title, best_title, other_titles, read_year, said_unit, said_year

_EXAMPLE_YEAR = 2025
_MOST_LETTERS = 20_000
"""So much of a text is looked through for unit and year; a report says them at its start."""

Numbered = tuple[int, Note]
"""A note, and the number of the item it speaks of."""


class Preface(NamedTuple):
    """Unit and year, the lines of the preface, those left out, and what is to be told."""

    unit: str
    year: int
    lines: list[Line]
    left: list[Line]
    notes: list[Numbered]


def read_preface(form: Form, before: Sequence[Line], after: str) -> Preface:
    """What lines before the first heading say; raises ReadError where they and `after` lack unit or year."""
    lines = [line for _, line in before]
    title = best_title(lines) or Title("", 0, 0, 0)
    number = before[title.start][0] if title.end else 0
    text = "\n".join(lines)[:_MOST_LETTERS]
    unit, year = title.unit, title.year
    notes = list(_above(before[: title.start]))
    if not unit:
        unit, note = _unit(form, text, year)
        notes.append((number, note))
    if not year:
        year, note = _year(form, f"{text}\n{after[:_MOST_LETTERS]}", unit)
        notes.append((number, note))
    notes += ((number, note) for note in _differences(form, lines, title, unit, year))
    rest = [(before[title.end - 1][0], title.rest)] if title.rest else []
    sifted = sift_preface([*rest, *before[title.end :]])
    return Preface(unit, year, sifted.kept, sifted.left, notes)


def _above(before: Sequence[Line]) -> Iterator[Numbered]:
    """One note on all lines that stand above the title."""
    lines = [line for _, line in before]
    if len(lines) == 1:
        yield before[0][0], Note("unplaced", "", f"标题前面的这一行没有地方放：{lines[0]}")
    elif lines:
        yield before[0][0], Note("unplaced", "", f"标题前面的 {len(lines)} 行没有地方放：{' ／ '.join(lines)}")


def _unit(form: Form, text: str, year: int) -> tuple[str, Note]:
    said = said_unit(text)
    if said is None:
        raise ReadError(_asked(form, "单位" if year else "单位和年份"))
    return said.value, Note("doubtful", "unit", f"标题没有写明单位，从“{said.words}”取了“{said.value}”，请核对。")


def _year(form: Form, text: str, unit: str) -> tuple[int, Note]:
    said = said_year(text)
    year = read_year(said.value) if said else 0
    if said is None or not year:
        raise ReadError(_asked(form, "年份" if unit else "单位和年份"))
    return year, Note("doubtful", "year", f"标题没有写明年份，从“{said.words}”取了 {year} 年，请核对。")


def _asked(form: Form, lacking: str) -> str:
    shown = form.report_title("某某单位", _EXAMPLE_YEAR)
    return f"没有找到写明{lacking}的标题，请在最前面加上一行标题再导入，例如“{shown}”。"


def _differences(form: Form, lines: Sequence[str], title: Title, unit: str, year: int) -> Iterator[Note]:
    official = form.report_title(unit, year)
    written = "".join(lines[title.start : title.end]).removesuffix(title.rest)
    if not written:
        yield Note("title", "", f"没有找到标题，当作“{official}”。")
    elif "".join(written.split()) != "".join(official.split()):
        yield Note("title", "", f"标题与规定的不同，应当是“{official}”：{written.strip()}")
    others = other_titles(lines, title)
    if others:
        named = "、".join(dict.fromkeys("".join("".join(lines[one.start : one.end]).split()) for one in others[:3]))
        yield Note("doubtful", "year", f"页面上还有别的报告的标题，请核对单位和年份：{named}")
