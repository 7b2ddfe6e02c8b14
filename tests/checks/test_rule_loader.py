"""A rule file is read into rules of their kinds; a wrong one is refused by naming file, rule and key."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from disclosure_desk.checks import CheckContext, Finding, rules_of
from disclosure_desk.checks.kinds import KINDS
from disclosure_desk.checks.kinds.procedure import DueSoon
from disclosure_desk.checks.kinds.year_on_year import Jump
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellId
from disclosure_desk.checks.rule_loader import read_rules
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError, load_table

FORM = load_form("2021")
RULES = {rule.key: rule for rule in rules_of(FORM)}

WRONG = {
    "unknown kind": ("tables", 'kind = "balance"', 'kind = "magic"', "rules[0].kind：没有这种规则：magic"),
    "unknown severity": (
        "tables",
        'severity = "error"',
        'severity = "fatal"',
        "rules[0].severity：没有这个级别：fatal",
    ),
    "absent grid": ("tables", 'grid = "requests"', 'grid = "sheet"', "rules[0].grid：没有这张表：sheet"),
    "absent row": ("tables", 'left = ["received"', 'left = ["sent"', "rules[0].left：requests 里没有这一行：sent"),
    "absent single row": (
        "year-on-year",
        'row = "pending',
        'row = "x',
        "rules[0].row：requests 里没有这一行：x_at_start",
    ),
    "absent axis": ("tables", 'axis = "rows"', 'axis = "sides"', "rules[1].axis：只能是 rows 或 columns：sides"),
    "absent cells": (
        "tables",
        'cells = ["proactive.rule_document.*"]',
        'cells = ["x.*"]',
        "cells：没有这样的格子：x.*",
    ),
    "absent cell": ("tables", 'cell = "proactive.fee.amount"', 'cell = "x"', "cell：没有这样的格子：x"),
    "absent text": ("tables", 'text = "other_matters"', 'text = "x"', "text：没有这段文字：x"),
    "texts there are none of": ("wording", 'texts = ["overview.*"]', 'texts = ["x.*"]', "texts：没有这段文字：x.*"),
    "absent kind of unit": ("tables", 'unit_kinds = ["street"]', 'unit_kinds = ["x"]', "unit_kinds：没有这类机关：x"),
    "absent dictionary": ("wording", 'dictionary = "self"', 'dictionary = "x"', "dictionary：没有这本词典：x"),
    "absent kind of number": (
        "wording",
        '["mobile"]',
        '["car"]',
        "numbers：只能是 resident_id 或 bank_card 或 mobile：car",
    ),
    "field without its key": ("tables", "share = 0.5\n", "", "share：缺少这一项"),
    "no number": ("tables", "share = 0.5", 'share = "half"', "share：应当是数字：'half'"),
    "truth for a number": ("tables", "share = 0.5", "share = true", "share：类型不对：True"),
    "no whole number": ("wording", "low = 300", "low = 300.5", "low：类型不对：300.5"),
    "no text": ("statements", 'fee_name = "信息处理费"', "fee_name = 1", "fee_name：类型不对：1"),
    "no day": (
        "procedure",
        'law_day = "01-31"',
        'law_day = "01-32"',
        "rules[0].law_day：应当是月-日，例如 01-31：01-32",
    ),
    "no day of each year": ("procedure", 'law_day = "01-31"', 'law_day = "02-29"', "law_day：应当是月-日"),
    "step without a name": ("procedure", 'name = "部门初核"\n', "", "rules[4].steps[0].name：缺少这一项"),
    "key of no step": ("procedure", 'name = "部门初核"', 'name = "甲"\nx = 1', "rules[4].steps[0].x：没有这个项目名"),
    "key of another kind": ("tables", 'left = ["rec', 'cells = ["*"]\nleft = ["rec', "rules[0].cells：没有这个项目名"),
    "key beside the rules": ("tables", "[[rules]]", "x = 1\n[[rules]]", "x：没有这个项目名"),
    "example of an absent cell": ("tables", '{ "*" = 0 }', '{ "x.*" = 0 }', "example.x.*：没有这样的格子：x.*"),
    "example without a number": (
        "tables",
        '"proactive.licence.decisions" = 7,',
        '"*" = "x",',
        "example.*：应当是数字：'x'",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_rule_file_is_refused_by_naming_the_key(tmp_path, file, old, new, message):
    text = resource("forms", f"2021-{file}.toml").read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(FormError, match=re.escape(message)) as refusal:
        list(read_rules(FORM, load_table(wrong)))
    assert str(refusal.value).startswith("wrong.toml：")


@pytest.mark.parametrize(
    ("form", "message"),
    [
        (FORM._replace(rule_files=(*FORM.rule_files, "2021-tables.toml")), "2021.toml：rules：编号重复：T3-BALANCE"),
        (FORM._replace(explained={**FORM.explained, "X": "甲"}), "2021.toml：explained.X：没有这个项目名"),
        (FORM._replace(rule_files=("none.toml",)), "none.toml：读不出来"),
    ],
)
def test_a_form_with_wrong_rules_is_refused(form, message):
    with pytest.raises(FormError, match=re.escape(message)):
        rules_of(form)


def test_the_keys_of_a_rule_are_the_fields_of_its_kind():
    jump, due = RULES["Y-JUMP"], RULES["P-DEADLINE.soon-government"]

    assert isinstance(jump, Jump)
    assert (jump.share, jump.at_least, jump.cells[-1]) == (Decimal("0.5"), 20, "requests.received.total")
    assert isinstance(due, DueSoon)
    assert (due.law_day, due.days, due.unit_kinds, due.severity) == ((3, 31), 14, ("government",), "hint")


def test_the_rules_of_a_form_are_read_once_and_another_form_has_its_own():
    assert rules_of(load_form("2021")) is rules_of(FORM)
    part = FORM._replace(rule_files=FORM.rule_files[:1], explained={})
    assert 0 < len(rules_of(part)) < len(RULES)
    assert rules_of(load_form("2019")) == ()


def test_whatever_may_be_explained_has_a_name_in_plain_words_and_nothing_else_has():
    explainable = {rule.id for rule in RULES.values() if rule.severity == "warning" or rule.override}

    assert FORM.explained.keys() == explainable


def test_what_other_packages_ask_of_a_kind_it_answers_itself():
    def having(attribute: str) -> set[str]:
        return {kind.__name__ for kind in KINDS.values() if getattr(kind, attribute)}

    assert set(KINDS.values()) - {kind for kind in KINDS.values() if kind.marks_cells} == {
        KINDS["filled"],
        KINDS["all_zero"],
    }
    assert having("counts_blanks") == {"FilledCells"}
    assert having("is_identity") == {"Balance", "SumOfParts"}
    assert having("shows_misread_figures") == {"Balance", "SumOfParts", "AdmissibleFigures", "SplitDigits"}


def test_a_new_kind_is_one_class_and_a_rule_of_it_one_table(tmp_path, monkeypatch, full_report):
    monkeypatch.setitem(KINDS, "lucky", RuleKind)  # so that the kind is gone after the test

    @rule_kind("lucky")
    class Lucky(RuleKind):
        cell: CellId

        def check(self, context: RuleContext) -> Iterator[Finding]:
            yield context.finding(self, [self.cell], luck=8)

    (tmp_path / "new.toml").write_text(
        '[[rules]]\nid = "X"\nkind = "lucky"\nseverity = "hint"\ncell = "proactive.fee.amount"\n'
        'message = "{place}：{luck}"\nbasis = ""\nexample = {}\nbreaks = {}\n',
        encoding="utf-8",
    )
    (rule,) = read_rules(FORM, load_table(tmp_path / "new.toml"))
    (finding,) = rule.check(RuleContext(full_report, CheckContext(), [rule]))

    assert finding.message == "表二“行政事业性收费”“本年收费金额（单位：万元）”：8"


def test_only_the_balance_is_drawn_under_its_table():
    named = {rule.id: rule.side_names for rule in rules_of(FORM) if rule.side_names}
    assert named == {"T3-BALANCE": ("一 ＋ 二", "三（七）＋ 四")}
