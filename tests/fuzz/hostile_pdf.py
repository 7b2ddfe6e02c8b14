"""Hostile PDFs: each by its name, with its ending and how it is made."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

from drawn_pdf import Paper
from hostile_plain import BAIT, MILLION, SPARSE, Made, near_misses, noise
from pikepdf import Encryption, Pdf
from raw_pdf import FONT, PAGES, one_page, raw_pdf, stream, words
from seeds import seeds

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"


def _pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    tree = b"<</Type/Pages/MediaBox[0 0 595 842]/Count %d/Kids[%s]>>" % (count, kids)
    page = b"<</Type/Page/Parent 2 0 R/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>"
    return raw_pdf([_CATALOG, tree, stream(words(b"x")), FONT, *[page] * count])


def _tree(nodes: Sequence[bytes]) -> bytes:
    return raw_pdf([_CATALOG, *nodes])


def _deep_tree(depth: int) -> bytes:
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]/Parent %d 0 R>>" % (n + 3, max(n + 1, 2)) for n in range(depth)]
    return _tree([*nodes, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (depth + 1)])


def _acting() -> bytes:
    """A file that would run, open and send."""
    actions = [
        b"<</S/JavaScript/JS(app.launchURL\\('%s'\\))>>" % BAIT.encode(),
        b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>",
        b"<</S/URI/URI(%s)>>" % BAIT.encode(),
        b"<</S/SubmitForm/F(%s)>>" % BAIT.encode(),
        b"<</S/GoToR/F(%s)/NewWindow true>>" % BAIT.encode(),
    ]
    names = b"<</JavaScript<</Names[(a) 6 0 R]>>/EmbeddedFiles<</Names[(a.exe) 11 0 R]>>>>"
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction[6 0 R]/AA<</WC 7 0 R>>/URI<</Base(%s)>>/Names %s>>"
    page = _PAGE.replace(b"/Contents", b"/AA<</O 7 0 R/C 9 0 R>>/Contents")
    embedded = [b"<</Type/Filespec/F(a.exe)/EF<</F 12 0 R>>>>", stream(b"MZ" * 9000, b"/Type/EmbeddedFile")]
    text = stream(words(b"x"))
    return raw_pdf([catalog % (BAIT.encode(), names), PAGES, page, text, FONT, *actions, *embedded])


def _locked() -> bytes:
    stream_ = BytesIO()
    with Pdf.open(BytesIO(seeds("pdf")[0])) as one:
        one.save(stream_, encryption=Encryption(owner="a", user="b"))
    return stream_.getvalue()


def _xref(size: int) -> bytes:
    content = one_page(words(b"x"))
    return content.replace(b"/Size 6", b"/Size %d" % size).replace(b"xref\n0 6", b"xref\n0 %d" % size)


def _lines(count: int) -> bytes:
    """A page ruled all over."""
    strokes = b"".join(b"%d %d m %d %d l S\n" % (n % 590, n % 840, n * 7 % 590, n % 840) for n in range(count))
    return one_page(strokes + words(b"x"), packed=True)


def _grid(count: int, pages: int) -> bytes:
    """Pages of small cells with a letter in each."""
    paper = Paper()
    step = 500 / count
    for _ in range(pages):
        for place in range(count + 1):
            paper.line(40, 40 + place * step, 540, 40 + place * step)
            paper.line(40 + place * step, 40, 40 + place * step, 540)
        for at in range(count * count):
            paper.text(41 + at % count * step, 40 + (at // count + 0.8) * step, "公", 5)
        paper.turn_page()
    return paper.content()


def _near(count: int) -> bytes:
    paper = Paper()
    for number, label in enumerate(near_misses(count)):
        paper.text(40 + number % 3 * 180, 40 + number // 3 % 90 * 8, f"{label}  {number}", 7)
        if number % 270 == 269:  # a page is full
            paper.turn_page()
    return paper.content()


_CYCLE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>"
_FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 6 0 R>>>>"
_FILES: Mapping[str, Callable[[], bytes | int]] = {
    "10,000 pages": lambda: _pages(10_000),
    "200 pages": lambda: _pages(200),
    "a tree of pages in a circle": lambda: _tree(_CYCLE),
    "a tree of pages that is its own": lambda: _tree(
        [b"<</Type/Pages/Count 99999999/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"]
    ),
    "a tree of pages 50,000 deep": lambda: _deep_tree(50_000),
    "a count of pages that is a lie": lambda: one_page(words(b"x")).replace(b"/Count 1", b"/Count 99999999"),
    "a table of two billion objects": lambda: _xref(2_000_000_000),
    "a table of a million objects that are none": lambda: one_page(words(b"x")).replace(
        b"startxref", b"0000000000 00000 n \n" * MILLION + b"startxref"
    ),
    "tables of objects in a circle": lambda: one_page(words(b"x")).replace(b"/Root", b"/Prev 9/XRefStm 9/Root"),
    "brackets a million deep": lambda: raw_pdf([_CATALOG, PAGES, _PAGE, b"[" * MILLION, FONT]),
    "dictionaries 200,000 deep": lambda: raw_pdf([_CATALOG, PAGES, _PAGE, b"<</A" * 200_000, FONT]),
    "content a million brackets deep": lambda: one_page(b"[" * 600_000 + words(b"x"), packed=True),
    "content that saves a million times": lambda: one_page(b"q " * 340_000 + words(b"x"), packed=True),
    "a stream of 4 GB": lambda: one_page(b" " * 400_000_000, packed=True),
    "a group that draws itself twice": lambda: one_page(
        b"/X Do", b"/XObject<</X 6 0 R>>", [stream(b"/X Do /Y Do", _FORM)]
    ),
    "40 million marks of objects": lambda: b"%PDF-1.7\n" + b"1 0 obj " * 5_000_000,
    "40 MB of streams without ends": lambda: b"%PDF-1.7\n" + b"1 0 obj<<>>stream\n" * 199_000,
    "40 MB of opened brackets": lambda: b"%PDF-1.7\n1 0 obj" + b"<<" * 20_000_000,
    "40 MB of references": lambda: b"%PDF-1.7\n1 0 obj<</Contents[" + b"1 0 R " * 6_000_000 + b"]>>endobj",
    "a trailer behind 46 MB of noise": lambda: noise(46_000_000, b"%PDF-1.7\n") + one_page(words(b"x")),
    "46 MB of noise": lambda: noise(46_000_000, b"%PDF-1.7\n"),
    "46 MB of noise without a head": lambda: noise(46_000_000),
    "46 MB of blanks": lambda: b"%PDF-1.7\n" + b" " * 46_000_000,
    "46 MB of digits": lambda: b"%PDF-1.7\n" + b"1" * 46_000_000,
    "JavaScript, programs and embedded files": _acting,
    "locked": _locked,
    "30,000 strokes": lambda: _lines(30_000),
    "3,600 cells on a page": lambda: _grid(60, 1),
    "20 pages of 1,600 cells": lambda: _grid(40, 20),
    "40 pages of near-miss labels": lambda: _near(270 * 40),
    "a page of 100,000 letters": lambda: one_page(words(b"ab " * 33_000), packed=True),
    "a page as large as a town": lambda: one_page(words(b"x")).replace(b"595 842", b"99999999 99999999"),
    "1 GB of nothing": lambda: SPARSE,
}
FILES: Mapping[str, Made] = {f"pdf: {name}": (".pdf", maker) for name, maker in _FILES.items()}
"""All of them."""
