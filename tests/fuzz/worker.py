"""Reads mutated files in a process of its own, and says of each how it went, so that a crash is no refusal.

`worker.py READER SEED FIRST STEP LAST`: a line when a run starts, a line when it ends. What a reader answers must be a
Reading, a ReadError with one plain sentence, or Cancelled; anything else is a failure.
"""

import os
import re
import sys
import time
import traceback
from functools import cache

_ROOM = 320 * 1024 * 1024
"""How much more the process may take than when it has loaded everything."""


def main() -> None:
    """Run the numbers that the arguments say."""
    reader, *numbers = sys.argv[1:]
    seed, first, step, last = map(int, numbers)
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8", errors="replace")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    from seeds import ENDINGS, seeds  # noqa: PLC0415 - the same

    from disclosure_desk.readers.child_process.memory_limit import limit_memory  # noqa: PLC0415 - the same
    from disclosure_desk.readers.formats.legacy.libreoffice import find_libreoffice  # noqa: PLC0415 - the same
    from mutation import run  # noqa: PLC0415 - slow to load, and not before standard output is taken away

    find_libreoffice.__defaults__ = ((), ())  # whatever a file has become, no office program is started for it
    for content in seeds(reader):
        outcome(content, ENDINGS[reader], None)
    limit_memory(_ROOM)
    for number in range(first, last, step):
        content, calls = run(reader, seed, number)
        out.write(f"start {number}\n")
        start = time.perf_counter()
        kind, words = outcome(content, ENDINGS[reader], calls)
        out.write(f"end {number} {time.perf_counter() - start:.4f} {kind} {' '.join(words.split())}\n")


def outcome(content: bytes, ending: str, calls: int | None) -> tuple[str, str]:
    """How reading went: reading, refusal, cancelled or failure, and words to it."""
    from disclosure_desk.readers import Cancelled, ReadError, Reading, read_content  # noqa: PLC0415 - see main

    left = [calls]

    def progress(share: float) -> None:
        assert 0 <= share <= 1, f"progress {share}"
        if left[0] is not None:
            if left[0] == 0:
                raise Cancelled
            left[0] -= 1

    try:
        reading = read_content(_form(), content, ending, progress)
    except ReadError as error:
        return ("refusal", str(error)) if _is_plain(str(error)) else ("failure", f"not a plain sentence: {error}")
    except Cancelled:
        return "cancelled", ""
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        return "failure", _where(error)
    if not isinstance(reading, Reading):
        return "failure", f"answered {type(reading).__name__}"
    texts = [*reading.report.texts.values(), reading.report.unit, *(note.text for note in reading.report.notes)]
    return ("reading", "") if _is_whole("".join(texts)) else ("failure", "half a character in a text or remark")


@cache
def _form():
    from disclosure_desk.core.form_file import load_form  # noqa: PLC0415 - see main

    return load_form("2021")


def _is_whole(text: str) -> bool:
    """Whether it can be kept and printed: no halves of characters."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_plain(message: str) -> bool:
    """Whether it is one Chinese sentence without a library's words; what it quotes of the file may be anything."""
    own = re.sub("“[^“”]*”", "", message)
    is_sentence = own.endswith("。") and own.count("。") == 1 and not re.search(r"[A-Za-z][A-Za-z_. ]{14,}", own)
    return is_sentence and _is_whole(message)


def _where(error: BaseException) -> str:
    """The error, and the innermost places of the program it came through."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "disclosure_desk" in frame.filename]
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[1]}:{frame.lineno}" for frame in frames[::-1][:3])
    return f"{type(error).__name__}: {str(error)[:160]} at {places}"


if __name__ == "__main__":
    main()
