"""Writes a report as HTML: a fragment for the editor of a portal, and a page of its own around it."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml.etree import _Element, tostring

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box, Layout, heads_of_figures
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.outline import Heading, Paragraph, Part, Table
from disclosure_desk.writers.xml_builder import element

_INDENT = "text-indent:2em"
_WIDE_COLUMNS = 5
"""A table of more columns is not made as narrow as a telephone: it is moved under the finger instead."""
_OLD_TABLE = {"border": "1", "cellspacing": "0", "cellpadding": "4", "width": "100%"}
"""Portals drop style sheets and keep attributes: without these, tables would lose their lines there."""
_TABLE_STYLE = "border-collapse:collapse"
_SCROLLS = "overflow-x:auto"
_UNBROKEN = {"style": "display:inline-block"}
_LONGEST_UNBROKEN = 3
"""A head of so many characters is not broken."""
_NUMBER = re.compile(r"[（(][^）)]+[）)]")


def render(report: Report) -> bytes:
    """A whole page in UTF-8, for a browser and for paper; raises WriteError for a text that HTML cannot hold."""
    article = _article(report)
    style = resource("templates", "report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("title", {}, report.title),
        element("style", {}, style),
    )
    page = element("html", {"lang": "zh-CN"}, head, element("body", {}, element("main", {}, article)))
    return f"<!DOCTYPE html>\n{_serialised(page)}\n".encode()


def fragment(report: Report) -> str:
    """The report as one article element, for the clipboard; raises WriteError as render does.

    Its tables have the attributes that tables had before there were style sheets: many portals keep nothing else.
    """
    article = _article(report)
    for table in article.iter("table"):
        for name, value in _OLD_TABLE.items():
            table.set(name, value)
        for row in table.iter("tr"):
            row.set("align", "center")
    return _serialised(article)


def _serialised(page: _Element) -> str:
    """An element as HTML; a text that looks like a tag is escaped, so that each `</wbr>` is one.

    WORKAROUND: libxml2 does not know that wbr has no end tag (seen with lxml 6.1).
    """
    return str(tostring(page, method="html", encoding="unicode")).replace("</wbr>", "")


def _article(report: Report) -> _Element:
    parts = writable_outline(report)
    body = (_part(report, part) for part in parts)
    return element("article", {"class": "disclosure-report", "lang": "zh-CN"}, *_lines(_title(report), *body))


def _title(report: Report) -> _Element:
    """The title; where it needs two lines, it is broken after the unit's name."""
    rest = report.title.removeprefix(report.unit)
    return element("h1", {}, report.title[: -len(rest)], element("span", _UNBROKEN, rest))


def _lines(*elements: _Element) -> Iterator[_Element | str]:
    """The elements on lines of their own, which makes the source readable."""
    for one in elements:
        yield "\n"
        yield one
    yield "\n"


def _part(report: Report, part: Part) -> _Element:
    if isinstance(part, Heading):
        return element("h2", {}, part.text)
    return _paragraph(part) if isinstance(part, Paragraph) else _table(report, part)


def _paragraph(paragraph: Paragraph) -> _Element:
    subhead, rest = paragraph.text[: paragraph.subhead], paragraph.text[paragraph.subhead :]
    run_in = [element("span", {"class": "subhead"}, subhead)] if subhead else []
    return element("p", {"style": _INDENT}, *run_in, rest)


def _table(report: Report, part: Table) -> _Element:
    """A table: the heads of the first block in thead, the rows of each block in a tbody, which no span leaves.

    What is around it can be moved where a screen is narrower, by keys too.
    """
    layout = part.layout
    total = sum(layout.grid.widths)
    columns = [element("col", {"style": f"width:{100 * width / total:.2f}%"}) for width in layout.grid.widths]
    groups = zip(("thead", *("tbody" for _ in layout.grid.blocks)), _row_groups(layout), strict=True)
    marks = {"class": "blocks"} if len(layout.grid.blocks) > 1 else {}
    table = element(
        "table",
        {**marks, "style": _TABLE_STYLE},
        *_lines(
            element("caption", {}, part.caption),
            element("colgroup", {}, *columns),
            *(element(name, {}, *_lines(*_rows(report, layout, rows))) for name, rows in groups),
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


def _rows(report: Report, layout: Layout, rows: Iterable[int]) -> Iterator[_Element]:
    for row in rows:
        boxes = [(number, box) for number, box in enumerate(layout.boxes) if box.row == row]
        yield element("tr", {}, *(_box(report, layout, number, box) for number, box in boxes))


def _box(report: Report, layout: Layout, number: int, box: Box) -> _Element:
    """A cell; where each block has heads of its own, a figure names its heads, which scopes could not tell apart."""
    spans = {name: str(span) for name, span in (("rowspan", box.rows), ("colspan", box.columns)) if span > 1}
    is_named = len(layout.grid.blocks) > 1
    if box.cell:
        names = " ".join(_name(layout, head) for head in heads_of_figures(layout)[number]) if is_named else ""
        return element("td", {**spans, **({"headers": names} if names else {})}, print_figure(report.figure(box.cell)))
    scope = "row" if box.kind == "label" else "col"
    grouped = box.columns > 1 if scope == "col" else box.rows > 1
    name = {"id": _name(layout, number)} if is_named else {}
    marks = {**spans, **name, "scope": f"{scope}group" if grouped else scope}
    return element("th", marks, *_words(box))


def _name(layout: Layout, number: int) -> str:
    """The name of a head in the page."""
    return f"{layout.grid.id}-{number}"


def _words(box: Box) -> Iterator[_Element | str]:
    """A head or label with the places where it may be broken, as the PDF breaks it.

    Most Chinese words have two characters; the number of a label that spans rows stands on a line of its own.
    """
    text, number = box.text, _NUMBER.match(box.text)
    if number and box.rows > 1:
        words = [number[0], text[number.end() :]]
    elif box.kind == "header" and len(text) > _LONGEST_UNBROKEN and len(text) % 2 == 0 and text.isalpha():
        words = [text[start : start + 2] for start in range(0, len(text), 2)]
    else:
        words = [text]
    yield words[0]
    for word in words[1:]:
        yield element("wbr", {})
        yield word
