"""The front door of the readers: a file or pasted text -> a Reading, the report with what is uncertain about it.

What reads a document is loaded when the first one is read, so that the program's own JSON is read without it.
"""

import stat
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import OTHER_EDITIONS, load_form
from disclosure_desk.core.program_log import timed
from disclosure_desk.readers.formats.dispatch import format_reader
from disclosure_desk.readers.formats.file_type import ENDINGS, FileType, ReportType, file_type_of
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Cancelled, Progress, ignore_progress
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.remark import noted_before
from disclosure_desk.readers.model.source_items import SourceContent, SourceParagraph
from disclosure_desk.readers.naming import with_file_name

__all__ = [
    "ENDINGS",
    "Cancelled",
    "Progress",
    "ReadError",
    "Reading",
    "bytes_of",
    "content_of",
    "read",
    "read_content",
    "read_items",
    "source_items",
]

_LOCK_FILE, _LOCK_FILE_OF_LIBREOFFICE = "~$", (".~lock.", "#")
"""How the name of the file begins that office programs keep beside an open document, to tell others who has it."""

_MOST_BYTES = 50_000_000


def read(
    form: Form,
    path: Path,
    progress: Progress = ignore_progress,
    limits: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Reading:
    """The report in a file, whose type its content shows; raises ReadError that names the file, and Cancelled.

    `limits` makes what holds the reading to an amount of memory and time.
    """
    try:
        content = content_of(path)
        with limits():
            reading = read_content(form, content, path.suffix, progress)
        return with_file_name(reading, path.name)
    except ReadError as error:
        raise ReadError(f"{path.name or path}：{error}") from error


def read_content(form: Form, content: bytes, ending: str, progress: Progress = ignore_progress) -> Reading:
    """The report in the bytes of a file of that ending; raises ReadError without a file's name, and Cancelled."""
    file_type = file_type_of(content, ending)
    with timed(__name__, f"read {file_type}, {len(content)} bytes", ReadError, Cancelled):
        return _read_content(form, content, file_type, progress)


def _unpacked(content: bytes, file_type: FileType) -> tuple[bytes, ReportType]:
    """The report's own file, where it came in an archive, and its type."""
    if file_type != "zip":
        return content, file_type
    from disclosure_desk.readers.formats.zip_package import unpack_report  # noqa: PLC0415 - loads lxml

    return unpack_report(content)


def _read_content(form: Form, content: bytes, file_type: FileType, progress: Progress) -> Reading:
    content, report_type = _unpacked(content, file_type)
    if report_type == "json":
        return _read_json(form, content)
    from disclosure_desk.readers.interpret import interpret  # noqa: PLC0415 - loads all that reads a document

    return interpret(form, format_reader(report_type)(content, progress))


def _read_json(form: Form, content: bytes) -> Reading:
    from disclosure_desk.readers.formats.json import read_json_tolerantly  # noqa: PLC0415 - few reports are in it
    from disclosure_desk.readers.visible_contents import visible_report  # noqa: PLC0415 - the same

    read = read_json_tolerantly(form, content, _other_edition)
    report = visible_report(read.report)
    reading = Reading(report, tuple(map(noted_before, report.notes)), unsure=read.unsure)
    if report.form is form:
        return reading
    from disclosure_desk.readers.editions.map_to_current import map_report  # noqa: PLC0415 - few are of another edition

    return map_report(form, reading)


def source_items(content: bytes, ending: str) -> Iterable[SourceContent]:
    """The items of the bytes of a file, before anything is known of what they mean; raises ReadError."""
    content, report_type = _unpacked(content, file_type_of(content, ending))
    if report_type == "json":
        raise ReadError("本程序的 .json 已经是一份报告。请写有数的 .csv、.xlsx、.docx 或者 .txt。")
    return format_reader(report_type)(content, ignore_progress)


def read_items(form: Form, items: Iterable[SourceContent], title: str = "") -> Reading:
    """The report in items, with a title where they have none; raises ReadError without a file's name."""
    from disclosure_desk.readers.interpret import interpret  # noqa: PLC0415 - loads all that reads a document

    return interpret(form, (SourceParagraph(title), *items) if title else items)


def _other_edition(form_id: str) -> Form | None:
    return load_form(form_id) if form_id in OTHER_EDITIONS else None


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises ReadError, without its name, where there are none that could be a report."""
    try:
        _expect_file(path.stat().st_mode)
        _expect_no_lock_file(path.name)
        with path.open("rb") as file:  # no further than it may be: some are longer than they say, or have no end
            return bytes_of(file)
    except ReadError:
        raise
    except FileNotFoundError as error:
        raise ReadError("没有这个文件。") from error
    except PermissionError as error:
        raise ReadError("没有权限读这个文件。") from error
    except (OSError, ValueError) as error:
        raise ReadError("读不出这个文件，磁盘或网络位置可能有问题。") from error


def bytes_of(file: BinaryIO) -> bytes:
    """The bytes of an open file or pipe; raises ReadError where they are none, or more than any report has."""
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ReadError(f"文件太大了，超过 {_MOST_BYTES // 1_000_000} MB，不像是一份报告。")
    if not content.strip():
        raise ReadError("文件是空的。")
    return content


def _expect_no_lock_file(name: str) -> None:
    if name.startswith(_LOCK_FILE):
        raise ReadError(
            "这是 Word、Excel 或者 WPS 打开文档时留下的临时文件（名字以 ~$ 开头），里面没有报告；"
            "请选同一个文件夹里名字没有 ~$ 的那一份。"
        )
    begin, end = _LOCK_FILE_OF_LIBREOFFICE
    if name.startswith(begin) and name.endswith(end):
        document = name.removeprefix(begin).removesuffix(end)
        raise ReadError(
            "这是 LibreOffice 打开文档时留下的临时文件，只记着谁在用它，里面没有报告；"
            f"请选同一个文件夹里的“{document}”。"
        )


def _expect_file(mode: int) -> None:
    """Raise ReadError for anything but a file: reading a pipe or a device may wait for ever, or never end."""
    if stat.S_ISDIR(mode):
        raise ReadError("这是文件夹，不是文件。")
    if not stat.S_ISREG(mode):
        raise ReadError("这是设备或者管道，不是存好的文件；请另选一份文档。")
