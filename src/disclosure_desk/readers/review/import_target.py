"""What a report that was read is for beside the one at work: the draft of its year, or last year's to compare with."""

from enum import Enum
from typing import NamedTuple

from disclosure_desk.core.report import Report


class Role(Enum):
    """What a report is taken in as."""

    DRAFT = "draft"
    LAST_YEAR = "last year"


class Roles(NamedTuple):
    """The likeliest role, whether last year's is possible at all, and what the clerk has to know about it."""

    likely: Role
    can_be_last: bool
    told: str = ""
    other_unit: str = ""
    """The unit of the report at work, where last year's report has another name."""


def roles(read: Report, at_work: Report | None) -> Roles:
    """The roles of a report that was read, beside the one that is open."""
    if at_work is None:
        return Roles(Role.DRAFT, can_be_last=False)
    if read.year != at_work.year - 1:
        return Roles(Role.DRAFT, can_be_last=False, told=_mismatch(read.year, at_work.year))
    other = at_work.unit if at_work.unit != read.unit else ""
    return Roles(Role.LAST_YEAR, can_be_last=True, other_unit=other)


def _mismatch(year: int, year_at_work: int) -> str:
    return (
        f"文件是 {year} 年的报告；正在填的是 {year_at_work} 年的，它的去年是 {year_at_work - 1} 年，"
        "所以不能当作去年的报告。"
    )
