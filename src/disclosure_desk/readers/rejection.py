"""What a source lacks: so much that it is no report, which is refused, or parts of it, which are listed as notes.

A refusal names in one sentence what the source is instead, where a line like a title shows it (解读, 指南, 通知), so
that the clerk knows which file to look for.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from disclosure_desk.core.form import Form, Grid, Section, cell_id
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.tables.labels import FormRow
from disclosure_desk.readers.vocabulary.label_key import normalise_label
from disclosure_desk.readers.vocabulary.numbering import leading_number
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_LONGEST_TITLE = 80
_SHORTEST_TITLE = 10
"""A shorter line may be an entry of a page's menu, such as 政策解读; only as the first line it is a title."""

_MOST_LINES = 300
"""A page names what it is in its head; the menus before it have some dozen lines."""

_MOST_LETTERS = 200_000
_LONGEST_SUBHEADING = 24
"""A line of so many letters without punctuation is a sub-heading of a blank form, whose longest heading has 17.

With 8, a notice that has the blank tables attached is read as a report without figures (tests/field).
"""

_LEAST_TRADITIONAL = 3
"""One or two words in traditional characters may be a name, or the button 繁體版 of a page in simplified ones."""


def refuse_traditional(lines: Iterable[str]) -> None:
    """Raise ReadError for a page in traditional characters."""
    text = "".join(lines)[:_MOST_LETTERS]
    traditional, plain = (sum(map(text.count, words)) for words in load_office_variants().traditional)
    if traditional >= _LEAST_TRADITIONAL and traditional > plain:
        raise ReadError("这是繁体字的页面，读不准；请打开它的简体版，重新保存或者复制后再导入。")


def refuse_other(lines: Sequence[str], wanted: str, *, has_headings: bool = False) -> None:
    """Raise ReadError for what is no report, naming what it is where a line like a title shows it.

    `has_headings`: some headings of the form are there, too few for a report; `wanted` may be one of them.
    """
    titles = [line for line in ("".join(line.split()) for line in lines[:_MOST_LINES]) if len(line) <= _LONGEST_TITLE]
    for rejection in load_office_variants().refusals:
        for place, line in enumerate(titles):
            is_title = place == 0 or len(line) >= _SHORTEST_TITLE
            if is_title and "。" not in line and rejection.words.search(line) and rejection.also.search(line):
                raise ReadError(rejection.message)
    if has_headings:
        raise ReadError(f"这不是政府信息公开工作年度报告：“{wanted}”等规定的标题只有一两个，也没有找到填了数的表格。")
    raise ReadError(f"这不是政府信息公开工作年度报告：没有找到“{wanted}”等规定的标题，也没有找到填了数的表格。")


def refuse_blank() -> None:
    """Raise ReadError for the form without a figure or a text."""
    raise ReadError("这是空白的表样，表格里没有数，各部分也没有文字；请导入填好的报告。")


def is_prose(line: str) -> bool:
    """Whether a line is prose, and not just a sub-heading or a hint in brackets such as a blank form has."""
    if line.startswith(("（", "(")) and line.endswith(("）", ")")):
        return False
    if leading_number(line):
        line = line.rstrip("。：")  # （一）主动公开。 stands in a blank form, too
    return any(stop in line for stop in "，。；") or len(normalise_label(line[:_LONGEST_TITLE])) > _LONGEST_SUBHEADING


def missing_headings(form: Form, opened: Collection[str]) -> Iterator[SourceNote]:
    """A note on each section that no heading opened."""
    for section in form.sections:
        if section.heading and section.heading not in opened:
            yield SourceNote("heading", "", f"没有找到标题“{section.heading}”。")


def missing_rows(form: Form, rows: Iterable[FormRow]) -> Iterator[SourceNote]:
    """A note on each table of which these rows are all, else on each of the rows."""
    missing = list(rows)
    for grid in form.grids.values():
        own = [one for one in missing if one.grid == grid]
        if len(own) == sum(len(block.rows) for block in grid.blocks):
            yield SourceNote("label", "", f"表格缺失：没有找到{grid.name}，各格先空着。")
            continue
        for one in own:
            yield SourceNote("label", "", f"{grid.name}里没有找到“{one.row.name}”这一行，各格先空着。")


def missing_columns(form: Form, placed: Collection[str]) -> Iterator[SourceNote]:
    """A note on each column of which no row has a cell, in tables of which the source has other columns."""
    for grid in form.grids.values():
        for block in grid.blocks:
            cells = {column: [cell_id(grid.id, row.id, column.id) for row in block.rows] for column in block.columns}
            missing = [column for column, ids in cells.items() if not any(one in placed for one in ids)]
            for column in missing if len(missing) < len(block.columns) else ():
                yield SourceNote("label", "", f"{grid.name}里没有找到“{column.name}”这一栏，各格先空着。")


def blank_tables(grids: Iterable[Grid]) -> Iterator[SourceNote]:
    """A note on each table that the source has without a figure in it."""
    for grid in grids:
        yield SourceNote("label", "", f"{grid.name}在原文里有表格，但是没有填数，各格先空着。")


def missing_texts(form: Form, opened: Collection[str], written: Collection[str]) -> Iterator[SourceNote]:
    """A note on each text and topic without words in the sections that the source has."""
    for section in form.sections:
        if section.heading in opened and section.texts:
            yield from _missing_in_section(section, written)


def _missing_in_section(section: Section, written: Collection[str]) -> Iterator[SourceNote]:
    first, *topics = section.texts
    missing = [topic for topic in topics if topic.id not in written]
    if not any(text.id in written for text in section.texts):
        yield SourceNote("doubtful", first.id, f"“{section.heading}”下面没有文字，先空着。")
    elif topics and len(missing) == len(topics):
        yield SourceNote(
            "doubtful", first.id, f"“{section.heading}”里没有找到规定的小标题，文字都放在“{first.name}”里了。"
        )
    else:
        for topic in missing:
            yield SourceNote("doubtful", topic.id, f"没有找到“{topic.heading}”，先空着。")
