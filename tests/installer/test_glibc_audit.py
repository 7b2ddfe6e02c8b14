"""Libraries against the oldest system: the wheels that are installed here, and files made to be too new."""

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from packages import glibc_audit, icu, trim
from packages.elf import ElfFile, read_elf
from packages.linux_deb import system_packages
from packages.stop import BuildStopped

SITE = Path(sysconfig.get_path("purelib"))
QT = SITE / "PySide6" / "Qt" / "lib"
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or sysconfig.get_config_var("MULTIARCH") != "x86_64-linux-gnu",
    reason="the wheels of Linux x86-64 are not here",
)


def test_every_library_that_is_shipped_runs_on_the_oldest_system():
    shipped = [*trim.wanted_of_qt(SITE, trim.TRIM["qt"], trim.TRIM["qt"]["linux"])]
    shipped += [*SITE.glob("lxml/*.so"), *SITE.glob("pypdfium2_raw/*.so"), *SITE.glob("shiboken6/*.so*")]
    read = {path.name: glibc_audit.too_new(elf) for path in shipped if (elf := read_elf(path)) is not None}
    assert len(read) > 25
    assert {name: found for name, found in read.items() if found} == {}


def test_what_is_read_is_what_the_linker_reads():
    elf = read_elf(QT / "libQt6Core.so.6")
    assert elf is not None
    assert (elf.machine, elf.soname, elf.runpath) == ("amd64", "libQt6Core.so.6", "$ORIGIN")
    assert {"libicui18n.so.73", "libc.so.6"} <= set(elf.needed)
    versions = {need.version for need in elf.versions if need.library == "libc.so.6"}
    assert {"GLIBC_2.2.5", "GLIBC_2.28"} <= versions
    assert {symbol.version for symbol in elf.symbols if symbol.name in {"statx", "renameat2"}} == {"GLIBC_2.28"}


def test_a_symbol_that_the_oldest_system_lacks_is_named(tmp_path: Path):
    shutil.copy(QT / "libQt6Core.so.6", tmp_path)
    with pytest.raises(BuildStopped, match=r"libQt6Core.so.6 needs .*renameat2@GLIBC_2.28"):
        glibc_audit.audit(tmp_path, {**glibc_audit.OLDEST, "GLIBC": (2, 27)})
    assert "newest needs: GLIBC 2.28, GLIBCXX 3.4.2" in glibc_audit.audit(tmp_path)


def test_a_library_that_nothing_brings_is_named(tmp_path: Path):
    shutil.copy(QT / "libicuuc.so.73", tmp_path)
    system = list(system_packages())
    assert glibc_audit.unmet(tmp_path, system) == {"libicuuc.so.73": ["libicudata.so.73"]}
    shutil.copy(QT / "libicudata.so.73", tmp_path)
    assert glibc_audit.unmet(tmp_path, system) == {}


@pytest.mark.parametrize("content", [b"", b"\x7fELF\x01\x01" + bytes(60), b"MZ" + bytes(60)])
def test_what_is_no_library_of_ours_is_not_read(tmp_path: Path, content: bytes):
    path = tmp_path / "file"
    path.write_bytes(content)
    if content[:4] == b"\x7fELF":
        with pytest.raises(ValueError, match="64 bits"):
            read_elf(path)
    else:
        assert read_elf(path) is None


def test_a_table_of_data_is_taken_out_of_a_library():
    table = ElfFile((QT / "libicudata.so.73").read_bytes()).content_of("icudt73_dat")
    assert table[2:4] == b"\xda\x27"  # how ICU's data begin
    with pytest.raises(KeyError):
        ElfFile((QT / "libicuuc.so.73").read_bytes()).content_of("icudt73_dat")


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ("zh.res", True),
        ("zh_Hant.res", False),
        ("af.res", False),
        ("coll/zh.res", True),
        ("coll/ja.res", False),
        ("zoneinfo64.res", True),
        ("brkitr/cjdict.dict", True),
        ("brkitr/thaidict.dict", False),
        ("brkitr/line.brk", True),
        ("brkitr/Burmese_graphclust_model5_heavy.res", False),
        ("gb18030.cnv", True),
        ("ibm-949_P110-1999.cnv", False),
        ("nfkc.nrm", True),
        ("coll/ucadata.icu", True),
    ],
)
def test_of_the_unicode_data_stays_what_chinese_and_english_need(item: str, *, kept: bool):
    assert icu.is_kept(item) is kept


def test_the_audit_is_a_command(tmp_path: Path):
    shutil.copy(SITE / "shiboken6" / "Shiboken.abi3.so", tmp_path)
    where = {"PYTHONPATH": str(Path(glibc_audit.__file__).parents[1])}
    command = [sys.executable, "-m", "packages.glibc_audit", str(tmp_path)]
    done = subprocess.run(command, env=where, capture_output=True, text=True, check=True)
    assert ": 1 libraries and programs, newest needs: GLIBC" in done.stdout
