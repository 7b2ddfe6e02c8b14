"""A data folder with a past for the command's tests, and the command itself."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.cli import main as cli
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the computer's own time
UNIT = "涿河区金牛山办事处"


@pytest.fixture(scope="session", autouse=True)
def _seal_quickly(each_file_is_read_back_once: None) -> None:
    """What was sealed is read back once."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, form: Form, full_places) -> Path:
    """A data folder with a sealed report, corrected since, published, and a draft; copied once, then worked on."""
    folder = tmp_path_factory.mktemp("data")
    with Store.open(folder) as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        store.actor = Actor("李某", "clerk")
        report = new_report(form, UNIT, 2025, full_places)
        store.create(report)
        for step in approval_steps(form):
            store.record_act(1, "approve", {"step": step, "name": "甲", "opinion": "同意", "digest": digest(report)})
        seal(store, 1, SealCandidate(report, (), PageSettings()), approval_steps(form), datetime.now().astimezone())
        store.record_act(1, "publish", {"date": "2026-01-25", "address": "https://gov.example/1"})
        store.record_act(1, "correct", {}, "数字写错")
        store.apply(1, [Change(TEXT, report.texts[TEXT], "公开意识不强，还要努力。")], "edit")
        store.back_up(NOW)
        store.create(new_report(form, UNIT, 2024, {CELL: 731}))
    return folder


@pytest.fixture
def data_folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


@pytest.fixture
def package(data_folder: Path) -> Path:
    return data_folder / PACKAGES / "1-2025-v1.zip"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def carry_out(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(one) for one in arguments], lambda *_: pytest.fail("a window"))
        return code, *capsys.readouterr()

    return carry_out
