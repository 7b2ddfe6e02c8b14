"""Files before they were compressed: the same whatever compressed them, and another wherever something else is."""

import re
import struct
import zlib
from importlib.metadata import PackageNotFoundError
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from disclosure_desk import __version__
from disclosure_desk.archive import unpacked_content, version
from disclosure_desk.archive.unpacked_content import unpacked
from disclosure_desk.archive.version import SEALED_ENDINGS, sealed_endings
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers import render_file


@pytest.fixture(scope="module")
def pdf(blank_report_once: Report) -> bytes:
    return render_file(blank_report_once, ".pdf")


@pytest.fixture(scope="module")
def blank_report_once(form) -> Report:
    return new_report(form, "涿河区金牛山办事处", 2025)


def zipped(members: dict[str, bytes], level: int = 6, comment: bytes = b"") -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=level) as archive:
        archive.comment = comment
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def test_a_pdf_is_the_same_whatever_compressed_it(pdf: bytes, blank_report_once, monkeypatch) -> None:
    compress = zlib.compress
    monkeypatch.setattr("disclosure_desk.writers.pdf.objects.zlib.compress", lambda one, _level: compress(one, 1))
    other = render_file(blank_report_once, ".pdf")
    assert other != pdf
    assert unpacked(other, ".pdf") == unpacked(pdf, ".pdf")


def test_a_pdf_with_another_entry_is_another(pdf: bytes, blank_report_once, monkeypatch) -> None:
    def compress(one: bytes, level: int, compress=zlib.compress) -> bytes:
        return compress(one.replace(b"/Type /Catalog", b"/Type /catalog"), level)

    monkeypatch.setattr("disclosure_desk.writers.pdf.objects.zlib.compress", compress)
    first, second = unpacked(pdf, ".pdf"), unpacked(render_file(blank_report_once, ".pdf"), ".pdf")
    assert [after for before, after in zip(first, second, strict=True) if before != after] == [second[-4]]
    assert b"/Type /catalog" in second[-4]


CHANGES = {
    "text behind the end": lambda pdf: pdf + b"%more\n",
    "another start": lambda pdf: re.sub(rb"startxref\n\d+", b"startxref\n9", pdf),
    "a stream less": lambda pdf: pdf[: pdf.rindex(b"/Length ")] + pdf[pdf.rindex(b"endstream") :],
    "a stream that is none": lambda pdf: re.sub(rb"stream\n\x78.", b"stream\n\0\0", pdf, count=1),
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_pdf_with_anything_else_in_it_is_another(pdf: bytes, change) -> None:
    assert unpacked(change(pdf), ".pdf") != unpacked(pdf, ".pdf")


def test_a_pdf_whose_objects_lie_elsewhere_is_another(pdf: bytes) -> None:
    """The table of places points at another object than it says."""
    head, start = pdf[: pdf.rindex(b"startxref")], int(re.search(rb"startxref\n(\d+)", pdf)[1])
    at, length = (int(one) for one in re.search(rb"/Length (\d+) >>\nstream\n", pdf[start:]).span())
    size = int(re.search(rb"/Length (\d+) >>\nstream\n", pdf[start:])[1])
    table = bytearray(zlib.decompress(pdf[start + length : start + length + size]))
    entry = 2
    table[8 * entry + 5] += 1  # the place, in a row of differences
    table[8 * (entry + 1) + 5] = (table[8 * (entry + 1) + 5] - 1) & 0xFF
    packed = zlib.compress(bytes(table), 4)
    forged = head[: start + at] + b"/Length %d >>\nstream\n" % len(packed) + packed + pdf[start + length + size :]
    assert unpacked(forged, ".pdf") != unpacked(pdf, ".pdf")


@pytest.mark.parametrize("table", [b"\1" + bytes(7), b"\2" + bytes(9)], ids=["another way", "half a row"])
def test_places_that_are_written_otherwise_are_compared_as_they_are(table: bytes) -> None:
    content = object_of(table, b"/DecodeParms << /Predictor 12 /Columns 7 >> /Type /XRef ")
    assert unpacked(content, ".pdf") == (content,)


def test_an_office_file_is_the_same_whatever_compressed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked_content, "_MOST_BYTES", 64_000)
    members = {"a.xml": b"<a/>" * 99, "b.xml": b"<b/>"}
    same = unpacked(zipped(members), ".docx")
    assert unpacked(zipped(members, 1), ".docx") == same
    others = [
        zipped({**members, "b.xml": b"<c/>"}),
        zipped({**members, "c.xml": b""}),
        zipped(dict(reversed(members.items()))),
        zipped(members, comment=b"x"),
        b"none",
    ]
    assert all(unpacked(one, ".xlsx") != same for one in others)
    too_large = zipped({"a.xml": b"0" * 70_000})
    assert unpacked(too_large, ".xlsx") == (too_large,)
    assert unpacked(b"x", ".html") == (b"x",)


def object_of(data: bytes, entries: bytes = b"") -> bytes:
    return b"1 0 obj\n<< %s/Length %d >>\nstream\n%s\nendstream\nendobj\n" % (entries, len(data), data)


def test_a_beginning_within_a_stream_begins_none() -> None:
    within = b"/Length 3 >>\nstream\nabc"
    assert unpacked(object_of(within), ".pdf")[1] == within


@pytest.mark.parametrize("data", [zlib.compress(b"a") + b"b", zlib.compress(b"a" * 99)[:-5]], ids=["more", "less"])
def test_what_is_not_one_whole_stream_is_compared_as_it_is(data: bytes) -> None:
    content = object_of(data, b"/Filter /FlateDecode ")
    assert unpacked(content, ".pdf") == (content,)


def test_libraries_that_do_not_say_their_version_have_none(monkeypatch) -> None:
    def unknown(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "version_of", unknown)
    assert set(version.libraries.__wrapped__().values()) == {""}


@pytest.mark.parametrize(
    "change",
    [
        lambda one: b"x" + one,
        lambda one: one + b"x",
        lambda one: one[:-1] + b"x",
        lambda one: one.replace(b"PK\x01\x02", b"between PK\x01\x02", 1),
    ],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_an_office_file_with_anything_outside_its_members_is_another(change) -> None:
    whole = zipped({"word/document.xml": b"<a/>"})
    assert unpacked(whole, ".docx") != (whole,)
    assert unpacked(change(whole), ".docx") == (change(whole),)


def test_an_office_file_whose_list_leads_behind_its_end_is_compared_as_it_is() -> None:
    """The first member is said to be longer than the whole file, the second to stand behind it."""
    forged, longer = bytearray(zipped({"a.xml": b"<a/>", "b.xml": b"<b/>"})), 10_000
    first = forged.index(b"PK\x01\x02")
    second = forged.index(b"PK\x01\x02", first + 1)
    struct.pack_into("<I", forged, first + 20, longer)
    struct.pack_into("<I", forged, second + 42, 30 + len("a.xml") + longer)
    assert unpacked(bytes(forged), ".ofd") == (bytes(forged),)


def test_an_office_file_packed_in_another_way_is_compared_as_it_is() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_LZMA) as archive:
        archive.writestr("a.xml", b"<a/>" * 99)
    broken = bytearray(packed.getvalue())
    broken[50] ^= 0xFF
    assert unpacked(packed.getvalue(), ".xlsx") == (packed.getvalue(),)
    assert unpacked(bytes(broken), ".xlsx") == (bytes(broken),)


_WITH_OFD = (".pdf", ".ofd", ".docx", ".xlsx", ".html", ".json")


@pytest.mark.parametrize(
    ("program", "endings"),
    [
        ("disclosure-desk 0.2.0", (".pdf", ".docx", ".xlsx", ".html", ".json")),
        ("disclosure-desk 0.3.0", _WITH_OFD),
        ("disclosure-desk 1.0", _WITH_OFD),
        ("disclosure-desk 1.0.0", _WITH_OFD),
        (f"disclosure-desk {__version__}", SEALED_ENDINGS),
        ("other", SEALED_ENDINGS),
    ],
)
def test_a_package_has_the_formats_that_its_version_of_the_program_sealed(program: str, endings) -> None:
    assert sealed_endings(program) == endings
