"""Lets LibreOffice, where the desk has it, turn an old file into one we read: without macros or links, in time."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic

from disclosure_desk.readers.child_process.cleanup import folder_prefix
from disclosure_desk.readers.child_process.memory_limit import more_memory
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/opt/apps/*/files/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice*/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice*/program/soffice.com",
)
"""Where it lies where the path does not say."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}
</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SAFE = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Calc/Content/Update", "Link", "2"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Calc/Formula/Load", "ODFRecalcMode", "1"),
)
"""No macro is run and no link followed, formulas keep the results that the office saved."""

_FOREIGN = ("LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "QT_PLUGIN_PATH")
"""What our own program may have set for itself, and another must not have."""

_MORE_MEMORY = 1_000_000_000
_LONGEST = 60.0
_STEP = 0.1
_MOST_BYTES = 50_000_000
_ON_WINDOWS = sys.platform == "win32"
_WITHOUT_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Lets Windows open no black window for a program that talks to a terminal."""


def find_office(names: Sequence[str] = _NAMES, places: Sequence[str] = _PLACES) -> Path | None:
    """Where LibreOffice is; None on a desk without it."""
    for name in names:
        found = Path(shutil.which(name) or "")
        if found.is_absolute():  # Windows looks in the folder at work first, where anybody may have put a program
            return found
    return next(_existing(places), None)


def _existing(places: Sequence[str]) -> Iterator[Path]:
    for place in map(Path, places):
        if place.is_absolute():
            root = Path(place.anchor)
            yield from sorted(root.glob(str(place.relative_to(root))))


def converted(
    program: Path, content: bytes, endings: tuple[str, str], progress: Progress, *, longest: float = _LONGEST
) -> bytes:
    """A file of the first ending as one of the second; raises ReadError if that fails or takes too long, and Cancelled.

    Whatever happens, its processes are ended and nothing is left on disk.
    """
    ending, wanted = endings
    try:
        with tempfile.TemporaryDirectory(prefix=folder_prefix(os.getpid()), ignore_cleanup_errors=True) as name:
            folder = Path(name)
            _prepare_profile(folder / "profile")
            source = folder / f"source{ending}"
            source.write_bytes(content)
            _run(_command(program, folder, source, wanted), folder, progress, longest)
            result = folder / "out" / f"source{wanted}"
            if not result.is_file() or result.stat().st_size > _MOST_BYTES:
                raise ReadError(f"本机的 LibreOffice 打不开这个文件；请用 WPS 或 Office 打开，另存为 {wanted} 再导入。")
            return result.read_bytes()
    except OSError as error:
        raise ReadError(f"转换用的临时文件写不了，磁盘可能满了；请清理磁盘，或者另存为 {wanted} 再导入。") from error


def _prepare_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    settings = "\n".join(_SETTING.format(*setting) for setting in _SAFE)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(settings), encoding="utf-8")


def _command(program: Path, folder: Path, source: Path, wanted: str) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        wanted.removeprefix("."),
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


def _run(command: Sequence[str], folder: Path, progress: Progress, longest: float) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        with more_memory(_MORE_MEMORY):
            process = subprocess.Popen(  # noqa: S603 - the desk's own office program, and a file of our naming
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,
                creationflags=_WITHOUT_WINDOW,
            )
    except OSError as error:
        raise ReadError("本机的 LibreOffice 启动不了；请用 WPS 或 Office 打开这个文件，另存一份再导入。") from error
    try:
        _wait(process, progress, longest)
    finally:
        _end(process)


def _wait(process: subprocess.Popen[bytes], progress: Progress, longest: float) -> None:
    started = monotonic()
    while True:
        passed = monotonic() - started
        progress(min(passed / longest, 1.0))
        try:
            process.wait(_STEP)
        except subprocess.TimeoutExpired:
            if passed > longest:
                raise ReadError(
                    "LibreOffice 打开这个文件用的时间太长；请用 WPS 或 Office 打开，另存一份再导入。"
                ) from None
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started."""
    if _ON_WINDOWS:
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(  # noqa: S603 - ends the process started above
            command, check=False, capture_output=True, creationflags=_WITHOUT_WINDOW
        )
    else:
        with suppress(ProcessLookupError):  # all of them may have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
