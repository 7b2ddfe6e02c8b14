"""The options of `check`, `convert` and `import` that name a report whose source does not: its unit and its year."""

from argparse import Namespace

from disclosure_desk.cli.args import CommandError, Option
from disclosure_desk.cli.output import Output
from disclosure_desk.cli.source import read_source, source_name
from disclosure_desk.core.form import Form
from disclosure_desk.core.unit_name import unit_name_problem
from disclosure_desk.readers import Reading
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.naming import with_name

_FIRST_YEAR, _LAST_YEAR = 2008, 2099
"""The duty to report began with 2008."""

NAME_OPTIONS = (
    Option("--unit", "机关全称；原文没有写明，或者读得不对的时候写。", value="机关全称"),
    Option("--year", "统计年度，被统计的那一年，例如 2024；原文没有写明，或者读得不对的时候写。", value="年份"),
)


def read_named_source(form: Form, name: str, args: Namespace, output: Output) -> Reading:
    """The report in a source under the unit and year that were typed; raises CommandError, ReadError without a year.

    A report can be written without the name of its unit, and checked, but not without its year.
    """
    unit, year = _unit(args.unit), _year(args.year)
    reading = with_name(read_source(form, name), unit, year)
    if not reading.report.year:
        raise ReadError(f"{source_name(name)}：没有找到统计年度，请加上 --year 年份，例如 --year 2024。")
    if not reading.report.unit:
        output.warn(f"请留意：{source_name(name)} 没有写明机关全称，先空着；请加上 --unit 机关全称。")
    return reading


def _unit(typed: str | None) -> str | None:
    if typed is None:
        return None
    unit = typed.strip()
    problem = unit_name_problem(unit)
    if problem:
        raise CommandError(f"--unit 后面的“{typed}”不行：{problem}")
    return unit


def _year(typed: str | None) -> int | None:
    if typed is None:
        return None
    year = int(typed) if typed.isdecimal() else 0
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CommandError(f"“{typed}”不是统计年度，要写 {_FIRST_YEAR} 到 {_LAST_YEAR} 之间的年份，例如 2024。")
    return year
