"""The archive copy of a report on paper: which sheets it has, what goes on them, and the digest that ties them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from disclosure_desk.checks import Finding
from disclosure_desk.core.report import Report
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.json import render as render_json
from disclosure_desk.writers.page_settings import PageSettings

SHEETS = ("cover", "report", "review", "checks", "changes")
"""Cover, the report itself, the sheet it is passed round with, the check report and the change record."""

_SHOWN, _GROUP = 16, 4


@dataclass(frozen=True, slots=True)
class Record:
    """A line of the ledger as the paper shows it: ISO local time, words for action and place; "" is blank.

    by: who did it, "" where nobody was asked; is_act: it changed no value.
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
    """An approval as the review sheet shows it: the step's name, ISO local time, why the filler approved ("")."""

    step: str
    name: str
    opinion: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A report and what is filed with it.

    records: how the report began, then its changes; None where the report does not come from the desk's store.
    signatures: the approvals that hold; waived: the names of the steps of approval that the office does without.
    term: how long it is kept, "" where that is written by hand.
    """

    report: Report
    findings: tuple[Finding, ...]
    records: tuple[Record, ...] | None = None
    signatures: tuple[Signature, ...] = ()
    waived: tuple[str, ...] = ()
    term: str = ""


def digest(report: Report) -> str:
    """The SHA-256 of the report's JSON export in hex; raises WriteError where the report has none."""
    return hashlib.sha256(render_json(report)).hexdigest()


def short_digest(report: Report) -> str:
    """The first 16 hex digits of the digest in groups of four, as they stand on paper."""
    return grouped(digest(report))


def grouped(whole: str) -> str:
    """The beginning of a digest in hex, as it stands on paper."""
    shown = whole[:_SHOWN]
    return " ".join(shown[start : start + _GROUP] for start in range(0, len(shown), _GROUP))


def sheet_names() -> dict[str, str]:
    """What each sheet is called, by its id in SHEETS."""
    return wording().names


def chosen_sheets(settings: PageSettings) -> tuple[str, ...]:
    """The sheets of a whole archive copy: all, or all but the cover."""
    return SHEETS if settings.cover else SHEETS[1:]


def archive_copy(dossier: Dossier, sheets: Sequence[str], settings: PageSettings | None = None) -> bytes:
    """The chosen sheets as one PDF, in the order of SHEETS; raises WriteError."""
    unknown = set(sheets) - set(SHEETS)
    if unknown or not sheets:
        raise ValueError(f"no such sheets: {sorted(unknown)}")
    chosen = tuple(sheet for sheet in SHEETS if sheet in sheets)
    pdf = import_module("disclosure_desk.writers.pdf")
    try:
        content: bytes = import_module("disclosure_desk.writers.pdf.archive").render(
            dossier, chosen, settings or PageSettings()
        )
    except pdf.MissingGlyph as error:
        raise WriteError(str(error)) from error
    except OSError as error:
        raise WriteError(f"程序自带的文件读不出来（{error.filename}），请重新安装程序。") from error
    return content
