from threading import Event, current_thread, main_thread

import pytest

from disclosure_desk.gui.pages.render_thread import ImageRequest, RenderThread
from disclosure_desk.writers import WriteError, print_report
from disclosure_desk.writers.pdf.page import PrintedDocument


@pytest.fixture(scope="session")
def document(form):
    from disclosure_desk.core.report import new_report  # noqa: PLC0415 - shadowed by nothing, used here only

    return print_report(new_report(form, "涿河区金牛山办事处", 2025))


@pytest.fixture
def thread(qapp):  # noqa: ARG001 - signals need the application
    thread = RenderThread()
    yield thread
    thread.stop()


class Notes:
    """What a thread told."""

    def __init__(self, thread):
        self.made, self.drawn, self.refused = [], [], []
        thread.made.connect(self.made.append)
        thread.drawn.connect(self.drawn.append)
        thread.refused.connect(self.refused.append)


@pytest.fixture
def notes(thread):
    return Notes(thread)


def test_a_document_is_made_beside_the_window(qtbot, thread, notes, document):
    where = []

    def make():
        where.append(current_thread())
        return document

    thread.make(make)
    qtbot.waitUntil(lambda: len(notes.made) == 1)
    assert notes.made[0].printed is document
    assert len(notes.made[0].sizes) >= 2
    assert where[0] is not main_thread()


def test_the_latest_document_replaces_those_that_wait(qtbot, thread, notes, document):
    may_go, asked = Event(), []

    def make(name, wait_for=None):
        def make() -> PrintedDocument:
            asked.append(name)
            if wait_for:
                assert wait_for.wait(5)
            return document

        return make

    thread.make(make("first", may_go))
    qtbot.waitUntil(lambda: asked == ["first"])
    for name in ("second", "third", "last"):
        thread.make(make(name))
    may_go.set()
    qtbot.waitUntil(lambda: len(notes.made) == 2)
    assert asked == ["first", "last"]
    assert [made.number for made in notes.made] == [1, 2]


def test_only_the_latest_wishes_of_each_asker_are_drawn(qtbot, thread, notes, document):
    may_go = Event()
    thread.make(lambda: document)
    qtbot.waitUntil(lambda: len(notes.made) == 1)
    thread.make(lambda: may_go.wait(5) and document)
    thread.request_images("view", 2, [ImageRequest(0, 20), ImageRequest(1, 20)])
    thread.request_images("view", 2, [ImageRequest(1, 30)])
    thread.request_images("list", 2, [ImageRequest(0, 10)])
    thread.request_images("gone", 1, [ImageRequest(0, 15)])
    may_go.set()
    qtbot.waitUntil(lambda: len(notes.drawn) == 2)
    assert [(drawn.number, drawn.request) for drawn in notes.drawn] == [
        (2, ImageRequest(1, 30)),
        (2, ImageRequest(0, 10)),
    ]


def test_a_refused_document_leaves_the_last_one_to_be_drawn(qtbot, thread, notes, document):
    def refuse():
        raise WriteError("这个字印不出来。")

    thread.make(lambda: document)
    thread.make(lambda: document)
    qtbot.waitUntil(lambda: bool(notes.made))
    number = notes.made[-1].number
    thread.make(refuse)
    qtbot.waitUntil(lambda: notes.refused == ["这个字印不出来。"])
    thread.request_images("view", number, [ImageRequest(0, 20)])
    qtbot.waitUntil(lambda: len(notes.drawn) == 1)


def test_a_fault_of_the_program_is_told_as_such(qtbot, thread):
    with qtbot.waitSignal(thread.failed) as told:
        thread.make(lambda: 1 / 0)
    assert isinstance(told.args[0], ZeroDivisionError)


def test_it_stops_at_once_and_starts_again(qtbot, thread, notes, document):
    thread.make(lambda: document)
    thread.stop()
    assert thread._thread is None
    thread.stop()
    before = len(notes.made)
    thread.make(lambda: document)
    qtbot.waitUntil(lambda: len(notes.made) > before)


@pytest.mark.parametrize("asks", [True, False], ids=["between two parts", "when it is whole"])
def test_a_document_that_is_dropped_as_it_is_made_is_never_shown(qtbot, thread, notes, document, asks):
    may_go, begun, parts = Event(), Event(), []

    def make() -> PrintedDocument:
        begun.set()
        assert may_go.wait(5)
        if asks:
            thread.go_on(1, 2)
        parts.append("last")
        return document

    thread.make(make)
    assert begun.wait(5)
    assert thread.drop()
    assert not thread.drop()
    may_go.set()
    thread.make(lambda: thread.go_on(0, 1) or document)
    qtbot.waitUntil(lambda: len(notes.made) == 1)
    assert notes.made[0].number == 1
    assert parts == ([] if asks else ["last"])
    assert not thread.drop()


def test_nothing_is_left_to_drop_of_what_was_refused(qtbot, thread, notes):
    def refuse():
        raise WriteError("这个字印不出来。")

    thread.make(refuse)
    qtbot.waitUntil(lambda: bool(notes.refused))
    qtbot.waitUntil(lambda: not thread.drop())
