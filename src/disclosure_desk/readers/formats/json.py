"""The program's own JSON -> the report that was written.

What is not there is blank, as it is for every reader, and what the form has no place for is told in one note. A value
that cannot stand where it is written leaves its place blank and is told; where the report has to be the one that the
program wrote, as in a package, it is refused, and its key named.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from disclosure_desk.core.figure import FRACTION_DIGITS, WHOLE_DIGITS, Figure, figure, print_figure
from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import UNIT, YEAR, Change, Note, Report, new_report
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value
from disclosure_desk.text.lazy_pattern import lazy_pattern

_KEYS = ("form", "unit", "year", "texts", "cells", "notes")
_EXPLANATIONS = "explanations"
_NOTE_KEYS = ("kind", "place", "text")
_COMPUTED = "computed"
"""Kind of a note for a total that the program worked out: the total is worked out anew here, and kept only where it
differs."""

_EXPLAINED_PLACE = lazy_pattern(re.escape(EXPLANATION) + r"[A-Z0-9]+(?:-[A-Z0-9]+)*(?:\.[a-z0-9_-]+)?\.[0-9a-f]{12}")
_FOUR_DIGITS = lazy_pattern(r"[0-9]{4}")
_DECIMAL = lazy_pattern(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_YEARS = range(1000, 10000)
_DIGITS_READ = 40
_SUM_DIGITS = 15
"""Digits of a computed total: two hundred figures of twelve digits add up to no more."""

_EXPECTED = '应当是整数、加引号的小数（例如 "1.5"）或者 null。'
_LONGEST_QUOTE = 30
_MOST_QUOTED, _LONGEST_QUOTED = 8, 40
_LONGEST_FIGURE = 60
"""Characters of a figure in any form; more are no figure."""

MOST_CHARACTERS = 500_000
"""Of all texts together, as of any other source: a report has 20,000, and checking many more would take for ever."""

_MOST_COMMAS = 500_000
"""No report has nearly as many; each may separate two values, and a value takes a hundred bytes."""


class JsonReading(NamedTuple):
    """A report, and the places of it that its file has in doubt, or has something in that cannot stand there."""

    report: Report
    unsure: frozenset[str]


def read_json(form: Form, content: bytes, other_edition: Callable[[str], Form | None] = lambda _: None) -> Report:
    """Return the report that the program wrote. Raise ReadError that names what is not as it writes it, and its key.

    A report on another edition of the form is read where `other_edition` knows the form of that id, and is then one on
    that form.
    """
    return _JsonReader(form, is_strict=True).read(content, other_edition)


def read_json_tolerantly(form: Form, content: bytes, other_edition: Callable[[str], Form | None]) -> JsonReading:
    """Return a report with all that can stand where it is written; raise ReadError only for what is no report."""
    reader = _JsonReader(form, is_strict=False)
    report = reader.read(content, other_edition)
    places = frozenset(fault.place for fault in reader.faults if fault.place)
    return JsonReading(report, places)


class _TwoValues(NamedTuple):
    """Two different values under one key."""

    first: object
    second: object


class _JsonReader:
    """Reads one file; with `is_strict` the first fault is raised, else all are kept as notes."""

    def __init__(self, form: Form, *, is_strict: bool) -> None:
        self._form, self._is_strict = form, is_strict
        self.faults: list[Note] = []

    def read(self, content: bytes, other_edition: Callable[[str], Form | None]) -> Report:
        document = _require_dict("报告", self._parse(content))
        repeated = next((key for key, value in document.items() if isinstance(value, _TwoValues)), None)
        if repeated is not None:
            raise _repeated(repeated)
        if not any(document.get(key) for key in ("cells", "texts")):
            raise ReadError("这不是报告的 JSON 文件：里面没有“cells”（各格的数），也没有“texts”（各段文字）。")
        self._choose_form(document.get("form", self._form.id), other_edition)
        form = self._form
        year = self._year(document)
        entries = enumerate(self._list("notes", document.get("notes", [])), 1)
        notes = [note for number, entry in entries if (note := self._note(number, entry))]
        computed = [note.place for note in notes if note.kind == _COMPUTED]
        cells = self._cells(self._dict("cells", document), set(computed))
        texts = self._texts(self._dict("texts", document)) | self._explanations(self._dict(_EXPLANATIONS, document))
        if sum(map(len, texts.values())) > MOST_CHARACTERS:
            raise ReadError(f"文字太长了，超过 {MOST_CHARACTERS // 10_000} 万字，不像是一份报告。")
        # Totals are worked out by the report itself; only those that the file states otherwise are entered.
        keyed = {cell: value for cell, value in cells.items() if cell not in set(computed)}
        unit = self._string("unit", UNIT, document.get("unit", ""))
        kept = [note for note in notes if note.kind != _COMPUTED]
        kept += _unknown(form, document)
        report = new_report(form, unit or "", year, {**keyed, **texts}, kept)
        self._keep_differing_totals(report, cells, computed)
        return report.with_notes((*report.notes, *self.faults))

    def _add_note(self, kind: str, place: str, text: str, message: str) -> None:
        """Keep a note on a fault; raise ReadError with the message where there must be none."""
        if self._is_strict:
            raise ReadError(message)
        self.faults.append(Note(kind, place, text))

    def _add_reason(self, place: str, message: str) -> None:
        self._add_note("doubtful" if place else "unplaced", place, f"{message.rstrip('。')}，没有取", message)

    def _parse(self, content: bytes) -> object:
        if content.count(b",") > _MOST_COMMAS:
            raise ReadError("这个 JSON 文件的内容太多，不像是一份报告。")
        try:
            return json.loads(content.decode("utf-8-sig"), object_pairs_hook=self._entries, parse_int=_integer)
        except UnicodeDecodeError as error:
            raise ReadError(f"这不是 UTF-8 编码的 JSON 文件：第 {error.start + 1} 个字节起认不出来。") from error
        except json.JSONDecodeError as error:
            raise ReadError(f"这不是完整的 JSON 文件：第 {error.lineno} 行第 {error.colno} 个字符起看不懂。") from error
        except RecursionError as error:
            raise ReadError("这不是报告的 JSON 文件：括号套得太深。") from error

    def _entries(self, pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
        entries: dict[str, object] = {}
        for key, value in pairs:
            if key in entries and self._is_strict:
                raise _repeated(key)
            is_other = key in entries and (type(value), value) != (type(entries[key]), entries[key])
            entries[key] = _TwoValues(entries[key], value) if is_other else value
        return entries

    def _choose_form(self, written_on: object, other_edition: Callable[[str], Form | None]) -> None:
        if written_on != self._form.id and isinstance(written_on, str):
            self._form = other_edition(written_on) or self._form
        if written_on != self._form.id:
            raise ReadError(f"“form”是{_quoted(written_on)}，本程序能读的是“{self._form.id}”版表样的报告。")

    def _year(self, document: Mapping[str, Any]) -> int:
        year = document.get("year", 0)
        if type(year) is int and (year in _YEARS or "year" not in document):
            return year
        message = f"“year”是{_quoted(year)}，应当是四位数的年份，例如 2025。"
        if isinstance(year, str) and _FOUR_DIGITS.fullmatch(year) and int(year) in _YEARS:
            self._add_note("doubtful", YEAR, f"年份原文是{_quoted(year)}，读作 {year}", message)
            return int(year)
        self._add_reason(YEAR, message)
        return 0

    def _dict(self, key: str, document: Mapping[str, Any]) -> Mapping[str, Any]:
        value = document.get(key, {})
        if isinstance(value, dict):
            return value
        self._add_reason("", f"“{key}”应当是一个对象（花括号），不是{_quoted(value)}。")
        return {}

    def _list(self, key: str, value: object) -> list[Any]:
        if isinstance(value, list):
            return value
        self._add_reason("", f"“{key}”应当是一个列表（方括号），不是{_quoted(value)}。")
        return []

    def _string(self, key: str, place: str, value: object) -> str | None:
        """Return a text; None for what is none. Half a character becomes a question mark."""
        if isinstance(value, _TwoValues):
            words = f"“{key}”在文件里有两处，不一样，取了第一处，没有取的是{_quoted(value.second)}"
            self._add_note("doubtful", place, words, f"“{key}”出现了两次。")
            value = value.first
        if not isinstance(value, str):
            self._add_reason(place, f"“{key}”应当是文字，不是{_quoted(value)}。")
            return None
        if any("\ud800" <= character <= "\udfff" for character in value):
            message = f"“{key}”里有残缺的乱码字，请改正后再读。"
            self._add_note("doubtful", place, f"“{key}”里有残缺的乱码字，换成了问号", message)
            return value.encode(errors="replace").decode()
        return value

    def _note(self, number: int, value: object) -> Note | None:
        """Return a note; None for what is none."""
        where = f"notes 第 {number} 条"
        if not isinstance(value, dict):
            self._add_reason("", f"{where}应当是一个对象（花括号），不是{_quoted(value)}。")
            return None
        wrong = [f"缺少“{key}”" for key in _NOTE_KEYS if key not in value]
        wrong += [f"有不认识的{_quoted(key)}" for key in value if key not in _NOTE_KEYS]
        if wrong:
            self._add_reason("", f"{where}里{wrong[0]}。")
            return None
        strings = [self._string(f"{where}的 {key}", "", value[key]) for key in _NOTE_KEYS]
        if None in strings:
            return None
        kind, place, text = map(str, strings)
        cells = self._form.cells
        if kind == _COMPUTED and (place not in cells or not cells[place].is_sum or text):
            self._add_reason("", f"{where}说{_quoted(place)}是算出来的，但表样里它不是合计。")
            return None
        if place not in {"", UNIT, YEAR, *cells, *self._form.texts}:
            return Note(kind, "", f"{place}：{text}")
        return Note(kind, place, text)

    def _texts(self, texts: Mapping[str, Any]) -> dict[str, str]:
        known = {key: value for key, value in texts.items() if key in self._form.texts}
        read = {key: self._string(f"texts.{key}", key, value) for key, value in known.items()}
        return {key: text for key, text in read.items() if text is not None}

    def _explanations(self, explanations: Mapping[str, Any]) -> dict[str, str]:
        read: dict[str, str] = {}
        for place, value in explanations.items():
            if not _EXPLAINED_PLACE.fullmatch(place):
                self._add_reason("", f"“explanations”里的{_quoted(place)}不是对哪一条核对结果的说明。")
                continue
            sentence = self._string(f"explanations.{place}", "", value)
            if sentence is not None:
                read[place] = sentence
        return read

    def _cells(self, cells: Mapping[str, Any], computed: set[str]) -> dict[str, Figure | None]:
        return {
            key: self._figure(key, cells.get(key), _SUM_DIGITS if key in computed else WHOLE_DIGITS)
            for key in self._form.cells
        }

    def _figure(self, key: str, value: object, digits: int) -> Figure | None:
        """Return the figure of a cell; None for a blank one, and for what is no figure of so many digits."""
        if value is None:
            return None
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            if len(value.partition(".")[2].rstrip("0")) > FRACTION_DIGITS:
                self._leave(key, value, f"小数太长了：最多 {FRACTION_DIGITS} 位。")
                return None
            return self._short(key, figure(Decimal(value)), digits)
        if type(value) is int:
            return self._short(key, value, digits)
        return self._short(key, self._written_otherwise(key, value), digits)

    def _written_otherwise(self, key: str, value: object) -> Figure | None:
        """Return the figure in a value of another form: other programs write 57.0 for 57, people commas and units."""
        if not isinstance(value, str | float):
            self._leave(key, value, _EXPECTED)
            return None
        written = value if isinstance(value, str) else repr(value)
        read = read_cell_value(written[:_LONGEST_FIGURE], self._form.cells[key].column.unit)
        if read.figure is not None and len(written) <= _LONGEST_FIGURE:
            words = f"原文是{_quoted(value)}，读作 {print_figure(read.figure)}"
            self._add_note("doubtful", key, words, _message(key, value, _EXPECTED))
            return read.figure
        if self._is_strict or written.strip():
            self._leave(key, value, _EXPECTED)
        return None

    def _short(self, key: str, value: Figure | None, digits: int) -> Figure | None:
        if value is None or abs(value) < 10**digits:
            return value
        self._leave(key, str(value), f"太长了：最多 {digits} 位数字。")
        return None

    def _leave(self, key: str, value: object, why: str) -> None:
        """Leave a cell blank, and keep what stands there."""
        self._add_note("original", key, _quoted(value).strip("“”"), _message(key, value, why))

    def _keep_differing_totals(
        self, report: Report, stated: Mapping[str, Figure | None], computed: Iterable[str]
    ) -> None:
        """Enter those computed totals that differ from their sums; first the totals that others are made of."""
        for cell in sorted(computed, key=lambda cell: _sum_depth(report.form, cell)):
            value = stated[cell]
            if value is not None and value != report.figure(cell):
                short = self._short(cell, value, WHOLE_DIGITS)
                if short is not None:
                    report.apply([Change(cell, None, short)])


def _message(key: str, value: object, why: str) -> str:
    return f"“cells”里的“{key}”是{_quoted(value)}，{why}"


def _repeated(key: str) -> ReadError:
    return ReadError(f"{_quoted(key)}出现了两次，不知道用哪一个；请删掉一个。")


def _integer(digits: str) -> int:
    """Return an integer; of a long one the first digits, which are refused too: Python raises for thousands."""
    return int(digits[:_DIGITS_READ])


def _unknown(form: Form, document: Mapping[str, Any]) -> Iterator[Note]:
    """Yield a note on all that the form has no place for, if there is any."""
    known = {"cells": form.cells, "texts": form.texts, "": (*_KEYS, _EXPLANATIONS)}
    found = [
        (key, value)
        for holder, places in known.items()
        for key, value in _entries_of(document, holder).items()
        if key not in places
    ]
    if found:
        words = "；".join(f"{key[:_LONGEST_QUOTED]}＝{_quoted(value)}" for key, value in found[:_MOST_QUOTED])
        more = "；等" if len(found) > _MOST_QUOTED else ""
        plain = f"{words}{more}".encode(errors="replace").decode()  # half a character could not be stored
        yield Note("unplaced", "", f"这个 .json 里有 {len(found)} 项表样里没有，没有取：{plain}")


def _entries_of(document: Mapping[str, Any], holder: str) -> Mapping[str, Any]:
    entries = document.get(holder, {}) if holder else document
    return entries if isinstance(entries, dict) else {}


def _require_dict(where: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ReadError(f"{where}应当是一个对象（花括号），不是{_quoted(value)}。")
    return value


def _sum_depth(form: Form, cell: str) -> int:
    """Return how many sums are nested in a cell; 0 for one that is no sum."""
    parts = form.cells[cell].row_parts or form.cells[cell].column_parts
    return 1 + max(_sum_depth(form, part) for part in parts) if parts else 0


def _quoted(value: object) -> str:
    """Return a value as it is quoted in a message, not too long to be read there."""
    if isinstance(value, _TwoValues):
        return f"两个不同的值（{_quoted(value.first)}、{_quoted(value.second)}）"
    if isinstance(value, dict | list):
        return "一个对象" if isinstance(value, dict) else "一个列表"
    text = value if isinstance(value, str) else json.dumps(value)
    text = text.encode(errors="replace").decode()  # half a character could not be printed
    return f"“{text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + '…'}”"
