"""The program's own JSON -> the report that was written.

What is not there is blank, as it is for every reader, and what the form has no place for is told in one note. A value
that cannot stand where it is written is refused, and its key named.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from disclosure_desk.core.figure import FRACTION_DIGITS, WHOLE_DIGITS, Figure, figure
from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import UNIT, YEAR, Change, Note, Report, new_report
from disclosure_desk.readers.model.errors import ReadError

_KEYS = ("form", "unit", "year", "texts", "cells", "notes")
_EXPLANATIONS = "explanations"
_NOTE_KEYS = ("kind", "place", "text")
_COMPUTED = "computed"
"""Kind of a note for a total that the program worked out: the total is worked out anew here, and kept only where it
differs."""

_EXPLAINED_PLACE = re.compile(re.escape(EXPLANATION) + r"[A-Z0-9]+(?:-[A-Z0-9]+)*(?:\.[a-z0-9_-]+)?\.[0-9a-f]{12}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_YEARS = range(1000, 10000)
_DIGITS_READ = 40
_SUM_DIGITS = 15
"""Digits of a computed total: two hundred figures of twelve digits add up to no more."""

_LONGEST_QUOTE = 30
_MOST_TOLD, _LONGEST_TOLD = 8, 40
_MOST_CHARACTERS = 500_000
"""Of all texts together, as of any other source: a report has 20,000, and checking many more would take for ever."""

_MOST_COMMAS = 500_000
"""No report has nearly as many; each may separate two values, and a value takes a hundred bytes."""


def read_json(form: Form, content: bytes, other_edition: Callable[[str], Form | None] = lambda _: None) -> Report:
    """Return the report in a file of UTF-8 JSON. Raise ReadError that names what is wrong and its key.

    A report on another edition of the form is read where `other_edition` knows the form of that id, and is then one on
    that form.
    """
    document = _require_dict("报告", _parse(content))
    if not any(document.get(key) for key in ("cells", "texts")):
        raise ReadError("这不是报告的 JSON 文件：里面没有“cells”（各格的数），也没有“texts”（各段文字）。")
    written_on = document.get("form", form.id)
    if written_on != form.id and isinstance(written_on, str):
        form = other_edition(written_on) or form
    if written_on != form.id:
        raise ReadError(f"“form”是{_quoted(written_on)}，本程序能读的是“{form.id}”版表样的报告。")
    year = document.get("year", 0)
    if type(year) is not int or (year not in _YEARS and "year" in document):
        raise ReadError(f"“year”是{_quoted(year)}，应当是四位数的年份，例如 2025。")
    entries = enumerate(_require_list("notes", document.get("notes", [])), 1)
    notes = [_note(form, number, entry) for number, entry in entries]
    computed = [note.place for note in notes if note.kind == _COMPUTED]
    cells = _cells(form, document.get("cells", {}), set(computed))
    texts = _texts(form, document.get("texts", {})) | _explanations(document.get(_EXPLANATIONS, {}))
    if sum(map(len, texts.values())) > _MOST_CHARACTERS:
        raise ReadError(f"文字太长了，超过 {_MOST_CHARACTERS // 10_000} 万字，不像是一份报告。")
    # Totals are worked out by the report itself; only those that the file states otherwise are entered.
    keyed = {cell: value for cell, value in cells.items() if cell not in set(computed)}
    kept = [note for note in notes if note.kind != _COMPUTED]
    kept += _unknown(form, document)
    report = new_report(form, _require_string("unit", document.get("unit", "")), year, {**keyed, **texts}, kept)
    _keep_differing_totals(report, cells, computed)
    return report


def _parse(content: bytes) -> object:
    if content.count(b",") > _MOST_COMMAS:
        raise ReadError("这个 JSON 文件的内容太多，不像是一份报告。")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_unique_keys, parse_int=_integer)
    except UnicodeDecodeError as error:
        raise ReadError(f"这不是 UTF-8 编码的 JSON 文件：第 {error.start + 1} 个字节起认不出来。") from error
    except json.JSONDecodeError as error:
        raise ReadError(f"这不是完整的 JSON 文件：第 {error.lineno} 行第 {error.colno} 个字符起看不懂。") from error
    except RecursionError as error:
        raise ReadError("这不是报告的 JSON 文件：括号套得太深。") from error


def _unique_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    entries: dict[str, object] = {}
    for key, value in pairs:
        if key in entries:
            raise ReadError(f"{_quoted(key)}出现了两次，不知道用哪一个；请删掉一个。")
        entries[key] = value
    return entries


def _integer(digits: str) -> int:
    """Return an integer; of a long one the first digits, which are refused too: Python raises for thousands."""
    return int(digits[:_DIGITS_READ])


def _unknown(form: Form, document: Mapping[str, Any]) -> Iterator[Note]:
    """Yield a note on all that the form has no place for, if there is any."""
    known = {"cells": form.cells, "texts": form.texts, "": (*_KEYS, _EXPLANATIONS)}
    found = [
        (key, value)
        for holder, places in known.items()
        for key, value in (document.get(holder, {}) if holder else document).items()
        if key not in places
    ]
    if found:
        told = "；".join(f"{key[:_LONGEST_TOLD]}＝{_quoted(value)}" for key, value in found[:_MOST_TOLD])
        more = "；等" if len(found) > _MOST_TOLD else ""
        plain = f"{told}{more}".encode(errors="replace").decode()  # half a character could not be stored
        yield Note("unplaced", "", f"这个 .json 里有 {len(found)} 项表样里没有，没有取：{plain}")


def _require_keys(where: str, value: object, keys: tuple[str, ...]) -> Mapping[str, Any]:
    entries = _require_dict(where, value)
    for key in keys:
        if key not in entries:
            raise ReadError(f"{where}里缺少“{key}”。")
    for key in entries:
        if key not in keys:
            raise ReadError(f"{where}里有不认识的{_quoted(key)}。")
    return entries


def _require_dict(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadError(f"{where}应当是一个对象（花括号），不是{_quoted(value)}。")
    return value


def _require_list(key: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ReadError(f"“{key}”应当是一个列表（方括号），不是{_quoted(value)}。")
    return value


def _require_string(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ReadError(f"“{key}”应当是文字，不是{_quoted(value)}。")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ReadError(f"“{key}”里有残缺的乱码字，请改正后再读。")
    return value


def _note(form: Form, number: int, value: object) -> Note:
    where = f"notes 第 {number} 条"
    entry = _require_keys(where, value, _NOTE_KEYS)
    kind, place, text = (_require_string(f"{where}的 {key}", entry[key]) for key in _NOTE_KEYS)
    if kind == _COMPUTED and (place not in form.cells or not form.cells[place].is_sum or text):
        raise ReadError(f"{where}说{_quoted(place)}是算出来的，但表样里它不是合计。")
    if place not in {"", UNIT, YEAR, *form.cells, *form.texts}:
        return Note(kind, "", f"{place}：{text}")
    return Note(kind, place, text)


def _texts(form: Form, value: object) -> dict[str, str]:
    texts = _require_dict("“texts”", value)
    return {key: _require_string(f"texts.{key}", text) for key, text in texts.items() if key in form.texts}


def _explanations(value: object) -> dict[str, str]:
    explanations = _require_dict("“explanations”", value)
    for place in explanations:
        if not _EXPLAINED_PLACE.fullmatch(place):
            raise ReadError(f"“explanations”里的{_quoted(place)}不是对哪一条核对结果的说明。")
    return {place: _require_string(f"explanations.{place}", sentence) for place, sentence in explanations.items()}


def _cells(form: Form, value: object, computed: set[str]) -> dict[str, Figure | None]:
    cells = _require_dict("“cells”", value)
    return {key: _figure(key, cells.get(key), _SUM_DIGITS if key in computed else WHOLE_DIGITS) for key in form.cells}


def _figure(key: str, value: object, digits: int) -> Figure | None:
    if value is None:
        return None
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        if len(value.partition(".")[2].rstrip("0")) > FRACTION_DIGITS:
            raise ReadError(f"“cells”里的“{key}”是{_quoted(value)}，小数太长了：最多 {FRACTION_DIGITS} 位。")
        return figure(_require_short(key, Decimal(value), digits))
    if type(value) is int:
        return _require_short(key, value, digits)
    raise ReadError(f'“cells”里的“{key}”是{_quoted(value)}，应当是整数、加引号的小数（例如 "1.5"）或者 null。')


def _require_short(key: str, value: Figure, digits: int) -> Figure:
    if abs(value) >= 10**digits:
        raise ReadError(f"“cells”里的“{key}”是{_quoted(str(value))}，太长了：最多 {digits} 位数字。")
    return value


def _keep_differing_totals(report: Report, stated: Mapping[str, Figure | None], computed: Iterable[str]) -> None:
    """Enter those computed totals that differ from their sums; first the totals that others are made of."""
    for cell in sorted(computed, key=lambda cell: _sum_depth(report.form, cell)):
        value = stated[cell]
        if value is not None and value != report.figure(cell):
            report.apply([Change(cell, None, _require_short(cell, value, WHOLE_DIGITS))])


def _sum_depth(form: Form, cell: str) -> int:
    """Return how many sums are nested in a cell; 0 for one that is no sum."""
    parts = form.cells[cell].row_parts or form.cells[cell].column_parts
    return 1 + max(_sum_depth(form, part) for part in parts) if parts else 0


def _quoted(value: object) -> str:
    """Return a value as it is quoted in a message, not too long to be read there."""
    if isinstance(value, dict | list):
        return "一个对象" if isinstance(value, dict) else "一个列表"
    text = value if isinstance(value, str) else json.dumps(value)
    text = text.encode(errors="replace").decode()  # half a character could not be printed
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + '…'}”"
