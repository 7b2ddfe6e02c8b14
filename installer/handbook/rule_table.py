"""The table of every rule, made from the form's rule files: what is checked, and what is said of its broken example."""

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from disclosure_desk.checks import rules_of
from disclosure_desk.checks.rule import RuleContext, RuleKind
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form

sys.path.append(str(Path(__file__).resolve().parents[2] / "tests" / "support"))
from cases import broken, case  # what the tests make of a rule's example

SEVERITIES: Mapping[str, str] = {"error": "必须改", "warning": "要说明", "hint": "提示"}


def rule_table() -> str:
    """A row for each id: what it holds against what, and what the program says where its example is broken."""
    form = load_form(EDITION)
    rules = sorted(rules_of(form), key=lambda rule: rule.id)
    rows = [_row(form, list(parts)) for _, parts in groupby(rules, key=lambda rule: rule.id)]
    return "\n".join(["| 编号 | 查什么 | 例子里程序怎么说，您怎么办 |", "|---|---|---|", *rows])


def _row(form: Form, parts: list[RuleKind]) -> str:
    rule = parts[0]
    bases = "；".join(dict.fromkeys(part.basis for part in parts))
    shown = {
        sentence: f"{SEVERITIES[part.severity]}{_explainable(part)}：{sentence}"
        for part in parts
        for sentence in _sentences(form, part)
    }
    findings = "<br>".join(_cell(line) for line in shown.values())
    matter = form.explained.get(rule.id, "")
    return f"| {rule.id} | {_cell('：'.join(filter(None, (matter, bases))))} | {findings} |"


def _explainable(rule: RuleKind) -> str:
    return "（也可以说明）" if rule.override else ""


def _sentences(form: Form, rule: RuleKind) -> Iterator[str]:
    report, context = case(form, broken(rule))
    for finding in rule.check(RuleContext(report, context, rules_of(form))):
        yield finding.message


def _cell(words: str) -> str:
    """Words of the program as they stand in a cell: nothing in them is Markdown."""
    for sign in "\\`*_[]<>#|~":
        words = words.replace(sign, f"\\{sign}")
    return " ".join(words.split())
