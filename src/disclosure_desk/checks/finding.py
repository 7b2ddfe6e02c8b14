"""What a check says: findings, each about some cells or texts, and the one verdict over all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure_desk.core.form import Form, Severity
from disclosure_desk.core.report import Change

SEVERITY_NAMES: dict[Severity, str] = {"error": "必须改", "warning": "要说明", "hint": "提示"}
WHOLE_REPORT = ""
"""The section of a finding about the report as a whole."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that a finding is about; `proposal` could stand there, `cell` is what it speaks of."""

    text: str
    start: int
    end: int
    proposal: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Figures that would make broken identities true; `slip` is what probably happened, `sentence` says it all.

    `stories`: for each slip of the hand the identities it breaks, as rule and first cell.
    """

    changes: tuple[Change, ...]
    slip: str
    sentence: str
    stories: tuple[tuple[tuple[str, str], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd, where it stands, and what to do about it.

    `key` names the finding for as long as what it speaks of stays as it is: the place of its explanation.
    `explanation` is what the clerk answered; `cause` the key of the finding this one only follows from; `repairs`
    are changes of figures that would mend it, the likeliest first; `lacking` the approvals that a draft waits for.
    """

    rule: str
    severity: Severity
    section: str
    cells: tuple[str, ...]
    message: str
    basis: str
    key: str = ""
    marks: tuple[Mark, ...] = ()
    explainable: bool = False
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    explanation: str = ""
    cause: str = ""
    repairs: tuple[Repair, ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the clerk still has to do something about it: neither explained nor a mere follow-on."""
        return not self.explanation and not self.cause

    @property
    def standing(self) -> str:
        """How the clerk reads where the finding stands: its severity, or that nothing more is to be done about it."""
        if self.explanation:
            return "已说明"
        return "随之而来" if self.cause else SEVERITY_NAMES[self.severity]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many open findings of each severity there are and which approvals lack, and what that means for sealing."""

    errors: int
    warnings: int
    hints: int
    lacking: tuple[str, ...] = ()

    @classmethod
    def over(cls, findings: Iterable[Finding]) -> "Verdict":
        """The verdict over some findings."""
        still = [finding for finding in findings if finding.is_open]
        severities = [finding.severity for finding in still]
        lacking = tuple(step for finding in still for step in finding.lacking)
        return cls(severities.count("error"), severities.count("warning"), severities.count("hint"), lacking)

    @property
    def sentence(self) -> str:
        """The verdict as the clerk reads it."""
        parts = []
        if self.errors:
            parts.append(f"还有 {self.errors} 处必须改")
        if self.warnings:
            parts.append(f"{self.warnings} 处要说明")
        if not parts and self.lacking:
            return f"核对无误，还差{'、'.join(self.lacking)}"
        return "，".join(parts) or "可以定稿"


def section_name(form: Form, section: str) -> str:
    """How the clerk reads a finding's section."""
    return form.section(section).name if section else "整份报告"
