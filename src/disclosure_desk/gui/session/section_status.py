"""What the list of sections says about each: what is missing, what is wrong, how much is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from disclosure_desk.checks import Finding, Severity
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.form import Form, Section
from disclosure_desk.core.report import Report

Tone = Literal["error", "warning", "missing", "done", "quiet"]
"""How the words are coloured; the words alone say everything."""


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """A section's state in words, the tone of the worst of them, and the same as counts, each with its sign."""

    words: str
    tone: Tone
    counts: tuple[tuple[str, str], ...] = ()


def numbered_sections(form: Form) -> list[str]:
    """The sections 一, 二 and so on, whose keys are Ctrl and their number."""
    return [section.id for section in form.sections if section.heading]


def section_status(report: Report, section: Section, findings: Iterable[Finding], gaps: Gaps) -> SectionStatus:
    """The state of one section, given all findings of the report and what of it is not filled in yet."""
    own = [finding for finding in findings if finding.section == section.id and finding.is_open]
    asked, blank = gaps.asked.get(section.id, 0), gaps.blank[section.id]
    wrong = [finding for finding in own if not gaps.explains(finding)]
    errors, warnings = _count(wrong, "error"), _count(wrong, "warning")
    parts = [
        f"缺 {blank} 格" if blank else "",
        f"{errors} 处必须改" if errors else "",
        f"{warnings} 处要说明" if warnings else "",
    ]
    words, tone = _written(report, section)
    if section.grid:
        words, tone = ("✓ 已填齐", "done") if not any(parts) else ("", "quiet")
    if blank:
        tone = "missing"
    if warnings:
        tone = "warning"
    if errors:
        tone = "error"
    counts = [(mark, str(count)) for mark, count in (("error", errors), ("warning", warnings)) if count]
    if not counts and blank:
        counts = [("", f"{asked - blank}/{asked}")]
    elif not counts and tone in {"done", "missing"}:
        counts = [(tone, "")]
    return SectionStatus(" · ".join(part for part in (*parts, words) if part), tone, tuple(counts))


def _written(report: Report, section: Section) -> tuple[str, Tone]:
    """How much of a section's texts is written."""
    empty = [text for text in section.texts if not report.texts[text.id].strip()]
    characters = sum(count_characters(report.texts[text.id]) for text in section.texts)
    if len(empty) == len(section.texts):
        return ("可以不写", "quiet") if all(text.optional for text in section.texts) else ("未写", "missing")
    if empty:
        return f"还有 {len(empty)} 段未写 · {characters} 字", "missing"
    return f"✓ {characters} 字", "done"


def count_characters(text: str) -> int:
    """How many characters a text has, spaces and line ends not counted."""
    return len("".join(text.split()))


def _count(findings: Iterable[Finding], severity: Severity) -> int:
    return sum(finding.severity == severity for finding in findings)
