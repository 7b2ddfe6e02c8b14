"""What a command line tells the checks beside the report: last year's, the kind of body, its day, limit and words."""

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure_desk.checks import CheckContext
from disclosure_desk.checks.office import CheckSettings
from disclosure_desk.cli.args import CommandError
from disclosure_desk.cli.output import tell_remarks, warn
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report
from disclosure_desk.readers import read
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.writers import unprintable

TOLD = ("--previous", "--kind", "--deadline", "--limit", "--words", "--today")
"""The options, each with a value."""
TOLD_HELP = """\
--previous：去年的报告，用来对照。
--kind：street（街道）、town（乡镇）、government（县级以上政府）、department（部门）；不写就按名称判断。
--deadline：上级要求的报送日期，月-日，例如 01-20；--today：按哪一天算，年-月-日（不写就不看日期）。
--limit：总体情况最多多少字（不写是 1000）。
--words：本机关的用词表，文本文件，一行一个：错写的词→应写的词；两边一样的词不提醒。"""


def read_told(asked: Namespace, form: Form, report: Report) -> CheckContext:
    """The check context of a report that was read from a file; raises CommandError and ReadError."""
    stored = {
        "checks.kind": _kind(form, asked.kind),
        "checks.deadline": asked.deadline or "",
        "checks.length_limit": asked.limit or "",
        "checks.words": _words(Path(asked.words)) if asked.words else "",
    }
    settings = CheckSettings.from_stored(stored)
    if asked.deadline and settings.deadline is None:
        raise CommandError(f"“{asked.deadline}”不是日期，要写成月-日，例如 01-20。")
    if asked.limit and str(settings.length_limit) != asked.limit:
        raise CommandError(f"“{asked.limit}”不是字数，要写成整数，例如 1000。")
    today = _day(asked.today) if asked.today else None
    told = settings.context(report, today or date.min, _previous(asked.previous, form, report))
    return replace(told, today=today, unprintable=unprintable, imported=True)


def _previous(path: str | None, form: Form, report: Report) -> Report | None:
    if path is None:
        return None
    reading = read(form, Path(path))
    before = reading.report
    tell_remarks(reading, f"去年的报告 {path}")
    if before.year != report.year - 1:
        warn(f"请留意：{path} 是 {before.year} 年的报告，不是 {report.year - 1} 年的。")
    if before.unit != report.unit:
        warn(f"请留意：{path} 是{before.unit}的报告，不是{report.unit}的；如果只是改了名称，不用管。")
    return before


def _kind(form: Form, asked: str | None) -> str:
    """The kind of unit that was asked for, "" for none; raises CommandError that names those there are."""
    known = {kind.id: kind.name for kind in form.unit_kinds}
    if asked is not None and asked not in known:
        listed = "、".join(f"{kind}（{name}）" for kind, name in known.items())
        raise CommandError(f"没有“{asked}”这个机关类别，可以写 {listed}。")
    return asked or ""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}”不是日期，要写成年-月-日，例如 2026-01-20。") from None


def _words(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise ReadError(f"用词表读不出来：{path}。请存成 UTF-8 的文本文件。") from None
