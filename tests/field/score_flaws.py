"""Scores the readers on reports with one structural flaw each: `tests/field/score_flaws.py [--files N] [--from N]`.

Wrong without a mark is what must never be; of the untouched figures nearly all must be right, marked or not.
"""

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from flaws import Flaw, flaw
from truth import FORM

from disclosure_desk.readers import ReadError, Reading, read_content


class FlawScore(NamedTuple):
    """What a reading made of a file: the untouched figures by class, and what must never be in words."""

    flaw: Flaw
    untouched: Counter
    faults: tuple[str, ...]


def scored(one: Flaw) -> FlawScore:
    """The score of one file."""
    try:
        reading = read_content(FORM, one.content, one.ending)
    except ReadError as error:
        return FlawScore(one, Counter(refused=len(one.truth.cells) - len(one.touched)), (f"refused: {error}",))
    classes = {cell: _class(one, cell, reading) for cell in one.truth.cells}
    untouched = Counter(found for cell, found in classes.items() if cell not in one.touched)
    faults = [
        f"{found}: {cell} is {reading.report.cells[cell]}, the file says {one.truth.cells[cell]}"
        for cell, found in classes.items()
        if found.isupper()
    ]
    return FlawScore(one, untouched, tuple(faults))


def _class(one: Flaw, cell: str, reading: Reading) -> str:
    said = None if cell in one.gone else one.truth.cells[cell]
    read = reading.report.cells[cell]
    is_marked = cell in reading.unsure
    if read is None:
        is_told = said is None or is_marked or cell in reading.others or _is_listed(cell, said, reading)
        return "blank" if is_told else "BLANK UNTOLD"
    if said is not None and Decimal(str(read)) == Decimal(said):
        return "right, marked" if is_marked else "right"
    return "wrong, marked" if is_marked else "WRONG UNMARKED"


def _is_listed(cell: str, said: str, reading: Reading) -> bool:
    said = f"{Decimal(said).normalize():f}"  # a workbook has 130.8 where the truth has 130.80
    return any(
        (note.place and cell.startswith(note.place))
        or (note.kind == "unplaced" and re.search(rf"(?<![\d.]){re.escape(said)}0*(?![\d.])", note.text))
        or (note.kind == "label" and "没有找到" in note.text)
        for note in reading.report.notes
    )


def share_right(scores: list[FlawScore]) -> float:
    """The share of the untouched figures that were read right."""
    total = sum((score.untouched for score in scores), Counter())
    return (total["right"] + total["right, marked"]) / max(1, total.total())


def report(scores: list[FlawScore]) -> Iterator[str]:
    """The scores as lines, a line for each kind of flaw."""
    kinds: dict[str, list[FlawScore]] = defaultdict(list)
    for score in scores:
        kinds[score.flaw.name.split(":")[0]].append(score)
        kinds[f"= {' '.join(score.flaw.name.split(':')[0].split()[1:])}"].append(score)
    for kind, some in sorted(kinds.items()):
        yield f"{kind:45}{len(some):6} files {share_right(some):8.2%} {sum(bool(one.faults) for one in some):5} faulty"
    total = sum((score.untouched for score in scores), Counter())
    yield f"{len(scores)} files, untouched figures: {dict(total)}"
    yield f"right: {share_right(scores):.2%}, files with a fault: {sum(bool(score.faults) for score in scores)}"


def main() -> int:
    """Score and print; 1 if anything is as it must never be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--list", action="store_true", help="each file that is not wholly right")
    told = parser.parse_args()
    scores = [scored(flaw(number)) for number in range(told.first, told.first + told.files)]
    for score in scores:
        if score.faults or (told.list and share_right([score]) < 1):
            first = "; ".join(score.faults[:2])
            sys.stdout.write(f"{score.flaw.number} {score.flaw.name} {share_right([score]):.1%} {first}\n")
    sys.stdout.write("\n".join(report(scores)) + "\n")
    return int(any(score.faults for score in scores))


if __name__ == "__main__":
    sys.exit(main())
