"""The official form as values, read from resources/forms/: sections, texts, grids and cells.

They are named tuples, as are most values of the program: a dataclass takes six times as long to define, and the first
one loads `inspect`. Without any, a command starts 16 ms sooner (tests/cli/test_loaded_modules.py).
"""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.core.edition_map import EditionMap, LabelRename

EXPLANATION = "explanation."
"""What the place of an explanation starts with; key and digest of the finding it answers follow."""


def cell_id(grid: str, row: str, column: str) -> str:
    """The id of the cell where a row and a column of a grid meet."""
    return ".".join(part for part in (grid, row, column) if part)


class Text(NamedTuple):
    """A place for prose: a whole section, or one topic of the overview."""

    id: str
    heading: str
    name: str
    help: str
    section: str
    optional: bool


class Row(NamedTuple):
    """A row of figures; `label` is its path from the outermost merged heading inwards."""

    id: str
    label: tuple[str, ...]
    help: str
    sum_of: str
    excluded: str = ""
    """What is not to be counted here."""

    @property
    def name(self) -> str:
        """How messages call the row: its path without the outermost of several labels."""
        return " ".join(self.label[1:] or self.label)


class Column(NamedTuple):
    """A column of figures; `label` is its path from the topmost merged heading downwards."""

    id: str
    label: tuple[str, ...]
    name: str
    help: str
    sum_of: str
    unit: str
    decimals: int
    excluded: str = ""


class Block(NamedTuple):
    """A run of rows under one head; table two has four, the others one."""

    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Cell(NamedTuple):
    """A place for one figure; `parts` are the ids it sums, by row (leftwards) and by column (upwards)."""

    id: str
    grid: str
    row: Row
    column: Column
    row_parts: tuple[str, ...]
    column_parts: tuple[str, ...]

    @property
    def is_sum(self) -> bool:
        """Whether the program can work the figure out from others."""
        return bool(self.row_parts or self.column_parts)

    @property
    def decimals(self) -> int:
        """How many decimal places the cell may hold; 0 for a count."""
        return self.column.decimals

    @property
    def name(self) -> str:
        """How messages call the cell within its grid: row and column."""
        return "".join(f"“{part}”" for part in (self.row.name, self.column.name) if part)


class Grid(NamedTuple):
    """An official table: its blocks, how many columns hold labels, and its widths as a ratio."""

    id: str
    name: str
    label_columns: int
    widths: tuple[int, ...]
    blocks: tuple[Block, ...]


class Section(NamedTuple):
    """One part of the report: texts or a grid under an official heading."""

    id: str
    heading: str
    name: str
    help: str
    texts: tuple[Text, ...]
    grid: Grid | None
    short_name: str = ""
    """What it is called where there is no room for its name."""

    @property
    def numeral(self) -> str:
        """Its number as the form has it; of a section without one the first character of what it is called."""
        return (self.heading or self.short_name or self.name)[0]


class UnitKind(NamedTuple):
    """A kind of public body, told from the ending of its name."""

    id: str
    name: str
    endings: tuple[str, ...]


class _FormEntries(NamedTuple):
    """What the file of a form says."""

    id: str
    name: str
    basis: str
    title: str
    unit_kinds: tuple[UnitKind, ...]
    sections: tuple[Section, ...]
    cells: Mapping[str, Cell]
    rule_files: tuple[str, ...] = ()
    renames: tuple[LabelRename, ...] = ()
    edition_map: EditionMap | None = None
    explained: Mapping[str, str] = MappingProxyType({})


class Form(_FormEntries):
    """An edition of the official report, whole.

    `rule_files` are the files beside it whose rules check its reports; what a rule is, is known to `checks` only.
    `explained` names what an explanation is of, by the id of the rule that it answers.
    """

    def __hash__(self) -> int:
        """By the id alone: what is remembered of a form is looked up by it, and few forms share an id."""
        return hash(self.id)

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """Every place for prose by its id, in the order of the report."""
        return {text.id: text for section in self.sections for text in section.texts}

    @cached_property
    def preface(self) -> Text:
        """The text before the first heading."""
        return next(section for section in self.sections if not section.heading).texts[0]

    @cached_property
    def grids(self) -> Mapping[str, Grid]:
        """Every grid by its id, in the order of the report."""
        return {section.grid.id: section.grid for section in self.sections if section.grid}

    def section(self, section_id: str) -> Section:
        """The section of that id."""
        return next(section for section in self.sections if section.id == section_id)

    def section_of(self, place: str) -> Section:
        """The section a cell or text stands in."""
        return self.section(self.cells[place].grid if place in self.cells else self.texts[place].section)

    def place_name(self, place: str) -> str:
        """How messages call a cell, text or explanation: table, row and column, the text's name, or the rule."""
        if place in self.cells:
            cell = self.cells[place]
            return self.grids[cell.grid].name + cell.name
        if place.startswith(EXPLANATION):
            rule = place.split(".")[1]
            return f"对“{self.explained[rule]}”的说明" if rule in self.explained else f"对 {rule} 的说明"
        text = self.texts[place]
        return f"“{text.name}”"

    def unit_kind(self, unit: str) -> UnitKind:
        """What kind of body a unit is, told from its name."""
        for kind in self.unit_kinds:
            if any(unit.endswith(ending) for ending in kind.endings):
                return kind
        return self.unit_kinds[-1]

    def report_title(self, unit: str, year: int) -> str:
        """The official title of a unit's report on a year."""
        return self.title.format(unit=unit, year=year)
