"""The command line: choose the command that was typed, and turn what goes wrong into a sentence and an exit code.

Each command is imported when it is called, so that none of them loads what only another one needs.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from disclosure_desk import __version__
from disclosure_desk.cli.args import CommandError, Option, option_lines, parse
from disclosure_desk.cli.output import ExitCode, say, warn
from disclosure_desk.readers.formats.file_type import DIRECT_ENDINGS, LIBREOFFICE_ENDINGS
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import ENDINGS, WriteError

OpenWindow = Callable[[Path | None, Path | None], int]
"""Opens the window on a data folder (None: the user's own) with a report to import (None: the list of reports)."""

_COLLECT_AFTER = 200_000
"""How many new objects Python waits for before it looks for reference cycles; its own choice is 700."""

_REQUESTS_TO_END = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Windows has only the first."""

_OPTIONS = (
    Option("--data", "数据放在哪个文件夹（默认在当前用户的数据目录里）。"),
    Option("--open", "打开窗口后直接导入这份报告。"),
    Option("--version", is_flag=True),
)

_HELP = f"""\
政府信息公开工作年度报告：填写、核对、打印、导出。不联网。

用法：
  disclosure-desk [--data 文件夹] [--open 报告]      打开窗口
  disclosure-desk convert 来源 目标 [目标 …]         转成文件；几份来源：--to 格式 --into 文件夹
  disclosure-desk check 来源 [选项]                  核对
  disclosure-desk fee 选项                           算信息处理费
  disclosure-desk verify 文件或文件夹 [PDF]          检查数据和档案包有没有被改过
  disclosure-desk archive list|export|find|restore   档案：列出、调取、查找、从备份恢复
  disclosure-desk --version | --help

来源：手头的报告，是什么文件看内容，不看扩展名：
  {" ".join(DIRECT_ENDINGS)}
  （.txt 的表格各列用制表符隔开；.pdf 要有文字，扫描件不行；.json 是本程序的）；
  本机装有 LibreOffice 的，还有 {" ".join(LIBREOFFICE_ENDINGS)}。
目标：按扩展名决定格式：{" ".join(ENDINGS)}。已经存在的，问过或者写了 --force 才替换；来源从不替换。
{option_lines(_OPTIONS)}
convert、check、fee、archive 还有别的选项，见 disclosure-desk convert --help 等。

例子：
  disclosure-desk convert 年报.txt 年报.pdf 年报.docx
  disclosure-desk check 年报.txt
  disclosure-desk convert 去年.pdf 去年.json
  disclosure-desk check 年报.docx --previous 去年.html --json

退出码：0 没有必须改的、没有不符的；1 有；2 文件读不了、写不出，或命令写错了。"""


def _convert(arguments: Sequence[str]) -> int:
    from disclosure_desk.cli.convert import convert  # noqa: PLC0415 - loads readers and checks

    return convert(arguments)


def _check(arguments: Sequence[str]) -> int:
    from disclosure_desk.cli.check import check  # noqa: PLC0415 - loads readers and checks

    return check(arguments)


def _fee(arguments: Sequence[str]) -> int:
    from disclosure_desk.cli.fee import fee  # noqa: PLC0415 - the other commands need no fees

    return fee(arguments)


def _verify(arguments: Sequence[str]) -> int:
    from disclosure_desk.cli.verify import verify_command  # noqa: PLC0415 - loads the archive and the store

    return verify_command(arguments)


def _archive(arguments: Sequence[str]) -> int:
    from disclosure_desk.cli.archive import archive  # noqa: PLC0415 - loads the archive and the store

    return archive(arguments)


_COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "convert": _convert,
    "check": _check,
    "fee": _fee,
    "verify": _verify,
    "archive": _archive,
}


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Carry out one command line and return its exit code; nothing that goes wrong ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        return _carry_out(arguments, open_window)
    except CommandError as error:
        warn(f"命令写错了：{error}\n用 disclosure-desk --help 看用法。")
    except (ReadError, WriteError) as error:
        warn(str(error))
    except KeyboardInterrupt:
        warn("已经中断，没有写完的文件不会留下。")
    except MemoryError:
        warn("内存不够，没有做完；请关掉几个程序再试。")
    except BrokenPipeError:
        # The program that read our output has ended, as `head` does; Python would complain once more at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.UNREADABLE


def _carry_out(arguments: Sequence[str], open_window: OpenWindow) -> int:
    if arguments and arguments[0] in _COMMANDS:
        with _few_collections(), _stopped_as_by_the_keyboard():
            return _COMMANDS[arguments[0]](arguments[1:])
    args = parse(arguments, _OPTIONS, positions=0)
    if args.help:
        return say(_HELP)
    if args.version:
        return say(f"disclosure-desk {__version__}")
    return open_window(*(Path(place) if place else None for place in (args.data, args.open)))


@contextmanager
def _stopped_as_by_the_keyboard() -> Iterator[None]:
    """Let a request to end, as by `timeout` or a closed terminal, do what Ctrl+C does: no half a file is left."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in _REQUESTS_TO_END:
            before[number] = signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the garbage collector run seldom.

    A command mostly imports modules, whose objects stay to its end: at Python's own pace the collector looks through
    them 87 times in a conversion to PDF, a twentieth of its time, and finds nothing.
    """
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
