"""A process of its own that reads a file or draws its pages: whatever the file does, the window goes on."""

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Signal

from disclosure_desk.core.own_program import WORKER, own_command
from disclosure_desk.readers.child_process.cleanup import clean_up_after
from disclosure_desk.readers.formats.file_type import ENDINGS
from disclosure_desk.readers.worker.protocol import (
    CONTENT,
    FETCH,
    PROGRESS,
    READING,
    REFUSED,
    FrameDecoder,
    ProtocolError,
    ProtocolFrame,
    encode_frame,
)
from disclosure_desk.readers.worker.serialization import FormLoader, deserialize_reading

if TYPE_CHECKING:
    from disclosure_desk.readers import Reading

_LOG = logging.getLogger(__name__)
_FAREWELL = 1500
"""Milliseconds that a process has to end what it has started itself, and to take the files of that off the disk."""
_PATIENCE = 3000
"""Milliseconds that a killed process is waited for."""
_WITHOUT_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_BROKEN = "读这份文件时出了差错，没有读完；文件可能损坏了，请打开它另存一次再导入。"
_NOT_STARTED = "没能开始读这份文件：电脑的内存可能不够，请关掉几个程序再试。"


class ChildProcess(QObject):
    """A process that answers with frames; it is gone when `stop` returns, and the object has to be stopped."""

    answered = Signal(object)
    """Frame: what it said."""
    broken = Signal(str)
    """It ended too early, or never began; the message is for the clerk."""

    def __init__(self, work: str, ending: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frames, self._number = FrameDecoder(), 0
        self._process = QProcess(self)
        program, *arguments = own_command(WORKER, work, ending)
        self._process.setProgram(program)
        self._process.setArguments(arguments)
        if sys.platform != "win32":  # by its session all that it starts is found again
            self._process.setUnixProcessParameters(QProcess.UnixProcessFlag.CreateNewSession)
        self._process.readyReadStandardOutput.connect(self._take)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail_on_error)

    def start(self, first: bytes) -> None:
        """Begin, with a message that has the bytes of the file, or tells where it lies."""
        self._process.start()
        self._number = int(self._process.processId())
        self.send(first)

    def send(self, message: bytes) -> None:
        """Ask for something more."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.write(message)

    def stop(self) -> None:
        """End it at once, whatever it does; nothing more is said."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.closeWriteChannel()
            if not self._process.waitForFinished(_FAREWELL):
                self._kill()
                self._process.waitForFinished(_PATIENCE)

    def _take(self) -> None:
        try:
            for frame in self._frames.feed(bytes(self._process.readAllStandardOutput().data())):
                self.answered.emit(frame)
        except ProtocolError:
            self._kill()

    def _kill(self) -> None:
        """Kill it; Windows ends what it started only with it, other systems let that be found later."""
        if sys.platform == "win32":
            command = ["taskkill", "/T", "/F", "/PID", str(self._number)]
            subprocess.run(command, check=False, capture_output=True, creationflags=_WITHOUT_WINDOW)  # noqa: S603
        self._process.kill()

    def _end(self, _code: int, status: QProcess.ExitStatus) -> None:
        if status == QProcess.ExitStatus.CrashExit:
            clean_up_after(self._number)
        self._take()
        self.broken.emit(_BROKEN)

    def _fail_on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.broken.emit(_NOT_STARTED)


class ImportProcess(QObject):
    """Reads one file; `done`, `refused` or, after `stop`, nothing is the last that is heard of it."""

    fetched = Signal(object)
    """bytes: what is in the file that had to be fetched."""
    progressed = Signal(float)
    done = Signal(object)
    """Reading: what the file says."""
    refused = Signal(str)
    """Why there is no reading, for the clerk, without the file's name."""

    def __init__(self, forms: FormLoader, ending: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._forms, self._ending, self._since = forms, ending, time.monotonic()
        self._process = ChildProcess("read", ending, self)
        self._process.answered.connect(self._take)
        self._process.broken.connect(self._refuse)
        self._take_by_kind: dict[bytes, Callable[[bytes], None]] = {
            CONTENT: self.fetched.emit,
            PROGRESS: lambda body: self.progressed.emit(float(body)),
            READING: self._finish,
            REFUSED: lambda body: self._refuse(body.decode()),
        }

    def start(self, content: bytes) -> None:
        """Begin to read these bytes."""
        self._process.start(encode_frame(CONTENT, content))

    def fetch(self, path: Path) -> None:
        """Begin to read a file; the process gets it itself, and answers with its bytes first."""
        self._process.start(encode_frame(FETCH, os.fsencode(path.absolute())))

    def stop(self) -> None:
        """End the reading; nothing of it is left."""
        self._process.stop()

    def _take(self, frame: ProtocolFrame) -> None:
        self._take_by_kind[frame.kind](frame.body)

    def _finish(self, body: bytes) -> None:
        reading: Reading = deserialize_reading(self._forms, body)
        self._log("done")
        self.stop()
        self.done.emit(reading)

    def _refuse(self, words: str) -> None:
        self._log("refused")
        self.stop()
        self.refused.emit(words)

    def _log(self, end: str) -> None:
        kind = self._ending if self._ending in ENDINGS else "a file"
        _LOG.info("read %s: %s after %.2f s", kind, end, time.monotonic() - self._since)
