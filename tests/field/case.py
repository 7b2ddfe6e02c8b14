"""One file of the corpus with what a reader must make of it."""

from collections.abc import Mapping
from typing import NamedTuple

from paper import Plan
from truth import Truth


class Case(NamedTuple):
    """A file and its truth; no truth: it must be refused.

    vague: cells of which the file is in doubt, so that whatever is read must be marked, or left blank and told;
    printed: what stands in such a cell, "" where its figure is lost;
    must: cells that are taken only with a mark; told: sections of which the reader must say that their table is
    missing; is_loose: the texts of the overview are looked for anywhere in it; needs_unit: the file names the unit;
    is_earlier: may also be read as mere text, if something is said.
    """

    name: str
    ending: str
    content: bytes
    truth: Truth | None
    vague: frozenset[str] = frozenset()
    printed: Mapping[str, str] = {}
    told: frozenset[str] = frozenset()
    must: frozenset[str] = frozenset()
    is_loose: bool = False
    needs_unit: bool = True
    is_earlier: bool = False


def without(truth: Truth, sections: frozenset[str] | set[str]) -> Truth:
    """The truth of a file that lacks these tables."""
    return truth._replace(
        cells={cell: figure for cell, figure in truth.cells.items() if cell.split(".")[0] not in sections}
    )


def lacking(truth: Truth, cells) -> Truth:
    """The truth of a file that has no figure in these cells."""
    left_out = set(cells)
    return truth._replace(cells={cell: figure for cell, figure in truth.cells.items() if cell not in left_out})


def _one_row_other(cells: Mapping[str, str]) -> dict[str, str]:
    """The figures where the three rows of （六） are one."""
    kept = dict(cells)
    for cell in cells:
        if cell.startswith("requests.outcome.other.other."):
            column = cell.rsplit(".", 1)[1]
            parts = [f"requests.outcome.other.{row}.{column}" for row in ("not_clarified", "fee_unpaid", "other")]
            kept[cell] = str(sum(int(cells[part]) for part in parts))
            del kept[parts[0]], kept[parts[1]]
    return kept


def of_plan(truth: Truth, plan: Plan) -> Truth:
    """The truth of a file that is put together by this plan."""
    said = without(truth, plan.without)
    if plan.manner.one_row_other:
        said = said._replace(cells=_one_row_other(said.cells))
    if not plan.preface:
        said = said._replace(texts={place: text for place, text in said.texts.items() if place != "preface"})
    return said
