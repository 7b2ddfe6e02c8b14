"""Reports whose every identity is true, made at random from a number: of a quiet street up to a busy government."""

import random
import tomllib
from pathlib import Path

FORM = tomllib.loads((Path(__file__).resolve().parents[2] / "resources/forms/2021.toml").read_text(encoding="utf-8"))

Figures = dict[str, int]

_REQUESTS, _DISPUTES = FORM["grids"]["requests"]["blocks"][0], FORM["grids"]["disputes"]["blocks"][0]
ROWS = [row["id"] for row in _REQUESTS["rows"]]
OUTCOMES = [row for row in ROWS if row.startswith("outcome.") and row != "outcome.total"]
COLUMNS = [column["id"] for column in _REQUESTS["columns"] if column["id"] != "total"]
BLOCKS = ["reconsideration", "litigation_direct", "litigation_after"]
RESULTS = ["upheld", "overturned", "other_result", "pending"]
PROACTIVE = [
    f"proactive.{row['id']}.{column['id']}"
    for block in FORM["grids"]["proactive"]["blocks"]
    for row in block["rows"]
    for column in block["columns"]
]
CELLS = [
    *PROACTIVE,
    *(f"requests.{row}.{column}" for row in ROWS for column in [*COLUMNS, "total"]),
    *(f"disputes.{block}.{result}" for block in BLOCKS for result in [*RESULTS, "total"]),
]
"""All cells in the order of the form."""


def consistent(number: int) -> Figures:
    """All 200 figures by cell id, totals too; the same number gives the same report."""
    chance = random.Random(number)  # noqa: S311 - an example, no secret
    busy, most = chance.choice([0.1, 0.3, 0.8]), chance.choice([3, 40, 9000])

    def some() -> int:
        return chance.randint(1, most) if chance.random() < busy else 0

    figures: Figures = {cell: some() for cell in PROACTIVE}
    for column in COLUMNS:
        figures |= _column(column, {row: some() for row in OUTCOMES}, some(), some())
    for row in ROWS:
        figures[f"requests.{row}.total"] = sum(figures[f"requests.{row}.{column}"] for column in COLUMNS)
    for block in BLOCKS:
        figures |= {f"disputes.{block}.{result}": some() for result in RESULTS}
        figures[f"disputes.{block}.total"] = sum(figures[f"disputes.{block}.{result}"] for result in RESULTS)
    return {cell: figures[cell] for cell in CELLS}


def _column(column: str, outcomes: dict[str, int], end: int, start: int) -> Figures:
    """One applicant's column: what came in is what was closed and what is left."""
    closed = sum(outcomes.values())
    start = min(start, closed + end)
    rows = outcomes | {
        "outcome.total": closed,
        "pending_at_end": end,
        "pending_at_start": start,
        "received": closed + end - start,
    }
    return {f"requests.{row}.{column}": value for row, value in rows.items()}
