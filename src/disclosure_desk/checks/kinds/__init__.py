"""The kinds of rule, each a class that finds one sort of fault; importing a module here registers its kinds."""

from disclosure_desk.checks.kinds import (
    arithmetic,
    contradictions,
    copied_text,
    plausibility,
    procedure,
    prose_fees,
    prose_figures,
    split_digits,
    wording,
    year_on_year,
)
from disclosure_desk.checks.rule import KINDS

__all__ = [
    "KINDS",
    "arithmetic",
    "contradictions",
    "copied_text",
    "plausibility",
    "procedure",
    "prose_fees",
    "prose_figures",
    "split_digits",
    "wording",
    "year_on_year",
]
