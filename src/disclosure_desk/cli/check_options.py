"""The options of `check` and `convert` that the checks need: last year's report, kind of unit, dates, limit, words."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from disclosure_desk.checks import CheckContext
from disclosure_desk.checks.check_settings import CheckSettings
from disclosure_desk.cli.args import CommandError, CommandLine, Option, listed_words, read_day
from disclosure_desk.cli.output import Output
from disclosure_desk.cli.source import print_remarks, read_source, source_name
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Report
from disclosure_desk.readers import content_of
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.text.widths import narrow
from disclosure_desk.writers import unprintable

_LIMITS = ("checks.similar_warn", "checks.similar_refuse")
_ALL = 100
_MOST_OF_WORDS = 100_000
"""A list of words of more characters is none: each is looked for in every text."""


def _kinds(form: Form) -> Mapping[str, str]:
    """The names of the kinds of unit by their ids."""
    return {one.id: one.name for one in form.unit_kinds}


CHECK_OPTIONS = (
    Option("--previous", "去年的报告，用来对照。", value="文件"),
    Option("--kind", "%s；不写就按名称判断。", value="类别", named_words=lambda: _kinds(load_form(EDITION))),
    Option(
        "--deadline",
        "上级要求的报送日期，月-日，例如 01-20。",
        value="日期",
    ),
    Option("--today", "按哪一天算，年-月-日（不写就不看日期）。", value="日期"),
    Option("--limit", "总体情况最多多少字（不写是 1000）。", value="字数"),
    Option(
        "--similarity",
        "整份报告的文字有百分之多少和去年相同就要说明，逗号后面写多少就不能定稿，例如 50,80；0 是不限（不写是 50）。",
        value="百分数",
    ),
    Option("--words", "本机关的用词表，文本文件，一行一个：错写的词→应写的词；两边一样的词不提醒。", value="文件"),
)


def files_of_check_options(args: CommandLine) -> tuple[Path, ...]:
    """The files that the options name, which are read and so never written to."""
    return tuple(Path(name) for name in (args.previous, args.words) if name)


def read_check_options(args: CommandLine, form: Form, report: Report, output: Output) -> CheckContext:
    """The check context of a report that was read from a file; raises CommandError and ReadError."""
    stored = {
        "checks.kind": _kind(form, args.kind),
        "checks.deadline": args.deadline or "",
        "checks.length_limit": args.limit or "",
        **_similarity(args.similarity),
        "checks.words": _words(Path(args.words)) if args.words else "",
    }
    settings = CheckSettings.from_stored(stored)
    if args.deadline and settings.deadline is None:
        raise CommandError(f"“{args.deadline}”不是日期，要写成月-日，例如 01-20。")
    if args.limit and str(settings.length_limit) != args.limit:
        raise CommandError(f"“{args.limit}”不是字数，要写成整数，例如 1000。")
    today = read_day("--today", args.today) if args.today else None
    circumstances = settings.context(report, today or date.min, _previous(args.previous, form, report, output))
    return circumstances._replace(today=today, unprintable=unprintable, imported=True)


def _previous(path: str | None, form: Form, report: Report, output: Output) -> Report | None:
    if path is None:
        return None
    reading = read_source(form, path)
    before = reading.report
    print_remarks(reading, output, f"去年的报告 {source_name(path)}")
    year, unit = report.year - 1, report.unit
    if report.year and before.year != year:
        differs = (
            f"是 {before.year} 年的报告，不是 {year} 年的" if before.year else f"没有写明年度，当作 {year} 年的来比"
        )
        output.warn(f"请留意：{path} {differs}。")
    if unit and before.unit != unit:
        renamed = f"是{before.unit}的报告，不是{unit}的；如果只是改了名称，不用管"
        output.warn(f"请留意：{path} {renamed if before.unit else f'没有写明机关全称，当作{unit}的来比'}。")
    return before


def _similarity(text: str | None) -> dict[str, str]:
    """The limits of similarity as they are kept; raises CommandError that shows how to write them."""
    if text is None:
        return {}
    limits = [one.strip().removesuffix("%").removesuffix("％") for one in narrow(text).split(",")]
    if not 1 <= len(limits) <= len(_LIMITS) or not all(one.isdecimal() and int(one) <= _ALL for one in limits):
        raise CommandError(f"“{text}”不是相同的百分数，要写成 0 到 100 的整数，例如 50 或者 50,80。")
    warn, refuse = (int(one) for one in (*limits, "0")[: len(_LIMITS)])
    if refuse and warn > refuse:
        raise CommandError(f"“{text}”前面的数大于后面的：要说明的百分数不能大于不能定稿的。")
    return dict(zip(_LIMITS, (str(warn), str(refuse)), strict=True))


def _kind(form: Form, kind: str | None) -> str:
    """The kind of unit, "" where none was given; raises CommandError that lists the kinds there are."""
    kinds = _kinds(form)
    if kind is not None and kind not in kinds:
        raise CommandError(f"没有“{kind}”这个机关类别，可以写 {listed_words(kinds)}。")
    return kind or ""


def _words(path: Path) -> str:
    """The list of words in a file, "" where it is blank; raises ReadError."""
    try:
        content = content_of(path)
    except ReadError as error:
        raise ReadError(f"用词表读不出来：{path}：{error}") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError(f"用词表读不出来：{path}。请存成 UTF-8 的文本文件。") from None
    if len(text) > _MOST_OF_WORDS:
        raise ReadError(f"用词表太长：{path}，超过 {_MOST_OF_WORDS // 10_000} 万字。")
    return text
