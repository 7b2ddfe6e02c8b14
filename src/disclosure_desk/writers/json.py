"""Writes a report as canonical JSON (RFC 8785), from which the same report is read back."""

from typing import Any

import rfc8785

from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.report import Note, Report
from disclosure_desk.writers.errors import WriteError

COMPUTED = "computed"
"""The kind of note that marks a total which the program worked out; only files have such notes."""


def render(report: Report) -> bytes:
    """The report as UTF-8: fractions as decimal strings, totals that were left to the program worked out and marked."""
    try:
        return rfc8785.dumps(_document(report))
    except rfc8785.CanonicalizationError as error:
        raise WriteError(f"{_broken_place(report)}里有残缺的乱码字，存不进 JSON；请把乱码的字删掉再导出。") from error


def _broken_place(report: Report) -> str:
    """The place that holds half a surrogate pair, the only thing that a text can hold and UTF-8 cannot."""
    texts = {**report.texts, **report.explanations}
    places = {"单位名称": report.unit, **{report.form.place_name(place): text for place, text in texts.items()}}
    return next((name for name, text in places.items() if any("\ud800" <= char <= "\udfff" for char in text)), "附注")


def _document(report: Report) -> dict[str, Any]:
    figures = report.figures()
    marks = [
        Note(COMPUTED, cell, "") for cell, value in figures.items() if value is not None and report.cells[cell] is None
    ]
    return {
        "form": report.form.id,
        "unit": report.unit,
        "year": report.year,
        "texts": dict(report.texts),
        "cells": {cell: _number(value) for cell, value in figures.items()},
        "explanations": dict(report.explanations),
        "notes": [{"kind": note.kind, "place": note.place, "text": note.text} for note in (*report.notes, *marks)],
    }


def _number(value: Figure | None) -> int | str | None:
    """An integer, or a decimal as a string: JSON's own fractions are not exact."""
    return value if value is None or isinstance(value, int) else print_figure(value)
