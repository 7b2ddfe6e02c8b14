"""The backups of the open data: made when the window is closed and once a day, and looked into."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.gui.backups.offline_backups import BackupPreview, BackupReading, difference_lines, foreign_lines
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.store.backup.backup import Backup, is_folder, list_backups, read_past
from disclosure_desk.store.backup.targets import SECOND_FOLDER, second_backup_folder
from disclosure_desk.store.operators import Operators
from disclosure_desk.store.paths import BACKUPS


class BackupService:
    """Of the data that is open; what cannot be done raises StoreError."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def second(self) -> str:
        """The second place, "" for none."""
        return self._session.settings.get(SECOND_FOLDER, "")

    def keep_second(self, place: str) -> None:
        """Choose the second place."""
        self._session.keep({SECOND_FOLDER: place})

    def listed(self) -> Sequence[Backup]:
        """The backups here and, while it is there, those in the second place that are not here; the newest first."""
        there = second_backup_folder(self._session.store.file_id, Path(self.second) if self.second else None)
        lists = (list_backups(there) if there else (), list_backups(self._session.folder / BACKUPS))
        found = {backup.path.name: backup for place in lists for backup in place}
        return sorted(found.values(), key=lambda one: one.at, reverse=True)

    def label(self, backup: Backup) -> str:
        """What a backup is called in the list."""
        is_here = backup.path.parent == self._session.folder / BACKUPS
        record = self._session.store.backup_records().get(backup.path.name)
        how = f"{'自己点的' if record.is_asked else '自动做的'}，到第 {record.last} 条修改" if record else "没有登记"
        return f"{backup.at:%Y-%m-%d %H:%M:%S}{'' if is_here else '（第二处）'}\n{how}"

    @property
    def operator(self) -> str:
        """Who is at work."""
        return self._session.operator

    def keeper_for(self, _copy: Path) -> tuple[Operators, PinKeeper]:
        """The people of the office as it is now."""
        return self._session.operators, self._session.store

    def make(self, progress: WorkProgress = no_progress) -> str:
        """Make a backup now, where anything is new, unless `progress` stops it; what was done, in words."""
        done = self._make(progress, is_asked=True)
        return done or ("上次备份以后没有改动，不用再备份。" if self.listed() else "还没有内容，不用备份。")

    def make_at_end(self) -> str:
        """Make the backup at the end of the day, where anything is new; what was done, "" if nothing."""
        return self._make(is_asked=False)

    def _make(self, progress: WorkProgress = no_progress, *, is_asked: bool) -> str:
        second = Path(self.second) if self.second else None
        backup = self._session.store.back_up(_now(), second, progress, is_asked=is_asked)
        if backup is None:
            return ""
        there = second is not None and is_folder(second)
        absent = f"第二处（{second}）现在不在，没有备份到那里。" if second and not there else ""
        return f"已备份：{backup.path.name}。{absent}"

    def make_daily(self) -> str:
        """Make today's backup if there is none yet, or the newest is gone or damaged; what was done, "" if nothing."""
        if not self._session.store.has_newest_backup():
            lost = "" if self._has_just_gone_back else "最新的备份不见了或者坏了，已重新做一份。"
            return f"{lost}{self._make(is_asked=False)}"
        newest = next(iter(list_backups(self._session.folder / BACKUPS)), None)
        return "" if newest and newest.at.date() == _now().date() else self._make(is_asked=False)

    @property
    def _has_just_gone_back(self) -> bool:
        """Whether the data went back to a backup since the newest one that they name.

        They name then what was the newest when that backup was made, and the program itself may have removed it since.
        """
        acts = (event.action for event in reversed(self._session.store.events()))
        return next((act for act in acts if act in {"backup", "restore"}), "") == "restore"

    def preview(self, copy: Path, *, replay: bool) -> BackupReading:
        """What reads a backup; with `replay`, what happened later happens again."""
        session, folder = self._session, self._session.folder

        def read() -> BackupPreview:
            past, foreign = read_past(copy), foreign_lines(folder, copy)
            return lambda: [*foreign, *difference_lines(session.store.differences_to(past, replay=replay), "现在没有")]

        return read


def _now() -> datetime:
    """Backups are named by the clock of this computer."""
    return datetime.now()  # noqa: DTZ005
