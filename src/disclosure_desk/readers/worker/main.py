"""The reading process: reads one file and draws its pages apart from the desk, which can end it at any time."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import BinaryIO

from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.readers import Cancelled, content_of, read_content
from disclosure_desk.readers.child_process.memory_limit import limit_memory
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.worker.protocol import (
    CONTENT,
    DRAW,
    FETCH,
    IMAGE,
    NO_IMAGE,
    ORDER,
    PICTURE,
    PROGRESS,
    READING,
    REFUSED,
    SIZE,
    SIZES,
    Frame,
    read_frame,
    write_frame,
)
from disclosure_desk.readers.worker.serialization import dumped

_MORE_MEMORY = 200_000_000
_TOO_LARGE = "读这份文件要用的内存太多，没有读；请另存为 .docx 或者 .txt 再导入。"
_PAUSE = 0.05
"""Seconds between two words about the progress."""


def serve(work: str, ending: str, asked: BinaryIO, answers: BinaryIO) -> int:
    """Do one kind of work, `read` or `draw`, on what comes first; answers the exit code."""
    first = read_frame(asked)
    if first is None:
        return 1
    try:
        if work == "read":
            gone = _watched(asked.fileno())
            limit_memory(_MORE_MEMORY)
            _read(first, ending, gone, answers)
        else:
            limit_memory(_MORE_MEMORY)
            _draw(first.body, asked, answers)
    except MemoryError:
        write_frame(answers, REFUSED, _TOO_LARGE.encode())
    return 0


def _watched(asked: int) -> Event:
    """Set once the desk lets go of its end, as it does before it kills: other programs have to be ended, too.

    A thread waits for it, for no more is said meanwhile, and Windows cannot be asked whether a pipe has ended.
    """
    gone = Event()

    def wait() -> None:
        os.read(asked, 1)
        gone.set()

    Thread(target=wait, daemon=True).start()
    return gone


def _read(first: Frame, ending: str, gone: Event, answers: BinaryIO) -> None:
    try:
        content = _fetched(first.body, answers) if first.kind == FETCH else first.body
        reading = read_content(load_form(EDITION), content, ending, _told_now_and_then(gone, answers))
    except ReadError as error:
        write_frame(answers, REFUSED, str(error).encode())
    except Cancelled:
        pass
    else:
        write_frame(answers, READING, dumped(reading))


def _fetched(place: bytes, answers: BinaryIO) -> bytes:
    """The bytes of a file, which the desk gets too: where a share does not answer, only this process waits for it."""
    content = content_of(Path(os.fsdecode(place)))
    write_frame(answers, CONTENT, content)
    return content


def _told_now_and_then(gone: Event, answers: BinaryIO) -> Callable[[float], None]:
    told = monotonic()

    def tell(share: float) -> None:
        nonlocal told
        if monotonic() - told >= _PAUSE:
            told = monotonic()
            if gone.is_set():
                raise Cancelled
            write_frame(answers, PROGRESS, f"{share:.3f}".encode())

    return tell


def _draw(content: bytes, asked: BinaryIO, answers: BinaryIO) -> None:
    """Tell the pages' sizes, then draw what is asked for until nothing more is."""
    from disclosure_desk.readers.worker.drawing import Drawing  # noqa: PLC0415 - reading needs no images

    drawing = Drawing(content)
    write_frame(answers, SIZES, b"".join(SIZE.pack(*size) for size in drawing.sizes))
    while (frame := read_frame(asked)) and frame.kind == DRAW:
        number, dots = ORDER.unpack(frame.body)
        picture = drawing.picture(number, dots)
        if picture is None:
            write_frame(answers, NO_IMAGE)
        else:
            head = PICTURE.pack(number, dots, picture.width, picture.height, picture.stride)
            write_frame(answers, IMAGE, head + picture.pixels)
