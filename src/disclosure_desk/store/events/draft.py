"""A report as the data file holds it: plain values, so that no form is needed to compare or replay one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import (
    NOTES,
    UNIT,
    YEAR,
    Note,
    Report,
    Value,
    new_report,
    notes_from_text,
    notes_to_text,
)

Plain = int | str | None
"""A value in JSON: a fraction is a string, for JSON's own are not exact; the place tells it from a text."""


@dataclass
class Draft:
    """Everything stored about one report; `cells` in canonical digits, None where blank, explanations among `texts`."""

    form: str
    unit: str
    year: int
    cells: dict[str, str | None]
    texts: dict[str, str]
    notes: tuple[Note, ...]
    last: int = 0
    changed: str = ""

    def step(self, place: str, before: Plain, after: Plain) -> None:
        """Let `after` out of JSON stand where `before` stands; KeyError, TypeError or ValueError if it cannot."""
        if place in self.cells:
            if self.cells[place] != _digits(before):
                raise ValueError(place)
            self.cells[place] = _digits(after)
            return
        stands = self._text_or_header(place)
        if stands != before:
            raise ValueError(place)
        if type(after) is not type(stands):
            raise TypeError(place)
        self._put(place, after)

    def _text_or_header(self, place: str) -> Plain:
        if place in self.texts:
            return self.texts[place]
        if place == NOTES:
            return notes_to_text(self.notes)
        return "" if place.startswith(EXPLANATION) else self._header()[place]

    def _put(self, place: str, value: Any) -> None:  # noqa: ANN401 - of the type that stands there
        if place.startswith(EXPLANATION) and not value:
            self.texts.pop(place, None)
        elif place in self.texts or place.startswith(EXPLANATION):
            self.texts[place] = value
        elif place == UNIT:
            self.unit = value
        elif place == NOTES:
            self.notes = notes_from_text(value)
        else:
            self.year = value

    def value(self, place: str, plain: Plain) -> Value:
        """The report's value for one in JSON at that place."""
        return figure_of(_digits(plain)) if place in self.cells else plain

    def values(self) -> dict[str, Value]:
        """Every place of the report with its value."""
        return {place: self.value(place, plain) for place, plain in self.stored_values().items()}

    def stored_values(self) -> dict[str, Plain]:
        """Every place of the report with what is stored there, cells in digits."""
        return {**self._header(), **self.cells, **self.texts}

    def _header(self) -> dict[str, Plain]:
        return {UNIT: self.unit, YEAR: self.year}

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
    texts = {**report.texts, **report.explanations}
    return Draft(report.form.id, report.unit, report.year, cells, texts, tuple(report.notes))


def read_document(document: Mapping[str, Any]) -> Draft:
    """The draft out of the JSON of an event that begins a report."""
    cells = {place: _digits(value) for place, value in document["cells"].items()}
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


def _digits(plain: Plain) -> str | None:
    """The canonical digits of a figure out of JSON."""
    return None if plain is None else str(plain)
