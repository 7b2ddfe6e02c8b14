"""Work in a thread of its own: what it makes, tells and gets wrong comes back in the window's thread, or nowhere."""

import sys
from threading import Event, get_ident

import pytest

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.widgets.work_apart import WorkApart, wait_for_dropped


@pytest.fixture
def apart(qapp):
    made = WorkApart(qapp)
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def gate():
    """Opened at the end at the latest, so that no thread waits for ever."""
    gate = Event()
    yield gate
    gate.set()


def test_what_it_makes_and_tells_comes_back_in_the_windows_thread(qtbot, apart, gate):
    followed, told, before = [], [], sys.getswitchinterval()

    def work(progress):
        progress(1, 3)
        gate.wait(5)
        return get_ident()

    apart.progressed.connect(lambda *parts: told.append((*parts, get_ident())))
    apart.begin(work, lambda made: followed.append((made, get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    assert (told, followed, apart.is_busy) == ([(1, 3, get_ident())], [], True)
    gate.set()
    qtbot.waitUntil(lambda: not apart.is_busy)
    assert followed[0][0] != followed[0][1] == get_ident()
    qtbot.waitUntil(lambda: sys.getswitchinterval() == before)


def test_a_fault_is_raised_in_the_windows_thread_or_given_to_who_wants_it(qtbot, apart):
    followed, failed = [], []
    with qtbot.captureExceptions() as raised:
        apart.begin(lambda _: 1 // 0, followed.append)
        qtbot.waitUntil(lambda: bool(raised))
    assert (raised[0][0], followed, apart.is_busy) == (ZeroDivisionError, [], False)
    apart.begin(lambda _: 1 // 0, followed.append, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert (type(failed[0]), followed) == (ZeroDivisionError, [])


def until_stopped(progress):
    while True:
        progress(1, 2)


@pytest.mark.parametrize("catches", [True, False])
def test_stopped_it_ends_where_it_tells_how_far_it_is(qtbot, apart, catches):
    followed, failed = [], []

    def work(progress):
        try:
            until_stopped(progress)
        except StoppedError:
            if not catches:
                raise
        return "stopped"

    apart.begin(work, followed.append, failed.append)
    apart.stop()
    qtbot.waitUntil(lambda: not apart.is_busy)
    assert (followed, failed) == (["stopped"] if catches else [], [])


def test_dropped_nothing_follows_and_other_work_begins_at_once(qtbot, apart, gate):
    followed, ended = [], Event()

    def wait(_):
        gate.wait(5)
        ended.set()

    apart.begin(wait, followed.append)
    apart.begin(lambda _: "not begun", followed.append)
    apart.drop()
    apart.begin(lambda _: "other", followed.append)
    qtbot.waitUntil(lambda: followed == ["other"])
    gate.set()
    assert ended.wait(5)
    assert followed == ["other"]


def test_at_the_end_of_the_program_what_was_dropped_is_waited_for(apart, gate):
    over = []
    apart.begin(lambda _: gate.wait(5) and over.append("over"), print)
    apart.drop()
    wait_for_dropped(0.01)
    assert over == []
    gate.set()
    wait_for_dropped()
    assert over == ["over"]


def test_ended_it_is_over_when_that_returns(apart):
    begun, over = Event(), Event()

    def work(progress):
        begun.set()
        try:
            until_stopped(progress)
        finally:
            over.set()

    apart.begin(work, print)
    assert begun.wait(5)
    apart.end()
    assert over.is_set()
    assert not apart.is_busy
