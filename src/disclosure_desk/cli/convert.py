"""`disclosure-desk convert`: write reports into files of the formats that their endings name."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.checks import Verdict, check
from disclosure_desk.cli.args import CommandError, Option, option_lines, parse
from disclosure_desk.cli.check_options import CHECK_OPTIONS, files_of_check_options, read_check_options
from disclosure_desk.cli.output import ExitCode, print_remarks, say, warn
from disclosure_desk.cli.pdf_options import PDF, PDF_OPTIONS, PdfOptions, read_pdf_options
from disclosure_desk.cli.targets import FORCE, Targets
from disclosure_desk.core.atomic_file import make_folder
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers import read
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import ENDINGS, WriteError, render_file

_TARGET_OPTIONS = (
    Option("--to", "要哪些格式，例如 pdf 或者 pdf,docx；和 --into 一起写，写到的都是来源。"),
    Option("--into", "写到哪个文件夹，没有就新建；文件名和来源一样，只换扩展名。"),
    FORCE,
)

_HELP = f"""\
把报告转成别的文件。

用法：disclosure-desk convert 来源 目标 [目标 …] [选项]
      disclosure-desk convert 来源 [来源 …] --to 格式 --into 文件夹 [选项]
来源：.docx .xlsx .pdf .html .txt .json 等，见 disclosure-desk --help。目标：{" ".join(ENDINGS)}。
已经存在的目标，问过才替换；不在终端里就不替换，要写 --force。
{option_lines(_TARGET_OPTIONS)}

核对的选项，决定最后一行的结论和存档里的核对报告：
{option_lines(CHECK_OPTIONS)}

下面的选项只对 .pdf 目标有用：
{option_lines(PDF_OPTIONS)}

例子：
  disclosure-desk convert 年报.txt 年报.pdf 年报.docx 年报.xlsx 年报.html 年报.json
  disclosure-desk convert 去年.pdf 去年.json
  disclosure-desk convert *.docx --to pdf,html --into 公开
  disclosure-desk convert 年报.txt 年报.pdf --sign --date 2026-01-20
  disclosure-desk convert 年报.txt 存档.pdf --archive-copy"""


class Conversion(NamedTuple):
    """One report and what it becomes."""

    source: Path
    targets: tuple[Path, ...]


class _Writing(NamedTuple):
    """What all conversions of one run share."""

    args: Namespace
    form: Form
    pdf: PdfOptions
    targets: Targets


def convert(arguments: Sequence[str]) -> int:
    """Read each report and write its targets; with several, one that fails leaves the others to be written."""
    args = parse(arguments, (*_TARGET_OPTIONS, *CHECK_OPTIONS, *PDF_OPTIONS), positions=None)
    if args.help:
        return say(_help())
    conversions = _conversions(args)
    targets = [target for one in conversions for target in one.targets]
    pdf_options = read_pdf_options(args, targets)
    read_files = [*(one.source for one in conversions), *files_of_check_options(args)]
    hint = "；要转几份报告，写 --to 和 --into" if not args.to and len(targets) > 1 else ""
    checked = Targets(targets, read_files, force=args.force, hint=hint)
    writing = _Writing(args, load_form(EDITION), pdf_options, checked)
    if args.into:
        _make_folder(Path(args.into))
    if len(conversions) == 1:
        return _convert(conversions[0], writing, "")
    return max(_convert_one_of_several(one, writing) for one in conversions)


def _convert_one_of_several(one: Conversion, writing: _Writing) -> int:
    try:
        return _convert(one, writing, f"{one.source}：")
    except (ReadError, WriteError) as error:
        warn(str(error))
        return ExitCode.UNREADABLE


def _convert(one: Conversion, writing: _Writing, name: str) -> int:
    reading = read(writing.form, one.source)
    print_remarks(reading, name and f"{one.source}")
    report = reading.report
    findings = check(report, read_check_options(writing.args, writing.form, report))
    for target in one.targets:
        try:
            is_pdf = target.suffix.lower() == PDF
            content = writing.pdf.render(report, findings) if is_pdf else render_file(report, target.suffix.lower())
        except WriteError as error:
            raise WriteError(f"没有写成 {target}：{error}") from error
        writing.targets.write(content, target)
        say(f"已写好 {target}")
    return say(f"{name}结论：{Verdict.over(findings).sentence}")


def _conversions(args: Namespace) -> list[Conversion]:
    """Each source with its targets, all of kinds that can be written."""
    places = [Path(place) for place in args.places]
    if not places:
        raise CommandError("没有写来源文件。")
    if (args.to is None) != (args.into is None):
        raise CommandError("--to 和 --into 要一起写。")
    if args.to is not None:
        return list(_into_folder(places, _endings(args.to), Path(args.into)))
    source, *targets = places
    if not targets:
        raise CommandError("没有写目标文件。")
    for target in targets:
        if target.suffix.lower() not in ENDINGS:
            raise WriteError(f"不会写这种文件：{target}。可以写 {' '.join(ENDINGS)}。")
    return [Conversion(source, tuple(targets))]


def _into_folder(sources: Sequence[Path], endings: Sequence[str], folder: Path) -> Iterator[Conversion]:
    for source in sources:
        yield Conversion(source, tuple(folder / f"{source.stem}{ending}" for ending in endings))


def _endings(text: str) -> list[str]:
    """The endings in a list of formats with commas, with or without their dots."""
    endings = [f".{one.strip().removeprefix('.').lower()}" for one in text.replace("，", ",").split(",")]
    for ending in endings:
        if ending not in ENDINGS:
            raise CommandError(f"不会写“{ending.removeprefix('.')}”这种格式，可以写 {' '.join(ENDINGS)}。")
    return endings


def _make_folder(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        raise WriteError(f"没有建成文件夹 {folder}：不能写入，或者那里有同名的文件。什么都没有写。") from error


def _help() -> str:
    from disclosure_desk.writers.archive_copy import sheet_names  # noqa: PLC0415 - only the help needs it

    return _HELP % "、".join(f"{sheet}（{name}）" for sheet, name in sheet_names().items())
