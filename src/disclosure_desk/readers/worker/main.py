"""The work of the reading process: it reads one file or draws its pages, and the window can end it at any time."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import BinaryIO

from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers import Cancelled, content_of, read_content
from disclosure_desk.readers.child_process.memory_limit import limit_memory
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.naming import with_file_name
from disclosure_desk.readers.reading_limits import MEMORY, TOO_LARGE, reading_limits
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
    ProtocolFrame,
    read_frame,
    write_frame,
)
from disclosure_desk.readers.worker.serialization import serialize_reading

_PROGRESS_INTERVAL = 0.05
"""Seconds between two reports of progress."""


def serve(work: str, ending: str, requests: BinaryIO, answers: BinaryIO) -> int:
    """Do one kind of work, `read` or `draw`, on the file that comes first, and return the exit code."""
    first = read_frame(requests)
    if first is None:
        return 1
    try:
        if work == "read":
            _read(first, ending, _watch_end(requests.fileno()), answers)
        else:
            limit_memory(MEMORY)
            _draw(first.body, requests, answers)
    except MemoryError:
        write_frame(answers, REFUSED, TOO_LARGE.encode())
    return 0


def _watch_end(requests: int) -> Event:
    """Return an event that is set once the window closes its end of the pipe, as it does before it kills the process.

    The reading ends then, and with it what it started itself, such as LibreOffice. A thread waits for it, because no
    other request comes meanwhile, and Windows cannot be asked whether a pipe has ended.
    """
    closed = Event()

    def wait() -> None:
        os.read(requests, 1)
        closed.set()

    Thread(target=wait, daemon=True).start()
    return closed


def _read(first: ProtocolFrame, ending: str, closed: Event, answers: BinaryIO) -> None:
    try:
        content, name = first.body, ""
        if first.kind == FETCH:
            # Where a network share does not answer, only this process waits for it; the window gets the bytes too.
            path = Path(os.fsdecode(first.body))
            content, name = content_of(path), path.name
            write_frame(answers, CONTENT, content)
        with reading_limits():
            found = read_content(load_form(EDITION), content, ending, _progress(closed, answers))
        reading = with_file_name(found, name)
    except ReadError as error:
        write_frame(answers, REFUSED, str(error).encode())
    except FormError as error:
        write_frame(answers, REFUSED, f"程序自带的文件有错：{error}。请重新安装程序，或者交给维护程序的人。".encode())
    except Cancelled:
        pass
    else:
        write_frame(answers, READING, serialize_reading(reading))


def _progress(closed: Event, answers: BinaryIO) -> Callable[[float], None]:
    reported = monotonic()

    def report(share: float) -> None:
        nonlocal reported
        if monotonic() - reported >= _PROGRESS_INTERVAL:
            reported = monotonic()
            if closed.is_set():
                raise Cancelled
            write_frame(answers, PROGRESS, f"{share:.3f}".encode())

    return report


def _draw(content: bytes, requests: BinaryIO, answers: BinaryIO) -> None:
    """Send the pages' sizes, then each page that is requested, until another request comes or none."""
    from disclosure_desk.readers.worker.page_renderer import PageRenderer  # noqa: PLC0415 - reading needs no images

    renderer = PageRenderer(content)
    write_frame(answers, SIZES, b"".join(PAGE_SIZE.pack(*size) for size in renderer.sizes))
    while (frame := read_frame(requests)) and frame.kind == DRAW:
        number, dots_per_inch = PAGE_REQUEST.unpack(frame.body)
        page = renderer.render(number, dots_per_inch)
        if page is None:
            write_frame(answers, NO_IMAGE)
        else:
            header = IMAGE_HEADER.pack(number, dots_per_inch, page.width, page.height, page.stride)
            write_frame(answers, IMAGE, header + page.pixels)
