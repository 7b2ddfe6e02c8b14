"""A desk with a report that is right, explained and approved: ready to be sealed."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.checks import CheckContext, check
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Change, Report, Value, new_report
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.events.replay import approval_state
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

NAMES = {
    "first_review": "部门初核",
    "office_review": "办公室复核",
    "final_review": "分管领导终审",
    "secrecy_review": "保密审查",
}
OTHERS = "别处的报告，与人无关"
"""What no package of another report may have anywhere."""
NOW = datetime.fromisoformat("2099-01-20T17:30:00+08:00")
"""Not before anything that the record says was done."""


@pytest.fixture(scope="session", autouse=True)
def _seal_quickly(each_file_is_read_back_once: None) -> None:
    """What was sealed is read back once."""


@pytest.fixture
def names() -> dict[str, str]:
    return NAMES


@pytest.fixture
def others() -> str:
    return OTHERS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "数据") as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        store.actor = Actor("李某", "clerk")
        yield store


def give_approvals(store: Store, report: Report) -> None:
    for step, name in zip(NAMES, "甲乙丙丁", strict=True):
        store.actor = Actor(name, "clerk")
        store.record_act(1, "approve", {"step": step, "name": name, "opinion": "同意", "digest": digest(report)})
    store.actor = Actor("李某", "clerk")


def made_candidate(store: Store, report: Report) -> SealCandidate:
    told = CheckContext(approvals=approval_state(store.events(1)).steps)
    return SealCandidate(report, check(report, told), PageSettings())


@pytest.fixture
def approve() -> Callable[[Store, Report], None]:
    """Every step, by somebody else each."""
    return give_approvals


@pytest.fixture
def candidate() -> Callable[[Store, Report], SealCandidate]:
    """What would be sealed of a report as it stands."""
    return made_candidate


@pytest.fixture(scope="session")
def sealed_once(tmp_path_factory: pytest.TempPathFactory, form: Form, full_places: Mapping[str, Value]) -> Path:
    """A data folder in which the full report is sealed, beside another's; made once, for that takes a second."""
    folder = tmp_path_factory.mktemp("sealed")
    report = new_report(form, "涿河区金牛山办事处", 2025, full_places)
    with Store.open(folder) as store:
        store.actor = Actor("李某", "clerk")
        store.create(report)
        store.create(new_report(form, OTHERS, 2024, {"problems": OTHERS}))
        store.put_settings({"operators": "李某\n甲", "pin.甲": "scrypt:1:2:3:salt:digest", "print": OTHERS})
        store.apply(2, [Change("problems", OTHERS, f"{OTHERS}。")], "edit")
        give_approvals(store, report)
        store.record_act(None, "recover", {"from": "desk.journal"})
        store.record_act(2, "print", {"result": OTHERS})
        seal(store, 1, made_candidate(store, report), NAMES, NOW)
    return folder


@pytest.fixture
def sealed_desk(sealed_once: Path, tmp_path: Path) -> Iterator[Store]:
    """A desk in which the full report is sealed."""
    shutil.copytree(sealed_once, tmp_path / "定稿")
    with Store.open(tmp_path / "定稿") as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        store.actor = Actor("李某", "clerk")
        yield store


@pytest.fixture
def sealed(sealed_desk: Store) -> SealedVersion:
    """Its first version."""
    return approval_state(sealed_desk.events(1)).versions[0]
