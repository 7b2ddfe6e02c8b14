"""Which part of the window carries out each action of its menus."""

from operator import methodcaller
from typing import TYPE_CHECKING

from disclosure_desk.gui.settings.settings_controller import OfficeChoices
from disclosure_desk.gui.shell import naming, notices

if TYPE_CHECKING:
    from collections.abc import Callable

    from disclosure_desk.gui.shell.main_window import DeskWindow

_PAGE_CALLS = {
    "undo": methodcaller("undo"),
    "redo": methodcaller("redo"),
    "zero": methodcaller("fill_zero"),
    "next_section": methodcaller("step", 1),
    "last_section": methodcaller("step", -1),
    "next_finding": methodcaller("next_finding"),
    "explain": methodcaller("explain_current"),
    "fee": methodcaller("ask_fee"),
}
"""The actions that the page of the open report carries out."""
_ARRIVAL_CALLS = {
    "import": methodcaller("ask"),
    "import_last_year": methodcaller("ask", last_year=True),
    "paste_report": methodcaller("paste"),
}
"""The actions that bring a report into the desk."""
_OUTPUT_CALLS = {name: methodcaller(name) for name in ("export", "fragment", "preview", "archive")}
"""The actions that bring the open report out of the desk."""
_DUTIES_OF_REPORT = ("sign", "seal", "correct", "publish")
_DUTIES_OF_DESK = ("trail", "backup", "operators", "switch", "pin", "lock")
_DUTY_CALLS = {name: methodcaller(name) for name in (*_DUTIES_OF_REPORT, *_DUTIES_OF_DESK)}
"""The actions for people, approvals, the record and copies."""
NEED_DESK = ("new", "import", "paste_report", "page_settings", "check_settings", *_DUTIES_OF_DESK)
"""The actions that need no report, but the office's data."""


def wire(window: "DeskWindow") -> None:
    """Connect the actions of a window; its parts are asked for when an action is wanted, not before."""
    for name, slot in _own_slots(window).items():
        window.actions_[name].triggered.connect(lambda _=False, slot=slot: slot())
    for name, call in _PAGE_CALLS.items():
        window.actions_[name].triggered.connect(lambda _=False, call=call: call(window.page))
    for name, call in _ARRIVAL_CALLS.items():
        window.actions_[name].triggered.connect(lambda _=False, call=call: call(window.arrival))
    for name, call in _OUTPUT_CALLS.items():
        window.actions_[name].triggered.connect(lambda _=False, call=call: call(window.outputs))
    for name, call in _DUTY_CALLS.items():
        window.actions_[name].triggered.connect(lambda _=False, call=call: call(window.duties))
    window.actions_.section_wanted.connect(window.show_section)
    window.actions_["side_preview"].toggled.connect(window.show_preview)


def _own_slots(window: "DeskWindow") -> "dict[str, Callable[[], object]]":
    """The actions of the window itself."""
    choices = OfficeChoices(window)
    return {
        "new": lambda: naming.ask_new(window),
        "rename": lambda: naming.ask_rename(window),
        "back": window.show_list,
        "page_settings": choices.ask_page,
        "check_settings": choices.ask_checks,
        "quit": window.close,
        "keys": lambda: notices.tell_keys(window),
        "about": lambda: notices.tell_about(window),
    }
