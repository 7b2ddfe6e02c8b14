"""Reads the rules of a form from resources/forms/ and refuses a wrong file by naming file and key.

To add a rule of a kind there is: one [[rules]] table in a file that the form's `rule_files` names, with its `example`
and the smallest change that `breaks` it; the tests try both. Its id goes to tests/data/form/rules.txt; if the clerk may
explain its findings (a warning, or `override`), [explained] of the form file says in plain words what of.

To add a kind of rule: one class in a module of `kinds`, and a rule that uses it. (A new module has to be imported in
kinds/__init__.py.) The fields that the class declares are the keys that the rule must have:

    @rule_kind("jump")
    class Jump(RuleKind):
        cells: CellIds
        share: Decimal

        def check(self, context: RuleContext) -> Iterator[Finding]: ...

    [[rules]]
    id = "Y-JUMP"
    kind = "jump"
    severity = "warning"
    cells = ["requests.received.total"]
    share = 0.5
    message = "{place}填的是 {stands}，去年是 {before}。"
    basis = "…"
    example = { … }
    breaks = { … }
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import get_args

from disclosure_desk.checks.finding import Severity
from disclosure_desk.checks.rule import RuleKind
from disclosure_desk.checks.rule_fields import RuleEntry
from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import UNIT, YEAR
from disclosure_desk.core.resources import resource
from disclosure_desk.core.toml_table import FormError, StrictTable, load_table

BLANK = "blank"
"""What an example writes for an empty cell: TOML has no null."""
PREVIOUS, GIVEN = "previous.", "given."
"""What an example writes before a place of last year's report, and before a name of the check's context."""


@lru_cache(maxsize=8)
def rules_of(form: Form) -> tuple[RuleKind, ...]:
    """The rules of a form in the order of its rule files, read once; raises FormError."""
    rules = tuple(rule for name in form.rule_files for rule in read_rules(form, load_table(resource("forms", name))))
    keys, ids = [rule.key for rule in rules], {rule.id for rule in rules}
    wrong = [f"rules：编号重复：{key}" for key in dict.fromkeys(keys) if keys.count(key) > 1]
    wrong += [f"explained.{one}：没有这个项目名" for one in form.explained if one not in ids]
    if wrong:
        raise FormError(f"{form.id}.toml：{wrong[0]}")
    return rules


def read_rules(form: Form, file: StrictTable) -> Iterator[RuleKind]:
    """Every rule of a file that holds nothing but rules; raises FormError that names the key."""
    for table in file.tables("rules"):
        yield _read_rule(RuleEntry(table, form))
    file.done()


def _read_rule(entry: RuleEntry) -> RuleKind:
    from disclosure_desk.checks.kinds import KINDS  # noqa: PLC0415 - they take 40 ms, which a list of reports needs not

    table = entry.table
    rule_id, name, severity = table.take("id", str), table.take("kind", str), table.take("severity", str)
    kind = KINDS.get(name)
    if kind is None:
        table.refuse("kind", f"没有这种规则：{name}")
    if severity not in get_args(Severity):
        table.refuse("severity", f"没有这个级别：{severity}")
    for key, read in kind.fields.items():
        entry.fields[key] = read(entry, key)
    rule = kind(
        id=rule_id,
        severity=severity,
        message=table.take("message", str),
        basis=table.take("basis", str),
        example=_values(entry, "example"),
        breaks=_values(entry, "breaks"),
        part=table.take("part", str, ""),
        override=table.take("override", bool, default=False),
        reasons=table.words("reasons", optional=True),
        sources=table.words("sources", optional=True),
        follows=table.words("follows", optional=True),
        **entry.fields,
    )
    table.done()
    return rule


def _values(entry: RuleEntry, key: str) -> Mapping[str, Figure | str | None]:
    """An example's places and what stands there; cell patterns become cells, later ones go over earlier ones."""
    values: dict[str, Figure | str | None] = {}
    for written, value in entry.table.take(key, dict).items():
        when = PREVIOUS if written.startswith(PREVIOUS) else ""
        pattern = written.removeprefix(when)
        if pattern in entry.form.texts or pattern in {UNIT, YEAR} or pattern.startswith(GIVEN):
            values[written] = int(value) if pattern == YEAR else str(value)
            continue
        stands = None if value == BLANK else _figure(entry, f"{key}.{written}", value)
        values.update({when + cell: stands for cell in entry.cells_like(f"{key}.{written}", pattern)})
    return values


def _figure(entry: RuleEntry, key: str, value: object) -> Figure:
    """A figure; one with decimals is written as a text, so that no reader of the file makes it inexact."""
    try:
        return figure(Decimal(str(value)))
    except InvalidOperation:
        entry.table.refuse(key, f"应当是数字：{value!r}")
