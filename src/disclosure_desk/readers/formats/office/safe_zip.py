"""Opens a zip that may be hostile: refused by its directory, or inflated no further than that says."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from disclosure_desk.readers.model.errors import ReadError

_ENTRY = b"PK\x01\x02"
"""How each entry of a zip's directory begins, whatever number of them its end claims."""

_MOST_MEMBERS = 5_000
_MOST_IN_ALL = 1_000_000_000
"""What all members hold together: pictures may be large, and are never inflated."""

_MOST_READ = 16_000_000
_MOST_RATIO, _SMALL = 200, 1_000_000
"""How often a member that is not small may be larger than what it is packed into: text of tables is below a hundred."""

_LOCAL_HEADER = 30
_ENCRYPTED, _UTF8 = 0x1, 0x800
_SEEN_BY_ZIPFILE = (BadZipFile, ValueError, OSError, RuntimeError, EOFError, struct.error, zlib.error, OverflowError)
"""What the library raises for bytes that are no zip; RuntimeError has NotImplementedError in it."""

_TORN = "这个文件不完整或者已经损坏，打不开；请用 WPS 或 Word 打开，另存一份再导入。"


class Zipped:
    """The members of a zip by their names; nothing is inflated before it is asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises ReadError for what is no whole zip, or for one that is made to do harm."""
        if content.count(_ENTRY) > _MOST_MEMBERS:
            raise ReadError(f"压缩包里有 {_MOST_MEMBERS} 个以上的文件，不像是一份报告。")
        try:
            self._zip = ZipFile(BytesIO(content))
        except _SEEN_BY_ZIPFILE as error:
            raise ReadError(_TORN) from error
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
        """The bytes of a member; raises ReadError if it is missing, torn, or larger than `most`."""
        member = self._members.get(name)
        if member is None:
            raise ReadError(f"文件里缺少“{shown(name)}”这一部分，可能已经损坏；请重新另存一份再导入。")
        if member.file_size > most:
            raise ReadError(f"文件里“{shown(name)}”这一部分太大了，超过 {most // 1_000_000} MB，不像是一份报告。")
        if member.file_size > max(_SMALL, member.compress_size * _MOST_RATIO):
            raise ReadError(f"文件里“{shown(name)}”这一部分压缩得太厉害，不像是一份报告。")
        try:
            with self._zip.open(member) as file:
                return file.read(member.file_size)
        except _SEEN_BY_ZIPFILE as error:
            raise ReadError(_TORN) from error


def _refuse_bad_members(members: list[ZipInfo], end: int) -> None:
    if sum(member.file_size for member in members) > _MOST_IN_ALL:
        raise ReadError("压缩包解开后太大，不像是一份报告。")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise ReadError("文件加了密码，打不开；请去掉密码，另存一份再导入。")
    if any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise ReadError("压缩包用了少见的压缩方式，不能读；请解压后再导入。")
    if any(start < 0 or after > following for (start, after), (following, _) in pairwise(_extents(members, end))):
        raise ReadError("压缩包里的文件互相重叠，不像是一份报告。")


def _extents(members: list[ZipInfo], end: int) -> Iterator[tuple[int, int]]:
    """From where to where each member lies at least, in order, and the directory behind them."""
    for member in sorted(members, key=lambda one: one.header_offset):
        yield member.header_offset, member.header_offset + _LOCAL_HEADER + member.compress_size
    yield end, end


def _name(member: ZipInfo) -> str:
    """The name with forward slashes; one that does not say its encoding is from a Chinese desk."""
    name = member.filename
    if not member.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return name.replace("\\", "/")


def shown(name: str) -> str:
    """A name as part of a sentence, not as long as somebody may have made it."""
    return "".join(filter(str.isprintable, name))[-60:].replace("。", " ")
