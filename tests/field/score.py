"""Scores the readers on the corpus: `python tests/field/score.py [--batch NAME] [--list] [--write FOLDER] [WORD ...]`.

A cell is right if it holds what the file says; it is marked if the reading calls it unsure. Wrong without a mark, and
blank without a word though the file has a figure, are what must never be. WORD chooses the files whose name has it.
"""

import argparse
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from case import Case
from corpus import BATCHES, corpus
from truth import FORM

from disclosure_desk.readers import ReadError, Reading, read_content

COUNTED = (
    "right",
    "right, marked",
    "wrong, marked",
    "blank, told",
    "WRONG UNMARKED",
    "BLANK UNTOLD",
    "texts",
    "faults",
)


class Score(NamedTuple):
    """What a reading made of a file: its cells by class, texts in place, and every fault in words."""

    name: str
    counts: Counter
    faults: tuple[str, ...]
    seconds: float


def scored(case: Case) -> Score:
    """The score of one file."""
    start = time.perf_counter()
    try:
        reading = read_content(FORM, case.content, case.ending)
    except ReadError as error:
        faults = [*_faults_of_refusal(case, str(error))]
        return Score(case.name, Counter({"faults": len(faults)}), tuple(faults), time.perf_counter() - start)
    except Exception as error:  # noqa: BLE001 - whatever breaks is a fault of its file
        return Score(case.name, Counter({"faults": 1}), (f"broke: {error!r}",), time.perf_counter() - start)
    seconds = time.perf_counter() - start
    if case.truth is None:
        held = sum(value is not None for value in reading.report.cells.values())
        fault = (
            () if case.is_earlier and not held and reading.report.notes else (f"read with {held} figures, not refused",)
        )
        return Score(case.name, Counter({"faults": len(fault)}), fault, seconds)
    counts: Counter = Counter()
    faults = [*_cells(case, reading, counts), *_texts(case, reading, counts), *_header(case, reading)]
    faults += [*_told(case, reading)]
    counts["faults"] = len(faults)
    counts["remarks"] = len(reading.remarks)
    return Score(case.name, counts, tuple(faults), seconds)


def _faults_of_refusal(case: Case, message: str) -> Iterator[str]:
    if case.truth is not None:
        yield f"refused: {message}"
    if not message.endswith("。") or message.count("。") != 1 or re.search(r"[A-Za-z]{12,}", message):
        yield f"not one plain sentence: {message}"


def _cells(case: Case, reading: Reading, counts: Counter) -> Iterator[str]:
    assert case.truth is not None
    for cell, value in reading.report.cells.items():
        said = case.truth.cells.get(cell)
        is_marked = cell in reading.unsure
        found = _class(said, None if value is None else str(value), case, cell, reading)
        if found == "blank" and said is not None:
            found = "blank, told" if is_marked or _is_listed(cell, said, reading) else "BLANK UNTOLD"
        counts[found] += 1
        if found in {"WRONG UNMARKED", "BLANK UNTOLD", "UNTOLD"}:
            yield f"{found}: {cell} is {value}, the file says {said}"
        elif found in {"wrong, marked", "blank, told"}:
            yield f"({found}: {cell} is {value}, the file says {said})"


def _class(said: str | None, read: str | None, case: Case, cell: str, reading: Reading) -> str:
    is_marked = cell in reading.unsure
    if cell in case.vague:
        printed = case.printed.get(cell, "?")
        is_told = is_marked or (read is None and (not printed or _is_listed(cell, printed, reading)))
        return "blank, well" if is_told else "UNTOLD"
    if read is None:
        return "blank" if said is not None else "blank, well"
    if said is not None and Decimal(read) == Decimal(said):
        if cell in case.must and not is_marked:
            return "UNTOLD"
        return "right, marked" if is_marked else "right"
    return "wrong, marked" if is_marked else "WRONG UNMARKED"


def _is_listed(cell: str, said: str, reading: Reading) -> bool:
    """Whether a remark speaks of a cell that stayed blank: of its place, its row, or a line that has its figure."""
    for note in reading.report.notes:
        if note.place and (cell == note.place or cell.startswith(f"{note.place}.")):
            return True
        if note.kind == "unplaced" and re.search(rf"(?<![\d.]){re.escape(said)}(?![\d.])", note.text):
            return True
    return any(origin.text for origin in reading.others.get(cell, ()))


def key(text: str) -> str:
    """A text without what differs between formats: blanks, breaks, width."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _texts(case: Case, reading: Reading, counts: Counter) -> Iterator[str]:
    assert case.truth is not None
    texts = {place: key(text) for place, text in reading.report.texts.items()}
    for place, said in case.truth.texts.items():
        section = place.split(".")[0]
        is_loose = case.is_loose and section == "overview"
        there = (
            "".join(text for other, text in texts.items() if other.split(".")[0] == section)
            if is_loose
            else texts[place]
        )
        if all(key(part) in there for part in said.split("\n")):
            counts["texts"] += 1
        else:
            counts["texts lost"] += 1
            yield f"text: {place} is {there[:40]!r}…{there[-20:]!r}, the file says {said[:30]!r}"
        strange = [other for other, text in texts.items() if other.split(".")[0] != section and key(said[:14]) in text]
        if strange:
            yield f"text: {place} stands in {strange}, too"


def _header(case: Case, reading: Reading) -> Iterator[str]:
    assert case.truth is not None
    if reading.report.year != case.truth.year:
        yield f"year: {reading.report.year}, the file says {case.truth.year}"
    if case.needs_unit and key(reading.report.unit) != case.truth.unit:
        yield f"unit: {reading.report.unit!r}, the file says {case.truth.unit!r}"


def _told(case: Case, reading: Reading) -> Iterator[str]:
    """What the reading should have said of tables that are missing."""
    for section in sorted(case.told):
        names = (section, FORM.section(section).name, FORM.grids[section].name)
        if not any(
            "缺" in note.text and any(name in note.place + note.text for name in names) for note in reading.report.notes
        ):
            yield f"missing table not told: {section}; remarks: {[note.text[:30] for note in reading.report.notes][:4]}"


def hard_faults(score: Score) -> list[str]:
    """The faults of a score that are none of the tolerated ones, which stand in brackets."""
    return [fault for fault in score.faults if not fault.startswith("(")]


def table(scores: Sequence[Score]) -> Iterator[str]:
    """The scores as lines."""
    yield f"{'file':42}" + "".join(f"{name:>15}" for name in COUNTED) + f"{'ms':>8}"
    for score in scores:
        yield (
            f"{score.name:42}"
            + "".join(f"{score.counts[name]:>15}" for name in COUNTED)
            + f"{score.seconds * 1000:8.0f}"
        )
    total = sum((score.counts for score in scores), Counter())
    yield f"{len(scores)} files".ljust(42) + "".join(f"{total[name]:>15}" for name in COUNTED)
    sound = sum(not hard_faults(one) for one in scores)
    yield f"figures right: {share_right(scores):.2%}; files without a hard fault: {sound}"


def share_right(scores: Sequence[Score]) -> float:
    """The share of the files' figures that were read right, marked or not."""
    total = sum((score.counts for score in scores), Counter())
    names = ("right", "right, marked", "wrong, marked", "blank, told", "WRONG UNMARKED", "BLANK UNTOLD")
    return (total["right"] + total["right, marked"]) / max(1, sum(total[name] for name in names))


def main() -> int:
    """Score, print the table and the faults; 1 if there is a hard one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--batch", choices=tuple(BATCHES), default="", help="only the files of this batch")
    parser.add_argument("--list", action="store_true", help="every fault, not only the first ones of a file")
    parser.add_argument("--write", type=Path, help="write the files there, and score nothing")
    told = parser.parse_args()
    cases = [case for case in corpus(told.batch) if not told.words or any(word in case.name for word in told.words)]
    if told.write:
        told.write.mkdir(parents=True, exist_ok=True)
        for case in cases:
            (told.write / f"{case.name}{case.ending}").write_bytes(case.content)
        return 0
    scores = [scored(case) for case in cases]
    sys.stdout.write("\n".join(table(scores)) + "\n")
    for score in scores:
        shown = score.faults if told.list else score.faults[:4]
        sys.stdout.write("".join(f"{score.name}: {fault}\n" for fault in shown))
    return int(any(hard_faults(score) for score in scores))


if __name__ == "__main__":
    sys.exit(main())
