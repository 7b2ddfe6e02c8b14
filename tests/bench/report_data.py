"""A report as the data that report.typ prints: the same headings, paragraphs, boxes and figures as our own page."""

import json
from collections.abc import Iterator

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report
from disclosure_desk.writers.outline import Heading, Paragraph, Part, outline
from disclosure_desk.writers.pdf.table import is_centred
from disclosure_desk.writers.pdf.title import title_lines

_LETTERS = 20
"""Characters of the title in a line."""
_FEW_ROWS = 20


def as_data(report: Report) -> str:
    """The report as JSON."""
    title = title_lines(report.unit, report.title, _LETTERS)
    parts = [_part(report, part) for part in outline(report)]
    return json.dumps({"unit": report.unit, "title": title, "parts": parts}, ensure_ascii=False)


def _part(report: Report, part: Part) -> dict[str, object]:
    if isinstance(part, Heading):
        return {"kind": "heading", "text": part.text}
    if isinstance(part, Paragraph):
        return {"kind": "paragraph", "subhead": part.text[: part.subhead], "text": part.text[part.subhead :]}
    few = part.layout.rows < _FEW_ROWS
    return {
        "kind": "table",
        "size": 10.5 if few else 9,
        "air": 5.5 if few else 3,
        "widths": part.layout.grid.widths,
        "cells": list(_cells(report, part.layout)),
    }


def _cells(report: Report, layout: Layout) -> Iterator[dict[str, object]]:
    for box in layout.boxes:
        yield {
            "x": box.column,
            "y": box.row,
            "columns": box.columns,
            "rows": box.rows,
            "kind": box.kind,
            "centred": is_centred(layout.grid, box),
            "text": print_figure(report.figure(box.cell)) if box.cell else box.text,
        }
