"""The start of the program: the only module that knows both the command line and the window."""

import atexit
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from disclosure_desk.core.own_program import WORKER

if TYPE_CHECKING:
    from pathlib import Path  # what a command imports, it imports once the collector is slow

_COLLECT_AFTER = 200_000
"""How many new objects Python waits for before it looks for reference cycles; its own choice is 700."""


def main() -> int:
    """Run the command that was typed; without one, open the window."""
    arguments = sys.argv[1:]
    if arguments[:1] == [WORKER]:
        return _run_worker(*arguments[1:3])
    if not arguments:
        return _open_window(None, None)
    is_command = not arguments[0].startswith("-")
    with _few_collections() if is_command else nullcontext():
        from disclosure_desk.cli.main import run  # noqa: PLC0415 - the window starts without the command line

        return run(arguments, _open_window)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Let the garbage collector run seldom, and not once more over everything when the program ends.

    A command mostly imports modules, whose objects stay to its end: looking through them finds nothing, and took a
    sixth of the time of a conversion.
    """
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER)
    atexit.register(gc.freeze)
    try:
        yield
    finally:
        # Now all that is there is old. Else the next object would have Python look through it at once: 7 ms.
        gc.freeze()
        gc.unfreeze()
        gc.set_threshold(*before)


def _run_worker(work: str, ending: str = "") -> int:
    """Do a piece of work for another process of the program; each loads what it needs and no more."""
    if work == "desktop":
        from disclosure_desk.gui.acceptance.desktop_search import print_desktop  # noqa: PLC0415 - loads Qt

        return print_desktop()
    if work == "kills":
        from disclosure_desk.acceptance.kill_work import serve_kills  # noqa: PLC0415 - loads the store

        with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as responses:
            return serve_kills(requests, responses)
    from disclosure_desk.readers.worker.main import serve  # noqa: PLC0415 - only the worker needs it, and no Qt

    with open(0, "rb", closefd=False) as requests, open(1, "wb", closefd=False) as responses:
        return serve(work, ending, requests, responses)


def _open_window(folder: "Path | None", source: "Path | None") -> int:
    gc.disable()  # until the end: the window collects by itself, in its own thread and only while it is idle
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 - Qt or a library it loads may be missing
    except ImportError as error:
        # Without a console, as on Windows, there is no error output, and this is lost as all else would be.
        library = str(error).partition(":")[0]  # `libEGL.so.1`, or a sentence in English
        missing = error.name if " " in library else library
        words = f"打不开窗口，本机缺少要用的组件：{missing}。请维护人员装上。"
        words += "\n其他命令不用窗口，见 disclosure-desk --help。"
        print(words, file=sys.stderr)  # noqa: T201 - no command was typed
        return 2
    from disclosure_desk.gui.app import open_window  # noqa: PLC0415 - the commands work without Qt

    return open_window(folder, source)


if __name__ == "__main__":
    raise SystemExit(main())
