"""Writes a report as HTML: a fragment for the editor of a portal, and a page of its own around it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box, Layout, heads_of_figures
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.outline import Heading, Paragraph, Part, Table
from disclosure_desk.writers.xml_text import beginning, element, words

_INDENT = "text-indent:2em"
_WIDE_COLUMNS = 5
"""A table of more columns is not made as narrow as a telephone: it is moved under the finger instead."""
_OLD_TABLE = {"border": "1", "cellspacing": "0", "cellpadding": "4", "width": "100%"}
_OLD_ROW = {"align": "center"}
"""Portals drop style sheets and keep attributes: without these, tables would lose their lines there."""
_NONE: Mapping[str, str] = {}
_TABLE_STYLE = "border-collapse:collapse"
_SCROLLS = "overflow-x:auto"
_UNBROKEN = {"style": "display:inline-block"}
_LONGEST_UNBROKEN = 3
"""A head of so many characters is not broken."""
_NUMBER = re.compile(r"[（(][^）)]+[）)]")


def render(report: Report) -> bytes:
    """A whole page in UTF-8, for a browser and for paper; raises WriteError for a text that HTML cannot hold."""
    style = resource("templates", "report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        {},
        beginning("meta", {"charset": "utf-8"}),
        beginning("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, words(report.title)),
        element("style", {}, style),
    )
    body = element("body", {}, element("main", {}, _article(report)))
    return f"<!DOCTYPE html>\n{element('html', {'lang': 'zh-CN'}, head, body)}\n".encode()


def fragment(report: Report) -> str:
    """The report as one article element, for the clipboard; raises WriteError as render does.

    Its tables have the attributes that tables had before there were style sheets: many portals keep nothing else.
    """
    return _article(report, _OLD_TABLE, _OLD_ROW)


def _article(report: Report, on_tables: Mapping[str, str] = _NONE, on_rows: Mapping[str, str] = _NONE) -> str:
    """The report with further attributes on its tables and their rows."""
    parts = writable_outline(report)
    body = (_part(report, part, on_tables, on_rows) for part in parts)
    return element("article", {"class": "disclosure-report", "lang": "zh-CN"}, *_lines(_title(report), *body))


def _title(report: Report) -> str:
    """The title; where it needs two lines, it is broken after the unit's name."""
    rest = report.title.removeprefix(report.unit)
    return element("h1", {}, words(report.title[: -len(rest)]), element("span", _UNBROKEN, words(rest)))


def _lines(*elements: str) -> Iterator[str]:
    """The elements on lines of their own, which makes the source readable."""
    for one in elements:
        yield "\n"
        yield one
    yield "\n"


def _part(report: Report, part: Part, on_tables: Mapping[str, str], on_rows: Mapping[str, str]) -> str:
    if isinstance(part, Heading):
        return element("h2", {}, words(part.text))
    return _paragraph(part) if isinstance(part, Paragraph) else _table(report, part, on_tables, on_rows)


def _paragraph(paragraph: Paragraph) -> str:
    subhead, rest = paragraph.text[: paragraph.subhead], paragraph.text[paragraph.subhead :]
    run_in = [element("span", {"class": "subhead"}, words(subhead))] if subhead else []
    return element("p", {"style": _INDENT}, *run_in, words(rest))


def _table(report: Report, part: Table, on_table: Mapping[str, str], on_rows: Mapping[str, str]) -> str:
    """A table: the heads of the first block in thead, the rows of each block in a tbody, which no span leaves.

    What is around it can be moved where a screen is narrower, by keys too.
    """
    layout = part.layout
    total = sum(layout.grid.widths)
    columns = [beginning("col", {"style": f"width:{100 * width / total:.2f}%"}) for width in layout.grid.widths]
    groups = zip(("thead", *("tbody" for _ in layout.grid.blocks)), _row_groups(layout), strict=True)
    marks = {"class": "blocks"} if len(layout.grid.blocks) > 1 else {}
    table = element(
        "table",
        {**marks, "style": _TABLE_STYLE, **on_table},
        *_lines(
            element("caption", {}, words(part.caption)),
            element("colgroup", {}, *columns),
            *(element(name, {}, *_lines(*_rows(report, layout, rows, on_rows))) for name, rows in groups),
        ),
    )
    kind = "table wide" if layout.columns > _WIDE_COLUMNS else "table"
    around = {"class": kind, "style": _SCROLLS, "role": "region", "tabindex": "0", "aria-label": part.caption}
    return element("div", around, table)


def _row_groups(layout: Layout) -> Iterator[list[int]]:
    """The rows of the first head, then those of each block, with its own head from the second block on."""
    heads = [list(rows) for is_head, rows in groupby(range(layout.rows), layout.head_rows.__contains__) if is_head]
    starts = [0, *(rows[-1] + 1 for rows in heads[:1]), *(rows[0] for rows in heads[1:])]
    for start, stop in zip(starts, [*starts[1:], layout.rows], strict=True):
        yield list(range(start, stop))


def _rows(report: Report, layout: Layout, rows: Iterable[int], on_rows: Mapping[str, str]) -> Iterator[str]:
    for row in rows:
        boxes = [(number, box) for number, box in enumerate(layout.boxes) if box.row == row]
        yield element("tr", on_rows, *(_box(report, layout, number, box) for number, box in boxes))


def _box(report: Report, layout: Layout, number: int, box: Box) -> str:
    """A cell; where each block has heads of its own, a figure names its heads, which scopes could not tell apart."""
    spans = {name: str(span) for name, span in (("rowspan", box.rows), ("colspan", box.columns)) if span > 1}
    is_named = len(layout.grid.blocks) > 1
    if box.cell:
        names = " ".join(_name(layout, head) for head in heads_of_figures(layout)[number]) if is_named else ""
        named = {"headers": names} if names else {}
        return element("td", {**spans, **named}, print_figure(report.figure(box.cell)))
    scope = "row" if box.kind == "label" else "col"
    grouped = box.columns > 1 if scope == "col" else box.rows > 1
    name = {"id": _name(layout, number)} if is_named else {}
    marks = {**spans, **name, "scope": f"{scope}group" if grouped else scope}
    return element("th", marks, _words(box))


def _name(layout: Layout, number: int) -> str:
    """The name of a head in the page."""
    return f"{layout.grid.id}-{number}"


def _words(box: Box) -> str:
    """A head or label with the places where it may be broken, as the PDF breaks it.

    Most Chinese words have two characters; the number of a label that spans rows stands on a line of its own.
    """
    text, number = box.text, _NUMBER.match(box.text)
    if number and box.rows > 1:
        parts = [number[0], text[number.end() :]]
    elif box.kind == "header" and len(text) > _LONGEST_UNBROKEN and len(text) % 2 == 0 and text.isalpha():
        parts = [text[start : start + 2] for start in range(0, len(text), 2)]
    else:
        parts = [text]
    return beginning("wbr").join(map(words, parts))
