"""What every reader answers."""

from typing import NamedTuple

from disclosure_desk.report import Note, Report


class Reading(NamedTuple):
    """A report as it was read, and what its source had that could not be taken as it stood (also in `report.notes`)."""

    report: Report
    remarks: tuple[Note, ...]
