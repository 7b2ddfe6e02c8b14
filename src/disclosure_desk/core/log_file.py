"""The program's own log: what it opened, read, wrote, sealed and refused, and how long that took, for who maintains it.

It lies in the data folder, in `logs/`, and is handed to strangers. So nothing of a report goes into it, no text and no
figure, and no name of a person, an office or a file: messages are fixed words with a format, a count or a duration, and
of an error of a library or the system its type, its place in the program and what is left of its words once masked.
"""

import logging
import re
import traceback
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from disclosure_desk.core.program_log import program_logger
from disclosure_desk.text.lazy_pattern import lazy_pattern

FOLDER = "logs"
FILE = "disclosure-desk.log"
_MOST_BYTES = 500_000
_OLD_FILES = 3
_PROGRAM = program_logger()
_PATH = lazy_pattern(r"(?:[A-Za-z]:)?[\\/][^\s'\"]*")
_NOT_ASCII = lazy_pattern(r"[^\x00-\x7f]+")
_QUOTED = lazy_pattern(r"'([^']*)'|\"([^\"]*)\"")
_NAME = lazy_pattern(r"[A-Za-z_.]+")
_DIGITS = lazy_pattern(r"[0-9]+")
_Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class LogFile(logging.FileHandler):
    """The log of a data folder, from `start` to `close`; full, it is put aside as `.1`, and what was `.1` as `.2`.

    It writes where the folder `logs/` is, which is made once the data folder has been opened: one that is refused stays
    as it is. That the log cannot be written, as on a full disk, never stops the work.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / FOLDER / FILE
        super().__init__(path, encoding="utf-8", delay=True)
        self.path = path
        self.setFormatter(_MaskingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))

    def start(self) -> None:
        """Take what the program logs from now on."""
        _PROGRAM.addHandler(self)
        _PROGRAM.setLevel(logging.INFO)

    def close(self) -> None:
        """Take nothing more."""
        _PROGRAM.removeHandler(self)
        super().close()

    def _open(self) -> TextIOWrapper:
        """The file to write to; raises OSError for a pipe or a device, on which the program would wait."""
        if self.path.exists() and not self.path.is_file():
            raise FileExistsError(self.path)
        return super()._open()

    def emit(self, record: logging.LogRecord) -> None:
        """Write what the program says, into a new file where the old one has no room for it."""
        try:
            if self.path.is_file() and self.path.stat().st_size + len(self.format(record)) > _MOST_BYTES:
                self._put_aside()
            super().emit(record)
        except OSError:
            self.handleError(record)

    def _put_aside(self) -> None:
        # Loaded only here: it brings sockets and pickling, 6 ms of the 280 that the window's start takes the processor.
        from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - see above

        if self.stream is not None:
            self.stream.close()
            self.stream = None
        RotatingFileHandler(self.path, backupCount=_OLD_FILES, encoding="utf-8", delay=True).doRollover()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Leave the record out."""


def make_log_folder(folder: Path) -> Path:
    """The folder of the logs in a data folder, made where it can be."""
    with suppress(OSError):
        (folder / FOLDER).mkdir(exist_ok=True)
    return folder / FOLDER


class _MaskingFormatter(logging.Formatter):
    def formatException(self, ei: _Raised) -> str:  # noqa: N802 - logging's own name
        """The traceback with the program's own lines, but without what an error's words may quote of a report."""
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        frames = [
            f'  File "{_short(frame.filename)}", line {frame.lineno}, in {frame.name}'
            for frame in traceback.extract_tb(trace)
        ]
        return "\n".join(["Traceback:", *frames, f"{kind.__qualname__}: {masked(error)}"])


def masked(error: BaseException) -> str:
    """What an error says, without paths, digits, quoted words and any character that is not ASCII."""
    if isinstance(error, OSError):
        return f"errno {error.errno}"
    text = _QUOTED.sub(_unless_a_name, str(error))
    for pattern, put in ((_PATH, "…"), (_NOT_ASCII, "…"), (_DIGITS, "0")):
        text = pattern.sub(put, text)
    return text


def _unless_a_name(quoted: re.Match[str]) -> str:
    """Quoted words masked, but for those that can be a name in the program: which attribute lacks, which key."""
    return quoted[0] if _NAME.fullmatch(quoted[0][1:-1]) else "'…'"


def _short(filename: str) -> str:
    """The file of a frame from its package on, because the folders before it name the user."""
    parts = Path(filename).parts
    places = [place for place, part in enumerate(parts) if part in {_PROGRAM.name, "site-packages"}]
    return "/".join(parts[places[-1] :]) if places else parts[-1]
