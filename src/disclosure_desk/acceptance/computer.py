"""What the computer itself is: versions, language, clock and database library."""

import locale
import platform
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from disclosure_desk import __version__
from disclosure_desk.store.database.schema import FOUND, NEEDED
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceState

_LIBRARIES = ("PySide6-Essentials", "reportlab", "lxml", "pypdfium2", "sqlite-utils")
_RELEASE = Path("/etc/os-release")
_EARLIEST = date(2026, 11, 1)
"""No computer that has this version can be at an earlier day."""
_BEIJING = timedelta(hours=8)
_LATER = 300
"""Seconds by which a file may be of a later time than the clock's: disks of other systems round theirs."""


def computer_items(newest: float, now: datetime) -> Iterator[AcceptanceItem]:
    """What was found of the computer; `newest` is the time stamp of the newest file of the data folder, 0 for none."""
    yield AcceptanceItem("程序", f"disclosure-desk {__version__}，{Path(sys.executable).parent}")
    yield AcceptanceItem("组件", "，".join([f"Python {platform.python_version()}", *_libraries(_LIBRARIES)]))
    yield AcceptanceItem("系统", f"{_system(_RELEASE)}，{platform.machine()}")
    yield _language()
    yield clock_item(now, newest)
    yield sqlite_item(FOUND)


def _libraries(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:  # a packed program may come without the papers of its parts
            continue


def _system(release: Path) -> str:
    """The system's own name, and on Linux the C library's, by which programs fit or do not."""
    try:
        lines = release.read_text("utf-8").splitlines()
    except OSError:
        return platform.platform()
    names = [line.partition("=")[2].strip('"') for line in lines if line.startswith("PRETTY_NAME=")]
    return "，".join([*names, f"内核 {platform.release()}", " ".join(platform.libc_ver())])


def _language() -> AcceptanceItem:
    name, names, texts = locale.getlocale()[0], sys.getfilesystemencoding(), locale.getpreferredencoding()
    return AcceptanceItem("语言和编码", f"{name or '没有设'}，文件名 {names}，文字 {texts}")


def clock_item(now: datetime, newest: float) -> AcceptanceItem:
    """What is to be said of a clock at this time, with its offset, beside data of that time."""
    offset = now.utcoffset() or timedelta()
    seen = f"{now:%Y-%m-%d %H:%M:%S}，比世界时早 {offset / timedelta(hours=1):g} 小时"
    if now.date() < _EARLIEST:
        advice = "这台电脑的日期不对，请先校准；年月日会写进修改记录和档案。"
        return AcceptanceItem("时钟", seen, AcceptanceState.FAILED, advice)
    if newest > now.timestamp() + _LATER:
        stamp = time.strftime("%Y-%m-%d %H:%M", time.localtime(newest))
        advice = f"数据是 {stamp} 存的，比现在还晚，请核对日期和时间。"
        return AcceptanceItem("时钟", seen, AcceptanceState.FAILED, advice)
    if offset != _BEIJING:
        return AcceptanceItem("时钟", seen, AcceptanceState.NOTED, "不是北京时间，请在系统里把时区改成北京（上海）。")
    return AcceptanceItem("时钟", seen)


def sqlite_item(found: tuple[int, ...]) -> AcceptanceItem:
    """What is to be said of that version of SQLite."""
    seen, needed = (".".join(map(str, numbers)) for numbers in (found, NEEDED))
    if found < NEEDED:
        return AcceptanceItem("数据库", f"SQLite {seen}", AcceptanceState.FAILED, f"至少要 {needed}，请重新安装程序。")
    return AcceptanceItem("数据库", f"SQLite {seen}")
