"""What a command prints: answers to the standard output, remarks and refusals to the error output."""

import sys
from collections.abc import Sequence
from enum import IntEnum

from disclosure_desk.core.form import Form
from disclosure_desk.readers import Reading
from disclosure_desk.readers.model.remark import Remark

_NAMED_PLACES = 2


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
    remarks = reading.remarks
    if remarks:
        warn(f"{source and f'{source} '}读入时有 {len(remarks)} 条提示，请看一看：")
    for remark in remarks:
        names = place_names(reading.report.form, remark)
        if len(remark.notes) == 1 and names:
            warn(f"  {names[0]}：{remark.text}")
        else:
            warn(f"  {remark.text}{_where(names)}")


def place_names(form: Form, remark: Remark) -> tuple[str, ...]:
    """What the places of a remark are called on the form, each once."""
    known = (form.place_name(note.place) for note in remark.notes if note.place in {*form.cells, *form.texts})
    return tuple(dict.fromkeys(known))


def _where(names: Sequence[str]) -> str:
    """The first places, and how many there are; "" where the remark names none."""
    if not names:
        return ""
    more = f"等 {len(names)} 处" if len(names) > _NAMED_PLACES else ""
    return f"（{'；'.join(names[:_NAMED_PLACES])}{more}）"


def confirm(question: str) -> bool:
    """Whether the user says yes; where nobody sits at a terminal, nobody does."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{question}[y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"y", "yes", "是"}
