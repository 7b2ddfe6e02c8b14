"""Where a desk runs and where it refuses to, and who is named when it is open elsewhere."""

import ctypes
import json
from pathlib import Path, PurePosixPath, PureWindowsPath
from types import SimpleNamespace

import pytest

from disclosure_desk.store.database import location_policy
from disclosure_desk.store.database.location_policy import THIS_COMPUTER, Computer, location_kind, parse_mounts
from disclosure_desk.store.errors import BusyError, StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.lock_owner import lock_owner_words
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, LOCK, LOCK_OWNER
from disclosure_desk.store.store import Store

NETWORK, REMOVABLE, SYNCED = "网络盘", "U 盘、移动硬盘", "网盘的同步文件夹"
MOUNTS = """\
22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:20 / /proc rw - proc proc rw
30 22 8:3 / /home rw,relatime shared:4 - ext4 /dev/sda3 rw
31 30 0:50 / /home/li/share rw - nfs4 server:/share rw
32 30 0:51 / /home/li/公用\\040文件 rw - cifs //server/all rw
33 30 0:52 / /home/li/ssh rw master:9 - fuse.sshfs li@server: rw
34 22 8:17 / /media/li/U盘 rw shared:7 - vfat /dev/sdb1 rw
35 22 8:33 / /media/li/disk rw shared:8 - ext4 /dev/sdc1 rw
36 22 8:49 / /data rw - ext4 /dev/sdd1 rw
37 22 0:60 / /mnt/dav rw - davfs https://server rw
38 22 0:61 / /mnt/c rw - 9p C: rw
39 36 0:62 / /data rw - smb3 //server/data rw
40 22 8:65 / /srv rw - vfat /dev/sde1 rw
no line of mountinfo
41 22 - nothing
"""


@pytest.fixture
def machine(tmp_path: Path) -> Computer:
    """Disks with a removable one, sdc, that has a partition."""
    for disk, removable in {"sda": "0\n", "sdb": "1\n", "sdc": "1\n", "sde": "0\n"}.items():
        (tmp_path / disk / f"{disk}1").mkdir(parents=True)
        (tmp_path / disk / "removable").write_text(removable)
    disks = {"8:3": "sda/sda1", "8:17": "sdb/sdb1", "8:33": "sdc/sdc1", "8:65": "sde/sde1"}
    return Computer(lambda: MOUNTS, lambda number: tmp_path / disks.get(number, "none"), drive_type)


def drive_type(root: str) -> int:
    return {"C:\\": 3, "E:\\": 2, "Z:\\": 4}.get(root, 1)


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/li/.local/share/disclosure-desk", ""),
        ("/opt/desk", ""),
        ("/home/li/share/年报", NETWORK),
        ("/home/li/shared", ""),
        ("/home/li/公用 文件/年报", NETWORK),
        ("/home/li/ssh", NETWORK),
        ("/mnt/dav/年报", NETWORK),
        ("/mnt/c/年报", NETWORK),
        ("/data/年报", NETWORK),
        ("/media/li/U盘/年报", REMOVABLE),
        ("/media/li/disk/年报", REMOVABLE),
        ("/srv/年报", ""),
        ("/home/li/OneDrive/年报", SYNCED),
        ("/home/li/OneDrive - 涿河区/年报", SYNCED),
        ("/home/li/onedrive（单位）", SYNCED),
        ("/home/li/OneDrives", ""),
        ("/home/li/坚果云/年报", SYNCED),
        ("/home/li/Nutstore", SYNCED),
        ("/home/li/Dropbox", SYNCED),
        ("/home/li/百度网盘", SYNCED),
        ("/home/li/WPS云盘/年报", SYNCED),
        ("/home/li/iCloud Drive", SYNCED),
        ("/home/li/云盘怎么用", ""),
    ],
)
def test_a_place_is_known_by_its_mount_disk_or_name(machine: Computer, folder: str, kind: str) -> None:
    assert location_kind(PurePosixPath(folder), machine) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (r"C:\Users\li\AppData\Local\disclosure-desk", ""),
        (r"C:\Users\li\OneDrive - 某单位\年报", SYNCED),
        (r"E:\年报", REMOVABLE),
        (r"Z:\年报", NETWORK),
        (r"\\server\share\年报", NETWORK),
    ],
)
def test_a_drive_is_known_by_its_type(machine: Computer, folder: str, kind: str) -> None:
    assert location_kind(PureWindowsPath(folder), machine) == kind


def test_a_machine_whose_root_is_elsewhere_has_no_other_place(machine: Computer) -> None:
    told = "22 1 0:20 / / rw - nfs4 server:/root rw\n"
    assert location_kind(PurePosixPath("/home/li"), machine._replace(mounts=lambda: told)) == ""
    assert location_kind(PurePosixPath("/home/li"), machine._replace(mounts=str)) == ""


def test_a_store_does_not_open_there_and_nothing_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "坚果云" / "年报"
    with pytest.raises(StoreError, match=r"不能在网盘的同步文件夹上填报.*请把数据放在本机的硬盘上填报.*复制过去。$"):
        Store.open(folder)
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_such_a_place_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "数据").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(StoreError, match="同步文件夹"):
        Store.open(tmp_path / "数据")


def test_this_machine_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = THIS_COMPUTER.mounts().splitlines()  # none on Windows, nor in a root without /proc
    mounts = [*parse_mounts("\n".join(lines))]
    assert len(mounts) == len(lines)
    assert all(mount.folder.is_absolute() and mount.kind for mount in mounts)
    assert THIS_COMPUTER.device("0:0").is_absolute()
    assert THIS_COMPUTER.drive("C:\\") in {0, 3}
    kernel32 = SimpleNamespace(GetDriveTypeW=drive_type)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
    assert THIS_COMPUTER.drive("E:\\") == 2

    def gone(*_: object, **__: object) -> str:
        raise FileNotFoundError

    monkeypatch.setattr(location_policy.Path, "read_text", gone)
    assert THIS_COMPUTER.mounts() == ""


def test_who_holds_the_desk_is_named_to_the_second(folder: Path) -> None:
    with Store.open(folder) as store:
        store.actor = Actor("李某", "clerk")
        with pytest.raises(BusyError, match=r"desk.sqlite3，李某 在 \S+ 上从 20\d\d-\d\d-\d\d \d\d:\d\d 打开的）"):
            Store.open(folder)
    assert {path.name for path in folder.iterdir()} == {DATA_FILE, JOURNAL, LOCK}


@pytest.mark.parametrize("told", [None, "", "[]", json.dumps({"who": "李某"})])
def test_a_holder_nobody_can_read_is_not_named(folder: Path, told: str | None) -> None:
    folder.mkdir()
    if told is not None:
        (folder / LOCK_OWNER).write_text(told, "utf-8")
    assert lock_owner_words(folder) == ""


def test_a_holder_that_cannot_be_written_keeps_nobody_from_work(folder: Path) -> None:
    (folder / LOCK_OWNER).mkdir(parents=True)
    with Store.open(folder) as store:
        assert store.reports() == ()
