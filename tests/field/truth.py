"""What a file of the corpus says: unit, year, the figures of the form, and the texts of its sections."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random
from typing import NamedTuple

from words import texts_for

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report

FORM: Form = load_form("2021")
UNITS = (
    "临溪区青柳街道办事处",
    "云阳市东渡街道办事处",
    "石梁县枫桥镇人民政府",
    "南陂区民政局",
    "松原新区永安街道办事处",
    "白塔区图书路街道办事处",
)
_APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")


class Truth(NamedTuple):
    """What a file says; a cell it says nothing of is missing from `cells`."""

    unit: str
    year: int
    cells: Mapping[str, str]
    texts: Mapping[str, str]


def truth(seed: int, style: str = "distinct", year: int = 2024) -> Truth:
    """The truth of one file; `distinct`: every leaf another figure; `sparse`: nearly all 0; `zero`: all of them."""
    unit = UNITS[seed % len(UNITS)]
    cells = {cell: str(value) for cell, value in new_report(FORM, "", 0, _leaves(seed, style)).figures().items()}
    return Truth(unit, year, cells, texts_for(unit, year, cells, seed))


def _leaves(seed: int, style: str) -> dict:
    random = Random(seed)  # noqa: S311 - the same figures on every run
    open_cells = [cell.id for cell in FORM.cells.values() if not cell.is_sum]
    if style == "distinct":
        figures = dict(zip(open_cells, random.sample(range(2, 700), len(open_cells)), strict=True))
        figures["proactive.fee.amount"] = f"{random.randrange(1, 400)}.{random.randrange(11, 99)}"
    elif style == "sparse":
        figures = {cell: random.choice((0, 0, 0, 0, 0, 0, 0, 1, 2, 14)) for cell in open_cells}
        figures["proactive.fee.amount"] = random.choice(("0", "0.36", "12.5"))
    else:
        figures = dict.fromkeys(open_cells, 0)
    return {**_number(figures), **dict(_received(figures))}


def _number(figures: dict) -> dict:
    fee = Decimal(figures["proactive.fee.amount"])
    return {**figures, "proactive.fee.amount": int(fee) if fee == int(fee) else fee}


def _received(figures: dict):
    """What makes every column balance; what was carried in is never more than what went out."""
    for column in _APPLICANTS:
        out = sum(
            value
            for cell, value in figures.items()
            if cell.endswith(f".{column}") and (".outcome." in cell or ".pending_at_end." in cell)
        )
        carried = min(figures[f"requests.pending_at_start.{column}"], out)
        yield f"requests.pending_at_start.{column}", carried
        yield f"requests.received.{column}", out - carried
