"""A Reading as JSON and back, on its way from the reading process to the window: data only, nothing that could run."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note, Report, Value, new_report
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import (
    ItemDoubt,
    SourceItem,
    SourceLocation,
    SourceParagraph,
    SourceRow,
)

FormLoader = Callable[[str], Form]
"""Returns the form of an edition."""


def serialize_reading(reading: Reading) -> bytes:
    """Return a reading as bytes."""
    document = {
        "report": _report_entry(reading.report),
        "notes": reading.notes,
        "items": [["row" if isinstance(item, SourceRow) else "paragraph", *item] for item in reading.items],
        "origins": dict(reading.origins),
        "unsure": sorted(reading.unsure),
        "others": dict(reading.others),
    }
    return json.dumps(document, ensure_ascii=False).encode()


def deserialize_reading(load_form: FormLoader, content: bytes) -> Reading:
    """Return the reading that was serialized."""
    document = json.loads(content)
    return Reading(
        _report(load_form, document["report"]),
        tuple(SourceNote(*note) for note in document["notes"]),
        tuple(map(_item, document["items"])),
        {place: Origin(*origin) for place, origin in document["origins"].items()},
        frozenset(document["unsure"]),
        {place: tuple(Origin(*other) for other in others) for place, others in document["others"].items()},
    )


def _report_entry(report: Report) -> dict[str, Any]:
    return {
        "form": report.form.id,
        "unit": report.unit,
        "year": report.year,
        "texts": {**report.texts, **report.explanations},
        "cells": {cell: print_figure(value) for cell, value in report.cells.items() if value is not None},
        "notes": report.notes,
    }


def _report(load_form: FormLoader, entry: dict[str, Any]) -> Report:
    cells: dict[str, Figure] = {cell: figure(Decimal(digits)) for cell, digits in entry["cells"].items()}
    values: dict[str, Value] = {**entry["texts"], **cells}
    notes = [Note(*note) for note in entry["notes"]]
    return new_report(load_form(entry["form"]), entry["unit"], entry["year"], values, notes)


def _item(entry: list[Any]) -> SourceItem:
    kind, content, (name, page, box), *more, doubts = entry
    location = SourceLocation(name, page, None if box is None else tuple(box))
    in_doubt = tuple(ItemDoubt(*doubt) for doubt in doubts)
    if kind == "paragraph":
        return SourceParagraph(content, location, in_doubt)
    aligned, boxes = more
    its_boxes = tuple(None if one is None else tuple(one) for one in boxes)
    return SourceRow(tuple(content), location, aligned, its_boxes, in_doubt)
