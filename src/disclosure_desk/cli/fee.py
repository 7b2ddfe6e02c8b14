"""`disclosure-desk fee`: what a count of requests or pages costs, and the sentence of section six."""

from collections.abc import Sequence
from datetime import date

from disclosure_desk.cli.args import CommandError, Option, option_lines, parse
from disclosure_desk.cli.output import say
from disclosure_desk.core.figure import Figure, FigureError, parse_number
from disclosure_desk.core.information_fee import FeeError, FeeRules, Scale, load_fee_rules

_STATED = ("notices", "charged", "received")
_OPTIONS = (
    Option("--requests", "按件，同一申请人一个自然月内的申请件数。"),
    Option("--pages", "按量，一件申请提供的页数。"),
    Option("--notices", "全年发出收费通知的件数、涉及金额、实际收取的金额。", also=("--charged", "--received")),
    Option("--charged"),
    Option("--received"),
    Option("--year"),
)

_HELP = f"""\
算信息处理费，或者写出第六部分要写的那句话。

用法：disclosure-desk fee --requests 件数
      disclosure-desk fee --pages 页数
      disclosure-desk fee --notices 件数 --charged 元 --received 元 [--year 年度]
{option_lines(_OPTIONS)}
例子：disclosure-desk fee --requests 35"""


def fee(arguments: Sequence[str]) -> int:
    """Print the steps and the sum of a fee, or the year's sentence."""
    args = parse(arguments, _OPTIONS, positions=0)
    if args.help:
        return say(_HELP)
    rules = load_fee_rules()
    try:
        if args.requests is not None:
            return _say_fee(rules.scales["requests"], _whole(args.requests))
        if args.pages is not None:
            return _say_fee(rules.scales["pages"], _whole(args.pages))
        return _say_statement(rules, [getattr(args, name) for name in _STATED], args.year)
    except (FeeError, FigureError) as error:
        raise CommandError(str(error)) from error


def _say_fee(scale: Scale, count: int) -> int:
    charged = scale.fee(count)
    for step in charged.steps:
        say(scale.step_text(step))
    return say(f"合计 {charged.total} 元")


def _say_statement(rules: FeeRules, figures: Sequence[str | None], year: str | None) -> int:
    if None in figures:
        raise CommandError("要写 --requests、--pages，或者 --notices、--charged 和 --received 三个都写。")
    about = _whole(year) if year else date.today().year - 1  # noqa: DTZ011 - the computer's own calendar
    return say(rules.statement(about, *(_number(figure or "") for figure in figures)))


def _number(text: str) -> Figure:
    number = parse_number(text)
    if number is None:
        raise CommandError("少了一个数字。")
    return number


def _whole(text: str) -> int:
    number = _number(text)
    if not isinstance(number, int):
        raise CommandError(f"“{text}”应当是整数。")
    return number
