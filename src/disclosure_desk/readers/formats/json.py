"""The program's own JSON -> the report that was written; anything else is refused by the key that is wrong."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from disclosure_desk.core.figure import FRACTION_DIGITS, WHOLE_DIGITS, Figure, figure
from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import UNIT, YEAR, Change, Note, Report, new_report
from disclosure_desk.readers.model.errors import ReadError

_KEYS = ("form", "unit", "year", "texts", "cells", "notes")
_EXPLANATIONS = "explanations"
"""The one key that may be missing: what earlier versions wrote has none."""
_NOTE_KEYS = ("kind", "place", "text")
_COMPUTED = "computed"
"""Marks a total that the program worked out: it is worked out anew here, and kept as keyed only where it differs."""

_EXPLAINED = re.compile(re.escape(EXPLANATION) + r"[A-Z0-9]+(?:-[A-Z0-9]+)*(?:\.[a-z0-9_-]+)?\.[0-9a-f]{12}")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_YEARS = range(1000, 10000)
_DIGITS_READ = 40
_SUM_DIGITS = 15
"""How long a computed total may be: two hundred figures of twelve digits add up to no more."""
_SHOWN = 30
_MOST_PARTS = 500_000
"""So many commas no report has: each may be a value, and takes a hundred bytes."""


def read_json(form: Form, content: bytes, other_edition: Callable[[str], Form | None] = lambda _: None) -> Report:
    """The report in a file of UTF-8 JSON; raises ReadError that names what is wrong and the key it stands at.

    A report on another edition of the form is read where `other_edition` knows the form of that id, and is then one on
    that form.
    """
    document = _keys("报告", _parse(content), _KEYS, optional=(_EXPLANATIONS,))
    written_on = document["form"]
    if written_on != form.id and isinstance(written_on, str):
        form = other_edition(written_on) or form
    if written_on != form.id:
        raise ReadError(f"“form”是{_shown(document['form'])}，本程序能读的是“{form.id}”版表样的报告。")
    year = document["year"]
    if type(year) is not int or year not in _YEARS:
        raise ReadError(f"“year”是{_shown(year)}，应当是四位数的年份，例如 2025。")
    notes = [_note(form, number, entry) for number, entry in enumerate(_list("notes", document["notes"]), 1)]
    computed = [note.place for note in notes if note.kind == _COMPUTED]
    cells = _cells(form, document["cells"], set(computed))
    texts = _texts(form, document["texts"]) | _explanations(document.get(_EXPLANATIONS, {}))
    keyed = {cell: value for cell, value in cells.items() if cell not in set(computed)}
    kept = [note for note in notes if note.kind != _COMPUTED]
    report = new_report(form, _string("unit", document["unit"]), year, {**keyed, **texts}, kept)
    _settle(report, cells, computed)
    return report


def _parse(content: bytes) -> object:
    if content.count(b",") > _MOST_PARTS:
        raise ReadError("这个 JSON 文件的内容太多，不像是一份报告。")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_integer)
    except UnicodeDecodeError as error:
        raise ReadError(f"这不是 UTF-8 编码的 JSON 文件：第 {error.start + 1} 个字节起认不出来。") from error
    except json.JSONDecodeError as error:
        raise ReadError(f"这不是完整的 JSON 文件：第 {error.lineno} 行第 {error.colno} 个字符起看不懂。") from error
    except RecursionError as error:
        raise ReadError("这不是报告的 JSON 文件：括号套得太深。") from error


def _object(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    entries: dict[str, object] = {}
    for key, value in pairs:
        if key in entries:
            raise ReadError(f"{_shown(key)}出现了两次，不知道用哪一个；请删掉一个。")
        entries[key] = value
    return entries


def _integer(digits: str) -> int:
    """The integer; of one that is refused anyway only the first digits, for Python refuses to read thousands."""
    return int(digits[:_DIGITS_READ])


def _keys(where: str, value: object, keys: tuple[str, ...], optional: tuple[str, ...] = ()) -> Mapping[str, Any]:
    entries = _dict(where, value)
    for key in keys:
        if key not in entries:
            raise ReadError(f"{where}里缺少“{key}”。")
    for key in entries:
        if key not in (*keys, *optional):
            raise ReadError(f"{where}里有不认识的{_shown(key)}。")
    return entries


def _dict(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadError(f"{where}应当是一个对象（花括号），不是{_shown(value)}。")
    return value


def _list(key: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ReadError(f"“{key}”应当是一个列表（方括号），不是{_shown(value)}。")
    return value


def _string(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise ReadError(f"“{key}”应当是文字，不是{_shown(value)}。")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ReadError(f"“{key}”里有残缺的乱码字，请改正后再读。")
    return value


def _note(form: Form, number: int, value: object) -> Note:
    where = f"notes 第 {number} 条"
    entry = _keys(where, value, _NOTE_KEYS)
    kind, place, text = (_string(f"{where}的 {key}", entry[key]) for key in _NOTE_KEYS)
    if kind == _COMPUTED and (place not in form.cells or not form.cells[place].is_sum or text):
        raise ReadError(f"{where}说{_shown(place)}是算出来的，但表样里它不是合计。")
    if place not in {"", UNIT, YEAR, *form.cells, *form.texts}:
        raise ReadError(f"{where}说的{_shown(place)}，表样里没有。")
    return Note(kind, place, text)


def _texts(form: Form, value: object) -> dict[str, str]:
    texts = _dict("“texts”", value)
    for key in texts:
        if key not in form.texts:
            raise ReadError(f"“texts”里的{_shown(key)}，表样里没有。")
    return {key: _string(f"texts.{key}", text) for key, text in texts.items()}


def _explanations(value: object) -> dict[str, str]:
    explanations = _dict("“explanations”", value)
    for place in explanations:
        if not _EXPLAINED.fullmatch(place):
            raise ReadError(f"“explanations”里的{_shown(place)}不是对哪一条核对结果的说明。")
    return {place: _string(f"explanations.{place}", sentence) for place, sentence in explanations.items()}


def _cells(form: Form, value: object, computed: set[str]) -> dict[str, Figure | None]:
    cells = _dict("“cells”", value)
    for key in cells:
        if key not in form.cells:
            raise ReadError(f"“cells”里的{_shown(key)}，表样里没有。")
    for key in form.cells:
        if key not in cells:
            raise ReadError(f"“cells”里缺少“{key}”；没有填的格也要写上，值是 null。")
    return {key: _figure(key, cells[key], _SUM_DIGITS if key in computed else WHOLE_DIGITS) for key in form.cells}


def _figure(key: str, value: object, digits: int) -> Figure | None:
    if value is None:
        return None
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        if len(value.partition(".")[2].rstrip("0")) > FRACTION_DIGITS:
            raise ReadError(f"“cells”里的“{key}”是{_shown(value)}，小数太长了：最多 {FRACTION_DIGITS} 位。")
        return figure(_short(key, Decimal(value), digits))
    if type(value) is int:
        return _short(key, value, digits)
    raise ReadError(f'“cells”里的“{key}”是{_shown(value)}，应当是整数、加引号的小数（例如 "1.5"）或者 null。')


def _short(key: str, value: Figure, digits: int) -> Figure:
    if abs(value) >= 10**digits:
        raise ReadError(f"“cells”里的“{key}”是{_shown(str(value))}，太长了：最多 {digits} 位数字。")
    return value


def _settle(report: Report, stated: Mapping[str, Figure | None], computed: Iterable[str]) -> None:
    """Key those computed totals that do not add up; the totals they rest on first."""
    for cell in sorted(computed, key=lambda cell: _height(report.form, cell)):
        value = stated[cell]
        if value is not None and value != report.figure(cell):
            report.apply([Change(cell, None, _short(cell, value, WHOLE_DIGITS))])


def _height(form: Form, cell: str) -> int:
    """How many sums stand upon each other in a cell."""
    parts = form.cells[cell].row_parts or form.cells[cell].column_parts
    return 1 + max(_height(form, part) for part in parts) if parts else 0


def _shown(value: object) -> str:
    """What stands there, short enough to be read in a message."""
    if isinstance(value, dict | list):
        return "一个对象" if isinstance(value, dict) else "一个列表"
    text = value if isinstance(value, str) else json.dumps(value)
    text = text.encode(errors="replace").decode()  # half a character could not be printed
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
