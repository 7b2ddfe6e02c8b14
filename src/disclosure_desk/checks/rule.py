"""What a rule is and what it looks at: the base class of all kinds of rule, and the report under check."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, ClassVar, NamedTuple, NoReturn, TypeVar

from disclosure_desk.checks.check_context import CheckContext
from disclosure_desk.checks.finding import WHOLE_REPORT, Finding, Severity, TextMark
from disclosure_desk.checks.rule_fields import FieldReader, field_reader
from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import HEADER_NAMES, UNIT, YEAR, Report


class RuleKind(ABC):
    """A rule of a form; a subclass is a kind of rule, an object of it one rule with the values of its rule file.

    A kind is registered with `@rule_kind("its name in the files")`, declares the keys of its own as annotated fields
    of the types in rule_fields, and finds faults in `check`. What other packages ask of a kind are its class
    attributes, never its name.

    Every rule has: `id`; `part`, which distinguishes rules of one id (the same matter at two severities, say);
    `severity`, `message` (a template) and `basis` of its findings; `example`, places and values that pass, and
    `breaks`, the smallest change of the example that gives exactly one finding; `override`: an error that the clerk
    may answer with a reason; `reasons` offered for the answer; `sources` that the answer must name; `follows`: keys of
    rules whose finding at the same place makes this rule's finding a consequence.
    """

    kind: ClassVar[str]
    fields: ClassVar[Mapping[str, FieldReader]]

    marks_cells: ClassVar[bool] = True
    """Whether a cell that a finding names is to be marked in the table."""
    counts_blanks: ClassVar[bool] = False
    """Whether the findings list blank cells: shown as a number of cells still to fill, not as one mistake."""
    is_identity: ClassVar[bool] = False
    """Whether the rule says that figures add up; `identities` are then its equations."""
    shows_misread_figures: ClassVar[bool] = False
    """Whether a finding hints that a figure was read from the wrong place of a source."""

    id: str
    severity: Severity
    message: str
    basis: str
    example: Mapping[str, Figure | str | None]
    breaks: Mapping[str, Figure | str | None]
    part: str
    override: bool
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    follows: tuple[str, ...]

    def __init__(self, **fields: Any) -> None:  # noqa: ANN401 - the loader has read each by its type
        self.__dict__.update(fields)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a rule is shared by all checks and does not change: {name}")

    @property
    def side_names(self) -> tuple[str, str] | None:
        """What the two sides of its equations are called under the table; None where they are not drawn there."""
        return None

    @property
    def key(self) -> str:
        """The rule's unique name: its id, with its part where several rules share the id."""
        return f"{self.id}.{self.part}" if self.part else self.id

    @abstractmethod
    def check(self, context: "RuleContext") -> Iterator[Finding]:
        """What is wrong with the report under check; nothing where the rule cannot be decided yet."""

    def identities(self, form: Form) -> Iterable["Identity"]:  # noqa: ARG002 - a kind that is an identity asks for it
        """The equations that the rule stands for; none for a kind that is no identity."""
        return ()


class Identity(NamedTuple):
    """The figures of the `left` cells add up to what those of the `right` do; of a sum the total is on the left."""

    rule: RuleKind
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """All its cells, in the order a finding names them."""
        return (*self.left, *self.right)


KINDS: dict[str, type[RuleKind]] = {}
"""Every kind of rule by its name in the rule files; filled by `rule_kind` as the modules of `kinds` are imported."""

_Kind = TypeVar("_Kind", bound=RuleKind)


def rule_kind(name: str) -> Callable[[type[_Kind]], type[_Kind]]:
    """Register a class as the kind of rule that rule files call by that name."""

    def register(cls: type[_Kind]) -> type[_Kind]:
        bases = [base for base in reversed(cls.__mro__) if issubclass(base, RuleKind) and base is not RuleKind]
        cls.kind = name
        cls.fields = {key: field_reader(of) for base in bases for key, of in base.__annotations__.items()}
        KINDS[name] = cls
        return cls

    return register


class RuleContext:
    """A report under check with its figures worked out once; they do not change while the rules run.

    given: what else bears on the report. rules: all rules of its form. unit_kind: the kind of body that reports.
    """

    def __init__(self, report: Report, given: CheckContext, rules: Sequence[RuleKind]) -> None:
        self.report, self.given, self.rules = report, given, rules
        self.previous = given.previous
        self.form = report.form
        self.figures = report.figures()
        chosen = next((kind for kind in self.form.unit_kinds if kind.id == given.kind), None)
        self.unit_kind = chosen or self.form.unit_kind(report.unit)
        self._paragraphs: dict[tuple[str, ...], Sequence[TextParagraph]] = {}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The texts by id, each as far as it is read: a clerk waits for each rule, and no real text is as long."""
        return self._read(self.report)

    @cached_property
    def texts_before(self) -> Mapping[str, str]:
        """Last year's texts as far as they are read; empty without last year's report."""
        return self._read(self.previous) if self.previous else {}

    @cached_property
    def figures_before(self) -> dict[str, Figure | None]:
        """Last year's printed figures by cell; empty without last year's report."""
        return self.previous.figures() if self.previous else {}

    @cached_property
    def unsettled(self) -> Mapping[RuleKind, Sequence[Identity]]:
        """By rule the identities that do not hold, or of which a figure is blank: most reports have none."""
        known = {cell: figure for cell, figure in self.figures.items() if figure is not None}
        found: dict[RuleKind, list[Identity]] = {}
        for identity in _identities(tuple(self.rules), self.form):
            try:
                holds = sum(map(known.__getitem__, identity.left)) == sum(map(known.__getitem__, identity.right))
            except KeyError:
                holds = False
            if not holds:
                found.setdefault(identity.rule, []).append(identity)
        return found

    def rules_of(self, kind: type[_Kind]) -> Sequence[_Kind]:
        """The rules of a kind."""
        return _rules_of(tuple(self.rules), kind)

    def paragraphs(self, texts: tuple[str, ...]) -> "Sequence[TextParagraph]":
        """The paragraphs of some texts in their order, without empty ones; for every rule the same."""
        found = self._paragraphs.get(texts)
        if found is None:
            found = [
                TextParagraph(text, number, start, words)
                for text in texts
                for number, start, words in _paragraphs_of(self.texts[text])
            ]
            self._paragraphs[texts] = found
        return found

    def known(self, cells: Iterable[str]) -> list[Figure] | None:
        """The figures of cells; None if one is blank, which leaves a rule undecided."""
        figures = [self.figures[cell] for cell in cells]
        known = [figure for figure in figures if figure is not None]
        return known if len(known) == len(figures) else None

    def before(self, cell: str) -> Figure | None:
        """Last year's figure of a cell, None without last year's report."""
        return self.figures_before.get(cell)

    def row_and_figure(self, cell: str) -> str:
        """A cell by its row and figure, for a message that adds rows up."""
        stands = self.figures[cell]
        return f"{self.form.cells[cell].row.name} {'没有填全' if stands is None else print_figure(stands)}"

    def columns_and_figures(self, cells: Iterable[str]) -> str:
        """Cells by column and figure, for a message about one row."""
        return "、".join(f"{self.form.cells[cell].column.name} {print_figure(self.figures[cell])}" for cell in cells)

    def finding(
        self, rule: RuleKind, places: Iterable[str], marks: Iterable[TextMark] = (), /, **words: object
    ) -> Finding:
        """A finding of a rule about some places, the main one first; no place means the report as a whole.

        `words` fill the rule's message, as do the names of the first place: {grid}, {row}, {column}, {place} and
        {stands} (its figure) of a cell, {place} and {heading} of a text; and always {unit_kind} and {year}.
        """
        cells = tuple(places)
        message = rule.message.format(**(self._names(cells) | words))
        key = self._key(rule, cells, message)
        return Finding(
            rule.id,
            rule.severity,
            self._section(cells),
            cells,
            message,
            rule.basis,
            key=key,
            marks=tuple(marks),
            explainable=rule.severity == "warning" or rule.override,
            reasons=rule.reasons,
            sources=rule.sources,
            explanation=self._explanation(rule, key),
        )

    def _read(self, report: Report) -> Mapping[str, str]:
        return {place: text[: self.given.most_read] for place, text in report.texts.items()}

    def _explanation(self, rule: RuleKind, key: str) -> str:
        """The clerk's answer to a finding; "" unless it names all sources that the rule asks for."""
        answer = self.report.explanations.get(key, "")
        return answer if all(source in answer for source in rule.sources) else ""

    def _names(self, places: Sequence[str]) -> dict[str, object]:
        names: dict[str, object] = {"unit_kind": self.unit_kind.name, "year": self.report.year}
        if not places:
            return names
        place = places[0]
        if place in HEADER_NAMES:
            names["place"] = HEADER_NAMES[place]
        elif place in self.form.cells:
            cell = self.form.cells[place]
            names |= {"grid": self.form.grids[cell.grid].name, "row": cell.row.name, "column": cell.column.name}
            names |= {"place": self.form.place_name(place), "stands": print_figure(self.figures[place])}
        else:
            names |= {"place": self.form.place_name(place), "heading": self.form.section_of(place).name}
        return names

    def _section(self, places: Sequence[str]) -> str:
        if not places or places[0] in {UNIT, YEAR}:
            return WHOLE_REPORT
        return self.form.section_of(places[0]).id

    def _key(self, rule: RuleKind, places: Sequence[str], message: str) -> str:
        """The key is made of the message and the figures, so that an explanation is void once one of them changes."""
        figures = (f"{place}={self.figures.get(place)}" for place in places)
        digest = hashlib.sha256("\n".join([message, *figures]).encode()).hexdigest()
        return f"{EXPLANATION}{rule.key}.{digest[:12]}"


class TextParagraph(NamedTuple):
    """A paragraph: the text it stands in, its number there from 1, where it begins, and its words."""

    text: str
    number: int
    start: int
    words: str


@lru_cache(maxsize=64)
def _paragraphs_of(text: str) -> Sequence[tuple[int, int, str]]:
    found, start = [], 0
    for number, words in enumerate(text.split("\n"), 1):
        if words:
            found.append((number, start, words))
        start += len(words) + 1
    return found


@lru_cache(maxsize=8)
def _identities(rules: tuple[RuleKind, ...], form: Form) -> Sequence[Identity]:
    return [identity for rule in rules for identity in rule.identities(form)]


@lru_cache(maxsize=32)
def _rules_of(rules: tuple[RuleKind, ...], kind: type[_Kind]) -> Sequence[_Kind]:
    return [rule for rule in rules if isinstance(rule, kind)]
