"""`disclosure-desk --self-check`: whether this computer is fit for the program, as a sheet with one verdict."""

from pathlib import Path

from disclosure_desk.acceptance.desktop import desktop_facts
from disclosure_desk.acceptance.inspection import inspect_computer, item_text, save_sheet
from disclosure_desk.acceptance.kills import KILLS
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option
from disclosure_desk.cli.data_folder import DATA, folder_of
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.core.stopping import no_progress

_MOST_KILLS = 20_000


def _self_check(args: CommandLine, output: Output) -> int:
    """Print what was found and the verdict, and save the sheet; the exit code is FAULTS where it is not fit."""
    kills = _kills(args.kills)
    output.warn(f"正在试这台电脑，要强行结束程序自己的 {kills} 个试验进程，一两分钟；数据不会动。")
    record = inspect_computer(folder_of(args), desktop_facts(), kills, no_progress)
    target = Path(args.places[0]) if args.places else None
    path = save_sheet(record, target)
    for item in record.items:
        output.detail(item_text(item))
    output.detail(f"验收单：{path}")
    output.print(f"结论：{record.verdict}。")
    return output.end(
        ExitCode.FAULTS if record.failed else ExitCode.OK,
        {
            "computer": record.computer,
            "folder": record.folder,
            "made": record.made.isoformat(timespec="seconds"),
            "sheet": str(path),
            "items": [
                {"name": one.name, "seen": one.seen, "state": one.state.name.lower(), "advice": one.advice}
                for one in record.items
            ],
            "verdict": record.verdict,
        },
    )


def _kills(typed: str | None) -> int:
    if typed is None:
        return KILLS
    if not (typed.isascii() and typed.isdigit() and int(typed) <= _MOST_KILLS):
        raise CommandError(f"--kills 后面的“{typed}”要写成 0 到 {_MOST_KILLS} 的整数。")
    return int(typed)


SELF_CHECK = Command(
    ("[验收单.pdf]",),
    _self_check,
    (
        DATA,
        Option("--kills", f"强行结束多少次来试存数可靠不可靠（不写就是 {KILLS}；0 不试）。", value="次数"),
    ),
    most=1,
    about="""\
看这台电脑能不能用：版本、字体、打印机、磁盘、语言、时钟、数据库、输入法、屏幕，再强行结束正在存数的进程，看丢不丢。
得出一个结论，存成一张 PDF 验收单，后面附一页测试页，打印出来用尺核对。不写存到哪里，就存在数据文件夹的 self-check 里。
只在数据文件夹里临时建一个文件夹来试，用完就删；已有的数据不读也不动。""",
    examples=("self-check", "self-check 验收单.pdf"),
)
