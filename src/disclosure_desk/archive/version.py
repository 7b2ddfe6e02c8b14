"""A version of a report that is being sealed, with all that is sealed with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from disclosure_desk.checks import Finding
from disclosure_desk.core.report import Report
from disclosure_desk.store.events.approvals import Approval
from disclosure_desk.writers.archive_record import ChangeRecordEntry
from disclosure_desk.writers.page_settings import PageSettings

_SEALED_SINCE: Mapping[str, tuple[int, ...]] = {
    ".pdf": (),
    ".ofd": (0, 3),
    ".docx": (),
    ".xlsx": (),
    ".html": (),
    ".json": (),
}
"""The formats of a report in a package, and the version of the program from which on packages have each. Each is read
back, and made anew where a package of this version of the program is verified; a new one needs another version."""
SEALED_ENDINGS = tuple(_SEALED_SINCE)


def sealed_endings(program: str) -> tuple[str, ...]:
    """The formats in a package of a program of this name and version; all of them if it says no version."""
    numbers = tuple(int(one) for one in program.rpartition(" ")[2].split(".") if one.isdecimal())
    return tuple(ending for ending, since in _SEALED_SINCE.items() if not numbers or numbers >= since)


@cache
def libraries() -> Mapping[str, str]:
    """The versions here of what writes the PDFs, which may differ by it; "" where one is not known."""
    return {name: _version_of(name) for name in ("reportlab",)}


def _version_of(name: str) -> str:
    try:
        return version_of(name)
    except PackageNotFoundError:  # a packed program may not say
        return ""


@dataclass(frozen=True)
class Version:
    """What a package is made of.

    report_id: the report's number in the trail; number: from 1; why: the reason of a correction, "" for the first;
    before: the report as the version before had it; trail: what of the desk's record concerns the report (excerpt.py);
    at: the ISO moment of sealing; term: how long it is to be kept; steps: the office's steps of approval by id, with
    their names; libraries: what its PDFs are written with, by name and version, nothing where that is not known;
    endings: the formats of the report in the package.
    """

    report: Report
    report_id: int
    number: int
    at: str
    trail: bytes
    findings: tuple[Finding, ...] = ()
    records: tuple[ChangeRecordEntry, ...] | None = None
    approvals: Sequence[Approval] = ()
    why: str = ""
    before: Report | None = None
    term: str = "永久"
    steps: Mapping[str, str] = field(default_factory=dict)
    settings: PageSettings = field(default_factory=PageSettings)
    libraries: Mapping[str, str] = field(default_factory=libraries)
    endings: tuple[str, ...] = SEALED_ENDINGS

    @property
    def folder(self) -> str:
        """The folder of its bag, in letters that every system unpacks the same way."""
        return f"annual-report-{self.report.year}-v{self.number}"
