"""Takes hostile files in as a clerk does, by the command and by the window: `hostile_ways.py [words of names ...]`.

By the command each is converted, or is what else the command is told to read; in the window each is imported, looked
through, and called off where it takes long. Measured is what it takes above a small file of the same kind.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

sys.path[:0] = [str(Path(__file__).parents[1] / "support"), str(Path(__file__).parent)]

SECONDS, MOST_MEMORY, MOST_TO_END = 2.0, 200.0, 2.5
"""So many seconds of a processor or called off so soon, and MB more than a small file takes, and than its own size."""
_BEFORE_CALLED_OFF = 0.5
_LONGEST = 100
_MB = 1e6
_LARGE = 60
"""A file of more MB is refused before it is read."""


class Cost(NamedTuple):
    """What a run took: seconds of the processor, and MB at most."""

    processor: float = 0.0
    memory: float = 0.0

    def above(self, other: "Cost", size: float = 0.0) -> "Cost":
        """What it took more than another one and its own file's MB."""
        memory = self.memory - other.memory - (size if size < _LARGE else 0)
        return Cost(max(self.processor - other.processor, 0.0), max(memory, 0.0))


class Taken(NamedTuple):
    """What came of one file on one way; window: what the window's own process took; ended: seconds to call it off."""

    way: str
    name: str
    size: float
    cost: Cost
    words: str
    window: Cost = Cost()
    ended: float | None = None

    @property
    def faults(self) -> list[str]:
        """What is not as it must be."""
        is_let_go = self.ended is not None and self.ended <= MOST_TO_END
        found = {
            "slow": self.cost.processor > SECONDS and not is_let_go,
            "memory": self.cost.memory > MOST_MEMORY,
            "keeps the window": self.window.processor > SECONDS,
            "fills the window": self.window.memory > MOST_MEMORY,
            "broke": self.words.startswith("broke"),
        }
        return [fault for fault, is_found in found.items() if is_found]


def main() -> int:
    """Take in the files whose names have one of the words, or all; 1 if any is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only files that have one of these in their names")
    parser.add_argument("--way", choices=["command", "window"], help="only on this way")
    parser.add_argument("--every", type=int, default=1, help="only each nth file")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        taken = list(_taken(Path(folder), asked))
    for line in _table(taken):
        _say(line)
    faults = [one for one in taken if one.faults]
    files = len({one.name for one in taken})
    _say(f"{files} files, {len(taken)} runs, {len(faults)} with faults")
    return int(bool(faults))


def _taken(folder: Path, asked: argparse.Namespace) -> Iterator[Taken]:
    from hostile_plain import written  # noqa: PLC0415 - the window's process needs none of the files

    made, others = _files(asked.words, asked.every)
    base, window_base = {}, {}
    if asked.way != "window":
        base = {ending: _small(folder, ending) for ending in {made[name][0] for name in made} | {".json"}}
        for name, laid in others.items():
            yield _shown(_other(_room(folder), name, laid, base[".json"]))
    window = None if asked.way == "command" else Window(_room(folder))
    for name, (ending, maker) in made.items():
        path = written(_room(folder) / f"a{ending}", maker())
        if asked.way != "window":
            yield _shown(_converted(name, path, base[ending]))
        if window:
            if ending not in window_base:
                window_base[ending] = window.take(_small_file(folder, ending))["reading"]
            yield _shown(_imported(name, path, window, window_base[ending]))
        path.unlink()
    if window:
        window.end()


def _files(words: Sequence[str], every: int) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """The files to be imported, and the other things that the command reads."""
    from hostile_command import ways  # noqa: PLC0415 - see above
    from hostile_office import FILES as OFFICE  # noqa: PLC0415
    from hostile_pdf import FILES as PDF  # noqa: PLC0415
    from hostile_plain import FILES as PLAIN  # noqa: PLC0415

    chosen = []
    for files in ({**PLAIN, **OFFICE, **PDF}, ways()):
        names = [name for name in files if not words or any(word in name for word in words)][::every]
        chosen.append({name: files[name] for name in names})
    return chosen[0], chosen[1]


def _room(folder: Path) -> Path:
    return Path(tempfile.mkdtemp(dir=folder))


def _small_file(folder: Path, ending: str) -> Path:
    from seeds import ENDINGS, seeds  # noqa: PLC0415 - see above

    reader = next(name for name, one in ENDINGS.items() if one == ending)
    path = _room(folder) / f"a{ending}"
    path.write_bytes(seeds(reader)[0])
    return path


def _small(folder: Path, ending: str) -> Cost:
    return _run(_convert(_small_file(folder, ending)))[0]


def _convert(path: Path) -> list[str]:
    return ["convert", str(path), str(path.with_name("r.json")), "--force"]


def _converted(name: str, path: Path, base: Cost) -> Taken:
    return _measured("command", name, path.stat().st_size / _MB, _convert(path), base)


def _other(folder: Path, name: str, laid: Any, base: Cost) -> Taken:
    words = laid(folder)
    size = sum(path.stat().st_size for path in folder.rglob("a*") if path.is_file() and not path.is_symlink()) / _MB
    return _measured("command", name, size, words, base)


def _measured(way: str, name: str, size: float, words: Sequence[str], base: Cost) -> Taken:
    cost, said = _run(words)
    taken = Taken(way, name, size, cost.above(base, size), said)
    if taken.cost.processor <= SECONDS:
        return taken
    return taken._replace(ended=_interrupted(words))


def _command(words: Sequence[str]) -> subprocess.Popen:
    command = [sys.executable, "-m", "disclosure_desk", *words]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def _run(words: Sequence[str]) -> tuple[Cost, str]:
    """What the command took and said, "broke" where it said what nobody should read."""
    with _command(words) as child, tempfile.TemporaryFile() as heard:
        end = time.monotonic() + _LONGEST
        os.set_blocking(child.stdout.fileno(), False)
        memory = 0.0
        while True:
            heard.write(child.stdout.read() or b"")
            memory = max(memory, most_memory(child.pid))
            number, status, used = os.wait4(child.pid, os.WNOHANG)
            if number:
                break
            if time.monotonic() > end:
                os.kill(child.pid, signal.SIGKILL)
            time.sleep(0.005)
        heard.write(child.stdout.read() or b"")
        child.returncode = os.waitstatus_to_exitcode(status)
        heard.seek(0)
        said = heard.read().decode(errors="replace")
    cost = Cost(used.ru_utime + used.ru_stime, memory)
    is_word = child.returncode in {0, 1, 2} and "Traceback" not in said and "没有料到" not in said and said.strip()
    return cost, " ".join(said.split()) if is_word else f"broke: code {child.returncode}, {said[-300:]}"


def most_memory(process: int | str) -> float:
    """How many MB a process had at most, 0 where it is gone; what the system says at its end counts its parent's."""
    with suppress(OSError):
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0) * 1024 / _MB
    return 0.0


def _interrupted(words: Sequence[str]) -> float:
    """Seconds until the command is gone after Ctrl+C."""
    with _command(words) as child:
        time.sleep(1 + _BEFORE_CALLED_OFF)  # it takes so long to start
        began = time.monotonic()
        child.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            child.communicate(timeout=_LONGEST)
        child.kill()
        return time.monotonic() - began


class Window:
    """The window in a process of its own, which is told one file after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begin()

    def _begin(self) -> None:
        command = [sys.executable, __file__, "--window", str(_room(self._folder))]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)

    def take(self, path: Path) -> dict[str, Any]:
        """What came of a file; it is begun anew where it broke."""
        self._child.stdin.write(f"{path}\n".encode())
        self._child.stdin.flush()
        line = self._child.stdout.readline()
        if not line:
            self.end()
            words = f"broke: the window ended with {self._child.returncode}"
            self._begin()
            return {"words": words, "reading": Cost(), "window": Cost(), "ended": None}
        told = json.loads(line)
        return {**told, "reading": Cost(*told["reading"]), "window": Cost(*told["window"])}

    def end(self) -> None:
        """Close the window."""
        self._child.stdin.close()
        self._child.wait()
        self._child.stdout.close()


def _imported(name: str, path: Path, window: Window, base: Cost) -> Taken:
    size, told = path.stat().st_size / _MB, window.take(path)
    shown = told["window"].above(Cost(), size)
    return Taken("window", name, size, told["reading"].above(base, size), told["words"], shown, told["ended"])


def _shown(one: Taken) -> Taken:
    ended = "" if one.ended is None else f"off in {one.ended:.2f}"
    figures = f"{one.size:7.1f}{one.cost.processor:7.2f}{one.cost.memory:6.0f}"
    window = f"{one.window.processor:6.2f}{one.window.memory:6.0f}" if one.way == "window" else " " * 12
    words = f"{one.words[:60]} {' '.join(map(str.upper, one.faults))}"
    _say(f"{one.way:8}{one.name:58}{figures}{window} {ended:12}{words}")
    return one


def _table(taken: Sequence[Taken]) -> Iterator[str]:
    """For each kind how many there were, and the worst of them."""
    kinds = defaultdict(list)
    for one in taken:
        kinds[one.way, one.name.partition(":")[0]].append(one)
    yield f"{'':40}{'runs':>6}{'CPU s':>8}{'+MB':>7}{'window s':>10}{'+MB':>6}  called off, longest"
    for (way, kind), of_kind in kinds.items():
        worst = [max(one.cost.processor for one in of_kind), max(one.cost.memory for one in of_kind)]
        window = [max(one.window.processor for one in of_kind), max(one.window.memory for one in of_kind)]
        ended = [one.ended for one in of_kind if one.ended is not None]
        off = f"{len(ended)}, {max(ended):.2f} s" if ended else ""
        yield f"{way:10}{kind:30}{len(of_kind):6}{worst[0]:8.2f}{worst[1]:7.0f}{window[0]:10.2f}{window[1]:6.0f}  {off}"


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        from hostile_window import serve

        serve(Path(sys.argv[2]))
    else:
        sys.exit(main())
