"""What is filed with a report in its archive copy, and the digest that ties the sheets together."""

import hashlib
from dataclasses import dataclass

from disclosure_desk.checks import Finding
from disclosure_desk.core.report import Report
from disclosure_desk.writers.json import render as render_json

_SHOWN, _GROUP = 16, 4
"""How many hex digits of a digest stand on paper, and in groups of how many."""


@dataclass(frozen=True, slots=True)
class ChangeRecordEntry:
    """A line of the change record as it is printed: ISO local time, words for action and place, values ("" is blank).

    by: who did it, "" where the office keeps no operators; why: the reason given for it.
    is_act: it is an approval, a publication or the like and changed no value.
    """

    at: str
    action: str
    place: str
    before: str
    after: str
    by: str = ""
    why: str = ""
    is_act: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """An approval as the review sheet shows it: the name of the step, who approved, the opinion, ISO local time.

    why: the reason why the person who filled the report approved it too; "" where another person approved.
    """

    step: str
    name: str
    opinion: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A report and what is filed with it.

    change_record: how the report began, then its changes; None where the report does not come from a store.
    signatures: the approvals that hold; waived: the names of the approval steps that the office does without.
    term: how long the report is kept, "" where that is written by hand. register: what is to be kept on paper of the
    sealed version's package, "" before there is one.
    """

    report: Report
    findings: tuple[Finding, ...]
    change_record: tuple[ChangeRecordEntry, ...] | None = None
    signatures: tuple[Signature, ...] = ()
    waived: tuple[str, ...] = ()
    term: str = ""
    register: str = ""


def digest(report: Report) -> str:
    """The SHA-256 of the report's JSON export in hex; raises WriteError where the report has none."""
    return hashlib.sha256(render_json(report)).hexdigest()


def short_digest(report: Report) -> str:
    """The first 16 hex digits of the digest in groups of four, as they stand on paper."""
    return grouped(digest(report))


def grouped(whole: str, most: int = _SHOWN) -> str:
    """So many digits of a digest in hex, as they stand on paper."""
    shown = whole[:most]
    return " ".join(shown[start : start + _GROUP] for start in range(0, len(shown), _GROUP))
