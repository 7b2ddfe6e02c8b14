"""What a command prints: answers to the standard output, remarks and refusals to the error output."""

import sys
from enum import IntEnum

from disclosure_desk.readers import Reading


class ExitCode(IntEnum):
    """How a command ended."""

    OK = 0
    FAULTS = 1
    """The report has errors, or what was verified is not as it was written."""
    UNREADABLE = 2
    """A file or the command itself could not be understood, or a file could not be written."""


def say(text: str) -> int:
    """Print an answer at once and return the exit code of a command that ends with it."""
    print(text, flush=True)
    return ExitCode.OK


def warn(text: str) -> None:
    """Print a remark at once to the error output, apart from the answers that another program reads."""
    print(text, file=sys.stderr, flush=True)


def say_bytes(content: bytes) -> None:
    """Print a document for another program in its own encoding, whatever the terminal's is."""
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def print_remarks(reading: Reading, source: str = "") -> None:
    """Print what had no place in the form or was read differently from what the file says.

    source: names the file in the heading, where a command reads two.
    """
    if reading.remarks:
        warn(f"{source and f'{source} '}读入时有 {len(reading.remarks)} 处请看一看：")
    form = reading.report.form
    for note in reading.remarks:
        place = f"{form.place_name(note.place)}：" if note.place in form.cells or note.place in form.texts else ""
        text = f"原文是“{note.text}”，不能当作数填进去，先空着。" if note.kind == "original" else note.text
        warn(f"  {place}{text}")


def confirm(question: str) -> bool:
    """Whether the user says yes; where nobody sits at a terminal, nobody does."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{question}[y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}
