"""The acceptance of this computer: everything that is tried, one after the other, with one verdict in the end."""

import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from disclosure_desk.acceptance.computer import computer_items
from disclosure_desk.acceptance.desktop import DesktopFacts, desktop_items
from disclosure_desk.acceptance.disk import disk_items
from disclosure_desk.acceptance.fonts import font_item
from disclosure_desk.acceptance.kills import Start, start_process, try_kills
from disclosure_desk.core.atomic_file import create_file
from disclosure_desk.core.stopping import WorkProgress
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceRecord, AcceptanceState
from disclosure_desk.writers.acceptance_sheet import acceptance_sheet
from disclosure_desk.writers.errors import why_not_written

SHEETS = "self-check"
"""The folder of the sheets within the data folder."""
_TRIAL = "self-check-"
"""How the names of the folders begin that are tried in."""
_LONGEST = 3600
"""Seconds after which no trial is at work in its folder any more."""


def inspect_computer(
    folder: Path, desktop: DesktopFacts | None, kills: int, progress: WorkProgress, *, start: Start = start_process
) -> AcceptanceRecord:
    """What was found when this computer was tried for data in that folder, which may not be there yet.

    progress: is told how many kills of how many are done, and may raise to call it off.
    """
    now = datetime.now().astimezone()
    items = [*computer_items(_newest(folder), now), font_item(), *desktop_items(desktop)]
    try:
        with _trial_folder(folder) as trial:
            items += disk_items(folder, trial)
            items.append(_kills(trial, kills, progress, start))
    except OSError as error:
        items.append(_unwritable(folder, error))
    return AcceptanceRecord(platform.node() or "没有名称", str(folder), now, tuple(items))


def _newest(folder: Path) -> float:
    """The time stamp of the newest of the records, 0 where there are none."""
    newest = 0.0
    for name in (DATA_FILE, JOURNAL):
        try:
            newest = max(newest, (folder / name).stat().st_mtime)
        except OSError:
            continue
    return newest


@contextmanager
def _trial_folder(folder: Path) -> Iterator[Path]:
    """A folder on the disk of the data folder, gone afterwards, and the data folder too where it was not there."""
    was_there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(f"{_TRIAL}*"):  # by a trial that was ended by force
        if left.stat().st_mtime < time.time() - _LONGEST:
            shutil.rmtree(left, ignore_errors=True)
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=_TRIAL, ignore_cleanup_errors=True) as trial:
            yield Path(trial)
    finally:
        if not was_there and not any(folder.iterdir()):
            folder.rmdir()


def _kills(trial: Path, kills: int, progress: WorkProgress, start: Start) -> AcceptanceItem:
    if not kills:
        return AcceptanceItem("存数可靠", "没有试", AcceptanceState.NOTED, "请再做一次，不要跳过这一项。")
    tally = try_kills(trial, kills, progress, start=start)
    progress(tally.kills, kills)
    return tally.item


def _unwritable(folder: Path, error: OSError) -> AcceptanceItem:
    advice = "请让管电脑的人给当前用户写入的权限，或者换一个文件夹。"
    return AcceptanceItem("磁盘", f"{folder} 里写不了：{why_not_written(error)}", AcceptanceState.FAILED, advice)


def save_sheet(record: AcceptanceRecord, target: Path | None = None) -> Path:
    """Save the sheet as PDF, None: among the sheets of the data folder; its path. Raises WriteError."""
    path = target or Path(record.folder) / SHEETS / record.file_name
    content = acceptance_sheet(record)
    try:
        if target is None:
            path.parent.mkdir(parents=True, exist_ok=True)
        create_file(path, content)
    except OSError as error:
        raise WriteError(f"验收单没有存下来：{path}：{why_not_written(error)}。") from error
    return path


def item_text(item: AcceptanceItem) -> str:
    """One item as a line of text."""
    seen = "；".join(item.seen.split("\n"))
    return f"{item.name}：{item.state.value}：{seen}{f'。办法：{item.advice}' if item.advice else ''}"
