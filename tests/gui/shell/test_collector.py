"""Garbage is collected in the window's thread: no other one ever destroys a widget."""

import gc
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.shell import collector
from disclosure_desk.gui.shell.collector import WindowCollector, collect_due

A_TURN = gc.get_threshold()[0] + 100
"""So many objects that the youngest are looked through: 700 in Python 3.11, 2000 in 3.13."""
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def _collecting(monkeypatch):
    """A collector at work at once, with nothing set aside that later tests make."""
    monkeypatch.setattr(collector, "_AFTER", 0)
    monkeypatch.setattr(collector, "_TURN", 5)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    parent = QObject()
    yield WindowCollector(Session(parent), parent)
    parent.deleteLater()


def make_garbage(destroyed_in):
    """A widget that only a cycle keeps, and that tells in which thread it goes."""

    class Kept(QLabel):
        def __del__(self):
            destroyed_in.append(get_ident())

    label = Kept()
    label.me = label


def work_apart(act):
    """Do something in another thread, and what it answers."""
    made = []
    worker = Thread(target=lambda: made.append(act()))
    worker.start()
    worker.join()
    return made


def allocate(objects=50_000):
    """So many objects that Python would collect by itself."""
    return [[number] for number in range(objects)]


@pytest.mark.usefixtures("_collecting")
def test_a_widget_that_a_cycle_kept_goes_in_the_window_s_thread(qtbot):
    destroyed_in = []
    make_garbage(destroyed_in)
    made = work_apart(allocate)
    assert destroyed_in == []
    qtbot.waitUntil(lambda: bool(destroyed_in))
    assert destroyed_in == [get_ident()]
    assert made


@pytest.mark.usefixtures("_collecting")
def test_garbage_that_another_thread_makes_is_collected(qtbot):
    def make():
        for _ in range(5000):
            one = []
            one.append(one)

    gone = gc.get_stats()[0]["collected"]
    work_apart(make)
    qtbot.waitUntil(lambda: gc.get_stats()[0]["collected"] - gone >= 5000)


@pytest.fixture
def _young_heap():
    """The collector walks what this test makes, not what thousands of tests before it have left."""
    gc.freeze()
    yield
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@pytest.mark.usefixtures("_young_heap")
def test_what_has_become_old_is_collected_when_its_turn_comes():
    destroyed_in = []
    made = [allocate(A_TURN)]
    make_garbage(destroyed_in)
    while not destroyed_in and len(made) < 150:
        made.append(allocate(A_TURN))
        collect_due()
    assert destroyed_in == [get_ident()]
    generations = [one["collections"] for one in gc.get_stats()]
    while len(made) < 300:
        made.append(allocate(A_TURN))
        collect_due()
    young, middle, old = (now["collections"] - was for now, was in zip(gc.get_stats(), generations, strict=True))
    assert young > middle > old > 0
