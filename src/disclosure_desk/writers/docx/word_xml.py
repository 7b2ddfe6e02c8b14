"""Paragraphs and tables as WordprocessingML; python-docx has no way to write merged cells by their spans."""

from collections.abc import Iterator
from itertools import accumulate, pairwise

from docx.oxml.ns import qn
from lxml.etree import _Element

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.core.report import Report
from disclosure_desk.writers.xml_builder import element

_WIDTH = 8844
"""The type area, 156 mm, in twentieths of a point."""
_MARGINS = 80
_LONG_TABLE = 20
"""A table of more rows is set in small type, to stay on one page with its heading."""
_USUAL, _SMALL = ("TableText", 21, 440), ("TableSmall", 18, 280)
"""Style, size of type in half points and least height of a row."""
_LEAST_SIZE = 10
"""The smallest type, in half points, of a figure that would be broken in its cell otherwise."""
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


def word(name: str, *children: _Element | str, **attributes: str | int) -> _Element:
    """An element of Word's namespace; names and attributes are given without the prefix."""
    return element(qn(f"w:{name}"), {qn(f"w:{key}"): str(value) for key, value in attributes.items()}, *children)


def run(text: str, style: str = "", size: int = 0) -> _Element:
    """A run of text, its quotation marks and dashes in the Chinese font."""
    properties = word("rPr", *([word("rStyle", val=style)] if style else []), word("rFonts", hint="eastAsia"))
    if size:
        properties.extend((word("sz", val=size), word("szCs", val=size)))
    return word("r", properties, *_content(text))


def _content(text: str) -> Iterator[_Element]:
    """A text with its line breaks and tabs, which are elements of their own."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield word("br")
        for tab, part in enumerate(line.split("\t")):
            if tab:
                yield word("tab")
            if part:
                yield element(qn("w:t"), _PRESERVE, part)


def paragraph(style: str, *runs: _Element, align: str = "", keep_next: bool = False) -> _Element:
    """A paragraph in a style."""
    properties = word("pPr", word("pStyle", val=style), *([word("keepNext")] if keep_next else []))
    if align:
        properties.append(word("jc", val=align))
    return word("p", properties, *runs)


def table(report: Report, layout: Layout) -> _Element:
    """A grid as a table as wide as the type area; its rows stay together on a page where that is possible."""
    edges = _edges(layout)
    properties = word(
        "tblPr",
        word("tblStyle", val="TableGrid"),
        word("tblW", w=_WIDTH, type="dxa"),
        word("jc", val="center"),
        word("tblLayout", type="fixed"),
    )
    columns = word("tblGrid", *(word("gridCol", w=right - left) for left, right in pairwise(edges)))
    return word("tbl", properties, columns, *(_row(report, layout, edges, row) for row in range(layout.rows)))


def _edges(layout: Layout) -> list[int]:
    """Where the columns begin and the last one ends; together they are as wide as the type area."""
    total = sum(layout.grid.widths)
    return [round(_WIDTH * reached / total) for reached in accumulate(layout.grid.widths, initial=0)]


def _row(report: Report, layout: Layout, edges: list[int], row: int) -> _Element:
    """A row that is not split between pages; heads of the whole table are repeated on the next page."""
    repeats = row in layout.head_rows and len(layout.grid.blocks) == 1
    properties = word("trPr", word("cantSplit"), word("trHeight", val=_set(layout)[2], hRule="atLeast"))
    if repeats:
        properties.append(word("tblHeader"))
    boxes = [box for box in layout.boxes if box.row <= row < box.row + box.rows]
    ordered = sorted(boxes, key=lambda box: box.column)
    return word("tr", properties, *(_cell(report, layout, edges, box, row) for box in ordered))


def _cell(report: Report, layout: Layout, edges: list[int], box: Box, row: int) -> _Element:
    width = edges[box.column + box.columns] - edges[box.column]
    properties = word("tcPr", word("tcW", w=width, type="dxa"))
    if box.columns > 1:
        properties.append(word("gridSpan", val=box.columns))
    if box.rows > 1:
        properties.append(word("vMerge", val="restart" if row == box.row else "continue"))
    properties.append(word("vAlign", val="center"))
    style, usual, _ = _set(layout)
    text = print_figure(report.figure(box.cell)) if box.cell else box.text
    fits = max((width - _MARGINS) // (5 * max(len(text), 1)), _LEAST_SIZE)
    size = fits if box.cell and fits < usual else 0
    runs = [run(text, size=size)] if text and row == box.row else []
    align = "left" if box.kind == "label" and _is_innermost(layout, box) else ""
    return word("tc", properties, paragraph(style, *runs, align=align, keep_next=row < layout.rows - 1))


def _set(layout: Layout) -> tuple[str, int, int]:
    """Style, type size and row height of a table."""
    return _SMALL if layout.rows > _LONG_TABLE else _USUAL


def _is_innermost(layout: Layout, box: Box) -> bool:
    """Whether a label is the last of several columns: these are phrases, which are easier to read from the left."""
    labels = layout.grid.label_columns
    return labels > 1 and box.column + box.columns == labels
