"""The result of a check: findings, each about some cells or texts, and the one verdict over all of them."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change

Severity = Literal["error", "warning", "hint"]
SEVERITY_NAMES: dict[Severity, str] = {"error": "必须改", "warning": "要说明", "hint": "提示"}
WHOLE_REPORT = ""
"""The section of a finding about the report as a whole."""


class TextMark(NamedTuple):
    """A stretch of a text that a finding is about; `proposal` could stand there, `cell` is the cell it is about."""

    text: str
    start: int
    end: int
    proposal: str | None = None
    cell: str = ""


class Repair(NamedTuple):
    """Figures that would make broken identities true.

    `typo` names what probably happened, `sentence` says to the clerk what to change and why; `broken_identities` are,
    for each typing mistake that the changes correct, the identities it breaks, each as rule and first cell.
    """

    changes: tuple[Change, ...]
    typo: str
    sentence: str
    broken_identities: tuple[tuple[tuple[str, str], ...], ...] = ()


class Finding(NamedTuple):
    """One thing that is wrong or odd, where it stands, and what to do about it.

    `cells` are the places (cells, texts, the unit's name) it is about, the one it is mainly about first; none for the
    report as a whole. `key` names the finding as long as its message and figures stay the same: an explanation is
    stored under it. `explanation` is what the clerk answered; `follows_from` is the key of the finding of which this
    one is only a consequence; `repairs` are changes of figures that would correct it, the likeliest first;
    `missing_approvals` are the names of the approvals that a draft still waits for.
    """

    rule: str
    severity: Severity
    section: str
    cells: tuple[str, ...]
    message: str
    basis: str
    key: str = ""
    marks: tuple[TextMark, ...] = ()
    explainable: bool = False
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    explanation: str = ""
    follows_from: str = ""
    repairs: tuple[Repair, ...] = ()
    missing_approvals: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether the clerk still has to do something about it: neither explained nor a mere consequence."""
        return not self.explanation and not self.follows_from

    @property
    def label(self) -> str:
        """The label shown before the message: the severity, or that nothing more has to be done about it."""
        if self.explanation:
            return "已说明"
        return "随之而来" if self.follows_from else SEVERITY_NAMES[self.severity]


class Verdict(NamedTuple):
    """The number of open findings of each severity, the missing approvals, and whether sealing is possible."""

    errors: int
    warnings: int
    hints: int
    missing_approvals: tuple[str, ...] = ()

    @classmethod
    def over(cls, findings: Iterable[Finding]) -> "Verdict":
        """The verdict over some findings."""
        still = [finding for finding in findings if finding.is_open]
        severities = [finding.severity for finding in still]
        missing = tuple(step for finding in still for step in finding.missing_approvals)
        return cls(severities.count("error"), severities.count("warning"), severities.count("hint"), missing)

    @property
    def sentence(self) -> str:
        """The verdict as the clerk reads it."""
        parts = []
        if self.errors:
            parts.append(f"还有 {self.errors} 处必须改")
        if self.warnings:
            parts.append(f"{self.warnings} 处要说明")
        if not parts and self.missing_approvals:
            return f"核对无误，还差{'、'.join(self.missing_approvals)}"
        return "，".join(parts) or "可以定稿"


def section_name(form: Form, section: str) -> str:
    """How the clerk reads a finding's section."""
    return form.section(section).name if section else "整份报告"
