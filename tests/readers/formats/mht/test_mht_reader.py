import base64
import quopri
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web_pages import STYLES, TITLE, figures, page

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.formats.mht import reader
from disclosure_desk.readers.formats.mht.reader import mht_items
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Cancelled

FORM = load_form("2021")
PICTURE = ("image/png", "base64", "", "x.png", base64.encodebytes(bytes(range(256)) * 9))


def html_part(html, encoding="utf-8", transfer="quoted-printable", name="年报"):
    coded = html.encode(encoding)
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(transfer, bytes)(coded)
    return ("text/html", transfer, encoding, name, body)


def archive(*parts, boundary="----=_NextPart_01DB", start="", end="--"):
    """An archive as browsers write it."""
    pieces = [
        f"From: <Saved by Blink>\nSubject: =?utf-8?Q?=E5=B9=B4?=\nMIME-Version: 1.0\nContent-Type: multipart/related;\n"
        f'\ttype="text/html";{start}\n\tboundary="{boundary}"\n\nThis is a multi-part message.\n'.encode()
    ]
    for kind, transfer, charset, name, body in parts:
        label = f'; charset="{charset}"' if charset else ""
        head = (
            f"\n--{boundary}\nContent-Type: {kind}{label}\nContent-ID: <{name}>\n"
            f"Content-Transfer-Encoding: {transfer}\nContent-Location: file:///C:/{name}\n\n"
        )
        pieces.append(head.encode() + body)
    return b"".join(pieces).replace(b"\n", b"\r\n") + f"\r\n--{boundary}{end}\r\n".encode()


@pytest.mark.parametrize("transfer", ["quoted-printable", "base64", "8bit", "Quoted-Printable "])
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030"])
def test_report_is_read_from_an_archive_in_any_coding(form, transfer, encoding):
    source = page(form, STYLES["word"])
    part = html_part(source, encoding, transfer.strip().lower())

    reading = interpret(form, mht_items(archive(PICTURE, (*part[:1], transfer, *part[2:]), PICTURE)))

    assert reading.report.title == TITLE
    assert {cell: str(value) for cell, value in reading.report.cells.items()} == figures(form)


REPORT = "<p>年报</p><table><tr><td>规章<td>1</table>"
INNER = b"\n--b2x\n1\n--b2\n\n1\n--b2\nContent-Type: text/html\n\n" + REPORT.encode() + b"\n--b2--"


@pytest.mark.parametrize(
    "content",
    [
        archive(html_part(REPORT)),
        archive(html_part(REPORT), end=""),
        archive(html_part("<p>栏目导航"), html_part(REPORT, name="frame")),
        archive(html_part("<frameset><frame src=cid:frame></frameset>"), html_part(REPORT), html_part("<p>广告")),
        archive(html_part("", transfer="7bit"), html_part(REPORT)),
        # The boundary of the inner parts begins as the outer one does.
        archive(("multipart/alternative; boundary=b2", "8bit", "", "a", INNER), boundary="b"),
        b"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + REPORT.encode(),
        b"MIME-Version: 1.0\nContent-Type: application/xhtml+xml\n\n" + REPORT.encode(),
    ],
)
def test_page_with_the_report_is_found_among_the_parts(content):
    assert mht_items(content) == html_items(REPORT.encode())


def test_of_equal_pages_the_one_that_the_archive_starts_with_is_read():
    pages = (html_part("<p>甲", name="a"), html_part("<p>乙", name="b"))

    assert [item.text for item in mht_items(archive(*pages))] == ["甲"]
    assert [item.text for item in mht_items(archive(*pages, start=' start="<b>";'))] == ["乙"]


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (lambda: b"MIME-Version: 1.0\n", "不完整"),
        (lambda: archive(PICTURE), "不完整"),
        (archive, "不完整"),
        (lambda: archive(("text/html", "base64", "utf-8", "a", b"A")), "不完整"),
        (lambda: archive(*[html_part(REPORT)] * 21), "不完整"),
        (lambda: archive(*[PICTURE] * 5001), "不完整"),
        (lambda: b"MIME-Version: 1.0\n" + b"X: y\n" * 2_000_000, "不完整"),
        (
            lambda: (
                b"MIME-Version: 1.0\n"
                + b"".join(
                    b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(4000)
                )
            ),
            "不完整",
        ),
        (lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary*=utf-7''+2AA-\n\n--x\n", "不完整"),
        (lambda: archive(html_part("<iframe src=cid:x>"), html_part("")), "嵌入的文件"),
        (lambda: archive(html_part("<div>" * 10_000)), "太复杂"),
    ],
)
def test_broken_archive_is_refused_in_one_sentence(made, says):
    content = made()
    with pytest.raises(ReadError, match=says) as caught:
        mht_items(content)

    assert str(caught.value).count("。") == 1


def test_reading_an_archive_can_be_called_off():
    def cancel(_):
        raise Cancelled

    with pytest.raises(Cancelled):
        mht_items(archive(html_part(REPORT)), cancel)


ARCHIVES = [
    archive(html_part(page(FORM, STYLES["old"]), "gb18030", transfer), PICTURE) for transfer in ("base64", "8bit")
]


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(ARCHIVES),
    st.integers(0, 12_000),
    st.integers(0, 300),
    st.binary(max_size=6) | st.sampled_from([b"boundary=", b"\r\n\r\n", b"charset*=x''%FF", b"--", b"="]),
)
def test_damaged_archive_is_read_or_refused(content, start, length, instead):
    with suppress(ReadError):
        assert all(item.text for item in mht_items(content[:start] + instead + content[start + length :]))


def test_pages_that_are_too_much_together_are_refused_before_any_is_read(monkeypatch):
    """Twenty pages of a megabyte took twelve seconds, and none of them was a report."""
    monkeypatch.setattr(reader, "_MOST_BYTES", 120_000)
    page = html_part("<p>" + "甲" * 2_500)
    with pytest.raises(ReadError, match="里的网页太大"):
        mht_items(archive(*[page] * 17))
