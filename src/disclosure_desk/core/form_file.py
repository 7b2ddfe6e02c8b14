"""Reads a form from resources/forms/ and refuses a wrong one by naming file and key."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from disclosure_desk.core.edition_map import read_edition_map, read_rename
from disclosure_desk.core.form import (
    Block,
    Cell,
    Column,
    Form,
    Grid,
    Row,
    Section,
    Text,
    UnitKind,
    cell_id,
)
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable, load_table
from disclosure_desk.text.wildcards import fitting

EDITION = "2021"
"""The edition of the form that is filled today."""

OTHER_EDITIONS = ("2019",)
"""The editions that are only read."""


@lru_cache
def load_form(form_id: str) -> Form:
    """The form of that edition as it is shipped, read once.

    What is remembered of a form is looked up by it, and two forms that were read of one file are compared cell by cell.
    """
    return read_form_file(resource("forms", f"{form_id}.toml"))


def read_form_file(path: Path) -> Form:
    """The form a file defines; raises FormError that names the file and the key."""
    return _read_form(load_table(path))


def _read_form(entry: StrictTable) -> Form:
    identity = {"id" if key == "form" else key: entry.take(key, str) for key in ("form", "name", "basis", "title")}
    if "{unit}" not in identity["title"] or "{year}" not in identity["title"]:
        entry.refuse("title", "标题里要有 {unit} 和 {year}")
    unit_kinds = tuple(_read_unit_kind(table) for table in entry.tables("unit_kinds"))
    grids = {name: _read_grid(name, table) for name, table in entry.named("grids").items()}
    sections = tuple(_read_section(table, grids) for table in entry.tables("sections"))
    _refuse_doubles(entry, "sections", [section.id for section in sections])
    for name in grids.keys() - {section.id for section in sections}:
        entry.refuse(f"grids.{name}", "没有同名的部分")
    cells = {cell.id: cell for section in sections if section.grid for cell in _cells(entry, section.grid)}
    renames = tuple(read_rename(table) for table in entry.tables("renames", optional=True))
    edition_map = read_edition_map(entry.take("edition_map", dict, {}), f"{entry.where}edition_map.", cells)
    rule_files = entry.words("rule_files", optional=True)
    explained = entry.take("explained", dict, {})
    names = StrictTable(explained, f"{entry.where}explained.")
    entry.done()
    return Form(
        **identity,
        unit_kinds=unit_kinds,
        sections=sections,
        cells=cells,
        rule_files=rule_files,
        renames=renames,
        edition_map=edition_map,
        explained={rule: names.take(rule, str) for rule in explained},
    )


def _read_unit_kind(entry: StrictTable) -> UnitKind:
    kind = UnitKind(entry.take("id", str), entry.take("name", str), entry.words("endings"))
    entry.done()
    return kind


def _read_section(entry: StrictTable, grids: Mapping[str, Grid]) -> Section:
    section_id, heading = entry.take("id", str), entry.take("heading", str)
    name, help_text = entry.take("name", str), entry.take("help", str)
    optional, short_name = entry.take("optional", bool, default=False), entry.take("short_name", str, default="")
    topics = tuple(_read_topic(topic, section_id) for topic in entry.tables("topics", optional=True))
    _refuse_doubles(entry, "topics", [topic.id for topic in topics])
    grid = grids.get(section_id)
    if grid and topics:
        entry.refuse("topics", "有表格的部分不能再有文字")
    own = () if grid else (Text(section_id, "", name, help_text, section_id, optional),)
    entry.done()
    return Section(section_id, heading, name, help_text, topics or own, grid, short_name)


def _read_topic(entry: StrictTable, section_id: str) -> Text:
    topic_id, heading = entry.take("id", str), entry.take("heading", str)
    name, help_text = entry.take("name", str), entry.take("help", str)
    text = Text(f"{section_id}.{topic_id}", heading, name, help_text, section_id, optional=False)
    entry.done()
    return text


def _read_grid(name: str, entry: StrictTable) -> Grid:
    label_columns, widths = entry.take("label_columns", int), entry.take("widths", list)
    for index, width in enumerate(widths):
        if not isinstance(width, int) or width <= 0:
            entry.refuse(f"widths[{index}]", f"应当是正整数：{width!r}")
    blocks = tuple(_read_block(block) for block in entry.tables("blocks"))
    grid = Grid(name, entry.take("name", str), label_columns, tuple(widths), blocks)
    widest = label_columns + max((len(block.columns) for block in blocks), default=0)
    if len(widths) != widest:
        entry.refuse("widths", f"应当有 {widest} 个列宽，写了 {len(widths)} 个")
    entry.done()
    return grid


def _read_block(entry: StrictTable) -> Block:
    columns = _named([_read_column(column) for column in entry.tables("columns")])
    rows = tuple(_read_row(row) for row in entry.tables("rows"))
    lines: Mapping[str, Sequence[Row | Column]] = {"columns": columns, "rows": rows}
    for axis, members in lines.items():
        _refuse_doubles(entry, axis, [line.id for line in members])
        _refuse_doubles(entry, axis, [" / ".join(line.label) for line in members], "标签重复")
        for line in members:
            if line.sum_of and not _parts(line, members):
                entry.refuse(f"{axis}.{line.id}.sum_of", f"没有可加的项目：{line.sum_of}")
    block = Block(entry.take("caption", str, ""), entry.take("corner", str, ""), columns, rows)
    entry.done()
    return block


def _read_column(entry: StrictTable) -> Column:
    column = Column(
        entry.take("id", str),
        entry.words("label"),
        "",
        entry.take("help", str, ""),
        entry.take("sum_of", str, ""),
        entry.take("unit", str),
        entry.take("decimals", int, 0),
        entry.take("excluded", str, ""),
    )
    entry.done()
    return column


def _named(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with the names messages use: the last label, with the one above it where the last is not alone."""
    lasts = [column.label[-1] for column in columns]
    return tuple(
        column._replace(name=last if lasts.count(last) == 1 else " ".join(column.label[-2:]))
        for column, last in zip(columns, lasts, strict=True)
    )


def _read_row(entry: StrictTable) -> Row:
    row = Row(
        entry.take("id", str),
        entry.words("label"),
        entry.take("help", str, ""),
        entry.take("sum_of", str, ""),
        entry.take("excluded", str, ""),
    )
    entry.done()
    return row


def _parts(line: Row | Column, lines: Sequence[Row | Column]) -> tuple[str, ...]:
    """The ids that a sum adds up: those of its pattern but itself and other sums."""
    if not line.sum_of:
        return ()
    return tuple(fitting((one.id for one in lines if not one.sum_of), line.sum_of))


def _cells(entry: StrictTable, grid: Grid) -> Iterator[Cell]:
    seen: set[str] = set()
    for block in grid.blocks:
        for row in block.rows:
            for column in block.columns:
                cell = cell_at(grid, block, row, column)
                if cell.id in seen:
                    entry.refuse(f"grids.{grid.id}", f"编号重复：{cell.id}")
                seen.add(cell.id)
                yield cell


def cell_at(grid: Grid, block: Block, row: Row, column: Column) -> Cell:
    """The cell where a row and a column of a block meet."""
    across = tuple(cell_id(grid.id, row.id, part) for part in _parts(column, block.columns))
    down = tuple(cell_id(grid.id, part, column.id) for part in _parts(row, block.rows))
    return Cell(cell_id(grid.id, row.id, column.id), grid.id, row, column, across, down)


def _refuse_doubles(entry: StrictTable, key: str, ids: Sequence[str], why: str = "编号重复") -> None:
    for double in sorted({one for one in ids if ids.count(one) > 1}):
        entry.refuse(key, f"{why}：{double}")
