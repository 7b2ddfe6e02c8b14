"""The copies of a desk: made when it is closed and once a day, looked into, gone back to, even where it is not open."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form_file import EDITION
from disclosure_desk.core.report import Value
from disclosure_desk.gui.session.session import Desk
from disclosure_desk.store.backup.backup import Backup, backups
from disclosure_desk.store.backup.targets import SECOND, away, is_folder
from disclosure_desk.store.database.audit_trail import place_name
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS
from disclosure_desk.store.recovery.restore import Differing
from disclosure_desk.store.rollback import preview

_MOST, _LONGEST = 12, 24


class DeskCopies:
    """Raises StoreError wherever something could not be done."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def second(self) -> str:
        """The second place, "" for none."""
        return self._desk.settings.get(SECOND, "")

    def keep_second(self, place: str) -> None:
        """Choose the second place."""
        self._desk.keep({SECOND: place})

    def made(self) -> Sequence[Backup]:
        """The copies here and, while it is there, those in the second place that are not here; the newest first."""
        there = away(self._desk.store.id, Path(self.second) if self.second else None)
        lists = (backups(there) if there else (), backups(self._desk.folder / BACKUPS))
        found = {backup.path.name: backup for made in lists for backup in made}
        return sorted(found.values(), key=lambda one: one.at, reverse=True)

    def told(self, backup: Backup) -> str:
        """What a copy is called in the list."""
        is_here = backup.path.parent == self._desk.folder / BACKUPS
        return f"{backup.at:%Y-%m-%d %H:%M:%S}{'' if is_here else '（第二处）'}"

    def make(self) -> str:
        """Make a copy now, where anything is new; what was done, in words."""
        second = Path(self.second) if self.second else None
        backup = self._desk.store.back_up(_now(), second)
        if backup is None:
            return "上次备份以后没有改动，不用再备份。"
        there = second is not None and is_folder(second)
        absent = f"第二处（{second}）现在不在，没有备份到那里。" if second and not there else ""
        return f"已备份：{backup.path.name}。{absent}"

    def make_daily(self) -> str:
        """Make today's copy if there is none yet, or the newest is gone or spoilt; what was done, "" if nothing."""
        if not self._desk.store.has_newest_copy():
            return f"最新的备份不见了或者坏了，已重新做一份。{self.make()}"
        newest = next(iter(backups(self._desk.folder / BACKUPS)), None)
        return "" if newest and newest.at.date() == _now().date() else self.make()

    def preview(self, copy: Path, *, replay: bool) -> Sequence[str]:
        """What going back to a copy would change, a line each; with `replay`, what happened later happens again."""
        return _lines(self._desk.store.differing(copy, replay=replay), "现在没有")


class ShutCopies:
    """The copies of a desk that does not open: looked into and gone back to, but none is made."""

    second = None

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep_second(self, place: str) -> None:
        """The office's choices cannot be read."""
        raise StoreError(f"数据没有打开，不能改备份的地方（{place}）。")

    def make(self) -> str:
        """What does not hold is not copied."""
        raise StoreError("数据没有打开，不能备份。")

    def made(self) -> Sequence[Backup]:
        """The copies in the data folder, the newest first."""
        return backups(self._folder / BACKUPS)

    def told(self, backup: Backup) -> str:
        """What a copy is called in the list."""
        return f"{backup.at:%Y-%m-%d %H:%M:%S}"

    def preview(self, copy: Path, *, replay: bool) -> Sequence[str]:
        """What going back to a copy would change of what can still be read, a line each."""
        return _lines(preview(self._folder, copy, replay=replay), "现在没有，或者读不出来")


def _lines(differing: Iterable[Differing], absent: str) -> Sequence[str]:
    return [line for one in differing for line in _told(one, absent)]


def _told(one: Differing, absent: str) -> Sequence[str]:
    name = f"{one.year} 年 {one.unit}"
    if not one.was_there:
        return [f"{name}：备份里没有这份报告，恢复后会从列表里消失。"]
    if not one.is_there:
        return [f"{name}：{absent}，恢复后会回来。"]
    lines = [f"{name}：{len(one.changes)} 处不同。"]
    named = ((place_name(EDITION, change.place), change) for change in one.changes)
    lines += [f"　{place}：{_short(change.before)} → {_short(change.after)}" for place, change in named]
    more = len(one.changes) - _MOST
    return [*lines[: _MOST + 1], f"　还有 {more} 处"] if more > 0 else lines


def _short(value: Value) -> str:
    words = " ".join((value if isinstance(value, str) else print_figure(value)).split()) or "（空）"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


def _now() -> datetime:
    """Copies are named in the desk's own time."""
    return datetime.now()  # noqa: DTZ005
