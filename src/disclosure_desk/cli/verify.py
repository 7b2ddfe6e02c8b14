"""`disclosure-desk verify`: whether data, journal, backups and archive packages are as they were written."""

from pathlib import Path

from disclosure_desk.archive.verification import UnreadableError, verify
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.text.lazy_pattern import lazy_pattern

_PLACES = 2
_DIGEST = lazy_pattern("[0-9a-f]{64}")


def _verify(args: CommandLine, output: Output) -> int:
    """Print each fault and the verdict; the exit code is FAULTS where there is any fault."""
    if not args.places:
        raise CommandError("没有写要检查的文件或者文件夹。")
    expected = None if args.expect is None else "".join(args.expect.split()).lower()
    if expected is not None and not _DIGEST.fullmatch(expected):
        raise CommandError(
            "--expect 后面要写整个摘要：SHA-256 或者 SM3，64 个 0 到 9、a 到 f 的字；中间有空格的，两头要加引号。"
        )
    try:
        place, *others = map(Path, args.places)
        examined = verify(place, others[0] if others else None, expected)
    except UnreadableError as error:
        message = f"读不了：{error}。"
        output.fail(message)
        return output.end_in_error("source", message)
    output.detail(f"{args.places[0]}：{examined.seen}")
    for mark, sentences in (("不符", examined.faults), ("留意", examined.remarks)):
        for sentence in sentences:
            output.detail(f"{mark}：{sentence}。")
    if others and not examined.faults:
        output.detail(f"{others[0]}：就是档案包里的那份 PDF。")
    for name, digest in examined.digests.items():
        output.detail(f"整个档案包的 {name}：{digest}")
    if examined.register:
        output.detail(f"封存登记：{examined.register}。")
    output.print(f"结论：{examined.verdict}。")
    return output.end(
        ExitCode.FAULTS if examined.faults else ExitCode.OK,
        {
            "place": args.places[0],
            "pdf": args.places[1] if args.places[1:] else None,
            "seen": examined.seen,
            "faults": list(examined.faults),
            "remarks": list(examined.remarks),
            "digests": {name.replace("-", "").lower(): one for name, one in examined.digests.items()} or None,
            "verdict": examined.verdict,
        },
    )


VERIFY = Command(
    ("文件夹", "文件 [PDF]", "档案包 --expect 摘要"),
    _verify,
    (Option("--expect", "纸上登记的摘要，SHA-256 或者 SM3；档案包的不是这一个，就是不符。", value="摘要"),),
    most=_PLACES,
    about="""\
只读不写，窗口开着、光盘上的也能查。
文件夹：数据文件夹（数据文件、第二份记录、定稿的档案包、最新的备份一起查），或者解开的档案包。
文件：数据文件或备份 .sqlite3、第二份记录 .journal、档案包 .zip。
PDF：档案包后面再写一个 PDF，看它是不是档案包里的那一份。
“前后一致”是说各处互相对得上。能改全部文件的人，也能改得处处对得上；是不是当初的那一份，要拿摘要和纸上登记的核对。""",
    examples=("verify 1-2025-v1.zip 网上的年报.pdf",),
)
