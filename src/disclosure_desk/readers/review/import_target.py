"""What an imported report can become beside the open one: the draft of its year, or last year's to compare with."""

from enum import Enum
from typing import NamedTuple

from disclosure_desk.core.report import Report


class ImportTarget(Enum):
    """What a report is imported as."""

    DRAFT = "draft"
    LAST_YEAR = "last year"


class TargetChoice(NamedTuple):
    """The likeliest target, and whether the report can be last year's at all.

    `obstacle` tells the clerk why it cannot; `open_unit` is the unit of the open report where last year's report has
    another name, "" otherwise.
    """

    likely: ImportTarget
    can_be_last_year: bool
    obstacle: str = ""
    open_unit: str = ""


def import_targets(read: Report, open_report: Report | None) -> TargetChoice:
    """What a report that was read can become beside the open one, if there is one."""
    if open_report is None:
        return TargetChoice(ImportTarget.DRAFT, can_be_last_year=False)
    if read.year != open_report.year - 1:
        obstacle = (
            f"文件是 {read.year} 年的报告；正在填的是 {open_report.year} 年的，它的去年是 {open_report.year - 1} 年，"
            "所以不能当作去年的报告。"
        )
        return TargetChoice(ImportTarget.DRAFT, can_be_last_year=False, obstacle=obstacle)
    other = open_report.unit if open_report.unit != read.unit else ""
    return TargetChoice(ImportTarget.LAST_YEAR, can_be_last_year=True, open_unit=other)
