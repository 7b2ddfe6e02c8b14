"""A sealed package is a witness: what its trail says against the desk is told when the desk opens, and by `verify`."""

import hashlib
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
import rfc8785
from meddling import sql, without_triggers

from disclosure_desk.archive import sealing, verification
from disclosure_desk.archive.bag import zip_folder
from disclosure_desk.archive.sealing import SealCandidate
from disclosure_desk.archive.version import Version
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.json import render
from disclosure_desk.writers.page_settings import PageSettings

NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the computer's own time


def small_package(version: Version) -> bytes:
    return zip_folder(version.folder, {"data/report.json": render(version.report), "data/trail.jsonl": version.trail})


@pytest.fixture
def sealed(tmp_path: Path, full_report: Report, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A desk with a sealed version, and its image from before that was sealed."""
    monkeypatch.setattr(sealing, "package", small_package)
    folder, image = tmp_path / "desk", tmp_path / "image"
    with Store.open(folder) as store:
        store.create(full_report)
        about = {"step": "final_review", "name": "王某", "opinion": "同意", "digest": digest(full_report)}
        store.record_act(1, "approve", about)
    shutil.copytree(folder, image)
    with Store.open(folder) as store:
        sealing.seal(store, 1, SealCandidate(full_report, (), PageSettings()), {}, NOW)
    return folder, image


def opening(folder: Path) -> str:
    with Store.open(folder) as store:
        return "\n".join(store.startup_messages)


def faults(folder: Path) -> str:
    return "\n".join(verification.verify(folder).faults)


def test_a_package_of_the_desk_contradicts_nothing(sealed: tuple[Path, Path]) -> None:
    assert opening(sealed[0]) == faults(sealed[0]) == ""


def test_a_desk_put_back_further_than_its_package_is_told(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    folder, _ = sealed
    with Store.open(folder) as store:
        store.record_act(1, "correct", {}, "写错了")
        report = store.load(1, load_form)
        sealing.seal(store, 1, SealCandidate(report, (), PageSettings()), {}, NOW)
        store.back_up(NOW)
    older = tmp_path / "older"
    shutil.copytree(sealed[1], older)
    for name in (DATA_FILE, JOURNAL):
        shutil.copyfile(older / name, folder / name)
    for place in (folder / PACKAGES, folder / BACKUPS / PACKAGES):
        for said in (opening(folder), faults(folder)):
            assert said.count("1-2025-v2.zip 里有 4 条修改记录，数据里没有这么多，数据可能被换成了旧的一份") == 1
        shutil.rmtree(place)
        for backup in list_backups(folder / BACKUPS):
            backup.path.unlink()
    assert "1-2025-v2.zip" not in opening(folder)


def test_a_package_that_was_replaced_after_going_back_is_a_witness_still(
    sealed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Sealing again takes the name of the package that knows of what is missing."""
    _, folder = sealed
    shutil.copytree(folder, tmp_path / "older")
    for name in ("赵某", "钱某"):
        for file in (DATA_FILE, JOURNAL):
            shutil.copyfile(tmp_path / "older" / file, folder / file)
        with Store.open(folder) as store:
            store.record_act(1, "return", {}, f"{name}说再看一遍")
            sealing.seal(store, 1, SealCandidate(store.load(1, load_form), (), PageSettings()), {}, NOW)
    assert len([*(folder / PACKAGES).iterdir()]) == len(("now", "then"))
    for said in (opening(folder), faults(folder)):
        assert said.count("里的修改记录（到第 3 条）和数据里的不一样") == said.count(".old 里") == 1


def test_an_approver_renamed_in_both_records_is_told_by_the_package(sealed: tuple[Path, Path]) -> None:
    """Somebody who knows how the chain is made writes both records anew, with another name in them."""
    folder, _ = sealed
    with without_triggers(folder / DATA_FILE) as db:
        (of_file,) = db.execute("SELECT file_id FROM desk").fetchone()
        rows = db.execute("SELECT seq, content FROM events ORDER BY seq").fetchall()
        chain = hashlib.sha256(f"disclosure-desk {of_file}".encode()).hexdigest()
        lines = [b'{"desk":"%s","journal":1}\n' % of_file.encode()]
        for seq, content in rows:
            written = rfc8785.dumps(json.loads(content.replace("王某", "赵某")))
            chain = hashlib.sha256(chain.encode() + written).hexdigest()
            db.execute("UPDATE events SET content = ?, digest = ? WHERE seq = ?", [written.decode(), chain, seq])
            lines.append(b'{"digest":"%s","event":%s}\n' % (chain.encode(), written))
    (folder / JOURNAL).write_bytes(b"".join(lines))
    for said in (opening(folder), faults(folder)):
        assert "1-2025-v1.zip 里的修改记录（到第 2 条）和数据里的不一样：审核人、数或者别的" in said


def test_what_was_sealed_and_given_up_by_going_back_is_no_fault(sealed: tuple[Path, Path]) -> None:
    folder, _ = sealed
    with Store.open(folder) as store:
        made = store.back_up(NOW)
        store.record_act(1, "correct", {}, "写错了")
        sealing.seal(store, 1, SealCandidate(store.load(1, load_form), (), PageSettings()), {}, NOW)
        store.back_up(NOW + timedelta(days=1))
    assert made is not None
    roll_back(folder, made.path, replay=False)
    assert opening(folder) == faults(folder) == ""


def test_what_was_sealed_after_going_back_and_put_back_behind_the_desk_is_told(
    sealed: tuple[Path, Path], tmp_path: Path
) -> None:
    """Going back in a folder that does not open cannot say what was given up; what came later was not."""
    folder, _ = sealed
    with Store.open(folder) as store:
        made = store.back_up(NOW)
    assert made is not None
    sql(folder / DATA_FILE, "UPDATE figures SET figure = '5'")
    roll_back(folder, made.path, replay=False)
    shutil.copytree(folder, tmp_path / "before")
    with Store.open(folder) as store:
        store.record_act(1, "correct", {}, "写错了")
        sealing.seal(store, 1, SealCandidate(store.load(1, load_form), (), PageSettings()), {}, NOW)
    for name in (DATA_FILE, JOURNAL):
        shutil.copyfile(tmp_path / "before" / name, folder / name)
    for said in (opening(folder), faults(folder)):
        assert "1-2025-v2.zip 里有 5 条修改记录，数据里没有这么多" in said


def test_where_no_record_is_left_no_package_is_called_a_stranger(sealed: tuple[Path, Path]) -> None:
    folder, _ = sealed
    for name in (DATA_FILE, JOURNAL):
        (folder / name).write_bytes(b"x" * 999)
    result = verification.verify(folder)
    assert result.faults
    assert result.remarks == ()


@pytest.mark.parametrize("content", [b"PK", b"", b'{"desk":"x"}', b"\x00", b'{"desk":1}\n[]\n', b"noise\n" * 9])
def test_a_package_that_cannot_be_read_is_no_witness(sealed: tuple[Path, Path], content: bytes) -> None:
    folder, _ = sealed
    (folder / PACKAGES / "9-2025-v1.zip").write_bytes(content)
    with ZipFile(folder / PACKAGES / "8-2025-v1.zip", "w") as archive:
        archive.writestr("x/data/trail.jsonl", content)
    with ZipFile(folder / PACKAGES / "7-2025-v1.zip", "w") as archive:
        archive.writestr("x/data/other.jsonl", content)
    assert opening(folder) == faults(folder) == ""
