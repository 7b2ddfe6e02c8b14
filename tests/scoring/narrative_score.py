"""Scores the reader of statements on labelled sentences: `python tests/scoring/narrative_score.py FILE [--list]`.

A claim is found if a statement that is not uncertain names its cell with its value, or one of the alternatives; a
reported statement is right if it does so, and left out if what it names is an uncertain claim. Statements of trend are
no claims about cells.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from disclosure_desk.checks.prose import Statement, read_statements
from disclosure_desk.checks.prose.reader import read_paragraph

Case = dict[str, Any]


@dataclass
class Score:
    """What the reader found in a set of labelled sentences, and what it should have."""

    claims: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0
    faults: list[str] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    seconds: float = 0.0
    characters: int = 0

    @property
    def recall(self) -> float:
        return self.found / self.claims if self.claims else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.reported if self.reported else 1.0


def cases(path: Path) -> list[Case]:
    """The labelled sentences of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(labelled: Sequence[Case]) -> Score:
    """How well the reader does on labelled sentences."""
    result = Score()
    for case in labelled:
        sentence = case["sentence"]
        started = time.perf_counter()
        stated = [each for each in read_statements(sentence, case["year"], case.get("unit", "")) if _of_cells(each)]
        result.seconds += time.perf_counter() - started
        result.characters += len(sentence)
        _compare(case, [each for each in stated if not each.uncertain], result)
    return result


def _of_cells(statement: Statement) -> bool:
    return not statement.kind.startswith("trend")


def _compare(case: Case, stated: Sequence[Statement], result: Score) -> None:
    claims = case["claims"]
    for claim in claims:
        if claim.get("uncertain"):
            continue
        result.claims += 1
        if any(_agrees(claim, statement) for statement in stated):
            result.found += 1
        else:
            result.faults.append(f"{case['id']} missed {claim['cell']} = {claim['value']}: {case['sentence']}")
    for statement in stated:
        named = [claim for claim in claims if _agrees(claim, statement)]
        if named and all(claim.get("uncertain") for claim in named):
            continue
        result.reported += 1
        if named:
            result.right += 1
            continue
        line = f"{case['id']} reported {statement.quantity} = {statement.value}: {case['sentence']}"
        (result.faults if claims else result.alarms).append(line)


def _agrees(claim: Case, statement: Statement) -> bool:
    return any(reading in statement.readings for reading in _readings(claim))


def _readings(claim: Case) -> Iterator[tuple[str, Decimal]]:
    value = Decimal(str(claim["value"]))
    for cell in (claim["cell"], *claim.get("alternatives", ())):
        yield cell, value


def main(arguments: Sequence[str]) -> int:
    """Print the figures of a file, and with --list every fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--list", action="store_true", help="print every fault")
    parser.add_argument("--parity", type=int, choices=(0, 1), help="only sentences whose number is even or odd")
    options = parser.parse_args(arguments)
    labelled = cases(options.file)
    if options.parity is not None:
        labelled = [case for case in labelled if int(case["id"].lstrip("dmops")) % 2 == options.parity]
    read_statements("", 2025)
    read_paragraph.cache_clear()
    result = score(labelled)
    for alarm in result.alarms:
        print(f"FALSE ALARM {alarm}")  # noqa: T201
    for fault in result.faults if options.list else ():
        print(fault)  # noqa: T201
    milliseconds = result.seconds * 1_000_000 / max(result.characters, 1)
    print(f"recall {result.found}/{result.claims} = {result.recall:.2%}")  # noqa: T201
    print(f"precision {result.right}/{result.reported} = {result.precision:.2%}")  # noqa: T201
    print(f"false alarms in negative sentences: {len(result.alarms)}")  # noqa: T201
    print(f"{milliseconds:.2f} ms per 1,000 characters")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
