"""`disclosure-desk verify`: whether data, journal, backups and archive packages are as they were written."""

from argparse import Namespace
from pathlib import Path

from disclosure_desk.archive.verification import UnreadableError, verify
from disclosure_desk.cli.args import Command, CommandError
from disclosure_desk.cli.output import ExitCode, Output

_PLACES = 2


def _verify(args: Namespace, output: Output) -> int:
    """Print each fault and the verdict; the exit code is FAULTS where there is any fault."""
    if not args.places:
        raise CommandError("没有写要检查的文件或者文件夹。")
    try:
        examined = verify(*map(Path, args.places))
    except UnreadableError as error:
        message = f"读不了：{error}。"
        output.fail(message)
        return output.end_in_error("source", message)
    output.detail(f"{args.places[0]}：{examined.seen}")
    for mark, sentences in (("不符", examined.faults), ("留意", examined.remarks)):
        for sentence in sentences:
            output.detail(f"{mark}：{sentence}。")
    output.say(f"结论：{examined.verdict}。")
    place, pdf = (*args.places, None)[:_PLACES]
    return output.end(
        ExitCode.FAULTS if examined.faults else ExitCode.OK,
        {
            "place": place,
            "pdf": pdf,
            "seen": examined.seen,
            "faults": list(examined.faults),
            "remarks": list(examined.remarks),
            "verdict": examined.verdict,
        },
    )


VERIFY = Command(
    ("文件夹", "文件 [PDF]"),
    _verify,
    most=_PLACES,
    about="""\
只读不写，窗口开着、光盘上的也能查。
文件夹：数据文件夹（数据文件、第二份记录、定稿的档案包、最新的备份一起查），或者解开的档案包。
文件：数据文件或备份 .sqlite3、第二份记录 .journal、档案包 .zip。
PDF：档案包后面再写一个 PDF，看它是不是档案包里的那一份。""",
    examples=("verify 1-2025-v1.zip 网上的年报.pdf",),
)
