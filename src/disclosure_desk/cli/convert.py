"""`disclosure-desk convert`: write reports into files of the formats that their endings name."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.checks import Verdict, check
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option
from disclosure_desk.cli.check_options import CHECK_OPTIONS, files_of_check_options, read_check_options
from disclosure_desk.cli.name_options import NAME_OPTIONS, read_named_source
from disclosure_desk.cli.output import ExitCode, Output, print_bytes
from disclosure_desk.cli.pdf_options import PDF_OPTIONS, PdfOptions, options_by_ending, read_pdf_options
from disclosure_desk.cli.report_data import JsonObject, remarks_data, report_data, verdict_data
from disclosure_desk.cli.source import STANDARD_INPUT, expect_one_standard_input, print_remarks, source_name
from disclosure_desk.cli.targets import FORCE, STANDARD_OUTPUT, STRICT, Targets
from disclosure_desk.core.atomic_file import make_folder
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import ENDINGS, FORMATS, WriteError, ending_of

_FORMATS = tuple(ending.removeprefix(".") for ending in ENDINGS)

_TARGET_OPTIONS = (
    Option(
        "--to", "要哪些格式，例如 pdf 或者 pdf,docx；和 --into 一起写，写到的都是来源。", value="格式", words=_FORMATS
    ),
    Option("--into", "写到哪个文件夹，没有就新建；文件名和来源一样，只换扩展名。", value="文件夹"),
    FORCE,
    STRICT,
)


class Conversion(NamedTuple):
    """One report and the files that it becomes, or (`to_output`, an ending) what is written to the standard output."""

    source: str
    targets: tuple[Path, ...]
    to_output: str = ""


class _Writing(NamedTuple):
    """What all conversions of one run share."""

    args: CommandLine
    form: Form
    pdf: PdfOptions
    targets: Targets
    output: Output


def _convert(args: CommandLine, output: Output) -> int:
    """Read each report and write its targets; with several, one that fails leaves the others to be written."""
    conversions = _conversions(args)
    expect_one_standard_input([*(one.source for one in conversions), args.previous])
    targets = [target for one in conversions for target in one.targets]
    pdf_options = read_pdf_options(
        args, [*(target.suffix.lower() for target in targets), *(one.to_output for one in conversions)]
    )
    hint = "；要转几份报告，写 --to 和 --into" if not args.to and len(targets) > 1 else ""
    files = [*(Path(one.source) for one in conversions), *files_of_check_options(args)]
    checked = Targets(targets, files, force=args.force, hint=hint)
    if args.into:
        _make_folder(Path(args.into))
    output = output._replace(to_errors=any(one.to_output for one in conversions))
    writing = _Writing(args, load_form(EDITION), pdf_options, checked, output)
    if len(conversions) == 1:
        code, data = _convert_one(conversions[0], writing, "")
        return output.end(code, {"reports": [data]})
    outcomes = [_one_of_several(one, writing) for one in conversions]
    return output.end(max(code for code, _ in outcomes), {"reports": [data for _, data in outcomes]})


def _one_of_several(one: Conversion, writing: _Writing) -> tuple[ExitCode, JsonObject]:
    try:
        return _convert_one(one, writing, source_name(one.source))
    except (ReadError, WriteError) as error:
        writing.output.fail(str(error))
        kind = "source" if isinstance(error, ReadError) else "target"
        written = [str(target) for target in one.targets if target in writing.targets.written]
        data: JsonObject = {"source": one.source, "written": written}
        return ExitCode.UNREADABLE, {**data, "error": {"kind": kind, "message": str(error)}}


def _convert_one(one: Conversion, writing: _Writing, name: str) -> tuple[ExitCode, JsonObject]:
    """Convert one report; `name` stands before what is said of it, where there are several."""
    output = writing.output
    reading = read_named_source(writing.form, one.source, writing.args, output)
    print_remarks(reading, output, name)
    report = reading.report
    findings = check(report, read_check_options(writing.args, writing.form, report, output))

    def content(ending: str, target: str) -> bytes:
        try:
            return writing.pdf.render(report, findings, ending)
        except WriteError as error:
            raise WriteError(f"没有写成 {target}：{error}") from error

    for target in one.targets:
        writing.targets.write(content(target.suffix.lower(), str(target)), target)
        output.detail(f"已写好 {target}")
    if one.to_output:
        print_bytes(content(one.to_output, "标准输出"))
    verdict = Verdict.over(findings)
    output.print(f"{name and f'{name}：'}结论：{verdict.sentence}")
    data: JsonObject = {"source": one.source, **report_data(report), "verdict": verdict_data(verdict)}
    written = [str(target) for target in one.targets]
    code = ExitCode.FAULTS if verdict.errors and writing.args.strict else ExitCode.OK
    return code, {**data, "remarks": remarks_data(reading.remarks), "written": written}


def _conversions(args: CommandLine) -> list[Conversion]:
    """Each source with its targets, all of kinds that can be written."""
    places: list[str] = args.places
    if not places:
        raise CommandError("没有写来源文件。")
    if STANDARD_OUTPUT in places[1:] and args.into is None:
        return [_to_output(places, args.to)]
    if (args.to is None) != (args.into is None):
        raise CommandError("--to 和 --into 要一起写。")
    if args.to is not None:
        return list(_into_folder(places, _endings(args.to), Path(args.into)))
    source, *targets = places
    if not targets:
        raise CommandError("没有写目标文件。")
    for target in map(Path, targets):
        ending_of(target)
    return [Conversion(source, tuple(map(Path, targets)))]


def _to_output(places: Sequence[str], to: str | None) -> Conversion:
    """One report into the standard output."""
    endings = _endings(to) if to else ()
    if len(places) != 2 or len(endings) != 1:  # noqa: PLR2004 - a source and a dash
        raise CommandError("写到标准输出的，只能是一份来源、一种格式，例如 convert 年报.docx - --to json。")
    if not FORMATS[endings[0]].is_text and sys.stdout.isatty():
        raise CommandError(f"{endings[0]} 不能写到终端里，请在后面加 > 文件，或者 | 别的程序。")
    return Conversion(places[0], (), endings[0])


def _into_folder(sources: Sequence[str], endings: Sequence[str], folder: Path) -> Iterator[Conversion]:
    for source in sources:
        if source == STANDARD_INPUT:
            raise CommandError("标准输入没有文件名，不能写到 --into 的文件夹里；请写一个目标文件。")
        yield Conversion(source, tuple(folder / f"{Path(source).stem}{ending}" for ending in endings))


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


CONVERT = Command(
    ("来源 目标 [目标 …] [选项]", "来源 [来源 …] --to 格式 --into 文件夹 [选项]", "来源 - --to 格式 [选项]"),
    _convert,
    (*_TARGET_OPTIONS, *NAME_OPTIONS, *CHECK_OPTIONS, *PDF_OPTIONS),
    most=None,
    about=f"""\
来源：.docx .xlsx .pdf .html .txt .json 等，见 disclosure-desk --help；写 - 就从标准输入读。
目标：按扩展名决定格式：{" ".join(ENDINGS)}；写 - 就写到标准输出。
已经存在的目标，问过才替换；不在终端里就不替换，要写 --force。写到的来源从不替换。
--previous 到 --words 是核对用的，决定最后一行的结论和存档里的核对报告。
{options_by_ending()}""",
    examples=(
        "convert 年报.txt 年报.pdf 年报.docx 年报.xlsx 年报.html 年报.json",
        "convert 去年.pdf 去年.json",
        "convert *.docx --to pdf,html --into 公开",
        "convert 年报.txt 年报.pdf --sign --date 2026-01-20",
        "convert 年报.txt 存档.pdf --archive-copy",
        "convert 年报.txt 年报.ofd",
        "convert - - --to json <年报.docx >年报.json",
    ),
)
