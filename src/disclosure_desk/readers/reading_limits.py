"""The memory and time that the reading of one file may take, the same for the window's reading process and the command.

A report needs a tenth of either; a file that wants more was made to do harm, or is no report.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from disclosure_desk.readers.child_process.memory_limit import limited_memory
from disclosure_desk.readers.model.errors import ReadError

MEMORY = 200_000_000
"""Bytes that a reading may take beyond what its process has already."""

SECONDS = 90.0
"""More than LibreOffice is given to convert a file."""

TOO_LARGE = "读这份文件要用的内存太多，没有读；请另存为 .docx 或者 .txt 再导入。"
_TOO_SLOW = "读这份文件用的时间太长，没有读完；请只把报告那一部分另存为 .docx 或者 .txt 再导入。"


@contextmanager
def reading_limits(memory: int = MEMORY, seconds: float = SECONDS) -> Iterator[None]:
    """Raise ReadError once what is within the block takes more than so many bytes, or so long.

    Where the system has no such limits, or in another thread than the first, only the other limit holds, or none.
    """
    try:
        with limited_memory(memory), _limited_time(seconds):
            yield
    except MemoryError as error:
        raise ReadError(TOO_LARGE) from error


@contextmanager
def _limited_time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(*_: object) -> None:
        raise ReadError(_TOO_SLOW)

    before = signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
