"""`disclosure-desk verify`: whether data, journal, backups and archive packages are as they were written."""

from collections.abc import Sequence
from pathlib import Path

from disclosure_desk.archive.verification import UnreadableError, verify
from disclosure_desk.cli.args import CommandError, parse
from disclosure_desk.cli.output import ExitCode, say, warn

_PLACES = 2

_HELP = """\
检查数据和档案包有没有损坏、有没有被改过。只读不写，窗口开着、光盘上的也能查。

用法：disclosure-desk verify 文件夹
      disclosure-desk verify 文件 [PDF]
文件夹：数据文件夹（数据文件、第二份记录、定稿的档案包、最新的备份一起查），或者解开的档案包。
文件：数据文件或备份 .sqlite3、第二份记录 .journal、档案包 .zip。
PDF：档案包后面再写一个 PDF，看它是不是档案包里的那一份。
例子：disclosure-desk verify 1-2025-v1.zip 网上的年报.pdf

退出码：0 完整；1 有不符；2 读不了。"""


def verify_command(arguments: Sequence[str]) -> int:
    """Print each fault and the verdict; the exit code is FAULTS where there is any fault."""
    args = parse(arguments, (), positions=_PLACES)
    if args.help:
        return say(_HELP)
    if not args.places:
        raise CommandError("没有写要检查的文件或者文件夹。")
    try:
        examined = verify(*map(Path, args.places))
    except UnreadableError as error:
        warn(f"读不了：{error}。")
        return ExitCode.UNREADABLE
    say(f"{args.places[0]}：{examined.seen}")
    for mark, sentences in (("不符", examined.faults), ("留意", examined.remarks)):
        for sentence in sentences:
            say(f"{mark}：{sentence}。")
    say(f"结论：{examined.verdict}。")
    return ExitCode.FAULTS if examined.faults else ExitCode.OK
