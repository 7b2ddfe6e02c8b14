"""A report as the data file holds it: plain values, so that no form is needed to compare or replay one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosure_desk.figure import Figure, figure, print_figure
from disclosure_desk.form import Form
from disclosure_desk.report import UNIT, YEAR, Note, Report, Value, new_report

Plain = int | str | None
"""A value in JSON: a fraction is a string, for JSON's own are not exact; the place tells it from a text."""


@dataclass
class Draft:
    """Everything stored about one report; `cells` in canonical digits, None where blank."""

    form: str
    unit: str
    year: int
    cells: dict[str, str | None]
    texts: dict[str, str]
    notes: tuple[Note, ...]
    last: int = 0
    changed: str = ""

    def plain(self, place: str) -> Plain:
        """What stands at a place, as in JSON; KeyError where the report has no such place."""
        if place in self.cells:
            return json_figure(self.cells[place])
        return self._header(place) if place in {UNIT, YEAR} else self.texts[place]

    def put(self, place: str, value: Plain) -> None:
        """Let a value out of JSON stand at a place; KeyError where the report has no such place."""
        self.plain(place)
        if place in self.cells:
            self.cells[place] = None if value is None else str(value)
        elif place == YEAR and type(value) is int:
            self.year = value
        elif not isinstance(value, str):
            raise TypeError(place)
        elif place == UNIT:
            self.unit = value
        else:
            self.texts[place] = value

    def value(self, place: str, plain: Plain) -> Value:
        """The report's value for one in JSON at that place."""
        return figure_of(None if plain is None else str(plain)) if place in self.cells else plain

    def values(self) -> dict[str, Value]:
        """Every place of the report with its value."""
        return {place: self.value(place, plain) for place, plain in self.standing().items()}

    def standing(self) -> dict[str, Plain]:
        """Every place of the report with what is stored there, cells in digits."""
        return {UNIT: self.unit, YEAR: self.year, **self.cells, **self.texts}

    def _header(self, place: str) -> Plain:
        return self.unit if place == UNIT else self.year

    def report(self, form: Form) -> Report:
        """The same as a report; KeyError where the form has no such place."""
        figures = {place: figure_of(digits) for place, digits in self.cells.items()}
        return new_report(form, self.unit, self.year, {**figures, **self.texts}, self.notes)

    def document(self) -> dict[str, Any]:
        """The same for JSON, as the event that begins a report has it."""
        return {
            "form": self.form,
            "unit": self.unit,
            "year": self.year,
            "cells": {place: json_figure(digits) for place, digits in self.cells.items()},
            "texts": self.texts,
            "notes": [{"kind": note.kind, "place": note.place, "text": note.text} for note in self.notes],
        }


def draft_of(report: Report) -> Draft:
    """A report as it is to be stored."""
    cells = {place: digits_of(value) for place, value in report.cells.items()}
    return Draft(report.form.id, report.unit, report.year, cells, dict(report.texts), tuple(report.notes))


def read_document(document: Mapping[str, Any]) -> Draft:
    """The draft out of the JSON of an event that begins a report."""
    cells = {place: None if value is None else str(value) for place, value in document["cells"].items()}
    notes: Iterable[Mapping[str, str]] = document["notes"]
    return Draft(
        document["form"],
        document["unit"],
        document["year"],
        cells,
        dict(document["texts"]),
        tuple(Note(note["kind"], note["place"], note["text"]) for note in notes),
    )


def digits_of(value: Figure | None) -> str | None:
    """A figure in canonical digits; ArithmeticError for what is not finite."""
    return None if value is None else print_figure(figure(value))


def figure_of(digits: str | None) -> Figure | None:
    """The figure that canonical digits stand for."""
    return None if digits is None else figure(Decimal(digits))


def json_figure(digits: str | None) -> Plain:
    """Canonical digits in JSON: an integer, or a fraction as a string."""
    return digits if digits is None or "." in digits else int(digits)
