"""PDFs put together object by object: the smallest ones, and those that nobody should have to read."""

import zlib
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import ObjectStreamMode

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>"


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects; the first is the catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + thing + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return out + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start)


def loosened(content: bytes) -> bytes:
    """The same document with each object by itself, so that its bytes can be changed."""
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(target, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False)
    return target.getvalue()


def stream(plain: bytes, keys: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object."""
    if packed:
        plain, keys = zlib.compress(plain, 9), keys + b"/Filter/FlateDecode"
    return b"<<" + keys + b"/Length %d>>stream\n" % len(plain) + plain + b"\nendstream"


def one_page(content: bytes, resources: bytes = b"", more: Sequence[bytes] = (), *, packed: bool = False) -> bytes:
    """A page with this content; objects from number 6 on are `more`."""
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>" + resources + b">>>>"
    return raw_pdf([b"<</Type/Catalog/Pages 2 0 R>>", PAGES, page, stream(content, packed=packed), FONT, *more])


def words(text: bytes) -> bytes:
    """The content that writes a text."""
    return b"BT /F 12 Tf 80 700 Td (" + text + b") Tj ET"
