"""Where the program starts: the only place that knows both the command and the window."""

import sys
from pathlib import Path


def main() -> int:
    """Run the command that was typed; without one, open the window."""
    arguments = sys.argv[1:]
    if not arguments:
        return _open_window(None, None)
    from disclosure_desk import cli  # noqa: PLC0415 - the window starts without what reads a command line

    return cli.run(arguments, _open_window)


def _open_window(folder: Path | None, source: Path | None) -> int:
    from disclosure_desk.gui.app import open_window  # noqa: PLC0415 - the commands work where Qt cannot start

    return open_window(folder, source)


if __name__ == "__main__":
    raise SystemExit(main())
