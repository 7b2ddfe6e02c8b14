"""What a zip is: an office file, or a package that holds one report, which is taken out of it."""

from pathlib import PurePosixPath

from disclosure_desk.readers.formats.dispatch import ENDINGS
from disclosure_desk.readers.formats.file_type import kind_of
from disclosure_desk.readers.formats.office.parts import kind_of_zip
from disclosure_desk.readers.formats.office.safe_zip import Zipped, shown
from disclosure_desk.readers.model.errors import ReadError

_OWN = "report.json"
"""How the name ends of the report in the program's own package."""

_DOCUMENTS = frozenset({*ENDINGS, ".ofd"}) - {".zip"}
_ZIPS = frozenset({".zip", ".rar", ".7z"})
_MOST_DOCUMENT = 50_000_000
_NAMED = 3
"""So many documents are named before it says how many there are."""


def unpacked(content: bytes) -> tuple[bytes, str]:
    """The bytes of the one report in a zip and their kind, which are the zip's own if it is an office file.

    Raises ReadError for a zip that might do harm, or that does not hold just one document.
    """
    archive = Zipped(content)
    kind = kind_of_zip(archive)
    return (content, kind) if kind != "package" else _taken_out(archive)


def _taken_out(archive: Zipped) -> tuple[bytes, str]:
    name = _report(archive)
    content = archive.read(name, _MOST_DOCUMENT)
    kind = kind_of(content, PurePosixPath(name).suffix)
    if kind != "zip":
        return content, kind
    kind = kind_of_zip(Zipped(content))
    if kind == "package":
        raise ReadError("压缩包里还是压缩包；请解压以后导入里面的报告。")
    return content, kind


def _report(archive: Zipped) -> str:
    """The name of the one document; raises ReadError that tells what there is instead."""
    if any(name.startswith("/") or ".." in name.split("/") or ":" in name for name in archive.names):
        raise ReadError("压缩包里有指向别处的文件名，可能有害，没有读。")
    names = [PurePosixPath(name) for name in archive.names if not _is_litter(name)]
    own = [name for name in names if name.name.endswith(_OWN)]
    documents = own or [name for name in names if name.suffix.lower() in _DOCUMENTS]
    if len(documents) == 1:
        return str(documents[0])
    if documents:
        some = "、".join(shown(name.name) for name in documents[:_NAMED])
        more = f"等 {len(documents)} 个文档" if len(documents) > _NAMED else ""
        raise ReadError(f"压缩包里有不止一个文档：{some}{more}；请解压以后导入其中的报告。")
    if any(name.suffix.lower() in _ZIPS for name in names):
        raise ReadError("压缩包里还是压缩包；请解压以后导入里面的报告。")
    raise ReadError("压缩包里没有可以读的文档；请解开看一看，导入里面的报告。")


def _is_litter(name: str) -> bool:
    """Whether a system put the member there: hidden files, and what a Mac adds."""
    return any(part.startswith((".", "__MACOSX", "~$")) for part in name.split("/"))
