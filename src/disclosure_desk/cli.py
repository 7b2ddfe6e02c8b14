"""The same work without a window: convert a report into files, check it, in plain Chinese with an exit code."""

import json
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path

import click

from disclosure_desk import __version__
from disclosure_desk.checks import Finding, Verdict, check
from disclosure_desk.checks.finding import SEVERITY_NAMES
from disclosure_desk.form import Form
from disclosure_desk.form_file import load_form
from disclosure_desk.readers import Reading, read
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.report import Note
from disclosure_desk.writers import ENDINGS, WriteError, write

OpenWindow = Callable[[Path | None, Path | None], int]
"""Opens the desk on a data folder (None: the user's own) with a report to take in (None: the list)."""

FORM = "2021"
ERRORS, UNREADABLE = 1, 2
"""Exit codes: the report has errors; a file or the command itself could not be understood."""

_HELP = f"""\
政府信息公开工作年度报告：填写、核对、打印、导出。不联网。

用法：
  disclosure-desk [--data 文件夹] [--open 报告]      打开窗口
  disclosure-desk convert 来源 目标 [目标 …]         转成文件
  disclosure-desk check 来源 [--previous 去年] [--json]  核对
  disclosure-desk --version | --help

来源：文字稿 .txt（表格各列用制表符隔开）或本程序的 .json。
目标：按扩展名决定格式：{" ".join(ENDINGS)}。目标已经存在时，新文件写完整了才替换。
--data：数据放在哪个文件夹（默认在当前用户的数据目录里）。
--open：打开窗口后直接导入这份报告。

例子：
  disclosure-desk convert 年报.txt 年报.pdf 年报.docx
  disclosure-desk check 年报.txt
  disclosure-desk check 年报.json --previous 去年.json --json

退出码：0 没有必须改的；1 有必须改的；2 文件读不了、写不出，或命令写错了。"""

_CONVERT_HELP = f"""\
把一份报告转成别的文件。

用法：disclosure-desk convert 来源 目标 [目标 …]
来源：.txt 或 .json。目标：{" ".join(ENDINGS)}。
例子：disclosure-desk convert 年报.txt 年报.pdf 年报.docx 年报.xlsx 年报.html 年报.json"""

_CHECK_HELP = """\
核对一份报告，列出必须改的、要说明的，最后一行是结论。

用法：disclosure-desk check 来源 [--previous 去年的报告] [--json]
--previous：去年的报告，用来对照。
--json：用 JSON 输出，供别的程序使用。
例子：disclosure-desk check 年报.txt --previous 去年.json"""


class _Help:
    """Gives a command its own help text: click's has English headings."""

    help_text = _HELP

    def get_help(self, _: click.Context) -> str:
        return self.help_text


class _Group(_Help, click.Group):
    """The program itself."""


class _Convert(_Help, click.Command):
    """The convert command."""

    help_text = _CONVERT_HELP


class _Check(_Help, click.Command):
    """The check command."""

    help_text = _CHECK_HELP


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Carry out one command line and answer its exit code; nothing that goes wrong ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = _program.main(list(arguments), "disclosure-desk", standalone_mode=False, obj=open_window)
    except click.UsageError as error:
        return _refuse(f"命令写错了：{_explain(error, arguments)}\n用 disclosure-desk --help 看用法。")
    except (ReadError, WriteError) as error:
        return _refuse(str(error))
    except click.Abort:
        return _refuse("已经中断，没有写完的文件不会留下。")
    return int(code or 0)


@click.group(cls=_Group, invoke_without_command=True)
@click.option("--data", type=click.Path(path_type=Path))
@click.option("--open", "source", type=click.Path(path_type=Path))
@click.option("--version", is_flag=True)
@click.pass_context
def _program(context: click.Context, data: Path | None, source: Path | None, version: bool) -> int:  # noqa: FBT001 - a flag
    if version:
        click.echo(f"disclosure-desk {__version__}")
        return 0
    if context.invoked_subcommand is not None:
        return 0
    open_window: OpenWindow = context.obj
    return open_window(data, source)


@_program.command("convert", cls=_Convert)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("targets", type=click.Path(path_type=Path), nargs=-1, required=True)
def _convert(source: Path, targets: tuple[Path, ...]) -> int:
    for target in targets:
        if target.suffix.lower() not in ENDINGS:
            raise WriteError(f"不会写这种文件：{target}。可以写 {' '.join(ENDINGS)}。")
    reading = read(load_form(FORM), source)
    _tell_remarks(reading)
    for target in targets:
        write(reading.report, target)
        click.echo(f"已写好 {target}")
    click.echo(f"结论：{Verdict.over(check(reading.report)).sentence}")
    return 0


@_program.command("check", cls=_Check)
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--previous", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def _check(source: Path, previous: Path | None, as_json: bool) -> int:  # noqa: FBT001 - a flag
    form = load_form(FORM)
    reading = read(form, source)
    before = read(form, previous) if previous else None
    if before and before.report.year != reading.report.year - 1:
        click.echo(
            f"请留意：{previous} 是 {before.report.year} 年的报告，不是 {reading.report.year - 1} 年的。", err=True
        )
    findings = check(reading.report, before.report if before else None)
    verdict = Verdict.over(findings)
    if as_json:
        _print_json(verdict, findings, reading.remarks)
    else:
        _print_plain(form, reading, verdict, findings)
    return ERRORS if verdict.errors else 0


def _print_plain(form: Form, reading: Reading, verdict: Verdict, findings: Sequence[Finding]) -> None:
    click.echo(reading.report.title)
    _tell_remarks(reading)
    for section, group in groupby(findings, key=lambda finding: finding.section):
        click.echo(f"\n{form.section(section).name}")
        for finding in group:
            click.echo(f"  {SEVERITY_NAMES[finding.severity]}　{finding.message}（{finding.rule}）")
    click.echo(f"\n结论：{verdict.sentence}")


def _print_json(verdict: Verdict, findings: Sequence[Finding], remarks: Sequence[Note]) -> None:
    document = {
        "verdict": {"errors": verdict.errors, "warnings": verdict.warnings, "hints": verdict.hints},
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity,
                "section": finding.section,
                "cells": list(finding.cells),
                "message": finding.message,
                "basis": finding.basis,
            }
            for finding in findings
        ],
        "notes": [{"kind": note.kind, "place": note.place, "text": note.text} for note in remarks],
    }
    click.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())


def _tell_remarks(reading: Reading) -> None:
    """What the source had that found no place, or came in otherwise than it stood there."""
    if reading.remarks:
        click.echo(f"读入时有 {len(reading.remarks)} 处请看一看：", err=True)
    form = reading.report.form
    for note in reading.remarks:
        place = f"{form.place_name(note.place)}：" if note.place in form.cells or note.place in form.texts else ""
        text = f"原文是“{note.text}”，不能当作数填进去，先空着。" if note.kind == "original" else note.text
        click.echo(f"  {place}{text}", err=True)


def _refuse(message: str) -> int:
    click.echo(message, err=True)
    return UNREADABLE


def _explain(error: click.UsageError, arguments: Sequence[str]) -> str:
    """What is wrong with the command line, in Chinese; click's own words are English."""
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项。"
    if isinstance(error, click.MissingParameter):
        missing = error.param.name if error.param else ""
        return "没有写来源文件。" if missing == "source" else "没有写目标文件。"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面要跟一个值，或者不该跟值。"
    return f"看不懂“{' '.join(arguments)}”。"
