"""`disclosure-desk new`: a report out of figures and texts, as a script has them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from disclosure_desk.checks import Verdict, check
from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option, likely
from disclosure_desk.cli.check_options import CHECK_OPTIONS, files_of_check_options, read_check_options
from disclosure_desk.cli.name_options import read_unit, read_year
from disclosure_desk.cli.output import ExitCode, Output, print_bytes
from disclosure_desk.cli.report_data import remarks_data, report_data, verdict_data
from disclosure_desk.cli.source import print_remarks
from disclosure_desk.cli.targets import FORCE, STANDARD_OUTPUT, STRICT, Targets
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Value, new_report
from disclosure_desk.readers import Reading, content_of, read_items, source_items
from disclosure_desk.readers.formats.json import MOST_CHARACTERS
from disclosure_desk.readers.listed_figures import is_list_of_figures, read_listed_figures, rows_of_text
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceContent, SourceRemark
from disclosure_desk.readers.reading_limits import reading_limits
from disclosure_desk.readers.source_remarks import with_source_remarks
from disclosure_desk.writers import ending_of, render_file

_ENDING = ".txt"


def _new(args: CommandLine, output: Output) -> int:
    form = load_form(EDITION)
    if args.ids:
        return _list_ids(form, output)
    if not (args.unit or "").strip() or not args.year:
        raise CommandError("要写 --unit 单位全称和 --year 年度。")
    unit, year = read_unit(args.unit), read_year(args.year)
    if not args.output:
        raise CommandError("没有写目标文件，例如 -o 年报.json。")
    texts, text_files = _texts(form, Path(args.texts)) if args.texts else ({}, ())
    figures = [Path(args.figures)] if args.figures else []
    is_output = args.output == STANDARD_OUTPUT
    path = Path(args.output)
    ending = ".json" if is_output else ending_of(path)
    read_files = [*figures, *text_files, *files_of_check_options(args)]
    targets = Targets([] if is_output else [path], read_files, force=args.force)
    reading = _figures(form, figures[0], unit, year) if figures else Reading(new_report(form, unit, year), ())
    notes = [one.note for one in reading.notes]
    report = new_report(form, unit, year, {**reading.report.cells, **texts}, notes)
    findings = check(report, read_check_options(args, form, report, output))
    content = render_file(report, ending)
    if is_output:
        print_bytes(content)
        output = output._replace(to_errors=True)
    else:
        targets.write(content, path)
        output.detail(f"已写好 {path}")
    print_remarks(reading._replace(report=report), output)
    verdict = Verdict.over(findings)
    output.print(f"结论：{verdict.sentence}")
    code = ExitCode.FAULTS if verdict.errors and args.strict else ExitCode.OK
    written = [] if is_output else [str(path)]
    data = {**report_data(report), "verdict": verdict_data(verdict), "remarks": remarks_data(reading.remarks)}
    return output.end(code, {**data, "written": written})


def _list_ids(form: Form, output: Output) -> int:
    """Print the id of each cell and text with its name."""
    for place in (*form.cells, *form.texts):
        output.print(place, form.place_name(place))
    cells, texts = ([{"id": one, "name": form.place_name(one)} for one in all_] for all_ in (form.cells, form.texts))
    return output.end(ExitCode.OK, {"cells": cells, "texts": texts})


def _figures(form: Form, path: Path, unit: str, year: int) -> Reading:
    """The figures of a file: a list by ids, or the official tables, with what was doubtful; raises ReadError."""
    try:
        content = content_of(path)
        with reading_limits():
            return _figures_in(form, content, path.suffix, (unit, year))
    except ReadError as error:
        raise ReadError(f"{path.name or path}：{error}") from error


def _figures_in(form: Form, content: bytes, ending: str, name: tuple[str, int]) -> Reading:
    rows = rows_of_text(content, ending)
    items = rows if is_list_of_figures(form, rows) else tuple(source_items(content, ending))
    if is_list_of_figures(form, items):
        listed = Reading(new_report(form, *name, {**read_listed_figures(form, items)}), ())
        return with_source_remarks(listed, [one for one in items if isinstance(one, SourceRemark)])
    reading = _tables(form, items, *name)
    return reading._replace(notes=tuple(one for one in reading.notes if _is_of_figures(one, form)))


def _tables(form: Form, items: Sequence[SourceContent], unit: str, year: int) -> Reading:
    """The official tables in a file, which may be those of a whole report; raises ReadError if it is another one."""
    try:
        reading = read_items(form, items)
    except ReadError:
        reading = None
    if reading is None or not (reading.report.unit and reading.report.year):  # it has no title
        return read_items(form, items, form.report_title(unit, year))
    named = reading.report
    if (named.unit, named.year) != (unit, year):
        raise ReadError(f"里面写的是“{named.unit}”{named.year} 年的报告，和 --unit、--year 写的不一样。")
    return reading


def _is_of_figures(note: SourceNote, form: Form) -> bool:
    """Whether a note is about a figure: a file of figures has neither headings nor texts."""
    return note.kind not in {"heading", "title"} and note.place not in form.texts


def _texts(form: Form, folder: Path) -> tuple[Mapping[str, Value], Sequence[Path]]:
    """The texts in a folder, each in a file named by its id, and the files; raises ReadError and CommandError."""
    try:
        files = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise ReadError(f"文件夹读不出来：{folder}。") from error
    for path in files:
        if path.suffix != _ENDING or path.stem not in form.texts:
            known = [f"{text}{_ENDING}" for text in form.texts]
            raise CommandError(f"{path} 不知道放在哪里{likely(path.name, known)}。可以有 {'、'.join(known)}。")
    texts = {path.stem: _text(path) for path in files}
    if sum(map(len, texts.values())) > MOST_CHARACTERS:
        raise ReadError(f"{folder} 里的文字太长了，超过 {MOST_CHARACTERS // 10_000} 万字，不像是一份报告。")
    return texts, files


def _text(path: Path) -> str:
    """The paragraphs of a text file, a line each, without blank lines."""
    try:
        content = content_of(path)
    except ReadError as error:
        raise ReadError(f"{path}：{error}") from error
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise ReadError(f"{path} 不是 UTF-8 的文本文件，请另存成 UTF-8。") from error
    return "\n".join(line.strip() for line in lines if line.strip())


NEW = Command(
    ("--unit 单位 --year 年度 [--figures 文件] [--texts 文件夹] -o 目标 [选项]", "--ids"),
    _new,
    (
        Option("--unit", "单位全称。", value="单位"),
        Option("--year", "哪一年度的报告。", value="年度"),
        Option("--figures", "数：两列的 .csv .xlsx 等，第一列是格的编号，第二列是数；或者官方的表。", value="文件"),
        Option("--texts", "文字：一段一个文件，UTF-8，名称是它的编号，例如 problems.txt。", value="文件夹"),
        Option("--output", "写到哪个文件，格式看扩展名；写 - 就把 JSON 写到标准输出。", value="目标", short="-o"),
        Option("--ids", "列出每一格、每一段的编号和名称。", is_flag=True),
        FORCE,
        STRICT,
        *CHECK_OPTIONS,
    ),
    about="没有写到的格和文字空着；空着不是 0。总计可以不写，由程序算；写了就核对。读不懂的数不猜，整份不写。",
    examples=(
        "new --unit 青石区望江街道办事处 --year 2025 --figures 数.csv --texts 文字 -o 年报.json",
        "new --ids >编号.tsv",
    ),
)
