"""How far a report has come, as its events tell: who filled it, who approved it, what is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from disclosure_desk.store.events.actions import CHANGES
from disclosure_desk.store.events.draft import JsonValue


class ActionSummary(NamedTuple):
    """What of an event bears on the approval of its report."""

    seq: int
    action: str
    at: str
    by: str
    why: str
    about: Mapping[str, JsonValue]


class Approval(NamedTuple):
    """One step of approval: by whom, with what opinion, and the digest of the report that was approved.

    why: the reason for approving what one has filled in oneself, "" where that was not so.
    """

    step: str
    name: str
    opinion: str
    at: str
    digest: str
    seq: int
    why: str = ""


class Delivery(NamedTuple):
    """What was done with a sealed version beside its publication: on which day, where it went or lies, the receipt."""

    day: str
    where: str
    receipt: str = ""


class ReportReturn(NamedTuple):
    """A report handed back to be put right: at which step, by whom and why."""

    step: str
    name: str
    why: str
    at: str


class SealedVersion(NamedTuple):
    """A sealed version of a report.

    version: from 1. file, sha256: its package. digest: of the report's JSON. at: when it was sealed. why: the reason of
    the correction, "" for the first version.
    """

    version: int
    file: str
    sha256: str
    digest: str
    at: str
    why: str = ""


@dataclass
class ApprovalState:
    """How far a report has come.

    fillers: who has changed it. approvals: those that hold, in the order they were given. lapsed: those that a later
    change or a return made void. returned: the last return, None once it was approved again. versions: the oldest
    first. is_sealed: nothing may be changed before a correction is begun. correcting: the reason of the correction that
    is under way. published: day and address of the last version's publication. delivered: what else was done with it,
    by its kind: `submit`, `paper`.
    """

    fillers: set[str] = field(default_factory=set)
    approvals: list[Approval] = field(default_factory=list)
    lapsed: list[Approval] = field(default_factory=list)
    returned: ReportReturn | None = None
    versions: list[SealedVersion] = field(default_factory=list)
    is_sealed: bool = False
    correcting: str = ""
    published: tuple[str, str] = ("", "")
    delivered: dict[str, Delivery] = field(default_factory=dict)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps whose approvals hold."""
        return tuple(approval.step for approval in self.approvals)

    def copy(self) -> "ApprovalState":
        """A copy that later events leave as it is."""
        return replace(
            self,
            fillers={*self.fillers},
            approvals=[*self.approvals],
            lapsed=[*self.lapsed],
            versions=[*self.versions],
            delivered={**self.delivered},
        )


def apply_action(state: ApprovalState, event: ActionSummary) -> None:
    """Apply what an event says to the state; printing, exporting and the like leave it as it is."""
    if event.action in CHANGES:
        apply_change(state, event.by)
    elif event.action in _ACTS:
        _ACTS[event.action](state, event)


def apply_change(state: ApprovalState, by: str) -> None:
    """Void every approval, because they were given to another content; `by` has filled the report from now on."""
    if by:
        state.fillers.add(by)
    if state.approvals:
        state.lapsed += state.approvals
        state.approvals.clear()


def _approve(state: ApprovalState, event: ActionSummary) -> None:
    given = {name: str(event.about.get(name, "")) for name in ("step", "name", "opinion", "digest")}
    state.approvals = [one for one in state.approvals if one.step != given["step"]]
    state.approvals.append(Approval(**given, at=event.at, seq=event.seq, why=event.why))
    state.lapsed = [one for one in state.lapsed if one.step != given["step"]]
    state.returned = None


def _return(state: ApprovalState, event: ActionSummary) -> None:
    state.returned = ReportReturn(
        str(event.about.get("step", "")), str(event.about.get("name", "")), event.why, event.at
    )
    state.lapsed += state.approvals
    state.approvals.clear()


def _seal(state: ApprovalState, event: ActionSummary) -> None:
    file, sha256, digest = (str(event.about.get(name, "")) for name in ("file", "sha256", "digest"))
    state.versions.append(SealedVersion(len(state.versions) + 1, file, sha256, digest, event.at, state.correcting))
    state.is_sealed, state.correcting = True, ""


def _correct(state: ApprovalState, event: ActionSummary) -> None:
    state.is_sealed, state.correcting = False, event.why
    state.lapsed, state.published = [], ("", "")
    state.approvals.clear()
    state.delivered.clear()


def _publish(state: ApprovalState, event: ActionSummary) -> None:
    state.published = (str(event.about.get("date", "")), str(event.about.get("address", "")))


def _deliver(state: ApprovalState, event: ActionSummary) -> None:
    about = {name: str(value) for name, value in event.about.items()}
    where = about.get("to") or about.get("place", "")
    state.delivered[about.get("kind", "")] = Delivery(about.get("day", ""), where, about.get("receipt", ""))


_ACTS = {
    "approve": _approve,
    "return": _return,
    "seal": _seal,
    "correct": _correct,
    "publish": _publish,
    "deliver": _deliver,
}


def next_step(state: ApprovalState, steps: Sequence[str]) -> str | None:
    """The first of the office's steps that is not approved yet; None when all are."""
    return next((step for step in steps if step not in state.steps), None)


def approval_needs_reason(state: ApprovalState, name: str) -> bool:
    """Whether the person who wants to approve has filled in the report: a small office may, with a reason."""
    return name in state.fillers


def change_needs_reason(state: ApprovalState) -> bool:
    """Whether a change needs a reason because somebody has approved the report already."""
    return bool(state.approvals or state.lapsed)


class ApprovalStep(NamedTuple):
    """A step of the office with its approval, or the one that lapsed; `is_next` where it is this step's turn."""

    id: str
    name: str
    approval: Approval | None
    lapsed: Approval | None
    is_next: bool


def approval_progress(state: ApprovalState, steps: Mapping[str, str]) -> tuple[ApprovalStep, ...]:
    """The steps of the office, given as names by id, with what each has come to for a report."""
    given = {approval.step: approval for approval in state.approvals}
    lapsed = {approval.step: approval for approval in state.lapsed}
    turn = None if state.is_sealed else next_step(state, tuple(steps))
    return tuple(
        ApprovalStep(step, name, given.get(step), lapsed.get(step), step == turn) for step, name in steps.items()
    )
