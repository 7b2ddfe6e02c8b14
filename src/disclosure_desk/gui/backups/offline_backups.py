"""The backups of data that does not open: looked into and gone back to, but none is made."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form_file import EDITION
from disclosure_desk.core.report import Value
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.gui.widgets.pin_check import PinKeeper
from disclosure_desk.store.backup.backup import Backup, list_backups
from disclosure_desk.store.backup.lineage import read_end
from disclosure_desk.store.database.rows import place_name
from disclosure_desk.store.errors import StoreError, pin_too_early
from disclosure_desk.store.event_meta import monotonic_clock
from disclosure_desk.store.events.pin_tries import PinTries
from disclosure_desk.store.operators import Operators, PinTrial
from disclosure_desk.store.paths import BACKUPS
from disclosure_desk.store.recovery.restore import ReportDifference
from disclosure_desk.store.rollback import foreign_units, operators_in_backup, preview_rollback

_MOST, _LONGEST = 12, 24


BackupPreview = Callable[[], Sequence[str]]
"""Says, in the window's thread, what going back to a backup would change, a line each; raises StoreError."""
BackupReading = Callable[[], BackupPreview]
"""Reads a backup, which takes a while, in any thread; raises StoreError."""


class OfflineBackups:
    """The backups in a data folder that does not open; what cannot be done raises StoreError."""

    second = None
    """Where the second place is cannot be read."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._tries = folder, PinTries()

    def keep_second(self, place: str) -> None:
        """The office's choices cannot be read."""
        raise StoreError(f"数据没有打开，不能改备份的地方（{place}）。")

    def make(self, _progress: WorkProgress = no_progress) -> str:
        """Nothing is copied of data that is damaged."""
        raise StoreError("数据没有打开，不能备份。")

    def listed(self) -> Sequence[Backup]:
        """The backups in the data folder, the newest first."""
        return list_backups(self._folder / BACKUPS)

    def label(self, backup: Backup) -> str:
        """What a backup is called in the list."""
        end = read_end(backup.path)
        return f"{backup.at:%Y-%m-%d %H:%M:%S}\n{f'到第 {end.last} 条修改' if end else '读不出来'}"

    operator = ""
    """Who is at work is not known."""

    def keeper_for(self, copy: Path) -> tuple[Operators, PinKeeper]:
        """The people of the office when the backup was made: data that do not open know nobody."""
        operators = operators_in_backup(copy)
        return operators, OfflinePins(operators, self._tries)

    def preview(self, copy: Path, *, replay: bool) -> BackupReading:
        """What reads a backup, and what of the present can still be read."""

        def read() -> BackupPreview:
            lines = difference_lines(preview_rollback(self._folder, copy, replay=replay), "现在没有，或者读不出来")
            found = [*foreign_lines(self._folder, copy), *lines]
            return lambda: found

        return read


class OfflinePins:
    """The PINs of a backup; wrong ones wait as they do where the data are open, but nothing can record them."""

    def __init__(self, operators: Operators, tries: PinTries) -> None:
        self._operators, self._tries = operators, tries

    @property
    def pin_wait(self) -> int:
        """How many seconds nobody may try a PIN yet."""
        return self._tries.wait(monotonic_clock())

    def begin_pin(self, name: str, pin: str, purpose: str) -> PinTrial:
        """A person's PIN to be compared; raises StoreError where the wait is not over."""
        if self.pin_wait:
            raise pin_too_early(self.pin_wait)
        return PinTrial(self._operators, name, pin, purpose)

    def end_pin(self, trial: PinTrial) -> bool:
        """Whether a person may go on, once the PIN is compared."""
        self._tries.note(trial.name, monotonic_clock(), is_right=trial.is_right)
        return trial.is_right


def foreign_lines(folder: Path, copy: Path) -> Sequence[str]:
    """That a backup is another data file's, and whose reports it has; nothing where it is the folder's own."""
    units = foreign_units(folder, copy)
    return [f"注意：这份备份不是这份数据的，是别处的，里面是：{units}。恢复后，这里就换成那一份数据。"] if units else []


def difference_lines(differing: Iterable[ReportDifference], absent: str) -> Sequence[str]:
    """What going back would change in each report, a line each; `absent` says that a report is not there now."""
    return [line for one in differing for line in _lines_of(one, absent)]


def _lines_of(one: ReportDifference, absent: str) -> Sequence[str]:
    name = f"{one.year} 年 {one.unit}"
    if not one.was_there:
        lost = "备份里没有这份报告，恢复后会从列表里消失。"
        return [f"{name}：{lost if one.is_listed else '已删除的草稿，备份里没有，恢复后不能再找回。'}"]
    if not one.is_there:
        back = "会回来" if one.was_listed else "是已删除的草稿，可以在“打开归档”里找回"
        return [f"{name}：{absent}，恢复后{back}。"]
    return [*_listing_lines(name, one), *_change_lines(name, one)]


def _listing_lines(name: str, one: ReportDifference) -> Sequence[str]:
    """That a draft was deleted or found again since, which changes nothing in it."""
    if one.is_listed == one.was_listed:
        return ()
    if one.was_listed:
        return [f"草稿 {name}：现在已删除，恢复后会回到列表里。"]
    return [f"草稿 {name}：做备份时已删除，恢复后会从列表里消失，可以在“打开归档”里找回。"]


def _change_lines(name: str, one: ReportDifference) -> Sequence[str]:
    if not one.changes:
        return ()
    lines = [f"{name}：{len(one.changes)} 处不同。"]
    named = ((place_name(EDITION, change.place), change) for change in one.changes)
    lines += [f"　{place}：{_short(change.before)} → {_short(change.after)}" for place, change in named]
    more = len(one.changes) - _MOST
    return [*lines[: _MOST + 1], f"　还有 {more} 处"] if more > 0 else lines


def _short(value: Value) -> str:
    words = " ".join((value if isinstance(value, str) else print_figure(value)).split()) or "（空）"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
