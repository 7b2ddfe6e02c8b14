"""`disclosure-desk check`: what the rules find in a report, and the verdict."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from disclosure_desk import checks
from disclosure_desk.checks import Finding, Verdict
from disclosure_desk.checks.finding import Repair, section_name
from disclosure_desk.cli.args import CommandError, Option, option_lines, parse
from disclosure_desk.cli.check_options import CHECK_OPTIONS, read_check_options
from disclosure_desk.cli.output import ExitCode, print_remarks, say, say_bytes
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers import Reading, read
from disclosure_desk.readers.model.remark import Remark

_OPTIONS = (*CHECK_OPTIONS, Option("--json", "用 JSON 输出，供别的程序使用。", is_flag=True))

_HELP = f"""\
核对一份报告，列出必须改的、要说明的，最后一行是结论。

用法：disclosure-desk check 来源 [选项]
来源：.docx .xlsx .pdf .html .txt .json 等，见 disclosure-desk --help。
{option_lines(_OPTIONS)}
例子：disclosure-desk check 年报.docx --previous 去年.pdf"""


def check(arguments: Sequence[str]) -> int:
    """Check one report; the exit code is FAULTS if something in it must be corrected."""
    args = parse(arguments, _OPTIONS, positions=1)
    if args.help:
        return say(_HELP)
    if not args.places:
        raise CommandError("没有写来源文件。")
    form = load_form(EDITION)
    reading = read(form, Path(args.places[0]))
    findings = checks.check(reading.report, read_check_options(args, form, reading.report))
    verdict = Verdict.over(findings)
    if args.json:
        _print_json(verdict, findings, reading.remarks)
    else:
        _print_plain(reading, verdict, findings)
    return ExitCode.FAULTS if verdict.errors else ExitCode.OK


def _print_plain(reading: Reading, verdict: Verdict, findings: Sequence[Finding]) -> None:
    say(reading.report.title)
    print_remarks(reading)
    for section, group in groupby(findings, key=lambda finding: finding.section):
        say(f"\n{section_name(reading.report.form, section)}")
        for finding in group:
            _say_finding(finding)
    say(f"\n结论：{verdict.sentence}")


def _say_finding(finding: Finding) -> None:
    """Print a finding and under it its explanation or repairs; a finding that only follows from another is indented."""
    say(f"  {'  ' if finding.follows_from else ''}{finding.label}　{finding.message}（{finding.rule}）")
    if finding.explanation:
        say(f"      说明：{finding.explanation}")
    for repair in finding.repairs if finding.is_open else ():
        say(f"      可能的改法：{repair.sentence}")


def _print_json(verdict: Verdict, findings: Sequence[Finding], remarks: Sequence[Remark]) -> None:
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
                "key": finding.key,
                "explanation": finding.explanation,
                "cause": finding.follows_from,
                "repairs": [_repair(repair) for repair in finding.repairs],
                "marks": [asdict(mark) for mark in finding.marks],
            }
            for finding in findings
        ],
        "notes": [_remark(remark) for remark in remarks],
    }
    say_bytes(f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode())


def _remark(remark: Remark) -> dict[str, object]:
    """What was noted for one cause, and each single case of it."""
    cases = [{"place": note.place, "text": note.text, "item": note.item} for note in remark.notes]
    return {"kind": remark.kind, "place": remark.place, "text": remark.text, "count": len(cases), "cases": cases}


def _repair(repair: Repair) -> dict[str, object]:
    changes = [{"cell": one.place, "before": one.before, "after": one.after} for one in repair.changes]
    return {"slip": repair.typo, "sentence": repair.sentence, "changes": changes}
