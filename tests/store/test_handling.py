"""How far a report has come is told in the names of the office's steps."""

import pytest

from disclosure_desk.checks.stages import Handling
from disclosure_desk.store.events.approvals import Approval, ApprovalState, Delivery, SealedVersion
from disclosure_desk.store.handling import PAPER, PUBLISH, SUBMIT, handling_of

STEPS = {"first": "部门初核", "last": "分管领导终审"}
GIVEN = [Approval(step, "李", "同意", "2026-01-05T01:00:00Z", "d", 1) for step in ("last", "first")]
VERSION = SealedVersion(1, "a.zip", "s", "d", "2026-01-06T01:00:00Z")
CASES = [
    ("draft", ApprovalState(), (), Handling(lacking=("部门初核", "分管领导终审"))),
    ("one", ApprovalState(approvals=GIVEN[1:]), (), Handling(("部门初核",), ("分管领导终审",))),
    (
        "sealed",
        ApprovalState(approvals=GIVEN, versions=[VERSION], is_sealed=True),
        (),
        Handling(
            ("部门初核", "分管领导终审"),
            versions=1,
            is_sealed=True,
            deliveries=((SUBMIT, False), (PUBLISH, False), (PAPER, False)),
        ),
    ),
    (
        "sealed with fewer steps than the office has today, published, its package gone",
        ApprovalState(
            versions=[VERSION],
            is_sealed=True,
            published=("2026-01-20", "某地"),
            delivered={"paper": Delivery("2026-01-21", "档案室")},
        ),
        ("没有了。",),
        Handling(
            versions=1,
            is_sealed=True,
            deliveries=((SUBMIT, False), (PUBLISH, True), (PAPER, True)),
            is_package_faulty=True,
        ),
    ),
    (
        "corrected",
        ApprovalState(versions=[VERSION], correcting="错"),
        (),
        Handling((), tuple(STEPS.values()), versions=1),
    ),
]


@pytest.mark.parametrize(("state", "faults", "wanted"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_how_far_a_report_has_come(state, faults, wanted):
    assert handling_of(state, STEPS, faults) == wanted
