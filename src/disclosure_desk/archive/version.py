"""A version of a report on its way into the archive: all that is sealed with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from disclosure_desk.checks import Finding
from disclosure_desk.report import Report
from disclosure_desk.store.workflow import Approval
from disclosure_desk.writers.archive_copy import Record
from disclosure_desk.writers.page_settings import PageSettings


@dataclass(frozen=True)
class Version:
    """What a package is made of.

    report_id: the report's number in the trail; number: from 1; why: the reason of a correction, "" for the first;
    before: the report as the version before had it; trail: the record of the whole desk as its journal has it; at: the
    ISO moment of sealing; term: how long it is to be kept.
    """

    report: Report
    report_id: int
    number: int
    at: str
    trail: bytes
    findings: tuple[Finding, ...] = ()
    records: tuple[Record, ...] | None = None
    approvals: Sequence[Approval] = ()
    why: str = ""
    before: Report | None = None
    term: str = "永久"
    settings: PageSettings = field(default_factory=PageSettings)

    @property
    def folder(self) -> str:
        """The folder of its bag, in letters that every system unpacks alike."""
        return f"annual-report-{self.report.year}-v{self.number}"
