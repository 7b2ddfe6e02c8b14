"""The identities of the form written out plainly, apart from the program: what a report of figures breaks."""

from collections.abc import Iterator, Mapping

from consistent_reports import BLOCKS, COLUMNS, OUTCOMES, RESULTS, ROWS

Figures = Mapping[str, int | None]
Broken = tuple[str, str, str]
"""A rule, its severity and the first cell it speaks of."""


def broken(figures: Figures) -> list[Broken]:
    """Every identity that does not hold; one with a blank in it is undecided, a blank total is its sum."""
    found = [("NUM-WHOLE", "error", cell) for cell, value in figures.items() if value is not None and value < 0]
    found += [("NUM-BLANK", "error", cells[0]) for cells in _blanks(figures) if cells]
    for column in [*COLUMNS, "total"]:
        here = {row: _requests(figures, row, column) for row in ROWS}
        known = [here[row] for row in ("received", "pending_at_start", "outcome.total", "pending_at_end")]
        if None not in known and known[0] + known[1] != known[2] + known[3]:
            found.append(("T3-BALANCE", "error", f"requests.received.{column}"))
        keyed = figures[f"requests.outcome.total.{column}"]
        if _differs(keyed, [here[row] for row in OUTCOMES]):
            found.append(("T3-OUTCOME-TOTAL", "error", f"requests.outcome.total.{column}"))
    for row in ROWS:
        keyed = figures[f"requests.{row}.total"]
        if _differs(keyed, [_requests(figures, row, column) for column in COLUMNS]):
            found.append(("T3-ROW-TOTAL", "error", f"requests.{row}.total"))
    for block in BLOCKS:
        if _differs(figures[f"disputes.{block}.total"], [figures[f"disputes.{block}.{one}"] for one in RESULTS]):
            found.append(("T4-TOTAL", "error", f"disputes.{block}.total"))
    return sorted(found)


def _requests(figures: Figures, row: str, column: str) -> int | None:
    """What is printed in a cell of table three: as keyed, or the sum where a total is left blank."""
    keyed = figures[f"requests.{row}.{column}"]
    if keyed is not None:
        return keyed
    if column == "total":
        return _sum([_requests(figures, row, one) for one in COLUMNS])
    return _sum([figures[f"requests.{one}.{column}"] for one in OUTCOMES]) if row == "outcome.total" else None


def _sum(values: list[int | None]) -> int | None:
    return None if None in values else sum(values)


def _differs(keyed: int | None, parts: list[int | None]) -> bool:
    return keyed is not None and None not in parts and keyed != sum(parts)


def _blanks(figures: Figures) -> Iterator[list[str]]:
    """Of each table the blank cells that are no sums."""
    for grid in ("proactive", "requests", "disputes"):
        yield [
            cell
            for cell, value in figures.items()
            if value is None and cell.startswith(grid) and not cell.endswith(".total") and ".outcome.total." not in cell
        ]
