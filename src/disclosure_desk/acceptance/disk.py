"""Whether data can be kept on the disk of the data folder: place, free room, syncing, Chinese names."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from disclosure_desk.store.database.location_policy import check_location
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceState

_TOO_LITTLE, _LITTLE = 200, 1000
"""Megabytes free: a year's work with its backups and a package takes some 100."""
_SLOW = 100
"""Milliseconds for one sync beyond which each key that is stored is felt."""
_SYNCS = 15
_PART = b"\0" * 4096
_NAME = "信息公开 年报（测试）㐂.txt"


def disk_items(folder: Path, trial: Path) -> Iterator[AcceptanceItem]:
    """What was found of the disk of the data folder, by trying it in the folder `trial` on it; raises OSError."""
    yield _place(folder)
    yield room_item(shutil.disk_usage(trial).free)
    yield sync_item(sync_time(trial))
    yield _chinese_name(trial)


def _place(folder: Path) -> AcceptanceItem:
    try:
        check_location(folder)
    except StoreError as error:
        return AcceptanceItem("数据位置", str(folder), AcceptanceState.FAILED, str(error))
    return AcceptanceItem("数据位置", f"{folder}，在本机的盘上")


def room_item(free: int) -> AcceptanceItem:
    """What is to be said of so many free bytes."""
    megabytes = free // 1_000_000
    seen = f"还有 {megabytes / 1000:.1f} GB" if megabytes >= _LITTLE else f"还有 {megabytes} MB"
    if megabytes < _TOO_LITTLE:
        return AcceptanceItem("磁盘空间", seen, AcceptanceState.FAILED, "不够存放数据和备份，请腾出 1 GB 以上。")
    if megabytes < _LITTLE:
        return AcceptanceItem("磁盘空间", seen, AcceptanceState.NOTED, "不多了，请腾出 1 GB 以上。")
    return AcceptanceItem("磁盘空间", seen)


def sync_time(trial: Path) -> float:
    """The milliseconds that it usually takes until a small change is on the disk."""
    taken = []
    with (trial / "sync").open("wb", buffering=0) as file:
        for _ in range(_SYNCS):
            start = time.perf_counter()
            file.write(_PART)
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - start)
    return 1000 * median(taken)


def sync_item(milliseconds: float) -> AcceptanceItem:
    """What is to be said of a disk that takes so long for a sync."""
    seen = f"写到盘上一次 {milliseconds:.2g} 毫秒" if milliseconds < 1 else f"写到盘上一次 {milliseconds:.0f} 毫秒"
    if milliseconds > _SLOW:
        return AcceptanceItem(
            "磁盘同步", seen, AcceptanceState.NOTED, "这块盘慢，每改一处都要等一下；能换固态硬盘最好。"
        )
    return AcceptanceItem("磁盘同步", seen)


def _chinese_name(trial: Path) -> AcceptanceItem:
    try:
        (trial / _NAME).write_text(_NAME, "utf-8")
        is_there = _NAME in {path.name for path in trial.iterdir()}
    except (OSError, UnicodeError):
        is_there = False
    if is_there:
        return AcceptanceItem("中文文件名", f"能建“{_NAME}”")
    advice = "这块盘或者系统的语言设置不认中文文件名，请把系统语言设成中文（zh_CN.UTF-8）。"
    return AcceptanceItem("中文文件名", f"建不了“{_NAME}”", AcceptanceState.FAILED, advice)
