"""What the benches of the window share."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from disclosure_desk.gui.shell.collector import collect_due


@pytest.fixture
def settled_heap() -> Iterator[None]:
    """As a window has it at work: what stays until the end is set aside, and the rest collected between keys."""
    gc.collect()
    gc.freeze()
    gc.disable()
    collects = QTimer(interval=100)
    collects.timeout.connect(collect_due)
    collects.start()
    yield
    gc.enable()
    gc.unfreeze()
