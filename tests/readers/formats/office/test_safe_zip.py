import struct
import tracemalloc
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from office_files import zipped

from disclosure_desk.readers.formats.office import safe_zip
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError

MEMBER = 4_000_000


def packed(content: bytes, method: int = ZIP_DEFLATED, name: str = "a.xml") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", method) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def with_directory(content: bytes, place: int, form: str, value: int) -> bytes:
    """The zip with a field of its one directory entry changed."""
    changed = bytearray(content)
    struct.pack_into(form, changed, content.rindex(b"PK\x01\x02") + place, value)
    return bytes(changed)


def test_members_are_read_by_their_names():
    archive = SafeZip(zipped({"甲/乙.xml": "<a/>", "b.txt": "c"}))

    assert archive.names == ("甲/乙.xml", "b.txt")
    assert "b.txt" in archive
    assert "c.txt" not in archive
    assert archive.read("甲/乙.xml") == b"<a/>"


@pytest.mark.parametrize(
    ("raw", "name"), [("报告".encode("gb18030"), "报告"), (b"word\\a.xml", "word/a.xml"), (b"\xff", None)]
)
def test_names_are_those_of_a_chinese_desk_with_forward_slashes(raw, name):
    content = packed(b"x", name="n" * len(raw)).replace(b"n" * len(raw), raw)

    assert SafeZip(content).names == (name or raw.decode("cp437"),)


def test_folders_are_no_members():
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.mkdir("word")

    assert SafeZip(made.getvalue()).names == ()


def repeated() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("a.xml", "1")
        archive.writestr("b.xml", "2")
    return made.getvalue().replace(b"b.xml", b"a.xml")


def overlapping() -> bytes:
    """Two entries of the directory for one member, as in the bombs that are largest for their size."""
    content = zipped({"a.xml": "x" * 1000, "b.xml": "y" * 1000})
    second = content.rindex(b"PK\x01\x02")
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "不完整"),
        # Named, because their bytes have the time at which they were made: each worker would know another test.
        pytest.param(zipped({"a": "x"})[:-10], "不完整", id="without its end"),
        pytest.param(zipped({"a": "x"})[:40], "不完整", id="without its directory"),
        (with_directory(packed(b"x"), 8, "<H", 1), "加了密码"),
        (with_directory(packed(b"x"), 24, "<I", 0xFFFFFFF0), "解开后太大"),
        (packed(b"x", ZIP_BZIP2), "少见的压缩方式"),
        (repeated(), "重名"),
        (overlapping(), "重叠"),
        (with_directory(packed(b"x"), 42, "<I", 9_999), "重叠"),
        (packed(b"x")[:-22] + b"PK\x06\x07" + b"\xff" * 16 + packed(b"x")[-22:], "不完整"),
    ],
)
def test_hostile_archives_are_refused_by_their_directory(content, says):
    with pytest.raises(ReadError, match=says) as caught:
        SafeZip(content)

    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize("claimed", [0xFFFF, 1])
def test_million_entries_are_refused_before_they_are_read(claimed, monkeypatch):
    monkeypatch.setattr(safe_zip, "ZipFile", lambda _: pytest.fail("the directory was read"))
    entry = b"PK\x01\x02" + bytes(42)
    content = b"PK\x03\x04" + entry * 1_000_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, claimed, claimed, len(content) - 4, 4, 0)

    with pytest.raises(ReadError, match="5000 个以上的文件"):
        SafeZip(content + end)


@pytest.mark.parametrize(
    ("content", "most", "says"),
    [
        (packed(bytes(MEMBER)), MEMBER, "压缩得太厉害"),
        (packed(bytes(range(256)) * 100), 25_599, "太大了"),
        (with_directory(packed(b"x" * 1000), 24, "<I", 10), MEMBER, "不完整"),
        (with_directory(packed(b"x" * 1000), 16, "<I", 7), MEMBER, "不完整"),
        (packed(b"x" * 1000, ZIP_STORED).replace(b"x" * 500, b"x" * 499 + b"y"), MEMBER, "不完整"),
        (packed(b"x", name="b.xml"), MEMBER, "缺少“a.xml”"),
    ],
)
def test_members_that_are_too_large_or_torn_are_refused(content, most, says):
    archive = SafeZip(content)

    with pytest.raises(ReadError, match=says) as caught:
        archive.read("a.xml", most)

    assert str(caught.value).count("。") == 1


@pytest.mark.slow
def test_member_is_never_inflated_beyond_what_it_claims():
    content = with_directory(packed(bytes(300_000_000)), 24, "<I", 1000)
    archive = SafeZip(content)
    tracemalloc.start()

    with pytest.raises(ReadError):
        archive.read("a.xml")

    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_names_in_messages_are_short_and_without_signs():
    assert safe_zip.short_name("长" * 100 + "\n。") == "长" * 59 + " "
