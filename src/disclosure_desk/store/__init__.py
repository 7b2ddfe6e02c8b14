"""Drafts and their audit trail in one SQLite file an office."""

from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events import Event, Start
from disclosure_desk.store.folder import FILE, default_folder
from disclosure_desk.store.store import Listed, Store

__all__ = ["FILE", "Event", "Listed", "Start", "Store", "StoreError", "default_folder"]
