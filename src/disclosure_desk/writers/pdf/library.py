"""The way to reportlab: what the writer uses of it, imported without the imaging library that it loads first."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_IMAGES = "PIL.Image"


def _load_when_used(name: str) -> None:
    """Register a module that is loaded when something of it is first used."""
    spec = find_spec(name)
    if name not in sys.modules and spec and spec.loader:
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        package, _, own = name.rpartition(".")
        setattr(sys.modules[package], own, module)  # found there, the import system does not ask the module itself


# WORKAROUND(reportlab 5.1.0): reportlab.lib.utils imports PIL.Image at its top, a quarter of reportlab's import time,
# and no setting turns that off. The pages have no images, so PIL is never loaded.
_load_when_used(_IMAGES)

from reportlab.pdfbase.pdfdoc import (  # noqa: E402 - after PIL.Image is registered
    BasicFonts,
    Destination,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFPage,
)

__all__ = ["BasicFonts", "Destination", "PDFDocument", "PDFObject", "PDFObjectReference", "PDFPage"]
