"""A Reading as JSON and back, for the way from the reading process to the desk: data only, nothing that could run."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note, Report, Value, new_report
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow

Forms = Callable[[str], Form]
"""Answers the form of an edition."""


def dumped(reading: Reading) -> bytes:
    """A reading as bytes."""
    document = {
        "report": _dumped_report(reading.report),
        "remarks": reading.remarks,
        "items": [["row", *item] if isinstance(item, SourceRow) else ["paragraph", *item] for item in reading.items],
        "origins": dict(reading.origins),
        "unsure": sorted(reading.unsure),
        "others": dict(reading.others),
    }
    return json.dumps(document, ensure_ascii=False, default=_dumped_note).encode()


def loaded(forms: Forms, content: bytes) -> Reading:
    """The reading that was dumped."""
    document = json.loads(content)
    return Reading(
        _loaded_report(forms, document["report"]),
        tuple(Note(**note) for note in document["remarks"]),
        tuple(map(_loaded_item, document["items"])),
        {place: Origin(*origin) for place, origin in document["origins"].items()},
        frozenset(document["unsure"]),
        {place: tuple(Origin(*other) for other in others) for place, others in document["others"].items()},
    )


def _dumped_note(note: Note) -> dict[str, str]:
    return {"kind": note.kind, "place": note.place, "text": note.text}


def _dumped_report(report: Report) -> dict[str, Any]:
    return {
        "form": report.form.id,
        "unit": report.unit,
        "year": report.year,
        "texts": {**report.texts, **report.explanations},
        "cells": {cell: print_figure(value) for cell, value in report.cells.items() if value is not None},
        "notes": report.notes,
    }


def _loaded_report(forms: Forms, document: dict[str, Any]) -> Report:
    cells: dict[str, Figure] = {cell: figure(Decimal(digits)) for cell, digits in document["cells"].items()}
    values: dict[str, Value] = {**document["texts"], **cells}
    notes = [Note(**note) for note in document["notes"]]
    return new_report(forms(document["form"]), document["unit"], document["year"], values, notes)


def _loaded_item(entry: list[Any]) -> SourceItem:
    kind, words, location, *more = entry
    name, page, box = location
    place = SourceLocation(name, page, None if box is None else tuple(box))
    if kind == "paragraph":
        return SourceParagraph(words, place)
    aligned, boxes = more
    return SourceRow(tuple(words), place, aligned, tuple(None if one is None else tuple(one) for one in boxes))
