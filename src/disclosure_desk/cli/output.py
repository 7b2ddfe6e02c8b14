"""What a command says: answers to the standard output, remarks and refusals beside them."""

import sys

from disclosure_desk.readers import Reading


def say(text: str) -> int:
    """Put an answer out at once; 0, the exit code of a command that only had that to say."""
    print(text, flush=True)
    return 0


def warn(text: str) -> None:
    """Put a remark out at once, where it does not mix with answers that another program reads."""
    print(text, file=sys.stderr, flush=True)


def say_bytes(content: bytes) -> None:
    """Put out a document for another program, in its own encoding, whatever the terminal's is."""
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def tell_remarks(reading: Reading, source: str = "") -> None:
    """What had no place in the form, or came in otherwise than it stood; with its source where there are two."""
    if reading.remarks:
        warn(f"{source and f'{source} '}读入时有 {len(reading.remarks)} 处请看一看：")
    form = reading.report.form
    for note in reading.remarks:
        place = f"{form.place_name(note.place)}：" if note.place in form.cells or note.place in form.texts else ""
        text = f"原文是“{note.text}”，不能当作数填进去，先空着。" if note.kind == "original" else note.text
        warn(f"  {place}{text}")
