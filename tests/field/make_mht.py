"""Web archives of the corpus: pages as browsers and Word save them in one file."""

import base64
import quopri
from collections.abc import Iterator

import markup
import portals
from case import Case
from paper import Plan, paper
from truth import Truth, truth

_PIXEL = base64.b64encode(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;").decode()


def cases() -> Iterator[Case]:
    """All archives."""
    own = Plan(topics="own")
    yield _case("mht-chromium", 301, _quoted, around=portals.directory, plan=own)
    yield _case("mht-internet-explorer", 302, gbk_base64, around=portals.layout_tables, plan=Plan())
    yield _case("mht-word", 303, word, around=portals.article, plan=own)
    yield _case("mht-frames", 304, framed, around=portals.article, plan=own)
    yield _case("mht-8bit", 305, _eight_bit, around=portals.article, plan=own, ending=".mhtml")
    yield _case("mht-named-txt", 306, _quoted, around=portals.article, plan=own, ending=".txt")


def _case(name: str, seed: int, pack, *, around, plan: Plan, ending: str = ".mht") -> Case:  # noqa: PLR0913 - a row of the list above
    said: Truth = truth(seed)
    html = around(said, markup.body(paper(said, plan)))
    return Case(name, ending, pack(html), said)


def _quoted(html: str) -> bytes:
    """As Chromium saves: a page in quoted-printable, a sheet of styles and a picture beside it."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov.cn/zwgk/1.html\r\n"
        "Subject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nDate: Thu, 18 Mar 2027 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x1y2----"\r\n\r\n\r\n'  # noqa: E501 - markup in one piece
    )
    parts = [
        (
            "Content-Type: text/html\r\nContent-ID: <frame-A@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"  # noqa: E501 - markup in one piece
            f"Content-Location: http://www.example.gov.cn/zwgk/1.html\r\n\r\n{_printable(html, 'utf-8')}"
        ),
        'Content-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n@charset "utf-8"; td { color: red }',  # noqa: E501 - markup in one piece
        f"Content-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\n{_PIXEL}",
    ]
    return _multipart(head, parts, "----MultipartBoundary--x1y2----")


def _printable(html: str, charset: str) -> str:
    return quopri.encodestring(html.encode(charset)).decode("ascii").replace("\n", "\r\n")


def _multipart(head: str, parts: list[str], boundary: str) -> bytes:
    inside = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f"{head}{inside}--{boundary}--\r\n".encode()


def gbk_base64(html: str) -> bytes:
    """As Internet Explorer saves: GBK in base64."""
    head = (
        'From: "Saved by Windows Internet Explorer 11"\r\nSubject: =?gb2312?B?xOqxqA==?=\r\nMIME-Version: 1.0\r\n'
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_NextPart_000_0000_01D5"\r\n'
        "X-MimeOLE: Produced By Microsoft MimeOLE\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n"
    )
    text = base64.encodebytes(html.encode("gbk")).decode("ascii").replace("\n", "\r\n")
    part = f'Content-Type: text/html;\r\n\tcharset="gb2312"\r\nContent-Transfer-Encoding: base64\r\n\r\n{text}'
    return _multipart(head, [part], "----=_NextPart_000_0000_01D5")


def word(html: str) -> bytes:
    """As Word saves: no From, the page after a list of files."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="----=_NextPart_01"\r\n\r\n'
    parts = [
        'Content-Location: file:///C:/1/filelist.xml\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/xml; charset="utf-8"\r\n\r\n<xml></xml>',  # noqa: E501 - markup in one piece
        (
            "Content-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            f'Content-Type: text/html; charset="gb2312"\r\n\r\n{_printable(html, "gbk")}'
        ),
    ]
    return _multipart(head, parts, "----=_NextPart_01")


def framed(html: str) -> bytes:
    """The report in a frame of an outer page."""
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b0"\r\n\r\n'
    outer = '<html><body><h2>政务公开</h2><iframe src="cid:frame-B@mhtml.blink"></iframe></body></html>'
    parts = [
        f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{_printable(outer, 'utf-8')}",  # noqa: E501 - markup in one piece
        (
            "Content-Type: text/html; charset=utf-8\r\nContent-ID: <frame-B@mhtml.blink>\r\n"
            f"Content-Transfer-Encoding: quoted-printable\r\n\r\n{_printable(html, 'utf-8')}"
        ),
    ]
    return _multipart(head, parts, "b0")


def _eight_bit(html: str) -> bytes:
    """One part only, not encoded."""
    return f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{html}".encode()  # noqa: E501 - markup in one piece
