"""A report -> a file, by the file's ending; each format is imported when it is first written."""

import errno
import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.core.atomic_file import replace_file
from disclosure_desk.core.program_log import timed
from disclosure_desk.core.report import Report
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.writers.pdf.page import Printed

_LOG = logging.getLogger(__name__)

Render = Callable[[Report, PageSettings], bytes]
"""The whole file of a report, in memory; only paper heeds the settings."""


class WriteError(Exception):
    """The report was not written; the message says in one Chinese sentence why and what to do."""


def _later(module: str) -> Render:
    """The render function of a format's module, imported at its first call: the window opens without it."""

    def render(report: Report, _settings: PageSettings) -> bytes:
        content: bytes = import_module(f"{__name__}.{module}").render(report)
        return content

    return render


def printed(report: Report, settings: PageSettings | None = None) -> "Printed":
    """The report on paper, and what stands where on it; raises WriteError."""
    pdf = import_module(f"{__name__}.pdf")
    try:
        pages: Printed = pdf.printed(report, settings or PageSettings())
    except pdf.MissingGlyph as error:
        raise WriteError(str(error)) from error
    except OSError as error:
        raise _broken(error) from error
    return pages


def unprintable(text: str) -> str:
    """The characters of a text that no font of the program or of this desk can print."""
    missing: str = import_module(f"{__name__}.pdf").unprintable(text)
    return missing


def _render_pdf(report: Report, settings: PageSettings) -> bytes:
    return printed(report, settings).content


def _broken(error: OSError) -> WriteError:
    """What is told where the program's own files cannot be read."""
    return WriteError(f"程序自带的文件读不出来（{error.filename}），请重新安装程序。")


WRITERS: Mapping[str, Render] = {
    ".pdf": _render_pdf,
    ".docx": _later("docx"),
    ".xlsx": _later("xlsx"),
    ".html": _later("html"),
    ".json": _later("json"),
}
ENDINGS = tuple(WRITERS)

_REASONS = {
    errno.ENOSPC: "磁盘满了，请腾出空间或者换一个盘再导出",
    errno.EDQUOT: "分给当前用户的磁盘空间用完了，请腾出空间或者换一个盘再导出",
    errno.ENOENT: "这个文件夹不存在，请先建好或者另选一个文件夹",
    errno.ENOTDIR: "这个文件夹不存在，请先建好或者另选一个文件夹",
    errno.EACCES: "没有写入的权限，或者文件正被别的程序打开，请关闭它或者另选一个文件夹",
    errno.EPERM: "没有写入的权限，请另选一个文件夹",
    errno.EROFS: "这个盘是只读的，请换一个盘再导出",
    errno.EISDIR: "同名的文件夹已经存在，请换一个文件名",
    errno.ENAMETOOLONG: "文件名太长了，请改短一些",
}


def write(report: Report, target: Path, settings: PageSettings | None = None) -> None:
    """Put the report at target, whole or not at all; raises WriteError, and then a file that was there stays."""
    if target.suffix.lower() not in WRITERS:
        raise WriteError(f"不会写这种文件：{target}。可以写 {' '.join(ENDINGS)}。")
    try:
        content = rendered(report, target.suffix.lower(), settings)
    except WriteError as error:
        raise WriteError(f"没有写成 {target}：{error}") from error
    put(content, target)


def rendered(report: Report, ending: str, settings: PageSettings | None = None) -> bytes:
    """The whole file of a report in the format of an ending; raises WriteError."""
    with timed(_LOG, f"make {ending}", WriteError):
        try:
            return WRITERS[ending](report, settings or PageSettings())
        except OSError as error:
            raise _broken(error) from error


def put(content: bytes, target: Path) -> None:
    """Put a rendered file at target, whole or not at all; raises WriteError."""
    with timed(_LOG, f"put {len(content)} bytes on disk", WriteError):
        _put(content, target)


def _put(content: bytes, target: Path) -> None:
    try:
        replace_file(target, content)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, f"系统拒绝了写入（错误号 {error.errno}），请换一个文件夹或者盘再试")
        raise WriteError(f"没有写成 {target}：{reason}。") from error
