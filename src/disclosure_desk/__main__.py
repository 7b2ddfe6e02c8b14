"""Where the program starts: the only place that knows both the command and the window."""

import sys
from pathlib import Path

_APART = "--apart"
"""What the window calls this program with to have a file read in another process; nobody types it."""


def main() -> int:
    """Run the command that was typed; without one, open the window."""
    arguments = sys.argv[1:]
    if arguments[:1] == [_APART]:
        return _work_apart(*arguments[1:3])
    if not arguments:
        return _open_window(None, None)
    from disclosure_desk import cli  # noqa: PLC0415 - the window starts without what reads a command line

    return cli.run(arguments, _open_window)


def _work_apart(work: str, ending: str) -> int:
    from disclosure_desk.readers.worker.main import serve  # noqa: PLC0415 - without Qt, and not before it is wanted

    with open(0, "rb", closefd=False) as asked, open(1, "wb", closefd=False) as answers:
        return serve(work, ending, asked, answers)


def _open_window(folder: Path | None, source: Path | None) -> int:
    from disclosure_desk.gui.app import open_window  # noqa: PLC0415 - the commands work where Qt cannot start

    return open_window(folder, source)


if __name__ == "__main__":
    raise SystemExit(main())
