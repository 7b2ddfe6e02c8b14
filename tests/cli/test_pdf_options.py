from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from disclosure_desk.checks import check
from disclosure_desk.cli import main as cli
from disclosure_desk.core.form_file import EDITION, load_form
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read
from disclosure_desk.writers import render_file
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy, sheet_names
from disclosure_desk.writers.archive_record import ArchiveRecord
from disclosure_desk.writers.page_settings import PageSettings

EXAMPLE = resource("examples", "wangjiang-2025.txt")


@pytest.fixture(scope="module")
def report() -> Report:
    return read(load_form(EDITION), EXAMPLE).report


def run(*arguments: object) -> int:
    return cli.run([str(argument) for argument in arguments], lambda *_: pytest.fail("a command opened the window"))


def words(content: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        ([], PageSettings()),
        (["--single-sided"], PageSettings(double_sided=False)),
        (["--no-tint"], PageSettings(tint=False)),
        (["--sign"], PageSettings(signed=True)),
        (["--sign", "--date", "2026-01-20"], PageSettings(signed=True, signed_on=date(2026, 1, 20))),
        (["--bundled-fonts"], PageSettings(office_fonts=False)),
        (["--no-tint", "--single-sided"], PageSettings(double_sided=False, tint=False)),
    ],
)
def test_the_page_is_as_the_options_say(tmp_path, report, options, settings):
    target = tmp_path / "a.pdf"

    assert run("convert", EXAMPLE, *options, target) == 0
    assert target.read_bytes() == render_file(report, ".pdf", settings)


def test_options_may_stand_between_and_behind_the_targets_and_leave_other_files_as_they_are(tmp_path, report):
    pdf, document = tmp_path / "a.PDF", tmp_path / "a.json"

    assert run("convert", "--no-tint", EXAMPLE, pdf, "--single-sided", document) == 0
    assert pdf.read_bytes() == render_file(report, ".pdf", PageSettings(double_sided=False, tint=False))
    assert document.read_bytes() == render_file(report, ".json")


def test_the_options_of_the_page_are_those_of_an_ofd_too_and_it_is_the_report(tmp_path, report):
    target, copy = tmp_path / "a.ofd", tmp_path / "存档.pdf"

    assert run("convert", EXAMPLE, target, "--no-tint", "--sign") == 0
    assert target.read_bytes() == render_file(report, ".ofd", PageSettings(tint=False, signed=True))
    assert run("convert", EXAMPLE, target, copy, "--archive-copy", "--force") == 0
    assert target.read_bytes() == render_file(report, ".ofd")


def test_word_and_excel_files_follow_the_options_of_the_page_that_they_know(tmp_path, report):
    word, excel = tmp_path / "a.docx", tmp_path / "a.xlsx"
    day = PageSettings(tint=False, double_sided=False, signed=True, signed_on=date(2026, 1, 20))

    assert run("convert", EXAMPLE, word, "--no-tint", "--single-sided", "--sign", "--date", "2026-01-20") == 0
    assert run("convert", EXAMPLE, excel, "--single-sided") == 0
    assert word.read_bytes() == render_file(report, ".docx", day)
    assert excel.read_bytes() == render_file(report, ".xlsx", PageSettings(double_sided=False))
    assert excel.read_bytes() != render_file(report, ".xlsx")


@pytest.mark.parametrize(
    ("options", "sheets"),
    [
        ([], SHEETS),
        (["--sheets", "review"], ("review",)),
        (["--sheets", "checks,cover"], ("cover", "checks")),
        (["--sheets", "cover，report"], ("cover", "report")),
    ],
)
def test_the_archive_copy_has_the_sheets_that_were_asked_for(tmp_path, report, options, sheets):
    target = tmp_path / "存档.pdf"

    assert run("convert", EXAMPLE, target, "--archive-copy", "--no-tint", *options) == 0
    record = ArchiveRecord(report, check(report))
    assert target.read_bytes() == archive_copy(record, sheets, PageSettings(tint=False))
    assert ("保管期限" in words(target.read_bytes())) is ("cover" in sheets)


@pytest.mark.parametrize(
    ("options", "ending", "message"),
    [
        (["--sign", "--date", "20日"], ".pdf", "--date 后面的“20日”不是日期，要写成年-月-日，例如 2026-01-20。"),
        (["--sign", "--date", "2026-02-30"], ".pdf", "“2026-02-30”不是日期"),
        (["--sign", "--date="], ".pdf", "“”不是日期"),
        (["--date", "2026-01-20"], ".pdf", "--date 要和 --sign 一起写"),
        (["--sheets", "cover"], ".pdf", "--sheets 要和 --archive-copy 一起写"),
        (["--archive-copy", "--sheets", "cover,back"], ".pdf", "没有“back”这一张，可以写 cover,report"),
        (["--archive-copy", "--sheets", ""], ".pdf", "没有“”这一张"),
        (["--archive-copy"], ".docx", "--archive-copy 只对 .pdf 有用，目标里没有 .pdf"),
        (["--archive-copy"], ".ofd", "--archive-copy 只对 .pdf 有用，目标里没有 .pdf"),
        (["--sign", "--date", "2026-01-20"], ".json", "--sign 只对 .pdf .ofd .docx 有用，目标里没有 .pdf"),
        (["--no-tint"], ".xlsx", "--no-tint 只对 .pdf .ofd .docx 有用"),
        (["--bundled-fonts"], ".docx", "--bundled-fonts 只对 .pdf .ofd 有用"),
        (["--paper", "A3"], ".pdf", "没有 --paper 这个选项"),
        (["--no-tint=yes"], ".pdf", "选项 --no-tint 后面"),
    ],
)
def test_options_that_make_no_sense_are_refused_before_anything_is_written(tmp_path, capsys, options, ending, message):
    assert run("convert", EXAMPLE, tmp_path / f"a{ending}", *options) == 2
    err = capsys.readouterr().err
    assert message in err
    assert "命令写错了" in err
    assert list(tmp_path.iterdir()) == []


def test_an_archive_copy_that_cannot_be_printed_is_refused_by_its_name(tmp_path, capsys):
    source, target = tmp_path / "a.txt", tmp_path / "存档.pdf"
    source.write_text(EXAMPLE.read_text(encoding="utf-8").replace("望江", "望\U0002ffff江"), encoding="utf-8")

    assert run("convert", source, target, "--archive-copy") == 2
    assert f"没有写成 {target}" in capsys.readouterr().err
    assert not target.exists()


def test_the_help_names_every_option_and_sheet(capsys):
    assert run("convert", "--help") == 0
    out = capsys.readouterr().out
    options = ("--single-sided", "--no-tint", "--sign", "--date", "--bundled-fonts", "--archive-copy", "--sheets")
    names = [f"{sheet}（{name}）" for sheet, name in sheet_names().items()]
    assert [word for word in (*options, *names) if word not in out] == []
