"""How the reports of the list are: each is checked, again only where something that counts has changed."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from disclosure_desk.checks import CheckContext, Verdict, check
from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.checks.stages import Handling, Stage, Stages, stages_of
from disclosure_desk.core.report import Report
from disclosure_desk.gui.session.listed_report import ListedReport, when_words
from disclosure_desk.store.database.rows import ReportEntry
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.handling import PUBLISH

SEALED = "已定稿"
PACKAGE_FAULTY = f"{SEALED}，但档案包不符"
DRAFT_BLANK = "草稿，还没有填写"
UNREADABLE = "打不开"


class ReportSource(Protocol):
    """What knows the office's reports and what they are checked against."""

    @property
    def check_settings(self) -> CheckSettings: ...

    @property
    def steps(self) -> dict[str, str]: ...

    def handling(self, report_id: int) -> Handling: ...

    def report(self, report_id: int) -> Report: ...

    def load_previous(self, report: Report) -> Report | None: ...

    def check_context(self, report: Report, previous: Report | None) -> CheckContext: ...


class Listing:
    """The reports of an open session in words, kept until one of them is another."""

    def __init__(self, session: ReportSource) -> None:
        self._session = session
        self._kept: dict[int, tuple[object, ListedReport]] = {}

    def reports(self, entries: Sequence[ReportEntry]) -> list[ListedReport]:
        """The reports in words, in their order."""
        by_name = {(one.unit, one.year): one for one in entries}
        return [self._as_listed(one, by_name.get((one.unit, one.year - 1))) for one in entries]

    def check_next(self, entries: Sequence[ReportEntry]) -> bool:
        """Check one of those whose state is not known yet; whether any is left."""
        by_name = {(one.unit, one.year): one for one in entries}
        unknown = [one for one in entries if one.id not in self._kept]
        for one in unknown[:1]:
            self._as_listed(one, by_name.get((one.unit, one.year - 1)))
        return len(unknown) > 1

    def _as_listed(self, one: ReportEntry, before: ReportEntry | None) -> ListedReport:
        """A report in words; it is checked only where something that counts has changed since it was listed last."""
        session, today = self._session, date.today()  # noqa: DTZ011 - the computer's calendar
        counts = (one, before, session.handling(one.id), session.check_settings, tuple(session.steps), today)
        kept = self._kept.get(one.id)
        if kept is None or kept[0] != counts:
            kept = (counts, self._listed(one.id, f"{one.year} 年", one.unit, ""))
            self._kept[one.id] = kept
        return kept[1]._replace(changed=when_words(one.changed))

    def _listed(self, report_id: int, year: str, unit: str, changed: str) -> ListedReport:
        handling = self._session.handling(report_id)
        if handling.is_sealed:
            return _sealed(ListedReport(report_id, year, unit, "", changed), handling)
        try:
            report = self._session.report(report_id)
            findings = check(report, self._session.check_context(report, self._session.load_previous(report)))
        except StoreError:
            return ListedReport(report_id, year, unit, UNREADABLE, changed, label=UNREADABLE, tone="error")
        stages = stages_of(report, findings, handling)
        verdict = Verdict.over(findings)
        if not verdict.errors and not verdict.warnings:
            verdict = verdict._replace(missing_approvals=handling.lacking)
        is_blank = not any(report.texts.values()) and all(figure is None for figure in report.cells.values())
        label, tone = label_of(stages, handling)
        return ListedReport(
            report_id,
            year,
            unit,
            DRAFT_BLANK if is_blank else verdict.sentence,
            changed,
            marks_of(stages),
            label,
            tone,
            stages.next_step.words if stages.next_step else "",
            progress_of(stages, verdict.sentence),
            is_draft=not handling.given and not handling.versions,
        )


def marks_of(stages: Stages) -> tuple[str, ...]:
    """The marks of the stages of a report that was checked."""
    here = stages.next_step.stage if stages.next_step else None
    return tuple(
        "done" if one.is_done else one.severity or ("here" if one.stage == here else "ahead") for one in stages.states
    )


def sealed_marks(handling: Handling) -> tuple[str, ...]:
    """The same of a sealed one, which needs no check."""
    is_delivered = all(is_done for _, is_done in handling.deliveries)
    seal = "error" if handling.is_package_faulty else "done"
    return ("done", "done", "done", seal, "done" if is_delivered else "here")


def label_of(stages: Stages, handling: Handling) -> tuple[str, str]:
    """State and verdict of a report that is not sealed, in few words, and their tone."""
    fill, check = stages[Stage.FILL], stages[Stage.CHECK]
    if check.severity:
        words = {"error": "处必须改", "warning": "处要说明"}[check.severity]
        return f"{handling.state}　{check.counts[0][1]} {words}", check.severity
    if not fill.is_done:
        return f"{handling.state}　{fill.counts[0][1]}", "hint"
    if handling.given:
        return f"{handling.state}　{stages[Stage.APPROVE].counts[0][1]}", "hint"
    return f"{handling.state}　核对无误", "done"


def progress_of(stages: Stages, state: str) -> str:
    """How far a report is, and what is left, in sentences."""
    fill = stages[Stage.FILL]
    if fill.is_done:
        return f"{fill.counts[0][1].rpartition('/')[2].strip()}已填齐，规定的文字都有了。{state}。"
    left = fill.counts[0][1]
    return f"已填 {left}。" if "/" in left else f"各格已填齐，还{left}。"


def _sealed(one: ListedReport, handling: Handling) -> ListedReport:
    """A sealed report in the list."""
    left = [name for name, is_done in handling.deliveries if not is_done]
    is_faulty, is_published = handling.is_package_faulty, dict(handling.deliveries).get(PUBLISH, False)
    return one._replace(
        state=PACKAGE_FAULTY if is_faulty else SEALED,
        marks=sealed_marks(handling),
        label=f"{handling.state} · {'档案包不符' if is_faulty else '已公布' if is_published else '还没公布'}",
        tone="error" if is_faulty else "done",
        next_words="看哪里不符…" if is_faulty else f"{left[0]}…" if left else "",
        progress=f"{handling.state}，只能看，不能改。",
    )
