"""What every reader answers."""

from dataclasses import dataclass

from disclosure_desk.report import Note, Report


@dataclass(frozen=True)
class Reading:
    """A report as it was read, and what its source had that could not be taken as it stood (also in `report.notes`)."""

    report: Report
    remarks: tuple[Note, ...]
