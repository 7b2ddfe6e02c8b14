"""The front ends by the kind of file: each turns bytes into the neutral stream, and loads its library when called."""

from collections.abc import Callable, Iterable, Mapping

from disclosure_desk.readers.formats.text.decode import decode
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem

Front = Callable[[bytes, Progress], Iterable[SourceItem]]
"""The items of a file in the order they are read; raises ReadError without the file's name, and Cancelled."""


def _text(content: bytes, _: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.text.reader import text_items  # noqa: PLC0415 - each kind loads what it needs

    return text_items(decode(content))


def _html(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.html.reader import html_items  # noqa: PLC0415 - each kind loads what it needs

    return html_items(content, progress)


def _mht(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.mht.reader import mht_items  # noqa: PLC0415 - each kind loads what it needs

    return mht_items(content, progress)


def _docx(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.docx.reader import docx_items  # noqa: PLC0415 - each kind loads what it needs

    return docx_items(content, progress)


def _pdf(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.pdf import items  # noqa: PLC0415 - each kind loads what it needs

    return items(content, progress)


def _xlsx(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.xlsx.reader import xlsx_items  # noqa: PLC0415 - each kind loads what it needs

    return xlsx_items(content, progress)


def _office(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.legacy.reader import office_items  # noqa: PLC0415 - each kind loads what it needs

    return office_items(content, progress)


def _ofd(content: bytes, progress: Progress) -> Iterable[SourceItem]:
    from disclosure_desk.readers.formats.legacy.reader import ofd_items  # noqa: PLC0415 - each kind loads what it needs

    return ofd_items(content, progress)


FRONTS: Mapping[str, Front] = {
    "text": _text,
    "html": _html,
    "mht": _mht,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "office": _office,
    "ofd": _ofd,
}
"""Every kind of file that becomes a stream; the program's own JSON is a report already."""

MODERN = (".txt", ".html", ".htm", ".mht", ".mhtml", ".docx", ".docm", ".xlsx", ".xlsm", ".pdf", ".json", ".zip")
OLD = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods")
"""The endings of the files that can be read: by ourselves, and where the desk has LibreOffice."""

ENDINGS = (*MODERN, *OLD)
