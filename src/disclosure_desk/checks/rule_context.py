"""What the rules look at: a report's printed figures, worked out once, with all that bears on them beside them."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.finding import WHOLE_REPORT, Finding, TextMark
from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.form import EXPLANATION, Form, Rule, UnitKind
from disclosure_desk.core.report import UNIT, YEAR, Report


class Subject:
    """A report under check; its figures do not change while the rules run."""

    def __init__(self, report: Report, given: CheckContext) -> None:
        self.report, self.given = report, given
        self.previous = given.previous
        self.form = report.form
        self.figures = report.figures()
        self.unit_kind = _unit_kind(self.form, report.unit, given.kind)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts as far as they are read: no report has one so long, and a clerk waits for each rule."""
        return self._read(self.report)

    @cached_property
    def texts_before(self) -> Mapping[str, str]:
        """Last year's texts as far as they are read; empty without last year's report."""
        return self._read(self.previous) if self.previous else {}

    @cached_property
    def figures_before(self) -> dict[str, Figure | None]:
        """Last year's printed figures by cell; empty without last year's report."""
        return self.previous.figures() if self.previous else {}

    def known(self, cells: Iterable[str]) -> list[Figure] | None:
        """The figures of cells; None if one is blank, which leaves a rule undecided."""
        figures = [self.figures[cell] for cell in cells]
        known = [figure for figure in figures if figure is not None]
        return known if len(known) == len(figures) else None

    def before(self, cell: str) -> Figure | None:
        """Last year's figure of a cell, None without last year's report."""
        return self.figures_before.get(cell)

    def term(self, cell: str) -> str:
        """A row and what stands in it, for a message that adds rows up."""
        return f"{self.form.cells[cell].row.name} {print_figure(self.figures[cell])}"

    def listed(self, cells: Iterable[str]) -> str:
        """Cells by column and figure, for a message about one row."""
        return "、".join(f"{self.form.cells[cell].column.name} {print_figure(self.figures[cell])}" for cell in cells)

    def finding(self, rule: Rule, cells: Iterable[str], marks: Sequence[TextMark] = (), /, **words: object) -> Finding:
        """A finding of a rule; the first place gives the message its names, no place means the report as a whole."""
        places = tuple(cells)
        message = rule.message.format(**(self._named(places) | words))
        key = self._key(rule, places, message)
        return Finding(
            rule.id,
            rule.severity,
            self._section(places),
            places,
            message,
            rule.basis,
            key=key,
            marks=tuple(marks),
            explainable=rule.severity == "warning" or rule.override,
            reasons=rule.reasons,
            sources=rule.sources,
            explanation=self._answer(rule, key),
        )

    def _read(self, report: Report) -> Mapping[str, str]:
        return {place: text[: self.given.most_read] for place, text in report.texts.items()}

    def _answer(self, rule: Rule, key: str) -> str:
        """What the clerk said to a finding, if it is an answer: one that names all sources the rule asks for."""
        said = self.report.explanations.get(key, "")
        return said if all(source in said for source in rule.sources) else ""

    def _named(self, places: Sequence[str]) -> dict[str, object]:
        named: dict[str, object] = {"unit_kind": self.unit_kind.name, "year": self.report.year}
        if not places:
            return named
        place = places[0]
        if place in self.form.cells:
            cell = self.form.cells[place]
            named |= {"grid": self.form.grids[cell.grid].name, "row": cell.row.name, "column": cell.column.name}
            named |= {"place": self.form.place_name(place), "stands": print_figure(self.figures[place])}
        elif place in self.form.texts:
            named |= {"place": self.form.place_name(place), "heading": self.form.section_of(place).name}
        return named

    def _section(self, places: Sequence[str]) -> str:
        if not places or places[0] in {UNIT, YEAR}:
            return WHOLE_REPORT
        return self.form.section_of(places[0]).id

    def _key(self, rule: Rule, places: Sequence[str], message: str) -> str:
        """An explanation answers these figures in these words; with others its place is another, so it is void."""
        figures = (f"{place}={self.figures.get(place)}" for place in places)
        digest = hashlib.sha256("\n".join([message, *figures]).encode()).hexdigest()
        return f"{EXPLANATION}{rule.key}.{digest[:12]}"


def _unit_kind(form: Form, unit: str, kind: str) -> UnitKind:
    return next((one for one in form.unit_kinds if one.id == kind), None) or form.unit_kind(unit)
