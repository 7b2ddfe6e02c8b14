"""PDFs of the third batch, kept in `fixtures/third`; `third_printed.py SOFFICE CHROMIUM` makes them anew."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from case import Case
from paper import Line
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as Drawing
from sheets import Table, placed
from third_files import FIXTURES, one_sheet, pasted, typed
from third_report import Report, report
from third_web import page

from disclosure_desk.core.resources import resource


class Print(NamedTuple):
    """One PDF: of which office, what prints it, and what of."""

    number: int
    how: str
    source: Callable[[Report], bytes]


def _page(portal: str, editor: str) -> Callable[[Report], bytes]:
    return lambda said: page(said, portal, editor).replace("仿宋_GB2312", "宋体").replace("仿宋", "宋体").encode()


def platypus(said: Report, face: str = "DeskSong", size: float = 10, **wide) -> bytes:
    """A PDF as a system of approvals draws it from its own fields."""
    pdfmetrics.registerFont(TTFont(face, resource(f"fonts/{face}.ttf"), subfontIndex=0))
    sheet = {
        "title": ParagraphStyle("title", fontName=face, fontSize=18, leading=26, alignment=TA_CENTER, wordWrap="CJK"),
        "sign": ParagraphStyle("sign", fontName=face, fontSize=12, leading=20, alignment=TA_RIGHT, wordWrap="CJK"),
        "text": ParagraphStyle("text", fontName=face, fontSize=12, leading=22, firstLineIndent=24, wordWrap="CJK"),
    }
    cell = ParagraphStyle(
        "cell", fontName=face, fontSize=size, leading=size * 1.25, alignment=TA_CENTER, wordWrap="CJK"
    )
    story = [
        Paragraph(block.text, sheet.get(block.kind, sheet["text"]))
        if isinstance(block, Line)
        else _ruled(block, cell, **wide)
        for block in said.blocks
    ]
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=50, rightMargin=50, invariant=True).build(story)
    return buffer.getvalue()


def _ruled(table: Table, style: ParagraphStyle, *, repeat: bool = False) -> Drawing:
    starts = placed(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    grid = [["" for _ in range(width)] for _ in table]
    merged = []
    for (row, column), cell in starts.items():
        grid[row][column] = Paragraph(cell.text, style)
        if cell.rows * cell.columns > 1:
            merged.append(("SPAN", (column, row), (column + cell.columns - 1, row + cell.rows - 1)))
    shares = {10: (30, 46, 120, 38, 40, 40, 50, 50, 38, 43), 15: (33,) * 15}.get(width, (495 / width,) * width)
    styles = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *merged]
    styles += [(side, (0, 0), (-1, -1), 2) for side in ("LEFTPADDING", "RIGHTPADDING")]
    return Drawing(grid, colWidths=shares, style=styles, repeatRows=3 if repeat and width == 10 else 0)


def _numbered(said: Report) -> bytes:
    return typed(said, page_numbers=True)


def _entered(said: Report) -> bytes:
    return typed(said, enter=True)


_PRINTS = (
    Print(65, "docx", _numbered),
    Print(66, "docx", typed),
    Print(67, "docx", _numbered),
    Print(68, "docx", _entered),
    Print(69, "docx", _numbered),
    Print(70, "docx", typed),
    Print(71, "docx", _numbered),
    Print(72, "docx", pasted),
    Print(73, "docx", _entered),
    Print(74, "docx", _numbered),
    Print(75, "chromium", _page("trs", "word")),
    Print(76, "chromium", _page("catalogue", "ueditor")),
    Print(77, "chromium", _page("indexed", "wps")),
    Print(78, "chromium", _page("hanweb", "clean")),
    Print(79, "chromium", _page("bare", "word")),
    Print(80, "pdf", platypus),
    Print(81, "pdf", partial(platypus, size=8.5, repeat=True)),
    Print(82, "pdf", partial(platypus, face="ZhuqueFangsong-Regular", size=10.5)),
    Print(83, "xlsx", one_sheet),
    Print(84, "html", _page("bare", "word")),
    Print(50, "of-page", _page("bare", "word")),
    Print(60, "of-page", _page("neighbours", "ueditor")),
)


def cases() -> Iterator[Case]:
    """The files."""
    for one in _PRINTS:
        if one.how == "of-page":
            continue
        said = report(one.number)
        yield Case(
            f"3-{one.number:03}-pdf-of-{one.how}",
            ".pdf",
            (FIXTURES / f"{one.number}.pdf").read_bytes(),
            said.truth,
            must=said.must,
            is_loose=said.is_loose,
            needs_unit=said.needs_unit,
        )


_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
{aliases}</fontconfig>"""
_ALIASES = {
    "DeskSong": ("宋体", "SimSun", "serif"),
    "DeskHei": ("黑体", "sans-serif"),
    "Zhuque Fangsong (technical preview)": ("仿宋_GB2312", "仿宋"),
    "AR PL KaitiM GB": ("楷体_GB2312",),
    "DeskXiaoBiaoSong": ("方正小标宋简体", "方正小标宋_GBK"),
    "DeskLatin": ("Times New Roman", "Calibri"),
}


def _faces(folder: Path) -> dict[str, str]:
    """The surroundings in which the bundled faces are found."""
    aliases = "".join(
        f"<alias binding='same'><family>{name}</family><prefer><family>{face}</family></prefer></alias>"
        for face, names in _ALIASES.items()
        for name in names
    )
    fonts = resource("fonts/DeskSong.ttf").parent
    (folder / "fonts.conf").write_text(_FONTS.format(fonts=fonts, cache=folder / "cache", aliases=aliases), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing is told of what is fetched."""


_PORT = 8312
_OFFICE = {
    "docx": "pdf:writer_pdf_Export",
    "html": "pdf:writer_pdf_Export",
    "xlsx": "pdf:calc_pdf_Export",
    "of-page": "docx:MS Word 2007 XML",
}


def printed(one: Print, soffice: str, chromium: str) -> bytes:
    """The file made anew."""
    content = one.source(report(one.number))
    if one.how == "pdf":
        return content
    with TemporaryDirectory() as name:
        folder = Path(name)
        surroundings = _faces(folder)
        source = folder / f"report.{one.how if one.how in {'docx', 'xlsx'} else 'html'}"
        source.write_bytes(content)
        target = folder / ("out/report.docx" if one.how == "of-page" else "out/report.pdf")
        target.parent.mkdir()
        if one.how == "chromium":
            _browse(name, target, chromium, surroundings)
        else:
            more = ["--infilter=HTML (StarWriter)"] if one.how in {"of-page", "html"} else []
            told = [soffice, "--headless", *more, "--convert-to", _OFFICE[one.how], "--outdir", str(target.parent)]
            subprocess.run([*told, str(source)], check=True, env=surroundings, capture_output=True, timeout=120)
        return target.read_bytes()


def _browse(folder: str, target: Path, chromium: str, surroundings: dict[str, str]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", _PORT), partial(_Quiet, directory=folder)) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        told = [chromium, "--headless=new", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={target}"]
        told += [f"--host-resolver-rules=MAP www.example.gov.cn 127.0.0.1:{_PORT}"]
        told += ["http://www.example.gov.cn/report.html"]
        subprocess.run(told, check=True, env=surroundings, capture_output=True, timeout=120)
        served.shutdown()


def main(soffice: str, chromium: str, *numbers: str) -> None:
    """Make the fixtures anew."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for one in _PRINTS:
        if numbers and str(one.number) not in numbers:
            continue
        content = printed(one, soffice, chromium)
        ending = "docx" if one.how == "of-page" else "pdf"
        (FIXTURES / f"{one.number}.{ending}").write_bytes(content)
        sys.stdout.write(f"{one.number} {one.how} {len(content)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
