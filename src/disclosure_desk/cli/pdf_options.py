"""The options of `convert` that only paper heeds: how the page looks, and whether it is the archive copy."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure_desk.checks import Finding
from disclosure_desk.cli.args import CommandError
from disclosure_desk.core.report import Report
from disclosure_desk.writers import WriteError, put, write
from disclosure_desk.writers.page_settings import PageSettings

PAPER = ".pdf"
VALUES = ("--date", "--sheets")
FLAGS = ("--single-sided", "--no-tint", "--sign", "--bundled-fonts", "--archive-copy")
_NEEDED = {"--date": "--sign", "--sheets": "--archive-copy"}
"""Options that mean nothing without another."""


@dataclass(frozen=True)
class Paper:
    """What is printed and how: the report itself, or these sheets of its archive copy."""

    settings: PageSettings
    sheets: tuple[str, ...] = ()

    def write(self, report: Report, findings: tuple[Finding, ...], target: Path) -> None:
        """Put it at target, whole or not at all; raises WriteError."""
        if not self.sheets:
            write(report, target, self.settings)
            return
        from disclosure_desk.writers.archive_copy import archive_copy  # noqa: PLC0415 - few ask for it
        from disclosure_desk.writers.archive_record import Dossier  # noqa: PLC0415 - few ask for it

        try:
            content = archive_copy(Dossier(report, findings), self.sheets, self.settings)
        except WriteError as error:
            raise WriteError(f"没有写成 {target}：{error}") from error
        put(content, target)


def read_paper(asked: Namespace, targets: Sequence[Path]) -> Paper:
    """What the options say; raises CommandError where they contradict each other or the targets."""
    given = [option for option in (*FLAGS, *VALUES) if _value(asked, option) not in {None, False}]
    if given and all(target.suffix.lower() != PAPER for target in targets):
        raise CommandError(f"{given[0]} 只对 {PAPER} 有用，目标里没有 {PAPER}。")
    for option, needed in _NEEDED.items():
        if option in given and needed not in given:
            raise CommandError(f"{option} 要和 {needed} 一起写。")
    settings = PageSettings(
        double_sided=not asked.single_sided,
        tint=not asked.no_tint,
        signed=asked.sign,
        signed_on=None if asked.date is None else _day(asked.date),
        office_fonts=not asked.bundled_fonts,
    )
    return Paper(settings, _sheets(asked.sheets) if asked.archive_copy else ())


def _value(asked: Namespace, option: str) -> object:
    return getattr(asked, option.removeprefix("--").replace("-", "_"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}”不是日期，请写成 2026-01-20 这样。") from error


def _sheets(text: str | None) -> tuple[str, ...]:
    """The sheets named in a list with commas; all without a list."""
    from disclosure_desk.writers.archive_copy import SHEETS  # noqa: PLC0415 - few ask for it

    if text is None:
        return SHEETS
    names = tuple(text.replace("，", ",").split(","))
    for name in names:
        if name not in SHEETS:
            raise CommandError(f"存档里没有“{name}”这一张，可以写 {','.join(SHEETS)}。")
    return names
