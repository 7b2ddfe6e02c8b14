"""What has been done with a stored report after it was filled in, as the stages of its path want to know it."""

from collections.abc import Mapping, Sequence

from disclosure_desk.checks.stages import Handling
from disclosure_desk.store.events.approvals import ApprovalState

SUBMIT, PUBLISH, PAPER = "报送登记", "公布登记", "存档登记"
"""What is left to do with a sealed report: it goes to the body above, to the public, and on paper to the archive."""


def handling_of(state: ApprovalState, steps: Mapping[str, str], package_faults: Sequence[str] = ()) -> Handling:
    """How far a report has come; `steps` are the names of the office's steps of approval by their ids."""
    given = {approval.step for approval in state.approvals}
    return Handling(
        given=tuple(name for step, name in steps.items() if step in given),
        lacking=() if state.is_sealed else tuple(name for step, name in steps.items() if step not in given),
        versions=len(state.versions),
        is_sealed=state.is_sealed,
        deliveries=_deliveries(state) if state.is_sealed else (),
        is_package_faulty=bool(package_faults),
    )


def _deliveries(state: ApprovalState) -> tuple[tuple[str, bool], ...]:
    done = ((SUBMIT, "submit" in state.delivered), (PUBLISH, bool(state.published[0])))
    return (*done, (PAPER, "paper" in state.delivered))
