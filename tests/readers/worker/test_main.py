"""The reading process: its words, its limits, and that it gives what reading here gives."""

import os
import subprocess
import sys
from contextlib import nullcontext
from decimal import Decimal
from io import BytesIO

import pytest

from disclosure_desk import __main__ as program
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Note, new_report
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers import read_content
from disclosure_desk.readers.child_process import memory_limit
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceLocation, SourceParagraph, SourceRow
from disclosure_desk.readers.reading_limits import reading_limits
from disclosure_desk.readers.worker import main
from disclosure_desk.readers.worker.page_renderer import PageRenderer
from disclosure_desk.readers.worker.protocol import (
    CONTENT,
    DRAW,
    FETCH,
    IMAGE,
    IMAGE_HEADER,
    NO_IMAGE,
    PAGE_REQUEST,
    PAGE_SIZE,
    PROGRESS,
    READING,
    REFUSED,
    SIZES,
    FrameDecoder,
    ProtocolError,
    ProtocolFrame,
    encode_frame,
    read_frame,
    write_frame,
)
from disclosure_desk.readers.worker.serialization import deserialize_reading, serialize_reading
from disclosure_desk.writers import render_file

FORM = load_form("2021")


class WindowEnd(BytesIO):
    """What the window sends, by a pipe that it does not close before it has its answer."""

    def __enter__(self):
        self._ends = os.pipe()
        return self

    def __exit__(self, *_):
        os.close(self._ends[1])

    def fileno(self):
        return self._ends[0]


def answers_to(work, content, *more, ending=".txt", kind=CONTENT):
    """What the process answers to some content and requests."""
    answers = BytesIO()
    with WindowEnd(encode_frame(kind, content) + b"".join(more)) as window:
        code = main.serve(work, ending, window, answers)
    return code, list(FrameDecoder().feed(answers.getvalue()))


def draw(page, dots):
    return encode_frame(DRAW, PAGE_REQUEST.pack(page, dots))


@pytest.fixture(autouse=True)
def unlimited(monkeypatch):
    """The limit is for a process of its own, not for this one."""
    monkeypatch.setattr(main, "limit_memory", lambda _more: None)
    monkeypatch.setattr(main, "reading_limits", nullcontext)


def test_a_reading_comes_over_as_it_was(pasted_path):
    content = pasted_path.read_bytes()
    code, (frame,) = answers_to("read", content)
    assert (code, frame.kind) == (0, READING)
    assert same(deserialize_reading(load_form, frame.body), read_content(FORM, content, ".txt"))


def same(one, other):
    parts = [
        (each.report.cells, each.report.texts, each.report.notes, each.report.title, *each[1:]) for each in (one, other)
    ]
    return parts[0] == parts[1]


def test_whatever_a_reading_has_comes_over():
    values = {"proactive.fee.amount": Decimal("0.25"), "proactive.licence.decisions": 12, "problems": "丁。"}
    notes = (SourceNote("doubtful", "problems", "标题是旧的", "丁", 0),)
    reading = Reading(
        new_report(
            FORM,
            "某街道",
            2024,
            {**values, "explanation.T3-BALANCE.0123456789ab": "属实。"},
            (Note("doubtful", "problems", "标题是旧的：丁"),),
        ),
        notes,
        (
            SourceParagraph("丁。", SourceLocation("第 1 段", 0, (0.1, 0.2, 0.9, 0.3))),
            SourceRow(("行政许可", "", "12"), aligned=True, boxes=(None, (0.1, 0.2, 0.3, 0.4), None)),
        ),
        {"problems": Origin(0, "丁。"), "proactive.licence.decisions": Origin(1, "12", 2)},
        frozenset({"problems"}),
        {"proactive.licence.decisions": (Origin(1, "21"),)},
    )
    back = deserialize_reading(load_form, serialize_reading(reading))
    assert same(back, reading)
    assert back.report.explanations == reading.report.explanations


def test_what_cannot_be_read_comes_back_as_a_sentence():
    _, (frame,) = answers_to("read", bytes(range(256)) * 40)
    assert frame.kind == REFUSED
    assert frame.body.decode().endswith("。")


def test_progress_is_reported_now_and_then(monkeypatch, pasted_path):
    moments = iter((0.0, 0.01, 0.2, 0.2))
    monkeypatch.setattr(main, "monotonic", lambda: next(moments))

    def slowly(form, content, ending, progress):
        progress(0.1)
        progress(0.5)
        return read_content(form, content, ending)

    monkeypatch.setattr(main, "read_content", slowly)
    _, frames = answers_to("read", pasted_path.read_bytes())
    assert [frame.body for frame in frames if frame.kind == PROGRESS] == [b"0.500"]


def test_a_file_that_wants_too_much_memory_is_refused(monkeypatch):
    def greedy(*_args):
        raise MemoryError

    monkeypatch.setattr(main, "read_content", greedy)
    _, (frame,) = answers_to("read", b"x")
    assert frame == ProtocolFrame(REFUSED, main.TOO_LARGE.encode())
    monkeypatch.setattr(main, "reading_limits", reading_limits)
    _, (frame,) = answers_to("read", b"x")
    assert frame == ProtocolFrame(REFUSED, main.TOO_LARGE.encode())


def test_a_wrong_form_file_of_the_program_is_named(monkeypatch):
    def wrong(_):
        raise FormError("2019.toml：edition_map.note：缺少这一项")

    monkeypatch.setattr(main, "load_form", wrong)
    _, (frame,) = answers_to("read", b"x")
    assert frame.kind == REFUSED
    assert "2019.toml：edition_map.note：缺少这一项" in frame.body.decode()


def test_a_process_without_a_request_ends():
    assert main.serve("read", ".txt", BytesIO(b""), BytesIO()) == 1


@pytest.fixture(scope="module")
def pdf():
    return render_file(new_report(FORM, "某街道", 2024), ".pdf")


def test_pages_are_drawn_as_they_are_asked_for(pdf):
    _, frames = answers_to("draw", pdf, draw(1, 36.0), draw(0, 36000.0), ending=".pdf")
    assert [frame.kind for frame in frames] == [SIZES, IMAGE, NO_IMAGE]
    sizes = list(PAGE_SIZE.iter_unpack(frames[0].body))
    page, dots, width, height, stride = IMAGE_HEADER.unpack_from(frames[1].body)
    assert (page, dots) == (1, 36.0)
    assert (width, height) == pytest.approx((sizes[1][0] / 2, sizes[1][1] / 2), abs=1)
    assert len(frames[1].body) == IMAGE_HEADER.size + stride * height


def test_drawing_ends_with_a_word_that_asks_for_nothing(pdf):
    _, frames = answers_to("draw", pdf, encode_frame(CONTENT), draw(0, 36.0))
    assert [frame.kind for frame in frames] == [SIZES]


def test_an_image_shows_what_is_on_the_page(pdf):
    picture = PageRenderer(pdf).render(0, 36)
    assert picture.pixels.count(255) < len(picture.pixels)


def test_frames_come_whole_in_whatever_chunks():
    whole = encode_frame(PROGRESS, b"0.5") + encode_frame(READING, b"") + encode_frame(REFUSED, b"abc")
    frames = FrameDecoder()
    found = [frame for number in range(len(whole)) for frame in frames.feed(whole[number : number + 1])]
    assert found == [(PROGRESS, b"0.5"), (READING, b""), (REFUSED, b"abc")]


def test_what_is_no_frame_is_refused():
    with pytest.raises(ProtocolError):
        list(FrameDecoder().feed(b"\xff" * 20))


def test_an_incomplete_frame_is_none():
    stream = BytesIO()
    write_frame(stream, CONTENT, b"abc")
    assert read_frame(BytesIO(stream.getvalue())) == (CONTENT, b"abc")
    assert read_frame(BytesIO(stream.getvalue()[:-1])) is None


def test_a_file_is_fetched_and_its_bytes_come_before_its_reading(pasted_path):
    _, (content, frame) = answers_to("read", os.fsencode(pasted_path), kind=FETCH)
    assert content == (CONTENT, pasted_path.read_bytes())
    assert frame.kind == READING


def test_a_file_that_is_not_there_is_refused(tmp_path):
    _, (frame,) = answers_to("read", os.fsencode(tmp_path / "none"), kind=FETCH)
    assert frame == (REFUSED, "没有这个文件。".encode())


def test_the_reading_process_starts_without_qt(pasted_path):
    code = (
        "import sys; sys.argv[1:] = ['--worker', 'read', '.txt']\n"
        "from disclosure_desk.__main__ import main\n"
        "code = main(); print('PySide6' in sys.modules, file=sys.stderr); raise SystemExit(code)"
    )
    content = encode_frame(CONTENT, pasted_path.read_bytes())
    done = subprocess.run([sys.executable, "-c", code], input=content, capture_output=True, check=True, timeout=60)
    assert done.stderr.strip() == b"False"
    assert [frame.kind for frame in FrameDecoder().feed(done.stdout)] == [READING]


def test_the_program_passes_the_work_on(monkeypatch):
    served = []
    monkeypatch.setattr(sys, "argv", ["desk", "--worker", "draw", ".pdf"])
    monkeypatch.setattr(main, "serve", lambda *work: served.append(work[:2]) or 7)
    assert program.main() == 7
    assert served == [("draw", ".pdf")]


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
@pytest.mark.parametrize("status", ["/proc/self/status", "/no root/has this"], ids=["", "without /proc"])
def test_memory_beyond_the_limit_is_not_had(status):
    code = (
        "from pathlib import Path\n"
        "from disclosure_desk.readers.child_process import memory_limit\n"
        f"memory_limit._STATUS = Path({status!r})\n"
        "memory_limit.limit_memory(50_000_000)\nkept = bytearray(20_000_000)\n"
        "try:\n    more = bytearray(60_000_000)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)
    assert done.stdout.strip() == "refused"


@pytest.mark.parametrize(("status", "held"), [("Name:\tpython\nVmData:\t    3 kB\n", 3072), (None, 0)])
def test_a_limit_is_set_beside_what_is_held(monkeypatch, tmp_path, status, held):
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(memory_limit, "_STATUS", tmp_path / "status")
    if status:
        (tmp_path / "status").write_text(status)
    limits = []
    monkeypatch.setattr(resource, "setrlimit", lambda which, limit: limits.append((which, limit)))
    for hard in (resource.RLIM_INFINITY, 900):
        monkeypatch.setattr(resource, "getrlimit", lambda _, hard=hard: (hard, hard))
        memory_limit.limit_memory(1000)
    assert [which for which, _ in limits] == [resource.RLIMIT_DATA] * 2
    assert limits[0][1][0] == held + 1000
    assert limits[1][1] == (900, 900), "an office may allow less, and then more cannot be asked for"


def test_no_limit_is_set_where_the_system_has_none(monkeypatch):
    monkeypatch.setattr(memory_limit.sys, "platform", "win32")
    memory_limit.limit_memory(0)


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is Linux's")
def test_another_program_may_take_more(monkeypatch):
    resource = pytest.importorskip("resource")
    limits = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limit: limits.append(limit))
    for soft, hard in ((1000, resource.RLIM_INFINITY), (1000, 1200), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)):
        monkeypatch.setattr(resource, "getrlimit", lambda _, held=(soft, hard): held)
        with memory_limit.raised_memory_limit(500):
            pass
    none = resource.RLIM_INFINITY
    assert limits == [(1500, none), (1000, none), (1200, 1200), (1000, 1200), (none, none)]
    monkeypatch.setattr(memory_limit.sys, "platform", "win32")
    with memory_limit.raised_memory_limit(500):
        pass
    assert len(limits) == 5


def test_a_reading_ends_when_the_window_closes_its_end(monkeypatch):
    def endless(_form, _content, _ending, progress):
        while True:
            progress(0.5)

    monkeypatch.setattr(main, "read_content", endless)
    monkeypatch.setattr(main, "_PROGRESS_INTERVAL", 0)
    ear, mouth = os.pipe()
    answers = BytesIO()
    with os.fdopen(mouth, "wb") as window:
        write_frame(window, CONTENT, b"x")
    with os.fdopen(ear, "rb") as asked_for:
        assert main.serve("read", ".txt", asked_for, answers) == 0
    assert READING not in {frame.kind for frame in FrameDecoder().feed(answers.getvalue())}
