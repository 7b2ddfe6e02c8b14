"""The whole audit trail in the clerk's words: a line for every event, to be read, searched and handed out."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import StringIO
from typing import NamedTuple

from disclosure_desk.archive.record_words import about_words, setting_words
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import HEADER_NAMES, NOTES, UNIT, YEAR, Value, notes_from_text
from disclosure_desk.store.events.event import Event

ACTIONS: Mapping[str, str] = {
    "create": "新建",
    "import": "导入",
    "edit": "填写",
    "paste": "粘贴",
    "clear": "清空",
    "fill_zero": "其余填 0",
    "undo": "撤销",
    "redo": "重做",
    "rename": "改名称",
    "update": "导入更新",
    "setting": "改设置",
    "approve": "同意",
    "return": "退回",
    "seal": "定稿",
    "correct": "更正",
    "publish": "公布登记",
    "print": "打印",
    "export": "导出",
    "verify": "校验",
    "retrieve": "调取",
    "backup": "备份",
    "restore": "恢复备份",
    "recover": "自动恢复",
}
"""What each action of the trail is called."""
COLUMNS = ("序号", "时间", "操作人", "操作", "报告", "位置", "原来", "改为", "原因")
WHOLE = "整份报告"
"""The place of an event that is about all of a report."""
_SECONDS = len("2026-01-20 10:00:00")
_ENCODING = "utf-8-sig"
"""Spreadsheets take a file without the mark for one in the system's own encoding."""

Forms = Callable[[str], Form]


class Line(NamedTuple):
    """An event in words; `at` is the desk's own time to the second, "" is blank."""

    seq: int
    at: str
    who: str
    action: str
    report: str
    place: str
    before: str
    after: str
    why: str

    @property
    def day(self) -> str:
        """The day it happened."""
        return self.at[:10]


class Wanted(NamedTuple):
    """What is looked for: words within place, values or reason; a person; the beginning of a day; "" is anything."""

    words: str = ""
    who: str = ""
    day: str = ""


def chronicle(events: Iterable[Event], forms: Forms) -> tuple[Line, ...]:
    """Every event in words, in their order."""
    named: dict[int, _Named] = {}
    return tuple(_line(event, named, forms) for event in events)


class _Named(NamedTuple):
    form: Form
    unit: str
    year: str

    @property
    def words(self) -> str:
        return f"{self.year} 年 {self.unit}"


def _line(event: Event, named: dict[int, _Named], forms: Forms) -> Line:
    if event.report is not None and event.start:
        unit, year = (printed(event.start.values[place]) for place in (UNIT, YEAR))
        named[event.report] = _Named(forms(event.start.form), unit, year)
    of = None if event.report is None else named[event.report]
    place, before, after = _said(event, of)
    if of is not None and event.report is not None and event.change and event.change.place in {UNIT, YEAR}:
        name = {UNIT: of.unit, YEAR: of.year, event.change.place: printed(event.change.after)}
        named[event.report] = _Named(of.form, name[UNIT], name[YEAR])
    at = datetime.fromisoformat(event.at).astimezone().isoformat(" ")[:_SECONDS]  # strftime costs ten times as much
    who = event.by or event.user
    return Line(event.seq, at, who, ACTIONS[event.action], of.words if of else "", place, before, after, event.why)


def _said(event: Event, of: _Named | None) -> tuple[str, str, str]:
    """Place, before and after of an event."""
    if event.start and of is not None:
        return WHOLE, "", of.form.report_title(of.unit, int(of.year))
    if event.change is None:
        return _act(event, of)
    place, before, after = event.change.place, printed(event.change.before), printed(event.change.after)
    if place == NOTES:
        return HEADER_NAMES[NOTES], _texts(before), _texts(after)
    if of is None:
        return setting_words(place, before, after)
    return HEADER_NAMES.get(place) or of.form.place_name(place), before, after


def _texts(notes: str) -> str:
    return "；".join(note.text for note in notes_from_text(notes))


def _act(event: Event, of: _Named | None) -> tuple[str, str, str]:
    names = {} if of is None else approval_steps(of.form)
    step = str(event.about.get("step", ""))
    name = str(event.about.get("name", ""))
    place = f"{names.get(step, step)}（{name}）" if step else WHOLE if event.report else "整个数据"
    return place, "", about_words(event.about)


def printed(value: Value) -> str:
    """A value as it is read, "" where it is blank."""
    return value if isinstance(value, str) else print_figure(value)


def matching(lines: Iterable[Line], wanted: Wanted) -> tuple[Line, ...]:
    """The lines that answer."""
    return tuple(line for line in lines if _answers(line, wanted))


def _answers(line: Line, wanted: Wanted) -> bool:
    text = "\n".join(line[3:])
    return (
        wanted.words.casefold() in text.casefold()
        and (not wanted.who or line.who == wanted.who)
        and line.day.startswith(wanted.day)
    )


def people(lines: Iterable[Line]) -> tuple[str, ...]:
    """Who did any of it, by name."""
    return tuple(sorted({line.who for line in lines if line.who}))


def as_csv(lines: Iterable[Line]) -> bytes:
    """The lines for a spreadsheet."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    return target.getvalue().encode(_ENCODING)


def as_text(lines: Iterable[Line]) -> bytes:
    """The lines to be read, each event a paragraph."""
    return "\n\n".join("\n".join(paragraph(line)) for line in lines).encode(_ENCODING)


def paragraph(line: Line) -> Iterator[str]:
    """An event in lines, nothing of it cut."""
    head: Sequence[str] = (f"第 {line.seq} 条", line.at, line.who, line.action, line.report, line.place)
    yield "　".join(part for part in head if part)
    for name, value in zip(COLUMNS[6:], (line.before, line.after, line.why), strict=True):
        if value:
            yield f"{name}：{value}"
