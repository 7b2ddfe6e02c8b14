"""What has been done with a stored report after it was filled in, as the stages of its path want to know it."""

from collections.abc import Mapping, Sequence

from disclosure_desk.checks.stages import Handling
from disclosure_desk.store.events.approvals import ApprovalState

PUBLISH = "公布登记"
"""What is left to do with a sealed report as far as the program knows of it."""


def handling_of(state: ApprovalState, steps: Mapping[str, str], package_faults: Sequence[str] = ()) -> Handling:
    """How far a report has come; `steps` are the names of the office's steps of approval by their ids."""
    given = {approval.step for approval in state.approvals}
    return Handling(
        given=tuple(name for step, name in steps.items() if step in given),
        lacking=() if state.is_sealed else tuple(name for step, name in steps.items() if step not in given),
        versions=len(state.versions),
        is_sealed=state.is_sealed,
        deliveries=((PUBLISH, bool(state.published[0])),) if state.is_sealed else (),
        is_package_faulty=bool(package_faults),
    )
