"""`disclosure-desk fee`: what a count of requests or pages costs, and the sentence of section six."""

from collections.abc import Sequence
from datetime import date

from disclosure_desk.cli.args import Command, CommandError, CommandLine, Option
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.core.figure import Figure, FigureError, parse_number
from disclosure_desk.core.information_fee import FeeError, FeeRules, load_fee_rules, received_more

_BASES = ("requests", "pages")
_STATED = ("notices", "charged", "received")
_ASKED = (*_BASES, *_STATED, "year")
_OPTIONS = (
    Option("--requests", "按件，同一申请人一个自然月内的申请件数。", value="件数"),
    Option("--pages", "按量，一件申请提供的页数。", value="页数"),
    Option("--notices", "全年发出收费通知的件数。", value="件数"),
    Option("--charged", "全年收费通知涉及的金额。", value="元"),
    Option("--received", "全年实际收取的金额。", value="元"),
    Option("--year", "那句话是哪一年的（不写就是去年）。", value="年度"),
)


def _fee(args: CommandLine, output: Output) -> int:
    rules = load_fee_rules()
    asked = [name for name in _ASKED if getattr(args, name) is not None]
    basis = next((name for name in _BASES if name in asked), None)
    if basis and len(asked) > 1:
        others = "、".join(f"--{name}" for name in asked if name != basis)
        raise CommandError(f"--{basis} 和 {others} 不能一起写：每次只算一样，请分开算。")
    try:
        if basis:
            return _print_fee(rules, basis, _whole(getattr(args, basis)), output)
        return _print_statement(rules, [getattr(args, name) for name in _STATED], args.year, output)
    except (FeeError, FigureError) as error:
        raise CommandError(str(error)) from error


def _print_fee(rules: FeeRules, basis: str, count: int, output: Output) -> int:
    scale = rules.scales[basis]
    charged = scale.fee(count)
    for step in charged.steps:
        output.detail(scale.step_text(step))
    output.print(f"合计 {charged.total} 元")
    steps = [{**step._asdict(), "amount": step.amount} for step in charged.steps]
    return output.end(ExitCode.OK, {"basis": basis, "count": count, "steps": steps, "total": charged.total})


def _print_statement(rules: FeeRules, figures: Sequence[str | None], year: str | None, output: Output) -> int:
    if None in figures:
        raise CommandError("要写 --requests、--pages，或者 --notices、--charged 和 --received 三个都写。")
    about = _whole(year) if year is not None else date.today().year - 1  # noqa: DTZ011 - the computer's own calendar
    notices, charged, received = (_number(figure or "") for figure in figures)
    sentence = rules.statement(about, notices, charged, received)
    output.print(sentence)
    doubt = received_more(charged, received)
    if doubt:
        output.warn(doubt)
    return output.end(ExitCode.OK, {"basis": "year", "year": about, "sentence": sentence, "doubt": doubt})


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


FEE = Command(
    ("--requests 件数", "--pages 页数", "--notices 件数 --charged 元 --received 元 [--year 年度]"),
    _fee,
    _OPTIONS,
    examples=("fee --requests 35",),
)
