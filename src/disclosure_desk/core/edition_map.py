"""How figures and labels of one edition of the form map to the edition in force; each form file brings its own."""

from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from disclosure_desk.core.toml_table import StrictTable
from disclosure_desk.text.wildcards import fitting

MappingMode = Literal["take", "hint", "mention"]
"""What becomes of a figure: it is taken, offered beside a cell that stays blank, or only mentioned in a note there."""


class CellMapping(NamedTuple):
    """Where the figures of some cells of another edition go in the edition in force; nowhere if `target` is "".

    A * of `target` stands for what the * of `source` matched. `note` is kept with each such cell, {stands} in it
    replaced by what the source has there.
    """

    source: str
    target: str = ""
    mode: MappingMode = "take"
    note: str = ""


class EditionMap(NamedTuple):
    """How a report of another edition is recognised by `signs`, labels of its tables, and mapped to the one in force.

    The first mapping whose `source` matches a cell applies to it; `note` is kept with the whole report.
    """

    signs: tuple[str, ...]
    note: str
    mappings: tuple[CellMapping, ...]


class LabelRename(NamedTuple):
    """Labels that another edition had, and the note on them; the figures beside one go to `target_row` unless "".

    `beside_figures`: the label counts only with a figure right beside it, because other tables have its words, too.
    `contains`: the rows whose figures are among those of `target_row` where a table has the label.
    """

    labels: tuple[str, ...]
    note: str
    beside_figures: bool
    target_row: str = ""
    contains: tuple[str, ...] = ()


def read_edition_map(entries: object, where: str, cells: Iterable[str]) -> EditionMap | None:
    """The map in a form file's table, None where it has none; raises FormError that names a wrong key."""
    if not entries:
        return None
    entry = StrictTable(entries, where)
    edition_map = EditionMap(
        entry.words("signs"),
        entry.take("note", str),
        tuple(_read_mapping(mapping, cells) for mapping in entry.tables("mappings")),
    )
    entry.done()
    return edition_map


def _read_mapping(entry: StrictTable, cells: Iterable[str]) -> CellMapping:
    source, mode = entry.take("from", str), entry.take("mode", str, "take")
    if not fitting(cells, source):
        entry.refuse("from", f"没有这样的格子：{source}")
    if mode not in get_args(MappingMode):
        entry.refuse("mode", f"没有这种办法：{mode}")
    mapping = CellMapping(source, entry.take("to", str), mode, entry.take("note", str, ""))
    entry.done()
    return mapping


def read_rename(entry: StrictTable) -> LabelRename:
    """One of a form file's renames; raises FormError that names a wrong key."""
    labels, note = entry.words("labels"), entry.take("note", str)
    beside_figures = entry.take("beside_figures", bool, default=False)
    target_row, contains = entry.take("target_row", str, ""), entry.words("contains", optional=True)
    rename = LabelRename(labels, note, beside_figures, target_row, contains)
    entry.done()
    return rename
