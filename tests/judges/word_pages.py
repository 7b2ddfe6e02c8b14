"""Compares the pages of Word files as LibreOffice shows them with those of the PDF: which text begins and ends each.

    .venv/bin/python tests/judges/word_pages.py [--soffice PROGRAM] [--work FOLDER] [--sweep] [--signed]

Needs LibreOffice (`libreoffice-writer-nogui` of Debian); the tests do not. It is told to take the program's own fonts
for the official ones, which few computers with LibreOffice have. With --sweep, one report of more and more lines is
compared besides, so that headings and tables come to stand everywhere on a page.
"""

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import full_values  # noqa: E402 - found on the path above
from disclosure_desk.core.form import Form  # noqa: E402 - the same
from disclosure_desk.core.form_file import load_form  # noqa: E402 - the same
from disclosure_desk.core.report import Report, new_report  # noqa: E402 - the same
from disclosure_desk.readers import read  # noqa: E402 - the same
from disclosure_desk.writers import render_file  # noqa: E402 - the same
from disclosure_desk.writers.page_settings import PageSettings  # noqa: E402 - the same

SOURCES = (
    "resources/examples/wangjiang-2025.txt",
    "tests/data/reading/jinniushan-2025.txt",
    "tests/data/reading/yunxi-2024.txt",
    "tests/data/reading/hedong-2024.txt",
    "tests/data/reading/editions/songling-2019.txt",
    "tests/data/reading/editions/heyan-2021.txt",
)
FAMILIES = {
    "方正小标宋简体": "DeskXiaoBiaoSong",
    "黑体": "DeskHei",
    "楷体_GB2312": "AR PL KaitiM GB",
    "仿宋_GB2312": "DeskSong",
    "宋体": "DeskSong",
    "Times New Roman": "DeskLatin",
}
"""The fonts of a Word file, and what is shown in their place: 仿宋 has the widths of DeskSong, not of 朱雀仿宋."""
SENTENCES = (
    "全年通过门户网站主动公开政府信息1286条，其中规范性文件4件、财政预决算信息38条；",
    "依照《国务院办公厅关于印发〈政府信息公开信息处理费管理办法〉的通知》（国办函〔2020〕109号）办理。",
    "坚持“以公开为常态、不公开为例外”，严格落实“三审三校”制度，",
    "办理依申请公开35件（上年结转2件），按期答复率100%。",
    "群众满意度98.5%——比上年提高1.2个百分点……",
    "街道党政办公室每季度通报一次，问题立行立改！",
)
_NUMBER = re.compile(r"—\s*\d+\s*—")
_SHOWN = 12


def reports(form: Form) -> Iterator[tuple[str, Report]]:
    """Ten reports: those that the tests read, the full one, and three long ones."""
    yield "full", new_report(form, "涿河区金牛山办事处", 2025, dict(full_values(form)))
    for source in SOURCES:
        yield Path(source).stem, read(form, ROOT / source).report
    zeros = dict.fromkeys(form.cells, 0)
    for name, joint, count in (("long", "", 60), ("lines", "\n", 48), ("both", "\n　", 90)):
        text = joint.join(SENTENCES[number * number % len(SENTENCES)] for number in range(count))
        values = {**zeros, "overview.lead": text[: len(text) // 2], "problems": text[len(text) // 2 :]}
        yield name, new_report(form, "淮北市相山区人民政府渠沟街道办事处", 2025, {**values, "other_matters": "无。"})


def sweep(form: Form) -> Iterator[tuple[str, Report]]:
    """A report with 0 to 43 lines before its tables, and so many after them, then paragraphs of several lines."""
    long = "".join(SENTENCES)
    for lines in range(44):
        text = "\n".join(f"第{number}项工作平稳有序。" for number in range(lines))
        values = {"overview.lead": text, "problems": f"{text}\n{long}", "other_matters": f"{long}\n{text}"}
        yield f"sweep{lines}", new_report(form, "金牛山办事处", 2025, {**dict.fromkeys(form.cells, lines), **values})


def font_configuration(work: Path) -> str:
    """A configuration by which LibreOffice shows the program's own fonts under the official names."""
    swaps = "".join(
        f'<match target="pattern"><test name="family"><string>{official}</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{own}</string></edit></match>'
        for official, own in FAMILIES.items()
    )
    folders = f"<dir>{ROOT / 'resources' / 'fonts'}</dir><dir>/usr/share/fonts</dir><cachedir>{work}/cache</cachedir>"
    return f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>{folders}{swaps}</fontconfig>'


def page_texts(pdf: Path) -> list[str]:
    """The text of each page without blanks and its number."""
    document = pypdfium2.PdfDocument(pdf)
    texts = []
    for page in document:
        text = page.get_textpage()
        plain = _NUMBER.sub("", text.get_text_range())
        texts.append("".join(unicodedata.normalize("NFKC", plain).split()))
        text.close()
    document.close()
    return texts


def compare(own: Sequence[str], shown: Sequence[str]) -> list[str]:
    """What differs, a line a page: how the page begins and ends and how long it is, in the PDF and in LibreOffice."""
    pairs = [(_ends(one), _ends(other)) for one, other in zip_longest(own, shown, fillvalue="")]
    return [f"  page {n}: {one} | {other}" for n, (one, other) in enumerate(pairs, 1) if one != other]


def _ends(text: str) -> str:
    return f"{text[:_SHOWN]}…{len(text)}…{text[-_SHOWN:]}"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> int:
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--soffice", default="soffice")
    parser.add_argument("--work", type=Path)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--signed", action="store_true", help="with the signature of the office")
    args = parser.parse_args()
    form = load_form("2021")
    settings = PageSettings(office_fonts=False, signed=args.signed)
    chosen = [*reports(form), *(sweep(form) if args.sweep else ())]
    with tempfile.TemporaryDirectory(dir=args.work) as folder:
        work = Path(folder)
        (work / "fonts.conf").write_text(font_configuration(work), encoding="utf-8")
        for name, report in chosen:
            (work / f"{name}.docx").write_bytes(render_file(report, ".docx", settings))
            (work / f"{name}-own.pdf").write_bytes(render_file(report, ".pdf", settings))
        command = [args.soffice, "--headless", "--convert-to", "pdf", "--outdir", str(work)]
        environment = {**os.environ, "FONTCONFIG_FILE": str(work / "fonts.conf")}
        files = [str(work / f"{name}.docx") for name, _ in chosen]
        subprocess.run([*command, *files], env=environment, stdout=subprocess.DEVNULL, check=True, timeout=600)
        equal = every = 0
        for name, _ in chosen:
            own, shown = page_texts(work / f"{name}-own.pdf"), page_texts(work / f"{name}.pdf")
            faults = compare(own, shown)
            pages = max(len(own), len(shown))
            equal, every = equal + pages - len(faults), every + pages
            say("\n".join([f"{name}: {pages - len(faults)} of {pages}", *faults]))
    say(f"pages equal: {equal} of {every}, of {len(chosen)} reports")
    return int(equal != every)


if __name__ == "__main__":
    sys.exit(main())
