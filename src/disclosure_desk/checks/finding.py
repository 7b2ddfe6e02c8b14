"""What a check says: findings, each about some cells or texts, and the one verdict over all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure_desk.form import Severity

SEVERITY_NAMES: dict[Severity, str] = {"error": "必须改", "warning": "要说明", "hint": "提示"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or odd, where it stands, and what to do about it."""

    rule: str
    severity: Severity
    section: str
    cells: tuple[str, ...]
    message: str
    basis: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many findings of each severity there are, and what that means for sealing."""

    errors: int
    warnings: int
    hints: int

    @classmethod
    def over(cls, findings: Iterable[Finding]) -> "Verdict":
        """The verdict over some findings."""
        severities = [finding.severity for finding in findings]
        return cls(severities.count("error"), severities.count("warning"), severities.count("hint"))

    @property
    def sentence(self) -> str:
        """The verdict as the clerk reads it."""
        parts = []
        if self.errors:
            parts.append(f"还有 {self.errors} 处必须改")
        if self.warnings:
            parts.append(f"{self.warnings} 处要说明")
        return "，".join(parts) or "可以定稿"
