"""The folder for Windows: what is left out, how it is packed, and the icon in all its sizes."""

import struct
import sys
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from packages import icon, trim, windows_tree
from packages.stop import BuildStopped

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "resources" / "icons" / "desk.png"


def test_what_opens_connections_is_left_out():
    left_out = set(trim.TRIM["embedded"]["left_out"])
    assert {"_socket.pyd", "_ssl.pyd", "libssl-3.dll", "select.pyd", "_asyncio.pyd"} <= left_out
    assert not [name for name in trim.TRIM["qt"]["windows"]["libraries"] if "Network" in name]


def test_a_folder_is_packed_to_the_same_bytes(tmp_path: Path):
    folder = tmp_path / "tree"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "说明.txt").write_text("x")
    (folder / "a").write_text("y")
    windows_tree.pack(folder, tmp_path / "1.zip", "desk/", ZIP_DEFLATED)
    (folder / "a").touch()
    windows_tree.pack(folder, tmp_path / "2.zip", "desk/", ZIP_DEFLATED)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert ZipFile(tmp_path / "1.zip").namelist() == ["desk/a", "desk/b/说明.txt"]


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="modules are compiled by the Python of the package")
def test_only_compiled_modules_are_left_and_what_goes_out_as_it_is(tmp_path: Path):
    for name in ("a/__init__.py", "a/b.py", "a/_resources/verify.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    windows_tree._compile(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"a/__init__.pyc", "a/b.pyc", "a/_resources/verify.py"}
    assert str(tmp_path).encode() not in (tmp_path / "a" / "b.pyc").read_bytes()
    (tmp_path / "c.py").write_text("x =")
    with pytest.raises(BuildStopped, match=r"c\.py"):
        windows_tree._compile(tmp_path)


def test_the_icon_has_the_sizes_that_windows_shows(tmp_path: Path, monkeypatch):
    assert icon.SIZES[-1] == struct.unpack(">I", PICTURE.read_bytes()[16:20])[0]
    monkeypatch.setattr(icon, "SIZES", (1, 2, 4))
    monkeypatch.setattr(icon, "_LARGEST_PLAIN", 1)
    picture = tmp_path / "a.png"
    picture.write_bytes(icon._png([[(255.0, 0.0, 0.0, 255.0)] * 4] * 4, 4))
    made = icon.icon(picture)
    kind, count = struct.unpack("<HH", made[2:6])
    entries = [struct.unpack("<BBBBHHII", made[6 + 16 * at : 22 + 16 * at]) for at in range(count)]
    assert (kind, [one[0] for one in entries]) == (1, list(icon.SIZES))
    for width, *_, length, start in entries:
        image = made[start : start + length]
        assert len(image) == length
        assert image.startswith(b"\x89PNG" if width > 1 else b"\x28\0\0\0")
    assert made.endswith(picture.read_bytes())


def test_the_side_of_the_setup_shows_the_picture_on_its_ground(tmp_path: Path):
    picture = tmp_path / "a.png"
    picture.write_bytes(icon._png([[(255.0, 0.0, 0.0, 255.0)] * 96] * 96, 96))
    made = icon.side(picture)
    width, height, _, bits = struct.unpack("<iiHH", made[18:30])
    assert (width, height, bits, len(made)) == (164, 314, 24, 54 + 492 * 314)
    dots = {made[at : at + 3] for at in range(54, len(made), 3)}
    assert dots == {bytes(reversed(icon._GROUND)), b"\0\0\xff"}


def test_a_smaller_picture_keeps_colours_beside_what_cannot_be_seen():
    red, clear = (255.0, 0.0, 0.0, 255.0), (0.0, 0.0, 0.0, 0.0)
    assert icon.shrink([[red, clear], [red, clear]], 1) == [[(255.0, 0.0, 0.0, 127.5)]]
    assert icon.shrink([[clear, clear], [clear, clear]], 1) == [[clear]]


@pytest.mark.parametrize("kind", range(5))
def test_every_filter_of_a_png_is_undone(kind: int):
    above, line = bytes([9, 8, 7, 6, 5, 4, 3, 2]), bytes([1, 2, 3, 4, 5, 6, 7, 8])
    left = b"\0\0\0\0" + line[:4]
    corner = b"\0\0\0\0" + above[:4]
    guesses = {
        0: bytes(8),
        1: left,
        2: above,
        3: bytes((one + other) // 2 for one, other in zip(left, above, strict=True)),
        4: bytes(icon._paeth(*dots) for dots in zip(left, above, corner, strict=True)),
    }
    filtered = bytes((one - guess) & 255 for one, guess in zip(line, guesses[kind], strict=True))
    assert icon._unfiltered(kind, filtered, above) == line


def test_a_picture_of_another_kind_is_refused():
    head = struct.pack(">IIBBBBB", 4, 2, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", len(head)) + b"IHDR" + head + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    with pytest.raises(BuildStopped, match="square"):
        icon.read_png(icon._SIGNATURE + chunk)
