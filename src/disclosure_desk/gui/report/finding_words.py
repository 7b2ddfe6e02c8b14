"""What the panel says of a finding beside its sentence: where it is, in short, and which figures would mend it."""

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.checks.finding import Finding, Repair, TextMark
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form import Cell, Form
from disclosure_desk.core.report import UNIT, YEAR, Change, Report

GAP = "还没填"
KINDS = {
    "error": "必须改",
    "warning": "要说明",
    "hint": "提示",
    "done": "已说明",
    "missing": GAP,
    "quiet": "随之而来",
}
"""The kinds of findings as the panel has them, each with its words; the name of a kind is that of its sign."""
EXPLAIN_TIP = "说明这一处（F7）"
_SHORT = 44
"""A sentence longer than this fills more than the two lines that a closed finding has."""
_FEW = 8
"""A finding about more cells is about their table."""
_BEFORE = 9
"""So many characters before a number let it be found again in its text."""


class Amendment(NamedTuple):
    """A figure that may have to be another: where it stands, what stands there, and what could."""

    place: str
    stands: str
    wanted: str

    @property
    def words(self) -> str:
        """What a button says that carries it out."""
        return f"改为 {self.wanted}" if self.wanted else f"删去“{self.stands}”"


def kind_of(finding: Finding, gaps: Gaps | None) -> str:
    """The kind of a finding, by the name of its sign; what is only not filled in yet is no fault."""
    if finding.explanation:
        return "done"
    if finding.follows_from:
        return "quiet"
    return "missing" if gaps is not None and gaps.explains(finding) else finding.severity


def go_words(kind: str) -> str:
    """What a button or a line of a menu says that leads to the place of a finding."""
    return "去填" if kind == "missing" else "去改"


def explain_words(finding: Finding) -> str:
    """The same of what asks for an answer to it."""
    return "改说明…" if finding.explanation else "说明…"


def place_words(form: Form, finding: Finding) -> str:
    """Where a finding is, in short: 三、自然人一列; 一、（二）依申请公开."""
    if not finding.cells:
        return form.section(finding.section).short_name if finding.section else "整份报告"
    place = finding.cells[0]
    if place in form.cells:
        return _cells_words(form, [form.cells[one] for one in finding.cells if one in form.cells])
    if place in {UNIT, YEAR}:
        return "机关名称和年度"
    if place not in form.texts:
        return "整份报告"
    text, section = form.texts[place], form.section_of(place)
    if text.id == section.id:
        return f"{_numeral(form, place)}{section.short_name}"
    return f"{_numeral(form, place)}{text.name}"


def _numeral(form: Form, place: str) -> str:
    section = form.section_of(place)
    return f"{section.numeral}、" if section.heading else ""


def _cells_words(form: Form, cells: list[Cell]) -> str:
    """One row or one column where the cells are all of it, the section where they are many, else the first."""
    first = cells[0]
    grid = form.grids[first.grid]
    rows, columns = {cell.row.id for cell in cells}, {cell.column.id for cell in cells}
    if len(cells) == 1 or len({cell.grid for cell in cells}) > 1:
        words = cell_words(first)
    elif len(columns) == 1 and len(grid.blocks) == 1:
        words = f"{first.column.label[-1]}一列"
    elif len(rows) == 1 and first.row.label:
        words = first.row.label[-1]
    elif len(cells) > _FEW:
        words = form.section_of(first.id).short_name
    else:
        words = cell_words(first)
    numeral = _numeral(form, first.id)
    return f"{grid.name}　{words}" if "、" in words[:2] else f"{numeral}{words}"


def cell_words(cell: Cell) -> str:
    """A cell by the last words of its row and of its column."""
    return " · ".join(words[-1] for words in (cell.row.label, cell.column.label) if words)


def figure_words(report: Report, place: str) -> str:
    """A figure as it is printed; a dash where none stands, as in a report on a form that has no such cell."""
    return (print_figure(report.figure(place)) if place in report.cells else "") or "–"


def short_message(form: Form, finding: Finding, texts: Mapping[str, str]) -> str:
    """What a finding says in about two lines: of a number in a text, the number and what the table has."""
    mark = finding.marks[0] if finding.marks else None
    if mark is None or not mark.cell or mark.proposal is None or mark.text not in texts:
        return finding.message
    text, start = texts[mark.text], max(mark.start - _BEFORE, 0)
    quoted = text[start : mark.end + 1].strip()
    short = f"写着“{'…' if start else ''}{quoted}”，表中是 {mark.proposal}：{form.place_name(mark.cell)}。"
    return short if len(short) < len(finding.message) or len(finding.message) > _SHORT else finding.message


def amendments_of(form: Form, repair: Repair) -> tuple[Amendment, ...]:
    """The figures that a repair changes."""
    return tuple(
        Amendment(cell_words(form.cells[one.place]), _figure(one.before), _figure(one.after)) for one in repair.changes
    )


def _figure(value: object) -> str:
    return "空" if value is None else print_figure(value)  # type: ignore[arg-type] # a repair changes figures only


def word_amendment(finding: Finding, texts: Mapping[str, str]) -> tuple[TextMark, Amendment] | None:
    """What could stand in a text instead of the first words that a finding marks; None where it does not say."""
    for mark in finding.marks:
        text = texts.get(mark.text, "")
        if mark.proposal is not None and mark.start < mark.end <= len(text):
            return mark, Amendment("文字里", text[mark.start : mark.end], mark.proposal)
    return None


def word_change(report: Report, finding: Finding) -> Change | None:
    """The change of a text that puts what a finding proposes where it marks; None where it does not say what."""
    found = word_amendment(finding, report.texts)
    if found is None:
        return None
    mark, amendment = found
    before = report.texts[mark.text]
    return Change(mark.text, before, before[: mark.start] + amendment.wanted + before[mark.end :])


def appended(report: Report, place: str, words: str) -> Change:
    """The change that puts words at the end of a text, in a paragraph of their own."""
    before = report.texts[place]
    return Change(place, before, f"{before.rstrip()}\n{words}" if before.strip() else words)
