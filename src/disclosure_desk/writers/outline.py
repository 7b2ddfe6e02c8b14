"""The outline of a report: its headings, paragraphs and tables in order. All writers follow it, so all files agree."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from disclosure_desk.core.form import Text
from disclosure_desk.core.layout import Layout, lay_out
from disclosure_desk.core.report import Report
from disclosure_desk.text.lazy_pattern import lazy_pattern

_SUBHEAD = lazy_pattern(r"[（(]\s*[一二三四五六七八九十]+\s*[）)][^。：:]*[。：:]?")


class Heading(NamedTuple):
    """The official heading of a section; `section` is its id."""

    text: str
    section: str


class Paragraph(NamedTuple):
    """One paragraph as typed; its first `subhead` characters are a run-in sub-head such as `（一）主动公开：`."""

    text: str
    subhead: int
    place: str


class Table(NamedTuple):
    """A grid as a table; its figures are in the report. `caption` says what it is of: 表二　主动公开政府信息情况."""

    layout: Layout
    caption: str


Part = Heading | Paragraph | Table


def outline(report: Report) -> Iterator[Part]:
    """The parts of a report after its title, in the order of the form."""
    for section in report.form.sections:
        if section.heading:
            yield Heading(section.heading, section.id)
        for text in section.texts:
            yield from _paragraphs(text, report.texts[text.id])
        if section.grid:
            yield Table(lay_out(section.grid), f"{section.grid.name}　{section.heading.partition('、')[2]}".strip())


def _paragraphs(text: Text, written: str) -> Iterator[Paragraph]:
    """The paragraphs of a text; the official sub-head is put before a topic that was typed without it."""
    lines = [line.strip() for line in written.splitlines() if line.strip()]
    if lines and text.heading and not _has_number(lines[0], text.heading):
        lines[0] = f"{text.heading}：{lines[0]}"
    for line in lines:
        found = _SUBHEAD.match(line)
        yield Paragraph(line, found.end() if found else 0, text.id)


def _has_number(line: str, heading: str) -> bool:
    """Whether a line already begins with the number of the heading, in whatever brackets and spaces."""
    number = _folded(heading).partition(")")[0]
    return _folded(line).startswith(number + ")")


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
