"""The same work without a window: convert a report into files, check it, in plain Chinese with an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from disclosure_desk import __version__
from disclosure_desk.cli.args import CommandError, parse
from disclosure_desk.cli.output import say, warn
from disclosure_desk.readers.formats.dispatch import MODERN, OLD
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import ENDINGS, WriteError

OpenWindow = Callable[[Path | None, Path | None], int]
"""Opens the desk on a data folder (None: the user's own) with a report to take in (None: the list)."""

UNREADABLE = 2
"""Exit code: a file or the command itself could not be understood; 1 is for a report with errors."""

_HELP = f"""\
政府信息公开工作年度报告：填写、核对、打印、导出。不联网。

用法：
  disclosure-desk [--data 文件夹] [--open 报告]      打开窗口
  disclosure-desk convert 来源 目标 [目标 …]         转成文件
  disclosure-desk check 来源 [选项]                  核对
  disclosure-desk fee 选项                           算信息处理费
  disclosure-desk verify 文件或文件夹 [PDF]          检查数据和档案包有没有被改过
  disclosure-desk archive list|export|find|restore   档案：列出、调取、查找、从备份恢复
  disclosure-desk --version | --help

来源：手头的报告，是什么文件看内容，不看扩展名：
  {" ".join(MODERN)}
  （.txt 的表格各列用制表符隔开；.pdf 要有文字，扫描件不行；.json 是本程序的）；
  本机装有 LibreOffice 的，还有 {" ".join(OLD)}。
目标：按扩展名决定格式：{" ".join(ENDINGS)}。目标已经存在时，新文件写完整了才替换。
--data：数据放在哪个文件夹（默认在当前用户的数据目录里）。
--open：打开窗口后直接导入这份报告。
convert、check、fee、archive 还有别的选项，见 disclosure-desk convert --help 等。

例子：
  disclosure-desk convert 年报.txt 年报.pdf 年报.docx
  disclosure-desk check 年报.txt
  disclosure-desk convert 去年.pdf 去年.json
  disclosure-desk check 年报.docx --previous 去年.html --json

退出码：0 没有必须改的、没有不符的；1 有；2 文件读不了、写不出，或命令写错了。"""

_COMMANDS = {
    "convert": ("convert", "convert"),
    "check": ("check", "check"),
    "fee": ("fee", "fee"),
    "verify": ("verify", "verify_command"),
    "archive": ("archive", "archive"),
}
"""Each command's module and function."""


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Carry out one command line and answer its exit code; nothing that goes wrong ends in a traceback."""
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
        # Whoever read our words has left, as `head` does; Python would complain once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNREADABLE


def _carry_out(arguments: Sequence[str], open_window: OpenWindow) -> int:
    command = _COMMANDS.get(arguments[0]) if arguments else None
    if command:
        # A command loads what it needs itself.
        carry_out: Callable[[Sequence[str]], int] = getattr(import_module(f"{__name__}.{command[0]}"), command[1])
        return carry_out(arguments[1:])
    asked = parse(arguments, values=("--data", "--open"), flags=("--version",), positions=0)
    if asked.help:
        return say(_HELP)
    if asked.version:
        return say(f"disclosure-desk {__version__}")
    return open_window(*(Path(place) if place else None for place in (asked.data, asked.open)))
