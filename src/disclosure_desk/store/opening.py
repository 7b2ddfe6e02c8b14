"""Opening a data folder: the store and its witness, each brought back from the other where it was destroyed."""

import sqlite3
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.store.connection import connect
from disclosure_desk.store.folder import JOURNAL
from disclosure_desk.store.journal import Journal
from disclosure_desk.store.recovery import has_witness, is_destroyed, meet, rebuild, set_aside

if TYPE_CHECKING:
    from sqlite_utils import Database

_WITNESSED = 4
"""The first schema that has a journal beside it."""


class Opened(NamedTuple):
    """A store and its journal, both whole, and what was brought back, in sentences for the clerk.

    `recovered`: the store itself was made anew from the journal.
    """

    db: "Database"
    witness: Journal
    news: tuple[str, ...]
    recovered: bool


def open_whole(path: Path) -> Opened:
    """The store at that path and its journal; raises StoreError, sqlite3.Error and UnicodeDecodeError."""
    news = ""
    if has_witness(path.parent) and _is_empty(path):
        news = _bring_back(path, "不见了")
    try:
        found = connect(path)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        if not (is_destroyed(error) and has_witness(path.parent)):
            raise
        aside = set_aside(path)
        news = _bring_back(path, f"已经损坏（原样留作 {aside.name}）")
        found = connect(path)
    try:
        witness, told = meet(found.db, path, is_new_witness=found.was < _WITNESSED)
    except BaseException:
        found.db.close()
        raise
    said = (news, told, _clock(found.state.at))
    return Opened(found.db, witness, tuple(sentence for sentence in said if sentence), bool(news))


def _clock(newest: datetime) -> str:
    now = datetime.now().astimezone()
    if now >= newest:
        return ""
    moments = [f"{moment.astimezone():%Y-%m-%d %H:%M}" for moment in (now, newest)]
    return f"电脑的时间是 {moments[0]}，比最后一条修改记录（{moments[1]}）还早。请先校正电脑的日期和时间，再接着填。"


def _is_empty(path: Path) -> bool:
    return not path.exists() or (path.is_file() and path.stat().st_size == 0)


def _bring_back(path: Path, what: str) -> str:
    count = rebuild(path.parent)
    return f"数据文件 {path.name} {what}，已按第二份记录（{JOURNAL}）恢复，共 {count} 条修改，一条没少。"
