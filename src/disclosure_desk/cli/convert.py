"""`disclosure-desk convert`: write a report into files of the formats that their endings name."""

from collections.abc import Sequence
from pathlib import Path

from disclosure_desk.checks import Verdict, check
from disclosure_desk.cli.args import CommandError, option_lines, parse
from disclosure_desk.cli.check_options import CHECK_OPTIONS, read_check_options
from disclosure_desk.cli.output import print_remarks, say
from disclosure_desk.cli.pdf_options import PDF, PDF_OPTIONS, read_pdf_options
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers import read
from disclosure_desk.writers import ENDINGS, WriteError, write

_HELP = f"""\
把一份报告转成别的文件。

用法：disclosure-desk convert 来源 目标 [目标 …] [选项]
来源：.docx .xlsx .pdf .html .txt .json 等，见 disclosure-desk --help。目标：{" ".join(ENDINGS)}。

核对的选项，决定最后一行的结论和存档里的核对报告：
{option_lines(CHECK_OPTIONS)}

下面的选项只对 .pdf 目标有用：
{option_lines(PDF_OPTIONS)}

例子：
  disclosure-desk convert 年报.txt 年报.pdf 年报.docx 年报.xlsx 年报.html 年报.json
  disclosure-desk convert 去年.pdf 去年.json
  disclosure-desk convert 年报.txt 年报.pdf --sign --date 2026-01-20
  disclosure-desk convert 年报.txt 存档.pdf --archive-copy"""


def convert(arguments: Sequence[str]) -> int:
    """Read one report and write all targets."""
    args = parse(arguments, (*CHECK_OPTIONS, *PDF_OPTIONS), positions=None)
    if args.help:
        return say(_help())
    source, targets = _files(args.places)
    pdf_options = read_pdf_options(args, targets)
    form = load_form(EDITION)
    reading = read(form, source)
    print_remarks(reading)
    findings = check(reading.report, read_check_options(args, form, reading.report))
    for target in targets:
        if target.suffix.lower() == PDF:
            pdf_options.write(reading.report, findings, target)
        else:
            write(reading.report, target)
        say(f"已写好 {target}")
    return say(f"结论：{Verdict.over(findings).sentence}")


def _files(places: Sequence[str]) -> tuple[Path, list[Path]]:
    """The source and the targets, each of a kind that can be written."""
    source, *targets = map(Path, places) if places else (None,)
    if source is None:
        raise CommandError("没有写来源文件。")
    if not targets:
        raise CommandError("没有写目标文件。")
    for target in targets:
        if target.suffix.lower() not in ENDINGS:
            raise WriteError(f"不会写这种文件：{target}。可以写 {' '.join(ENDINGS)}。")
        if _is_same_file(source, target):
            raise WriteError(f"目标就是来源：{target}。原来的文件会没有了，请换一个名字。")
    return source, targets


def _is_same_file(source: Path, target: Path) -> bool:
    try:
        return source.samefile(target)
    except OSError:  # one of them is not there
        return False


def _help() -> str:
    from disclosure_desk.writers.archive_copy import sheet_names  # noqa: PLC0415 - only the help needs it

    return _HELP % "、".join(f"{sheet}（{name}）" for sheet, name in sheet_names().items())
