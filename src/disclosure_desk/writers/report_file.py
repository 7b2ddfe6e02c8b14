"""Write a report into a file of the format that the file's ending names.

The library of a format is loaded when the first file of that format is written, so that the window opens without any of
them, and a Word file is written without reportlab.
"""

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.core.atomic_file import NotSyncedError, create_file, replace_file
from disclosure_desk.core.program_log import timed
from disclosure_desk.core.report import Report
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.writers.errors import WriteError, missing_resource, why_not_written
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.page import PrintedDocument


Render = Callable[[Report, PageSettings], bytes]
"""The content of a report's file; all but web pages and JSON depend on the page settings."""


def print_report(
    report: Report, settings: PageSettings | None = None, progress: WorkProgress = no_progress
) -> "PrintedDocument":
    """The report as PDF, and where each of its places is on the pages; raises WriteError."""
    from disclosure_desk.writers.pdf import flow  # noqa: PLC0415 - loads reportlab
    from disclosure_desk.writers.pdf.font.chains import MissingGlyph  # noqa: PLC0415 - the same

    try:
        return flow.print_report(report, settings or PageSettings(), progress=progress)
    except MissingGlyph as error:
        raise WriteError(str(error)) from error
    except OSError as error:
        raise missing_resource(error) from error


def unprintable(text: str) -> str:
    """The characters of a text that no font of the program or of this computer can print, each once."""
    from disclosure_desk.writers.pdf.font import chains  # noqa: PLC0415 - reads font files
    from disclosure_desk.writers.pdf.font.document_fonts import document_fonts  # noqa: PLC0415 - the same

    return chains.unprintable(document_fonts().body, text)


def _render_pdf(report: Report, settings: PageSettings) -> bytes:
    return print_report(report, settings).content


def _render_ofd(report: Report, settings: PageSettings) -> bytes:
    from disclosure_desk.writers import ofd  # noqa: PLC0415 - reads font files
    from disclosure_desk.writers.pdf.font.chains import MissingGlyph  # noqa: PLC0415 - the same

    try:
        return ofd.render(report, settings)
    except MissingGlyph as error:
        raise WriteError(str(error)) from error


def _render_docx(report: Report, settings: PageSettings) -> bytes:
    from disclosure_desk.writers import docx  # noqa: PLC0415 - reads font files

    return docx.render(report, settings)


def _render_xlsx(report: Report, settings: PageSettings) -> bytes:
    from disclosure_desk.writers import xlsx  # noqa: PLC0415 - reads font files

    return xlsx.render(report, settings)


def _render_html(report: Report, _settings: PageSettings) -> bytes:
    from disclosure_desk.writers import html  # noqa: PLC0415 - not needed for any other format

    return html.render(report)


def _render_json(report: Report, _settings: PageSettings) -> bytes:
    from disclosure_desk.writers import json  # noqa: PLC0415 - loads rfc8785

    return json.render(report)


class ReportFormat(NamedTuple):
    """A format in which a report is exported: what the clerk calls it, what it is for, and what writes it.

    is_text: it may be written into a terminal.
    """

    name: str
    purpose: str
    render: Render
    is_text: bool = False


FORMATS: Mapping[str, ReportFormat] = {
    ".pdf": ReportFormat("PDF", "打印、存档、公开", _render_pdf),
    ".ofd": ReportFormat("OFD 版式文件", "和 PDF 一样的页面，要求交 OFD 时用", _render_ofd),
    ".docx": ReportFormat("Word 文档", "还要在 WPS 里排版", _render_docx),
    ".xlsx": ReportFormat("Excel 表格", "三张表，数字可以再用", _render_xlsx),
    ".html": ReportFormat("网页", "完整的一页，可以直接打开", _render_html, is_text=True),
    ".json": ReportFormat("数据文件", "交换、备份，可以再导入", _render_json, is_text=True),
}
"""By their endings, in the order in which they are offered."""

ENDINGS = tuple(FORMATS)


def write(report: Report, target: Path, settings: PageSettings | None = None) -> None:
    """Write the report to target, whole or not at all; raises WriteError, and a file that was there is kept."""
    ending = ending_of(target)
    try:
        content = render_file(report, ending, settings)
    except WriteError as error:
        raise WriteError(f"没有写成 {target}：{error}") from error
    write_file(content, target)


def ending_of(target: Path) -> str:
    """The ending that names the format of a target; raises WriteError where there is none such."""
    ending = target.suffix.lower()
    if ending not in FORMATS:
        raise WriteError(f"不会写这种文件：{target}。可以写 {' '.join(ENDINGS)}。")
    return ending


def render_file(report: Report, ending: str, settings: PageSettings | None = None) -> bytes:
    """The content of a report's file in the format of an ending; raises WriteError."""
    with timed(__name__, f"make {ending}", WriteError):
        try:
            return FORMATS[ending].render(report, settings or PageSettings())
        except OSError as error:
            raise missing_resource(error) from error


def write_file(content: bytes, target: Path, *, replace: bool = True) -> None:
    """Write a rendered file to target, whole or not at all; raises WriteError, which says so where it is there.

    A link stays: what it leads to is written. With `replace` false, a file that is there is kept and it is an error.
    """
    with timed(__name__, f"put {len(content)} bytes on disk", WriteError):
        _put(content, target, replace_file if replace else create_file)


def _put(content: bytes, target: Path, put: Callable[[Path, bytes], None]) -> None:
    try:
        put(_place_of(target), content)
    except NotSyncedError as error:
        warning = f"{target} 写好了，但是磁盘出错（错误号 {error.errno}），断电可能会丢：请换一个文件夹或者盘再存一份。"
        raise WriteError(warning) from error
    except OSError as error:
        raise WriteError(f"没有写成 {target}：{why_not_written(error)}。") from error


def _place_of(target: Path) -> Path:
    """Where a target is, links followed; raises OSError where something other than a file is there."""
    place = Path(os.path.realpath(target))
    if place.exists() and not place.is_file():
        number = errno.EISDIR if place.is_dir() else errno.ENXIO
    elif place.is_symlink():
        number = errno.ELOOP
    else:
        return place
    raise OSError(number, os.strerror(number), str(target))
