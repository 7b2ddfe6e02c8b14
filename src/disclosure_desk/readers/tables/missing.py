"""What the form has and a source has not: headings, tables, rows and texts, each told."""

from collections.abc import Collection, Iterable, Iterator

from disclosure_desk.core.form import Form, Grid, Section
from disclosure_desk.core.report import Note
from disclosure_desk.readers.tables.labels import Line


def missing_headings(form: Form, opened: Collection[str]) -> Iterator[Note]:
    """The sections that no heading opened."""
    for section in form.sections:
        if section.heading and section.heading not in opened:
            yield Note("heading", "", f"没有找到标题“{section.heading}”。")


def missing_rows(form: Form, lines: Iterable[Line]) -> Iterator[Note]:
    """Whole tables, and rows of the others."""
    rows = list(lines)
    for grid in form.grids.values():
        mine = [line for line in rows if line.grid == grid]
        if len(mine) == sum(len(block.rows) for block in grid.blocks):
            yield Note("label", "", f"表格缺失：没有找到{grid.name}，各格先空着。")
            continue
        for line in mine:
            yield Note("label", "", f"{grid.name}里没有找到“{line.row.name}”这一行，各格先空着。")


def blank_tables(grids: Iterable[Grid]) -> Iterator[Note]:
    """The tables that a source has, without a figure in them."""
    for grid in grids:
        yield Note("label", "", f"{grid.name}在原文里有表格，但是没有填数，各格先空着。")


def missing_texts(form: Form, opened: Collection[str], written: Collection[str]) -> Iterator[Note]:
    """The texts and topics of the sections that are there."""
    for section in form.sections:
        if section.heading in opened and section.texts:
            yield from _missing_of(section, written)


def _missing_of(section: Section, written: Collection[str]) -> Iterator[Note]:
    first, *topics = section.texts
    lacking = [topic for topic in topics if topic.id not in written]
    if not any(text.id in written for text in section.texts):
        yield Note("doubtful", first.id, f"“{section.heading}”下面没有文字，先空着。")
    elif topics and len(lacking) == len(topics):
        yield Note("doubtful", first.id, f"“{section.heading}”里没有找到规定的小标题，文字都放在“{first.name}”里了。")
    else:
        for topic in lacking:
            yield Note("doubtful", topic.id, f"没有找到“{topic.heading}”，先空着。")
