"""PDF and Word files of the corpus: made once by office programs and browsers, kept in fixtures/.

`python make_printed.py [NAME ...]` makes them anew. Needs LibreOffice and Chromium, which running the tests does not;
fonts are the program's own, found by fontconfig.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import markup
import portals
from case import Case, of_plan
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from drawn import Way, laid
from make_docx import document_of, saved
from markup import Style
from paper import Plan, paper
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from sheets import Manner
from truth import Truth, truth

FIXTURES = Path(__file__).parent / "fixtures"
_FONTS = Path(__file__).parents[2] / "resources" / "fonts"
_OWN = Plan(topics="own")


class Print(NamedTuple):
    """A PDF to be made: by which program, of which figures, put together and dressed how."""

    name: str
    seed: int
    program: str
    plan: Plan = _OWN
    style: str = "distinct"
    dress: str = ""


PRINTS = (
    Print("pdf-writer", 901, "soffice"),
    Print("pdf-writer-landscape", 902, "soffice", Plan(), dress="landscape"),
    Print("pdf-writer-running-heads", 903, "soffice", Plan(split_proactive=True), dress="heads"),
    Print("pdf-writer-narrow-columns", 904, "soffice", dress="narrow"),
    Print("pdf-writer-sparse", 905, "soffice", Plan(manner=Manner(one_row_other=True)), "sparse"),
    Print("pdf-chromium", 911, "chromium"),
    Print("pdf-chromium-no-borders", 912, "chromium", dress="td { border: none }"),
    Print("pdf-chromium-narrow", 913, "chromium", dress="table { width: 96% } td { font-size: 15px; width: 9% }"),
    Print("pdf-chromium-portal", 914, "chromium", Plan(), "sparse", "@page { size: A4 landscape }"),
    Print(
        "pdf-chromium-blank-cells",
        915,
        "chromium",
        Plan(manner=Manner(show=lambda _, one: "" if one == "0" else one)),
        "sparse",
    ),
    Print("pdf-chromium-zero", 916, "chromium", Plan(manner=Manner(disputes_in_rows=True)), "zero"),
)
LETTERED = (
    Print("pdf-letter-by-letter", 931, "reportlab"),
    Print("pdf-letters-in-any-order", 932, "reportlab", Plan(), "sparse", "shuffled"),
    Print("pdf-letters-doubled", 933, "reportlab", _OWN, "distinct", "doubled"),
)
"""PDFs in which each letter is a piece of text of its own; without the font in them PDFium sees no letters."""
CONVERTED = (
    Print("docx-by-writer-from-page", 921, "soffice"),
    Print("docx-by-writer-from-word-page", 922, "soffice", Plan(), "sparse", "word"),
)
"""Word files that LibreOffice makes of a page."""


def said(one: Print) -> Truth:
    """What a printed file says; where 0 is not printed, it says nothing."""
    whole = of_plan(truth(one.seed, one.style), one.plan)
    if one.name == "pdf-chromium-blank-cells":
        return whole._replace(cells={cell: figure for cell, figure in whole.cells.items() if figure != "0"})
    return whole


def cases() -> Iterator[Case]:
    """The printed files that are kept."""
    for ending, prints in ((".pdf", PRINTS), (".pdf", LETTERED), (".docx", CONVERTED)):
        for one in prints:
            yield Case(one.name, ending, (FIXTURES / f"{one.name}{ending}").read_bytes(), said(one))


def html_of(one: Print) -> str:
    """The page that Chromium prints."""
    css = (
        "body { font: 16px DeskHei } table { border-collapse: collapse; width: 100% }"
        f" td {{ border: 1px solid; text-align: center }} p {{ line-height: 2; text-indent: 2em }} {one.dress}"
    )
    style = Style(table_attributes="", tags={**Style().tags, "title": ("<h2 style='text-align:center'>", "</h2>")})
    inside = markup.body(paper(said(one), one.plan), style)
    return (
        f"<html><head><meta charset='utf-8'><title>年报</title><style>{css}</style></head><body>{inside}</body></html>"
    )


def docx_of(one: Print) -> bytes:
    """The document that LibreOffice prints."""
    document = document_of(paper(said(one), one.plan), landscape=one.dress == "landscape")
    for section in document.sections:
        section.footer.is_linked_to_previous = False
        _page_number(section.footer.paragraphs[0])
        if one.dress == "heads":
            section.header.paragraphs[
                0
            ].text = f"{said(one).unit}政府信息公开工作年度报告（{said(one).year + 1}年1月公布）"
    if one.dress == "narrow":
        _narrow(document)
    return saved(document)


def _page_number(paragraph) -> None:
    """— 1 —, as official papers number their pages."""
    paragraph.add_run("— ")
    paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    paragraph.add_run(" —")


def _narrow(document) -> None:
    """Wide margins and larger letters, so that labels break after every few characters."""
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(3.4)
    for table in document.tables:
        for run in table._tbl.iter(qn("w:sz")):
            run.set(qn("w:val"), str(Pt(10.5).pt * 2).removesuffix(".0"))


def _lettered(one: Print, _: Path) -> None:
    pdfmetrics.registerFont(TTFont("DeskHei", _FONTS / "DeskHei.ttf"))
    page = Canvas(str(FIXTURES / f"{one.name}.pdf"), pagesize=(595, 842), invariant=True)
    way = Way(by_letter=True, is_shuffled=one.dress == "shuffled", doubled=one.dress == "doubled")
    for texts, boxes in laid(paper(said(one), one.plan), way):
        page.setFont("DeskHei", 7)
        for box in boxes:
            page.rect(*box)
        for left, bottom, letter in texts:
            page.drawString(left, bottom, letter)
        page.showPage()
    page.save()


def _converted(one: Print, folder: Path) -> None:
    style = Style(inner=markup.figure_in_spans, line=markup.words_in_spans) if one.dress else Style()
    source = folder / f"{one.name}.html"
    source.write_text(portals.article(said(one), markup.body(paper(said(one), one.plan), style)), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--infilter=HTML (StarWriter)"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(FIXTURES), str(source)]
    subprocess.run(command, check=True, env={**os.environ, "HOME": str(folder)}, timeout=180, capture_output=True)


def _printed(one: Print, folder: Path) -> None:
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_settings(folder)), "HOME": str(folder)}
    if one.program == "soffice":
        source = folder / f"{one.name}.docx"
        source.write_bytes(docx_of(one))
        command = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf"]
        command += ["--outdir", str(FIXTURES), str(source)]
    else:
        source = folder / f"{one.name}.html"
        source.write_text(html_of(one), encoding="utf-8")
        command = ["chromium", *_QUIET, f"--user-data-dir={folder}/browser", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={FIXTURES / one.name}.pdf", f"file://{source}"]
        if one.name == "pdf-chromium-portal":
            command.remove("--no-pdf-header-footer")
    subprocess.run(command, check=True, env=environment, timeout=180, capture_output=True)


_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-pdf-tagging",  # tags make the files half as large again, and no reader looks at them
)


def _font_settings(folder: Path) -> Path:
    path = folder / "fonts.conf"
    path.write_text(
        f"<fontconfig><dir>{_FONTS}</dir><cachedir>{folder}/fonts</cachedir></fontconfig>", encoding="utf-8"
    )
    return path


def main() -> None:
    """Print all, or those that are named."""
    FIXTURES.mkdir(exist_ok=True)
    for make, prints in ((_printed, PRINTS), (_lettered, LETTERED), (_converted, CONVERTED)):
        for one in prints:
            if len(sys.argv) == 1 or one.name in sys.argv[1:]:
                with tempfile.TemporaryDirectory() as folder:
                    make(one, Path(folder))


if __name__ == "__main__":
    main()
