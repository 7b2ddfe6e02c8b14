"""The actions of the window's features: each feature declares its own, the window puts them into menus and tool bar."""

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Session

Condition = Callable[["Session"], bool]
"""Whether an action can be carried out now."""


class Menu(Enum):
    """The menus of the window, in their order."""

    REPORT = "报告"
    EDIT = "编辑"
    VIEW = "查看"
    APPROVAL = "审核"
    DATA = "数据"
    HELP = "帮助"

    @property
    def title(self) -> str:
        """The words of the menu with its letter."""
        return f"{self.value}(&{_LETTERS[self]})"


_LETTERS = dict(zip(Menu, "REVADH", strict=True))


def always(_session: "Session") -> bool:
    """For what needs no data: to leave, to read about the program."""
    return True


def session_open(session: "Session") -> bool:
    """For what needs the office's data."""
    return session.is_open


def report_open(session: "Session") -> bool:
    """For what is done with the open report."""
    return session.document is not None


class ActionSpec(NamedTuple):
    """One action: its words, its keys, its place, and what carries it out.

    menu: None for an action that is there by its keys alone; group: the actions of a menu stand in the order of their
    groups, with a line between two groups; tool_bar_group: the same for the tool bar, 0 for an action that is not
    there; is_switch: the action is on or off, and `run` is given which; subject: names what the action would be done
    to, and stands behind its words; submenu: the actions of one group with the same words here are one choice in a
    menu of these words, of which the one that `is_chosen` is taken at first; tool_words: what it is called in the tool
    bar, where that is shorter; is_start_tool: it is a tool of the first page; refusal: what is said when its keys are
    pressed in a field while it cannot be carried out.
    """

    id: str
    menu: Menu | None
    text: str
    run: Callable[..., object]
    keys: str = ""
    enabled: Condition = report_open
    group: int = 1
    tool_bar_group: int = 0
    is_switch: bool = False
    subject: Callable[[], str] | None = None
    submenu: str = ""
    is_chosen: bool = False
    tool_words: str = ""
    is_start_tool: bool = False
    refusal: str = ""

    @property
    def label(self) -> str:
        """The words without the dots that say that a dialog comes."""
        return self.text.rstrip("…")
