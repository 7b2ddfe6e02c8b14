"""Small files that would swell are refused before the library opens them, and at once; what offices send is not."""

import zlib
from base64 import a85encode
from pathlib import Path

import pytest
from drawn_pdf import Paper
from raw_pdf import FONT, PAGES, one_page, raw_pdf, stream, words

from disclosure_desk.readers import ReadError
from disclosure_desk.readers.formats.pdf import document
from disclosure_desk.readers.formats.pdf.growth_limit import refuse_oversized
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress

FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
DRAW_X = b"/XObject<</X 6 0 R>>"
CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def groups(count, often, *, resources=True):
    """Groups each of which draws the next so often, the last of which draws this."""
    drawn = b"/X Do " * often
    own = [b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 7) if resources else b"" for number in range(count)]
    return [*(stream(drawn, FORM + keys) for keys in own), stream(b"0 0 m 9 9 l S", FORM)]


def packed_objects(objects, first):
    """A stream that holds objects, numbered from `first` on."""
    head, body = bytearray(), bytearray()
    for number, thing in enumerate(objects, first):
        head += b"%d %d " % (number, len(body))
        body += thing + b" "
    return stream(bytes(head + body), b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), packed=True)


PACKED = packed_objects([b"<</XObject<</X 6 0 R>>>>"], 5)

# Each is made when its test runs: together they are hundreds of megabytes.
HEAVY = {
    "a page of strokes": lambda: one_page(b"0 0 m 9 9 l S\n" * 60_000, packed=True),
    "a page of blanks": lambda: one_page(b" " * 20_000_000, packed=True),
    "packed twice": lambda: one_page(
        b"", more=[stream(zlib.compress(zlib.compress(b" " * 99_000_000)), b"/Filter[/FlateDecode/FlateDecode]")]
    ),
    "packed and written in letters": lambda: raw_pdf(
        [CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/Contents[4 0 R]>>",
         stream(a85encode(zlib.compress(b"q " * 500_000)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]")]
    ),
    "runs": lambda: one_page(b"", more=[stream(b"0" * 200_000, b"/Filter/RunLengthDecode")]),
    "groups that draw two of the next": lambda: one_page(b"/X Do", DRAW_X, groups(30, 2)),
    "groups without resources of their own": lambda: one_page(b"/X Do /X Do", DRAW_X, groups(3, 2, resources=False)),
    "a group that draws itself": lambda: one_page(
        b"/X Do", DRAW_X, [stream(b"/X Do /X Do", FORM + b"/Resources<</XObject<</X 6 0 R>>>>")]
    ),
    "one group a thousand times": lambda: one_page(b"/X Do " * 1000, DRAW_X, [stream(b"0 0 m 9 9 l S " * 100, FORM)]),
    "a deep row of groups": lambda: one_page(b"/X Do", DRAW_X, groups(60, 1)),
    "one content a thousand times": lambda: raw_pdf(
        [CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/Contents 5 0 R>>", stream(b"0 0 m 9 9 l S " * 90),
         b"[%s]" % (b"4 0 R " * 1000)]
    ),
    "resources of the parent": lambda: raw_pdf(
        [CATALOG, PAGES.replace(b">>", b"/Resources<</XObject<</X 5 0 R>>>>>>"),
         b"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>", stream(b"/X Do " * 1000), stream(b"0 0 m 9 9 l S " * 100, FORM)]
    ),
    "resources packed with other objects": lambda: raw_pdf(
        [CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 5 0 R>>", stream(b"/X Do " * 1000),
         b"", stream(b"0 0 m 9 9 l S " * 100, FORM), PACKED]
    ).replace(b"5 0 obj\n\nendobj", b""),
    "an appearance that nobody draws": lambda: one_page(
        b"", more=[stream(b"0 0 m 9 9 l S " * 60_000, FORM, packed=True)]
    ),
    "a hundred streams of type": lambda: one_page(b"", more=[stream(b"\0" * 10_000_000, packed=True)] * 40),
    "a million objects": lambda: b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 300_000,
    "an object without an end": lambda: b"%PDF-1.7\n1 0 obj<</Contents[" + b"1 0 R " * 200_000,
    "objects packed by the million": lambda: raw_pdf([CATALOG, packed_objects([b"1"] * 250_000, 9)]),
    "said to be locked": lambda: one_page(b"0 0 m 9 9 l S\n" * 60_000, packed=True) + b"%/Encrypt 9 0 R",
    "streams without an end": lambda: b"%PDF-1.7\n" + b"1 0 obj<</Length 9>>stream\nxxxxxxxxx\n" * 20_000,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("make", HEAVY.values(), ids=HEAVY)
def test_what_swells_is_refused_before_the_library_opens_it(make, monkeypatch):
    monkeypatch.setattr(document.pypdfium2, "PdfDocument", lambda _: pytest.fail("the library opened it"))
    with pytest.raises(ReadError, match="太大") as refused:
        list(pdf_items(make(), ignore_progress))
    assert str(refused.value).endswith("。")


LIGHT = {
    "nothing": lambda: b"%PDF-1.7",
    "one group often": lambda: one_page(b"/X Do " * 100, DRAW_X, [stream(b"0 0 m 9 9 l S", FORM)]),
    "groups in groups": lambda: one_page(b"/X Do", DRAW_X, groups(5, 2)),
    "a name that means nothing": lambda: one_page(b"/Y Do " * 5000, DRAW_X, groups(1, 1)),
    "a picture": lambda: one_page(
        b"/X Do", DRAW_X, [stream(b"\0" * 90_000_000, b"/Subtype/Image/Width 9000", packed=True)]
    ),
    "a whole face": lambda: one_page(
        words(b"x"), more=[stream(b"\0\1" * 12_000_000, b"/Length1 24000000", packed=True)]
    ),
    "damaged packing": lambda: one_page(b"", more=[stream(b"not packed", b"/Filter/FlateDecode")]),
    "damaged letters": lambda: one_page(b"", more=[stream(b"\xff\xff", b"/Filter/ASCII85Decode")]),
    "brackets that do not close": lambda: one_page(b"", more=[b"<</Contents 4 0 R/Resources<</XObject<</X 4 0 R"]),
    "a parent that is its own": lambda: raw_pdf([CATALOG, b"<</Parent 2 0 R/Contents 4 0 R>>", FONT, stream(b"/X Do")]),
    "a word at its very start": lambda: b"obj %PDF-1.7",
    "an object without a number": lambda: b"%PDF-1.7\n obj <<>>",
    "no place for packed objects": lambda: one_page(b"", more=[stream(b"1 0 <<>>", b"/Type/ObjStm")]),
}


@pytest.mark.parametrize("make", LIGHT.values(), ids=LIGHT)
def test_what_does_not_swell_is_left_to_the_library(make):
    refuse_oversized(make())


def test_reports_of_the_field_are_light(request):
    files = [*Path(request.config.rootpath, "tests/field/fixtures").glob("*.pdf")]
    assert len(files) >= 10
    for file in files:
        refuse_oversized(file.read_bytes())


def test_page_full_of_single_letters_is_read():
    paper = Paper()
    for row in range(40):
        for column in range(40):
            paper.text(40 + 13 * column, 40 + 19 * row, "公", 10)
    assert "".join(item.text for item in pdf_items(paper.content(), ignore_progress)).count("公") == 1600
