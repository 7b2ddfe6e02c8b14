"""Scores the words against the tables on labelled sentences: `python tests/scoring/narrative_score.py FILE [--list]`.

Each sentence is put into a report whose table has what the labels claim, and the rules W-* are run over it. A finding
there is a false alarm. Then the cells of one claim after the other are changed, so that neither the claim nor one of
its alternatives holds any more: the claim is found if a finding comes up that did not stand there before and names only
cells of the claim. Another finding that comes up is a false one.

    recall = claims found / claims          precision = claims found / (claims found + false findings)

The swap test exchanges the figures of two claims of a sentence in the table: what is noticed of these is the price of
the readings that a neighbouring figure may fit. Claims about the fee for information stand in no cell; they are found
if a sure statement says so. What is labelled `uncertain` is left out, and so is what is found of its cells.
"""

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, count
from pathlib import Path
from typing import Any

from disclosure_desk.checks import CheckContext
from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.prose import cells_of, read_statements, value_of
from disclosure_desk.checks.prose.reader import read_paragraph
from disclosure_desk.checks.rule import RuleContext
from disclosure_desk.checks.rule_loader import rules_of
from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import new_report

Case = dict[str, Any]
Table = dict[str, Figure]
TEXT = "overview.on_request"
_TERM = re.compile(r"[a-z_.]+|[-+/]")
UNIT_NAMES = {"street": "涿河区金牛山办事处", "town": "柳溪镇人民政府", "county": "涿河县人民政府"}
UNCLAIMED = 70_000
"""Cells that no label speaks of hold figures from here on, each another: a number that is read as theirs is told."""
STEP = 1_009
"""What a claim's cell is changed by, beside being doubled: 约 and 余 leave room."""


@dataclass
class Score:
    """What the rules found of a set of labelled sentences, and what they should have."""

    claims: int = 0
    found: int = 0
    wrong: int = 0
    sentences: int = 0
    alarmed: int = 0
    swaps: int = 0
    noticed: int = 0
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    characters: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.claims if self.claims else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0

    @property
    def alarm_share(self) -> float:
        """How many of the sentences without a claim gave an alarm."""
        return self.alarmed / self.sentences if self.sentences else 0.0

    @property
    def swap_recall(self) -> float:
        return self.noticed / self.swaps if self.swaps else 1.0


def cases(path: Path) -> list[Case]:
    """The labelled sentences of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(labelled: Sequence[Case]) -> Score:
    """How well the rules do on labelled sentences."""
    result = Score()
    form = load_form(EDITION)
    for case in labelled:
        started = time.process_time()
        read_statements(case["sentence"], case["year"])
        result.seconds += time.process_time() - started
        result.characters += len(case["sentence"])
        _Trial(form, case, result).run()
    return result


class _Trial:
    """One labelled sentence, tried on its agreeing table and on each changed one."""

    def __init__(self, form: Form, case: Case, result: Score) -> None:
        self.form, self.case, self.result = form, case, result
        self.sure = [claim for claim in case["claims"] if not claim.get("uncertain")]
        self.doubtful = {
            cell for claim in case["claims"] if claim.get("uncertain") for cell in self._cells(_quantities(claim))
        }
        self.rules = [rule for rule in rules_of(form) if rule.id.startswith("W-")]
        self.counted = [claim for claim in self.sure if not _is_fee(claim)]

    def run(self) -> None:
        self._fees()
        table = agreeing(self.form, [*self.counted, *(one for one in self.case["claims"] if one.get("uncertain"))])
        before = self._findings(table)
        alarms = [each for each in before.values() if not self._names_doubtful(each)]
        self._blame(alarms, "alarm")
        if not self.case["claims"]:
            self.result.sentences += 1
            self.result.alarmed += bool(alarms)
        for claim in self.counted:
            self._change(claim, table, before)
        self._swap(table, before)

    def _fees(self) -> None:
        """Claims about the fee for information, which no cell holds: a sure statement has to say so."""
        fees = [claim for claim in self.sure if _is_fee(claim)]
        stated = [each for each in read_statements(self.case["sentence"], self.case["year"]) if not each.uncertain]
        for claim in fees:
            readings = {(quantity, Decimal(str(claim["value"]))) for quantity in _quantities(claim)}
            self._count(claim, any(readings & set(each.readings) for each in stated))
        known = {quantity for claim in self.case["claims"] for quantity in _quantities(claim)}
        for each in stated:
            if each.quantity.startswith("information_fee") and known.isdisjoint(name for name, _ in each.readings):
                self.result.wrong += 1
                told = f"{self.case['id']} alarm {each.quantity} = {each.value}: {self.case['sentence']}"
                self.result.faults.append(told)

    def _change(self, claim: Case, table: Table, before: Mapping[str, Finding]) -> None:
        changed = broken(self.form, claim, table)
        after = self._findings(changed)
        fresh = [finding for key, finding in after.items() if key not in before]
        own = set(self._cells(_quantities(claim)))
        is_share = claim.get("kind") == "percent"
        self._count(claim, any(_names_only(one, own) and (one.rule == "W-SUM" or not is_share) for one in fresh))
        touched = {cell for cell, value in changed.items() if value != table[cell]}
        others = [cells for each in self.counted if (cells := set(self._cells(_quantities(each)))) & touched]
        # A share moves with its part, whether or not the labels tell each percentage.
        strange = [
            one
            for one in fresh
            if one.rule != "W-SUM"
            and not self._names_doubtful(one)
            and not any(_names_only(one, each) for each in others)
        ]
        self._blame(strange, f"with {claim['cell']} changed")

    def _swap(self, table: Table, before: Mapping[str, Finding]) -> None:
        single = [
            claim for claim in self.counted if claim["cell"] in self.form.cells and claim.get("kind") != "percent"
        ]
        for one, other in combinations({claim["cell"]: claim for claim in single}, 2):
            if table[one] == table[other]:
                continue
            after = self._findings(table | {one: table[other], other: table[one]})
            self.result.swaps += 1
            noticed = any(key not in before for key in after)
            self.result.noticed += noticed
            if not noticed:
                self.result.faults.append(f"{self.case['id']} swapped {one} {other}: {self.case['sentence']}")

    def _count(self, claim: Case, found: object) -> None:
        self.result.claims += 1
        self.result.found += bool(found)
        if not found:
            told = f"{self.case['id']} missed {claim['cell']} = {claim['value']}: {self.case['sentence']}"
            self.result.faults.append(told)

    def _blame(self, findings: Iterable[Finding], when: str) -> None:
        for finding in findings:
            self.result.wrong += 1
            named = " ".join(finding.cells[1:])
            self.result.faults.append(f"{self.case['id']} {when}: {finding.rule} {named} {finding.message}")

    def _findings(self, table: Table) -> dict[str, Finding]:
        """What W-* find of the sentence over a table, by what stays the same when another figure changes."""
        name = UNIT_NAMES.get(self.case.get("unit", ""), UNIT_NAMES["street"])
        report = new_report(self.form, name, self.case["year"], {TEXT: self.case["sentence"], **table}, [])
        context = RuleContext(report, CheckContext(), self.rules)
        found = [finding for rule in self.rules for finding in rule.check(context)]
        return {f"{one.rule} {one.cells} {[(mark.start, mark.end) for mark in one.marks]}": one for one in found}

    def _names_doubtful(self, finding: Finding) -> bool:
        return not self.doubtful.isdisjoint(finding.cells)

    def _cells(self, quantities: Iterable[str]) -> Iterator[str]:
        for quantity in quantities:
            yield from cells_named(self.form, quantity)


def _names_only(finding: Finding, cells: set[str]) -> bool:
    named = set(finding.cells) - {TEXT}
    return bool(named) and named <= cells


def _quantities(claim: Case) -> tuple[str, ...]:
    return (claim["cell"], *claim.get("alternatives", ()))


def _is_fee(claim: Case) -> bool:
    return claim["cell"].startswith("information_fee")


def terms_of(quantity: str) -> list[tuple[int, str]]:
    """The names a quantity combines, each with its sign; a ratio's as well."""
    found, sign = [], 1
    for part in _TERM.findall(quantity):
        if part in "+-/":
            sign = -1 if part == "-" else 1
        else:
            found.append((sign, part))
    return found


def cells_named(form: Form, quantity: str) -> list[str]:
    """All cells that a quantity is made of."""
    return [cell for _, name in terms_of(quantity) for cell in cells_of(name, tuple(form.cells))]


def agreeing(form: Form, claims: Sequence[Case]) -> Table:
    """A table that has what the claims say: single cells first, then groups laid out over the cells left."""
    table: Table = {}
    ordered = sorted(
        claims,
        key=lambda claim: (
            claim.get("uncertain", False),
            claim.get("kind") == "percent",
            len(cells_named(form, claim["cell"])),
        ),
    )
    for claim in ordered:
        if claim.get("kind") == "percent":
            _lay_out_share(form, claim, table)
        else:
            _lay_out(form, claim["cell"], Decimal(str(claim["value"])), table)
    for cell, value in zip((cell for cell in form.cells if cell not in table), count(UNCLAIMED, 7), strict=False):
        table[cell] = value
    return table


def _lay_out(form: Form, quantity: str, value: Decimal, table: Table) -> None:
    cells = [(sign, cell) for sign, name in terms_of(quantity) for cell in cells_of(name, tuple(form.cells))]
    free = [(sign, cell) for sign, cell in cells if cell not in table]
    rest = value - sum((Decimal(sign * table[cell]) for sign, cell in cells if cell in table), Decimal(0))
    # A part of each free cell: whoever takes one cell for the whole group is told.
    for place, (sign, cell) in enumerate(free):
        last = place + 1 == len(free)
        share = rest if last else (rest // 2 if rest > 0 else Decimal(0))
        table[cell] = figure(max(share * sign, Decimal(0)))
        rest -= share


def _lay_out_share(form: Form, claim: Case, table: Table) -> None:
    top, _, bottom = claim["cell"].partition("/")
    percent = Decimal(str(claim["value"]))
    over = cells_named(form, top)
    if all(cell in table for cell in over) and not set(cells_named(form, bottom)) <= table.keys() and percent:
        whole = round(Decimal(value_of(top, table) or 0) * 100 / percent)
        _lay_out(form, bottom, Decimal(whole), table)
    elif not all(cell in table for cell in over):
        whole = Decimal(table.setdefault(cells_named(form, bottom)[0], 10_000))
        _lay_out(form, top, Decimal(round(whole * percent / 100)), table)


def broken(form: Form, claim: Case, table: Table) -> Table:
    """The table changed so that neither the claim nor an alternative holds."""
    changed = dict(table)
    value, is_share = Decimal(str(claim["value"])), claim.get("kind") == "percent"
    decimals = max(-int(value.as_tuple().exponent), 0) if is_share else None
    for quantity in _quantities(claim):
        for step in range(1, 9):
            if value_of(quantity, changed, decimals) != value:
                break
            cell = cells_named(form, quantity)[0]
            changed[cell] = figure(Decimal(changed[cell]) * 2 + STEP * step)
    return changed


def main(arguments: Sequence[str]) -> int:
    """Print the figures of a file, and with --list every fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--list", action="store_true", help="print every fault")
    options = parser.parse_args(arguments)
    read_statements("", 2025)
    for path in options.files:
        read_paragraph.cache_clear()
        result = score(cases(path))
        for fault in result.faults if options.list else ():
            print(fault)  # noqa: T201
        milliseconds = result.seconds * 1_000_000 / max(result.characters, 1)
        print(  # noqa: T201
            f"{path.name}: recall {result.found}/{result.claims} = {result.recall:.2%}, "
            f"precision {result.found}/{result.found + result.wrong} = {result.precision:.2%}, "
            f"alarms in sentences without claims {result.alarmed}/{result.sentences}, "
            f"swaps noticed {result.noticed}/{result.swaps} = {result.swap_recall:.2%}, "
            f"{milliseconds:.2f} ms per 1,000 characters"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
