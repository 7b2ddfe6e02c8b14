"""The identities of the form written out plainly, apart from the program: what a report of figures breaks."""

from collections.abc import Iterator, Mapping

from consistent_reports import BLOCKS, COLUMNS, OUTCOMES, RESULTS, ROWS

Figures = Mapping[str, int | None]
Broken = tuple[str, str, str]
"""A rule, its severity and the first cell it speaks of."""


def broken(figures: Figures) -> list[Broken]:
    """Every identity that does not hold; a blank total is its sum.

    One with a blank in it is undecided, but for parts that are already more than their total: no blank makes them less.
    """
    found = [("NUM-WHOLE", "error", cell) for cell, value in figures.items() if value is not None and value < 0]
    found += [("NUM-BLANK", "error", cells[0]) for cells in _blanks(figures) if cells]
    for column in [*COLUMNS, "total"]:
        here = {row: _requests(figures, row, column) for row in ROWS}
        least = {row: _least(figures, row, column) for row in ROWS}
        came, went = ("received", "pending_at_start"), ("outcome.total", "pending_at_end")
        came_in, went_out = (_sum([here[row] for row in side]) for side in (came, went))
        if _differs(came_in, went_out, sum(least[row] for row in went)) or (
            came_in is None and _differs(went_out, came_in, sum(least[row] for row in came))
        ):
            found.append(("T3-BALANCE", "error", f"requests.received.{column}"))
        if _differs(here["outcome.total"], _sum([here[row] for row in OUTCOMES]), sum(least[row] for row in OUTCOMES)):
            found.append(("T3-OUTCOME-TOTAL", "error", f"requests.outcome.total.{column}"))
    for row in ROWS:
        parts = [_requests(figures, row, column) for column in COLUMNS]
        least_of_parts = sum(_least(figures, row, column) for column in COLUMNS)
        if _differs(_requests(figures, row, "total"), _sum(parts), least_of_parts):
            found.append(("T3-ROW-TOTAL", "error", f"requests.{row}.total"))
    for block in BLOCKS:
        parts = [figures[f"disputes.{block}.{one}"] for one in RESULTS]
        if _differs(figures[f"disputes.{block}.total"], _sum(parts), sum(one or 0 for one in parts)):
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


def _least(figures: Figures, row: str, column: str) -> int:
    """What a cell of table three has at least: what is printed, or of a blank total what its filled parts add up to."""
    printed = _requests(figures, row, column)
    if printed is not None:
        return printed
    if column == "total":
        return sum(_least(figures, row, one) for one in COLUMNS)
    return sum(figures[f"requests.{one}.{column}"] or 0 for one in OUTCOMES) if row == "outcome.total" else 0


def _differs(whole: int | None, parts: int | None, least: int) -> bool:
    """Whether a known whole is not the sum of its parts, or less than those of them that are known."""
    return whole is not None and (whole < least if parts is None else whole != parts)


def _blanks(figures: Figures) -> Iterator[list[str]]:
    """Of each table the blank cells that are no sums."""
    for grid in ("proactive", "requests", "disputes"):
        yield [
            cell
            for cell, value in figures.items()
            if value is None and cell.startswith(grid) and not cell.endswith(".total") and ".outcome.total." not in cell
        ]
