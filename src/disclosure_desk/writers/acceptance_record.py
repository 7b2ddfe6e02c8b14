"""What was found when a computer was tried for the program: items with one verdict."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class AcceptanceState(Enum):
    """How one thing of the computer was found."""

    MET = "合格"
    NOTED = "留意"
    FAILED = "不合格"


@dataclass(frozen=True, slots=True)
class AcceptanceItem:
    """One thing of the computer: what was seen, and what to do where it is not as it should be."""

    name: str
    seen: str
    state: AcceptanceState = AcceptanceState.MET
    advice: str = ""


@dataclass(frozen=True, slots=True)
class AcceptanceRecord:
    """All that was tried on a computer at a time, and in which data folder."""

    computer: str
    folder: str
    made: datetime
    items: tuple[AcceptanceItem, ...]

    @property
    def failed(self) -> tuple[AcceptanceItem, ...]:
        """What the program cannot be used with."""
        return tuple(one for one in self.items if one.state is AcceptanceState.FAILED)

    @property
    def noted(self) -> tuple[AcceptanceItem, ...]:
        """What the program can be used with, and is good to know."""
        return tuple(one for one in self.items if one.state is AcceptanceState.NOTED)

    @property
    def verdict(self) -> str:
        """The one verdict, as the end of a sentence."""
        if self.failed:
            names = "、".join(one.name for one in self.failed)
            return f"不合格，先解决这 {len(self.failed)} 项再用：{names}"
        if self.noted:
            return f"合格，可以使用；有 {len(self.noted)} 项留意：{'、'.join(one.name for one in self.noted)}"
        return "合格，可以使用"

    @property
    def file_name(self) -> str:
        """The name of the sheet's file."""
        return f"本机验收 {self.made:%Y-%m-%d %H%M%S}.pdf"
