"""A report as the list of reports shows it."""

from dataclasses import dataclass

SEALED = "已定稿"
PACKAGE_FAULTY = f"{SEALED}，但档案包不符"


@dataclass(frozen=True, slots=True)
class ListedReport:
    """One line of the list, in words."""

    id: int
    year: str
    unit: str
    state: str
    changed: str
