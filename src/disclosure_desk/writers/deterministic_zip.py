"""Office files are zip archives full of dates; packed anew without them, the same report gives the same bytes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from disclosure_desk.core.report import Report


def dated(report: Report) -> datetime:
    """The one date files carry: the last day the report is about."""
    return datetime(report.year, 12, 31, tzinfo=UTC)


def repack(archive: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The archive without the hour of its making, members of the given names replaced."""
    packed = BytesIO()
    with ZipFile(BytesIO(archive)) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            member = ZipInfo(name)
            member.compress_type = ZIP_DEFLATED
            target.writestr(member, (replaced or {}).get(name) or source.read(name))
    return packed.getvalue()
