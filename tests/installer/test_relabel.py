"""Labels of versions changed in a library, tried on Qt's x86-64 one as if the oldest system were older still."""

import sys
import sysconfig
from pathlib import Path

import pytest
from packages import glibc_audit, relabel
from packages.elf import ElfFile
from packages.stop import BuildStopped

CORE = Path(sysconfig.get_path("purelib")) / "PySide6" / "Qt" / "lib" / "libQt6Core.so.6"
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or sysconfig.get_config_var("MULTIARCH") != "x86_64-linux-gnu",
    reason="the wheels of Linux x86-64 are not here",
)


def test_a_function_with_an_older_twin_gets_its_label(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(glibc_audit.OLDEST, "GLIBC", (2, 27))
    monkeypatch.setattr(relabel, "_TWINS", {"statx"})
    monkeypatch.setattr(relabel, "_BROUGHT", {"renameat2"})
    data = CORE.read_bytes()
    before, after = ElfFile(data), ElfFile(relabel.relabelled(data))
    assert set(glibc_audit.too_new(before)) == {"renameat2@GLIBC_2.28", "statx@GLIBC_2.28"}
    assert glibc_audit.too_new(after) == []
    labels = {symbol.name: symbol.version for symbol in after.symbols}
    assert labels["renameat2"] == ""
    assert labels["statx"] == "GLIBC_2.2.5"  # the first of x86-64, which every library of glibc has
    assert [one.name for one in relabel.brought(after)] == ["renameat2"]
    others = {symbol.name: symbol.version for symbol in before.symbols if symbol.name not in {"statx", "renameat2"}}
    assert others.items() <= labels.items()


def test_a_function_that_nobody_knows_stops_the_build(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(glibc_audit.OLDEST, "GLIBC", (2, 27))
    with pytest.raises(BuildStopped, match=r"libQt6Core\.so\.6 asks for .* renameat2, statx$"):
        relabel.relabelled(CORE.read_bytes())


def test_a_tree_that_is_old_enough_stays_as_it_is(tmp_path: Path):
    (tmp_path / CORE.name).write_bytes(CORE.read_bytes())
    assert relabel.relabel_tree(tmp_path, tmp_path / "companion.so") == []
    assert (tmp_path / CORE.name).read_bytes() == CORE.read_bytes()
