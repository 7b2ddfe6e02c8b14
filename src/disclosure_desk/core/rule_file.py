"""Reads the rules of a form: what each kind needs, and that no rule speaks of what the form has not."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatchcase
from functools import partial
from typing import Any, get_args

from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.core.form import BLANK, GIVEN, PREVIOUS, Cell, Grid, Rule, Severity
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import StrictTable

_HEADER = frozenset({"unit", "year"})
"""The places of a report that are neither cell nor text."""

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
    "due_soon": frozenset({"unit_kinds", "words", "limits"}),
    "due_past": frozenset({"unit_kinds", "words", "limits"}),
    "signed": frozenset({"words"}),
    "split_digits": frozenset({"cells"}),
    "missing_topics": frozenset({"texts"}),
    "unmentioned": frozenset({"text", "dictionary", "unit_kinds"}),
    "empty_text": frozenset({"text", "words"}),
    "length": frozenset({"texts", "limits"}),
    "overlong": frozenset({"texts"}),
    "period_wrong": frozenset({"texts"}),
    "period_absent": frozenset({"texts"}),
    "other_year": frozenset({"texts", "words"}),
    "other_district": frozenset({"texts"}),
    "wrong_words": frozenset({"texts", "dictionary"}),
    "doubled": frozenset({"texts", "words"}),
    "lopsided": frozenset({"texts", "words"}),
    "unfinished": frozenset({"texts", "words"}),
    "numbering": frozenset({"texts", "words"}),
    "private_number": frozenset({"texts", "words"}),
    "unprintable": frozenset({"texts"}),
    "office_words": frozenset({"texts"}),
    "source_differs": frozenset({"words"}),
    "carried_total": frozenset({"grid", "left", "right"}),
    "carried_columns": frozenset({"grid", "left", "right"}),
    "in_force": frozenset({"cells", "others"}),
    "repealed": frozenset({"cells", "others"}),
    "pending_before": frozenset({"cells", "others"}),
    "after_first_step": frozenset({"cell", "others"}),
    "jump": frozenset({"cells", "limits"}),
    "same_tables": frozenset({"cells"}),
    "copied_whole": frozenset({"texts", "limits"}),
    "copied_paragraphs": frozenset({"texts", "limits"}),
    "numbers_said": frozenset(),
    "nils_said": frozenset(),
    "parts_said": frozenset(),
    "shares_said": frozenset(),
    "trends_said": frozenset(),
    "said_twice": frozenset({"words"}),
    "fees_said": frozenset({"text", "cell"}),
}
"""Every kind of rule and the keys it needs beside those that every rule has."""

_RULE_LIMITS = {
    "fee_unit": {"high", "low", "times"},
    "pending_high": {"share"},
    "share_high": {"share", "above"},
    "length": {"low"},
    "due_soon": {"days"},
    "due_past": {"days"},
    "jump": {"share", "at_least"},
    "copied_whole": {"least", "below"},
    "copied_paragraphs": {"least", "length"},
}


class RuleReader:
    """Reads rules and refuses one that speaks of what the form has not."""

    def __init__(
        self, cells: Mapping[str, Cell], texts: Sequence[str], grids: Mapping[str, Grid], unit_kinds: frozenset[str]
    ) -> None:
        self._cells, self._texts, self._grids, self._unit_kinds = cells, texts, grids, unit_kinds

    def read_all(self, entry: StrictTable) -> list[Rule]:
        """Every rule of a file that holds nothing but rules."""
        rules = [self.read(table) for table in entry.tables("rules")]
        entry.done()
        return rules

    def read(self, entry: StrictTable) -> Rule:
        """One rule with its cell patterns resolved to ids."""
        rule_id, kind, severity = entry.take("id", str), entry.take("kind", str), entry.take("severity", str)
        if kind not in RULE_KINDS:
            entry.refuse("kind", f"没有这种规则：{kind}")
        if severity not in get_args(Severity):
            entry.refuse("severity", f"没有这个级别：{severity}")
        needed = RULE_KINDS[kind]
        grid = self._grid(entry) if "grid" in needed else ""
        readers: Mapping[str, Callable[[StrictTable, str], object]] = {
            "axis": self._axis,
            "left": partial(self._row_ids, grid),
            "right": partial(self._row_ids, grid),
            "cells": self._patterns,
            "cell": self._one_cell,
            "others": self._patterns,
            "text": self._one_text,
            "texts": self._texts_like,
            "words": StrictTable.words,
            "dictionary": self._dictionary,
            "unit_kinds": self._kinds,
            "limits": partial(self._limits, kind),
        }
        keys: dict[str, Any] = {key: read(entry, key) for key, read in readers.items() if key in needed}
        rule = Rule(
            rule_id,
            kind,
            severity,
            entry.take("message", str),
            entry.take("basis", str),
            self._values(entry, "example"),
            self._values(entry, "breaks"),
            part=entry.take("part", str, ""),
            override=entry.take("override", bool, default=False),
            reasons=entry.words("reasons", optional=True),
            sources=entry.words("sources", optional=True),
            follows=entry.words("follows", optional=True),
            grid=grid,
            **keys,
        )
        entry.done()
        return rule

    def _grid(self, entry: StrictTable) -> str:
        grid = entry.take("grid", str)
        if grid not in self._grids:
            entry.refuse("grid", f"没有这张表：{grid}")
        return str(grid)

    def _axis(self, entry: StrictTable, key: str) -> str:
        axis = entry.take(key, str)
        if axis not in {"rows", "columns"}:
            entry.refuse(key, f"只能是 rows 或 columns：{axis}")
        return str(axis)

    def _row_ids(self, grid: str, entry: StrictTable, key: str) -> tuple[str, ...]:
        known = {row.id for block in self._grids[grid].blocks for row in block.rows}
        rows = entry.words(key)
        for row in rows:
            if row not in known:
                entry.refuse(key, f"{grid} 里没有这一行：{row}")
        return rows

    def _patterns(self, entry: StrictTable, key: str) -> tuple[str, ...]:
        return tuple(cell for pattern in entry.words(key) for cell in self._match(entry, key, pattern))

    def _match(self, entry: StrictTable, key: str, pattern: str) -> list[str]:
        found = [cell for cell in self._cells if fnmatchcase(cell, pattern)]
        if not found:
            entry.refuse(key, f"没有这样的格子：{pattern}")
        return found

    def _one_cell(self, entry: StrictTable, key: str) -> str:
        cell = entry.take(key, str)
        if cell not in self._cells:
            entry.refuse(key, f"没有这样的格子：{cell}")
        return str(cell)

    def _one_text(self, entry: StrictTable, key: str) -> str:
        text = entry.take(key, str)
        if text not in self._texts:
            entry.refuse(key, f"没有这段文字：{text}")
        return str(text)

    def _kinds(self, entry: StrictTable, key: str) -> tuple[str, ...]:
        kinds = entry.words(key)
        for kind in kinds:
            if kind not in self._unit_kinds:
                entry.refuse(key, f"没有这类机关：{kind}")
        return kinds

    def _limits(self, kind: str, entry: StrictTable, key: str) -> Mapping[str, Decimal]:
        limits = entry.take(key, dict)
        if set(limits) != _RULE_LIMITS[kind]:
            entry.refuse(key, f"应当有 {sorted(_RULE_LIMITS[kind])}")
        return {name: Decimal(self._number(entry, f"{key}.{name}", limit)) for name, limit in limits.items()}

    def _texts_like(self, entry: StrictTable, key: str) -> tuple[str, ...]:
        return tuple(text for pattern in entry.words(key) for text in self._match_texts(entry, key, pattern))

    def _match_texts(self, entry: StrictTable, key: str, pattern: str) -> list[str]:
        found = [text for text in self._texts if fnmatchcase(text, pattern)]
        if not found:
            entry.refuse(key, f"没有这段文字：{pattern}")
        return found

    @staticmethod
    def _dictionary(entry: StrictTable, key: str) -> str:
        name = str(entry.take(key, str))
        if not resource("dictionaries", f"{name}.toml").is_file():
            entry.refuse(key, f"没有这本词典：{name}")
        return name

    def _values(self, entry: StrictTable, key: str) -> Mapping[str, Figure | str | None]:
        """An example's places and what stands there; later patterns go over earlier ones.

        `previous.` before a place speaks of last year's report, `given.` before a name of what else the rules are told.
        """
        values: dict[str, Figure | str | None] = {}
        for written, value in entry.take(key, dict).items():
            when = PREVIOUS if written.startswith(PREVIOUS) else ""
            pattern = written.removeprefix(when)
            if pattern in self._texts or pattern in _HEADER or pattern.startswith(GIVEN):
                values[written] = int(value) if pattern == "year" else str(value)
                continue
            stands = None if value == BLANK else self._number(entry, f"{key}.{written}", value)
            values.update({when + cell: stands for cell in self._match(entry, f"{key}.{written}", pattern)})
        return values

    @staticmethod
    def _number(entry: StrictTable, key: str, value: object) -> Figure:
        try:
            return figure(Decimal(str(value)))
        except InvalidOperation:
            entry.refuse(key, f"应当是数字：{value!r}")
