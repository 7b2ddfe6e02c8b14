"""Where the program starts: the only place that knows both the command and the window."""

import sys
from pathlib import Path

from disclosure_desk import cli


def main() -> int:
    """Run the command that was typed; without one, open the window."""
    return cli.run(sys.argv[1:], _open_window)


def _open_window(folder: Path | None, source: Path | None) -> int:
    from disclosure_desk.gui.app import open_window  # noqa: PLC0415 - the commands work where Qt cannot start

    return open_window(folder, source)


if __name__ == "__main__":
    raise SystemExit(main())
