"""A bag is valid for the Library of Congress's own tool, and the same files give the same bytes."""

import hashlib
import logging
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import bagit
import pytest

from disclosure_desk.archive.bag import digests, make_bag

PAYLOAD = {"report.json": b"{}", "文件/年报.pdf": b"%PDF" * 1000, "空.txt": b""}
TAGS = {"README.txt": "读我".encode()}
INFO = {"Source-Organization": "涿河区\n金牛山办事处", "Bagging-Date": "2026-01-20"}


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """The bag taken out of its zip."""
    with ZipFile(BytesIO(make_bag("年报-2025-v1", PAYLOAD, TAGS, INFO))) as archive:
        archive.extractall(tmp_path)
    return tmp_path / "年报-2025-v1"


def test_the_bag_is_valid_for_its_makers(opened: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        found = bagit.Bag(str(opened))
        found.validate()
    assert caplog.messages == []
    assert found.info["Source-Organization"] == "涿河区 金牛山办事处"
    assert found.info["Payload-Oxum"] == "4002.3"
    assert {path.relative_to(opened / "data").as_posix() for path in (opened / "data").rglob("*.*")} == PAYLOAD.keys()


@pytest.mark.parametrize("name", ["data/report.json", "README.txt", "bag-info.txt", "manifest-sha256.txt"])
def test_a_changed_byte_makes_it_invalid(opened: Path, name: str) -> None:
    content = bytearray((opened / name).read_bytes())
    content[-1] ^= 1
    (opened / name).write_bytes(content)
    with pytest.raises(bagit.BagError):
        bagit.Bag(str(opened)).validate()


def test_the_same_files_give_the_same_bytes() -> None:
    turned = dict(reversed(PAYLOAD.items()))
    assert make_bag("a", PAYLOAD, TAGS, INFO) == make_bag("a", turned, TAGS, dict(reversed(INFO.items())))


VECTORS = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}
"""Those of GB/T 32905-2016, appendix A."""


def test_the_national_digest_is_always_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*digests()] == ["sha256", "sm3"]
    sm3 = digests()["sm3"]
    contents = [*VECTORS, *(bytes(range(length)) for length in (0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 200))]
    by_platform = [sm3(content) for content in contents]
    new = hashlib.new

    def without(name: str, content: bytes = b"") -> object:
        if name == "sm3":
            raise ValueError(name)
        return new(name, content)

    monkeypatch.setattr(hashlib, "new", without)
    assert [sm3(content) for content in VECTORS] == [*VECTORS.values()]
    assert [sm3(content) for content in contents] == by_platform
