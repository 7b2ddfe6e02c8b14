"""No rule, part, condition or word of a dictionary is there that no report could ever meet."""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

import pytest
from cases import broken, case

from disclosure_desk.checks import CheckContext, check, rules_of
from disclosure_desk.checks.kinds.wording.dictionary import entries, possible_entries
from disclosure_desk.checks.rule import RuleContext, RuleKind
from disclosure_desk.checks.rule_loader import GIVEN
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import CONTRADICTED, Note, Report, Value, new_report
from disclosure_desk.readers import read_content
from disclosure_desk.text.strange_letters import has_rare_letter

FORM = load_form("2021")
RULES = rules_of(FORM)
UNIT = "涿河区金牛山办事处"
SOURCE = Path(__file__).resolve().parents[2] / "src" / "disclosure_desk"
NEVER_SET = {"most_read"}
"""A bound that is the same for everybody."""


def is_found(rule: RuleKind, values: Mapping[str, Value]) -> bool:
    """Whether a whole check of such a report has an open finding of this very rule."""
    report, context = case(FORM, values)
    own = {finding.key for finding in rule.check(RuleContext(report, context, RULES))}
    return any(finding.key in own and finding.is_open for finding in check(report, context))


def in_full_report(rule: RuleKind, full: Mapping[str, Value]) -> dict[str, Value]:
    """The rule's break in a report that is filled; of last year's only what the example has."""
    return {**full, **broken(rule)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_each_rule_finds_something_in_a_whole_check_that_is_not_hidden_behind_another(rule, full_places):
    assert is_found(rule, broken(rule)) or is_found(rule, in_full_report(rule, full_places))


def test_each_rule_that_another_makes_a_consequence_is_there():
    keys = {rule.key for rule in RULES}
    assert {rule.key: set(rule.follows) - keys for rule in RULES if set(rule.follows) - keys} == {}


@pytest.mark.parametrize("kind", FORM.unit_kinds, ids=lambda kind: kind.id)
def test_each_kind_of_unit_has_a_name_that_is_of_it(kind):
    names = [f"涿河区青石{ending}" for ending in kind.endings] or ["涿河区民政局"]
    assert all(FORM.unit_kind(name) == kind for name in names), "another kind takes the ending first"


@pytest.mark.parametrize("rule", [rule for rule in RULES if hasattr(rule, "unit_kinds")], ids=lambda rule: rule.key)
def test_each_kind_of_unit_that_a_rule_names_meets_it(rule):
    met = [kind for kind in rule.unit_kinds if is_found(rule, {**broken(rule), f"{GIVEN}kind": kind})]
    assert met == list(rule.unit_kinds)


DIFFERING_SOURCES = {
    "title": ("年政府信息公开工作年度报告", "年度政府信息公开年度报告"),
    "heading": ("一、总体情况", "总体情况"),
    "label": ("\n3.其他", "\n4.其他"),
    CONTRADICTED: ("行政处罚\t0", "行政处罚\t0\n行政处罚\t5"),
}
"""By the kind of note that a rule waits for: a source of which the reader takes such a note."""


def noted_by(rule: RuleKind) -> tuple[str, ...]:
    return (CONTRADICTED,) if rule.kind == "contradicted" else getattr(rule, "note_kinds", ())


@pytest.mark.parametrize("rule", [rule for rule in RULES if noted_by(rule)], ids=lambda rule: rule.key)
def test_each_note_that_a_rule_waits_for_is_taken_by_the_readers(rule, pasted_path):
    text = pasted_path.read_text(encoding="utf-8")
    for kind in noted_by(rule):
        old, new = DIFFERING_SOURCES[kind]
        assert old in text
        report = read_content(FORM, text.replace(old, new).encode(), ".txt").report
        assert any(finding.rule == rule.id for finding in check(report, CheckContext(imported=True))), kind


def given_names() -> set[str]:
    """The names of all circumstances that the program tells the checks, wherever it does."""
    names: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        tree = ast.parse(source if "CheckContext" in source else "")
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        for call in calls:
            called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if called in {"CheckContext", "_replace"}:
                names |= {word.arg for word in call.keywords if word.arg} | ({"previous"} if call.args else set())
    return names


def test_each_circumstance_that_the_rules_ask_for_is_told_by_somebody():
    assert {*CheckContext._fields} - given_names() == NEVER_SET


def reports_about(cell: str, full: Mapping[str, Value]) -> Iterator[tuple[Report, CheckContext]]:
    """Reports in which this cell has another figure than the others, this year or last."""
    note = Note(CONTRADICTED, cell, "原文里这一格有两处，数不同：1、5")
    zeros = dict.fromkeys(FORM.cells, 0)
    for base, here, before in product((full, zeros), (None, 0, 1, "7.5", 1000), (0, 1000)):
        figure = float(here) if isinstance(here, str) else here
        last = new_report(FORM, UNIT, 2024, {**zeros, cell: before})
        yield new_report(FORM, UNIT, 2025, {**base, cell: figure}, [note]), CheckContext(last, kind="street")
        yield new_report(FORM, UNIT, 2025, {**base, cell: figure}, [note]), CheckContext(_lowered(last, cell))


def _lowered(last: Report, cell: str) -> Report:
    """Last year's report with 1 in every other cell."""
    return new_report(FORM, UNIT, 2024, {**dict.fromkeys(FORM.cells, 1), cell: last.cells[cell]})


def cells_that_never_matter(rule: RuleKind, full: Mapping[str, Value]) -> list[str]:
    """The cells of a rule that none of its findings names, whatever stands there."""
    dead = []
    for cell in rule.cells:
        contexts = (RuleContext(report, given, RULES) for report, given in reports_about(cell, full))
        if not any(cell in finding.cells for context in contexts for finding in rule.check(context)):
            dead.append(cell)
    return dead


ABOUT_EVERY_CELL = {"NUM-WHOLE", "NUM-BLANK", "NUM-TWICE", "Y-SAME-TABLES", "ZERO-REPORT", "SPLIT-DIGITS"}
"""Rules over whole tables, which ask the same of each cell: some stand for all. Sums have no blank of their own."""


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if hasattr(rule, "cells") and rule.id not in ABOUT_EVERY_CELL],
    ids=lambda rule: rule.key,
)
def test_each_cell_that_a_rule_lists_can_be_named_by_it(rule, full_places):
    assert cells_that_never_matter(rule, full_places) == []


DICTIONARIES = sorted({rule.dictionary for rule in RULES if hasattr(rule, "dictionary")})


@pytest.mark.parametrize("name", DICTIONARIES)
def test_each_word_of_a_dictionary_is_for_a_kind_of_unit_that_there_is(name):
    known = {kind.id for kind in FORM.unit_kinds}
    assert {kind for entry in entries(name) for kind in entry.kinds} <= known


def samples(parsed) -> Iterator[str]:
    """Some words that a parsed pattern matches, without what must not stand around them."""
    parts = [[*_samples_of(op, argument)][:40] for op, argument in parsed]
    yield from ("".join(chosen) for chosen in product(*parts)) if all(parts) else ()


def _samples_of(op, argument) -> Iterator[str]:
    name = str(op)
    if name == "LITERAL":
        yield chr(argument)
    elif name in {"NOT_LITERAL", "ANY"}:
        yield "乙"
    elif name == "IN":
        yield from _samples_of_set(argument)
    elif name == "BRANCH":
        yield from (word for branch in argument[1] for word in samples(branch))
    elif name == "SUBPATTERN":
        yield from samples(argument[3])
    elif name in {"MAX_REPEAT", "MIN_REPEAT"}:
        low, _, repeated = argument
        yield from (word * max(low, 1) for word in samples(repeated))
        yield from [""] * (low == 0)
    elif name == "ASSERT":
        yield from samples(argument[1])  # before or behind: the word is searched for in a sentence
    elif name == "GROUPREF":
        yield "\0"
    else:
        yield ""  # the start, the end, and what must not be there


def _samples_of_set(argument) -> Iterator[str]:
    if any(str(op) == "NEGATE" for op, _ in argument):
        yield from ("乙", "政", "A", " ")
        return
    for op, value in argument:
        if str(op) == "LITERAL":
            yield chr(value)
        elif str(op) == "RANGE":
            yield from {chr(value[0]), chr(value[1])}
        else:
            yield from ("3", "乙", " ")


def can_match(pattern: re.Pattern[str]) -> bool:
    """Whether one of the pattern's own samples, alone or within a sentence, is found by it."""
    parsed = re._parser.parse(pattern.pattern)  # the library's own parser, which has no public name
    around = ("{}", "乙{}乙", "乙{}。", "。{}", "{}3", "3{}", "A{}", "申请人{}，")
    for number, sample in enumerate(samples(parsed)):
        doubled = re.sub("(.)\0", r"\1\1", sample)
        if any(pattern.search(words.format(doubled)) for words in around if "{" not in doubled or words == "{}"):
            return True
        if number > 20_000:
            return False
    return False


@pytest.mark.parametrize("name", [one for one in DICTIONARIES if one not in {"placeholders", "garbled"}])
def test_each_pattern_of_a_dictionary_can_match(name):
    """Those of the other dictionaries have sentences of their own."""
    assert [entry.pattern.pattern for entry in entries(name) if not can_match(entry.pattern)] == []


PROVEN, GAP = "proven", "\0"
"""What has a sign already, and what may be anything."""
WIDE = 300


def needs(is_sign: Callable[[str], bool], parsed) -> bool:
    """Whether wherever a parsed pattern matches stands what it has to: followed part by part of the pattern."""
    return _endings(is_sign, parsed, {""}) == {PROVEN}


def needs_one_of(signs: frozenset[str], parsed) -> bool:
    return needs(lambda words: any(sign in words for sign in signs), parsed)


def _endings(is_sign, parsed, before: set[str]) -> set[str]:
    """What may stand there so far, as far as the longest sign reaches back; or that a sign stands there."""
    for op, argument in parsed:
        before = _after(is_sign, str(op), argument, before)
    return before


def _after(is_sign, name: str, argument, before: set[str]) -> set[str]:
    if name == "BRANCH":
        return set[str]().union(*(_endings(is_sign, branch, before) for branch in argument[1]))
    if name == "SUBPATTERN":
        return _endings(is_sign, argument[3], before)
    if name in {"MAX_REPEAT", "MIN_REPEAT"}:
        low, high, repeated = argument
        for _ in range(low):
            before = _endings(is_sign, repeated, before)
        return before | (_joined(is_sign, before, [GAP]) if high > low else set())
    if name == "ASSERT" and argument[0] > 0:  # what stands behind: it may only prove something
        return {one if _endings(is_sign, argument[1], {one}) != {PROVEN} else PROVEN for one in before}
    if name in {"ASSERT", "ASSERT_NOT", "AT"}:
        return before
    return _joined(is_sign, before, _letters(name, argument))


def _letters(name: str, argument) -> Iterable[str]:
    if name == "LITERAL":
        return [chr(argument)]
    if name == "RANGE":
        low, high = argument
        return map(chr, range(low, high + 1) if high - low < WIDE else argument)
    if name == "IN" and not any(str(op) in {"NEGATE", "CATEGORY"} for op, _ in argument):
        return [letter for op, one in argument for letter in _letters(str(op), one)]
    return [GAP]


def _joined(is_sign, before: set[str], letters: Iterable[str]) -> set[str]:
    together = (one if one == PROVEN else (one + letter)[-12:] for one in before for letter in letters)
    return {PROVEN if one == PROVEN or is_sign(one) else one for one in together}


@pytest.mark.parametrize("name", DICTIONARIES)
def test_every_match_has_one_of_the_signs_that_its_pattern_names(name):
    """Without one a paragraph is not searched, so a sign that is left out would be a match that is lost."""
    parsed = {entry: re._parser.parse(entry.pattern.pattern) for entry in entries(name)}
    unproven = [one for one in parsed if one.signs and not needs_one_of(one.signs, parsed[one])]
    unproven += [one for one in parsed if one.is_rare and not needs(has_rare_letter, parsed[one])]
    assert [entry.pattern.pattern for entry in unproven] == []


@pytest.mark.parametrize("name", DICTIONARIES)
def test_every_entry_is_tried_where_one_of_its_signs_stands_and_others_everywhere(name):
    every = [(name, entry) for entry in entries(name)]
    for one in every:
        assert all(
            one in possible_entries((name,), f"乙{sign}乙") for sign in one[1].signs or {""} if not one[1].is_rare
        )
    assert [*possible_entries((name,), "")] == [one for one in every if not (one[1].signs or one[1].is_rare)]
    assert [*possible_entries((name,), "\ue000")] == [one for one in every if not one[1].signs]


def test_an_entry_is_tried_where_its_sign_begins_within_another_one():
    """待补充 has three signs: one search finds the first and leaps over the others."""
    names = tuple(DICTIONARIES)
    of: dict[str, set] = {}
    for entry in (entry for name in names for entry in entries(name)):
        for sign in entry.signs:
            of.setdefault(sign, set()).add(entry)
    for one, other in product(of, of):
        for size in range(1, len(one)):
            if other.startswith(one[-size:]):
                found = {entry for _, entry in possible_entries(names, one + other[size:])}
                assert found >= of[one] | of[other], (one, other)


@pytest.mark.parametrize(
    ("signs", "pattern", "proven"),
    [
        ("b", "ab", True),
        ("c", "ab", False),
        ("a b", "[ab]c?", True),
        ("a", "[ab]c?", False),
        ("a", "[^b]", False),
        ("a b", "xa|b", True),
        ("a", "xa|b", False),
        ("a", "(?:xa)+", True),
        ("a", "(?:xa)*", False),
        ("a b c", "[a-c]", True),
        ("a c", "[a-c]", False),
        ("xa", "x(?=a)", True),
        ("xa", "x(?!a)", False),
        ("xa", "x(?=a|b)", False),
        ("xay xby", "x[ab]y", True),
        ("xay", "x[ab]y", False),
        ("xy", "xa?y", False),
        ("xax", "(?:xa){2}", True),
    ],
)
def test_a_sign_that_is_left_out_is_found(signs, pattern, proven):
    assert needs_one_of(frozenset(signs.split()), re._parser.parse(pattern)) is proven


def changed(key: str, **values: object) -> RuleKind:
    """A rule of the form with other values."""
    rule = next(rule for rule in RULES if rule.key == key)
    return type(rule)(**{**vars(rule), **values})


def test_what_can_never_run_is_found(full_places):
    """Each of these is a dead rule, cell or pattern, and the tests above would tell."""
    copied, soon = changed("Y-COPIED", least=1), changed("P-DEADLINE.soon", unit_kinds=("nobody",))
    assert not is_found(copied, broken(copied))
    assert not is_found(soon, broken(soon))

    regulation = changed("T2-REGULATION", unit_kinds=("government",))
    assert cells_that_never_matter(regulation, full_places) == list(regulation.cells)
    assert cells_that_never_matter(changed("T2-REGULATION"), full_places) == []

    for dead in ("(?!政)政务", "a(?<!a)", "(?=乙)政务", "政务^"):
        assert not can_match(re.compile(dead)), dead
    assert can_match(re.compile("(?<=行)政务(?=[公办])"))
