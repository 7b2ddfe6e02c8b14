"""The types of a rule's fields: each says how the key of that name is read from a rule file and what is refused.

A kind of rule declares `cells: CellIds`, `share: Decimal`, `axis: Literal["rows", "columns"]`, and the loader fills
the field from the key `cells`, `share`, `axis` of each rule of that kind. What a rule names must be in the form.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin

from disclosure_desk.core.form import Form
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError, StrictTable
from disclosure_desk.text.wildcards import fitting

_COMMON_YEAR = 2023
"""A year without 29 February, which no law can name as the day a report is due each year."""


class RuleEntry:
    """A rule being read: its table in the file, the form that it speaks of, and the fields read so far by name."""

    def __init__(self, table: StrictTable, form: Form) -> None:
        self.table, self.form = table, form
        self.fields: dict[str, Any] = {}

    def cells_like(self, key: str, pattern: str) -> list[str]:
        """The cells that a pattern with * fits; a pattern that fits none is refused under the key."""
        return self._matching(key, pattern, self.form.cells, f"没有这样的格子：{pattern}")

    def texts_like(self, key: str, pattern: str) -> list[str]:
        """The texts that a pattern with * fits; a pattern that fits none is refused under the key."""
        return self._matching(key, pattern, self.form.texts, f"没有这段文字：{pattern}")

    def _matching(self, key: str, pattern: str, ids: Collection[str], refusal: str) -> list[str]:
        found = [pattern] if pattern in ids else fitting(ids, pattern)
        if not found:
            self.table.refuse(key, refusal)
        return found


FieldReader = Callable[[RuleEntry, str], Any]
"""Takes a key from a rule's table and returns the field's value; raises FormError that names the key."""


class NamedStep(NamedTuple):
    """A step of the office's approval: its id in the record and its name in messages."""

    id: str
    name: str


def _cell_ids(entry: RuleEntry, key: str) -> tuple[str, ...]:
    return tuple(cell for pattern in entry.table.words(key) for cell in entry.cells_like(key, pattern))


def _cell_id(entry: RuleEntry, key: str) -> str:
    return _known(entry, key, entry.form.cells, "没有这样的格子")


def _text_ids(entry: RuleEntry, key: str) -> tuple[str, ...]:
    return tuple(text for pattern in entry.table.words(key) for text in entry.texts_like(key, pattern))


def _text_id(entry: RuleEntry, key: str) -> str:
    return _known(entry, key, entry.form.texts, "没有这段文字")


def _grid_id(entry: RuleEntry, key: str) -> str:
    return _known(entry, key, entry.form.grids, "没有这张表")


def _known(entry: RuleEntry, key: str, ids: Iterable[str], refusal: str) -> str:
    one = str(entry.table.take(key, str))
    if one not in ids:
        entry.table.refuse(key, f"{refusal}：{one}")
    return one


def _row_ids(entry: RuleEntry, key: str) -> tuple[str, ...]:
    return tuple(_row_of_grid(entry, key, row) for row in entry.table.words(key))


def _row_id(entry: RuleEntry, key: str) -> str:
    return _row_of_grid(entry, key, entry.table.take(key, str))


def _row_of_grid(entry: RuleEntry, key: str, row: str) -> str:
    grid = entry.fields["grid"]
    if not any(row == one.id for block in entry.form.grids[grid].blocks for one in block.rows):
        entry.table.refuse(key, f"{grid} 里没有这一行：{row}")
    return row


def _unit_kinds(entry: RuleEntry, key: str) -> tuple[str, ...]:
    known = {kind.id for kind in entry.form.unit_kinds}
    kinds = entry.table.words(key)
    for kind in kinds:
        if kind not in known:
            entry.table.refuse(key, f"没有这类机关：{kind}")
    return kinds


def _dictionary(entry: RuleEntry, key: str) -> str:
    name = str(entry.table.take(key, str))
    if not resource("dictionaries", f"{name}.toml").is_file():
        entry.table.refuse(key, f"没有这本词典：{name}")
    return name


def _month_and_day(entry: RuleEntry, key: str) -> tuple[int, int]:
    written = entry.table.take(key, str)
    try:
        day = date.fromisoformat(f"{_COMMON_YEAR}-{written}")
    except ValueError as error:
        raise FormError(f"{entry.table.where}{key}：应当是月-日，例如 01-31：{written}") from error
    return day.month, day.day


def _approval_steps(entry: RuleEntry, key: str) -> tuple[NamedStep, ...]:
    steps = []
    for table in entry.table.tables(key):
        steps.append(NamedStep(table.take("id", str), table.take("name", str)))
        table.done()
    return tuple(steps)


def _decimal(entry: RuleEntry, key: str) -> Decimal:
    value = entry.table.take(key, object)
    if not isinstance(value, int | float):
        entry.table.refuse(key, f"应当是数字：{value!r}")
    return Decimal(str(value))


def _choice(choices: tuple[str, ...], entry: RuleEntry, key: str) -> str:
    return _chosen(choices, entry, key, entry.table.take(key, str))


def _choices(choices: tuple[str, ...], entry: RuleEntry, key: str) -> tuple[str, ...]:
    return tuple(_chosen(choices, entry, key, one) for one in entry.table.words(key))


def _chosen(choices: tuple[str, ...], entry: RuleEntry, key: str, chosen: str) -> str:
    if chosen not in choices:
        entry.table.refuse(key, f"只能是 {' 或 '.join(choices)}：{chosen}")
    return chosen


CellIds = Annotated[tuple[str, ...], _cell_ids]
"""Cells, written as patterns with *; each must fit at least one cell of the form."""
CellId = Annotated[str, _cell_id]
TextIds = Annotated[tuple[str, ...], _text_ids]
"""Texts, written as patterns with *; each must fit at least one text of the form."""
TextId = Annotated[str, _text_id]
GridId = Annotated[str, _grid_id]
RowIds = Annotated[tuple[str, ...], _row_ids]
"""Rows of the grid that the field `grid`, declared before, names."""
RowId = Annotated[str, _row_id]
UnitKinds = Annotated[tuple[str, ...], _unit_kinds]
"""Kinds of public body by id, as the form's `unit_kinds` define them."""
Dictionary = Annotated[str, _dictionary]
"""The name of a file in resources/dictionaries/."""
MonthAndDay = Annotated[tuple[int, int], _month_and_day]
"""A day of each year, written 01-31."""
ApprovalSteps = Annotated[tuple[NamedStep, ...], _approval_steps]
"""Tables with the keys id and name, in the order of the approval."""

_PLAIN: Mapping[Any, FieldReader] = {
    str: lambda entry, key: entry.table.take(key, str),
    int: lambda entry, key: entry.table.take(key, int),
    Decimal: _decimal,
    tuple[str, ...]: lambda entry, key: entry.table.words(key),
}


def field_reader(annotation: Any) -> FieldReader:  # noqa: ANN401 - a type as it is written in a class
    """How a field of that type is read: one of the types above, a Literal, a tuple of Literals, or a plain type."""
    if get_origin(annotation) is Annotated:
        reader: FieldReader = annotation.__metadata__[0]
        return reader
    if get_origin(annotation) is Literal:
        return partial(_choice, get_args(annotation))
    if get_origin(annotation) is tuple and get_origin(get_args(annotation)[0]) is Literal:
        return partial(_choices, get_args(get_args(annotation)[0]))
    return _PLAIN[annotation]
