"""The one door to reportlab: what is used of it, without loading the imaging library that it asks for first."""

import sys
from importlib.util import LazyLoader, find_spec, module_from_spec

_IMAGES = "PIL.Image"


def _load_when_used(name: str) -> None:
    """Let a module be there but empty until something of it is used; our pages have no images, so it never is."""
    spec = find_spec(name)
    if name not in sys.modules and spec and spec.loader:
        spec.loader = LazyLoader(spec.loader)
        module = module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        package, _, own = name.rpartition(".")
        setattr(sys.modules[package], own, module)  # found there, the import system does not ask the module itself


_load_when_used(_IMAGES)  # a quarter of reportlab's import

from reportlab.pdfbase.pdfdoc import (  # noqa: E402 - after what it would load
    PDFCatalog,
    PDFDocument,
    PDFObject,
    PDFObjectReference,
    PDFString,
)

__all__ = ["PDFCatalog", "PDFDocument", "PDFObject", "PDFObjectReference", "PDFString"]
