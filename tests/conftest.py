"""Fixtures that every part of the house uses."""

import ctypes
import gc
import hashlib
import importlib
import sqlite3
import sys
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report, Value, new_report
from disclosure_desk.store import operators
from disclosure_desk.store.database import lock
from disclosure_desk.writers.pdf.font import installed

# The same examples on every run, so that a red run means a change; `--hypothesis-profile random` looks further, and
# `installer/test.sh --quick` less far.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("quick", settings.get_profile("steady"), max_examples=25)
settings.register_profile("random")
settings.load_profile("steady")

DATA = Path(__file__).parent / "data"
malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
"""glibc's own; other libraries have none."""


def pytest_collection() -> None:
    """What is imported and collected stays: to look for garbage meanwhile takes half a second a worker."""
    gc.disable()


def pytest_collection_finish() -> None:
    """The thousands of tests themselves are no garbage: whoever looks for some need not look there."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def no_desk_fonts() -> Iterator[None]:
    """Whatever fonts this machine has, the program finds none unless a test says so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installed, "folders", tuple)
        yield


class _Connection(sqlite3.Connection):
    """Warns where nobody closes it, as Python does from 3.13 on."""

    def __del__(self) -> None:
        try:
            self.total_changes  # noqa: B018 - raises where it is closed
        except sqlite3.ProgrammingError:
            return
        warnings.warn(f"unclosed database in {self!r}", ResourceWarning, stacklevel=2, source=self)


@pytest.fixture(scope="session", autouse=True)
def quick_pins() -> Iterator[None]:
    """A PIN is kept so that it takes no third of a second to try one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operators, "COST", operators.PinCost(4, 8, 1))
        yield


@pytest.fixture(scope="session", autouse=True)
def folders_are_busy_at_once() -> Iterator[None]:
    """Who finds a data folder in use is told so at once: here no other program is just closing it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lock, "_WAIT", 0.01)
        yield


@pytest.fixture(scope="module")
def set_aside_again() -> Iterator[None]:
    """After tests that have the collector walk everything again; else each of its walks takes a third of a second."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="module", autouse=True)
def memory_goes_back() -> Iterator[None]:
    """What the tests of a module have freed goes back to the system: a worker would keep 100 MB of it in pieces."""
    yield
    if malloc_trim is not None:
        malloc_trim(0)


@pytest.fixture(scope="session", autouse=True)
def nothing_is_left_open() -> Iterator[None]:
    """A file or a database that is left open fails the tests with every Python."""
    with pytest.MonkeyPatch.context() as patch:
        if sys.version_info < (3, 13):
            patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=_Connection))
        yield
    gc.collect()  # what it finds after a worker's last test, nobody would hear of
    gc.freeze()  # pytest looks five times more


@pytest.fixture(scope="session")
def each_file_is_read_back_once() -> Iterator[None]:
    """Sealing reads its files back, a quarter of a second; the tests seal the same report again and again."""
    found: dict[tuple[str, bytes], list[tuple[object, str]]] = {}
    where = "disclosure_desk.archive.four_properties"
    read_back = importlib.import_module(where).read_back

    def find_or_read(report: Report, content: bytes, ending: str) -> str:
        asked = (report.form, report.unit, report.year, dict(report.figures()), dict(report.texts))
        known = found.setdefault((ending, hashlib.sha256(content).digest()), [])
        for other, fault in known:
            if other == asked:
                return fault
        known.append((asked, read_back(report, content, ending)))
        return known[-1][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{where}.read_back", find_or_read)
        yield


@pytest.fixture(scope="session")
def form() -> Form:
    return load_form("2021")


@pytest.fixture
def pasted_path() -> Path:
    """A report as it is pasted from a browser or from Word, with the traps that such texts have."""
    return DATA / "reading" / "jinniushan-2025.txt"


@pytest.fixture
def blank_report(form: Form) -> Report:
    return new_report(form, "涿河区金牛山办事处", 2025)


@pytest.fixture(scope="session")
def full_places(form: Form) -> Mapping[str, Value]:
    """What stands in the full report."""
    return dict(full_values(form))


@pytest.fixture
def full_report(form: Form, full_places: Mapping[str, Value]) -> Report:
    """Every cell keyed, every identity true, no finding at all, figures of up to eight digits, every text written."""
    return new_report(form, "涿河区金牛山办事处", 2025, full_places)


def full_values(form: Form) -> Iterator[tuple[str, Value]]:
    """Places and what stands there in a full report; sums follow from their parts."""
    nil = ("pending", "state_secret", "fee_unpaid", "rule_document")
    figures: dict[str, Figure] = {}
    for number, cell in enumerate(form.cells.values()):
        if not cell.is_sum:
            is_nil = cell.grid != "disputes" and any(word in cell.id for word in nil)
            figures[cell.id] = 0 if is_nil else 1000 + 7919 * number
    for column in ("natural_person", "business", "research", "public_interest", "legal_services", "other"):
        outcomes = sum(value for cell, value in figures.items() if ".outcome." in cell and cell.endswith(f".{column}"))
        figures[f"requests.received.{column}"] = outcomes
    figures["proactive.fee.amount"] = Decimal("12.345678")
    blank = new_report(form, "", 0, dict(figures))
    yield from blank.figures().items()
    texts = tomllib.loads((DATA / "wording-full.toml").read_text(encoding="utf-8"))
    yield from ((text, str(written)) for text, written in texts.items())
