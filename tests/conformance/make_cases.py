"""Makes the generated part of the conformance set: `python tests/conformance/make_cases.py`.

What is expected is worked out by identities.py, which knows nothing of the program.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path

from consistent_reports import consistent
from identities import Figures, broken

SET = Path(__file__).resolve().parents[1] / "data" / "conformance"
BASES, CHANGES, HALF_FILLED = 30, 40, 8


def changed(figures: Figures, chance: random.Random) -> dict[str, int | None]:
    """A figure or two, put wrong as a clerk would."""
    cells = list(figures)
    cell = chance.choice(cells)
    value, other = figures[cell] or 0, chance.choice(cells)
    ways: list[dict[str, int | None]] = [
        {cell: value + 1},
        {cell: value - 1},
        {cell: value * 10 or 10},
        {cell: int(str(value)[::-1]) + 1},
        {cell: None},
        {cell: figures[other], other: value},
        {cell: value + 1, other: (figures[other] or 0) + 1},
        {cell: None, other: None},
    ]
    return chance.choice(ways)


def half_filled(figures: Figures, chance: random.Random) -> dict[str, int | None]:
    """A report that is being filled: many cells blank, and a figure or none put wrong."""
    blank: dict[str, int | None] = dict.fromkeys(chance.sample(list(figures), chance.choice((2, 8, 30))))
    keyed = [cell for cell in figures if cell not in blank]
    totals = [cell for cell in keyed if ".total" in cell or "received" in cell]
    wrong = chance.choice(totals + keyed)
    return blank | chance.choice([{}, {wrong: (figures[wrong] or 0) // 10}, {wrong: (figures[wrong] or 0) * 10 + 1}])


def cases() -> Iterator[dict[str, object]]:
    """Each base as it is, and with its changes."""
    for number in range(BASES):
        base, chance = consistent(number), random.Random(f"case {number}")  # noqa: S311 - an example, no secret
        yield {"id": f"g{number:02}-base", "base": number, "values": {}, "expected": broken(base)}
        for step in range(CHANGES):
            values = changed(base, chance)
            yield {
                "id": f"g{number:02}-{step:02}",
                "base": number,
                "values": values,
                "expected": broken({**base, **values}),
            }
        for step in range(HALF_FILLED):
            values = half_filled(base, chance)
            expected = broken({**base, **values})
            yield {"id": f"g{number:02}-h{step}", "base": number, "values": values, "expected": expected}


def _not_zero(figures: Figures) -> dict[str, int | None]:
    return {cell: value for cell, value in figures.items() if value}


def main() -> None:
    """Write the bases and the cases, a JSON object a line."""
    bases = [json.dumps({"base": number, "values": _not_zero(consistent(number))}) for number in range(BASES)]
    lines = [json.dumps(case) for case in cases()]
    (SET / "bases.jsonl").write_text("\n".join(bases) + "\n", encoding="utf-8")
    (SET / "generated.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
