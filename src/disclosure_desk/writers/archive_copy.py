"""The archive copy of a report on paper: which sheets it has, and the PDF of those that are asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from disclosure_desk.writers.errors import WriteError, missing_resource
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.writers.archive_record import ArchiveRecord

SHEETS = ("cover", "report", "review", "checks", "changes")
"""Cover, the report itself, the sheet it is passed round with, the check report and the change record."""


def sheet_names() -> dict[str, str]:
    """The Chinese name of each sheet by its id in SHEETS."""
    from disclosure_desk.writers.archive_words import wording  # noqa: PLC0415 - most that knows the sheets names none

    return wording().names


def chosen_sheets(settings: PageSettings) -> tuple[str, ...]:
    """The sheets of a whole archive copy: all, or all but the cover."""
    return SHEETS if settings.cover else SHEETS[1:]


def archive_copy(record: "ArchiveRecord", sheets: Sequence[str], settings: PageSettings | None = None) -> bytes:
    """The chosen sheets as one PDF, in the order of SHEETS; raises WriteError."""
    unknown = set(sheets) - set(SHEETS)
    if unknown or not sheets:
        raise ValueError(f"no such sheets: {sorted(unknown)}")
    chosen = tuple(sheet for sheet in SHEETS if sheet in sheets)
    from disclosure_desk.writers.pdf import archive  # noqa: PLC0415 - loads reportlab
    from disclosure_desk.writers.pdf.font.chains import MissingGlyph  # noqa: PLC0415 - the same

    try:
        return archive.render(record, chosen, settings or PageSettings())
    except MissingGlyph as error:
        raise WriteError(str(error)) from error
    except OSError as error:
        raise missing_resource(error) from error
