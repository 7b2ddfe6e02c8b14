"""The one path of a report, 填写 → 核对 → 审核 → 定稿 → 交付: how far each stage is, and what is to be done next."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Literal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule_loader import rules_of
from disclosure_desk.core.form import Form, Section
from disclosure_desk.core.report import Report

Mark = Literal["", "error", "warning", "done"]
"""The sign before a count; none before a count that is only one."""


class Stage(Enum):
    """The stages in their order."""

    FILL = "填写"
    CHECK = "核对"
    APPROVE = "审核"
    SEAL = "定稿"
    DELIVER = "交付"


class Act(Enum):
    """What a next step does."""

    FILL_CELL = "fill_cell"
    WRITE_TEXT = "write_text"
    MEND = "mend"
    EXPLAIN = "explain"
    APPROVE = "approve"
    SEAL = "seal"
    DELIVER = "deliver"
    LOOK_AT_PACKAGE = "look_at_package"


@dataclass(frozen=True, slots=True)
class Handling:
    """How far a report has come after it was filled in.

    given, lacking: the names of the office's steps of approval. versions: how many are sealed. deliveries: what is to
    be done with a sealed version, by name, and whether it is. is_package_faulty: what was sealed is not as it was.
    """

    given: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    versions: int = 0
    is_sealed: bool = False
    deliveries: tuple[tuple[str, bool], ...] = ()
    is_package_faulty: bool = False

    @property
    def state(self) -> str:
        """The report's state in a word, the same everywhere."""
        if self.is_sealed:
            return f"已定稿　第 {self.versions} 版"
        if self.versions:
            return f"更正中　第 {self.versions} 版"
        return "审核中" if self.given else "草稿"


@dataclass(frozen=True, slots=True)
class StageState:
    """How far one stage is: its counts, each with its sign, and the severity of what is in the way."""

    stage: Stage
    is_done: bool = False
    severity: Literal["", "error", "warning"] = ""
    counts: tuple[tuple[Mark, str], ...] = ()

    @property
    def sentence(self) -> str:
        """The same in words, for whom cannot see the signs."""
        signs = {"error": "必须改 ", "warning": "要说明 "}
        counts = [f"{signs.get(mark, '')}{words}" for mark, words in self.counts]
        return "，".join([self.stage.value, *counts, *(["完成"] if self.is_done else [])])


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next, in words for a button, and where: a cell or text, or a finding."""

    stage: Stage
    act: Act
    words: str
    place: str = ""
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Stages:
    """All stages of a report, and its next step; None where nothing is left to do."""

    states: tuple[StageState, ...]
    next_step: NextStep | None

    def __getitem__(self, stage: Stage) -> StageState:
        return self.states[list(Stage).index(stage)]


def stages_of(report: Report, findings: Sequence[Finding], handling: Handling, gaps: "Gaps | None" = None) -> Stages:
    """How far a report is, given what the checks find in it and what has been done with it; `gaps` where known."""
    gaps = gaps or Gaps(report)
    counted = [finding for finding in findings if not finding.missing_approvals and not gaps.explains(finding)]
    fill, check = gaps.state, _check_state(counted, is_filled=gaps.state.is_done)
    approved = not handling.lacking and check.is_done
    states = (
        fill,
        check,
        _approve_state(handling, is_done=approved or handling.is_sealed),
        _seal_state(handling),
        _deliver_state(handling),
    )
    if handling.is_sealed:
        return Stages(states, _delivery(handling))
    return Stages(states, gaps.next_step or _next_finding(counted) or _after_checks(handling))


class Gaps:
    """What of a report is not filled in yet; sums are the program's, and not counted."""

    def __init__(self, report: Report) -> None:
        form = report.form
        self._report = report
        self._rules = _blank_rules(form)
        asked, stands = _asked_cells(form), report.cells
        blank = [cell for cell in asked if stands[cell] is None]
        self.blank = Counter(asked[cell] for cell in blank)
        """How many cells of a section are blank, by its id; `asked` says how many it has."""
        self.asked = _asked_counts(form)
        self._sections = [section for section in form.sections if _is_unwritten(report, section)]
        self.state = self._state(len(asked) - len(blank), len(asked))
        self.next_step = self._next_step(blank, len(asked))

    def _state(self, filled: int, asked: int) -> StageState:
        words = f"{filled} / {asked} 格"
        if filled == asked and self._sections:
            words = f"差 {len(self._sections)} 部分文字"
        return StageState(Stage.FILL, filled == asked and not self._sections, counts=(("", words),))

    def _next_step(self, blank: Sequence[str], asked: int) -> NextStep | None:
        if blank:
            is_new = len(blank) == asked and not any(self._report.texts.values())
            words = "开始填写" if is_new else f"填剩下 {len(blank)} 格"
            return NextStep(Stage.FILL, Act.FILL_CELL, words, blank[0])
        if self._sections:
            place = self._sections[0].texts[0].id
            return NextStep(Stage.FILL, Act.WRITE_TEXT, f"写剩下 {len(self._sections)} 部分", place)
        return None

    def explains(self, finding: Finding) -> bool:
        """Whether a finding says no more than that something is not filled in yet."""
        if finding.rule in self._rules:
            return True
        texts = self._report.texts
        is_unwritten = any(section.id == finding.section for section in self._sections)
        return is_unwritten and all(place in texts for place in finding.cells)


@cache
def _blank_rules(form: Form) -> frozenset[str]:
    return frozenset(rule.id for rule in rules_of(form) if rule.counts_blanks)


@cache
def _asked_cells(form: Form) -> Mapping[str, str]:
    """The cells that are keyed, each with its section."""
    return {cell.id: form.section_of(cell.id).id for cell in form.cells.values() if not cell.is_sum}


@cache
def _asked_counts(form: Form) -> Mapping[str, int]:
    return Counter(_asked_cells(form).values())


def _is_unwritten(report: Report, section: Section) -> bool:
    """Whether nothing stands in a section of texts that the form asks for."""
    texts = [text for text in section.texts if not text.optional]
    return bool(texts) and not any(report.texts[text.id].strip() for text in texts)


def _check_state(findings: Sequence[Finding], *, is_filled: bool) -> StageState:
    errors, warnings = (sum(one.is_open and one.severity == kind for one in findings) for kind in ("error", "warning"))
    explained = sum(bool(finding.explanation) for finding in findings)
    counts: list[tuple[Mark, str]] = []
    if errors:
        counts.append(("error", str(errors)))
    if warnings:
        counts.append(("warning", str(warnings)))
    if not counts and explained:
        counts.append(("done", f"已说明 {explained}"))
    is_right = not errors and not warnings
    severity: Literal["", "error", "warning"] = "error" if errors else ("warning" if warnings else "")
    return StageState(Stage.CHECK, is_right and is_filled, severity, tuple(counts))


def _approve_state(handling: Handling, *, is_done: bool) -> StageState:
    needed = len(handling.given) + len(handling.lacking)
    return StageState(Stage.APPROVE, is_done, counts=(("", f"{len(handling.given)} / {needed} 人"),) if needed else ())


def _seal_state(handling: Handling) -> StageState:
    if handling.is_package_faulty:
        return StageState(Stage.SEAL, severity="error", counts=(("error", "档案包不符"),))
    counts: tuple[tuple[Mark, str], ...] = (("", f"第 {handling.versions} 版"),) if handling.versions else ()
    return StageState(Stage.SEAL, handling.is_sealed, counts=counts)


def _deliver_state(handling: Handling) -> StageState:
    if not handling.is_sealed or not handling.deliveries:
        return StageState(Stage.DELIVER)
    done = sum(is_done for _, is_done in handling.deliveries)
    words = f"{done} / {len(handling.deliveries)} 件"
    return StageState(Stage.DELIVER, done == len(handling.deliveries), counts=(("", words),))


def _next_finding(findings: Sequence[Finding]) -> NextStep | None:
    for severity, act, words in (("error", Act.MEND, "改这 {} 处"), ("warning", Act.EXPLAIN, "说明 {} 处")):
        found = [finding for finding in findings if finding.is_open and finding.severity == severity]
        if found:
            place = found[0].cells[0] if found[0].cells else ""
            return NextStep(Stage.CHECK, act, words.format(len(found)), place, found[0])
    return None


def _after_checks(handling: Handling) -> NextStep:
    if handling.lacking:
        words = f"{handling.lacking[0]}…" if handling.given else "送审…"
        return NextStep(Stage.APPROVE, Act.APPROVE, words)
    return NextStep(Stage.SEAL, Act.SEAL, "定稿…")


def _delivery(handling: Handling) -> NextStep | None:
    if handling.is_package_faulty:
        return NextStep(Stage.SEAL, Act.LOOK_AT_PACKAGE, "看哪里不符…")
    left = [name for name, is_done in handling.deliveries if not is_done]
    return NextStep(Stage.DELIVER, Act.DELIVER, f"{left[0]}…") if left else None
