"""What happened lately with the office's data and reports, as the first page tells it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from disclosure_desk.gui.session.listed_report import moment_words
from disclosure_desk.store.database.audit_trail import ActRecord
from disclosure_desk.store.database.rows import ReportEntry

_MOST = 4
_OVERDUE = timedelta(days=7)
"""After so many days without one in the second place that is said."""
_BOTH = 2
_ICONS = {
    "backup": "backup",
    "restore": "restore",
    "recover": "restore",
    "approve": "approval-news",
    "return": "send-back",
    "seal": "seal",
    "correct": "correct",
    "publish": "publish",
}


class NewsLine(NamedTuple):
    """One line: an icon, what happened, when and with what; `is_warning` where something is to be done about it."""

    icon: str
    words: str
    when: str
    is_warning: bool = False


def news_lines(
    acts: Iterable[ActRecord], reports: Iterable[ReportEntry], steps: Mapping[str, str], second: str, now: datetime
) -> Sequence[NewsLine]:
    """The newest of what was done, given the newest first; of backups only the last; `second` is the second place."""
    acts = tuple(acts)
    names: dict[int | None, str] = {one.id: f"{one.unit} {one.year} 年" for one in reports}
    lines = list(_second_place(acts, second, now))
    has_backup = False
    for act in acts:
        words, name = _words(act, names, steps), names.get(act.report, "")
        if words and not (act.action == "backup" and has_backup):
            when = "　".join(part for part in (_when(act.at, now), name) if part)
            lines.append(NewsLine(_ICONS[act.action], words, when))
            has_backup = has_backup or act.action == "backup"
        if len(lines) >= _MOST:
            break
    return lines


def _words(act: ActRecord, names: Mapping[int | None, str], steps: Mapping[str, str]) -> str:
    """What an act was, in a few words; "" for what is no news, or of a report that was deleted."""
    if act.action == "backup":
        return "已备份到本机和第二处" if str(act.about.get("places")) == str(_BOTH) else "已备份到本机"
    if act.action == "restore":
        return f"恢复了{_backup_words(str(act.about.get('from', '')))}"
    if act.action == "recover":
        return "打开时自动找回了数据"
    if act.report not in names or act.action not in _ICONS:
        return ""
    who = str(act.about.get("name", "")) or act.by  # who agreed, at whoever's desk
    step = steps.get(str(act.about.get("step")), "")
    return {
        "approve": f"{who}同意了{step or '审核'}",
        "return": f"{who}退回了",
        "seal": f"定稿，第 {act.about.get('version', '')} 版",
        "correct": "开始更正",
        "publish": "登记了公布",
    }[act.action]


def _backup_words(name: str) -> str:
    """What a backup is called: by its moment, which its name has; another by its name."""
    stem = name.removeprefix("desk-")[: len("20260112-082000")]
    with suppress(ValueError):
        moment = datetime.strptime(stem, "%Y%m%d-%H%M%S")  # noqa: DTZ007 - the computer's own time, as the name shows it
        return f" {moment:%Y-%m-%d %H:%M} 的备份"
    return f"备份 {name}"


def _second_place(acts: Sequence[ActRecord], second: str, now: datetime) -> Iterator[NewsLine]:
    backups = [act for act in acts if act.action == "backup"]
    if not second or not backups:
        return
    there = next((act for act in backups if str(act.about.get("places")) == str(_BOTH)), backups[-1])
    passed = now - datetime.fromisoformat(there.at).astimezone()
    if passed >= _OVERDUE:
        yield NewsLine("warning", f"第二处备份 {passed.days} 天没有做了", f"接上 {second} 后自动做", is_warning=True)


def _when(at: str, now: datetime) -> str:
    return moment_words(datetime.fromisoformat(at).astimezone(), now)
