"""The one door to PDFium, which may be called by one thread at a time, whatever the document."""

from threading import Lock

import pypdfium2

__all__ = ["ONE_AT_A_TIME", "pypdfium2"]

ONE_AT_A_TIME = Lock()
"""Held around every call of the library."""
