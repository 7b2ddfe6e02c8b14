"""Keeps printing within the computer: where no print server is named, CUPS asks on a network socket if one is there."""

from collections.abc import MutableMapping, Sequence
from pathlib import Path

SERVER = "CUPS_SERVER"
LOCAL = "/run/cups/cups.sock"
"""Where the computer's own print server is asked without a network."""


def settings_files() -> Sequence[Path]:
    """Where an office names its print server."""
    return Path("/etc/cups/client.conf"), Path.home() / ".cups" / "client.conf"


def ask_local_print_server(environment: MutableMapping[str, str], files: Sequence[Path]) -> None:
    """Let printers be asked of the computer's own server, unless whoever set it up has named another one."""
    if SERVER not in environment and not any(map(_names_a_server, files)):
        environment[SERVER] = LOCAL


def _names_a_server(path: Path) -> bool:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return False
    return any(line.strip().lower().startswith("servername") for line in lines)
