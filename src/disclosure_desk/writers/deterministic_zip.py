"""Office files are zip archives that hold the hour they were made; without it the same report gives the same bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from disclosure_desk.core.report import Report

_UNIX = 3
"""The system that an archive says it was made on; Python writes its own, and files made on Windows would differ."""


def document_date(report: Report) -> datetime:
    """The date that a report's files state: the last day of its year."""
    return datetime(report.year, 12, 31, tzinfo=UTC)


def pack_without_dates(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members, in their order."""
    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        for name, content in members.items():
            member = ZipInfo(name)
            member.compress_type = ZIP_DEFLATED
            member.create_system = _UNIX
            target.writestr(member, content)
    return packed.getvalue()


def repack_without_dates(archive: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The archive without the hours of its members; those named in `replaced` get new content."""
    with ZipFile(BytesIO(archive)) as source:
        return pack_without_dates({name: (replaced or {}).get(name) or source.read(name) for name in source.namelist()})
