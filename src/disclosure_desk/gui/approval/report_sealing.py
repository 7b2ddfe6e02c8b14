"""Sealing the open report: what keeps it from that, how it differs from its last version, and the act itself."""

from datetime import datetime

from disclosure_desk.archive.difference import Difference, differences
from disclosure_desk.archive.office import ARCHIVE_TERM
from disclosure_desk.archive.sealing import SealCandidate, keep, prepare, previous_version, refusal
from disclosure_desk.archive.version import Version
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.store.events.approvals import SealedVersion


class ReportSealing:
    """Seals the document of an approval process."""

    def __init__(self, process: ApprovalProcess) -> None:
        self._process, self._session, self._document = process, process.session, process.document

    @property
    def version(self) -> int:
        """The number that the next version gets, from 1."""
        return len(self._process.state.versions) + 1

    @property
    def term(self) -> str:
        """How long the office keeps its reports."""
        return self._session.office.term

    @property
    def refusal(self) -> str:
        """Why the report cannot be sealed now, "" if it can."""
        return refusal(self._candidate(self.term), self._process.state, self._session.steps)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the report differs from its last version; raises StoreError."""
        report = self._document.report
        before = previous_version(self._session.store, self._process.state, report.form)
        return differences(before, report) if before else ()

    def prepare(self, term: str) -> Version:
        """The version whose files are to be made; raises StoreError if the report may not be sealed."""
        now = datetime.now().astimezone()
        if term != self.term:
            self._session.keep({ARCHIVE_TERM: term})
        candidate = self._candidate(term)._replace(report=self._document.snapshot())
        return prepare(self._session.store, self._document.report_id, candidate, self._session.steps, now)

    def keep(self, version: Version, content: bytes) -> SealedVersion:
        """Make the report an immutable version with these bytes of its package; raises StoreError."""
        sealed = keep(self._session.store, version, content)
        self._document.forget_steps()
        self._process.refresh()
        return sealed

    def _candidate(self, term: str) -> SealCandidate:
        return SealCandidate(self._document.report, self._document.findings, self._session.page_settings, term)
