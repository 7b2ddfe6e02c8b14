"""Reads a form from resources/forms/ and refuses a wrong one by naming file and key."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, get_args

from disclosure_desk.figure import Figure, figure
from disclosure_desk.form import (
    BLANK,
    Block,
    Cell,
    Column,
    Form,
    FormError,
    Grid,
    Row,
    Rule,
    Section,
    Severity,
    Text,
    UnitKind,
    cell_id,
)
from disclosure_desk.resources import resource

EDITION = "2021"
"""The edition of the form that is filled today."""

RULE_KINDS: Mapping[str, frozenset[str]] = {
    "balance": frozenset({"grid", "left", "right"}),
    "sum": frozenset({"grid", "axis"}),
    "whole": frozenset({"cells"}),
    "filled": frozenset({"cells"}),
    "zero": frozenset({"cells", "unit_kinds"}),
    "fee_unit": frozenset({"cell", "unit_kinds", "limits"}),
    "pending_high": frozenset({"cell", "others", "limits"}),
    "share_high": frozenset({"cell", "others", "limits"}),
    "without_words": frozenset({"cell", "text", "words"}),
    "without_requests": frozenset({"cells", "others"}),
    "all_zero": frozenset({"cells"}),
}
"""Every kind of rule and the keys it needs beside id, kind, severity, message, basis, example and breaks."""

_RULE_LIMITS = {"fee_unit": {"high", "low", "times"}, "pending_high": {"share"}, "share_high": {"share", "above"}}


def load_form(form_id: str) -> Form:
    """The form of that edition as it is shipped."""
    return read_form_file(resource("forms", f"{form_id}.toml"))


def read_form_file(path: Path) -> Form:
    """The form a file defines; raises FormError that names the file and the key."""
    try:
        entries = tomllib.loads(path.read_bytes().decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FormError(f"{path.name}：读不出表样：{error}") from error
    return _read_form(_Entry(entries, f"{path.name}："))


class _Entry:
    """One table of the file; every key is taken once, and a key left over is an error."""

    def __init__(self, entries: object, where: str) -> None:
        self.where = where
        if not isinstance(entries, dict):
            self.refuse("", "应当是一张表")
        self._left: dict[str, Any] = dict(entries)

    def refuse(self, key: str, why: str) -> NoReturn:
        """Give up on the file, naming the key."""
        raise FormError(f"{self.where}{key}：{why}")

    def take(self, key: str, kind: type, default: object = None) -> Any:  # noqa: ANN401 - typed by `kind`
        """The value of a key, of the given type; without a default the key must be there."""
        if key not in self._left:
            if default is None:
                self.refuse(key, "缺少这一项")
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind) or isinstance(value, bool) is not (kind is bool):
            self.refuse(key, f"类型不对：{value!r}")
        return value

    def words(self, key: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of strings."""
        values = self.take(key, list, [] if optional else None)
        for index, value in enumerate(values):
            if not isinstance(value, str):
                self.refuse(f"{key}[{index}]", f"应当是文字：{value!r}")
        return tuple(values)

    def tables(self, key: str, *, optional: bool = False) -> Iterator["_Entry"]:
        """A list of tables, each with its own place in messages."""
        values = self.take(key, list, [] if optional else None)
        for index, value in enumerate(values):
            yield _Entry(value, f"{self.where}{key}[{index}].")

    def named(self, key: str) -> Mapping[str, "_Entry"]:
        """A table of tables by name."""
        return {name: _Entry(value, f"{self.where}{key}.{name}.") for name, value in self.take(key, dict).items()}

    def done(self) -> None:
        """Refuse what nobody asked for."""
        for key in self._left:
            self.refuse(key, "没有这个项目名")


def _read_form(entry: _Entry) -> Form:
    identity = {key: entry.take(key, str) for key in ("form", "name", "basis", "title")}
    if "{unit}" not in identity["title"] or "{year}" not in identity["title"]:
        entry.refuse("title", "标题里要有 {unit} 和 {year}")
    unit_kinds = tuple(_read_unit_kind(table) for table in entry.tables("unit_kinds"))
    grids = {name: _read_grid(name, table) for name, table in entry.named("grids").items()}
    sections = tuple(_read_section(table, grids) for table in entry.tables("sections"))
    _refuse_doubles(entry, "sections", [section.id for section in sections])
    for name in grids.keys() - {section.id for section in sections}:
        entry.refuse(f"grids.{name}", "没有同名的部分")
    cells = {cell.id: cell for section in sections if section.grid for cell in _cells(entry, section.grid)}
    texts = [text.id for section in sections for text in section.texts]
    reader = _RuleReader(cells, frozenset(texts), grids, frozenset(kind.id for kind in unit_kinds))
    rules = tuple(reader.read(table) for table in entry.tables("rules", optional=True))
    _refuse_doubles(entry, "rules", [rule.id for rule in rules])
    entry.done()
    return Form(
        identity["form"], identity["name"], identity["basis"], identity["title"], unit_kinds, sections, cells, rules
    )


def _read_unit_kind(entry: _Entry) -> UnitKind:
    kind = UnitKind(entry.take("id", str), entry.take("name", str), entry.words("endings"))
    entry.done()
    return kind


def _read_section(entry: _Entry, grids: Mapping[str, Grid]) -> Section:
    section_id, heading = entry.take("id", str), entry.take("heading", str)
    name, help_text = entry.take("name", str), entry.take("help", str)
    optional = entry.take("optional", bool, default=False)
    topics = tuple(_read_topic(topic, section_id) for topic in entry.tables("topics", optional=True))
    _refuse_doubles(entry, "topics", [topic.id for topic in topics])
    grid = grids.get(section_id)
    if grid and topics:
        entry.refuse("topics", "有表格的部分不能再有文字")
    own = () if grid else (Text(section_id, "", name, help_text, section_id, optional),)
    entry.done()
    return Section(section_id, heading, name, help_text, topics or own, grid)


def _read_topic(entry: _Entry, section_id: str) -> Text:
    topic_id, heading = entry.take("id", str), entry.take("heading", str)
    name, help_text = entry.take("name", str), entry.take("help", str)
    text = Text(f"{section_id}.{topic_id}", heading, name, help_text, section_id, optional=False)
    entry.done()
    return text


def _read_grid(name: str, entry: _Entry) -> Grid:
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


def _read_block(entry: _Entry) -> Block:
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


def _read_column(entry: _Entry) -> Column:
    column = Column(
        entry.take("id", str),
        entry.words("label"),
        "",
        entry.take("help", str, ""),
        entry.take("sum_of", str, ""),
        entry.take("unit", str),
        entry.take("decimals", int, 0),
    )
    entry.done()
    return column


def _named(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with the names messages use: the last label, with the one above it where the last is not alone."""
    lasts = [column.label[-1] for column in columns]
    return tuple(
        replace(column, name=last if lasts.count(last) == 1 else " ".join(column.label[-2:]))
        for column, last in zip(columns, lasts, strict=True)
    )


def _read_row(entry: _Entry) -> Row:
    row = Row(entry.take("id", str), entry.words("label"), entry.take("help", str, ""), entry.take("sum_of", str, ""))
    entry.done()
    return row


def _parts(line: Row | Column, lines: Sequence[Row | Column]) -> tuple[str, ...]:
    """The ids that a sum adds up: those of its pattern but itself and other sums."""
    if not line.sum_of:
        return ()
    return tuple(one.id for one in lines if not one.sum_of and fnmatchcase(one.id, line.sum_of))


def _cells(entry: _Entry, grid: Grid) -> Iterator[Cell]:
    seen: set[str] = set()
    for block in grid.blocks:
        for row in block.rows:
            for column in block.columns:
                cell = _cell(grid, block, row, column)
                if cell.id in seen:
                    entry.refuse(f"grids.{grid.id}", f"编号重复：{cell.id}")
                seen.add(cell.id)
                yield cell


def _cell(grid: Grid, block: Block, row: Row, column: Column) -> Cell:
    across = tuple(cell_id(grid.id, row.id, part) for part in _parts(column, block.columns))
    down = tuple(cell_id(grid.id, part, column.id) for part in _parts(row, block.rows))
    return Cell(cell_id(grid.id, row.id, column.id), grid.id, row, column, across, down)


def _refuse_doubles(entry: _Entry, key: str, ids: Sequence[str], why: str = "编号重复") -> None:
    for double in sorted({one for one in ids if ids.count(one) > 1}):
        entry.refuse(key, f"{why}：{double}")


class _RuleReader:
    """Reads rules and refuses one that speaks of what the form has not."""

    def __init__(
        self, cells: Mapping[str, Cell], texts: frozenset[str], grids: Mapping[str, Grid], unit_kinds: frozenset[str]
    ) -> None:
        self._cells, self._texts, self._grids, self._unit_kinds = cells, texts, grids, unit_kinds

    def read(self, entry: _Entry) -> Rule:
        """One rule with its cell patterns resolved to ids."""
        rule_id, kind, severity = entry.take("id", str), entry.take("kind", str), entry.take("severity", str)
        if kind not in RULE_KINDS:
            entry.refuse("kind", f"没有这种规则：{kind}")
        if severity not in get_args(Severity):
            entry.refuse("severity", f"没有这个级别：{severity}")
        message, basis = entry.take("message", str), entry.take("basis", str)
        example, breaks = self._values(entry, "example"), self._values(entry, "breaks")
        needed = RULE_KINDS[kind]
        grid = self._grid(entry) if "grid" in needed else ""
        readers: Mapping[str, Callable[[_Entry, str], object]] = {
            "axis": self._axis,
            "left": partial(self._row_ids, grid),
            "right": partial(self._row_ids, grid),
            "cells": self._patterns,
            "cell": self._one_cell,
            "others": self._patterns,
            "text": self._one_text,
            "words": _Entry.words,
            "unit_kinds": self._kinds,
            "limits": partial(self._limits, kind),
        }
        keys: dict[str, Any] = {key: read(entry, key) for key, read in readers.items() if key in needed}
        entry.done()
        return Rule(rule_id, kind, severity, message, basis, example, breaks, grid=grid, **keys)

    def _grid(self, entry: _Entry) -> str:
        grid = entry.take("grid", str)
        if grid not in self._grids:
            entry.refuse("grid", f"没有这张表：{grid}")
        return str(grid)

    def _axis(self, entry: _Entry, key: str) -> str:
        axis = entry.take(key, str)
        if axis not in {"rows", "columns"}:
            entry.refuse(key, f"只能是 rows 或 columns：{axis}")
        return str(axis)

    def _row_ids(self, grid: str, entry: _Entry, key: str) -> tuple[str, ...]:
        known = {row.id for block in self._grids[grid].blocks for row in block.rows}
        rows = entry.words(key)
        for row in rows:
            if row not in known:
                entry.refuse(key, f"{grid} 里没有这一行：{row}")
        return rows

    def _patterns(self, entry: _Entry, key: str) -> tuple[str, ...]:
        return tuple(cell for pattern in entry.words(key) for cell in self._match(entry, key, pattern))

    def _match(self, entry: _Entry, key: str, pattern: str) -> list[str]:
        found = [cell for cell in self._cells if fnmatchcase(cell, pattern)]
        if not found:
            entry.refuse(key, f"没有这样的格子：{pattern}")
        return found

    def _one_cell(self, entry: _Entry, key: str) -> str:
        cell = entry.take(key, str)
        if cell not in self._cells:
            entry.refuse(key, f"没有这样的格子：{cell}")
        return str(cell)

    def _one_text(self, entry: _Entry, key: str) -> str:
        text = entry.take(key, str)
        if text not in self._texts:
            entry.refuse(key, f"没有这段文字：{text}")
        return str(text)

    def _kinds(self, entry: _Entry, key: str) -> tuple[str, ...]:
        kinds = entry.words(key)
        for kind in kinds:
            if kind not in self._unit_kinds:
                entry.refuse(key, f"没有这类机关：{kind}")
        return kinds

    def _limits(self, kind: str, entry: _Entry, key: str) -> Mapping[str, Decimal]:
        limits = entry.take(key, dict)
        if set(limits) != _RULE_LIMITS[kind]:
            entry.refuse(key, f"应当有 {sorted(_RULE_LIMITS[kind])}")
        return {name: Decimal(self._number(entry, f"{key}.{name}", limit)) for name, limit in limits.items()}

    def _values(self, entry: _Entry, key: str) -> Mapping[str, Figure | str | None]:
        """An example's places and what stands there; later patterns go over earlier ones."""
        values: dict[str, Figure | str | None] = {}
        for pattern, value in entry.take(key, dict).items():
            if pattern in self._texts:
                values[pattern] = str(value)
                continue
            stands = None if value == BLANK else self._number(entry, f"{key}.{pattern}", value)
            values.update(dict.fromkeys(self._match(entry, key, pattern), stands))
        return values

    @staticmethod
    def _number(entry: _Entry, key: str, value: object) -> Figure:
        try:
            return figure(Decimal(str(value)))
        except InvalidOperation:
            entry.refuse(key, f"应当是数字：{value!r}")
