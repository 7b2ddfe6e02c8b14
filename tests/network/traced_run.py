"""Runs the whole program under strace and tells every socket that it opened: only those within the computer may be.

    python tests/network/traced_run.py            this checkout: its commands, and the window with its dialogs
    python tests/network/traced_run.py PROGRAM    one that is installed, without the dialogs

Needs strace. Ends with 0 if no socket was opened but AF_UNIX, by which a program talks to the display and the desktop.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "resources" / "examples" / "wangjiang-2025.txt"
_CALLS = "socket,connect,bind,sendto,sendmsg"
_FAMILY = re.compile(r"\b(?:socket\(|sa_family=)(AF_\w+|PF_\w+)")
_WITHIN = {"AF_UNIX", "AF_LOCAL", "AF_UNSPEC"}
_WINDOW_SECONDS = 12
"""So long the window has for its start and an import before it is asked to end."""


def families(trace: str) -> Counter[str]:
    """How often each family of addresses stands in what strace wrote."""
    return Counter(_FAMILY.findall(trace))


def traced(command: Sequence[str | Path], place: Path, seconds: int = 0) -> Counter[str]:
    """Run a command with all its children under strace, ended after so many seconds; the families of its sockets."""
    log = place / "trace"
    limit = ["timeout", "--signal=TERM", "--kill-after=5", str(seconds)] if seconds else []
    strace = ["strace", "-f", "-qq", "-e", f"trace={_CALLS}", "-o", log]
    told = subprocess.run([*strace, *limit, *command], cwd=place, capture_output=True, text=True, check=False)
    ended_as_asked = told.returncode in {0, 124} if seconds else told.returncode == 0
    if not ended_as_asked:
        raise SystemExit(f"{command}: exit code {told.returncode}: {told.stderr.strip()[-300:]}")
    return families(log.read_text(encoding="utf-8", errors="replace"))


def commands(program: Path, place: Path) -> Iterator[tuple[str, list[str | Path], int]]:
    """Everything that is run, each with its name and its seconds, 0 where it ends by itself."""
    data = ["--data", place / "data"]
    who = [*data, "--operator", "张三"]
    formats = [f"a.{ending}" for ending in ("pdf", "ofd", "docx", "xlsx", "html", "json")]
    yield "convert", [program, "convert", EXAMPLE, *formats], 0
    for source in formats:
        yield f"convert {source}", [program, "convert", source, f"from-{source}.json"], 0
    yield "convert --archive-copy", [program, "convert", EXAMPLE, "copy.pdf", "--archive-copy"], 0
    yield "check", [program, "check", "a.docx"], 0
    yield "fee", [program, "fee", "--requests", "35"], 0
    yield "import", [program, "import", "a.json", *who], 0
    for name in "甲乙丙丁":
        yield "sign", [program, "sign", "1", *data, "--operator", name], 0
    yield "seal", [program, "seal", "1", *who], 0
    yield (
        "publish",
        [program, "publish", "1", *who, "--date", "2026-01-25", "--address", "https://www.gov.example/1"],
        0,
    )
    yield "archive export", [program, "archive", "export", "1-v1", "out.zip", "--for", "查阅", *who], 0
    yield "backup", [program, "backup", *data], 0
    yield "verify", [program, "verify", place / "data"], 0
    yield "archive list", [program, "archive", "list", *data], 0
    yield "self-check", [program, "self-check", "--kills", "3", *data], 0
    yield (
        "the window with an import",
        [program, "--data", place / "window", "--open", place / "a.docx"],
        _WINDOW_SECONDS,
    )


def dialogs(place: Path) -> tuple[str, list[str | Path], int]:
    """The window driven through its pages and dialogs, as for their pictures."""
    pictures = [ROOT / "tests" / "screenshots" / "take.py", place / "pictures", "--screens", "1366x768", "--light"]
    return "the window with its pages and dialogs", [sys.executable, *pictures], 0


def main() -> int:
    if shutil.which("strace") is None:
        raise SystemExit("strace is missing: apt-get install strace")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    program = Path(sys.argv[1] if len(sys.argv) > 1 else Path(sys.executable).with_name("disclosure-desk"))
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        wanted = [*commands(program, place), *([] if len(sys.argv) > 1 else [dialogs(place)])]
        for name, command, seconds in wanted:
            found = traced(command, place, seconds)
            outside = {family for family in found if family not in _WITHIN}
            faults += bool(outside)
            told = "、".join(f"{family} {count}" for family, count in sorted(found.items())) or "none"
            sys.stdout.write(f"{'FAULT' if outside else 'ok':5} {name}: {told}\n")
            sys.stdout.flush()
        imported = (place / "window" / "desk.sqlite3").is_file()
    if not imported:
        raise SystemExit("The window made no data file: it was not open long enough, or not at all.")
    sys.stdout.write(f"{len(wanted)} runs, {faults} with a socket to the outside\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
