"""A report as the data file holds it: in plain values, so that no form is needed to compare or replay it."""

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

JsonValue = int | str | None
"""A value in an event's JSON. A fraction is a string, because JSON's own are not exact; its place says so."""


@dataclass
class Draft:
    """Everything stored about one report.

    cells: canonical digits by place, None where blank. texts: explanations too. last, changed: number and moment of the
    newest event that changed a value.
    """

    form: str
    unit: str
    year: int
    cells: dict[str, str | None]
    texts: dict[str, str]
    notes: tuple[Note, ...]
    last: int = 0
    changed: str = ""

    def apply_change(self, place: str, before: JsonValue, after: JsonValue) -> None:
        """Put `after` in the place of `before`, both as JSON has them.

        Raises KeyError, TypeError or ValueError where `before` is not what is there, or `after` cannot be.
        """
        if place in self.cells:
            if self.cells[place] != _digits(before):
                raise ValueError(place)
            self.cells[place] = _digits(after)
            return
        present = self._text_or_header(place)
        if present != before:
            raise ValueError(place)
        if type(after) is not type(present):
            raise TypeError(place)
        self._put(place, after)

    def _text_or_header(self, place: str) -> JsonValue:
        if place in self.texts:
            return self.texts[place]
        if place == NOTES:
            return notes_to_text(self.notes)
        return "" if place.startswith(EXPLANATION) else self._header()[place]

    def _put(self, place: str, value: Any) -> None:  # noqa: ANN401 - of the type that is there already
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

    def value(self, place: str, plain: JsonValue) -> Value:
        """A value of that place in JSON as the report has it."""
        return figure_of(_digits(plain)) if place in self.cells else plain

    def values(self) -> dict[str, Value]:
        """Every place of the report with its value, as the report has it."""
        return {place: self.value(place, plain) for place, plain in self.stored_values().items()}

    def stored_values(self) -> dict[str, JsonValue]:
        """Every place of the report with what is stored there: cells in digits."""
        return {**self._header(), **self.cells, **self.texts}

    def _header(self) -> dict[str, JsonValue]:
        return {UNIT: self.unit, YEAR: self.year}

    def report(self, form: Form) -> Report:
        """The draft as a report of that form; raises KeyError where the form does not have one of its places."""
        figures = {place: figure_of(digits) for place, digits in self.cells.items()}
        return new_report(form, self.unit, self.year, {**figures, **self.texts}, self.notes)

    def document(self) -> dict[str, Any]:
        """The draft as the event that begins a report has it, for JSON."""
        return {
            "form": self.form,
            "unit": self.unit,
            "year": self.year,
            "cells": {place: json_figure(digits) for place, digits in self.cells.items()},
            "texts": self.texts,
            "notes": [{"kind": note.kind, "place": note.place, "text": note.text} for note in self.notes],
        }


def draft_of(report: Report) -> Draft:
    """The draft that stores the report."""
    cells = {place: digits_of(value) for place, value in report.cells.items()}
    texts = {**report.texts, **report.explanations}
    return Draft(report.form.id, report.unit, report.year, cells, texts, tuple(report.notes))


def read_document(document: Mapping[str, Any]) -> Draft:
    """The draft in the JSON of an event that begins a report."""
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


def json_figure(digits: str | None) -> JsonValue:
    """Canonical digits in JSON: an integer, or a fraction as a string."""
    return digits if digits is None or "." in digits else int(digits)


def _digits(plain: JsonValue) -> str | None:
    """The canonical digits of a figure out of JSON."""
    return None if plain is None else str(plain)
