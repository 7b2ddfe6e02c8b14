"""A reading process that is started once for a file: afterwards the window hears again what the process answered.

A process of its own takes an eighth of a second, and most tests ask what the window makes of the answer.
"""

import os
from pathlib import Path

from PySide6.QtCore import QTimer

from disclosure_desk.core.own_program import WORKER, own_command
from disclosure_desk.gui.importing.import_process import ChildProcess
from disclosure_desk.readers.worker.protocol import FETCH, READING, FrameDecoder, ProtocolFrame

_ANSWERS: dict[object, tuple[ProtocolFrame, ...]] = {}
"""What was answered, up to a whole reading, by the program that was started, the file's name and what is in it."""


class RecordedProcess(ChildProcess):
    """Starts a process only for what none has read before."""

    def __init__(self, work: str, ending: str, parent: object = None) -> None:
        super().__init__(work, ending, parent)
        self._command, self._heard, self._key = own_command(WORKER, work, ending), [], None
        self.answered.connect(self._keep)

    def start(self, first: bytes) -> None:
        self._key = self._read_before(first)
        answers = _ANSWERS.get(self._key, ())
        if answers:
            QTimer.singleShot(0, self, lambda: [self.answered.emit(frame) for frame in answers])
        else:
            super().start(first)

    def _read_before(self, first: bytes) -> object:
        (frame,) = FrameDecoder().feed(first)
        if frame.kind != FETCH:
            return (*self._command, frame.body)
        path = Path(os.fsdecode(frame.body))
        return (*self._command, path.name, path.read_bytes()) if path.is_file() else None

    def _keep(self, frame: ProtocolFrame) -> None:
        self._heard.append(frame)
        if frame.kind == READING and self._key is not None:
            _ANSWERS.setdefault(self._key, tuple(self._heard))
