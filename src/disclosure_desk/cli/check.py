"""`disclosure-desk check`: what the rules find in reports, and the verdict on each."""

from itertools import groupby
from typing import NamedTuple

from disclosure_desk import checks
from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.checks.finding import section_name
from disclosure_desk.cli.args import Command, CommandError, CommandLine
from disclosure_desk.cli.check_options import CHECK_OPTIONS, read_check_options
from disclosure_desk.cli.name_options import NAME_OPTIONS, read_named_source
from disclosure_desk.cli.output import ExitCode, Output
from disclosure_desk.cli.report_data import JsonObject, findings_data, remarks_data, report_data, verdict_data
from disclosure_desk.cli.source import expect_one_standard_input, print_remarks, source_name
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers import Reading
from disclosure_desk.readers.model.errors import ReadError


class CheckedReport(NamedTuple):
    """A report as it was read, and what the rules find in it."""

    reading: Reading
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        return Verdict.over(self.findings)

    @property
    def code(self) -> ExitCode:
        """The exit code of a command that is about this report alone."""
        return ExitCode.FAULTS if self.verdict.errors else ExitCode.OK


def _check(args: CommandLine, output: Output) -> int:
    if not args.places:
        raise CommandError("没有写来源文件。")
    expect_one_standard_input([*args.places, *[args.previous] * len(args.places)])
    if len(args.places) == 1:
        checked = _checked(args.places[0], args, output)
        _print(checked, output)
        return output.end(checked.code, {"reports": [_data(args.places[0], checked)]})
    outcomes = [_one_of_several(name, args, output) for name in args.places]
    return output.end(max(code for code, _ in outcomes), {"reports": [data for _, data in outcomes]})


def _checked(name: str, args: CommandLine, output: Output) -> CheckedReport:
    form = load_form(EDITION)
    reading = read_named_source(form, name, args, output)
    return CheckedReport(reading, checks.check(reading.report, read_check_options(args, form, reading.report, output)))


def _one_of_several(name: str, args: CommandLine, output: Output) -> tuple[ExitCode, JsonObject]:
    """Tell the verdict on one of several reports in a line; that one cannot be read leaves the others to be checked."""
    try:
        checked = _checked(name, args, output)
    except ReadError as error:
        output.fail(str(error))
        return ExitCode.UNREADABLE, {"source": name, "error": {"kind": "source", "message": str(error)}}
    report = checked.reading.report
    output.print(source_name(name), report.unit, f"{report.year}", checked.verdict.sentence)
    return checked.code, _data(name, checked)


def _data(name: str, checked: CheckedReport) -> JsonObject:
    return {
        "source": name,
        **report_data(checked.reading.report),
        "verdict": verdict_data(checked.verdict),
        "findings": findings_data(checked.findings),
        "remarks": remarks_data(checked.reading.remarks),
    }


def _print(checked: CheckedReport, output: Output) -> None:
    report = checked.reading.report
    output.detail(report.title)
    print_remarks(checked.reading, output)
    for section, group in groupby(checked.findings, key=lambda finding: finding.section):
        output.detail("")
        output.detail(section_name(report.form, section))
        for finding in group:
            _print_finding(finding, output)
    output.detail("")
    output.print(f"结论：{checked.verdict.sentence}")


def _print_finding(finding: Finding, output: Output) -> None:
    """Print a finding and under it its explanation or repairs; a finding that only follows from another is indented."""
    output.detail(f"  {'  ' if finding.follows_from else ''}{finding.label}　{finding.message}（{finding.rule}）")
    if finding.explanation:
        output.detail(f"      说明：{finding.explanation}")
    for repair in finding.repairs if finding.is_open else ():
        output.detail(f"      可能的改法：{repair.sentence}")


CHECK = Command(
    ("来源 [来源 …] [选项]",),
    _check,
    (*NAME_OPTIONS, *CHECK_OPTIONS),
    most=None,
    about="""\
来源：.docx .xlsx .pdf .html .txt .json 等，见 disclosure-desk --help；写 - 就从标准输入读。
一份来源：列出必须改的、要说明的，最后一行是结论。几份来源：一份一行，文件、单位、年度、结论，用制表符隔开。""",
    examples=("check 年报.docx --previous 去年.pdf", "check *.docx --quiet"),
)
