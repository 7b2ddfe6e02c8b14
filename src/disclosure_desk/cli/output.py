"""What a command prints: answers to the standard output, remarks and refusals to the error output, or JSON."""

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from enum import IntEnum
from typing import NamedTuple, TextIO

from disclosure_desk import __version__
from disclosure_desk.text.printable import json_line, printable
from disclosure_desk.writers.errors import why_not_written

_DOCUMENT_VERSION = 1
"""Of the JSON documents; it grows where a program that reads them would no longer understand them."""


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    FAULTS = 1
    """The report has errors, or what was verified is not as it was written."""
    UNREADABLE = 2
    """A file or the command itself could not be understood, or a file could not be written."""


class OutputError(Exception):
    """What a command says cannot be written to where it was sent; the message says why."""


class Output(NamedTuple):
    """Where one command says what it has to say.

    quiet: only verdicts and errors. is_json: nothing but one document at the end. to_errors: the answers, too, because
    the standard output is the file that is written.
    """

    command: str
    quiet: bool = False
    is_json: bool = False
    to_errors: bool = False

    def print(self, *columns: str) -> None:
        """Print an answer at once: one line, whatever the texts in it are, with a tab between its columns."""
        line = _line(columns)
        if self.to_errors:
            self._write(line)
        elif not self.is_json:
            print_text(line)

    def detail(self, *columns: str) -> None:
        """Print a line at once that somebody who only wants the outcome leaves out."""
        if not self.quiet:
            self.print(*columns)

    def warn(self, text: str) -> None:
        """Print a remark in a line at once, apart from the answers that another program reads."""
        if not self.quiet:
            self._write(_line([text]))

    def fail(self, text: str) -> None:
        """Print in a line what was not done and why."""
        self._write(_line([text]))

    def _write(self, line: str) -> None:
        if not self.is_json:
            warn(line)

    def end(self, code: ExitCode, content: Mapping[str, object]) -> int:
        """Answer with the exit code, and in JSON with what was said, as data."""
        if self.is_json:
            self._print_document(code, content)
        return code

    def end_in_error(self, kind: str, message: str) -> int:
        """Answer that the command was not carried out."""
        return self.end(ExitCode.UNREADABLE, {"error": {"kind": kind, "message": message}})

    def _print_document(self, code: ExitCode, content: Mapping[str, object]) -> None:
        head = {"command": self.command, "version": _DOCUMENT_VERSION, "program": __version__, "exit_code": int(code)}
        lines = json.dumps({**head, **content}, ensure_ascii=False, indent=2).split("\n")
        document = "".join(f"{json_line(line)}\n" for line in lines).encode()
        if self.to_errors:
            if sys.stderr is not None:
                sys.stderr.buffer.write(document)
        else:
            print_bytes(document)


def _line(columns: Iterable[str]) -> str:
    return "\t".join(map(printable, columns))


def print_text(text: str) -> int:
    """Print an answer at once and return the exit code of a command that ends with it; raises OutputError."""
    _expect_output()
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _output_error(error) from error
    return ExitCode.OK


def print_bytes(content: bytes) -> None:
    """Print a document for another program in its own encoding, whatever the terminal's is; raises OutputError."""
    _expect_output()
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _output_error(error) from error


def _expect_output() -> None:
    """Raise OutputError where whoever started the command has closed its standard output."""
    if sys.stdout is None:
        raise OutputError("输出写不出去：标准输出没有打开。")


def _output_error(error: OSError) -> OutputError:
    drop_output()
    return OutputError(f"输出写不出去：{why_not_written(error)}。")


def drop_output() -> None:
    """Send what is still to be printed nowhere, so that Python does not complain of it once more at its end."""
    _send_nowhere(sys.stdout)


def _send_nowhere(stream: TextIO | None) -> None:
    if stream is None:
        return
    with suppress(OSError, ValueError):  # it may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def warn(text: str) -> None:
    """Print a remark at once to the error output; where that takes nothing, nobody can be told."""
    if sys.stderr is None:
        return  # or Python would print it among the answers
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        _send_nowhere(sys.stderr)  # or Python tries once more at its end, and ends with a code of its own


def confirm(question: str) -> bool:
    """Whether the user says yes; where nobody sits at a terminal, nobody does."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        return False
    print(f"{question}[y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}
