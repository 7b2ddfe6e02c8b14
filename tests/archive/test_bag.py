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


def test_the_national_digest_is_there_where_the_platform_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [*digests()] == ["sha256", *(["sm3"] if "sm3" in hashlib.algorithms_available else [])]
    new = hashlib.new

    def without(name: str, content: bytes = b"") -> object:
        if name == "sm3":
            raise ValueError(name)
        return new(name, content)

    monkeypatch.setattr(hashlib, "new", without)
    assert [*digests()] == ["sha256"]
