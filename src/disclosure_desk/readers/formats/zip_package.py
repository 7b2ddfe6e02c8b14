"""Tells what a zip is, an office file or a package, and takes the one report out of a package."""

from pathlib import PurePosixPath

from disclosure_desk.readers.formats.file_type import ENDINGS, ReportType, file_type_of
from disclosure_desk.readers.formats.office.parts import office_type_of
from disclosure_desk.readers.formats.office.safe_zip import SafeZip, short_name
from disclosure_desk.readers.model.errors import ReadError

_OWN_REPORT = "report.json"
"""How the name of the report ends in the program's own package."""

_DOCUMENT_ENDINGS = frozenset(ENDINGS) - {".zip"}
_ARCHIVE_ENDINGS = frozenset({".zip", ".rar", ".7z"})
_MOST_BYTES = 50_000_000
_MOST_NAMED = 3
"""Documents that are named in a message; of the others it tells the number."""

_NESTED = "压缩包里还是压缩包；请解压以后导入里面的报告。"


def unpack_report(content: bytes) -> tuple[bytes, ReportType]:
    """Return the one report in a zip and its type; of an office file these are the zip itself and its own type.

    Raise ReadError for a zip that might do harm, or that does not hold just one document.
    """
    archive = SafeZip(content)
    office_type = office_type_of(archive)
    if office_type:
        return content, office_type
    name = _report_name(archive)
    content = archive.read(name, _MOST_BYTES)
    file_type = file_type_of(content, PurePosixPath(name).suffix)
    if file_type != "zip":
        return content, file_type
    office_type = office_type_of(SafeZip(content))
    if office_type is None:
        raise ReadError(_NESTED)
    return content, office_type


def _report_name(archive: SafeZip) -> str:
    """Return the name of the one document. Raise ReadError that tells what is there instead."""
    if any(name.startswith("/") or ".." in name.split("/") or ":" in name for name in archive.names):
        raise ReadError("压缩包里有指向别处的文件名，可能有害，没有读。")
    names = [PurePosixPath(name) for name in archive.names if not _is_litter(name)]
    # The program's own package holds the report in several formats; its JSON is exact.
    own = [name for name in names if name.name.endswith(_OWN_REPORT)]
    documents = own or [name for name in names if name.suffix.lower() in _DOCUMENT_ENDINGS]
    if len(documents) == 1:
        return str(documents[0])
    if documents:
        some = "、".join(short_name(name.name) for name in documents[:_MOST_NAMED])
        more = f"等 {len(documents)} 个文档" if len(documents) > _MOST_NAMED else ""
        raise ReadError(f"压缩包里有不止一个文档：{some}{more}；请解压以后导入其中的报告。")
    if any(name.suffix.lower() in _ARCHIVE_ENDINGS for name in names):
        raise ReadError(_NESTED)
    raise ReadError("压缩包里没有可以读的文档；请解开看一看，导入里面的报告。")


def _is_litter(name: str) -> bool:
    """Return whether a system put the member there: hidden files, and what macOS or Word adds."""
    return any(part.startswith((".", "__MACOSX", "~$")) for part in name.split("/"))
