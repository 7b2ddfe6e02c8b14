"""Office files are zip archives that hold the hour they were made; without it the same report gives the same bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_UNIX = 3
"""The system that an archive says it was made on; Python writes its own, and files made on Windows would differ."""


_USUAL = 6
"""How close zlib packs unless it is told: the files of one version of the program have to be alike everywhere."""


def pack_without_dates(members: Mapping[str, bytes], level: int = _USUAL) -> bytes:
    """An archive of these members, in their order; a higher level packs them closer and takes more time."""
    packed = BytesIO()
    with ZipFile(packed, "w") as target:
        for name, content in members.items():
            member = ZipInfo(name)
            member.compress_type = ZIP_DEFLATED
            member.create_system = _UNIX
            target.writestr(member, content, compresslevel=level)
    return packed.getvalue()
