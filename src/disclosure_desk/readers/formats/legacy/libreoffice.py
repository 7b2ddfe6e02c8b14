"""Converts an old file with LibreOffice, where it is installed: without macros or links, and within a time limit."""

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

from disclosure_desk.readers.child_process.cleanup import temp_folder_prefix
from disclosure_desk.readers.child_process.memory_limit import raised_memory_limit
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress

_NAMES = ("soffice", "libreoffice")
_PATTERNS = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/opt/apps/*/files/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice*/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice*/program/soffice.com",
)
"""Where it is installed if it is not on the PATH."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}
</oor:items>
"""
_SETTING = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'
)
_SAFE_SETTINGS = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Calc/Content/Update", "Link", "2"),
    ("Writer/Content/Update", "Link", "2"),
    ("Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("Calc/Formula/Load", "ODFRecalcMode", "1"),
)
"""No macro is run and no link followed; formulas keep the results that the office saved."""

_OWN_VARIABLES = ("LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONHOME", "QT_PLUGIN_PATH")
"""What this program, once packaged, sets for itself and another program must not inherit."""

_FILTERS = {".docx": "MS Word 2007 XML", ".xlsx": "Calc MS Excel 2007 XML"}
"""What writes a format: named, because a text that was made from a web page is of another kind to LibreOffice, which
has no filter of its own choice for it and writes nothing."""

_EXTRA_MEMORY = 1_000_000_000
_TIMEOUT = 60.0
_POLL_INTERVAL = 0.1
_MOST_BYTES = 50_000_000
_ON_WINDOWS = sys.platform == "win32"
_NO_CONSOLE: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""Keeps Windows from opening a black window for a console program."""


def find_libreoffice(names: Sequence[str] = _NAMES, patterns: Sequence[str] = _PATTERNS) -> Path | None:
    """Return the path of LibreOffice; None on a computer without it."""
    for name in names:
        found = Path(shutil.which(name) or "")
        # Windows looks in the current folder first, where anybody may have put a program.
        if found.is_absolute():
            return found
    return next(_existing(patterns), None)


def _existing(patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in map(Path, patterns):
        if pattern.is_absolute():
            root = Path(pattern.anchor)
            yield from sorted(root.glob(str(pattern.relative_to(root))))


def convert_document(
    program: Path, content: bytes, endings: tuple[str, str], progress: Progress, *, timeout: float = _TIMEOUT
) -> bytes:
    """Return a file of the first ending as one of the second.

    Raise ReadError if that fails or takes longer than `timeout` seconds, and Cancelled. In each case the program and
    all that it started are ended, and no file is left.
    """
    ending, target = endings
    try:
        # Named after this process, so that the window can remove it if the process is killed.
        with tempfile.TemporaryDirectory(prefix=temp_folder_prefix(os.getpid()), ignore_cleanup_errors=True) as name:
            folder = Path(name)
            _write_profile(folder / "profile")
            source = folder / f"source{ending}"
            source.write_bytes(content)
            _run(_command(program, folder, source, target), folder, progress, timeout)
            result = folder / "out" / f"source{target}"
            if not result.is_file() or result.stat().st_size > _MOST_BYTES:
                raise ReadError(f"本机的 LibreOffice 打不开这个文件；请用 WPS 或 Office 打开，另存为 {target} 再导入。")
            return result.read_bytes()
    except OSError as error:
        raise ReadError(f"转换用的临时文件写不了，磁盘可能满了；请清理磁盘，或者另存为 {target} 再导入。") from error


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    settings = "\n".join(_SETTING.format(*setting) for setting in _SAFE_SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS.format(settings), encoding="utf-8")


def _command(program: Path, folder: Path, source: Path, target: str) -> list[str]:
    return [
        str(program),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--convert-to",
        ":".join(filter(None, (target.removeprefix("."), _FILTERS.get(target)))),
        "--outdir",
        str(folder / "out"),
        str(source),
    ]


def _run(command: Sequence[str], folder: Path, progress: Progress, timeout: float) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in _OWN_VARIABLES}
    try:
        with raised_memory_limit(_EXTRA_MEMORY):
            process = subprocess.Popen(  # noqa: S603 - the installed LibreOffice, and a file that is named here
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,
                creationflags=_NO_CONSOLE,
            )
    except OSError as error:
        raise ReadError("本机的 LibreOffice 启动不了；请用 WPS 或 Office 打开这个文件，另存一份再导入。") from error
    try:
        _wait(process, progress, timeout)
    finally:
        _end(process)


def _wait(process: subprocess.Popen[bytes], progress: Progress, timeout: float) -> None:
    started = monotonic()
    while True:
        passed = monotonic() - started
        progress(min(passed / timeout, 1.0))
        try:
            process.wait(_POLL_INTERVAL)
        except subprocess.TimeoutExpired:
            if passed > timeout:
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
            command, check=False, capture_output=True, creationflags=_NO_CONSOLE
        )
    else:
        with suppress(ProcessLookupError):  # all of them may have ended
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
