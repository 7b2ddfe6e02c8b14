"""PDFs of the second batch, kept in `fixtures/second`; `second_printed.py SOFFICE CHROMIUM` makes them anew."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import NamedTuple

from case import Case
from second_drawn import Press, drawn
from second_fashions import FASHIONS, by_place
from second_markup import ALL as MARKUPS
from second_markup import marked_up
from second_offices import office
from second_portals import ALL, plain
from second_report import blocks_of
from second_sheets import fitted
from second_word import Habits, written
from truth import Truth

from disclosure_desk.core.resources import resource

_SHELLS = {**ALL, "plain": plain}
FOLDER = Path(__file__).parent / "fixtures" / "second"


class Print(NamedTuple):
    """One PDF: its name, the office's style and wording, and what prints it from what."""

    name: str
    style: str
    fashion: str
    how: str
    source: Callable


def _word(habits: Habits = Habits()) -> Callable:  # noqa: B008 - a value
    return lambda blocks, _: written(blocks, habits)


def _page(markup: str, shell: str) -> Callable:
    return lambda blocks, truth: _SHELLS[shell](truth, marked_up(blocks, MARKUPS[markup])).encode()


def _drawn(**how) -> Callable:
    return lambda blocks, _: drawn(blocks, Press(**how))


_PRINTS = (
    Print("writer-plain", "distinct", "official", "docx", _word()),
    Print("writer-running", "zeros", "own-lines", "docx", _word(Habits(running=True, lists=True))),
    Print("writer-turned", "large", "half-width", "docx", _word(Habits(turned=True, running=True))),
    Print("writer-contents", "distinct", "old-heads", "docx", _word(Habits(contents=True))),
    Print("writer-continued", "distinct", "captions", "docx", _word(Habits(continued=True, narrow=True))),
    Print("writer-blank", "blank", "spaced", "docx", _word(Habits(two_paragraphs=True, narrow=True))),
    Print("writer-row-lists", "zeros", "short-heads", "docx", _word(Habits(row_lists=True))),
    Print("web-libre", "distinct", "yearly", "html", _page("libre", "plain")),
    Print("web-wps", "large", "bureau", "html", _page("wps", "plain")),
    Print("calc-fitted", "distinct", "official", "xlsx", fitted),
    Print("calc-fitted-blank", "blank", "old-heads", "xlsx", fitted),
    Print("browser-ueditor", "distinct", "own-lines", "chromium", _page("ueditor", "trs")),
    Print("browser-word", "zeros", "official", "chromium", _page("word-filtered", "listed")),
    Print("browser-trs", "large", "short-heads", "chromium", _page("trs-editor", "hanweb")),
    Print("browser-mobile", "distinct", "unnumbered", "chromium", _page("mobile", "account")),
    Print("browser-wang-blank", "blank", "captions", "chromium", _page("wang", "scripted")),
    Print("browser-excel", "distinct", "two-parts", "chromium", _page("excel", "indexed")),
    Print("drawn-tight", "distinct", "official", "pdf", _drawn(padding=1, size=8)),
    Print("drawn-roomy", "large", "half-width", "pdf", _drawn(padding=6, size=10.5, face="ZhuqueFangsong-Regular")),
    Print("drawn-narrow-labels", "distinct", "old-heads", "pdf", _drawn(labels=(16, 30, 70), size=9, margin=80)),
    Print("drawn-repeated-heads", "zeros", "captions", "pdf", _drawn(repeat=3, padding=5, face="gkai00mp", heads=True)),
    Print("drawn-right", "large", "thousands", "pdf", _drawn(place="RIGHT", size=10, heads=True)),
    Print("drawn-left-blank", "blank", "official", "pdf", _drawn(place="LEFT", padding=4)),
    Print("drawn-letters", "distinct", "own-lines", "pdf", _drawn(letters=True, padding=3)),
    Print("drawn-turned", "large", "yearly", "pdf", _drawn(turned=True, padding=5, face="DeskHei")),
    Print("drawn-rows", "distinct", "bureau", "pdf", _drawn(rules="rows", padding=3)),
    Print("drawn-filled", "distinct", "units", "pdf", _drawn(rules="filled", size=8, leading=1.1)),
    Print("drawn-outer", "distinct", "spaced", "pdf", _drawn(rules="outer", padding=4)),
)


def _said(number: int, one: Print) -> tuple[Truth, list]:
    truth = office(400 + number, one.style)
    worded = FASHIONS[one.fashion]
    if one.style == "blank":
        worded = worded._replace(show=by_place(("", "/", "—")[number % 3]))
    return truth, blocks_of(truth, worded)


def cases() -> Iterator[Case]:
    """The files."""
    for number, one in enumerate(_PRINTS):
        truth, _ = _said(number, one)
        yield Case(
            f"2-pdf-{one.name}-{one.fashion}-{one.style}", ".pdf", (FOLDER / f"{one.name}.pdf").read_bytes(), truth
        )


_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
{aliases}</fontconfig>"""
_ALIASES = {
    "宋体": "DeskSong",
    "SimSun": "DeskSong",
    "黑体": "DeskHei",
    "仿宋_GB2312": "Zhuque Fangsong (technical preview)",
    "仿宋": "Zhuque Fangsong (technical preview)",
    "楷体_GB2312": "AR PL KaitiM GB",
    "方正小标宋简体": "DeskXiaoBiaoSong",
    "serif": "DeskSong",
    "sans-serif": "DeskHei",
    "Times New Roman": "DeskLatin",
}


def _fonts(folder: Path) -> dict[str, str]:
    """The surroundings in which the bundled faces are found."""
    aliases = "".join(
        f"<alias binding='same'><family>{name}</family><prefer><family>{face}</family></prefer></alias>"
        for name, face in _ALIASES.items()
    )
    fonts = resource("fonts/DeskSong.ttf").parent
    (folder / "fonts.conf").write_text(_FONTS.format(fonts=fonts, cache=folder / "cache", aliases=aliases), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)}


_PORT = 8311
_HOST = f"--host-resolver-rules=MAP www.example.gov.cn 127.0.0.1:{_PORT}"


def _printed(one: Print, content: bytes, programs: dict[str, str]) -> bytes:
    if one.how == "pdf":
        return content
    with TemporaryDirectory() as name:
        folder = Path(name)
        surroundings = _fonts(folder)
        ending = "html" if one.how == "chromium" else one.how
        source = folder / f"{one.name}.{ending}"
        source.write_bytes(content)
        target = source.with_suffix(".pdf")
        if one.how == "chromium":
            served = ThreadingHTTPServer(("127.0.0.1", _PORT), partial(SimpleHTTPRequestHandler, directory=name))
            Thread(target=served.serve_forever, daemon=True).start()
            told = [
                programs["chromium"],
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                _HOST,
                f"--print-to-pdf={target}",
                f"http://www.example.gov.cn/{source.name}",
            ]
        else:
            kind = {"html": "writer_web_pdf_Export", "docx": "writer_pdf_Export", "xlsx": "calc_pdf_Export"}[one.how]
            told = [programs["soffice"], "--headless", "--convert-to", f"pdf:{kind}", "--outdir", name, str(source)]
        subprocess.run(told, check=True, env=surroundings, capture_output=True, timeout=120)
        if one.how == "chromium":
            served.shutdown()
            served.server_close()
        return target.read_bytes()


def main(soffice: str, chromium: str, *names: str) -> None:
    """Make the fixtures anew."""
    FOLDER.mkdir(exist_ok=True)
    for number, one in enumerate(_PRINTS):
        if names and one.name not in names:
            continue
        truth, blocks = _said(number, one)
        content = _printed(one, one.source(blocks, truth), {"soffice": soffice, "chromium": chromium})
        (FOLDER / f"{one.name}.pdf").write_bytes(content)
        sys.stdout.write(f"{one.name} {len(content)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
