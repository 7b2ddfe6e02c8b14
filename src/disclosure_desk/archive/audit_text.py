"""The audit trail in the clerk's words: a line for every event, to be read, searched and exported."""

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
    "deliver": "交付登记",
    "print": "打印",
    "export": "导出",
    "verify": "校验",
    "retrieve": "调取",
    "backup": "备份",
    "restore": "恢复备份",
    "recover": "自动恢复",
    "pin": "口令",
}
"""What each action of the trail is called."""
COLUMNS = ("序号", "时间", "操作人", "操作", "报告", "位置", "原来", "改为", "原因")
WHOLE_REPORT = "整份报告"
"""The place of an event that is about a whole report."""
_SECONDS = len("2026-01-20 10:00:00")
_ENCODING = "utf-8-sig"
"""With the byte order mark, without which spreadsheets take a file for one in the system's own encoding."""

Forms = Callable[[str], Form]


class AuditLine(NamedTuple):
    """An event in words; `at` is local time to the second, and "" is blank."""

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


class AuditFilter(NamedTuple):
    """What is looked for: words in action, report, place, values or reason; a person; the start of a day. "" is any."""

    words: str = ""
    who: str = ""
    day: str = ""


def audit_lines(events: Iterable[Event], forms: Forms) -> tuple[AuditLine, ...]:
    """Every event in words, in order; the events that begin the reports must be among them."""
    named: dict[int, _ReportName] = {}
    return tuple(_line(event, named, forms) for event in events)


class _ReportName(NamedTuple):
    form: Form
    unit: str
    year: str
    places: dict[str, str]

    @property
    def words(self) -> str:
        return f"{self.year} 年 {self.unit}"

    def place_name(self, place: str) -> str:
        """What messages call a place; of five thousand changes most are of places that were named before."""
        if place not in self.places:
            self.places[place] = HEADER_NAMES.get(place) or self.form.place_name(place)
        return self.places[place]


def _line(event: Event, named: dict[int, _ReportName], forms: Forms) -> AuditLine:
    if event.report is not None and event.start:
        unit, year = (value_text(event.start.values[place]) for place in (UNIT, YEAR))
        named[event.report] = _ReportName(forms(event.start.form), unit, year, {})
    of = None if event.report is None else named[event.report]
    place, before, after = _change_words(event, of)
    if of is not None and event.report is not None and event.change and event.change.place in {UNIT, YEAR}:
        name = {UNIT: of.unit, YEAR: of.year, event.change.place: value_text(event.change.after)}
        named[event.report] = of._replace(unit=name[UNIT], year=name[YEAR])
    at = datetime.fromisoformat(event.at).astimezone().isoformat(" ")[:_SECONDS]  # strftime costs ten times as much
    who = event.by or event.user
    return AuditLine(event.seq, at, who, ACTIONS[event.action], of.words if of else "", place, before, after, event.why)


def _change_words(event: Event, of: _ReportName | None) -> tuple[str, str, str]:
    """Place, before and after of an event."""
    if event.start and of is not None:
        return WHOLE_REPORT, "", of.form.report_title(of.unit, int(of.year))
    if event.change is None:
        return _act_words(event, of)
    place, before, after = event.change.place, value_text(event.change.before), value_text(event.change.after)
    if place == NOTES:
        return HEADER_NAMES[NOTES], _note_texts(before), _note_texts(after)
    if of is None:
        return setting_words(place, before, after)
    return of.place_name(place), before, after


def _note_texts(notes: str) -> str:
    return "；".join(note.text for note in notes_from_text(notes))


def _act_words(event: Event, of: _ReportName | None) -> tuple[str, str, str]:
    names = {} if of is None else approval_steps(of.form)
    step = str(event.about.get("step", ""))
    name = str(event.about.get("name", ""))
    place = f"{names.get(step, step)}（{name}）" if step else WHOLE_REPORT if event.report else "整个数据"
    return place, "", about_words(event.about)


def value_text(value: Value) -> str:
    """A value in words, "" where it is blank."""
    return value if isinstance(value, str) else print_figure(value)


def matching_lines(lines: Iterable[AuditLine], wanted: AuditFilter) -> tuple[AuditLine, ...]:
    """The lines that the filter lets through."""
    if not any(wanted):
        return tuple(lines)
    return tuple(line for line in lines if _matches(line, wanted))


def _matches(line: AuditLine, wanted: AuditFilter) -> bool:
    text = "\n".join(line[3:])
    return (
        wanted.words.casefold() in text.casefold()
        and (not wanted.who or line.who == wanted.who)
        and line.day.startswith(wanted.day)
    )


def actors(lines: Iterable[AuditLine]) -> tuple[str, ...]:
    """The names of those who did something, sorted."""
    return tuple(sorted({line.who for line in lines if line.who}))


def as_csv(lines: Iterable[AuditLine]) -> bytes:
    """The lines as a CSV file for a spreadsheet."""
    target = StringIO()
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    return target.getvalue().encode(_ENCODING)


def as_text(lines: Iterable[AuditLine]) -> bytes:
    """The lines as a text file, each event a paragraph."""
    return "\n\n".join("\n".join(paragraph(line)) for line in lines).encode(_ENCODING)


def paragraph(line: AuditLine) -> Iterator[str]:
    """An event in lines, with nothing cut off."""
    head: Sequence[str] = (f"第 {line.seq} 条", line.at, line.who, line.action, line.report, line.place)
    yield "　".join(part for part in head if part)
    for name, value in zip(COLUMNS[6:], (line.before, line.after, line.why), strict=True):
        if value:
            yield f"{name}：{value}"
