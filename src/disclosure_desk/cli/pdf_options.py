"""The options of `convert` that only printed pages depend on: how they look, and whether they are the archive copy."""

from collections.abc import Sequence
from typing import NamedTuple

from disclosure_desk.checks import Finding
from disclosure_desk.cli.args import CommandError, CommandLine, Option, read_day
from disclosure_desk.core.report import Report
from disclosure_desk.writers import render_file
from disclosure_desk.writers.archive_copy import SHEETS, sheet_names
from disclosure_desk.writers.page_settings import PageSettings

PDF, OFD, WORD, EXCEL = ".pdf", ".ofd", ".docx", ".xlsx"
PDF_OPTIONS = (
    Option("--single-sided", "单面印，页码居中（不写则双面印，页码单页居右、双页居左）。", is_flag=True),
    Option("--no-tint", "表内小标题不衬灰底。", is_flag=True),
    Option("--sign", "正文之后署单位名称，留出日期由手填写。", is_flag=True),
    Option(
        "--bundled-fonts",
        "只用本程序自带的字体（不写则先用本机装有的方正小标宋、仿宋、楷体、黑体、宋体）。",
        is_flag=True,
    ),
    Option("--archive-copy", "写成纸质存档。", is_flag=True),
    Option("--date", "和 --sign 一起写，印上日期，例如 2026-01-20。", value="日期"),
    Option(
        "--sheets", "只要存档里的哪几张，例如 --sheets cover,review。可以写 %s。", value="几张", named_words=sheet_names
    ),
)
_NEEDED = {"--date": "--sign", "--sheets": "--archive-copy"}
"""Options that mean nothing without another."""
_PAGES = (PDF, OFD, WORD)
_ENDINGS = {
    "--single-sided": (*_PAGES, EXCEL),
    "--bundled-fonts": (PDF, OFD),
    "--archive-copy": (PDF,),
    "--sheets": (PDF,),
}
"""The files that an option is about, where they are not all that have pages."""


def options_by_ending() -> str:
    """Which options are about which files, in words."""
    named = {
        ending: "、".join(one.name for one in PDF_OPTIONS if ending in _ENDINGS.get(one.name, _PAGES))
        for ending in (OFD, WORD, EXCEL)
    }
    fewer = "；".join(f"对 {ending} 有用的只有 {names}" for ending, names in named.items())
    return f"{PDF_OPTIONS[0].name} 到 {PDF_OPTIONS[-1].name} 对 {PDF} 有用；{fewer}。"


class PdfOptions(NamedTuple):
    """What goes on the pages and how: the report itself, or, in a PDF, these sheets of its archive copy."""

    settings: PageSettings
    sheets: tuple[str, ...] = ()

    def render(self, report: Report, findings: tuple[Finding, ...], ending: str) -> bytes:
        """The content of a file of that ending; raises WriteError."""
        if ending != PDF or not self.sheets:
            return render_file(report, ending, self.settings)
        from disclosure_desk.writers.archive_copy import archive_copy  # noqa: PLC0415 - few conversions print it
        from disclosure_desk.writers.archive_record import ArchiveRecord  # noqa: PLC0415 - few conversions print it

        return archive_copy(ArchiveRecord(report, findings), self.sheets, self.settings)


def read_pdf_options(args: CommandLine, endings: Sequence[str]) -> PdfOptions:
    """The values of PDF_OPTIONS; raises CommandError where they contradict each other or the targets."""
    values = vars(args)
    names = [option.name for option in PDF_OPTIONS]
    given = [name for name in names if values[name.removeprefix("--").replace("-", "_")] not in {None, False}]
    for name in given:
        useful = _ENDINGS.get(name, _PAGES)
        if not {*useful} & {*endings}:
            listed = " ".join(useful)
            raise CommandError(f"{name} 只对 {listed} 有用，目标里没有 {listed}。")
    for option, needed in _NEEDED.items():
        if option in given and needed not in given:
            raise CommandError(f"{option} 要和 {needed} 一起写。")
    settings = PageSettings(
        double_sided=not args.single_sided,
        tint=not args.no_tint,
        signed=args.sign,
        signed_on=None if args.date is None else read_day("--date", args.date),
        office_fonts=not args.bundled_fonts,
    )
    return PdfOptions(settings, _sheets(args.sheets) if args.archive_copy else ())


def _sheets(text: str | None) -> tuple[str, ...]:
    """The sheets in a list with commas; all where no list is given."""
    if text is None:
        return SHEETS
    names = tuple(text.replace("，", ",").split(","))
    for name in names:
        if name not in SHEETS:
            raise CommandError(f"存档里没有“{name}”这一张，可以写 {','.join(SHEETS)}。")
    return names
