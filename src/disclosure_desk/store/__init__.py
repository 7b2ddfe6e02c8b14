"""Drafts and their audit trail in one SQLite file an office; each name loads only when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_desk.store.errors import StoreError
    from disclosure_desk.store.events.event import Event, Start
    from disclosure_desk.store.paths import FILE, JOURNAL, default_folder
    from disclosure_desk.store.store import Listed, Store

__all__ = ["FILE", "JOURNAL", "Event", "Listed", "Start", "Store", "StoreError", "default_folder"]

_HOMES = {
    "FILE": "paths",
    "JOURNAL": "paths",
    "default_folder": "paths",
    "StoreError": "errors",
    "Event": "events.event",
    "Start": "events.event",
    "Listed": "store",
    "Store": "store",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
