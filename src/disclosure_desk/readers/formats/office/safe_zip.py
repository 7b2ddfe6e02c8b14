"""Opens a zip that may be hostile: refused by its directory, or inflated no further than the directory says."""

import struct
import zlib
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from disclosure_desk.readers.model.errors import ReadError

_DIRECTORY_ENTRY = b"PK\x01\x02"
"""How each entry of a zip's directory begins: they are counted, because the number at its end may be a lie."""

_MOST_MEMBERS = 5_000
_MOST_IN_ALL = 1_000_000_000
"""Bytes of all members together: pictures may be large, and are never inflated."""

_MOST_READ = 16_000_000
_MOST_RATIO, _SMALL = 200, 1_000_000
"""How many times larger than packed a member of more than `_SMALL` bytes may be: text of tables is below 100 times."""

_LOCAL_HEADER = 30
_ENCRYPTED, _UTF8 = 0x1, 0x800
_ZIP_ERRORS = (BadZipFile, ValueError, OSError, RuntimeError, EOFError, struct.error, zlib.error, OverflowError)
"""What the library raises for bytes that are no zip; NotImplementedError is a RuntimeError."""

_DAMAGED = "这个文件不完整或者已经损坏，打不开；请用 WPS 或 Word 打开，另存一份再导入。"


class SafeZip:
    """The members of a zip by their names; none is inflated before it is asked for."""

    def __init__(self, content: bytes) -> None:
        """Open a zip. Raise ReadError for what is no whole zip, or is made to do harm."""
        if content.count(_DIRECTORY_ENTRY) > _MOST_MEMBERS:
            raise ReadError(f"压缩包里有 {_MOST_MEMBERS} 个以上的文件，不像是一份报告。")
        try:
            self._zip = ZipFile(BytesIO(content))
        except _ZIP_ERRORS as error:
            raise ReadError(_DAMAGED) from error
        members = [member for member in self._zip.infolist() if not member.is_dir()]
        _refuse_bad_members(members, self._zip.start_dir)
        self._members = {_name(member): member for member in members}
        if len(self._members) < len(members):
            raise ReadError("压缩包里有重名的文件，分不清哪一个是真的。")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, with forward slashes, in the order of the zip."""
        return tuple(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str, most: int = _MOST_READ) -> bytes:
        """Return the bytes of a member. Raise ReadError if it is missing, damaged, or larger than `most`."""
        member = self._members.get(name)
        if member is None:
            raise ReadError(f"文件里缺少“{short_name(name)}”这一部分，可能已经损坏；请重新另存一份再导入。")
        if member.file_size > most:
            raise ReadError(f"文件里“{short_name(name)}”这一部分太大了，超过 {most // 1_000_000} MB，不像是一份报告。")
        if member.file_size > max(_SMALL, member.compress_size * _MOST_RATIO):
            raise ReadError(f"文件里“{short_name(name)}”这一部分压缩得太厉害，不像是一份报告。")
        try:
            with self._zip.open(member) as file:
                return file.read(member.file_size)
        except _ZIP_ERRORS as error:
            raise ReadError(_DAMAGED) from error


def _refuse_bad_members(members: Sequence[ZipInfo], directory: int) -> None:
    if sum(member.file_size for member in members) > _MOST_IN_ALL:
        raise ReadError("压缩包解开后太大，不像是一份报告。")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ReadError("文件加了密码，打不开；请去掉密码，另存一份再导入。")
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise ReadError("压缩包用了少见的压缩方式，不能读；请解压后再导入。")
    if _overlap(members, directory):
        raise ReadError("压缩包里的文件互相重叠，不像是一份报告。")


def _overlap(members: Sequence[ZipInfo], directory: int) -> bool:
    """Return whether members share bytes, as those of a zip bomb do, or reach into the directory behind them."""
    in_order = sorted(members, key=lambda member: member.header_offset)
    spans = [(one.header_offset, one.header_offset + _LOCAL_HEADER + one.compress_size) for one in in_order]
    spans.append((directory, directory))
    return any(start < 0 or end > following for (start, end), (following, _) in pairwise(spans))


def _name(member: ZipInfo) -> str:
    """Return the name with forward slashes; one that does not say its encoding is from a Chinese Windows."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")


def short_name(name: str) -> str:
    """Return a name as part of a sentence, not as long as somebody may have made it."""
    return "".join(filter(str.isprintable, name))[-60:].replace("。", " ")
