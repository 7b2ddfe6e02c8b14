"""The way to reportlab: what the writer uses of it, imported without what pages never use.

WORKAROUND(reportlab 5.1.0): its modules import at their top what only pictures, pickled files, evaluated expressions
and its own fonts need, two thirds of its time to load, and no setting turns that off. While it is imported, these
modules have stand-ins.
"""

import codecs
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import LazyLoader, find_spec, module_from_spec
from threading import Lock
from types import ModuleType
from typing import Any

_IMAGES = "PIL.Image"
_EVALUATION, _FONTS = "reportlab.lib.rl_safe_eval", "reportlab.pdfbase.pdfmetrics"
_FUNCTIONS = {
    _EVALUATION: ("rl_safe_exec", "rl_safe_eval", "safer_globals", "rl_extended_literal_eval"),
    "ast": ("literal_eval",),
    "pickle": (),
    "platform": ("python_implementation",),
    "tempfile": (),
    _FONTS: ("standardEncodings",),
}
"""The modules that are not loaded, each with the functions that are imported from it by their names."""
_ASKED_AT_ONCE = {"python_implementation": lambda: sys.implementation.name, "standardEncodings": ("PDFDocEncoding",)}
"""What is asked while reportlab is imported: whether this is PyPy, and which encodings it has codecs for."""
_ENCODINGS = ("pdfdoc", "extpdfdoc")
"""Those of a PDF's short texts and of its syntax."""

_WITHDRAWING = Lock()


class _StandIn(ModuleType):
    """A module that is loaded when something of it is first used."""

    def __init__(self, name: str, functions: tuple[str, ...]) -> None:
        super().__init__(name)
        for function in functions:
            setattr(self, function, _ASKED_AT_ONCE.get(function) or self._later(function))

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the module has
        if name.startswith("__"):  # what the import system asks
            raise AttributeError(name)
        self.withdraw()
        return getattr(import_module(self.__name__), name)

    def _later(self, function: str) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes
            self.withdraw()
            return getattr(import_module(self.__name__), function)(*given, **named)

        return call

    def withdraw(self) -> None:
        """Let whoever imports the module from now on have it itself; several threads may do so at once."""
        with _WITHDRAWING:
            if sys.modules.get(self.__name__) is self:
                del sys.modules[self.__name__]


@contextmanager
def _stand_ins() -> Iterator[None]:
    """Let what is imported meanwhile have stand-ins for modules that are not loaded yet, also by another thread."""
    offered = [_StandIn(name, functions) for name, functions in _FUNCTIONS.items()]
    made = [one for one in offered if sys.modules.setdefault(one.__name__, one) is one]
    try:
        yield
    finally:
        for one in made:
            one.withdraw()


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


# The pages have no images, so PIL is never loaded: a quarter of reportlab's import time.
_load_when_used(_IMAGES)

with _stand_ins():
    from reportlab.pdfbase.rl_codecs import RL_Codecs

    RL_Codecs.register()  # as the module of the fonts does when it is loaded
    for _encoding in _ENCODINGS:
        codecs.lookup(_encoding)  # Python keeps it: a later look for it would load the fonts
    from reportlab.pdfbase.pdfdoc import (
        BasicFonts,
        Destination,
        PDFDocument,
        PDFObject,
        PDFObjectReference,
        PDFPage,
    )

__all__ = ["BasicFonts", "Destination", "PDFDocument", "PDFObject", "PDFObjectReference", "PDFPage"]
