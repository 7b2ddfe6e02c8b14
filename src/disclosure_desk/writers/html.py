"""Writes a report as HTML: a fragment for the editor of a portal, and a page of its own around it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from lxml.etree import _Element, tostring

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.outline import Heading, Paragraph, Part
from disclosure_desk.writers.xml_builder import element

_INDENT = "text-indent:2em"
_TABLE = {"border": "1", "cellspacing": "0", "cellpadding": "4", "width": "100%"}
"""Portals drop style sheets and keep attributes: without these, tables would lose their lines there."""
_TABLE_STYLE = "border-collapse:collapse"
_CENTRED = {"align": "center"}
_UNBROKEN = {"style": "display:inline-block"}


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
    page = element("html", {"lang": "zh-CN"}, head, element("body", {}, article))
    return f"<!DOCTYPE html>\n{_serialised(page)}\n".encode()


def fragment(report: Report) -> str:
    """The report as one article element, for the clipboard; raises WriteError as render does."""
    return _serialised(_article(report))


def _serialised(page: _Element) -> str:
    return str(tostring(page, method="html", encoding="unicode"))


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
    return _paragraph(part) if isinstance(part, Paragraph) else _table(report, part.layout)


def _paragraph(paragraph: Paragraph) -> _Element:
    subhead, rest = paragraph.text[: paragraph.subhead], paragraph.text[paragraph.subhead :]
    run_in = [element("span", {"class": "subhead"}, subhead)] if subhead else []
    return element("p", {"style": _INDENT}, *run_in, rest)


def _table(report: Report, layout: Layout) -> _Element:
    """A table: the heads of the first block in thead, the rows of each block in a tbody, which no span leaves."""
    total = sum(layout.grid.widths)
    columns = [element("col", {"width": f"{100 * width / total:.2f}%"}) for width in layout.grid.widths]
    groups = zip(("thead", *("tbody" for _ in layout.grid.blocks)), _row_groups(layout), strict=True)
    marks = {"class": "blocks"} if len(layout.grid.blocks) > 1 else {}
    return element(
        "table",
        {**marks, **_TABLE, "style": _TABLE_STYLE},
        *_lines(
            element("colgroup", {}, *columns),
            *(element(name, {}, *_lines(*_rows(report, layout, rows))) for name, rows in groups),
        ),
    )


def _row_groups(layout: Layout) -> Iterator[list[int]]:
    """The rows of the first head, then those of each block, with its own head from the second block on."""
    heads = [list(rows) for is_head, rows in groupby(range(layout.rows), layout.head_rows.__contains__) if is_head]
    starts = [0, *(rows[-1] + 1 for rows in heads[:1]), *(rows[0] for rows in heads[1:])]
    for start, stop in zip(starts, [*starts[1:], layout.rows], strict=True):
        yield list(range(start, stop))


def _rows(report: Report, layout: Layout, rows: Iterable[int]) -> Iterator[_Element]:
    for row in rows:
        yield element("tr", _CENTRED, *(_box(report, box) for box in layout.row(row)))


def _box(report: Report, box: Box) -> _Element:
    spans = {name: str(span) for name, span in (("rowspan", box.rows), ("colspan", box.columns)) if span > 1}
    if box.cell:
        return element("td", spans, print_figure(report.figure(box.cell)))
    scope = "row" if box.kind == "label" else "col"
    grouped = box.columns > 1 if scope == "col" else box.rows > 1
    return element("th", {**spans, "scope": f"{scope}group" if grouped else scope}, box.text)
