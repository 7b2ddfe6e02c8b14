"""Saved pages of the second batch: ten markups in seven shells, and web archives."""

from base64 import encodebytes
from collections.abc import Iterator
from quopri import encodestring

from case import Case
from second_fashions import FASHIONS, by_place
from second_markup import ALL as MARKUPS
from second_markup import marked_up
from second_offices import STYLES, office
from second_portals import ALL as SHELLS
from second_report import blocks_of
from truth import Truth

_SIGNS = ("", "/", "—", "-", "\u3000")
_FORMS = ("ueditor", "wang", "word-filtered", "wps", "excel", "nested", "breaks", "trs-editor", "mobile", "libre")
_PICTURE = '<p style="text-align:center"><img src="./W0{n}.png" width="600" alt="图片{n}" OLDSRC="W0{n}.png" /></p>'


def cases() -> Iterator[Case]:
    """The files."""
    yield from _pages()
    yield from _archives()


def _pages() -> Iterator[Case]:
    shells, fashions = list(SHELLS), list(FASHIONS)
    for number, form in enumerate(_FORMS):
        for turn in range(4):
            seed = number * 4 + turn
            shell = shells[(number + turn * 2) % len(shells)]
            fashion = fashions[(number * 5 + turn * 4) % len(fashions)]
            style = STYLES[(number + turn) % 4]
            truth, body = _body(seed, style, form, fashion)
            encoding = "gb18030" if form in {"word-filtered", "excel"} and turn % 2 == 0 else "utf-8"
            page = SHELLS[shell](truth, body)
            content = _declared(page, encoding)
            yield Case(f"2-html-{form}-{shell}-{fashion}-{style}", ".html", content, truth)


def _body(seed: int, style: str, form: str, fashion: str) -> tuple[Truth, str]:
    truth = office(seed, style)
    worded = FASHIONS[fashion]
    if style == "blank":
        worded = worded._replace(show=by_place(_SIGNS[seed % len(_SIGNS)]))
    blocks = blocks_of(truth, worded)
    pieces = [marked_up([block], MARKUPS[form]) for block in blocks]
    if seed % 3 == 0:
        pieces.insert(4, _PICTURE.format(n=seed))
        pieces.insert(9, _PICTURE.format(n=seed + 1))
    return truth, "\n".join(pieces)


def _declared(page: str, encoding: str) -> bytes:
    """A page in an encoding, which its head names."""
    if encoding == "utf-8":
        return page.encode()
    page = page.replace("charset=utf-8", "charset=gb2312").replace('charset="utf-8"', 'charset="gb2312"')
    if "charset" not in page:
        page = (
            '<html>\n<head>\n<meta http-equiv=Content-Type content="text/html; charset=gb2312">\n</head>\n'
            "<body lang=ZH-CN>\n" + page
        )
    return page.encode(encoding)


def _archives() -> Iterator[Case]:
    for number, (form, shell, fashion, style) in enumerate(
        (
            ("word-filtered", "bare", "official", "distinct"),
            ("ueditor", "trs", "own-lines", "zeros"),
            ("wps", "hanweb", "old-heads", "large"),
            ("nested", "listed", "units", "blank"),
        )
    ):
        truth, body = _body(60 + number, style, form, fashion)
        page = SHELLS[shell](truth, body)
        content = _archive(page, number)
        yield Case(f"2-mht-{form}-{shell}-{fashion}-{style}", (".mht", ".mhtml")[number % 2], content, truth)


_STYLE_SHEET = b"body{margin:0}"


def _archive(page: str, number: int) -> bytes:
    """A web archive: quoted-printable as Chromium, base64 as Internet Explorer and Word write."""
    if number % 2:
        head = "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?=E5=B9=B4=E6=8A=A5?=\r\nMIME-Version: 1.0\r\n"
        encoded = encodestring(page.encode()).replace(b"\n", b"\r\n")
        how, charset = "quoted-printable", ""
    else:
        head = "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n" if number else "MIME-Version: 1.0\r\n"
        encoded = encodebytes(_declared(page, "gb18030")).replace(b"\n", b"\r\n")
        how, charset = "base64", '; charset="gb2312"'
    part = (
        f"------=_Part_{number}\r\nContent-Type: text/html{charset}\r\nContent-Transfer-Encoding: {how}\r\n"
        f"Content-Location: http://www.example.gov.cn/art/{number}.html\r\n\r\n"
    ).encode() + encoded
    sheet = (
        f"\r\n------=_Part_{number}\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: cid:css-1@mhtml.blink\r\n\r\n"
    ).encode() + _STYLE_SHEET
    kind = f'Content-Type: multipart/related; type="text/html"; boundary="----=_Part_{number}"\r\n\r\n'
    return (head + kind).encode() + b"\r\n" + part + sheet + f"\r\n------=_Part_{number}--\r\n".encode()
