"""The one door to PDFium, which may be called by one thread at a time, whatever the document."""

from threading import Lock
from typing import Any

import pypdfium2

__all__ = ["ONE_AT_A_TIME", "pypdfium2", "raw"]

ONE_AT_A_TIME = Lock()
"""Held around every call of the library."""

raw: Any = pypdfium2.raw
"""The library's own functions, by their own names; they are made when it loads, so nothing knows their types."""
