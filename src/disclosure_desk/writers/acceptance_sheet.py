"""The acceptance sheet of a computer as PDF, with a page to try the printer on."""

from disclosure_desk.writers.acceptance_record import AcceptanceRecord
from disclosure_desk.writers.errors import missing_resource


def acceptance_sheet(record: AcceptanceRecord) -> bytes:
    """The sheet and the test page as one PDF; raises WriteError."""
    from disclosure_desk.writers.pdf import acceptance  # noqa: PLC0415 - loads reportlab

    try:
        return acceptance.render(record)
    except OSError as error:
        raise missing_resource(error) from error
