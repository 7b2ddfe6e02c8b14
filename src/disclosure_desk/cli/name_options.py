"""The unit and the year of a report as they are typed: for `new`, and where a source does not say them."""

from disclosure_desk.cli.args import CommandError, CommandLine, Option
from disclosure_desk.cli.output import Output
from disclosure_desk.cli.source import read_source, source_name
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import FIRST_YEAR, LAST_YEAR
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.readers import Reading
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.naming import with_name

NAME_OPTIONS = (
    Option("--unit", "机关全称；原文没有写明，或者读得不对的时候写。", value="机关全称"),
    Option("--year", "统计年度，被统计的那一年，例如 2024；原文没有写明，或者读得不对的时候写。", value="年份"),
)


def read_named_source(form: Form, name: str, args: CommandLine, output: Output) -> Reading:
    """The report in a source under the unit and year that were typed; raises CommandError, ReadError without a year.

    A report can be written without the name of its unit, and checked, but not without its year.
    """
    unit = None if args.unit is None else read_unit(args.unit)
    year = None if args.year is None else read_year(args.year)
    reading = with_name(read_source(form, name), unit, year)
    if not reading.report.year:
        raise ReadError(f"{source_name(name)}：没有找到统计年度，请加上 --year 年份，例如 --year 2024。")
    if not reading.report.unit:
        output.warn(f"请留意：{source_name(name)} 没有写明机关全称，先空着；请加上 --unit 机关全称。")
    return reading


def read_unit(typed: str) -> str:
    """The unit that was typed; raises CommandError where it can be none."""
    unit = typed.strip()
    problem = unit_name_problem(unit)
    if problem:
        raise CommandError(f"--unit 后面的“{typed}”不行：{problem}")
    return unit


def read_year(typed: str) -> int:
    """The year that was typed; raises CommandError where no report is of it."""
    year = int(typed) if typed.isdecimal() else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CommandError(f"“{typed}”不是统计年度，要写 {FIRST_YEAR} 到 {LAST_YEAR} 之间的年份，例如 2024。")
    return year
