"""Reads hostile files and measures each: `.venv/bin/python tests/fuzz/hostile.py [words of names ...]`.

Each file is read and checked in a process of its own, as a library call; then twice more, called off after a moment:
as the window does it (pipe closed, then killed), and as the command is (Ctrl-C). The script listens where the files
would have their readers ask for something.
"""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.checks import check
from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import ReadError, read, read_content
from disclosure_desk.readers.formats.legacy.libreoffice import find_libreoffice
from disclosure_desk.readers.worker.main import serve
from disclosure_desk.readers.worker.protocol import CONTENT, encode_frame

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parent)]

SECONDS, MOST_TO_END, MOST_MEMORY = 2.0, 0.5, 200.0
"""A file takes so many seconds of a processor, or ends so soon when it is called off; and MB more than its own size."""

_BEFORE_CALLED_OFF = 0.3
_FAREWELL = 0.4
"""Seconds that the window gives its process to end by itself."""
_LONGEST = 120
_MB = 1e6
_FORBIDDEN = ("socket.", "os.exec", "os.posix_spawn", "os.system", "os.startfile", "webbrowser.", "urllib.", "ftplib.")


class Ended(NamedTuple):
    """What came of calling a reading off: seconds until it was gone, and whether it had to be killed."""

    seconds: float
    killed: bool = False


class Measured(NamedTuple):
    """What came of a file."""

    name: str
    size: float
    seconds: float
    processor: float
    memory: float
    verdict: str
    let_go: Ended | None = None
    interrupted: Ended | None = None

    @property
    def faults(self) -> list[str]:
        """What is not as it must be."""
        is_ended = self.let_go is None or self.let_go.seconds <= MOST_TO_END
        found = {
            "slow, and not called off": self.processor > SECONDS and not is_ended,
            "memory": self.memory > MOST_MEMORY,
            "broke": self.verdict.startswith("broke"),
        }
        return [fault for fault, is_found in found.items() if is_found]


def main() -> int:
    """Measure the files whose names have one of the words, or all; 1 if any is not as it must be."""
    from hostile_office import FILES as OFFICE  # noqa: PLC0415 - a child needs none of it
    from hostile_office import RAN  # noqa: PLC0415
    from hostile_pdf import FILES as PDF  # noqa: PLC0415
    from hostile_plain import FILES as PLAIN  # noqa: PLC0415
    from hostile_plain import written  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only files that have one of these in their names")
    options = parser.parse_args()
    made = {**PLAIN, **OFFICE, **PDF}
    names = [name for name in made if not options.words or any(word in name for word in options.words)]
    calls = _listen()
    _say(f"{'':52}{'MB':>6}{'s':>7}{'CPU s':>7}{'+MB':>6}  let go  Ctrl-C")
    measured = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            ending, maker = made[name]
            measured.append(_measured(name, written(Path(folder) / f"file{ending}", maker())))
            _say(_line(measured[-1]))
    faults = [one for one in measured if one.faults]
    slow = sum(one.processor > SECONDS for one in measured)
    _say(f"{len(measured)} files, {len(faults)} with faults, {slow} over {SECONDS:.0f} s")
    ran = Path(RAN).exists()
    _say(f"asked for something elsewhere: {len(calls)}; macros that ran: {int(ran)}")
    return int(bool(faults or calls or ran))


def _listen() -> list[str]:
    """Listen where the files would have something fetched; each that comes is written down."""
    from hostile_plain import BAIT  # noqa: PLC0415 - see main

    host, port = BAIT.removeprefix("http://").strip("/").split(":")
    server = socket.create_server((host, int(port)))
    calls: list[str] = []

    def answer() -> None:
        while True:
            caller, address = server.accept()
            calls.append(str(address))
            caller.close()

    threading.Thread(target=answer, daemon=True).start()
    return calls


def _measured(name: str, path: Path) -> Measured:
    size = path.stat().st_size / _MB
    began = time.monotonic()
    with _started("--read", path) as child:
        try:
            output, _ = child.communicate(timeout=_LONGEST)
        except subprocess.TimeoutExpired:
            child.kill()
            output, _ = child.communicate()
    lines = output.decode(errors="replace").splitlines()
    if len(lines) != 2:  # that it starts, and what came of it
        return Measured(name, size, time.monotonic() - began, 0, 0, f"broke: code {child.returncode}")
    result = json.loads(lines[1])
    memory = result["memory"] - (0 if path.stat().st_size >= 100 * _MB else size)
    one = Measured(name, size, result["seconds"], result["processor"], max(memory, 0), result["verdict"])
    if one.seconds < _BEFORE_CALLED_OFF:
        return one
    return one._replace(let_go=_called_off("--serve", path), interrupted=_called_off("--read", path))


def _started(work: str, path: Path) -> subprocess.Popen:
    command = [sys.executable, __file__, work, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _called_off(work: str, path: Path) -> Ended | None:
    """Call the reading off after a moment, and tell how long that takes; None if it was over before."""
    with _started(work, path) as child:
        child.stdout.readline()
        if work == "--serve":
            child.stdin.write(encode_frame(CONTENT, path.read_bytes()))
            child.stdin.flush()
        time.sleep(_BEFORE_CALLED_OFF)
        if child.poll() is not None:
            return None
        began = time.monotonic()
        is_killed = not (_let_go(child) if work == "--serve" else _interrupted(child))
        return Ended(time.monotonic() - began, is_killed)


def _let_go(child: subprocess.Popen) -> bool:
    """As the window does: whether it ends by itself."""
    child.stdin.close()
    return _is_gone(child, _FAREWELL)


def _interrupted(child: subprocess.Popen) -> bool:
    child.send_signal(signal.SIGINT)
    return _is_gone(child, _LONGEST)


def _is_gone(child: subprocess.Popen, patience: float) -> bool:
    with suppress(subprocess.TimeoutExpired):
        child.wait(patience)
        return True
    child.kill()
    child.wait()
    return False


def _line(one: Measured) -> str:
    ends = [
        "" if end is None else f"{end.seconds:.2f}{'k' if end.killed else ''}" for end in (one.let_go, one.interrupted)
    ]
    figures = f"{one.size:6.1f}{one.seconds:7.2f}{one.processor:7.2f}{one.memory:6.0f}{ends[0]:>8}{ends[1]:>8}"
    return f"{one.name:52}{figures}  {one.verdict[:70]} {' '.join(map(str.upper, one.faults))}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _child(work: str, path: Path) -> None:
    """Read the file in this process, or serve its reading as the window asks for it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background work is deaf to it
    form = _everything_loaded()
    out = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.addaudithook(_forbid)
    out.write("start\n")
    if work == "--serve":
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device
            serve("read", path.suffix, sys.stdin.buffer, nowhere)
        return
    Path("/proc/self/clear_refs").write_text("5")
    before, start, worked = _memory("VmRSS"), time.perf_counter(), time.process_time()
    verdict = _verdict(form, path)
    result = {"verdict": verdict, "seconds": time.perf_counter() - start, "processor": time.process_time() - worked}
    out.write(json.dumps(result | {"memory": _memory("VmHWM") - before}) + "\n")


def _everything_loaded() -> Form:
    """The form, once each reader has read a small file."""
    from seeds import ENDINGS, seeds  # noqa: PLC0415 - only a child needs them

    find_libreoffice.__defaults__, kept = ((), ()), find_libreoffice.__defaults__
    form = load_form("2021")
    for reader, ending in ENDINGS.items():
        with suppress(ReadError):
            check(read_content(form, seeds(reader)[0], ending).report)
    find_libreoffice.__defaults__ = kept
    return form


def _forbid(event: str, _: tuple) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


def _memory(name: str) -> float:
    """A figure of this process's memory in MB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) * 1024 / _MB


def _verdict(form: Form, path: Path) -> str:
    try:
        reading = read(form, path)
        start = time.perf_counter()
        findings = check(reading.report)
    except ReadError as error:
        return str(error).removeprefix(f"{path.name}：")
    except BaseException as error:  # noqa: BLE001 - that is what is looked for
        return f"broke: {error!r}"
    checked = time.perf_counter() - start
    return f"read, {len(reading.report.notes)} remarks; checked in {checked:.2f} s, {len(findings)} findings"


if __name__ == "__main__":
    if sys.argv[1:2] in (["--read"], ["--serve"]):
        with suppress(KeyboardInterrupt):
            _child(sys.argv[1], Path(sys.argv[2]))
    else:
        sys.exit(main())
